"""How far two annotations of one text agree, made without sight of one another.

Policy: the first annotation is compared with the second as a prediction with gold, layer by layer. Mentions count
by exact span and type; chains by the CoNLL score (mean F1 of MUC, B³ and CEAF-e, by scorch); triggers by
overlap, one to one; type, mode and status as Cohen's kappa over the triggers that both found; roles over those
too, a participant being
the same when the two chains share a mention.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass

from corpus.model import Chain, CorpusEvent, Document
from ingest.evaluation.score import Tally
from ontology.errors import DiplographError
from ontology.facts import Span


@dataclass(frozen=True, slots=True)
class Agreement:
    """Counts and scores over all texts that were annotated twice; ratios are in [0, 1]."""

    documents: int
    mentions: Tally
    conll: float | None
    triggers: Tally
    type_kappa: float | None
    mode_kappa: float | None
    status_kappa: float | None
    roles: Tally
    quiet_kappa: float | None

    def rows(self) -> dict[str, float | int | None]:
        """Return the figures by name."""
        return {
            "documents": self.documents,
            "mention F1": self.mentions.f1,
            "coreference CoNLL F1": self.conll,
            "trigger F1": self.triggers.f1,
            "type kappa": self.type_kappa,
            "mode kappa": self.mode_kappa,
            "status kappa": self.status_kappa,
            "role F1": self.roles.f1,
            "quiet sentence kappa": self.quiet_kappa,
        }


def agreement(first: Iterable[Document], second: Iterable[Document]) -> Agreement:
    """Compare the documents that stand in both."""
    others = {d.id: d for d in second}
    pairs = [(d, others[d.id]) for d in first if d.id in others]
    mentions = triggers = roles = Tally()
    types: list[tuple[Hashable, Hashable]] = []
    modes: list[tuple[Hashable, Hashable]] = []
    statuses: list[tuple[Hashable, Hashable]] = []
    quiet: list[tuple[Hashable, Hashable]] = []
    ours: list[set[Hashable]] = []
    theirs: list[set[Hashable]] = []
    for one, other in pairs:
        mentions += overlap(typed(one), typed(other))
        ours += clusters(one)
        theirs += clusters(other)
        matched = match_triggers(one, other)
        counts = [sum(len(e.triggers) for e in d.events) for d in (other, one)]
        triggers += Tally(counts[0], counts[1], len(matched))
        for mine, its in matched:
            types.append((mine.plover, its.plover))
            modes.append((mine.code, its.code))
            statuses.append((mine.status, its.status))
        for mine, its in dict.fromkeys(matched):
            roles += compare_roles(one, mine, other, its)
        quiet += ((n in one.quiet, n in other.quiet) for n in range(1, len(one.sentences) + 1))
    return Agreement(
        len(pairs),
        mentions,
        conll(theirs, ours),
        triggers,
        kappa(types),
        kappa(modes),
        kappa(statuses),
        roles,
        kappa(quiet),
    )


def overlap(predicted: Iterable[Hashable], gold: Iterable[Hashable]) -> Tally:
    """Tally two collections of things that are either equal or not."""
    ours, theirs = Counter(predicted), Counter(gold)
    return Tally(theirs.total(), ours.total(), (ours & theirs).total())


def typed(document: Document) -> Iterable[Hashable]:
    """Yield place and type of all mentions, times too."""
    yield from ((m.span.begin, m.span.end, m.type) for _, m in document.mentions())
    yield from ((t.span.begin, t.span.end, "DATE") for t in document.times)


def clusters(document: Document) -> list[set[Hashable]]:
    """Return the chains of a document as sets of places."""
    return [{(document.id, m.span.begin, m.span.end) for m in c.mentions} for c in document.chains]


def scorer() -> Callable[..., float]:
    """Return scorch's CoNLL score. Raises :class:`DiplographError` when the package is not installed."""
    try:
        from scorch.scores import conll2012
    except ImportError as error:
        raise DiplographError("coreference scores need scorch; install it with: pip install scorch") from error
    return conll2012  # type: ignore[no-any-return]


def conll(gold: Sequence[set[Hashable]], found: Sequence[set[Hashable]]) -> float | None:
    """Return the mean F1 of MUC, B³ and CEAF-e; None when there is nothing to compare."""
    return float(scorer()(list(gold), list(found))) if gold and found else None


def match_triggers(one: Document, other: Document) -> list[tuple[CorpusEvent, CorpusEvent]]:
    """Pair triggers that overlap, one to one, those of one type first."""
    candidates = sorted(
        (
            (mine.plover != its.plover, mine.mode != its.mode, a.begin, b.begin, i, j)
            for i, (mine, a) in enumerate(stated(one))
            for j, (its, b) in enumerate(stated(other))
            if a.begin < b.end and b.begin < a.end
        )
    )
    left, right = stated(one), stated(other)
    pairs, used, taken = [], set(), set()
    for *_, i, j in candidates:
        if i not in used and j not in taken:
            used.add(i)
            taken.add(j)
            pairs.append((left[i][0], right[j][0]))
    return pairs


def stated(document: Document) -> list[tuple[CorpusEvent, Span]]:
    """Return all triggers with their events."""
    return [(event, span) for event in document.events for span in event.triggers]


def compare_roles(one: Document, mine: CorpusEvent, other: Document, its: CorpusEvent) -> Tally:
    """Tally the participants of two events: same role, and chains that share a mention."""
    left = [(role, places(one.chain(c))) for role, c in mine.participants]
    right = [(role, places(other.chain(c))) for role, c in its.participants]
    correct, free = 0, list(right)
    for role, mentions in left:
        partner = next((r for r in free if r[0] == role and r[1] & mentions), None)
        if partner is not None:
            free.remove(partner)
            correct += 1
    return Tally(len(right), len(left), correct)


def places(chain: Chain) -> set[tuple[int, int]]:
    """Return where a chain is mentioned."""
    return {(m.span.begin, m.span.end) for m in chain.mentions}


def kappa(pairs: Sequence[tuple[Hashable, Hashable]]) -> float | None:
    """Return Cohen's kappa of paired decisions; None when there are none, 1 when both always say the same thing."""
    if not pairs:
        return None
    observed = sum(a == b for a, b in pairs) / len(pairs)
    ours, theirs = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    expected = sum(ours[value] * theirs[value] for value in ours) / len(pairs) ** 2
    return 1.0 if expected == 1 else (observed - expected) / (1 - expected)
