// title: Articles behind an event
// description: Every article that states an event, with publisher, date and the sentence.
// parameter: event | event | the id of the event, as in the column "events" of other answers | example: event:0123456789abcdef
// bloom: Articles behind $event
MATCH (v:Evidence)-[:EVIDENCE_FOR]->(e:Event {id: $event})
MATCH (v)-[:FROM_ARTICLE]->(a:Article)
OPTIONAL MATCH (a)-[:PUBLISHER]->(o:Organization)
RETURN a.id AS article, a.headline AS headline, o.name AS publisher, a.datePublished AS published, a.url AS url,
       v.exactText AS sentence
ORDER BY coalesce(toString(published), ''), article, v.beginIndex
// ---- bloom
MATCH p = (a:Article)<-[:FROM_ARTICLE]-(:Evidence)-[:EVIDENCE_FOR]->(e:Event)
WHERE e.id = $event OR e.name = $event
RETURN p
