"""The extractor against the corpus: what lies below the events, layer by layer.

Policy: end to end, from the text, on what the pipeline leaves on its Doc (:mod:`ingest.document`); events are
counted by :mod:`ingest.evaluation.score`.

============== ===================================================================================
name           what is counted
============== ===================================================================================
names          names and dates of the language model, exact place and label; then with one label for
               GPE, LOC and FAC; then by label
identity       named mentions whose chain is in the knowledge base, right when a mention at the same
               place is linked to the same record; predicted are those linked to any record
nil            named mentions whose chain is NIL, right when linked to no record
country        mentions of any form whose chain acts for a country, right when one at the same place
               acts for the same; likewise ``sector``
times          time expressions that the text resolves, right in place, first and last day
quiet          sentences without an event, right when none is extracted from them
============== ===================================================================================
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from dataclasses import dataclass, field

from spacy.tokens import Doc

from corpus.agreement import conll, overlap
from corpus.check import PLACES
from corpus.convert import NAMED, names
from corpus.model import NIL, Document
from ingest.document import DateExpression
from ingest.document import Mention as Found
from ingest.evaluation.gold import period
from ingest.evaluation.score import Score, Tally
from ingest.knowledge.base import default
from ontology.facts import Facts

Place = tuple[int, int]


@dataclass
class Layers:
    """Tallies of all layers, and the chains of all documents for the coreference score."""

    score: Score = field(default_factory=Score)
    gold: list[set[Hashable]] = field(default_factory=list)
    found: list[set[Hashable]] = field(default_factory=list)

    def add(self, document: Document, doc: Doc) -> None:
        """Compare one document with what the pipeline made of it, from behind the dateline."""
        shift = len(document.text) - len(doc.text)
        self.score += Score({("layer", name): tally for name, tally in tallies(document, doc, shift)})
        clusters: dict[str, set[Hashable]] = {}
        for mention in doc._.mentions:
            clusters.setdefault(mention.entity.id, set()).add((document.id, *place(doc, mention, shift)))
        self.found += clusters.values()
        self.gold += (
            {(document.id, m.span.begin, m.span.end) for m in c.mentions} for c in document.chains if not c.members
        )

    @property
    def conll(self) -> float | None:
        """Return the CoNLL score of coreference, in [0, 1]."""
        return conll(self.gold, self.found)


def place(doc: Doc, found: Found | DateExpression, shift: int) -> Place:
    """Return the offsets of a mention or time expression in the document's text."""
    span = doc[found.start : found.end]
    return span.start_char + shift, span.end_char + shift


def tallies(document: Document, doc: Doc, shift: int) -> Iterator[tuple[str, Tally]]:
    """Yield the tallies of one document by name."""
    gold = [n for n in names(document) if n[0] >= shift]
    found = [(e.start_char + shift, e.end_char + shift, e.label_) for e in doc.ents]
    yield "names", overlap([f for f in found if f[2] in NAMED], gold)
    yield "names, places as one", overlap(map(coarse, (f for f in found if f[2] in NAMED)), map(coarse, gold))
    for label in sorted(NAMED):
        yield f"names: {label}", overlap((f for f in found if f[2] == label), (g for g in gold if g[2] == label))
    yield from identities(document, doc, shift)
    yield from codes(document, doc, shift)
    days = [(t.span.begin, t.span.end, *_days(t.value)) for t in document.times if t.value and t.span.begin >= shift]
    yield "times", overlap(((*place(doc, d, shift), d.first, d.last) for d in doc._.dates), days)
    yield "quiet", quiet(document, doc._.facts, shift)


def coarse(name: tuple[int, int, str]) -> tuple[int, int, str]:
    """Return a name with one label for all places, for pipelines that do not tell them apart."""
    begin, end, label = name
    return begin, end, "LOC" if label in PLACES else label


def identities(document: Document, doc: Doc, shift: int) -> Iterator[tuple[str, Tally]]:
    """Yield how many names are linked to their record, and to none where there is none."""
    links = {place(doc, m, shift): m.entity.id for m in doc._.mentions if m.kind in ("name", "demonym")}
    base = default()
    known = [(m, c.entity) for c, m in document.mentions() if c.entity and m.form == "name" and m.span.begin >= shift]
    gold = {(m.span.begin, m.span.end): entity for m, entity in known}
    linked = {p: link for p, link in links.items() if link in base}
    wanted = {p: entity for p, entity in gold.items() if entity != NIL}
    right = sum(linked.get(p) == entity for p, entity in wanted.items())
    yield "identity", Tally(len(wanted), sum(p in gold for p in linked), right)
    nil = [p for p, entity in gold.items() if entity == NIL]
    loose = [p for p in links if p in gold and p not in linked]
    yield "nil", Tally(len(nil), len(loose), sum(p in set(nil) for p in loose))


def codes(document: Document, doc: Doc, shift: int) -> Iterator[tuple[str, Tally]]:
    """Yield how many mentions act for the right country and sector."""
    found = {place(doc, m, shift): m for m in doc._.mentions}
    for name in ("country", "sector"):
        gold = {
            (m.span.begin, m.span.end): getattr(c, name)
            for c, m in document.mentions()
            if getattr(c, name) and m.span.begin >= shift
        }
        coded = [p for p, m in found.items() if getattr(m, name) and p in gold]
        yield name, Tally(len(gold), len(coded), sum(getattr(found[p], name) == gold[p] for p in coded))


def quiet(document: Document, facts: Facts, shift: int) -> Tally:
    """Tally the sentences without an event."""
    loud = {document.sentence(e.trigger.begin + shift) for event in facts.events for e in event.evidence}
    silent = [n for n, s in enumerate(document.sentences, 1) if n not in loud and s.end > shift]
    return Tally(len(document.quiet), len(silent), len(set(silent) & set(document.quiet)))


def _days(value: str) -> tuple[object, object]:
    found = period(value, "")
    return found.start, found.end
