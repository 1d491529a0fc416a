// title: Casualties by place
// description: Reported deaths and injured of attacks and clashes, added up by place; "unstated" counts those without a figure of deaths.
// parameter: since | date | first day counted | default: null | example: 2025-01-01
// parameter: until | date | last day counted | default: null | example: 2025-12-31
MATCH (e:ConflictEvent)-[:PLACE]->(p:Place)
WHERE e.factuality = 'asserted'
  AND ($since IS NULL OR coalesce(e.endDate, e.startDate) >= $since)
  AND ($until IS NULL OR e.startDate <= $until)
WITH DISTINCT p, e
RETURN p.name AS place, count(e) AS count, sum(coalesce(e.fatalities, 0)) AS fatalities, sum(coalesce(e.injured, 0)) AS injured,
       sum(CASE WHEN e.fatalities IS NULL THEN 1 ELSE 0 END) AS unstated, collect(e.id) AS events
ORDER BY fatalities DESC, injured DESC, place
