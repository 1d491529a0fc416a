// title: Who represents a country or organization
// description: The persons and bodies that act for it in the articles, with the offices that are stated.
// parameter: actor | entity | a country or an organization | example: Pakistan
// bloom: Who represents $actor
MATCH (r:Actor)-[:REPRESENTS]->(x:Entity)
WHERE x.id IN $actor
OPTIONAL MATCH (t:Tenure)-[:HOLDER]->(r)
WITH r, x, collect(DISTINCT t.role) AS offices
OPTIONAL MATCH (e:Event)-[:PARTICIPANT|INITIATOR|TARGET|HOST|MEDIATOR|SIGNATORY]->(r)
RETURN r.name AS representative, offices, x.name AS represents, collect(DISTINCT e.id) AS events
ORDER BY size(events) DESC, representative
// ---- bloom
MATCH p = (r:Actor)-[:REPRESENTS]->(x:Entity)
WHERE x.name = $actor OR $actor IN x.aliases
OPTIONAL MATCH q = (:Tenure)-[:HOLDER]->(r)
RETURN p, q
