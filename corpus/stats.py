"""How much the corpus holds, by layer, type, mode, status, genre, region and split."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from corpus.model import NIL, SPLITS, TYPES, Document
from corpus.modes import code_of, modes
from corpus.texts import Plan
from ontology.facts import FACTUALITIES
from ontology.vocabulary import vocabulary


@dataclass(frozen=True, slots=True)
class Amounts:
    """Counts over a set of documents; mappings are complete, zeros included, in the order of the guideline."""

    documents: int
    sentences: int
    quiet: int
    words: int
    mentions: int
    chains: int
    identified: int
    offices: int
    times: int
    events: int
    triggers: int
    mention_types: Mapping[str, int]
    types: Mapping[str, int]
    modes: Mapping[str, int]
    statuses: Mapping[str, int]

    @property
    def quiet_share(self) -> float:
        """Return the share of sentences that state no event, in [0, 1]."""
        return self.quiet / self.sentences if self.sentences else 0.0


def amounts(documents: Iterable[Document]) -> Amounts:
    """Count a set of documents."""
    found = list(documents)
    events = [e for d in found for e in d.events]
    chains = [c for d in found for c in d.chains]
    mentions = [m for c in chains for m in c.mentions]
    times = sum(len(d.times) for d in found)
    kinds = Counter(m.type for m in mentions) + Counter({"DATE": times})
    codes = Counter(e.code for e in events)
    return Amounts(
        len(found),
        sum(len(d.sentences) for d in found),
        sum(len(d.quiet) for d in found),
        sum(d.words for d in found),
        len(mentions) + times,
        len(chains),
        sum(c.entity is not None and c.entity != NIL for c in chains),
        sum(len(d.offices) for d in found),
        times,
        len(events),
        sum(len(e.triggers) for e in events),
        {t: kinds[t] for t in TYPES},
        {t: sum(e.plover == t for e in events) for t in vocabulary().plover},
        {code: codes[code] for code in itertools.starmap(code_of, modes())},
        {s: sum(e.status == s for e in events) for s in FACTUALITIES},
    )


def by_split(documents: Sequence[Document]) -> dict[str, Amounts]:
    """Count each split, and all."""
    return {
        **{split: amounts(d for d in documents if d.split == split) for split in SPLITS},
        "all": amounts(documents),
    }


def sampled(documents: Iterable[Document], table: Mapping[str, Plan]) -> list[tuple[str, str, int, int]]:
    """Return the sampling table as it was kept: what, value, planned, annotated.

    Types and modes count events, as annotated by one who did not see the table; all else counts articles.
    """
    own = [d for d in documents if d.own]
    done = {d.id for d in own}
    slots = Counter(slot for plan in table.values() for slot in plan.events)
    codes = Counter(e.code for d in own for e in d.events)
    types = Counter(e.plover or "-" for d in own for e in d.events)
    columns: tuple[tuple[str, Callable[[Plan], Iterable[str]]], ...] = (
        ("genre", lambda plan: (plan.genre,)),
        ("region", lambda plan: (plan.region,)),
        ("construction", lambda plan: plan.constructions),
        ("status", lambda plan: plan.statuses),
        ("dates", lambda plan: (plan.dates,)),
        ("trap", lambda plan: (plan.trap,)),
        ("cluster", lambda plan: ("in a cluster" if plan.cluster else "alone",)),
    )
    rows = [
        ("type", t, sum(n for slot, n in slots.items() if slot.partition(":")[0] == t), types[t])
        for t in vocabulary().plover
    ]
    rows += [("mode", code, slots[code], codes[code]) for code in itertools.starmap(code_of, modes())]
    for name, values in columns:
        planned = Counter(v for plan in table.values() for v in values(plan))
        kept = Counter(v for key, plan in table.items() if key in done for v in values(plan))
        rows += [(name, value, count, kept[value]) for value, count in planned.items()]
    return rows
