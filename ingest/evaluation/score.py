"""Count what agrees between gold facts and extracted facts.

Policy: everything is end to end. What belongs to an event that was not found counts as missing, and what
belongs to an event that should not be there counts as extra; nothing is measured on gold triggers. Only
factuality is measured on the events that were found, because every event has one.

========== =======================================================================================
group      what is counted
========== =======================================================================================
event      ``found``: events with a partner (:mod:`ingest.evaluation.match`); ``class``: whose
           ontology class is right; ``type``: whose PLOVER type is right; ``class and type``: both
class      events by ontology class, right when the partner has the same
type       events by PLOVER type, right when the partner has the same
role       participants by role, right when role and name agree; ``any role`` ignores the role
country    country codes by role, once per event, right when role and code agree; what the gold file
           leaves out is not judged; likewise ``sector``
attribute  ``about``, ``place``, ``time`` (first day, last day and precision, exactly), ``claimed by``,
           ``fatalities``
factuality events found, by factuality
office     persons with role and organization, right when all three agree
node       ``merged spellings``: pairs of spellings of one entity, right when one node, and only one,
           carries both; a node that carries spellings of two entities counts as wrong pairs
========== =======================================================================================
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import combinations
from typing import Literal

from ingest.evaluation.findings import Finding, findings
from ingest.evaluation.gold import GoldArticle, GoldEntity, GoldEvent
from ingest.evaluation.match import (
    Matching,
    agreeing,
    fatalities,
    fold,
    folded,
    match,
    matched_offices,
    named,
    right_place,
    time_of,
)
from ontology.facts import ROLES, Entity, Event, Facts, Participant

Key = tuple[str, str]
Code = Literal["country", "sector"]
CODES: tuple[Code, ...] = ("country", "sector")


@dataclass(frozen=True, slots=True)
class Tally:
    """How many are in the gold facts, how many were extracted, and how many of those are right."""

    gold: int = 0
    predicted: int = 0
    correct: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(self.gold + other.gold, self.predicted + other.predicted, self.correct + other.correct)

    @property
    def precision(self) -> float | None:
        """Return the share of the extracted that is right; None when nothing was extracted."""
        return self.correct / self.predicted if self.predicted else None

    @property
    def recall(self) -> float | None:
        """Return the share of the gold facts that was extracted; None when there are none."""
        return self.correct / self.gold if self.gold else None

    @property
    def f1(self) -> float | None:
        """Return the harmonic mean of precision and recall; None when there is nothing at all."""
        both = self.gold + self.predicted
        return 2 * self.correct / both if both else None


@dataclass(frozen=True, slots=True)
class Score:
    """Tallies by group and name, and the differences behind them; scores of articles add up."""

    tallies: Mapping[Key, Tally] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()

    def __add__(self, other: Score) -> Score:
        keys = {**self.tallies, **other.tallies}
        sums = {k: self.tallies.get(k, Tally()) + other.tallies.get(k, Tally()) for k in keys}
        return Score(sums, self.findings + other.findings)


@dataclass(frozen=True, slots=True)
class Side:
    """One gold event and one extracted event side by side; None where there is no partner."""

    gold: GoldEvent | None
    event: Event | None

    @property
    def participants(self) -> tuple[tuple[Participant, ...], tuple[tuple[str, GoldEntity], ...]]:
        """Return the extracted and the gold participants."""
        return self.event.participants if self.event else (), self.gold.participants if self.gold else ()


class Counts:
    """Counters of gold, extracted and right items by group and name."""

    def __init__(self) -> None:
        self.gold: Counter[Key] = Counter()
        self.predicted: Counter[Key] = Counter()
        self.correct: Counter[Key] = Counter()

    def add(self, key: Key, gold: int, predicted: int, correct: int) -> None:
        """Count items of one kind."""
        self.gold[key] += gold
        self.predicted[key] += predicted
        self.correct[key] += correct

    def tallies(self) -> dict[Key, Tally]:
        """Return the counters as tallies, in the order of first use, without empty ones."""
        return {
            k: Tally(self.gold[k], self.predicted[k], self.correct[k])
            for k in self.gold
            if self.gold[k] or self.predicted[k]
        }


def compare(gold: GoldArticle, facts: Facts) -> Score:
    """Compare the Facts of one article with its gold facts."""
    entities = {e.id: e for e in facts.entities}
    matching = match(gold.events, facts.events, entities)
    sides = [
        *(Side(p.gold, p.event) for p in matching.pairs),
        *(Side(g, None) for g in matching.missing),
        *(Side(None, e) for e in matching.extra),
    ]
    counts = Counts()
    count_events(counts, matching, sides)
    for side in sides:
        count_participants(counts, side, entities)
        count_attributes(counts, side, entities)
    for pair in matching.pairs:
        wanted, found = pair.gold.factuality, pair.event.factuality
        for value in dict.fromkeys((wanted, found)):
            counts.add(("factuality", value), wanted == value, found == value, wanted == found)
    offices = matched_offices(gold, facts, entities)
    counts.add(("office", "person, role, organization"), len(gold.offices), len(facts.tenures), len(offices))
    counts.add(("node", "merged spellings"), *merges(gold, facts))
    return Score(counts.tallies(), findings(gold, facts, matching, offices))


def count_events(counts: Counts, matching: Matching, sides: Iterable[Side]) -> None:
    """Count events: found, by class and by PLOVER type."""
    pairs = matching.pairs
    golds, predicted = len(pairs) + len(matching.missing), len(pairs) + len(matching.extra)
    kinds = [p.gold.kind == p.event.kind for p in pairs]
    types = [p.gold.plover == p.event.plover for p in pairs]
    counts.add(("event", "found"), golds, predicted, len(pairs))
    counts.add(("event", "class"), golds, predicted, sum(kinds))
    counts.add(("event", "type"), golds, predicted, sum(types))
    counts.add(("event", "class and type"), golds, predicted, sum(a and b for a, b in zip(kinds, types, strict=True)))
    for side in sides:
        for group, attribute in (("class", "kind"), ("type", "plover")):
            wanted = getattr(side.gold, attribute) if side.gold else ""
            found = getattr(side.event, attribute) if side.event else ""
            for value in dict.fromkeys((wanted, found)):
                if value != "":
                    counts.add((group, value or "none"), wanted == value, found == value, wanted == found)


def count_participants(counts: Counts, side: Side, entities: Mapping[str, Entity]) -> None:
    """Count the participants of one event: names by role, and codes by role."""
    found, wanted = side.participants
    counts.add(("role", "any role"), len(wanted), len(found), len(agreeing([g for _, g in wanted], found, entities)))
    for role in ROLES:
        theirs = [p for p in found if p.role == role]
        ours = [g for r, g in wanted if r == role]
        pairs = agreeing(ours, theirs, entities)
        counts.add(("role", role), len(ours), len(theirs), len(pairs))
        for code in CODES:
            unjudged = {j for i, j in pairs if getattr(ours[i], code) is None}
            left = {getattr(g, code) for g in ours} - {None}
            right = {getattr(p, code) for j, p in enumerate(theirs) if j not in unjudged} - {None}
            counts.add((code, role), len(left), len(right), len(left & right))


def count_attributes(counts: Counts, side: Side, entities: Mapping[str, Entity]) -> None:
    """Count subject matter, place, time, claimants and fatalities of one event."""
    gold, event = side.gold, side.event
    for name, wanted, found in (
        ("about", gold.about if gold else (), event.about if event else ()),
        ("claimed by", gold.claimed_by if gold else (), event.claimed_by if event else ()),
    ):
        counts.add(("attribute", name), len(wanted), len(found), len(named(wanted, found, entities)))
    place = event.place if event else None
    counts.add(
        ("attribute", "place"),
        bool(gold and gold.places),
        place is not None,
        bool(gold and place is not None and right_place(gold, place, entities)),
    )
    ours, theirs = gold.time if gold else None, time_of(event) if event else None
    counts.add(("attribute", "time"), ours is not None, theirs is not None, ours is not None and ours == theirs)
    dead, counted = (gold.fatalities if gold else None), (fatalities(event) if event else None)
    counts.add(("attribute", "fatalities"), dead is not None, counted is not None, dead is not None and dead == counted)


def merges(gold: GoldArticle, facts: Facts) -> tuple[int, int, int]:
    """Count pairs of spellings: to be merged, merged, and rightly merged.

    Only spellings that stand in the article count.
    """
    text = gold.article.text
    spellings = [
        (number, fold(form))
        for number, entity in enumerate(gold.entities)
        for form in dict.fromkeys((entity.name, *entity.also))
        if re.search(rf"(?<!\w){re.escape(form)}(?!\w)", text)
    ]
    forms = {e.id: folded((e.name, *e.aliases)) for e in facts.entities}
    owners = [frozenset(i for i, names in forms.items() if form in names) for _, form in spellings]
    wanted = merged = right = 0
    for (a, left), (b, other) in combinations(zip(spellings, owners, strict=True), 2):
        one = a[0] == b[0]
        wanted += one
        merged += bool(left & other)
        right += one and len(left) == 1 and left == other
    return wanted, merged, right
