// title: Shortest path between two actors
// description: A shortest chain of events, and of actors who act for others, that links two actors, at most eight links long.
// parameter: a | entity | where the chain begins | example: Ishaq Dar
// parameter: b | entity | where it ends | example: India
// bloom: Path from $a to $b
MATCH (x:Entity) WHERE x.id IN $a
MATCH (y:Entity) WHERE y.id IN $b AND y.id <> x.id
MATCH p = shortestPath((x)-[:PARTICIPANT|INITIATOR|TARGET|HOST|MEDIATOR|SIGNATORY|REPRESENTS*..8]-(y))
RETURN length(p) AS links, [n IN nodes(p) | n.name] AS chain, [n IN nodes(p) WHERE n:Event | n.id] AS events
ORDER BY links, chain
// ---- bloom
MATCH (x:Entity) WHERE x.name = $a OR $a IN x.aliases
MATCH (y:Entity) WHERE y.name = $b OR $b IN y.aliases
MATCH p = shortestPath((x)-[:PARTICIPANT|INITIATOR|TARGET|HOST|MEDIATOR|SIGNATORY|REPRESENTS*..8]-(y))
RETURN p
