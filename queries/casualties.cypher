// title: Casualties by place
// description: Reported deaths and injured of attacks and clashes, added up by place; one number of deaths on one day or none counts once; "unstated" counts reports without a figure of deaths.
// parameter: since | date | first day counted | default: null | example: 2025-01-01
// parameter: until | date | last day counted | default: null | example: 2025-12-31
MATCH (e:ConflictEvent)-[:PLACE]->(p:Place)
WHERE e.factuality = 'asserted'
  AND ($since IS NULL OR coalesce(e.endDate, e.startDate) >= $since)
  AND ($until IS NULL OR e.startDate <= $until)
WITH DISTINCT p, e
WITH p, coalesce(e.fatalities, -1) AS toll, collect(e.id) AS ids, count(e) AS reports, count(DISTINCT e.startDate) AS dated,
     max(coalesce(e.fatalities, 0)) AS dead, max(coalesce(e.injured, 0)) AS hurt
WITH p, ids, reports, dead, hurt, CASE WHEN dated > 1 THEN dated ELSE 1 END AS days,
     CASE WHEN toll < 0 THEN reports ELSE 0 END AS unstated
WITH p, sum(reports) AS count, sum(dead * days) AS fatalities, sum(hurt * days) AS injured, sum(unstated) AS unstated, collect(ids) AS lists
UNWIND lists AS list
UNWIND list AS id
RETURN p.name AS place, count, fatalities, injured, unstated, collect(id) AS events
ORDER BY fatalities DESC, injured DESC, place
