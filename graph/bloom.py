"""A perspective of Neo4j Bloom, made from the ontology.

Policy: Bloom has no published schema, so the file repeats, key for key and in the same order, what Bloom
2.21.0 itself exports. Everything in it comes from the ontology and from search phrases that the caller
brings; the instant and the id are fixed, so that the same ontology gives the same file. A node with
several labels is drawn in the style of the category that stands first, so a class stands before its
superclass. There is nothing of the data in it: it fits every Diplograph graph.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from ontology.vocabulary import NAMESPACE, NodeClass, Property, Relationship, vocabulary

VERSION = "2.21.0"
NAME = "Diplograph"

#: Midnight, 1 January 2026 UTC, in milliseconds: the instant of every "createdAt".
INSTANT = 1_767_225_600_000

#: Bloom's own palette.
PALETTE = (
    "#FFE081", "#C990C0", "#F79767", "#57C7E3", "#F16667", "#D9C8AE", "#8DCC93",
    "#ECB5C9", "#4C8EDA", "#FFC454", "#DA7194", "#569480", "#959AA1", "#D9D9D9",
)  # fmt: skip

#: Bloom's names of the datatypes, by local name of the XSD type.
DATATYPES = {
    "string": "string",
    "anyURI": "string",
    "integer": "bigint",
    "double": "number",
    "date": "Date",
    "dateTime": "DateTime",
}

#: What a node is captioned with: the first of these that its class carries.
CAPTIONS = ("name", "headline", "trigger")

#: Keys for machines, which Bloom neither shows nor searches.
EXCLUDED = frozenset({"searchText", "contentHash"})

#: How much smaller or larger than others a class is drawn; evidence is plentiful.
SIZES = {"Evidence": 0.5, "Article": 0.75}


@dataclass(frozen=True, slots=True)
class PhraseParameter:
    """A value that a search phrase asks for, with the label and key whose values Bloom suggests.

    ``datatype`` is one of Bloom's String, Integer, Float, Boolean, Date and DateTime; ``label`` is None for
    no suggestions.
    """

    name: str
    datatype: str = "String"
    label: str | None = None
    key: str | None = None


@dataclass(frozen=True, slots=True)
class SearchPhrase:
    """A question in Bloom's search bar: ``text`` with ``$name`` for each parameter, and Cypher that
    returns nodes, relationships or paths."""

    title: str
    text: str
    cypher: str
    parameters: tuple[PhraseParameter, ...] = ()


def perspective(phrases: Iterable[SearchPhrase] = ()) -> dict[str, Any]:
    """Return a perspective with a category for each leaf class, ready for ``json.dumps``."""
    classes = categories()
    names = vocabulary()
    return {
        "name": NAME,
        "id": str(uuid5(NAMESPACE_URL, NAMESPACE + "perspective")),
        "categories": [_category(number, c) for number, c in enumerate(classes, 1)],
        "labels": {c.name: _label(c) for c in names.classes.values()},
        "relationshipTypes": [_relationship_type(r) for r in names.relationships.values()],
        "palette": {"colors": list(PALETTE), "currentIndex": len(classes) % len(PALETTE)},
        "createdAt": INSTANT,
        "lastEditedAt": INSTANT,
        "templates": [_template(number, phrase) for number, phrase in enumerate(phrases, 1)],
        "sceneActions": [],
        "hiddenRelationshipTypes": [],
        "hideUncategorisedData": False,
        "type": "STANDARD_PERSPECTIVE",
        "maxLimitToastMsgEnabled": False,
        "parentPerspectiveId": None,
        "metadata": {
            "pathSegments": [segment for r in names.relationships.values() for segment in _segments(r)],
            "indexes": [_index(c.name, "id") for c in classes] + [_index(None)],
        },
        "version": VERSION,
    }


def categories() -> list[NodeClass]:
    """Return the leaf classes, each before its superclasses, otherwise in the order of the ontology."""
    leaves = vocabulary().leaves()
    return sorted(leaves, key=lambda c: any(c.name in other.labels[:-1] for other in leaves))


def _properties(node_class: NodeClass) -> list[tuple[str, str]]:
    carried = ((p.key, _datatype(p)) for p in vocabulary().properties_of(node_class.name))
    return [("id", "string"), *carried]


def _datatype(property: Property) -> str:
    return "array" if property.multiple else DATATYPES[property.datatype]


def _category(number: int, node_class: NodeClass) -> dict[str, Any]:
    properties = _properties(node_class)
    keys = sorted(key for key, _ in properties)
    shown = next((key for key in CAPTIONS if key in keys), "id")
    return {
        "id": number,
        "name": node_class.name,
        "labels": [node_class.name],
        "properties": [{"name": k, "exclude": k in EXCLUDED, "dataType": t} for k, t in properties],
        "createdAt": INSTANT,
        "lastEditedAt": INSTANT,
        "color": _colour(number - 1),
        "size": SIZES.get(node_class.name, 1),
        "icon": "no-icon",
        "captionKeys": [],
        "captions": [_caption(node_class.name, "label", shown=False)]
        + [_caption(key, "property", shown=key == shown) | {"isGdsData": False} for key in keys],
        "textSize": 1,
        "textAlign": "top",
        "styleRules": [],
    }


def _colour(index: int) -> str:
    """Return a colour of the palette, darker by a third on each further round through it."""
    round_, place = divmod(index, len(PALETTE))
    channels = (int(PALETTE[place][i : i + 2], 16) for i in (1, 3, 5))
    return "#" + "".join(f"{channel * 2**round_ // 3**round_:02X}" for channel in channels)


def _caption(key: str, kind: str, *, shown: bool) -> dict[str, Any]:
    return {"inTooltip": shown, "styles": [], "isCaption": shown, "key": key, "type": kind}


def _label(node_class: NodeClass) -> list[dict[str, str]]:
    name = node_class.name
    return [{"propertyKey": k, "type": name, "dataType": t} for k, t in _properties(node_class)]


def _relationship_type(relationship: Relationship) -> dict[str, Any]:
    name = relationship.type
    return {
        "properties": [{"dataType": "array", "propertyKey": "sources", "type": name}],
        "name": name,
        "id": name,
        "color": "#959AA1",
        "size": 1,
        "captionKeys": [],
        "captions": [{"inTooltip": True, "isCaption": True, "styles": [], "key": name, "type": "relationship"}],
        "textSize": 1,
        "textAlign": "top",
        "styleRules": [],
    }


def _template(number: int, phrase: SearchPhrase) -> dict[str, Any]:
    return {
        "name": phrase.title,
        "id": f"tmpl:{INSTANT + number}",
        "createdAt": INSTANT + number,
        "text": phrase.text,
        "cypher": phrase.cypher,
        "isUpdateQuery": None,
        "isWriteTransactionChecked": None,
        "params": [
            {
                "name": f"${parameter.name}",
                "dataType": parameter.datatype,
                "collapsed": False,
                "suggestionLabel": parameter.label,
                "suggestionProp": parameter.key,
                "suggestionBoolean": False,
                "cypher": None,
            }
            for parameter in phrase.parameters
        ],
        "hasCypherErrors": False,
    }


def _segments(relationship: Relationship) -> Iterator[dict[str, str]]:
    """Yield which leaf class leads to which, for the pattern search."""
    leaves = vocabulary().leaves
    for source in leaves(relationship.source):
        for target in (leaf for end in relationship.targets for leaf in leaves(end)):
            yield {"source": source.name, "relationshipType": relationship.type, "target": target.name}


def _index(label: str | None, *keys: str) -> dict[str, Any]:
    return {
        "label": label,
        "type": "native",
        "propertyKeys": [{"key": key, "metadataProp": False} for key in keys],
    }
