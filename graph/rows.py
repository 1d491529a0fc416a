"""Facts into rows: the pure half of loading.

Policy: a row names its leaf label, its key and its values, and every name in it comes from the ontology.
Nothing is written here; all checks happen here, so that a store either gets complete, consistent rows or
an :class:`OntologyError` before its transaction begins. Single values are functions of the identity and
travel in ``values``, without the unknown ones, so that no store overwrites a known value with null;
multi-valued properties travel in ``lists`` and are merged by union. A relationship carries the id of the
article it comes from and nothing else.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from ontology.errors import OntologyError
from ontology.facts import Article, Entity, Event, Evidence, Facts, Span, Tenure, content_id
from ontology.vocabulary import Vocabulary, vocabulary


@dataclass(frozen=True, slots=True)
class NodeRow:
    """A node to upsert; ``label`` is a leaf class, ``values`` single and ``lists`` multiple properties."""

    label: str
    id: str
    values: Mapping[str, Any] = field(default_factory=dict)
    lists: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, order=True)
class RelationshipRow:
    """A relationship to upsert between two nodes of known leaf labels."""

    source_label: str
    type: str
    target_label: str
    source: str
    target: str


@dataclass(frozen=True, slots=True)
class ArticleRows:
    """All rows of one article, sorted by label and key; its Article node carries ``contentHash``."""

    article: str
    content_hash: str
    nodes: tuple[NodeRow, ...]
    relationships: tuple[RelationshipRow, ...]

    def ids(self, superclass: str) -> list[str]:
        """Return the ids of the nodes below a class, sorted."""
        classes = vocabulary().classes
        return sorted(row.id for row in self.nodes if superclass in classes[row.label].labels)


def article_rows(facts: Facts) -> ArticleRows:
    """Return the rows of one article.

    Raises :class:`OntologyError` when an id is given to two different things or is not declared, when a
    class, relationship or end does not fit the ontology, or when evidence does not quote its article.
    """
    table = _Table(vocabulary(), facts)
    table.fill()
    needed = {end for row in table.relationships for end in (row.source, row.target)}
    kept = [row for row in table.nodes.values() if row.id in needed or row.label == "Article"]
    return ArticleRows(
        facts.article.id,
        facts.article.content_hash,
        tuple(sorted(kept, key=lambda row: (row.label, row.id))),
        tuple(sorted(table.relationships)),
    )


def normalised(name: str) -> str:
    """Return a name for comparison: NFKC, case folded, single spaces."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def publisher_node(facts: Facts) -> NodeRow | None:
    """Return the organization that published the article: one of its entities by name, else a new one."""
    publisher = facts.article.publisher
    if not publisher or not normalised(publisher):
        return None
    name = normalised(publisher)
    labels = vocabulary().classes
    for entity in facts.entities:
        known = {normalised(n) for n in (entity.name, *entity.aliases)}
        if name in known and "Organization" in labels[entity.label].labels:
            return entity_node(entity)
    display = " ".join(publisher.split())
    return NodeRow("Organization", content_id("organization", name), {"name": display})


def entity_node(entity: Entity) -> NodeRow:
    """Return the row of an entity."""
    values = {
        "name": entity.name,
        "isoCode": entity.iso_code,
        "latitude": entity.latitude,
        "longitude": entity.longitude,
    }
    lists = {
        "aliases": entity.aliases,
        "sameAs": entity.same_as,
        "countryCodes": entity.country_codes,
        "sectors": entity.sectors,
    }
    return _node(entity.label, entity.id, values, lists)


def event_node(event: Event) -> NodeRow:
    """Return the row of an event, without what is gathered over its evidence."""
    values = {
        "name": event.name,
        "eventCode": event.plover,
        "startDate": event.start,
        "endDate": event.end,
        "datePrecision": event.precision,
        "factuality": event.factuality,
        "treatyAction": event.treaty_action,
    }
    return _node(event.kind, event.id, values, {})


def tenure_node(tenure: Tenure, holder: str) -> NodeRow:
    """Return the row of a tenure, named by its role and its holder."""
    values = {
        "name": f"{holder}, {tenure.role}",
        "role": tenure.role,
        "startDate": tenure.start,
        "endDate": tenure.end,
    }
    return _node("Tenure", tenure.id, values, {})


def evidence_node(evidence: Evidence) -> NodeRow:
    """Return the row of one sentence."""
    values = {
        "beginIndex": evidence.sentence.begin,
        "endIndex": evidence.sentence.end,
        "exactText": evidence.sentence.text,
        "trigger": evidence.trigger.text,
        "triggerBegin": evidence.trigger.begin,
        "triggerEnd": evidence.trigger.end,
        "construction": evidence.construction,
        "confidence": float(evidence.confidence),
        "mode": evidence.mode,
        "quote": evidence.quote,
        "fatalities": evidence.fatalities,
        "injured": evidence.injured,
    }
    antecedents = tuple(f"{short} → {full}" for short, full in evidence.antecedents)
    return _node("Evidence", evidence.id, values, {"antecedents": antecedents})


def article_node(article: Article) -> NodeRow:
    """Return the row of an article, without its text."""
    values = {
        "headline": article.headline,
        "url": article.url,
        "datePublished": article.published,
        "language": article.language,
        "source": article.source,
        "contentHash": article.content_hash,
    }
    return _node("Article", article.id, values, {})


def _node(label: str, id: str, values: Mapping[str, Any], lists: Mapping[str, tuple[str, ...]]) -> NodeRow:
    known = {key: value for key, value in values.items() if value is not None}
    full = {key: tuple(sorted({v for v in value if v})) for key, value in lists.items()}
    return NodeRow(label, id, known, {key: value for key, value in full.items() if value})


class _Table:
    """Gathers the rows of one article and checks each against the ontology."""

    def __init__(self, names: Vocabulary, facts: Facts) -> None:
        self.names = names
        self.facts = facts
        self.nodes: dict[str, NodeRow] = {}
        self.relationships: set[RelationshipRow] = set()

    def fill(self) -> None:
        article = self.facts.article
        self.add(article_node(article))
        for entity in self.facts.entities:
            self.add(entity_node(entity), "Entity")
        for event in self.facts.events:
            self.add(event_node(event), "Event")
        publisher = publisher_node(self.facts)
        if publisher is not None:
            if publisher.id not in self.nodes:
                self.add(publisher)
            self.relate("publisher", article.id, publisher.id)
        for link in self.facts.links:
            self.relate(link.name, link.source, link.target)
        for event in self.facts.events:
            self.relate_event(event)
        for tenure in self.facts.tenures:
            holder = self.nodes.get(tenure.holder)
            self.add(tenure_node(tenure, str(holder.values["name"]) if holder else tenure.holder))
            self.relate("holder", tenure.id, tenure.holder)
            self.relate("inOrganization", tenure.id, tenure.organization)
            self.relate_evidence(tenure.id, tenure.evidence)

    def relate_event(self, event: Event) -> None:
        for participant in event.participants:
            self.relate(participant.role, event.id, participant.entity)
        for name, targets in _event_ends(event):
            for target in targets:
                self.relate(name, event.id, target)
        self.relate_evidence(event.id, event.evidence)

    def relate_evidence(self, supported: str, evidence: tuple[Evidence, ...]) -> None:
        if not evidence:
            raise self.error(f"{supported} has no evidence; every event and tenure needs a sentence")
        for sentence in evidence:
            for span in (sentence.sentence, sentence.trigger):
                self.check_span(span, sentence.id)
            row = evidence_node(sentence)
            known = self.nodes.get(row.id)
            if known is not None and known != row:
                raise self.error(f"evidence {row.id} stands for two different sentences; make its id unique")
            self.nodes[row.id] = row
            self.relate("evidenceFor", sentence.id, supported)
            self.relate("fromArticle", sentence.id, self.facts.article.id)
            for entity in sentence.mentions:
                self.relate("mentions", sentence.id, entity)

    def check_span(self, span: Span, evidence: str) -> None:
        if self.facts.article.text[span.begin : span.end] != span.text or span.begin < 0:
            raise self.error(
                f"evidence {evidence} says {span.text!r} stands at {span.begin}:{span.end}, but it does not; "
                "count offsets in code points of the article's text"
            )

    def add(self, row: NodeRow, superclass: str | None = None) -> None:
        """Add a node; an entity may be listed twice when it is the same row."""
        node_class = self.names.classes.get(row.label)
        if node_class is None or not node_class.leaf or (superclass and superclass not in node_class.labels):
            kind = superclass or "node"
            raise self.error(f"{row.id} is a {row.label}, which is no {kind} class of the ontology; correct the Facts")
        if not row.id:
            raise self.error(
                f"a {row.label} named {row.values.get('name')!r} has an empty id; derive one from its content"
            )
        known = self.nodes.setdefault(row.id, row)
        if known != row:
            raise self.error(f"the id {row.id} is given to two different things; make ids functions of content")

    def relate(self, name: str, source: str, target: str) -> None:
        """Add a relationship by the ontology's name for it."""
        relationship = self.names.relationships.get(name)
        if relationship is None:
            raise self.error(f"{source} has a relationship {name!r}, which the ontology does not know")
        ends = []
        for end, wanted in ((source, relationship.source), (target, relationship.target)):
            row = self.nodes.get(end)
            if row is None:
                raise self.error(f"{name} of {source} points to {end}, which the Facts do not list; add it to them")
            if wanted and wanted not in self.names.classes[row.label].labels:
                raise self.error(f"{name} takes a {wanted} where {end} is a {row.label}; correct the Facts")
            ends.append(row.label)
        self.relationships.add(RelationshipRow(ends[0], relationship.type, ends[1], source, target))

    def error(self, text: str) -> OntologyError:
        return OntologyError(f"article {self.facts.article.id}: {text}")


def _event_ends(event: Event) -> Iterator[tuple[str, tuple[str, ...]]]:
    yield "about", event.about
    yield "place", (event.place,) if event.place is not None else ()
    yield "claimedBy", event.claimed_by
    yield "responseTo", event.response_to
