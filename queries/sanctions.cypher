// title: Sanctions and broken relations
// description: Who imposed sanctions, cut relations or aid, or expelled diplomats: against one actor or any, newest first.
// parameter: actor | actor | only against this actor | default: null | example: Russia
// parameter: since | date | first day counted | default: null | example: 2025-01-01
// parameter: until | date | last day counted | default: null | example: 2025-12-31
MATCH (e:SanctionAction)-[:TARGET]->(x:Entity)
WHERE ($actor IS NULL OR x.id IN $actor)
  AND ($since IS NULL OR coalesce(e.endDate, e.startDate) >= $since)
  AND ($until IS NULL OR e.startDate <= $until)
OPTIONAL MATCH (e)-[:INITIATOR]->(s:Actor)
RETURN substring(toString(e.startDate), 0, CASE e.datePrecision WHEN 'year' THEN 4 WHEN 'month' THEN 7 ELSE 10 END) AS date, collect(DISTINCT s.name) AS initiators, x.name AS target, e.name AS event,
       e.factuality AS factuality, collect(DISTINCT e.id) AS events
ORDER BY coalesce(toString(date), '') DESC, target, event
