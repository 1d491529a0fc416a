// title: Timeline between two actors
// description: Everything in which both take part, or someone who acts for them, oldest first.
// parameter: a | actor | one side | example: India
// parameter: b | actor | the other side | example: Pakistan
// parameter: since | date | first day counted | default: null | example: 2025-01-01
// parameter: until | date | last day counted | default: null | example: 2025-12-31
// bloom: Timeline between $a and $b
MATCH (x:Entity)<-[:PARTICIPANT|INITIATOR|TARGET|HOST|MEDIATOR|SIGNATORY]-(e:Event)-[:PARTICIPANT|INITIATOR|TARGET|HOST|MEDIATOR|SIGNATORY]->(y:Entity)
WHERE x.id IN $a AND y.id IN $b AND x.id <> y.id
  AND ($since IS NULL OR coalesce(e.endDate, e.startDate) >= $since)
  AND ($until IS NULL OR e.startDate <= $until)
WITH DISTINCT e
RETURN e.startDate AS date, e.datePrecision AS precision, e.name AS event, e.eventCode AS code,
       e.factuality AS factuality, [e.id] AS events
ORDER BY coalesce(toString(date), '9999'), event
// ---- bloom
MATCH p = (x:Entity)<-[:PARTICIPANT|INITIATOR|TARGET|HOST|MEDIATOR|SIGNATORY]-(e:Event)-[:PARTICIPANT|INITIATOR|TARGET|HOST|MEDIATOR|SIGNATORY]->(y:Entity)
WHERE (x.name = $a OR $a IN x.aliases) AND (y.name = $b OR $b IN y.aliases)
RETURN p
