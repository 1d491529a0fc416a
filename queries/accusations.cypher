// title: Accusations against an actor
// description: Who accused or criticised an actor, or someone who acts for it, and of what, newest first.
// parameter: actor | actor | who was accused | example: Pakistan
// parameter: since | date | first day counted | default: null | example: 2025-01-01
// parameter: until | date | last day counted | default: null | example: 2025-12-31
// bloom: Accusations against $actor
MATCH (e:PublicStatement)-[:TARGET]->(x:Entity)
WHERE x.id IN $actor AND e.eventCode = 'ACCUSE'
  AND ($since IS NULL OR coalesce(e.endDate, e.startDate) >= $since)
  AND ($until IS NULL OR e.startDate <= $until)
MATCH (e)-[:INITIATOR]->(s:Actor)
OPTIONAL MATCH (e)-[:ABOUT]->(t:Entity)
RETURN substring(toString(e.startDate), 0, CASE e.datePrecision WHEN 'year' THEN 4 WHEN 'month' THEN 7 ELSE 10 END) AS date, s.name AS accuser, x.name AS accused, collect(DISTINCT t.name) AS about,
       e.factuality AS factuality, collect(DISTINCT e.id) AS events
ORDER BY coalesce(toString(date), '') DESC, accuser, accused
// ---- bloom
MATCH p = (:Actor)<-[:INITIATOR]-(e:PublicStatement)-[:TARGET]->(x:Entity)
WHERE e.eventCode = 'ACCUSE' AND (x.name = $actor OR $actor IN x.aliases)
RETURN p
