"""The notation of annotations: one line a chain, date, office or event; snippets of the text instead of offsets.

Policy: short enough to write by hand and plain enough to read by eye, with errors that name file and line. This
module knows the grammar; what a snippet points to is :mod:`corpus.resolve`'s. README.md explains it::

    annotator a3
    C1 PERSON PAK GOV =Q123 | Ishaq Dar; Dar | he@3; the minister@5
    C8 GROUP of C1 C4 | | the two sides@4
    D 2025-05-21 | Wednesday@1
    O C1 C2 foreign minister
    E1 CONSULT:visit planned | met@1; talks@3 | participant C1 C4; about C3, "trade"@2; time 2025-05-21
    quiet 4 7

In annotations of public texts a snippet is its offsets, ``120-129``, so that nothing of the text is repeated.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from corpus.model import TYPES, MentionType
from ontology.errors import SourceError
from ontology.facts import FACTUALITIES, ROLES, Factuality

POINTER = re.compile(r"(?P<text>.+?)(?::(?P<type>[A-Z]+))?(?:@(?P<sentence>\d+)(?:\.(?P<turn>\d+))?)?")
OFFSETS = re.compile(r"(?P<begin>\d+)-(?P<end>\d+)(?::(?P<type>[A-Z]+))?")
CHAIN = re.compile(r"C\d+")
EVENT = re.compile(r"E\d+")
CODE = re.compile(r"[A-Z]{3}")
TIME = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?(/\d{4}(-\d{2}(-\d{2})?)?)?")
TOPIC = re.compile(r'"(?P<text>[^"]+)"(?:@(?P<sentence>\d+)(?:\.(?P<turn>\d+))?)?|(?P<begin>\d+)-(?P<end>\d+)')
HEADERS = frozenset(("annotator", "source", "sha256", "sentences", "run", "quiet"))
KEYS = {*ROLES, "about", "place", "time", "by", "response", "killed", "wounded", "kind", "same"}


@dataclass(frozen=True, slots=True)
class Pointer:
    """Where a phrase stands: its text and sentence, or its offsets. ``turn`` counts equal ones in the sentence."""

    text: str = ""
    type: MentionType | None = None
    sentence: int | None = None
    turn: int = 1
    begin: int = -1
    end: int = -1


@dataclass(frozen=True, slots=True)
class ChainRow:
    """A line ``C…``: names stand wherever they occur, other mentions where they are pointed to."""

    line: int
    id: str
    type: MentionType
    country: str | None
    sector: str | None
    entity: str | None
    members: tuple[str, ...]
    names: tuple[Pointer, ...]
    others: tuple[Pointer, ...]


@dataclass(frozen=True, slots=True)
class TimeRow:
    """A line ``D``."""

    line: int
    value: str | None
    places: tuple[Pointer, ...]


@dataclass(frozen=True, slots=True)
class OfficeRow:
    """A line ``O``."""

    line: int
    person: str
    organization: str
    role: str


@dataclass(frozen=True, slots=True)
class EventRow:
    """A line ``E…``; ``values`` are its keys with what stands behind them, topics as pointers."""

    line: int
    id: str
    plover: str | None
    mode: str | None
    status: Factuality
    triggers: tuple[Pointer, ...]
    values: tuple[tuple[str, tuple[str | Pointer, ...]], ...]


@dataclass(frozen=True, slots=True)
class Rows:
    """One annotation file, read but not resolved; ``headers`` hold value and line."""

    path: str
    headers: dict[str, tuple[str, int]] = field(default_factory=dict)
    chains: tuple[ChainRow, ...] = ()
    times: tuple[TimeRow, ...] = ()
    offices: tuple[OfficeRow, ...] = ()
    events: tuple[EventRow, ...] = ()


class NotationError(SourceError):
    """A line that cannot be read or does not fit its text."""

    def __init__(self, path: str, line: int, problem: str) -> None:
        super().__init__(f"{path}:{line}: {problem}")


def read_rows(path: str, text: str) -> tuple[Rows, list[NotationError]]:
    """Read the text of an annotation file into rows, and return what could not be read beside them."""
    rows: list[ChainRow | TimeRow | OfficeRow | EventRow] = []
    headers: dict[str, tuple[str, int]] = {}
    errors: list[NotationError] = []
    for number, line in enumerate(text.splitlines(), 1):
        line = line.strip()
        if not line or line.startswith("#"):
            continue
        word, _, rest = line.partition(" ")
        try:
            if word in headers:
                raise ValueError(f"{word} stands twice; join the two lines")
            if word in HEADERS:
                headers[word] = rest.strip(), number
            elif CHAIN.fullmatch(word):
                rows.append(_chain(number, word, rest))
            elif EVENT.fullmatch(word):
                rows.append(_event(number, word, rest))
            elif word == "D":
                rows.append(_time(number, rest))
            elif word == "O":
                rows.append(_office(number, rest))
            else:
                raise ValueError(f"no line begins with {word!r}; begin with C1, D, O, E1, {', '.join(sorted(HEADERS))}")
        except ValueError as error:
            errors.append(NotationError(path, number, str(error)))
    found = Rows(
        path,
        headers,
        tuple(r for r in rows if isinstance(r, ChainRow)),
        tuple(r for r in rows if isinstance(r, TimeRow)),
        tuple(r for r in rows if isinstance(r, OfficeRow)),
        tuple(r for r in rows if isinstance(r, EventRow)),
    )
    errors += (NotationError(path, r.line, f"{r.id} stands twice; join the lines or renumber") for r in _twice(found))
    return found, errors


def _twice(rows: Rows) -> Iterator[ChainRow | EventRow]:
    seen: set[str] = set()
    both: tuple[ChainRow | EventRow, ...] = (*rows.chains, *rows.events)
    for row in both:
        if row.id in seen:
            yield row
        seen.add(row.id)


def _chain(line: int, name: str, rest: str) -> ChainRow:
    head, names, others = _fields(rest, 3)
    words = head.split()
    if not words or words[0] not in TYPES or words[0] == "DATE":
        raise ValueError(f"{name} needs a type first: one of {', '.join(t for t in TYPES if t != 'DATE')}")
    codes, entity, members = [], None, []
    rest_words = iter(words[1:])
    for word in rest_words:
        if word == "of":
            members = list(rest_words)
        elif word.startswith("="):
            entity = word[1:]
        elif word == "-" or CODE.fullmatch(word):
            codes.append(None if word == "-" else word)
        else:
            raise ValueError(f"{word!r} is no country, sector, =identity or 'of C1 C2'; correct it")
    if len(codes) > 2:
        raise ValueError(f"{name} has more than a country and a sector; keep two codes")
    for member in members:
        _reference(CHAIN, member)
    country, sector = (*codes, None, None)[:2]
    found = ChainRow(
        line,
        name,
        words[0],
        country,
        sector,
        entity,
        tuple(members),
        _pointers(names),
        _pointers(others),
    )
    if not found.names and not found.others:
        raise ValueError(f"{name} has no mention; write NAMES | OTHER MENTIONS behind it")
    return found


def _time(line: int, rest: str) -> TimeRow:
    value, places = _fields(rest, 2)
    if value != "-" and not TIME.fullmatch(value):
        raise ValueError(f"{value!r} is no time; write YYYY-MM-DD, YYYY-MM, YYYY, FIRST/LAST, or - when unknown")
    pointers = _pointers(places)
    if not pointers:
        raise ValueError("the date has no place in the text; write D VALUE | WORDS@SENTENCE")
    return TimeRow(line, None if value == "-" else value, pointers)


def _office(line: int, rest: str) -> OfficeRow:
    words = rest.split(maxsplit=2)
    if len(words) < 3:
        raise ValueError("an office is O PERSON ORGANIZATION ROLE, as in: O C1 C2 foreign minister")
    _reference(CHAIN, words[0])
    _reference(CHAIN, words[1])
    return OfficeRow(line, words[0], words[1], words[2].lower())


def _event(line: int, name: str, rest: str) -> EventRow:
    head, triggers, attributes = _fields(rest, 3)
    words = head.split()
    if not words or len(words) > 2:
        raise ValueError(f"{name} needs a type, perhaps with a mode, and a status unless it is asserted")
    plover, _, mode = words[0].partition(":")
    status = words[1] if len(words) == 2 else "asserted"
    if status not in FACTUALITIES:
        raise ValueError(f"{status!r} is no status; take one of {', '.join(FACTUALITIES)}")
    pointers = _pointers(triggers)
    if not pointers:
        raise ValueError(f"{name} has no trigger; write it behind the first |")
    values = tuple(_attribute(part.strip()) for part in _split(attributes, ";") if part.strip())
    keys = [key for key, _ in values]
    if double := next((key for key in keys if keys.count(key) > 1), None):
        raise ValueError(f"{double!r} stands twice in {name}; join the two")
    return EventRow(line, name, None if plover == "-" else plover, mode or None, status, pointers, values)


def _attribute(part: str) -> tuple[str, tuple[str | Pointer, ...]]:
    key, _, rest = part.partition(" ")
    if key not in KEYS:
        raise ValueError(f"{key!r} is no attribute of an event; take one of {', '.join(sorted(KEYS))}")
    if not rest.strip():
        raise ValueError(f"{key!r} has no value; add one or leave the key out")
    if key == "about":
        return key, tuple(_subject(item.strip()) for item in _split(rest, ","))
    words = rest.replace(",", " ").split()
    if key in ROLES or key in ("place", "by"):
        for word in words:
            _reference(CHAIN, word)
    elif key == "response":
        for word in words:
            _reference(EVENT, word)
    elif key == "time" and not TIME.fullmatch(rest.strip()):
        raise ValueError(f"{rest.strip()!r} is no time; write YYYY-MM-DD, YYYY-MM, YYYY or FIRST/LAST")
    elif key in ("killed", "wounded") and not rest.strip().isdigit():
        raise ValueError(f"{key} takes a whole number, not {rest.strip()!r}")
    if key in ("place", "time", "killed", "wounded", "kind", "same") and len(words) > 1:
        raise ValueError(f"{key} takes one value, not {rest.strip()!r}")
    return key, tuple(words)


def _subject(item: str) -> str | Pointer:
    if CHAIN.fullmatch(item):
        return item
    match = TOPIC.fullmatch(item)
    if match is None:
        raise ValueError(
            f'{item!r} is no subject; write C3 or "words of the text"@SENTENCE, with commas between several'
        )
    if match["begin"]:
        return Pointer(begin=int(match["begin"]), end=int(match["end"]))
    return Pointer(match["text"], None, int(match["sentence"] or 0) or None, int(match["turn"] or 1))


def _pointers(field_: str) -> tuple[Pointer, ...]:
    return tuple(_pointer(item.strip()) for item in field_.split(";") if item.strip())


def _pointer(item: str) -> Pointer:
    match = OFFSETS.fullmatch(item)
    if match:
        return Pointer("", _type(match["type"]), begin=int(match["begin"]), end=int(match["end"]))
    match = POINTER.fullmatch(item)
    if match is None:
        raise ValueError(f"{item!r} points nowhere; write WORDS@SENTENCE")
    sentence = int(match["sentence"]) if match["sentence"] else None
    return Pointer(match["text"], _type(match["type"]), sentence, int(match["turn"] or 1))


def _type(name: str | None) -> MentionType | None:
    if name is not None and name not in TYPES:
        raise ValueError(f"{name!r} is no type of mention; take one of {', '.join(TYPES)}")
    return name


def _fields(text: str, count: int) -> list[str]:
    parts = [part.strip() for part in text.split("|")]
    if len(parts) > count:
        raise ValueError(f"{len(parts)} fields between |, not {count}; remove one")
    return parts + [""] * (count - len(parts))


def _split(text: str, mark: str) -> list[str]:
    """Split at a mark outside double quotes."""
    return re.findall(rf'(?:[^{mark}"]|"[^"]*")+', text)


def _reference(kind: re.Pattern[str], word: str) -> None:
    if not kind.fullmatch(word):
        raise ValueError(
            f"{word!r} is no reference to a line {kind.pattern[0]}…; write {kind.pattern[0]}1, {kind.pattern[0]}2"
        )
