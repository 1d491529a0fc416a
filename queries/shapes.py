"""From a logical form to Cypher: one statement of fixed lines per focus, values only as parameters.

Policy: every statement first binds the events ``e`` that the form describes, then says what is returned of
them; so all families and all combinations of actors, subjects, places and times share a few shapes. The
text is the same for both stores. Names of relationships come from the ontology.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from ontology.vocabulary import vocabulary
from queries.form import Focus, Form

DAY = "substring(toString(e.startDate), 0, CASE e.datePrecision WHEN 'year' THEN 4 WHEN 'month' THEN 7 ELSE 10 END)"
SUMMARY = (
    f"collect(DISTINCT {DAY}) AS dates, collect(DISTINCT p.name) AS places,\n"
    "  collect(DISTINCT e.id) AS events, max(e.startDate) AS latest"
)
#: How many steps of LOCATED_IN a place may be within another.
DEPTH = 4


@dataclass(frozen=True, slots=True)
class Shape:
    """A statement with its parameters; the column ``events`` of its rows holds event ids."""

    cypher: str
    parameters: dict[str, Any]


def shape(form: Form) -> Shape:
    """Return the statement that answers a form; references hold all ids that count."""
    if form.focus == "common":
        return common(form)
    lines, parameters = bind(form)
    lines += ["WITH DISTINCT e", *condition(form, parameters, asserted=True)]
    if form.focus in ("others", "pairs"):
        known = [i for r in (*form.actors, *form.targets) for i in r.ids]
        parameters |= {"known": known} if form.focus == "others" else {}
        lines += others(form) if form.focus == "others" else pairs(form)
    elif form.focus in TAILS:
        lines += TAILS[form.focus]
    else:
        return Shape("\n".join([*lines, *listing(form)]), parameters)
    if form.pick:
        lines += ["LIMIT 1"]
    return Shape("\n".join(lines), parameters)


def unasserted(form: Form) -> Shape:
    """Return the statement that counts what a form describes but is not asserted, by factuality."""
    lines, parameters = bind(form)
    lines += ["WITH DISTINCT e", *condition(form, parameters, asserted=False)]
    lines += ["RETURN e.factuality AS factuality, count(e) AS count", "ORDER BY factuality"]
    return Shape("\n".join(lines), parameters)


def undated(form: Form) -> Shape:
    """Return the statement that counts the events that a form would hold if they had a date."""
    lines, parameters = bind(form)
    lines += ["WITH DISTINCT e", "WHERE e.factuality = 'asserted' AND e.startDate IS NULL"]
    lines += ["RETURN count(e) AS count"]
    return Shape("\n".join(lines), parameters)


def roles(form: Form, side: str) -> str:
    """Return the relationship types, as a pattern, of one side of an event."""
    every = [r.type for r in vocabulary().roles()]
    if form.family.mutual or side == "any":
        return "|".join(every)
    relationships = vocabulary().relationships
    names = ("target",) if side == "target" else ("initiator", "signatory", "participant")
    return "|".join(relationships[n].type for n in names)


def bind(form: Form) -> tuple[list[str], dict[str, Any]]:
    """Return the lines that bind ``e`` to the events of a form, dates and factuality aside."""
    parameters: dict[str, Any] = {}
    lines: list[str] = []
    event = f"(e:{form.family.label})"
    for side, references in (("actor", form.actors), ("target", form.targets)):
        for number, reference in enumerate(references, start=1):
            lines += [
                f"MATCH {event}-[:{roles(form, side)}]->({side}{number}:Entity)",
                f"WHERE {side}{number}.id IN ${side}{number}",
            ]
            parameters[f"{side}{number}"] = list(reference.ids)
    for number, reference in enumerate(form.topics, start=1):
        lines += [f"MATCH {event}-[:ABOUT]->(topic{number}:Entity)", f"WHERE topic{number}.id IN $topic{number}"]
        parameters[f"topic{number}"] = list(reference.ids)
    for number, reference in enumerate(form.places, start=1):
        lines += [
            f"MATCH {event}-[:PLACE]->(:Place)-[:LOCATED_IN*0..{DEPTH}]->(place{number}:Entity)",
            f"WHERE place{number}.id IN $place{number}",
        ]
        parameters[f"place{number}"] = list(reference.ids)
    return lines or [f"MATCH {event}"], parameters


def condition(form: Form, parameters: dict[str, Any], *, asserted: bool) -> list[str]:
    """Return the WHERE line on factuality, code and time, and add its parameters."""
    tests = [f"e.factuality {'=' if asserted else '<>'} 'asserted'"]
    if form.family.code:
        tests.append("e.eventCode = $code")
        parameters["code"] = form.family.code
    if form.action:
        tests.append("e.treatyAction = $action")
        parameters["action"] = form.action
    if form.interval and form.interval.first:
        tests.append("coalesce(e.endDate, e.startDate) >= $first")
        parameters["first"] = form.interval.first
    if form.interval and form.interval.end:
        tests.append("e.startDate < $end")
        parameters["end"] = form.interval.end
    if form.pick and asserted:
        tests.append("e.startDate IS NOT NULL")
    return ["WHERE " + "\n  AND ".join(tests)]


def others(form: Form) -> list[str]:
    """Return the lines that list the other side of the events."""
    side = "any" if form.family.mutual else "actor" if form.targets else "target"
    return [
        f"MATCH (e)-[:{roles(form, side)}]->(b:Actor)",
        "WHERE NOT b.id IN $known",
        "  AND NOT EXISTS { MATCH (k:Entity)-[:REPRESENTS]->(b) WHERE k.id IN $known }",
        *kind(form, "b"),
        "OPTIONAL MATCH (e)-[:PLACE]->(p:Place)",
        f"WITH b, {SUMMARY}",
        f"ORDER BY {newest(form)}, b.name, b.id",
        "RETURN b.name AS who, b.countryCodes AS countries, dates, places, events",
    ]


def pairs(form: Form) -> list[str]:
    """Return the lines that list who did it with whom, or to whom."""
    if form.family.mutual:
        lines = [
            f"MATCH (a:Actor)<-[:{roles(form, 'any')}]-(e)-[:{roles(form, 'any')}]->(b:Actor)",
            "WHERE a.id < b.id",
            "  AND NOT EXISTS { (a)-[:REPRESENTS]->(b) } AND NOT EXISTS { (b)-[:REPRESENTS]->(a) }",
            *[f"  AND a:{form.kind} AND b:{form.kind}" for _ in range(form.kind is not None)],
        ]
    else:
        lines = [f"MATCH (a:Actor)<-[:{roles(form, 'actor')}]-(e)-[:{roles(form, 'target')}]->(b:Actor)"]
    return [
        *lines,
        "OPTIONAL MATCH (e)-[:PLACE]->(p:Place)",
        f"WITH a, b, {SUMMARY}",
        f"ORDER BY {newest(form)}, a.name, b.name, a.id, b.id",
        "RETURN a.name AS who, b.name AS whom, dates, places, events",
    ]


def newest(form: Form, value: str = "latest") -> str:
    """Return the order that puts the latest first, or the earliest where that is asked."""
    return f"coalesce(toString({value}), '') {'ASC' if form.pick == 'first' else 'DESC'}"


def kind(form: Form, variable: str) -> list[str]:
    """Return the line that keeps actors of one label only."""
    return [f"  AND {variable}:{form.kind}"] if form.kind else []


def common(form: Form) -> Shape:
    """Return the statement that lists who shares events with each of two actors."""
    lines: list[str] = []
    parameters: dict[str, Any] = {"known": [i for r in form.actors for i in r.ids]}
    any_role = roles(form, "any")
    for number, actor in enumerate(form.actors, start=1):
        one = Form(form.family, "others", (), (), form.topics, form.places, form.interval)
        bound, own = bind(one)
        lines += [
            *(bound if form.topics or form.places else []),
            f"MATCH (e:{form.family.label})-[:{any_role}]->(actor{number}:Entity)",
            f"WHERE actor{number}.id IN $actor{number}",
            f"MATCH (e)-[:{any_role}]->(b:Actor)",
            f"WITH DISTINCT e, b{', events1' if number == 2 else ''}",
            *condition(one, own, asserted=True),
            "  AND NOT b.id IN $known",
            *kind(form, "b"),
            f"WITH b, {'events1, ' if number == 2 else ''}collect(DISTINCT e.id) AS events{number}",
        ]
        parameters |= own | {f"actor{number}": list(actor.ids)}
    lines += [
        "RETURN b.name AS who, b.countryCodes AS countries, size(events1) AS first, size(events2) AS second,",
        "       events1 + [x IN events2 WHERE NOT x IN events1] AS events",
        "ORDER BY first + second DESC, who",
    ]
    return Shape("\n".join(lines), parameters)


def listing(form: Form) -> list[str]:
    """Return the lines that list single events."""
    return [
        f"ORDER BY {newest(form, 'e.startDate')}, e.id",
        *["LIMIT 1" for _ in range(form.pick is not None)],
        f"OPTIONAL MATCH (e)-[:{roles(form, 'any')}]->(a:Actor)",
        "WITH e, collect(DISTINCT a.name) AS who",
        "OPTIONAL MATCH (e)-[:PLACE]->(p:Place)",
        "WITH e, who, collect(DISTINCT p.name) AS places",
        "OPTIONAL MATCH (e)-[:ABOUT]->(t:Entity)",
        "WITH e, who, places, collect(DISTINCT t.name) AS about",
        f"ORDER BY {newest(form, 'e.startDate')}, e.id",
        f"RETURN {DAY} AS date, who, about, places, [e.id] AS events",
    ]


#: The rest of the statements that need nothing of the form but its events.
TAILS: dict[Focus, Sequence[str]] = {
    "topics": (
        "MATCH (e)-[:ABOUT]->(t:Entity)",
        f"WITH t, collect(DISTINCT {DAY}) AS dates, collect(DISTINCT e.id) AS events",
        "ORDER BY size(events) DESC, t.name, t.id",
        "RETURN t.name AS about, dates, events",
    ),
    "count": (
        "WITH collect(e.id) AS events, count(e) AS count, min(e.startDate) AS first, max(e.startDate) AS last",
        "WHERE count > 0",
        "RETURN count, first, last, events",
    ),
    "months": (
        "WITH e WHERE e.startDate IS NOT NULL AND e.datePrecision <> 'year'",
        "RETURN substring(toString(e.startDate), 0, 7) AS month, count(e) AS count, collect(e.id) AS events",
        "ORDER BY month",
    ),
}
