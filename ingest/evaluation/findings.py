"""What differs between gold facts and extracted facts, in words, for ``--errors``.

Policy: one line a difference, each with the sentence where it is to be seen. A difference inside an
event is told only when both sides are the same event.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ingest.evaluation.gold import GoldArticle, GoldEntity, GoldEvent, GoldTime
from ingest.evaluation.match import Matching, Pair, agreeing, fatalities, named, overlap, right_place, time_of
from ontology.facts import ROLES, Entity, Event, Facts, Span

#: Where a sentence may begin, roughly: enough to show it to a reader.
BOUNDARY = re.compile(r"(?<=[.!?])[\"”’')]*\s+(?=[\"“‘'(]?[A-Z0-9])|\n+")


@dataclass(frozen=True, slots=True)
class Finding:
    """One difference: ``sentence`` is where in the article it is to be seen."""

    article: str
    kind: str
    detail: str
    sentence: str


def findings(
    gold: GoldArticle, facts: Facts, matching: Matching, offices: Sequence[tuple[int, int]]
) -> tuple[Finding, ...]:
    """List the differences of one article: missing and extra events, what differs in the others, offices."""
    entities = {e.id: e for e in facts.entities}
    name, text = gold.article.id, gold.article.text
    found = [
        *(Finding(name, "missing event", told(g), sentence_at(text, g.triggers[0])) for g in matching.missing),
        *(Finding(name, "extra event", reported(e, entities), e.evidence[0].sentence.text) for e in matching.extra),
    ]
    for pair in matching.pairs:
        sentence = sentence_at(text, shared(pair))
        found += [Finding(name, *each, sentence) for each in differences(pair, entities)]
    missing = set(range(len(gold.offices))) - {i for i, _ in offices}
    extra = set(range(len(facts.tenures))) - {j for _, j in offices}
    for i in sorted(missing):
        office = gold.offices[i]
        detail = f"{office.person.name}, {office.role}, {office.organization.name}"
        found.append(Finding(name, "missing office", detail, sentence_at(text, named_at(text, office.person))))
    for j in sorted(extra):
        tenure = facts.tenures[j]
        detail = f"{title(tenure.holder, entities)}, {tenure.role}, {title(tenure.organization, entities)}"
        sentence = tenure.evidence[0].sentence.text if tenure.evidence else ""
        found.append(Finding(name, "extra office", detail, sentence))
    return tuple(found)


def differences(pair: Pair, entities: Mapping[str, Entity]) -> Iterator[tuple[str, str]]:
    """Yield what differs inside a matched event, as kind and detail."""
    gold, event = pair.gold, pair.event
    trigger = f"{gold.triggers[0].text!r}: "
    if (gold.kind, gold.plover) != (event.kind, event.plover):
        yield "class", f"{trigger}{event.kind} {event.plover}, not {gold.kind} {gold.plover}"
    for role in ROLES:
        ours = [g for r, g in gold.participants if r == role]
        theirs = [p for p in event.participants if p.role == role]
        pairs = agreeing(ours, theirs, entities)
        lacking = [g.name for i, g in enumerate(ours) if i not in {a for a, _ in pairs}]
        surplus = [title(p.entity, entities) for j, p in enumerate(theirs) if j not in {b for _, b in pairs}]
        if lacking or surplus:
            yield "role", f"{trigger}{role}{contrast(lacking, surplus)}"
        for i, j in pairs:
            for code in ("country", "sector"):
                wanted, found = getattr(ours[i], code), getattr(theirs[j], code)
                if wanted and found != wanted:
                    yield code, f"{trigger}{ours[i].name} acts for {found}, not {wanted}"
    yield from ((k, f"{trigger}{d.lstrip()}") for k, d in listed(gold, event, entities))
    if event.place is None:
        if gold.places:
            yield "place", f"{trigger}no {gold.places[0].name}"
    elif not right_place(gold, event.place, entities):
        yield "place", f"{trigger}{title(event.place, entities)}, not {gold.places[0].name if gold.places else 'any'}"
    if gold.time != time_of(event):
        yield "time", f"{trigger}{written(time_of(event))}, not {written(gold.time)}"
    if gold.factuality != event.factuality:
        yield "factuality", f"{trigger}{event.factuality}, not {gold.factuality}"
    if gold.fatalities != fatalities(event):
        yield "fatalities", f"{trigger}{fatalities(event)}, not {gold.fatalities}"


def listed(gold: GoldEvent, event: Event, entities: Mapping[str, Entity]) -> Iterator[tuple[str, str]]:
    """Yield how subject matter and claimants differ."""
    sides: tuple[tuple[str, tuple[GoldEntity, ...], tuple[str, ...]], ...] = (
        ("about", gold.about, event.about),
        ("claimed by", gold.claimed_by, event.claimed_by),
    )
    for kind, ours, theirs in sides:
        agreed = named(ours, theirs, entities)
        lacking = [g.name for g in ours if g not in agreed]
        surplus = [title(i, entities) for i in theirs if not any(named([g], [i], entities) for g in agreed)]
        if lacking or surplus:
            yield kind, contrast(lacking, surplus)


def contrast(lacking: Iterable[str], surplus: Iterable[str]) -> str:
    """Write what is lacking and what is too much."""
    return "".join([*(f" -{name}" for name in lacking), *(f" +{name}" for name in surplus)])


def told(gold: GoldEvent) -> str:
    """Write a gold event in one line."""
    roles = ", ".join(f"{role} {entity.name}" for role, entity in gold.participants)
    return f"{gold.triggers[0].text!r}: {gold.kind} {gold.plover} ({roles})"


def reported(event: Event, entities: Mapping[str, Entity]) -> str:
    """Write an extracted event in one line, with the construction that found it."""
    first = event.evidence[0]
    roles = ", ".join(f"{p.role} {title(p.entity, entities)}" for p in event.participants)
    return f"{first.trigger.text!r}: {event.kind} {event.plover} ({roles}) by {first.construction}"


def title(entity: str, entities: Mapping[str, Entity]) -> str:
    """Return the name of an entity, or its id when the Facts do not list it."""
    return entities[entity].name if entity in entities else entity


def written(time: GoldTime | None) -> str:
    """Write days as gold files do."""
    if time is None:
        return "none"
    length = {"day": 10, "month": 7, "year": 4}[time.precision]
    first, last = time.start.isoformat()[:length], time.end.isoformat()[:length]
    return first if first == last else f"{first}/{last}"


def shared(pair: Pair) -> Span:
    """Return the gold trigger that the extracted event answers."""
    spans = [e.sentence for e in pair.event.evidence]
    return next((t for t in pair.gold.triggers if any(overlap(t, s) for s in spans)), pair.gold.triggers[0])


def named_at(text: str, entity: GoldEntity) -> Span:
    """Return where a text first names an entity; its beginning when it never does."""
    form = next((f for f in entity.forms if f in text), "")
    begin = text.find(form)
    return Span(form, begin, begin + len(form))


def sentence_at(text: str, span: Span) -> str:
    """Return the sentence around a span."""
    begin = max((m.end() for m in BOUNDARY.finditer(text) if m.end() <= span.begin), default=0)
    end = min((m.start() for m in BOUNDARY.finditer(text) if m.start() >= span.end), default=len(text))
    return text[begin:end]
