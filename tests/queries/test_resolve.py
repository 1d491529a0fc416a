"""Names to entities: the surest kind of match decides, and what is left open is asked back."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from graph.store import GraphStore
from ontology.errors import QuestionError
from queries.names import Named
from queries.resolve import match, near, resolve


@pytest.mark.parametrize(
    ("phrase", "tier", "ids"),
    [
        ("wd:dar", "id", ["wd:dar"]),
        ("Ishaq Dar", "name", ["wd:dar"]),
        ("ISHAQ  DAR", "name", ["wd:dar"]),
        ("S Jaishankar", "name", ["wd:jai"]),
        ("Recep Tayyip Erdogan", "name", ["wd:erd"]),
        ("the IWT", "alias", ["lex:iwt"]),
        ("U.S.", "alias", ["iso:USA"]),
        ("New-Delhi", "alias", ["iso:IND"]),
        ("Rubio", "surname", ["wd:rubio"]),
        ("Wang", "surname", ["nil:wang", "wd:wang"]),
        ("Pakistani", "part", ["iso:PAK"]),
        ("Indian", "part", ["iso:IND"]),
        ("Subrahmanyam", "part", ["wd:jai"]),
        ("Liu Jianchau", "similar", ["wd:liu"]),
    ],
)
def test_a_phrase_is_matched(phrase: str, tier: str, ids: list[str], names: Sequence[Named]) -> None:
    found = match(phrase, names)
    assert found is not None
    assert (found.tier, sorted(n.id for n in found.entities)) == (tier, ids)


@pytest.mark.parametrize("phrase", ["France", "xyz", "", "troop"])
def test_other_phrases_match_nothing(phrase: str, names: Sequence[Named]) -> None:
    assert match(phrase, names) is None


def test_entities_without_events_give_way(names: Sequence[Named]) -> None:
    idle = Named("nil:dar", "Person", "Ali Dar", actor=True)
    found = match("Dar", [*names, idle])
    assert found is not None
    assert [n.id for n in found.entities] == ["wd:dar"]


def test_near_names_are_offered(names: Sequence[Named]) -> None:
    assert near("Jaishankerr", names)[0] == "S. Jaishankar"


def test_a_store_resolves_a_misspelt_name(graph: GraphStore) -> None:
    assert resolve(graph, "Erdogann") == ("wd:erd",)


def test_an_actor_stands_for_those_who_act_for_it(graph: GraphStore) -> None:
    assert resolve(graph, "India", acting=True) == ("iso:IND", "nil:army", "wd:jai")


def test_an_id_resolves(graph: GraphStore) -> None:
    assert resolve(graph, "lex:iwt") == ("lex:iwt",)


def test_an_unknown_name_is_an_error(graph: GraphStore) -> None:
    with pytest.raises(QuestionError, match='nothing in this graph is called "Atlantis"'):
        resolve(graph, "Atlantis")


def test_an_ambiguous_name_lists_the_choices(graph: GraphStore) -> None:
    with pytest.raises(QuestionError) as error:
        resolve(graph, "Wang")
    assert "nil:wang (Wang Lei, Person, CHN, events: 1); wd:wang (Wang Yi, Person, CHN, events: 3)" in str(error.value)
