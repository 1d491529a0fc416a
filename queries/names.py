"""Names that the graph knows, as the reader of a question needs them.

Policy: the graph is asked once per question, through its full-text index, for every entity that shares a
word with the question; how good a match is gets decided in ``resolve``, in plain Python, alike on every
store.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from queries.words import fold

if TYPE_CHECKING:
    from graph.store import GraphStore

#: How many entities one look-up takes from the index, best first.
DEPTH = 400

#: A word that may be a demonym ("Chinese", "Ukrainians"), with the stem that its country begins with.
DEMONYM = re.compile(r"(\w{4,}?)(?:ese|ian|ean|an|ish|i)s?\Z")

#: Countries whose persons bear the family name first, also in English.
FAMILY_FIRST = frozenset({"CHN", "HKG", "KOR", "PRK", "TWN", "VNM"})

COLUMNS = """\
OPTIONAL MATCH (node)<-[:PARTICIPANT|INITIATOR|TARGET|HOST|MEDIATOR|SIGNATORY|ABOUT|PLACE]-(e:Event)
RETURN node.id AS id, labels(node) AS labels, node.name AS name, node.aliases AS aliases,
       node.countryCodes AS countries, count(DISTINCT e) AS events"""

BY_TEXT = f"""\
CALL db.index.fulltext.queryNodes('entity_search', $text) YIELD node, score
WITH node, score ORDER BY score DESC LIMIT toInteger($depth)
{COLUMNS}"""

BY_ID = f"""\
UNWIND $ids AS id
MATCH (node:Entity {{id: id}})
{COLUMNS}"""

REPRESENTATIVES = """\
UNWIND $ids AS id
MATCH (x:Actor {id: id})<-[:REPRESENTS*1..2]-(r:Actor)
RETURN DISTINCT r.id AS id ORDER BY id"""

ORGANS = """\
UNWIND $ids AS id
MATCH (x:Country {id: id})
MATCH (r:Actor)
WHERE r.id <> id AND x.isoCode IN r.countryCodes AND any(s IN r.sectors WHERE s IN ['GOV', 'MIL', 'SPY'])
RETURN DISTINCT r.id AS id ORDER BY id"""


@dataclass(frozen=True, slots=True)
class Named:
    """An entity of the graph under its names; ``events`` is how many it has to do with."""

    id: str
    label: str
    name: str
    aliases: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    events: int = 0
    actor: bool = False
    place: bool = False

    def surname(self) -> str | None:
        """Return the family name of a person with several: the first where it is written first, else the last."""
        parts = self.name.split()
        if self.label != "Person" or len(parts) < 2:
            return None
        return parts[0] if FAMILY_FIRST & set(self.countries) else parts[-1]

    def choice(self, phrase: str) -> dict[str, Any]:
        """Describe this entity as one of several that a phrase may mean."""
        return {
            "phrase": phrase,
            "id": self.id,
            "name": self.name,
            "label": self.label,
            "country": ", ".join(self.countries) or None,
            "events": self.events,
        }


def terms(words: Iterable[str]) -> str:
    """Write a full-text query that finds any of the words, a word a letter or two from it, or its country."""
    found: list[str] = []
    for word in dict.fromkeys(w for text in words for w in fold(text).split()):
        found.append(word)
        if len(word) > 3 and not word.isdigit():
            found.append(f"{word}~{1 if len(word) < 7 else 2}")
        if demonym := DEMONYM.match(word):
            found.append(f"{demonym[1]}*")
    return " OR ".join(found)


def known(store: GraphStore, words: Iterable[str], ids: Sequence[str] = ()) -> tuple[Named, ...]:
    """Return the entities with one of the ids, and those with a name that shares a word with the words."""
    found: dict[str, Named] = {}
    if ids:
        found |= {n.id: n for n in read(store, BY_ID, {"ids": list(ids)})}
    text = terms(words)
    if text:
        found |= {n.id: n for n in read(store, BY_TEXT, {"text": text, "depth": DEPTH})}
    return tuple(found[i] for i in sorted(found))


def read(store: GraphStore, cypher: str, parameters: Mapping[str, object]) -> Iterator[Named]:
    """Read entities under their names."""
    for row in store.read(cypher, parameters).dicts():
        labels = frozenset(row["labels"])
        yield Named(
            row["id"],
            leaf(labels),
            row["name"],
            tuple(row["aliases"] or ()),
            tuple(row["countries"] or ()),
            row["events"],
            "Actor" in labels,
            "Place" in labels,
        )


def leaf(labels: frozenset[str]) -> str:
    """Return the most specific of a node's labels."""
    from ontology.vocabulary import vocabulary

    return max((c for c in vocabulary().classes.values() if c.name in labels), key=lambda c: len(c.labels)).name


def agents(store: GraphStore, ids: Sequence[str]) -> tuple[str, ...]:
    """Return the ids of who acts for these: whoever represents them, and the organs of a state."""
    found = {row[0] for text in (REPRESENTATIVES, ORGANS) for row in store.read(text, {"ids": list(ids)}).rows}
    return tuple(sorted(found - set(ids)))
