"""What the linking rules ask the knowledge base, remembered.

Policy: a name in a text is looked up many times by different rules; each answer is worked out once per
process. The rules see records, never the file.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache

from ingest.knowledge import base
from ingest.knowledge.base import KnowledgeBase
from ingest.knowledge.records import Candidate, Record

#: Types of record whose names are also names of a state or of the people of one.
STATES = frozenset({"country", "territory"})
PLACES = frozenset({"country", "territory", "region", "city", "subdivision", "corridor"})
BODIES = frozenset({"government", "agency", "igo", "ngo", "armed_group", "party", "media", "company"})
SUBJECTS = frozenset({"treaty", "operation", "conflict", "event", "topic", "corridor"})
_MEMORY = 1 << 15


@dataclass(frozen=True, slots=True)
class Offer:
    """A candidate with its record."""

    candidate: Candidate
    record: Record


class Gazetteer:
    """Cached look-ups in one knowledge base."""

    def __init__(self, knowledge: KnowledgeBase) -> None:
        self.knowledge = knowledge
        self.offers = lru_cache(_MEMORY)(self._offers)
        self.state = lru_cache(_MEMORY)(self._state)
        self._adjectives: dict[str, str] = {}

    def _offers(self, text: str) -> tuple[Offer, ...]:
        return tuple(Offer(c, self.knowledge.get(c.record)) for c in self.knowledge.candidates(text))

    def _state(self, text: str) -> Offer | None:
        """Return the state that a word names or describes ("Pakistan", "Pakistani", "U.S.")."""
        found = [o for o in self.offers(text) if o.record.type in STATES and o.record.country]
        named = [
            o
            for o in found
            if not o.candidate.weak and o.candidate.kind in ("name", "abbreviation", "demonym", "altname")
        ]
        if not named or (text.islower() and named[0].candidate.kind != "demonym"):
            return None
        return max(named, key=lambda o: (o.candidate.exact, o.record.type == "country", o.candidate.prominence))

    def building(self, text: str) -> bool:
        """Tell whether a name is that of a seat of government ("White House")."""
        return any(o.candidate.kind in ("building", "metonym") for o in self.offers(text))

    def ambiguous(self, text: str) -> bool:
        """Tell whether a word names or describes several states ("Congolese")."""
        return len({o.record.id for o in self.offers(text) if o.record.type in STATES and not o.candidate.weak}) > 1

    def government(self, text: str) -> Record | None:
        """Return the state that a capital or a seat of government may stand for."""
        for offer in self.offers(text):
            if offer.candidate.kind in ("capital", "metonym", "building") and offer.record.type in STATES:
                return offer.record
        return None

    def country(self, code: str | None) -> Record | None:
        """Return the record of a country by its alpha-3 code, None when there is none."""
        if code is None:
            return None
        try:
            return self.knowledge.country(code)
        except KeyError:
            return None

    def adjective(self, code: str) -> str:
        """Return the adjective of a country ("Turkish"), or its name where no adjective is known."""
        record = self.country(code)
        if record is None:
            return code
        if not self._adjectives:
            for demonym, identity in self.knowledge.demonyms():
                spelling = demonym.removesuffix("s") if demonym.endswith(("ans", "is")) else demonym
                known = self._adjectives.get(identity)
                start = self.knowledge.get(identity).name[:2]
                if known is None or _fitness(spelling, start) < _fitness(known, start):
                    self._adjectives[identity] = spelling
        return self._adjectives.get(record.id, record.name)


#: Endings of adjectives of countries; nouns of their people end otherwise ("Turk", "Dane", "Spaniard").
ADJECTIVES = ("ish", "ese", "ch", "ss", "an", "i", "ic", "ine", "k", "z", "ari", "o")


def _fitness(spelling: str, start: str) -> tuple[bool, bool, int, int, str]:
    """Return the rank of a demonym as an adjective: singular, like the name, by its ending, short; least is best."""
    plural = spelling.endswith("s") and not spelling.endswith("ss")
    rank = next((n for n, ending in enumerate(ADJECTIVES) if spelling.endswith(ending)), len(ADJECTIVES))
    return plural, not spelling.startswith(start), rank, len(spelling), spelling


@cache
def default() -> Gazetteer:
    """Return the look-ups over the knowledge base that ships with Diplograph."""
    return Gazetteer(base.default())
