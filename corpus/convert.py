"""The corpus for other programs: spaCy's DocBin, and the gold facts of ``diplograph evaluate``.

Policy: what another format cannot say is left out, never guessed. Gold facts are judged on what the extractor
reads: the article as its sources module cleans it, without dateline, so that offsets move with it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import filter_spans

from corpus.model import Chain, CorpusEvent, Document
from ingest.evaluation.gold import GoldArticle, GoldEntity, GoldEvent, GoldOffice, period
from ingest.knowledge.base import default
from ingest.sources.preamble import split
from ontology.facts import Article, Span, content_id

#: Labels of named mentions that a language model learns.
NAMED = frozenset(("PERSON", "ORG", "GPE", "LOC", "NORP", "FAC", "LAW", "EVENT", "DATE"))
#: The ontology's class for a chain whose record does not say; the rest of a type's chains are topics.
LABELS = {"PERSON": "Person", "GROUP": "Group", "ORG": "Organization", "LOC": "Place", "FAC": "Place", "LAW": "Treaty"}


def tokens(document: Document, nlp: Language) -> Doc:
    """Return names, dates and sentence starts on the tokens of a pipeline's tokenizer.

    A name that no token boundary meets is left out; of nested names the longest stays.
    """
    doc = nlp.make_doc(document.text)
    starts = {s.begin for s in document.sentences}
    for token in doc:
        token.is_sent_start = token.idx in starts or token.i == 0
    spans = [doc.char_span(begin, end, label) for begin, end, label in names(document)]
    doc.set_ents(filter_spans([s for s in spans if s is not None]))
    return doc


def names(document: Document) -> Iterator[tuple[int, int, str]]:
    """Yield place and label of all names and dates."""
    for _, mention in document.mentions():
        if mention.form == "name" and mention.type in NAMED:
            yield mention.span.begin, mention.span.end, mention.type
    for time in document.times:
        yield time.span.begin, time.span.end, "DATE"


def gold(document: Document) -> GoldArticle:
    """Return the gold facts of a document, for the article that the extractor is given."""
    article, shift = read_as_source(document)
    entities = {c.id: entity(document, c) for c in document.chains}
    events = tuple(event(e, entities, shift) for e in document.events)
    offices = tuple(GoldOffice(entities[o.person], o.role, entities[o.organization]) for o in document.offices)
    used = {c for e in document.events for _, c in e.participants} | {o.person for o in document.offices}
    return GoldArticle(
        document.path, article, tuple(entities[c.id] for c in document.chains if c.id in used), offices, events
    )


def read_as_source(document: Document) -> tuple[Article, int]:
    """Return the article that the extractor is given, without dateline, and how long the dateline is."""
    lead = split(document.text, headline=document.headline)
    shift = len(document.text) - len(lead.text)
    stated = min((t.begin for e in document.events for t in e.triggers), default=len(document.text))
    if document.text[shift:] != lead.text or stated < shift:
        shift = 0
    text = document.text[shift:]
    return (
        Article(
            document.id,
            text,
            content_id("content", text),
            document.path,
            document.headline,
            document.published,
            dateline=lead.dateline if shift else None,
        ),
        shift,
    )


def entity(document: Document, chain: Chain) -> GoldEntity:
    """Return a chain as gold facts name it; plurals and pronouns are phrases that are right for it."""
    title = chain.title
    record = default().get(chain.entity) if chain.entity and chain.entity in default() else None
    label = (
        record.label if record else LABELS.get(chain.type, "Country" if chain.type == "GPE" and chain.sector else None)
    )
    called = [m.span.text for m in chain.mentions if m.form == "nominal" or m.type != chain.type]
    if record:
        called.append(record.name)
    also = tuple(n for n in chain.proper if n != title)
    state = chain.type == "GPE"
    return GoldEntity(
        title,
        label,
        chain.country,
        chain.sector if chain.country != "IGO" else None,
        () if state else also,
        tuple(dict.fromkeys([*called, *(also if state else ())])),
    )


def event(found: CorpusEvent, entities: dict[str, GoldEntity], shift: int) -> GoldEvent:
    """Return an event with the offsets of the article."""
    return GoldEvent(
        found.kind,
        found.plover,
        tuple(Span(t.text, t.begin - shift, t.end - shift) for t in found.triggers),
        tuple((role, entities[c]) for role, c in found.participants),
        tuple(entities[a] if isinstance(a, str) else GoldEntity(a.text, "Topic") for a in found.about),
        (entities[found.place],) if found.place else (),
        period(found.time, found.shared or found.id) if found.time else None,
        found.status,
        tuple(entities[c] for c in found.claimed_by),
        found.killed,
    )


def left_out(document: Document, doc: Doc) -> Counter[str]:
    """Count the names that :func:`tokens` lost, by label."""
    kept = {(e.start_char, e.end_char) for e in doc.ents}
    return Counter(label for begin, end, label in names(document) if (begin, end) not in kept)
