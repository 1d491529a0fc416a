// title: Events per month
// description: How many events of each kind an actor took part in, month by month; events dated only by year are left out.
// parameter: actor | actor | who took part | example: Pakistan
// parameter: code | text | only this PLOVER code | default: null | example: CONSULT
MATCH (a:Entity)<-[:PARTICIPANT|INITIATOR|TARGET|HOST|MEDIATOR|SIGNATORY]-(e:Event)
WHERE a.id IN $actor AND e.factuality = 'asserted' AND e.startDate IS NOT NULL AND e.datePrecision <> 'year'
  AND ($code IS NULL OR e.eventCode = $code)
WITH DISTINCT e
RETURN substring(toString(e.startDate), 0, 7) AS month, e.eventCode AS code, count(e) AS count, collect(e.id) AS events
ORDER BY month, code
