"""The knowledge base in memory: a name in, what it may stand for out.

Policy: one file, compressed text, searched by bisection. It holds three blocks of lines, each sorted by its
first field (records by id, spellings by folded key, offices by country), so that loading is decompressing and
finding the line ends; a record is parsed when it is asked for. Nothing is written anywhere at run time.
README.md has the measurements that chose this over SQLite and over parsed JSON.
"""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator
from datetime import date
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, cast

import numpy as np

from ingest.knowledge.records import Candidate, Kind, Record, read_record
from ingest.knowledge.spelling import fold, without_possessive
from ingest.knowledge.titles import marks
from ontology.errors import ModelError

FORMAT = 1

_ARTICLE = re.compile(r"^[Tt]he\s+")


class KnowledgeBase:
    """Records, the spellings that lead to them, and who held which office when."""

    def __init__(self, text: bytes) -> None:
        """Index the text of a built file.

        Raises :class:`ModelError` when it is of another format.
        """
        self._text = text
        ends = np.flatnonzero(np.frombuffer(text, dtype=np.uint8) == 10)
        self._starts = np.concatenate(([0], ends + 1)).astype(np.int64).data
        head: Any = json.loads(text[: ends[0]]) if len(ends) else {}
        if not isinstance(head, dict) or head.get("format") != FORMAT:
            raise ModelError(f"the knowledge base is not of format {FORMAT}; rebuild it with ingest.knowledge.build")
        records, names, offices = (int(head[block]) for block in ("records", "names", "offices"))
        self._records = (1, 1 + records)
        self._names = (1 + records, 1 + records + names)
        self._offices = (1 + records + names, 1 + records + names + offices)
        if self._offices[1] != len(ends):
            raise ModelError("the knowledge base is cut off; reinstall diplograph or rebuild the file")
        self._parsed: dict[int, Record] = {}
        self._find = lru_cache(maxsize=65_536)(self._named)
        self._countries: dict[str, int] = {}

    def __len__(self) -> int:
        return self._records[1] - self._records[0]

    def __contains__(self, record: object) -> bool:
        return isinstance(record, str) and self._number(record) is not None

    def __iter__(self) -> Iterator[Record]:
        return (self._record(number) for number in range(*self._records))

    def get(self, record: str) -> Record:
        """Return a record by its id; KeyError when there is none."""
        number = self._number(record)
        if number is None:
            raise KeyError(record)
        return self._record(number)

    def country(self, alpha3: str) -> Record:
        """Return a country by its ISO 3166-1 alpha-3 code (XKX is Kosovo); KeyError when there is none."""
        if not self._countries:
            block = self._lines(self._offices, "=")
            self._countries = {line[1]: int(line[2]) for line in block}
        return self._record(self._countries[alpha3])

    def candidates(self, text: str) -> tuple[Candidate, ...]:
        """Return what a name may stand for, likeliest first, surnames aside.

        Spellings that are the source's own come first, then folded ones; strong before weak; then by
        prominence. An abbreviation is found only under capitals, so that "who" is not the WHO.
        """
        return self._find(text)

    def surnames(self, text: str) -> tuple[Candidate, ...]:
        """Return the persons with a last name, the most prominent first; all are weak."""
        return self._offers(text, surnames=True) or self._offers(without_possessive(text), surnames=True)

    def holders(self, country: str, title: str, on: date) -> tuple[Record, ...]:
        """Return who held an office of a country on a day, the likeliest first.

        ``country`` is alpha-3; ``title`` may be partial ("foreign minister"). The office that the title fits
        most closely counts. Those for whom a source covers the day win; without any, the one appointed last.
        """
        wanted = marks(title)
        ranked = []
        for _, held, *days, record in self._lines(self._offices, country):
            has = frozenset(held.split())
            start, end, as_of = (date.fromisoformat(day) if day else None for day in days)
            if not wanted <= has or (start and on < start) or (end and on > end):
                continue
            last = end or as_of
            covered = last is not None and on <= last
            ranked.append((not covered, len(has), -(start or date.min).toordinal(), int(record)))
        ranked.sort()
        best = [entry for entry in ranked if entry[:2] == ranked[0][:2]]
        if best and best[0][0]:
            best = best[:1]
        return tuple(self._record(number) for number in dict.fromkeys(entry[3] for entry in best))

    def aliases(self, *types: str) -> Iterator[tuple[str, str]]:
        """Yield (spelling, record id) of the strong spellings of these types of record, or of all."""
        for number in range(*self._names):
            _, spelling, record, kind, weak, _, type_, _ = self._fields(number)
            if weak == "0" and kind not in ("surname", "demonym") and (not types or type_ in types):
                yield spelling, self._key(int(record))

    def demonyms(self) -> Iterator[tuple[str, str]]:
        """Yield (spelling, record id) of the strong demonyms, in the order of their keys."""
        mark = b"\tdemonym\t0\t"
        place = self._text.find(mark)
        while place >= 0:
            _, spelling, record = self._text[self._text.rfind(b"\n", 0, place) + 1 : place].decode().split("\t")
            yield spelling, self._key(int(record))
            place = self._text.find(mark, place + len(mark))

    def _named(self, text: str) -> tuple[Candidate, ...]:
        return self._offers(text, surnames=False) or self._offers(without_possessive(text), surnames=False)

    def _offers(self, text: str, *, surnames: bool) -> tuple[Candidate, ...]:
        key = fold(text)
        if not key:
            return ()
        text = _ARTICLE.sub("", text)
        capitals = not any(c.islower() for c in text)
        plain = text.replace(".", "")
        found: dict[str, Candidate] = {}
        for _, spelling, number, kind, weak, prominence, _, _ in self._lines(self._names, key):
            if (kind == "surname") != surnames:
                continue
            exact = _ARTICLE.sub("", spelling) == text
            if kind == "abbreviation" and not (exact or capitals or spelling.replace(".", "") == plain):
                continue
            record = self._key(int(number))
            offer = Candidate(record, cast(Kind, kind), weak == "1", exact, float(prominence))
            known = found.get(record)
            if known is None or (offer.exact, not offer.weak) > (known.exact, not known.weak):
                found[record] = offer
        return tuple(sorted(found.values(), key=lambda c: (not c.exact, c.weak, -c.prominence, c.record)))

    def _key(self, number: int) -> str:
        begin = self._starts[number]
        return self._text[begin : self._text.index(b"\t", begin)].decode()

    def _fields(self, number: int) -> list[str]:
        begin, end = self._starts[number], self._starts[number + 1] - 1
        return self._text[begin:end].decode().split("\t")

    def _lines(self, block: tuple[int, int], key: str) -> Iterator[list[str]]:
        number = self._first(block, key)
        while number < block[1]:
            fields = self._fields(number)
            if fields[0] != key:
                return
            yield fields
            number += 1

    def _first(self, block: tuple[int, int], key: str) -> int:
        wanted = key.encode() + b"\t"
        low, high = block
        while low < high:
            middle = (low + high) // 2
            begin = self._starts[middle]
            if self._text[begin : begin + len(wanted)] < wanted:
                low = middle + 1
            else:
                high = middle
        return low

    def _number(self, record: str) -> int | None:
        number = self._first(self._records, record)
        if number < self._records[1] and self._key(number) == record:
            return number
        return None

    def _record(self, number: int) -> Record:
        record = self._parsed.get(number)
        if record is None:
            identifier, row = self._fields(number)
            record = self._parsed[number] = read_record({"id": identifier, **json.loads(row)})
        return record


def load(data: bytes) -> KnowledgeBase:
    """Open a built file from its bytes.

    Raises :class:`ModelError` when they are damaged.
    """
    try:
        return KnowledgeBase(gzip.decompress(data))
    except (OSError, EOFError, ValueError) as error:
        raise ModelError(f"the knowledge base cannot be read ({error}); reinstall diplograph or rebuild it") from error


@cache
def default() -> KnowledgeBase:
    """Return the knowledge base that ships with Diplograph; it is opened once."""
    file = files("ingest.knowledge").joinpath("data", "knowledge.gz")
    if not file.is_file():
        raise ModelError(f"the knowledge base {file} is missing; reinstall diplograph or run ingest.knowledge.build")
    return load(file.read_bytes())
