"""What the knowledge base knows of one thing, and what a name may stand for.

Policy: frozen, and complete without the file they came from. A record is what the sources state; what is
not stated is None, never guessed. Identifiers of others (Wikidata, GeoNames, ISO) come only from a source
file that states them. A candidate is an offer: the linker decides.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from ontology.facts import Entity

Kind = Literal["name", "abbreviation", "demonym", "altname", "surname", "capital", "building", "metonym"]

#: The leaf class of the ontology for each type of record.
LABELS = {
    "agency": "GovernmentBody",
    "armed_group": "ArmedGroup",
    "city": "Place",
    "communal_group": "Group",
    "company": "Organization",
    "conflict": "Topic",
    "corridor": "Place",
    "country": "Country",
    "event": "Topic",
    "government": "GovernmentBody",
    "igo": "IntergovernmentalOrganization",
    "media": "Organization",
    "ngo": "Organization",
    "operation": "Topic",
    "party": "Organization",
    "person": "Person",
    "region": "Place",
    "subdivision": "Place",
    "territory": "Place",
    "topic": "Topic",
    "treaty": "Treaty",
}


@dataclass(frozen=True, slots=True)
class Office:
    """A person holds an office from ``start`` to ``end``, both inclusive.

    ``end`` None means that no source gives an end: the office was held on ``as_of``, the day of the
    source, and may be held since. ``country`` is ISO 3166-1 alpha-3, ``organization`` a record id.
    """

    title: str
    country: str | None = None
    organization: str | None = None
    start: date | None = None
    end: date | None = None
    as_of: date | None = None
    source: str = ""

    def held(self, on: date) -> bool:
        """Say whether the office was, or may have been, held on a day."""
        return (self.start is None or self.start <= on) and (self.end is None or on <= self.end)

    def certain(self, on: date) -> bool:
        """Say whether a source covers the day: it lies before the end, or before the day of the source."""
        last = self.end or self.as_of
        return self.held(on) and last is not None and on <= last


@dataclass(frozen=True, slots=True)
class Record:
    """One person, place, organisation, treaty or topic of the knowledge base.

    ``type`` is finer than ``label``, the leaf class of the ontology. ``aliases`` are the strong ones:
    spellings that need no context. ``country`` is ISO 3166-1 alpha-3, or IGO, NGO, IMG (international
    militant group); ``sector`` is a PLOVER sector; ``same_as`` are IRIs that a source file states;
    ``iso_code`` is set on countries; ``latitude`` and ``longitude`` are WGS 84 degrees; ``prominence`` is
    a prior in [0, 1]; ``located_in`` is a record id; ``parties`` are alpha-3 codes; ``valid`` is the first
    and last day; ``sources`` are codes explained in README.md.
    """

    id: str
    type: str
    label: str
    name: str
    aliases: tuple[str, ...] = ()
    country: str | None = None
    sector: str | None = None
    same_as: tuple[str, ...] = ()
    iso_code: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    prominence: float = 0.0
    located_in: str | None = None
    offices: tuple[Office, ...] = ()
    parties: tuple[str, ...] = ()
    valid: tuple[date | None, date | None] = (None, None)
    sources: tuple[str, ...] = ()

    def entity(self) -> Entity:
        """Return the node that stands for this record in a graph."""
        return Entity(
            id=self.id,
            label=self.label,
            name=self.name,
            aliases=self.aliases,
            country_codes=(self.country,) if self.country else (),
            sectors=(self.sector,) if self.sector else (),
            same_as=self.same_as,
            iso_code=self.iso_code,
            latitude=self.latitude,
            longitude=self.longitude,
        )


@dataclass(frozen=True, slots=True)
class Candidate:
    """A record that a spelling may stand for.

    ``kind`` says how: a demonym, capital, building or metonym stands for the record's government or people.
    ``weak`` spellings need support from the text around them. ``exact`` says that the spelling is the
    source's own, not only its folded form. ``prominence`` is the record's.
    """

    record: str
    kind: Kind
    weak: bool
    exact: bool = True
    prominence: float = 0.0


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def read_record(row: dict[str, Any]) -> Record:
    """Turn one row of the built file into a :class:`Record`; absent keys are unknown values."""
    offices = tuple(
        Office(title, country, organization, _day(start), _day(end), _day(as_of), source)
        for title, country, organization, start, end, as_of, source in row.get("offices", ())
    )
    first, last = row.get("valid", (None, None))
    return Record(
        id=row["id"],
        type=row["type"],
        label=row.get("label", LABELS[row["type"]]),
        name=row["name"],
        aliases=tuple(row.get("aliases", ())),
        country=row.get("country"),
        sector=row.get("sector"),
        same_as=tuple(row.get("same_as", ())),
        iso_code=row.get("iso_code"),
        latitude=row.get("latitude"),
        longitude=row.get("longitude"),
        prominence=row.get("prominence", 0.0),
        located_in=row.get("located_in"),
        offices=offices,
        parties=tuple(row.get("parties", ())),
        valid=(_day(first), _day(last)),
        sources=tuple(row.get("sources", ())),
    )
