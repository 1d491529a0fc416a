// title: Planned, requested, denied and possible events
// description: What is reported of an actor as planned, requested, denied or possible, and so left out of other answers.
// parameter: actor | actor | who takes part | example: Pakistan
MATCH (a:Entity)<-[:PARTICIPANT|INITIATOR|TARGET|HOST|MEDIATOR|SIGNATORY]-(e:Event)
WHERE a.id IN $actor AND e.factuality <> 'asserted'
WITH DISTINCT e
OPTIONAL MATCH (e)-[:CLAIMED_BY]->(c:Actor)
RETURN substring(toString(e.startDate), 0, CASE e.datePrecision WHEN 'year' THEN 4 WHEN 'month' THEN 7 ELSE 10 END) AS date, e.factuality AS factuality, e.name AS event, collect(DISTINCT c.name) AS claimed_by,
       [e.id] AS events
ORDER BY factuality, coalesce(toString(date), '') DESC, event
