"""Which extracted event is which gold event, and whether two names mean the same.

Policy: an extracted event may answer a gold event when one of its triggers overlaps a gold trigger, or
when one of its sentences contains a gold trigger and class and PLOVER type are both right. Each answers
at most one. Pairs are taken best first: an overlapping trigger counts most, then the class, then the
type, then how many participants agree; ties go to the earlier event. Best first need not find the
largest total, but the trigger decides nearly all pairs, and it can be followed by eye, which an optimal
assignment cannot.

Names agree when one of their forms is the same after folding: case, accents, punctuation, leading
articles and possessives do not count. The phrase for a group of people or a topic ("18 Cambodian
soldiers", "offensive in the north") also agrees with a shorter one that has the same head ("Cambodian
soldiers", "offensive").
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from ingest.evaluation.gold import GoldArticle, GoldEntity, GoldEvent, GoldTime
from ontology.facts import Entity, Event, Facts, Participant, Span

LEADING = frozenset(("the", "a", "an", "his", "her", "its", "their", "our", "some", "sheikh", "mr", "mrs", "ms"))
PREPOSITIONS = frozenset(("of", "in", "on", "for", "by", "at", "with", "from", "to", "between", "against", "over"))
#: Labels of entities that are named by a phrase, which may be cut longer or shorter.
PHRASES = frozenset(("Group", "Topic"))


@dataclass(frozen=True, slots=True)
class Pair:
    """A gold event and the extracted event that answers it."""

    gold: GoldEvent
    event: Event


@dataclass(frozen=True, slots=True)
class Matching:
    """The pairs of one article, in order of the text, and what has no partner."""

    pairs: tuple[Pair, ...]
    missing: tuple[GoldEvent, ...]
    extra: tuple[Event, ...]


def match(golds: Sequence[GoldEvent], events: Sequence[Event], entities: Mapping[str, Entity]) -> Matching:
    """Pair gold events with extracted events, one to one, best pair first."""
    ranked = sorted(
        (-rank, i, j)
        for i, gold in enumerate(golds)
        for j, event in enumerate(events)
        if (rank := score(gold, event, entities)) > 0
    )
    by_gold: dict[int, int] = {}
    taken: set[int] = set()
    for _, i, j in ranked:
        if i not in by_gold and j not in taken:
            by_gold[i] = j
            taken.add(j)
    return Matching(
        tuple(Pair(gold, events[by_gold[i]]) for i, gold in enumerate(golds) if i in by_gold),
        tuple(gold for i, gold in enumerate(golds) if i not in by_gold),
        tuple(event for j, event in enumerate(events) if j not in taken),
    )


def score(gold: GoldEvent, event: Event, entities: Mapping[str, Entity]) -> float:
    """Say how well an extracted event answers a gold event; 0 when it cannot."""
    spans = [(e.trigger, e.sentence) for e in event.evidence]
    touches = any(overlap(t, found) for t in gold.triggers for found, _ in spans)
    right = (event.kind == gold.kind, event.plover == gold.plover)
    if not touches and not (all(right) and any(overlap(t, s) for t in gold.triggers for _, s in spans)):
        return 0.0
    agreed = len(agreeing([g for _, g in gold.participants], event.participants, entities))
    most = max(len(gold.participants), len(event.participants), 1)
    return 8.0 * touches + 4.0 * right[0] + 2.0 * right[1] + agreed / most


def overlap(a: Span, b: Span) -> bool:
    """Say whether two spans share a character."""
    return a.begin < b.end and b.begin < a.end


def agreeing(
    golds: Sequence[GoldEntity], participants: Sequence[Participant], entities: Mapping[str, Entity]
) -> list[tuple[int, int]]:
    """Pair gold entities with participants that mean the same, one to one, in order; return their positions."""
    pairs: list[tuple[int, int]] = []
    for i, gold in enumerate(golds):
        for j, participant in enumerate(participants):
            if j not in {q for _, q in pairs} and same(gold, entities.get(participant.entity), participant.mention):
                pairs.append((i, j))
                break
    return pairs


def same(gold: GoldEntity, entity: Entity | None, mention: Span | None = None) -> bool:
    """Say whether an extracted entity is the one that the gold file names."""
    forms = [] if entity is None else [entity.name, *entity.aliases]
    if mention is not None:
        forms.append(mention.text)
    wanted, found = folded(gold.forms), folded(forms)
    if wanted & found:
        return True
    return gold.label in PHRASES and any(shortened(a, b) for a in wanted for b in found)


def named(wanted: Iterable[GoldEntity], found: Iterable[str], entities: Mapping[str, Entity]) -> list[GoldEntity]:
    """Return the gold entities that are among the extracted ones; each of these answers one."""
    left = list(found)
    agreed: list[GoldEntity] = []
    for gold in wanted:
        partner = next((i for i in left if same(gold, entities.get(i))), None)
        if partner is not None:
            left.remove(partner)
            agreed.append(gold)
    return agreed


def right_place(gold: GoldEvent, place: str, entities: Mapping[str, Entity]) -> bool:
    """Say whether an extracted place is one of the gold places."""
    return any(same(g, entities.get(place)) for g in gold.places)


def time_of(event: Event) -> GoldTime | None:
    """Return the days of an extracted event as gold files write them."""
    if event.start is None or event.precision is None:
        return None
    return GoldTime(event.start, event.end or event.start, event.precision)


def fatalities(event: Event) -> int | None:
    """Return the first count of deaths that the evidence of an event gives."""
    return next((e.fatalities for e in event.evidence if e.fatalities is not None), None)


def matched_offices(gold: GoldArticle, facts: Facts, entities: Mapping[str, Entity]) -> list[tuple[int, int]]:
    """Return the positions of gold offices and tenures that agree, one to one, in order."""
    pairs: list[tuple[int, int]] = []
    for i, office in enumerate(gold.offices):
        for j, tenure in enumerate(facts.tenures):
            if (
                j not in {q for _, q in pairs}
                and fold(tenure.role) == fold(office.role)
                and same(office.person, entities.get(tenure.holder))
                and same(office.organization, entities.get(tenure.organization))
            ):
                pairs.append((i, j))
                break
    return pairs


def folded(forms: Iterable[str]) -> frozenset[str]:
    """Return the folded forms of names, without empty ones."""
    return frozenset(f for f in map(fold, forms) if f)


@lru_cache(maxsize=4096)
def fold(name: str) -> str:
    """Return a name without case, accents, punctuation, leading articles and possessives."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c)).casefold()
    words = re.sub(r"['’]s\b|\.|['’]", "", plain)
    tokens = re.findall(r"\w+", words)
    while len(tokens) > 1 and tokens[0] in LEADING:
        tokens.pop(0)
    return " ".join(tokens)


def shortened(a: str, b: str) -> bool:
    """Say whether one folded phrase is the other with fewer modifiers."""
    left, right = a.split(), b.split()
    return head(left) == head(right) and (set(left) <= set(right) or set(right) <= set(left))


def head(words: Sequence[str]) -> str:
    """Return the last word before the first preposition of a phrase."""
    end = next((i for i, word in enumerate(words) if i and word in PREPOSITIONS), len(words))
    return words[end - 1]
