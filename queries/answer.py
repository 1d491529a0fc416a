"""A question answered from a graph: read, restated, asked, and given back with the sentences.

Policy: one of four things comes out, and each says so: rows with their evidence; "none found", which is
not "no" and names what was looked for; "ambiguous" with the choices; "not understood" with the reason and
the words. What is planned, requested, denied or possible is no answer and is counted in a note.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING, Any, Literal

from queries.evidence import Citation, behind, citations
from queries.form import Form, Reference, Refusal
from queries.lexicon import entries
from queries.names import agents, known
from queries.reader import read
from queries.returns import columns
from queries.shapes import mentioning, shape, unasserted, undated
from queries.wording import restate
from queries.words import split

if TYPE_CHECKING:
    from graph.store import GraphStore

Status = Literal["answered", "none found", "not understood", "ambiguous"]


@dataclass(frozen=True, slots=True)
class Row:
    """One row of an answer and the sentences behind it."""

    values: Mapping[str, Any]
    evidence: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of a question.

    ``understood`` is the question restated, or the reason why it was not read. ``unread`` are the words
    that were not used. ``notes`` say what the rows leave out.
    """

    question: str
    understood: str
    status: Status
    columns: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()
    cypher: str | None = None
    parameters: Mapping[str, Any] = field(default_factory=dict)
    unread: tuple[str, ...] = ()
    choices: tuple[Mapping[str, Any], ...] = ()
    notes: tuple[str, ...] = ()

    def record(self) -> dict[str, Any]:
        """Return the answer as ``diplograph ask --format json`` writes it."""
        return {
            "question": self.question,
            "understood": self.understood,
            "status": self.status,
            "columns": list(self.columns),
            "rows": [{**row.values, "evidence": [c.record() for c in row.evidence]} for row in self.rows],
            "cypher": self.cypher,
            "parameters": dict(self.parameters),
            "unread": list(self.unread),
            "choices": [dict(c) for c in self.choices],
        }


def ask(store: GraphStore, question: str, today: date) -> Answer:
    """Answer an English question; ``today`` is what "last month" is counted from."""
    words = split(question)
    searched = [w.text for w in words if not w.identifier and ((w.key,) not in entries() or w.text.isupper())]
    names = known(store, searched, [w.text for w in words if w.identifier])
    reading = read(question, names, today)
    if isinstance(reading, Refusal):
        status: Status = "ambiguous" if reading.choices else "not understood"
        return Answer(question, reading.reason, status, unread=reading.unread, choices=reading.choices)
    form = widen(store, reading.form)
    asked = shape(form)
    found = store.read(asked.cypher, asked.parameters)
    subjects = [i for r in (*form.topics, *form.actors, *form.targets) for i in r.ids]
    cited = citations(store, (e for row in found.dicts() for e in row["events"]), subjects)
    rows = tuple(Row(row, behind(row["events"], cited)) for row in map(tidy, found.dicts()))
    return Answer(
        question,
        restate(form),
        "answered" if rows else "none found",
        columns(asked.cypher),
        rows,
        asked.cypher,
        asked.parameters,
        reading.unread,
        notes=notes(store, form, bool(rows)),
    )


def widen(store: GraphStore, form: Form) -> Form:
    """Let those count who act for the actors; nobody counts for one actor who is named as another."""
    named = {i for r in (*form.actors, *form.targets) for i in r.ids}

    def wide(reference: Reference) -> Reference:
        if not reference.acting:
            return reference
        more = tuple(i for i in agents(store, reference.ids) if i not in named)
        return replace(reference, ids=reference.ids + more)

    return replace(
        form,
        actors=tuple(map(wide, form.actors)),
        targets=tuple(map(wide, form.targets)),
        side=form.side and wide(form.side),
    )


def tidy(row: Mapping[str, Any]) -> dict[str, Any]:
    """Sort the lists of a row, as stores return them in any order."""
    return {k: sorted(v) if isinstance(v, list) else v for k, v in row.items()}


def notes(store: GraphStore, form: Form, found: bool) -> tuple[str, ...]:
    """Say what the rows leave out: events that are not asserted, and events without a date."""
    said = []
    if form.focus != "common":
        left = unasserted(form)
        counts = [f"{count} {kind}" for kind, count in store.read(left.cypher, left.parameters).rows]
        if counts:
            said.append(f"Not counted: {', '.join(counts)} (see: diplograph query unconfirmed).")
        if form.interval:
            left = undated(form)
            if number := store.read(left.cypher, left.parameters).rows[0][0]:
                said.append(f"Not counted: {number} without a date.")
        if form.topics and form.family.label != "PublicStatement":
            left = mentioning(form)
            if number := store.read(left.cypher, left.parameters).rows[0][0]:
                said.append(f"Not counted: {number} whose sentences only mention the subject.")
    if form.focus == "casualties":
        said.append("The same number of dead in one place, on one day or on none, counts once.")
    if not found:
        said.append("None found is not no: the articles in this graph do not say so.")
    return tuple(said)
