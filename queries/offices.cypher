// title: Offices of a person
// description: The offices that the articles say a person holds or held, with the sentence.
// parameter: person | entity | whose offices | example: Wang Yi
MATCH (t:Tenure)-[:HOLDER]->(p:Person)
WHERE p.id IN $person
OPTIONAL MATCH (t)-[:IN_ORGANIZATION]->(o:Actor)
OPTIONAL MATCH (v:Evidence)-[:EVIDENCE_FOR]->(t)
RETURN p.name AS person, t.role AS office, o.name AS organization, t.startDate AS since, t.endDate AS until,
       collect(DISTINCT v.exactText) AS sentences
ORDER BY person, office, organization
