// title: What happened in a place
// description: Every event in a place and everywhere within it, newest first.
// parameter: place | entity | a country, region or town | example: Beijing
// parameter: since | date | first day counted | default: null | example: 2025-01-01
// parameter: until | date | last day counted | default: null | example: 2025-12-31
MATCH (e:Event)-[:PLACE]->(p:Place)-[:LOCATED_IN*0..4]->(x:Place)
WHERE x.id IN $place
  AND ($since IS NULL OR coalesce(e.endDate, e.startDate) >= $since)
  AND ($until IS NULL OR e.startDate <= $until)
WITH DISTINCT e, p
RETURN substring(toString(e.startDate), 0, CASE e.datePrecision WHEN 'year' THEN 4 WHEN 'month' THEN 7 ELSE 10 END) AS date, p.name AS place, e.name AS event, e.eventCode AS code, e.factuality AS factuality,
       [e.id] AS events
ORDER BY coalesce(toString(date), '') DESC, place, event
