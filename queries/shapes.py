"""From a logical form to Cypher: one statement of fixed lines per focus, values only as parameters.

Policy: every statement first binds the events ``e`` that the form describes, then says what is returned of
them; so all families and all combinations of actors, subjects, places and times share a few shapes. The
text is the same for both stores. Names of relationships come from the ontology.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from ontology.vocabulary import vocabulary
from queries.form import Focus, Form, Reference

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
    known = [i for r in (*form.actors, *form.targets) for i in r.ids]
    if form.focus == "common":
        either = Reference("", (), tuple(known))
        lines, parameters = bind(replace(form, actors=(either,)))
        parameters |= {"one": list(form.actors[0].ids), "two": list(form.actors[1].ids)}
    else:
        lines, parameters = bind(form)
    lines += ["WITH DISTINCT e", *condition(form, parameters, asserted=True)]
    if form.focus in ("others", "common"):
        parameters["known"] = known
    if form.side:
        parameters["side"] = list(form.side.ids)
    return Shape("\n".join([*lines, *tail(form)]), parameters)


def tail(form: Form) -> Sequence[str]:
    """Return the lines that say what is returned of the events."""
    if form.focus in TAILS:
        return TAILS[form.focus]
    many = {"others": others, "pairs": pairs, "common": common}.get(form.focus)
    if many is None:
        return listing(form)
    return [*many(form), *["LIMIT 1" for _ in range(form.pick is not None)]]


def unasserted(form: Form) -> Shape:
    """Return the statement that counts what a form describes but is not asserted, by factuality."""
    lines, parameters = bind(form)
    lines += ["WITH DISTINCT e", *condition(form, parameters, asserted=False)]
    lines += ["RETURN e.factuality AS factuality, count(e) AS count", "ORDER BY factuality"]
    return Shape("\n".join(lines), parameters)


def undated(form: Form) -> Shape:
    """Return the statement that counts the events that a form would hold if they had a date."""
    timeless = replace(form, interval=None, pick=None)
    lines, parameters = bind(timeless)
    lines += ["WITH DISTINCT e", *condition(timeless, parameters, asserted=True), "  AND e.startDate IS NULL"]
    return Shape("\n".join([*lines, "RETURN count(e) AS count"]), parameters)


def mentioning(form: Form) -> Shape:
    """Return the statement that counts the events whose sentences mention the subjects without being about them."""
    lines, parameters = bind(replace(form, topics=()))
    lines += ["WITH DISTINCT e", *condition(form, parameters, asserted=True)]
    for number, reference in enumerate(form.topics, start=1):
        lines += [f"  AND {mentions(f'topic{number}')}"]
        lines += [f"  AND NOT EXISTS {{ MATCH (e)-[:ABOUT]->(t:Entity) WHERE t.id IN $topic{number} }}"]
        parameters[f"topic{number}"] = list(reference.ids)
    return Shape("\n".join([*lines, "RETURN count(e) AS count"]), parameters)


def roles(form: Form, side: str) -> str:
    """Return the relationship types, as a pattern, of one side of an event."""
    every = [r.type for r in vocabulary().roles()]
    if form.family.mutual or side == "any":
        return "|".join(every)
    relationships = vocabulary().relationships
    names = form.family.patient if side == "target" else form.family.agent
    return "|".join(relationships[n].type for n in names)


def bind(form: Form) -> tuple[list[str], dict[str, Any]]:
    """Return the lines that bind ``e`` to the events of a form, dates and factuality aside."""
    parameters: dict[str, Any] = {}
    lines: list[str] = []
    event = f"(e:{form.family.label})"
    between = len(form.actors) > 1
    for side, references in (("actor", form.actors), ("target", form.targets)):
        for number, reference in enumerate(references, start=1):
            lines += [
                f"MATCH {event}-[:{roles(form, 'any' if between else side)}]->({side}{number}:Entity)",
                f"WHERE {side}{number}.id IN ${side}{number}",
            ]
            parameters[f"{side}{number}"] = list(reference.ids)
    for number, reference in enumerate(form.topics, start=1):
        lines += concerning(form, f"topic{number}")
        parameters[f"topic{number}"] = list(reference.ids)
    for number, reference in enumerate(form.places, start=1):
        lines += [
            f"MATCH {event}-[:PLACE]->(:Place)-[:LOCATED_IN*0..{DEPTH}]->(place{number}:Entity)",
            f"WHERE place{number}.id IN $place{number}",
        ]
        parameters[f"place{number}"] = list(reference.ids)
    return lines or [f"MATCH {event}"], parameters


def concerning(form: Form, name: str) -> list[str]:
    """Return the lines that bind events to a subject.

    What somebody says concerns also whom it is addressed to and what its sentence mentions.
    """
    event = f"(e:{form.family.label})"
    if form.family.label != "PublicStatement":
        return [f"MATCH {event}-[:ABOUT]->({name}:Entity)", f"WHERE {name}.id IN ${name}"]
    return [
        f"MATCH {event}",
        f"WHERE EXISTS {{ MATCH (e)-[:ABOUT|TARGET]->(t:Entity) WHERE t.id IN ${name} }}",
        f"  OR {mentions(name)}",
    ]


def mentions(name: str) -> str:
    """Return the test that a sentence of the event mentions one of the entities of a parameter."""
    return f"EXISTS {{ MATCH (e)<-[:EVIDENCE_FOR]-(:Evidence)-[:MENTIONS]->(t:Entity) WHERE t.id IN ${name} }}"


def condition(form: Form, parameters: dict[str, Any], *, asserted: bool) -> list[str]:
    """Return the WHERE line on factuality, code and time, and add its parameters."""
    tests = [f"e.factuality {'=' if asserted else '<>'} 'asserted'"]
    if form.family.code:
        tests.append("e.eventCode = $code")
        parameters["code"] = form.family.code
    if form.family.action:
        tests.append("e.treatyAction = $action")
        parameters["action"] = form.family.action
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
    side = "any" if form.family.mutual else "target" if form.actors else "actor"
    return [
        *asked(form, f"MATCH (e)-[:{roles(form, side)}]->"),
        "WHERE NOT b.id IN $known",
        "  AND NOT EXISTS { MATCH (k:Entity)-[:REPRESENTS]->(b) WHERE k.id IN $known }",
        *["  AND b0.id IN $side" for _ in range(form.side is not None)],
        "OPTIONAL MATCH (e)-[:PLACE]->(p:Place)",
        f"WITH b, {SUMMARY}",
        f"ORDER BY {newest(form)}, b.name, b.id",
        "RETURN b.name AS who, b.countryCodes AS countries, dates, places, events",
    ]


def asked(form: Form, match: str) -> list[str]:
    """Return the lines that bind ``b`` to those asked for, of the label asked for, through who took part (``b0``).

    A country is in it through whoever acts for it.
    """
    if form.kind == "Country":
        return [f"{match}(b0:Actor)", "MATCH (b0)-[:REPRESENTS*0..2]->(b:Country)"]
    return [f"{match}(b0:{form.kind or 'Actor'})", "WITH e, b0, b0 AS b"]


def pairs(form: Form) -> list[str]:
    """Return the lines that list who did it with whom, or to whom."""
    one, other = (roles(form, side) for side in ("actor", "target"))
    lines = [f"MATCH (a0:Actor)<-[:{one}]-(e)-[:{other}]->(b0:Actor)"]
    if form.kind == "Country":
        lines += [f"MATCH ({v}0)-[:REPRESENTS*0..2]->({v}:Country)" for v in "ab"]
    else:
        lines += ["WITH e, a0, b0, a0 AS a, b0 AS b"]
    tests = ["a.id < b.id" if form.family.mutual else "a.id <> b.id"]
    if form.family.mutual:
        tests += ["NOT EXISTS { (a)-[:REPRESENTS]->(b) }", "NOT EXISTS { (b)-[:REPRESENTS]->(a) }"]
    if form.kind and form.kind != "Country":
        tests += [f"a:{form.kind}", f"b:{form.kind}"]
    if form.side:
        tests += ["(a0.id IN $side OR b0.id IN $side)"]
    return [
        *lines,
        "WHERE " + "\n  AND ".join(tests),
        "OPTIONAL MATCH (e)-[:PLACE]->(p:Place)",
        f"WITH a, b, {SUMMARY}",
        f"ORDER BY {newest(form)}, a.name, b.name, a.id, b.id",
        "RETURN a.name AS who, b.name AS whom, dates, places, events",
    ]


def newest(form: Form, value: str = "latest") -> str:
    """Return the order that puts the latest first, or the earliest where that is asked."""
    return f"coalesce(toString({value}), '') {'ASC' if form.pick == 'first' else 'DESC'}"


def common(form: Form) -> list[str]:
    """Return the lines that list who shares events with each of two actors."""
    shared = (
        f"EXISTS {{ MATCH (e)-[:{roles(form, 'any')}]->(x:Entity) WHERE x.id IN ${n} }} AS with_{n}"
        for n in ("one", "two")
    )
    return [
        *asked(form, f"MATCH (e)-[:{roles(form, 'any')}]->"),
        "WHERE NOT b.id IN $known",
        *["  AND b0.id IN $side" for _ in range(form.side is not None)],
        f"WITH DISTINCT e, b, {', '.join(shared)}",
        "WITH b, collect(CASE WHEN with_one THEN e.id END) AS events1,",
        "  collect(CASE WHEN with_two THEN e.id END) AS events2",
        "WHERE size(events1) > 0 AND size(events2) > 0",
        "RETURN b.name AS who, b.countryCodes AS countries, size(events1) AS first, size(events2) AS second,",
        "       events1 + [x IN events2 WHERE NOT x IN events1] AS events",
        "ORDER BY first + second DESC, who",
    ]


def listing(form: Form) -> list[str]:
    """Return the lines that list single events, with what is asked in the first column."""
    where = form.focus == "where"
    day = f"{'places, ' if where else ''}{DAY} AS date"
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
        f"RETURN {day}, e.name AS event, who, about, {'' if where else 'places, '}[e.id] AS events",
    ]


#: The lines that count one toll once: the same number of dead in one place, on one day or none, is the same
#: attack told again. A place that is not known is no reason to think so.
TOLL = (
    "WITH coalesce(place, e.id) AS place, coalesce(e.fatalities, -1) AS toll, collect(e.id) AS ids,",
    "  count(e) AS reports, count(DISTINCT e.startDate) AS dated,",
    "  max(coalesce(e.fatalities, 0)) AS dead, max(coalesce(e.injured, 0)) AS hurt",
    "WITH ids, reports, dead, hurt, CASE WHEN dated > 1 THEN dated ELSE 1 END AS days,",
    "  CASE WHEN toll < 0 THEN reports ELSE 0 END AS unstated",
)

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
    "casualties": (
        "OPTIONAL MATCH (e)-[:PLACE]->(p:Place)",
        "WITH e, min(p.id) AS place",
        *TOLL,
        "WITH sum(dead * days) AS fatalities, sum(hurt * days) AS injured, sum(reports) AS count,",
        "  max(dead) AS deadliest, sum(unstated) AS unstated, collect(ids) AS lists",
        "WHERE count > 0",
        "UNWIND lists AS ids",
        "UNWIND ids AS id",
        "RETURN fatalities, injured, count, deadliest, unstated, collect(id) AS events",
    ),
    "months": (
        "WITH e WHERE e.startDate IS NOT NULL AND e.datePrecision <> 'year'",
        "RETURN substring(toString(e.startDate), 0, 7) AS month, count(e) AS count, collect(e.id) AS events",
        "ORDER BY month",
    ),
}
