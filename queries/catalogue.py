"""Named queries: Cypher files whose header says what they ask for and with which parameters.

Policy: one query is one ``.cypher`` file, valid as it stands on Neo4j and on the embedded store, and its
header is enough to list it, run it and draw it in Bloom. The text is never assembled: values reach it
only as parameters. A header that cannot be read is an error with file and line, not a query less. ::

    // title: Meetings about a subject
    // description: Who met whom about a treaty, a topic, an actor or a place, newest first.
    // parameter: topic | entity | what the meetings were about | example: Indus Waters Treaty
    // parameter: since | date | first day counted | default: null | example: 2025-01-01
    // bloom: Meetings about $topic
    MATCH …
    // ---- bloom
    MATCH … RETURN graph elements

The types of parameters: ``entity`` (a name, an alias or an id; the query receives a list of ids),
``actor`` (the same, and whoever acts for that actor), ``event`` (an id), ``text``, ``integer``, ``date``.
A parameter without a default must be given.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Literal, cast, get_args

from ontology.errors import QuestionError

Kind = Literal["entity", "actor", "event", "text", "integer", "date"]

KINDS: tuple[str, ...] = get_args(Kind)
BLOOM_RULE = "// ---- bloom"
HEADER = re.compile(r"//\s*([a-z]+):\s*(.*?)\s*$")
WORD = re.compile(r"[a-z][a-z0-9_]*\Z")
PLACEHOLDER = re.compile(r"\$([A-Za-z_]\w*)")


@dataclass(frozen=True, slots=True)
class Parameter:
    """One value that a named query asks for; ``default`` is the text of the header, None for null."""

    name: str
    kind: Kind
    description: str
    required: bool
    default: str | None
    example: str


@dataclass(frozen=True, slots=True)
class Bloom:
    """A search phrase of Neo4j Bloom: ``$name`` marks a parameter; the Cypher returns graph elements."""

    phrase: str
    cypher: str


@dataclass(frozen=True, slots=True)
class NamedQuery:
    """A query with a name, ready to be run; ``path`` is the file it was read from."""

    name: str
    title: str
    description: str
    parameters: tuple[Parameter, ...]
    cypher: str
    bloom: Bloom | None
    path: str


def load(*folders: Path) -> tuple[NamedQuery, ...]:
    """Return Diplograph's own queries and those of further folders, by name.

    Raises :class:`QuestionError` for a folder that is none, a bad header, and a name used twice.
    """
    found: dict[str, NamedQuery] = {}
    for place in (files("queries"), *folders):
        if not place.is_dir():
            raise QuestionError(f"{place}: no such folder of named queries; give a folder that holds .cypher files")
        for file in sorted((f for f in place.iterdir() if f.name.endswith(".cypher")), key=lambda f: f.name):
            query = parse(file.name.removesuffix(".cypher"), str(file), read(file))
            if query.name in found:
                other = found[query.name].path
                raise QuestionError(f"{query.path}: {other} already defines the query {query.name}; rename this file")
            found[query.name] = query
    return tuple(found[name] for name in sorted(found))


def read(file: Traversable) -> str:
    """Return the text of a query file; raises :class:`QuestionError` when it is not UTF-8."""
    try:
        return file.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise QuestionError(f"{file}: not UTF-8 at byte {error.start}; save the file as UTF-8") from None


def parse(name: str, path: str, text: str) -> NamedQuery:
    """Read one query file; raises :class:`QuestionError` with file and line."""
    lines = text.splitlines()
    end = next((i for i, line in enumerate(lines) if not line.startswith("//")), len(lines))
    rule = next((i for i, line in enumerate(lines) if line.strip() == BLOOM_RULE), None)

    def bad(line: int, reason: str) -> QuestionError:
        return QuestionError(f"{path}, line {line}: {reason}")

    values: dict[str, str] = {}
    parameters: list[Parameter] = []
    for number, line in enumerate(lines[:end], start=1):
        match = HEADER.match(line)
        if match is None:
            raise bad(number, 'a header line is "// key: value"; put other comments after the header')
        key, value = match[1], match[2]
        if key == "parameter":
            parameter = parse_parameter(value, lambda reason, n=number: bad(n, reason))  # type: ignore[misc]
            if parameter.name in (p.name for p in parameters):
                raise bad(number, f"parameter {parameter.name} is declared twice; remove one")
            parameters.append(parameter)
        elif key not in ("title", "description", "bloom"):
            raise bad(number, f'"{key}" is no header key; use title, description, parameter or bloom')
        elif key in values or not value:
            raise bad(number, f"{key} is {'given twice' if key in values else 'empty'}; give it once, with a text")
        else:
            values[key] = value
    for key in ("title", "description"):
        if key not in values:
            raise bad(end + 1, f'the header lacks a {key}; add a line "// {key}: …"')
    cypher = "\n".join(lines[end:rule]).strip()
    if not cypher:
        raise bad(end + 1, "there is no Cypher after the header; add the query")
    declared = {p.name for p in parameters}
    used = set(PLACEHOLDER.findall(cypher))
    for missing in sorted(used - declared):
        raise bad(line_of(lines, end, f"${missing}"), f'${missing} is not declared; add "// parameter: {missing} | …"')
    for idle in sorted(declared - used):
        raise bad(line_of(lines, 0, f"// parameter: {idle}"), f"parameter {idle} is not used in the query; remove it")
    bloom = None
    if (rule is None) != ("bloom" not in values):
        raise bad((rule or end) + 1, f'"// bloom: phrase" and a section "{BLOOM_RULE}" come together; add the other')
    if rule is not None:
        bloom = Bloom(values["bloom"], "\n".join(lines[rule + 1 :]).strip())
        for text_of_bloom in (bloom.phrase, bloom.cypher):
            for missing in sorted(set(PLACEHOLDER.findall(text_of_bloom)) - declared):
                raise bad(rule + 1, f'Bloom\'s ${missing} is not declared; add "// parameter: {missing} | …"')
    return NamedQuery(name, values["title"], values["description"], tuple(parameters), cypher, bloom, path)


def parse_parameter(value: str, bad: Callable[[str], QuestionError]) -> Parameter:
    """Read ``name | kind | description | default: … | example: …``."""
    name, kind, description, *rest = [part.strip() for part in value.split("|")] + [""] * 2
    if not WORD.match(name) or not description:
        raise bad("a parameter is written: name | kind | description | default: … | example: …")
    if kind not in KINDS:
        raise bad(f'"{kind}" is no kind of parameter; use one of {", ".join(KINDS)}')
    options: dict[str, str] = {}
    for part in filter(None, rest):
        key, colon, text = part.partition(":")
        if not colon or key not in ("default", "example"):
            raise bad(f'"{part}" is neither "default: …" nor "example: …"')
        options[key] = text.strip()
    if "example" not in options:
        raise bad(f'parameter {name} has no example; add "| example: …"')
    default = options.get("default")
    return Parameter(
        name, cast(Kind, kind), description, default is None, None if default == "null" else default, options["example"]
    )


def line_of(lines: list[str], start: int, text: str) -> int:
    """Return the number of the first line from ``start`` that holds a text, counted from 1."""
    return next((i for i, line in enumerate(lines[start:], start=start + 1) if text in line), start + 1)
