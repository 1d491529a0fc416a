// title: Conflicts in a place
// description: Attacks, clashes and strikes in a place and everywhere within it, with what was reported of casualties.
// parameter: place | entity | a country, region or town | example: Pakistan
// parameter: since | date | first day counted | default: null | example: 2025-01-01
// parameter: until | date | last day counted | default: null | example: 2025-12-31
// bloom: Conflicts in $place
MATCH (e:ConflictEvent)-[:PLACE]->(p:Place)-[:LOCATED_IN*0..4]->(x:Place)
WHERE x.id IN $place AND e.factuality = 'asserted'
  AND ($since IS NULL OR coalesce(e.endDate, e.startDate) >= $since)
  AND ($until IS NULL OR e.startDate <= $until)
WITH DISTINCT e, p
OPTIONAL MATCH (e)-[:INITIATOR|PARTICIPANT]->(a:Actor)
WITH e, p, collect(DISTINCT a.name) AS attackers
OPTIONAL MATCH (e)-[:TARGET]->(b:Actor)
RETURN substring(toString(e.startDate), 0, CASE e.datePrecision WHEN 'year' THEN 4 WHEN 'month' THEN 7 ELSE 10 END) AS date, p.name AS place, e.name AS event, attackers, collect(DISTINCT b.name) AS targets,
       e.fatalities AS fatalities, e.injured AS injured, [e.id] AS events
ORDER BY coalesce(toString(date), '') DESC, place, event
// ---- bloom
MATCH p = (e:ConflictEvent)-[:PLACE]->(:Place)-[:LOCATED_IN*0..4]->(x:Place)
WHERE x.name = $place OR $place IN x.aliases
OPTIONAL MATCH q = (e)-[:INITIATOR|TARGET|PARTICIPANT]->(:Actor)
RETURN p, q
