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
        self.adjective = lru_cache(1024)(self._adjective)

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

    def _adjective(self, code: str) -> str:
        """Return the adjective of a country ("Turkish"), or its name where no adjective is known."""
        record = self.country(code)
        if record is None:
            return code
        for alias in sorted(record.aliases, key=lambda a: (len(a), a)):
            offers = self.offers(alias)
            if (
                alias[:1].isupper()
                and alias.lower().endswith(("ian", "an", "ish", "ese", "i", "ch", "ic", "sh", "ss", "nch"))
                and any(o.record.id == record.id and o.candidate.kind == "demonym" for o in offers)
            ):
                return alias
        return record.name


@cache
def default() -> Gazetteer:
    """Return the look-ups over the knowledge base that ships with Diplograph."""
    return Gazetteer(base.default())
