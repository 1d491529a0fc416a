"""The contract of a graph store, the same for every backend."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from graph.bolt import BoltStore
from ontology.errors import OntologyError, StatementRefused, StoreError
from ontology.facts import Changes, Facts, Link
from tests.graph.samples import BEIJING, CHINA, DAR, PAKISTAN, TREATY, WANG, attack_facts, meeting, meeting_facts


def one(store: BoltStore, cypher: str, **parameters: Any) -> Any:
    """Return the only value of the only row."""
    ((value,),) = store.read(cypher, parameters).rows
    return value


def dump(store: BoltStore) -> list[Any]:
    """Return everything in the store but the times of loading."""
    nodes = [
        (node.label, node.id, {k: v for k, v in node.properties.items() if k != "loadedAt"}) for node in store.nodes()
    ]
    return [nodes, list(store.relationships())]


def test_loading_creates_nodes_with_all_their_labels(store: BoltStore) -> None:
    store.load(meeting_facts())
    rows = store.read("MATCH (n:Entity) RETURN n.id AS id, labels(n) AS labels ORDER BY id").dicts()
    labels = {row["id"]: sorted(row["labels"]) for row in rows}
    assert labels[DAR.id] == ["Actor", "Entity", "Person"]
    assert labels[PAKISTAN.id] == ["Actor", "Country", "Entity", "Place"]
    assert labels[TREATY.id] == ["Entity", "Treaty"]


def test_loading_reports_what_it_created(store: BoltStore) -> None:
    changes = store.load(meeting_facts())
    stats = store.stats()
    assert changes == Changes(sum(stats.nodes.values()), sum(stats.relationships.values()))
    assert (stats.nodes["Meeting"], stats.nodes["Person"], stats.relationships["PARTICIPANT"]) == (1, 2, 2)


def test_loading_twice_changes_nothing(store: BoltStore) -> None:
    store.load(meeting_facts())
    before = (list(store.nodes()), list(store.relationships()))
    assert store.load(meeting_facts()) == Changes()
    assert (list(store.nodes()), list(store.relationships())) == before


def test_values_come_back_as_pythons_own(store: BoltStore) -> None:
    store.load(meeting_facts())
    event = one(store, "MATCH (e:Meeting) RETURN e")
    assert event["startDate"] == date(2025, 5, 20)
    assert event["labels"] == ["Event", "Meeting"]
    loaded = one(store, "MATCH (a:Article) RETURN a.loadedAt")
    assert isinstance(loaded, datetime) and loaded.tzinfo is UTC
    path = one(store, "MATCH p = (:Evidence)-[:FROM_ARTICLE]->(:Article) RETURN p LIMIT 1")
    assert [step.get("type") for step in path] == [None, "FROM_ARTICLE", None]
    assert one(store, "MATCH (c:Country {isoCode: 'PAK'}) RETURN {point: [c.latitude, c.isoCode]}") == {
        "point": [30.0, "PAK"]
    }


def test_unknown_values_stay_absent(store: BoltStore) -> None:
    store.load(meeting_facts(day=None))
    assert "datePublished" not in one(store, "MATCH (a:Article) RETURN a")
    assert "isoCode" not in one(store, "MATCH (c:Country {id: $id}) RETURN c", id=CHINA.id)


def test_a_known_value_is_not_overwritten_by_an_unknown_one(store: BoltStore) -> None:
    store.load(meeting_facts(1))
    poorer = replace(PAKISTAN, iso_code=None, latitude=None, aliases=())
    facts = meeting_facts(2)
    store.load(replace(facts, entities=(DAR, WANG, poorer, CHINA, BEIJING, TREATY)))
    country = one(store, "MATCH (c:Country {id: $id}) RETURN c", id=PAKISTAN.id)
    assert (country["isoCode"], country["latitude"], country["aliases"]) == ("PAK", 30.0, ["Islamabad"])


def test_lists_are_merged_sorted_and_searchable(store: BoltStore) -> None:
    store.load(meeting_facts(1))
    facts = meeting_facts(2)
    renamed = replace(DAR, aliases=("Foreign Minister Dar", "Dar"))
    store.load(replace(facts, entities=(renamed, WANG, PAKISTAN, CHINA, BEIJING, TREATY)))
    person = one(store, "MATCH (p:Person {id: $id}) RETURN p", id=DAR.id)
    assert person["aliases"] == ["Dar", "Foreign Minister Dar", "Mohammad Ishaq Dar"]
    assert person["searchText"] == "Ishaq Dar | Dar | Foreign Minister Dar | Mohammad Ishaq Dar"


def test_relationships_carry_their_articles(store: BoltStore) -> None:
    for number in (2, 1):
        store.load(meeting_facts(number))
    sources = {(r.type, r.source, r.target): r.sources for r in store.relationships()}
    both = ("article:1", "article:2")
    assert sources["PARTICIPANT", "event:meeting", DAR.id] == both
    assert sources["REPRESENTS", DAR.id, PAKISTAN.id] == both
    assert sources["ABOUT", "event:meeting", TREATY.id] == both


def test_articles_are_known_by_their_content(store: BoltStore) -> None:
    facts = meeting_facts()
    store.load(facts)
    stored = store.articles()[facts.article.id]
    assert (stored.content_hash, stored.source) == (facts.article.content_hash, "1.txt")


def test_another_version_of_an_article_replaces_it(store: BoltStore) -> None:
    store.load(meeting_facts(1))
    facts = meeting_facts(1, text="In Beijing, Ishaq Dar met Wang Yi.")
    changes = store.load(facts)
    assert changes.nodes_deleted and changes.nodes_created
    assert one(store, "MATCH (v:Evidence)-[:EVIDENCE_FOR]->(:Meeting) RETURN v.exactText") == facts.article.text
    assert one(store, "MATCH (e:Meeting) RETURN e.sourceCount") == 1


def test_the_publisher_is_an_organization(store: BoltStore) -> None:
    store.load(meeting_facts())
    assert one(store, "MATCH (:Article)-[:PUBLISHER]->(o:Organization) RETURN o.name") == "The Example"


def test_events_gather_their_evidence(store: BoltStore) -> None:
    store.load(attack_facts(1, 20, day=5, injured=7))
    store.load(attack_facts(2, 26, day=7))
    store.load(attack_facts(3, 24, day=7))
    store.load(attack_facts(4, 99, day=None))
    event = one(store, "MATCH (e:ConflictEvent) RETURN e")
    assert (event["fatalities"], event["injured"], event["sourceCount"]) == (26, 7, 4)
    store.withdraw("article:2")
    assert one(store, "MATCH (e:ConflictEvent) RETURN e.fatalities") == 24


def test_an_event_has_the_highest_confidence_and_the_first_mode(store: BoltStore) -> None:
    store.load(meeting_facts(1, confidence=0.4))
    story = meeting_facts(2, confidence=0.9)
    store.load(replace(story, events=(meeting(story.article, 0.9, "call"),)))
    event = one(store, "MATCH (e:Meeting) RETURN e")
    assert (event["confidence"], event["mode"]) == (0.9, "call")


def test_entities_that_nothing_points_to_are_not_stored(store: BoltStore) -> None:
    facts = attack_facts(1, None, day=1)
    store.load(replace(facts, entities=(PAKISTAN, DAR)))
    assert one(store, "MATCH (n:Person) RETURN count(n)") == 0


def test_withdrawing_the_only_article_leaves_nothing(store: BoltStore) -> None:
    created = store.load(meeting_facts())
    withdrawn = store.withdraw("article:1")
    assert (withdrawn.nodes_deleted, withdrawn.relationships_deleted) == (
        created.nodes_created,
        created.relationships_created,
    )
    assert one(store, "MATCH (n) RETURN count(n)") == 0


def test_withdrawing_keeps_what_another_article_supports(store: BoltStore) -> None:
    store.load(meeting_facts(1))
    alone = dump(store)
    store.load(meeting_facts(2, confidence=0.95))
    store.load(attack_facts(3, 4, day=3))
    store.withdraw("article:3")
    store.withdraw("article:2")
    assert dump(store) == alone


def test_withdrawing_removes_links_that_only_that_article_states(store: BoltStore) -> None:
    facts = attack_facts(1, 4, day=3)
    chain = replace(facts, entities=(PAKISTAN, DAR, WANG), links=(Link("represents", DAR.id, WANG.id),))
    store.load(chain)
    store.load(attack_facts(2, 4, day=3))
    store.withdraw("article:1")
    assert one(store, "MATCH (n:Person) RETURN count(n)") == 0


def test_withdrawing_an_unknown_article_changes_nothing(store: BoltStore) -> None:
    assert store.withdraw("article:none") == Changes()


def test_many_articles_give_the_same_graph_as_one_by_one(store: BoltStore) -> None:
    stories = [meeting_facts(n, day=20 + n) for n in range(1, 5)] + [attack_facts(n, n, day=n) for n in range(5, 9)]
    for facts in stories:
        store.load(facts)
    one_by_one = dump(store)
    for facts in stories:
        store.withdraw(facts.article.id)
    batches = list(store.load_many(iter(reversed(stories))))
    assert sorted(id for ids, _ in batches for id in ids) == [facts.article.id for facts in stories]
    assert dump(store) == one_by_one


def test_an_id_keeps_its_label(store: BoltStore) -> None:
    store.load(meeting_facts(1))
    facts = attack_facts(2, 1, day=1)
    other = replace(PAKISTAN, label="Place", iso_code=None)
    event = replace(facts.events[0], participants=())
    with pytest.raises(OntologyError, match=r"country:PAK is a Place here but a Country"):
        store.load(replace(facts, entities=(other,), events=(event,)))
    assert "article:2" not in store.articles()


def test_streams_are_sorted_and_name_the_leaf(store: BoltStore) -> None:
    store.load(meeting_facts())
    nodes = [(node.label, node.id) for node in store.nodes()]
    relationships = [(r.type, r.source, r.target) for r in store.relationships()]
    assert nodes == sorted(set(nodes))
    assert relationships == sorted(set(relationships))
    assert ("Country", PAKISTAN.id) in nodes and ("Place", PAKISTAN.id) not in nodes
    assert len(nodes) == one(store, "MATCH (n) RETURN count(n)")
    assert len(relationships) == one(store, "MATCH ()-[r]->() RETURN count(r)")


def test_relationships_of_some_types_are_streamed_alone(store: BoltStore) -> None:
    store.load(meeting_facts())
    everything = list(store.relationships())
    assert list(store.relationships("PLACE", "ABOUT")) == [r for r in everything if r.type in ("ABOUT", "PLACE")]
    assert list(store.relationships("NO_SUCH_TYPE")) == []


def test_streams_cross_pages(store: BoltStore, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(1, 6):
        store.load(meeting_facts(number))
    whole = dump(store)
    monkeypatch.setattr("graph.bolt.PAGE", 2)
    assert dump(store) == whole


def test_full_text_finds_names_aliases_and_sentences(store: BoltStore) -> None:
    store.load(meeting_facts())
    find = "CALL db.index.fulltext.queryNodes($index, $text) YIELD node RETURN node.id AS id ORDER BY id"
    assert store.read(find, {"index": "entity_search", "text": "mohammad"}).rows == ((DAR.id,),)
    assert store.read(find, {"index": "entity_search", "text": "ind*"}).rows == ((TREATY.id,),)
    assert len(store.read(find, {"index": "evidence_text", "text": '"waters treaty"'}).rows) == 2


@pytest.mark.parametrize("rows", [0, 3, 5])
def test_reading_stops_at_the_limit(store: BoltStore, rows: int) -> None:
    answer = store.read("UNWIND range(1, 5) AS x RETURN x", limit=rows)
    assert (len(answer.rows), answer.truncated) == (rows, rows < 5)


def test_a_statement_that_is_not_cypher_is_one_sentence(store: BoltStore) -> None:
    with pytest.raises(StoreError, match="not valid Cypher"):
        store.read("MATCH (n RETURN n")


def test_a_stranger_may_read(store: BoltStore) -> None:
    store.load(meeting_facts())
    answer = store.read_guarded("MATCH (p:Person) WHERE p.name = $name RETURN p.id AS id", {"name": "Wang Yi"})
    assert answer.dicts() == [{"id": WANG.id}]


READING = [
    "MATCH (a:Person)-[*1..3]-(b) RETURN DISTINCT b.id ORDER BY b.id LIMIT 3",
    "MATCH (a:Person {id: 'person:dar'}) MATCH (b:Country {id: 'country:CHN'}) "
    "MATCH p = shortestPath((a)-[*..6]-(b)) RETURN p",
    "MATCH (e:Event) WHERE EXISTS { (e)-[:ABOUT]->(:Treaty) } RETURN e.name, COUNT { (e)--() } AS c",
    "MATCH (e:Event) CALL (e) { MATCH (e)<-[:EVIDENCE_FOR]-(v) RETURN count(v) AS n } RETURN e.id, n",
    "CALL db.index.fulltext.queryNodes('entity_search', 'dar') YIELD node RETURN node.name",
    "MATCH (a:Person) ((x)-[:REPRESENTS]->(y)){1,2} (b:Country) RETURN a.id AS a, b.id AS b ORDER BY a",
    "CALL db.labels() YIELD label RETURN count(label)",
    "MATCH (n:Person) RETURN n.name AS x UNION MATCH (n:Treaty) RETURN n.name AS x",
    "MATCH (n) RETURN count(n)",
    "MATCH ()-[r]->() RETURN count(r)",
    "MATCH (n:Person) OPTIONAL MATCH (n)-[r:REPRESENTS]->(c) RETURN n, collect(c.name) AS c ORDER BY n.id SKIP 1",
    "MATCH (:Event)-[:PARTICIPANT|TARGET]->(a) WITH a, count(*) AS c WHERE c > 0 RETURN a.name STARTS WITH 'I', c",
    "MATCH (a:Person), (b:Person) WHERE a.id < b.id AND a.name CONTAINS 'a' RETURN [x IN [1, 2] WHERE x > 1] AS l",
    "UNWIND [1, 2] AS x WITH DISTINCT x RETURN sum(x)",
    "/* a note */ MATCH (n:Person) // another\nRETURN n.id",
]


@pytest.mark.parametrize("cypher", READING)
def test_reading_statements_pass_the_guard(store: BoltStore, cypher: str) -> None:
    store.load(meeting_facts())
    assert store.read_guarded(cypher).rows == store.read(cypher).rows


REFUSED = [
    "CREATE (:Person {id: 'x'})",
    "MATCH (n:Country) SET n.x = 1 RETURN n",
    "MATCH (n:Country) REMOVE n.name",
    "MATCH (n) DETACH DELETE n",
    "MATCH (n) DELETE n",
    "MATCH (n) WHERE n.id = 'nobody' DETACH DELETE n",
    "MERGE (n:Country {id: 'country:PAK'}) RETURN n",
    "FOREACH (x IN [1] | CREATE (:Person {id: x}))",
    "MATCH (n:Country) CALL (n) { SET n.x = 1 } RETURN n",
    "CREATE INDEX x IF NOT EXISTS FOR (n:Person) ON (n.name)",
    "CREATE CONSTRAINT x IF NOT EXISTS FOR (n:Person) REQUIRE n.name IS UNIQUE",
    "CREATE USER bob SET PASSWORD 'abcdefghij'",
    "LOAD CSV FROM 'file:///etc/hostname' AS row RETURN row",
    "LOAD CSV FROM 'http://127.0.0.1:9/' AS row RETURN row",
    "CALL () { LOAD CSV FROM 'file:///etc/hostname' AS row RETURN row } RETURN row",
    "SHOW USERS",
    "SHOW TRANSACTIONS",
    "/* */ SHOW TRANSACTIONS YIELD transactionId RETURN transactionId",
    "TERMINATE TRANSACTION 'x'",
    "EXPLAIN MATCH (n) RETURN n",
    "PROFILE MATCH (n) RETURN n",
    "CYPHER 5 EXPLAIN MATCH (n) RETURN n",
    "   ",
]


@pytest.mark.parametrize("cypher", REFUSED)
def test_anything_else_is_refused_and_changes_nothing(store: BoltStore, cypher: str) -> None:
    store.load(attack_facts(1, 2, day=1))
    weight = "MATCH (n) RETURN count(n), sum(size(keys(n))), sum(COUNT { (n)--() })"
    before = store.read(weight)
    with pytest.raises(StatementRefused) as refusal:
        store.read_guarded(cypher)
    assert "\n" not in str(refusal.value)
    assert store.read(weight) == before


@pytest.mark.parametrize("tail", ["", " // " + "long " * 500])
def test_a_long_runner_is_ended(store: BoltStore, tail: str) -> None:
    endless = "UNWIND range(1, 1000000) AS x UNWIND range(1, 1000000) AS y WITH x, y WHERE x + y < 0 RETURN count(*)"
    with pytest.raises(StatementRefused, match=r"ended after 0\.5 seconds"):
        store.read_guarded(endless + tail, seconds=0.5)
    assert store.read_guarded("RETURN 1 AS one").rows == ((1,),)


def test_a_strangers_answer_is_capped(store: BoltStore) -> None:
    answer = store.read_guarded("UNWIND range(1, 100000) AS x RETURN x", limit=10)
    assert (len(answer.rows), answer.truncated) == (10, True)


def test_a_stranger_gets_syntax_errors_in_one_sentence(store: BoltStore) -> None:
    with pytest.raises(StoreError, match="not valid Cypher") as error:
        store.read_guarded("MATCH (n RETURN n")
    assert "\n" not in str(error.value)


def test_two_threads_may_load_the_same_entities(store: BoltStore) -> None:
    stories = [[meeting_facts(n) for n in range(first, 13, 2)] for first in (1, 2)]
    failures: list[BaseException] = []

    def load(facts: list[Facts]) -> None:
        try:
            for story in facts:
                store.load(story)
        except BaseException as error:
            failures.append(error)

    threads = [threading.Thread(target=load, args=(part,)) for part in stories]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    together = dump(store)
    store.write(lambda tx: tx.run("MATCH (n) DETACH DELETE n").consume())
    for story in sorted((f for part in stories for f in part), key=lambda f: f.article.id):
        store.load(story)
    assert dump(store) == together
