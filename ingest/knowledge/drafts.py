"""A record while the knowledge base is being built: what sources say, before it is settled.

Policy: every value keeps the code of the source that states it; the first source in the order of trust
wins a single value, and names are united. Only the build uses this module.
"""

from __future__ import annotations

import unicodedata
from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from ingest.knowledge.records import Kind
from ingest.knowledge.spelling import fold

#: Codes of the sources, those of overlays included; README.md names each with its licence.
CODES = {
    "rigour": "R",
    "ccodes": "C",
    "factbook": "F",
    "cldr": "L",
    "geonames": "G",
    "natearth": "N",
    "eps": "E",
    "ftm_igo": "O",
    "congress": "U",
    "phoenix": "P",
    "ucdp_actor": "A",
    "ucdp_acd": "D",
    "ggo": "T",
    "geng": "Q",
    "wd_events": "W",
    "mledoze": "M",
    "dr5hn": "B",
    "supraverden": "V",
    "wlc": "K",
    "ieadb": "I",
    "seed": "S",
    "rule": "X",
}


@dataclass(slots=True)
class Spelling:
    """One name of a draft: how it names, whether it needs context, who says so."""

    kind: Kind
    weak: bool
    sources: str


@dataclass(slots=True)
class Draft:
    """A record in the making.

    ``offices`` are rows as :func:`ingest.knowledge.records.read_record` reads them; ``twins`` are ids of records
    that an overlay says are the same.
    """

    id: str
    type: str
    name: str
    names: dict[str, Spelling] = field(default_factory=dict)
    country: str | None = None
    sector: str | None = None
    same_as: list[str] = field(default_factory=list)
    iso_code: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    population: int = 0
    prominence: float | None = None
    located_in: str | None = None
    offices: list[list[Any]] = field(default_factory=list)
    parties: list[str] = field(default_factory=list)
    valid: tuple[str | None, str | None] = (None, None)
    sources: str = ""
    legislator: bool = False
    capital: bool = False
    surnames: list[str] = field(default_factory=list)
    twins: list[str] = field(default_factory=list)

    def call(self, spelling: str, kind: Kind, sources: str, *, weak: bool = False) -> None:
        """Add a spelling; a strong statement overrides a weak one, and sources are united."""
        spelling = " ".join(spelling.split())
        if not fold(spelling):
            return
        known = self.names.get(spelling)
        if known is None:
            self.names[spelling] = Spelling(kind, weak, sources)
            return
        known.sources = "".join(sorted(set(known.sources + sources)))
        if known.weak and not weak:
            known.kind, known.weak = kind, False

    def absorb(self, other: Draft) -> None:
        """Take over what another draft of the same thing says; own single values and identifiers stay."""
        for spelling, how in other.names.items():
            self.call(spelling, how.kind, how.sources, weak=how.weak)
        self.country = self.country or other.country
        self.sector = self.sector or other.sector
        self.iso_code = self.iso_code or other.iso_code
        if self.latitude is None:
            self.latitude, self.longitude = other.latitude, other.longitude
        self.located_in = self.located_in or other.located_in
        self.population = max(self.population, other.population)
        hosts = {urlsplit(iri).netloc for iri in self.same_as}
        self.same_as += [iri for iri in other.same_as if urlsplit(iri).netloc not in hosts]
        self.offices += [office for office in other.offices if office not in self.offices]
        self.parties += [party for party in other.parties if party not in self.parties]
        self.surnames += [name for name in other.surnames if name not in self.surnames]
        self.valid = (self.valid[0] or other.valid[0], self.valid[1] or other.valid[1])
        self.sources = "".join(sorted(set(self.sources + other.sources)))
        self.legislator = self.legislator and other.legislator


def codes(sources: str | Iterable[str]) -> str:
    """Return the codes of source names, sorted: ["rigour", "factbook"] → "FR"; "eps+factbook" → "EF"."""
    names = sources.split("+") if isinstance(sources, str) else sources
    return "".join(sorted({CODES[name] for name in names}))


def is_latin(text: str) -> bool:
    """Say whether every letter is Latin and there is at least one."""
    letters = [c for c in text if c.isalpha()]
    return bool(letters) and all(unicodedata.name(c, "").startswith("LATIN") for c in letters)


def is_abbreviation(text: str) -> bool:
    """Say whether a spelling is an acronym: "IAEA", "U.S.", "M23", "LeT", "RSS-K"."""
    plain = text.replace(".", "").replace("-", "")
    if not 1 < len(plain) <= 7 or " " in plain:
        return False
    capitals = sum(c.isupper() or c.isdigit() for c in plain)
    return capitals >= 2 and capitals * 2 >= len(plain)


def whole_day(text: str | None, *, last: bool) -> str | None:
    """Return an ISO day for a day, month or year: its first or its last day; None when it is no date."""
    if not text:
        return None
    try:
        if len(text) >= 10:
            return date.fromisoformat(text[:10]).isoformat()
        year, month = int(text[:4]), int(text[5:7] or (12 if last else 1))
        return date(year, month, monthrange(year, month)[1] if last else 1).isoformat()
    except ValueError:
        return whole_day(text[:4], last=last) if len(text) > 4 else None
