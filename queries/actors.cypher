// title: Most active actors
// description: The actors with the most events, whatever their role, and how many articles name them in one.
// parameter: top | integer | how many actors | default: 20 | example: 10
// parameter: since | date | first day counted | default: null | example: 2025-01-01
// parameter: until | date | last day counted | default: null | example: 2025-12-31
MATCH (e:Event)-[:PARTICIPANT|INITIATOR|TARGET|HOST|MEDIATOR|SIGNATORY]->(a:Actor)
WHERE e.factuality = 'asserted'
  AND ($since IS NULL OR coalesce(e.endDate, e.startDate) >= $since)
  AND ($until IS NULL OR e.startDate <= $until)
WITH a, collect(DISTINCT e) AS es
UNWIND es AS e
RETURN a.name AS actor, a.countryCodes AS countries, count(e) AS count, min(e.startDate) AS first, max(e.startDate) AS last
ORDER BY count DESC, actor
LIMIT toInteger($top)
