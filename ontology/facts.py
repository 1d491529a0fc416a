"""The dataclasses that travel: what the extractor writes and what every store reads.

Policy: frozen, complete and self-checking. An extractor knows no database and a store knows no
language model; they meet here. Every id is a hash or a code of content, never a counter, so that the
same article gives the same Facts on any machine. Text offsets are in Unicode code points of
``Article.text``, half-open, and exact: ``article.text[begin:end] == span.text``.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal, Protocol, get_args

Precision = Literal["day", "month", "year"]
Factuality = Literal["asserted", "planned", "requested", "denied", "possible", "ended"]
Role = Literal["participant", "initiator", "target", "host", "mediator", "signatory"]
FACTUALITIES: tuple[Factuality, ...] = get_args(Factuality)
ROLES: tuple[Role, ...] = get_args(Role)


def content_id(kind: str, *parts: str | None) -> str:
    """Return ``kind:`` and 16 hex digits of the SHA-256 of the parts; None and "" differ."""
    text = "\x1f".join("\x00" if part is None else part for part in parts)
    return f"{kind}:{hashlib.sha256(text.encode()).hexdigest()[:16]}"


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of one article's text; ``begin`` and ``end`` are code-point offsets, half-open."""

    text: str
    begin: int
    end: int


@dataclass(frozen=True, slots=True)
class Article:
    """One article, cleaned: no metadata line and no dateline in ``text``.

    ``id`` is the id given by the source, or a hash of the URL, or a hash of the text. ``source`` says
    where it was read (a path, a URL, ``-``). ``content_hash`` changes when anything that extraction
    sees changes. ``dateline`` is the place named before the text ("ISLAMABAD"), when there is one.
    """

    id: str
    text: str
    content_hash: str
    source: str
    headline: str | None = None
    published: date | None = None
    publisher: str | None = None
    url: str | None = None
    language: str = "en"
    dateline: str | None = None


@dataclass(frozen=True, slots=True)
class Entity:
    """A node that is not an event: actor, place, treaty or topic.

    ``label`` is the leaf class of the ontology ("Person"). Values that may differ between articles are
    tuples, and stores merge them by union; single values are functions of the identity.
    ``country_codes`` are ISO 3166-1 alpha-3, or IGO, NGO, IMG; ``sectors`` are PLOVER sectors (GOV,
    MIL, …); ``same_as`` are IRIs that a source file of the knowledge base states; ``latitude`` and
    ``longitude`` are WGS 84 degrees.
    """

    id: str
    label: str
    name: str
    aliases: tuple[str, ...] = ()
    country_codes: tuple[str, ...] = ()
    sectors: tuple[str, ...] = ()
    same_as: tuple[str, ...] = ()
    iso_code: str | None = None
    latitude: float | None = None
    longitude: float | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """A relationship between two entities: ``name`` is the ontology property ("represents")."""

    name: str
    source: str
    target: str


@dataclass(frozen=True, slots=True)
class Participant:
    """An actor in a role of one event, as mentioned; ``entity`` is an Entity id.

    ``country`` and ``sector`` are the codes the mention acts for in this event, None when unknown.
    """

    role: Role
    entity: str
    mention: Span | None = None
    country: str | None = None
    sector: str | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """One sentence of one article that states an event or a tenure, and what it says of it.

    ``construction`` names the rule that found it; ``confidence`` is in [0, 1]; ``mentions`` are Entity
    ids named in the sentence; ``antecedents`` pairs a pronoun or short form with the text it stands for.
    """

    id: str
    sentence: Span
    trigger: Span
    construction: str
    confidence: float
    mode: str | None = None
    quote: str | None = None
    fatalities: int | None = None
    injured: int | None = None
    mentions: tuple[str, ...] = ()
    antecedents: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened, or is planned, requested, denied, possible or ended (over, called off).

    ``kind`` is the ontology class ("Meeting"), ``plover`` one of the 16 PLOVER codes or None.
    ``start`` and ``end`` are the first and last day, at ``precision``; all three None when unknown.
    ``about``, ``claimed_by`` and ``place`` hold Entity ids, ``response_to`` Event ids.
    """

    id: str
    kind: str
    plover: str | None
    name: str
    participants: tuple[Participant, ...]
    evidence: tuple[Evidence, ...]
    about: tuple[str, ...] = ()
    place: str | None = None
    start: date | None = None
    end: date | None = None
    precision: Precision | None = None
    factuality: Factuality = "asserted"
    claimed_by: tuple[str, ...] = ()
    treaty_action: str | None = None
    response_to: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Tenure:
    """A person holds a role in an organisation or country, as one article states it."""

    id: str
    holder: str
    organization: str
    role: str
    evidence: tuple[Evidence, ...]
    start: date | None = None
    end: date | None = None


@dataclass(frozen=True, slots=True)
class Drop:
    """Something the extractor found and left out; ``code`` is a key of ``ingest.reasons.REASONS``."""

    code: str
    span: Span
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Facts:
    """All that one article states. Entities are listed once each, in order of first mention."""

    article: Article
    entities: tuple[Entity, ...] = ()
    links: tuple[Link, ...] = ()
    events: tuple[Event, ...] = ()
    tenures: tuple[Tenure, ...] = ()
    drops: tuple[Drop, ...] = ()


@dataclass(frozen=True, slots=True)
class Changes:
    """What one write did to the graph."""

    nodes_created: int = 0
    relationships_created: int = 0
    nodes_deleted: int = 0
    relationships_deleted: int = 0

    def __add__(self, other: Changes) -> Changes:
        return Changes(
            self.nodes_created + other.nodes_created,
            self.relationships_created + other.relationships_created,
            self.nodes_deleted + other.nodes_deleted,
            self.relationships_deleted + other.relationships_deleted,
        )


@dataclass(frozen=True, slots=True)
class StoredArticle:
    """What a store remembers of a loaded article."""

    id: str
    content_hash: str
    source: str


class FactStore(Protocol):
    """The part of a graph store that ingestion needs."""

    def articles(self) -> Mapping[str, StoredArticle]:
        """Return the articles that are completely loaded, by id."""

    def load(self, facts: Facts) -> Changes:
        """Write one article's Facts; the article counts as loaded only when all of it is written.

        Another version of the article is replaced in the same transaction.
        """

    def withdraw(self, article: str) -> Changes:
        """Remove an article and everything that no other article supports."""
