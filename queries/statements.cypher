// title: Statements by an actor
// description: What an actor, or someone who acts for it, said: about one subject or at all, newest first.
// parameter: actor | actor | who spoke | example: China
// parameter: topic | entity | only what concerns this | default: null | example: India
// parameter: since | date | first day counted | default: null | example: 2025-01-01
// parameter: until | date | last day counted | default: null | example: 2025-12-31
// bloom: Statements by $actor
MATCH (s:Entity)<-[:INITIATOR]-(e:PublicStatement)
WHERE s.id IN $actor
  AND ($topic IS NULL OR EXISTS { MATCH (e)-[:ABOUT|TARGET]->(t:Entity) WHERE t.id IN $topic })
  AND ($since IS NULL OR coalesce(e.endDate, e.startDate) >= $since)
  AND ($until IS NULL OR e.startDate <= $until)
OPTIONAL MATCH (v:Evidence)-[:EVIDENCE_FOR]->(e)
WITH s, e, collect(DISTINCT v.quote) AS quotes
OPTIONAL MATCH (e)-[:ABOUT|TARGET]->(t:Entity)
RETURN substring(toString(e.startDate), 0, CASE e.datePrecision WHEN 'year' THEN 4 WHEN 'month' THEN 7 ELSE 10 END) AS date, s.name AS speaker, e.eventCode AS code, collect(DISTINCT t.name) AS about, quotes,
       [e.id] AS events
ORDER BY coalesce(toString(date), '') DESC, speaker, code, events
// ---- bloom
MATCH p = (s:Entity)<-[:INITIATOR]-(e:PublicStatement)
WHERE s.name = $actor OR $actor IN s.aliases
OPTIONAL MATCH q = (e)-[:ABOUT|TARGET]->(:Entity)
RETURN p, q
