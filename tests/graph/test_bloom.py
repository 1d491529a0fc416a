"""The Bloom perspective: the form of Bloom's own exports, the content of the ontology."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

import pytest

from graph.bloom import PhraseParameter, SearchPhrase, perspective
from ontology.vocabulary import vocabulary

#: Keys in the order of a perspective that Bloom 2.21.0 exported.
ORDER = {
    "perspective": "name id categories labels relationshipTypes palette createdAt lastEditedAt templates sceneActions "
    "hiddenRelationshipTypes hideUncategorisedData type maxLimitToastMsgEnabled parentPerspectiveId metadata version",
    "category": "id name labels properties createdAt lastEditedAt color size icon captionKeys captions textSize "
    "textAlign styleRules",
    "property": "name exclude dataType",
    "label caption": "inTooltip styles isCaption key type",
    "property caption": "inTooltip styles isCaption key type isGdsData",
    "label": "propertyKey type dataType",
    "relationship type": "properties name id color size captionKeys captions textSize textAlign styleRules",
    "relationship property": "dataType propertyKey type",
    "relationship caption": "inTooltip isCaption styles key type",
    "palette": "colors currentIndex",
    "template": "name id createdAt text cypher isUpdateQuery isWriteTransactionChecked params hasCypherErrors",
    "parameter": "name dataType collapsed suggestionLabel suggestionProp suggestionBoolean cypher",
    "metadata": "pathSegments indexes",
    "segment": "source relationshipType target",
    "index": "label type propertyKeys",
    "index key": "key metadataProp",
}

PHRASE = SearchPhrase(
    "Meetings of a person",
    "Meetings of $who since $day",
    "MATCH p = (e:Meeting)-->(:Person {name: $who}) WHERE e.startDate >= $day RETURN p",
    (PhraseParameter("who", "String", "Person", "name"), PhraseParameter("day", "Date")),
)


@pytest.fixture(scope="module")
def made() -> dict[str, Any]:
    return perspective([PHRASE])


def parts(made: dict[str, Any]) -> dict[str, list[dict[str, Any]]]:
    """Return every object of a perspective by what it is."""
    categories, relationships, templates = made["categories"], made["relationshipTypes"], made["templates"]
    captions = [c for category in categories for c in category["captions"]]
    indexes = made["metadata"]["indexes"]
    return {
        "perspective": [made],
        "category": categories,
        "property": [p for c in categories for p in c["properties"]],
        "label caption": [c for c in captions if c["type"] == "label"],
        "property caption": [c for c in captions if c["type"] == "property"],
        "label": [p for properties in made["labels"].values() for p in properties],
        "relationship type": relationships,
        "relationship property": [p for r in relationships for p in r["properties"]],
        "relationship caption": [c for r in relationships for c in r["captions"]],
        "palette": [made["palette"]],
        "template": templates,
        "parameter": [p for t in templates for p in t["params"]],
        "metadata": [made["metadata"]],
        "segment": made["metadata"]["pathSegments"],
        "index": indexes,
        "index key": [k for i in indexes for k in i["propertyKeys"]],
    }


@pytest.mark.parametrize("part", ORDER)
def test_keys_stand_in_the_order_of_an_export_of_bloom(made: dict[str, Any], part: str) -> None:
    found = parts(made)[part]
    assert found
    assert {tuple(one) for one in found} == {tuple(ORDER[part].split())}


def test_every_leaf_class_is_a_category_before_its_superclasses(made: dict[str, Any]) -> None:
    names = [c["name"] for c in made["categories"]]
    assert sorted(names) == sorted(c.name for c in vocabulary().leaves())
    assert [c["labels"] for c in made["categories"]] == [[name] for name in names]
    for place, name in enumerate(names):
        assert not set(vocabulary().classes[name].labels[:-1]) & set(names[:place])


def test_categories_have_colours_of_their_own(made: dict[str, Any]) -> None:
    colours = Counter(c["color"] for c in made["categories"])
    assert set(colours.values()) == {1}
    assert all(len(c) == 7 and int(c[1:], 16) >= 0 for c in colours)


@pytest.mark.parametrize(
    ("category", "caption"),
    [("Meeting", "name"), ("Country", "name"), ("Tenure", "name"), ("Article", "headline"), ("Evidence", "trigger")],
)
def test_a_node_is_captioned_with_what_names_it(made: dict[str, Any], category: str, caption: str) -> None:
    [found] = [c for c in made["categories"] if c["name"] == category]
    assert [c["key"] for c in found["captions"] if c["isCaption"]] == [caption]


def test_properties_have_the_types_of_the_ontology(made: dict[str, Any]) -> None:
    [meeting] = [c for c in made["categories"] if c["name"] == "Meeting"]
    types = {p["name"]: p["dataType"] for p in meeting["properties"]}
    expected = {"id": "string", "name": "string", "startDate": "Date", "fatalities": "bigint", "confidence": "number"}
    assert types.items() >= expected.items()


def test_every_relationship_type_is_there(made: dict[str, Any]) -> None:
    assert [r["name"] for r in made["relationshipTypes"]] == [r.type for r in vocabulary().relationships.values()]


def test_segments_lead_between_classes_that_a_relationship_joins(made: dict[str, Any]) -> None:
    segments = {tuple(s.values()) for s in made["metadata"]["pathSegments"]}
    assert ("Evidence", "EVIDENCE_FOR", "Tenure") in segments
    assert ("Meeting", "PARTICIPANT", "Country") in segments
    assert ("Meeting", "PARTICIPANT", "Treaty") not in segments


def test_a_search_phrase_asks_for_its_parameters(made: dict[str, Any]) -> None:
    [template] = made["templates"]
    assert (template["name"], template["text"], template["cypher"]) == (PHRASE.title, PHRASE.text, PHRASE.cypher)
    asked = [(p["name"], p["dataType"], p["suggestionLabel"], p["suggestionProp"]) for p in template["params"]]
    assert asked == [("$who", "String", "Person", "name"), ("$day", "Date", None, None)]


def test_a_perspective_is_the_same_every_time(made: dict[str, Any]) -> None:
    assert json.dumps(perspective([PHRASE])) == json.dumps(made)
