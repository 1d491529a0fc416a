"""Gold files: what an article states, written by hand to be read by eye.

Policy: a gold file holds no offsets. A trigger is put in square brackets inside a short verbatim snippet
of the article ("Dar [met] Liu"), which must occur exactly once, and the file is refused when it does not.
Names stand once, with their codes and other spellings, and events refer to them. The format is described
in ``tests/articles/README.md``.
"""

from __future__ import annotations

import json
import re
from calendar import monthrange
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from ontology.errors import OntologyError, SourceError
from ontology.facts import FACTUALITIES, ROLES, Article, Factuality, Precision, Role, Span
from ontology.vocabulary import vocabulary

SUFFIX = ".gold.json"

ARTICLE_KEYS = frozenset(("article", "id", "entities", "offices", "events"))
ENTITY_KEYS = frozenset(("name", "label", "country", "sector", "also", "called"))
OFFICE_KEYS = frozenset(("person", "role", "in"))
EVENT_KEYS = frozenset(
    ("class", "plover", "text", *ROLES, "about", "place", "when", "factuality", "claimed_by", "fatalities")
)
TRIGGER = re.compile(r"([^\[\]]*)\[([^\[\]]+)\]([^\[\]]*)")
DAY = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


@dataclass(frozen=True, slots=True)
class GoldEntity:
    """Someone or something an event names.

    ``also`` are other spellings that must end in the same node; ``called`` are phrases that are right for
    it here ("Islamabad" for Pakistan) but need not be its spellings. Codes are None when not judged.
    """

    name: str
    label: str | None = None
    country: str | None = None
    sector: str | None = None
    also: tuple[str, ...] = ()
    called: tuple[str, ...] = ()

    @property
    def forms(self) -> tuple[str, ...]:
        """Return all phrases that are right for this entity."""
        return (self.name, *self.also, *self.called)


@dataclass(frozen=True, slots=True)
class GoldTime:
    """First and last day, both inclusive, at a precision."""

    start: date
    end: date
    precision: Precision


@dataclass(frozen=True, slots=True)
class GoldEvent:
    """An event as a reader understands it. ``places`` are alternatives, any of them is right.

    ``triggers`` are the words that state it, in one or more sentences.
    """

    kind: str
    plover: str | None
    triggers: tuple[Span, ...]
    participants: tuple[tuple[Role, GoldEntity], ...] = ()
    about: tuple[GoldEntity, ...] = ()
    places: tuple[GoldEntity, ...] = ()
    time: GoldTime | None = None
    factuality: Factuality = "asserted"
    claimed_by: tuple[GoldEntity, ...] = ()
    fatalities: int | None = None


@dataclass(frozen=True, slots=True)
class GoldOffice:
    """A person holds a role in an organization or country; the role is in small letters."""

    person: GoldEntity
    role: str
    organization: GoldEntity


@dataclass(frozen=True, slots=True)
class GoldArticle:
    """One article with all that it states; ``source`` is the gold file."""

    source: str
    article: Article
    entities: tuple[GoldEntity, ...] = ()
    offices: tuple[GoldOffice, ...] = ()
    events: tuple[GoldEvent, ...] = ()


def read(paths: Iterable[str | Path]) -> tuple[GoldArticle, ...]:
    """Read gold files, and the articles beside them; a folder is searched with all below it.

    Raises :class:`SourceError` for a file that cannot be read or does not fit its article, and
    :class:`OntologyError` for a class, type, role or code that the ontology does not have.
    """
    found: list[GoldArticle] = []
    for path in map(Path, paths):
        files = sorted(path.rglob(f"*{SUFFIX}")) if path.is_dir() else [path]
        if not files:
            raise SourceError(f"{path}: no {SUFFIX} file below this folder; name a folder or file that has gold facts")
        for file in files:
            found += read_file(file)
    return tuple(found)


def read_file(file: Path) -> tuple[GoldArticle, ...]:
    """Read one gold file, which holds one object, or a list of them for a file of several articles."""
    try:
        rows = json.loads(read_text(file))
    except json.JSONDecodeError as error:
        raise SourceError(f"{file}, line {error.lineno}, column {error.colno}: {error.msg}; correct the JSON") from None
    articles: dict[str, list[Article]] = {}
    found = []
    for row in rows if isinstance(rows, list) else [rows]:
        if not isinstance(row, dict) or "article" not in row:
            raise SourceError(f'{file}: each gold object needs "article", the name of the file beside it; add it')
        name = str(row["article"])
        if name not in articles:
            articles[name] = read_articles(file, name)
        found.append(parse(row, choose(file, row, articles[name]), str(file)))
    return tuple(found)


def read_text(file: Path) -> str:
    """Return the text of a file. Raises :class:`SourceError` when it cannot be read as UTF-8."""
    try:
        return file.read_text(encoding="utf-8")
    except OSError as error:
        raise SourceError(f"{file}: it cannot be opened ({error.strerror}); check the path") from None
    except UnicodeDecodeError as error:
        raise SourceError(f"{file}, byte {error.start}: this is not UTF-8; save the file as UTF-8") from None


def read_articles(file: Path, name: str) -> list[Article]:
    """Read the articles of the file that a gold file belongs to."""
    from ingest import sources

    found: list[Article] = []
    for item in sources.read(file.parent / name):
        if isinstance(item, sources.Problem):
            raise SourceError(f"{file}: its article cannot be read: {item}")
        found.append(item)
    return found


def choose(file: Path, row: Mapping[str, Any], articles: Sequence[Article]) -> Article:
    """Return the article that a gold object speaks of."""
    if "id" not in row and len(articles) == 1:
        return articles[0]
    for article in articles:
        if article.id == row.get("id"):
            return article
    ids = ", ".join(a.id for a in articles)
    raise SourceError(f'{file}: {row["article"]} holds no article {row.get("id")!r}; give one of these as "id": {ids}')


def parse(row: Mapping[str, Any], article: Article, source: str) -> GoldArticle:
    """Turn one gold object into a :class:`GoldArticle`, checked against the article and the ontology."""
    known(row, ARTICLE_KEYS, source)
    entities: dict[str, GoldEntity] = {}
    for number, item in enumerate(row.get("entities", ()), 1):
        entity = parse_entity(item, f"{source}, entity {number}")
        if entity.name in entities:
            raise SourceError(f"{source}, entity {number}: {entity.name!r} stands twice; join the two")
        entities[entity.name] = entity
    offices = tuple(
        parse_office(item, entities, f"{source}, office {number}")
        for number, item in enumerate(row.get("offices", ()), 1)
    )
    events = tuple(
        parse_event(item, entities, article, f"{source}, event {number}")
        for number, item in enumerate(row.get("events", ()), 1)
    )
    return GoldArticle(source, article, tuple(entities.values()), offices, events)


def parse_entity(row: Mapping[str, Any], place: str) -> GoldEntity:
    """Turn one row of "entities" into a :class:`GoldEntity`."""
    known(row, ENTITY_KEYS, place)
    name = required(row, "name", place)
    label = row.get("label")
    if label is not None and not vocabulary().below(label, "Entity"):
        raise OntologyError(f"{place}: {label!r} is no class of entities; take one from ontology/diplograph.ttl")
    return GoldEntity(name, label, row.get("country"), row.get("sector"), strings(row, "also"), strings(row, "called"))


def parse_office(row: Mapping[str, Any], entities: Mapping[str, GoldEntity], place: str) -> GoldOffice:
    """Turn one row of "offices" into a :class:`GoldOffice`."""
    known(row, OFFICE_KEYS, place)
    person = named(required(row, "person", place), entities, place)
    organization = required(row, "in", place)
    return GoldOffice(person, required(row, "role", place), entities.get(organization, GoldEntity(organization)))


def parse_event(row: Mapping[str, Any], entities: Mapping[str, GoldEntity], article: Article, place: str) -> GoldEvent:
    """Turn one row of "events" into a :class:`GoldEvent`."""
    known(row, EVENT_KEYS, place)
    kind, plover = required(row, "class", place), row.get("plover")
    if not vocabulary().below(kind, "Event"):
        raise OntologyError(f"{place}: {kind!r} is no class of events; take one from ontology/diplograph.ttl")
    if plover is not None and plover not in vocabulary().plover:
        raise OntologyError(f"{place}: {plover!r} is no PLOVER type; take one of {', '.join(vocabulary().plover)}")
    factuality = row.get("factuality", "asserted")
    if factuality not in FACTUALITIES:
        raise OntologyError(f"{place}: {factuality!r} is no factuality; take one of {', '.join(FACTUALITIES)}")
    participants = tuple((role, named(name, entities, place)) for role in ROLES for name in strings(row, role))
    return GoldEvent(
        kind,
        plover,
        tuple(trigger(snippet, article.text, place) for snippet in strings(row, "text", needed=place)),
        participants,
        tuple(entities.get(name, GoldEntity(name, "Topic")) for name in strings(row, "about")),
        tuple(entities.get(name, GoldEntity(name)) for name in strings(row, "place")),
        period(str(row["when"]), place) if "when" in row else None,
        factuality,
        tuple(named(name, entities, place) for name in strings(row, "claimed_by")),
        row.get("fatalities"),
    )


def trigger(snippet: str, text: str, place: str) -> Span:
    """Find the bracketed words of a snippet in a text.

    Raises :class:`SourceError` when the snippet does not stand in the text exactly once.
    """
    match = TRIGGER.fullmatch(snippet)
    if match is None:
        raise SourceError(f"{place}: {snippet!r} needs one trigger in square brackets; put it there")
    plain = "".join(match.groups())
    count = text.count(plain)
    if count != 1:
        remedy = "add words before or after it" if count else "copy it from the article as it is read"
        raise SourceError(f"{place}: {plain!r} occurs {count} times in the article, not once; {remedy}")
    begin = text.index(plain) + len(match[1])
    return Span(match[2], begin, begin + len(match[2]))


def period(value: str, place: str) -> GoldTime:
    """Turn ``2025-05-21``, ``2025-05``, ``2025`` or ``2025-05-21/2025-05-23`` into days.

    Raises :class:`SourceError` for anything else.
    """
    first, _, last = value.partition("/")
    (start, _, precision), (_, end, other) = days(first, place), days(last or first, place)
    if start > end or precision != other:
        raise SourceError(f"{place}: {value!r} is no period; write FIRST/LAST, both as days, months or years")
    return GoldTime(start, end, precision)


def days(value: str, place: str) -> tuple[date, date, Precision]:
    """Return the first and last day of a day, month or year, and which of them it is."""
    try:
        if match := DAY.fullmatch(value):
            year = int(match[1])
            if match[3]:
                day = date(year, int(match[2]), int(match[3]))
                return day, day, "day"
            if match[2]:
                month = int(match[2])
                return date(year, month, 1), date(year, month, monthrange(year, month)[1]), "month"
            return date(year, 1, 1), date(year, 12, 31), "year"
    except ValueError:
        pass
    raise SourceError(f"{place}: {value!r} is no date; write YYYY-MM-DD, YYYY-MM or YYYY")


def known(row: object, keys: frozenset[str], place: str) -> None:
    """Raise :class:`SourceError` unless a row is an object with only known keys."""
    if not isinstance(row, dict):
        raise SourceError(f"{place}: this is no JSON object; write one with the keys {', '.join(sorted(keys))}")
    if unknown := sorted(set(row) - keys):
        raise SourceError(f"{place}: unknown key {unknown[0]!r}; the keys are {', '.join(sorted(keys))}")


def required(row: Mapping[str, Any], key: str, place: str) -> str:
    """Return the text under a key. Raises :class:`SourceError` when there is none."""
    value = row.get(key)
    if not isinstance(value, str) or not value:
        raise SourceError(f'{place}: "{key}" is missing or no text; add it')
    return value


def strings(row: Mapping[str, Any], key: str, *, needed: str | None = None) -> tuple[str, ...]:
    """Return one text or a list of texts under a key as a tuple; ``needed`` is the place of a required one."""
    value = row.get(key, ())
    found = (value,) if isinstance(value, str) else tuple(str(v) for v in value)
    if needed is not None and not found:
        raise SourceError(f'{needed}: "{key}" is missing; add it')
    return found


def named(name: str, entities: Mapping[str, GoldEntity], place: str) -> GoldEntity:
    """Return the entity of a name. Raises :class:`SourceError` when "entities" lacks it."""
    if name not in entities:
        raise SourceError(f'{place}: {name!r} does not stand in "entities"; add it there, or correct the spelling')
    return entities[name]
