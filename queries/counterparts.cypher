// title: Counterparts in common
// description: Who has met both of two actors, at the same meeting or at different ones.
// parameter: a | actor | one of the two | example: Wang Yi
// parameter: b | actor | the other | example: Ishaq Dar
// bloom: Who met both $a and $b
MATCH (x:Entity)<-[:PARTICIPANT|INITIATOR|TARGET|HOST|MEDIATOR]-(e:Meeting)-[:PARTICIPANT|INITIATOR|TARGET|HOST|MEDIATOR]->(c:Actor)
WHERE x.id IN $a AND NOT c.id IN $a AND NOT c.id IN $b AND e.factuality = 'asserted'
WITH c, collect(DISTINCT e.id) AS first
MATCH (c)<-[:PARTICIPANT|INITIATOR|TARGET|HOST|MEDIATOR]-(f:Meeting)-[:PARTICIPANT|INITIATOR|TARGET|HOST|MEDIATOR]->(y:Entity)
WHERE y.id IN $b AND f.factuality = 'asserted'
WITH c, first, collect(DISTINCT f.id) AS second
RETURN c.name AS counterpart, c.countryCodes AS countries, size(first) AS with_a, size(second) AS with_b,
       first + [x IN second WHERE NOT x IN first] AS events
ORDER BY with_a + with_b DESC, counterpart
// ---- bloom
MATCH p = (x:Entity)<-[:PARTICIPANT|INITIATOR|TARGET|HOST|MEDIATOR]-(:Meeting)-[:PARTICIPANT|INITIATOR|TARGET|HOST|MEDIATOR]->(c:Actor)<-[:PARTICIPANT|INITIATOR|TARGET|HOST|MEDIATOR]-(:Meeting)-[:PARTICIPANT|INITIATOR|TARGET|HOST|MEDIATOR]->(y:Entity)
WHERE (x.name = $a OR $a IN x.aliases) AND (y.name = $b OR $b IN y.aliases)
RETURN p
