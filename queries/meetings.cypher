// title: Meetings about a subject
// description: Who met whom about a treaty, a topic, an actor or a place, newest first.
// parameter: topic | entity | what the meetings were about | example: Indus Waters Treaty
// parameter: since | date | first day counted | default: null | example: 2025-01-01
// parameter: until | date | last day counted | default: null | example: 2025-12-31
// bloom: Meetings about $topic
MATCH (e:Meeting)-[:ABOUT]->(t:Entity)
WHERE t.id IN $topic AND e.factuality = 'asserted'
  AND ($since IS NULL OR coalesce(e.endDate, e.startDate) >= $since)
  AND ($until IS NULL OR e.startDate <= $until)
WITH DISTINCT e
MATCH (a:Actor)<-[:PARTICIPANT|INITIATOR|TARGET|HOST|MEDIATOR]-(e)-[:PARTICIPANT|INITIATOR|TARGET|HOST|MEDIATOR]->(b:Actor)
WHERE a.id < b.id AND NOT EXISTS { (a)-[:REPRESENTS]->(b) } AND NOT EXISTS { (b)-[:REPRESENTS]->(a) }
RETURN a.name AS who, b.name AS whom, min(e.startDate) AS first, max(e.startDate) AS last,
       collect(DISTINCT e.id) AS events
ORDER BY coalesce(toString(last), '') DESC, who, whom
// ---- bloom
MATCH p = (e:Meeting)-[:ABOUT]->(t:Entity)
WHERE t.name = $topic OR $topic IN t.aliases
OPTIONAL MATCH q = (e)-[:PARTICIPANT|INITIATOR|TARGET|HOST|MEDIATOR]->(:Actor)
RETURN p, q
