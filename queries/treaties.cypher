// title: Treaties and what was done to them
// description: Who proposed, signed, ratified, suspended, violated or left which treaty, newest first.
// parameter: treaty | entity | only this treaty | default: null | example: Indus Waters Treaty
// parameter: since | date | first day counted | default: null | example: 2025-01-01
// parameter: until | date | last day counted | default: null | example: 2025-12-31
// bloom: What was done to $treaty
MATCH (e:TreatyAction)-[:ABOUT]->(t:Treaty)
WHERE ($treaty IS NULL OR t.id IN $treaty)
  AND ($since IS NULL OR coalesce(e.endDate, e.startDate) >= $since)
  AND ($until IS NULL OR e.startDate <= $until)
OPTIONAL MATCH (e)-[:INITIATOR|SIGNATORY|PARTICIPANT]->(a:Actor)
RETURN t.name AS treaty, e.treatyAction AS action, collect(DISTINCT a.name) AS actors, substring(toString(e.startDate), 0, CASE e.datePrecision WHEN 'year' THEN 4 WHEN 'month' THEN 7 ELSE 10 END) AS date,
       e.factuality AS factuality, collect(DISTINCT e.id) AS events
ORDER BY coalesce(toString(date), '') DESC, treaty, action
// ---- bloom
MATCH p = (e:TreatyAction)-[:ABOUT]->(t:Treaty)
WHERE t.name = $treaty OR $treaty IN t.aliases
OPTIONAL MATCH q = (e)-[:INITIATOR|SIGNATORY|PARTICIPANT]->(:Actor)
RETURN p, q
