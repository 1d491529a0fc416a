"""The last component of the pipeline: drafts become Facts.

Policy: everything a store needs is settled here: ids from content, names, offsets in the article's
text. An event with a known day has an id made of its type, actors, day and status, so that two articles
that report it meet in one node; an undated one belongs to its article.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from spacy.language import Language
from spacy.tokens import Doc
from spacy.tokens import Span as Tokens

from ingest.document import Mention
from ingest.events import coder
from ingest.events.coder import SPOKEN, Draft, Dropped, Sighting
from ingest.events.roles import Cast, is_actor
from ingest.knowledge.base import KnowledgeBase, default
from ontology.facts import (
    Article,
    Drop,
    Entity,
    Event,
    Evidence,
    Facts,
    Participant,
    Span,
    Tenure,
    content_id,
)
from ontology.vocabulary import vocabulary

#: Sectors of a state's own institutions, opposition and people.
DOMESTIC = frozenset(("GOV", "MIL", "COP", "JUD", "LEG", "OPP", "PTY", "LAB", "ELI"))


@Language.factory("diplograph_events")
def create(nlp: Language, name: str) -> EventCoder:
    """Build the component for a pipeline config."""
    return EventCoder(default())


class EventCoder:
    """Codes events and leaves ``doc._.facts``."""

    def __init__(self, base: KnowledgeBase) -> None:
        self.base = base

    def __call__(self, doc: Doc) -> Doc:
        """Fill ``doc._.facts`` from mentions, dates and tree; needs ``doc._.article``."""
        doc._.facts = facts(doc, doc._.article, self.base)
        return doc


def facts(doc: Doc, article: Article, base: KnowledgeBase) -> Facts:
    """Return the Facts of a linked and dated document."""
    drafts, dropped = coder.code(doc)
    drafts = [_hosted(draft, base) for draft in drafts]
    events: dict[str, Event] = {}
    ids: dict[int, str] = {}
    for draft in drafts:
        event = _event(draft, doc, article)
        ids.update((s.trigger.token.i, event.id) for s in draft.sightings)
        events[event.id] = _united(events[event.id], event) if event.id in events else event
    for draft in drafts:
        own = ids[draft.head.i]
        causes = tuple(dict.fromkeys(ids[i] for i in draft.answers if i in ids and ids[i] != own))
        if causes:
            known = events[own]
            events[own] = replace(known, response_to=tuple(dict.fromkeys((*known.response_to, *causes))))
    tenures: tuple[Tenure, ...] = tuple(doc._.tenures)
    entities = _entities(doc, drafts, events.values(), tenures)
    known_ids = {e.id for e in entities}
    links = tuple(dict.fromkeys(link for link in doc._.links if {link.source, link.target} <= known_ids))
    return Facts(article, entities, links, tuple(events.values()), tenures, tuple(_drop(d) for d in dropped))


def _hosted(draft: Draft, base: KnowledgeBase) -> Draft:
    """Give a visit to a place, or an attack abroad, the country of the place as target."""
    if draft.place is None or draft.place.country is None or not draft.cast or draft.ids("target"):
        return draft
    visit = any(s.mode == "visit" for s in draft.sightings) and len(draft.parties) == 1
    abroad = draft.code == "ASSAULT" and {c.mention.country for c in draft.cast}.isdisjoint({draft.place.country, None})
    if not visit and not (abroad and draft.ids("initiator")):
        return draft
    try:
        country = base.country(draft.place.country).entity()
    except KeyError:
        return draft
    if country.id in draft.parties:
        return draft
    place = draft.place
    host = Mention(place.start, place.end, place.root, place.kind, country, place.country, "GOV", place.antecedent)
    return replace(draft, cast=(*draft.cast, Cast("host" if visit else "target", host)))


def _event(draft: Draft, doc: Doc, article: Article) -> Event:
    participants = tuple(_participant(c, draft, doc) for c in draft.cast)
    subject = tuple(e.id for e in draft.about)
    identity = content_id("event", draft.kind, draft.code, draft.action, draft.factuality, *_key(draft, article))
    evidence = tuple(_evidence(s, identity, doc, article, draft) for s in draft.sightings)
    return Event(
        id=identity,
        kind=draft.kind,
        plover=draft.code,
        name=_incident_name(draft) if _is_incident(draft) else _name(draft),
        participants=participants,
        evidence=evidence,
        about=subject,
        place=draft.place.entity.id if draft.place else None,
        start=draft.date.first if draft.date else None,
        end=draft.date.last if draft.date else None,
        precision=draft.date.precision if draft.date else None,
        factuality=draft.factuality,
        claimed_by=tuple(dict.fromkeys(m.entity.id for m in draft.claimants if is_actor(m))),
        treaty_action=draft.action,
    )


def _key(draft: Draft, article: Article) -> list[str | None]:
    """Return what tells an event from others of its type.

    An attack on a day in a town is one event, whoever else an article names; an event of known parties on
    known days is one across articles; any other belongs to its article.
    """
    days = [draft.date.first.isoformat(), draft.date.last.isoformat()] if draft.date else [None, None]
    if _is_incident(draft) and draft.place is not None:
        return [*days, draft.place.entity.id, *_attackers(draft)]
    parties = sorted(f"{c.role}={c.mention.entity.id}" for c in draft.cast)
    subject = sorted(e.id for e in draft.about) if draft.code in SPOKEN else []
    place = [] if parties else [str(draft.head.idx)]
    return [*days, None if draft.date and len(parties) > 1 else article.id, *parties, "about", *subject, *place]


def _is_incident(draft: Draft) -> bool:
    town = draft.place is not None and draft.place.entity.label == "Place"
    return draft.code == "ASSAULT" and town and draft.date is not None and draft.date.first == draft.date.last


def _attackers(draft: Draft) -> list[str]:
    """Return the countries of those who attacked, as far as they are known."""
    return sorted({c.mention.country for c in draft.cast if c.role == "initiator" and c.mention.country})


def _incident_name(draft: Draft) -> str:
    place = draft.place.entity.name if draft.place else ""
    return ": ".join([f"{vocabulary().classes[draft.kind].title} in {place}", *_attackers(draft)])


def _participant(cast: Cast, draft: Draft, doc: Doc) -> Participant:
    mention = cast.mention
    country = mention.country
    victim = cast.role == "target" and draft.code in ("ASSAULT", "COERCE")
    if country is None and victim and mention.entity.label == "Group" and draft.place is not None:
        country = draft.place.country
    apart = draft.code in ("CONSULT", "AGREE", "COOPERATE")
    if country is None and not apart and mention.sector in DOMESTIC and mention.entity.label in ("Person", "Group"):
        states = {c.mention.country for c in draft.cast if c.mention.entity.label == "Country"}
        country = None if (found := _only_country(mention, doc)) in states else found
    span = _span(doc[mention.start : mention.end])
    return Participant(cast.role, mention.entity.id, span, country, mention.sector)


def _only_country(mention: Mention, doc: Doc) -> str | None:
    """Return the one state that a sentence speaks of, None when it speaks of several or none.

    It is the state of office-holders and institutions that the sentence names without one.
    """
    sentence = doc[mention.root].sent
    here = {m.country for m in doc._.mentions if sentence.start <= m.root < sentence.end and m.country}
    states = {code for code in here if code not in ("IGO", "NGO", "IMG")}
    return states.pop() if len(states) == 1 and len(here) == 1 else None


def _evidence(sighting: Sighting, event: str, doc: Doc, article: Article, draft: Draft) -> Evidence:
    sentence = _sentence(sighting.trigger.token.sent)
    trigger = _span(sighting.trigger.span)
    inside = [m for m in doc._.mentions if sentence.start <= m.start and m.end <= sentence.end]
    return Evidence(
        id=content_id("evidence", article.id, event, str(trigger.begin), str(trigger.end)),
        sentence=_span(sentence),
        trigger=trigger,
        construction=sighting.trigger.construction,
        confidence=sighting.confidence,
        mode=sighting.mode,
        fatalities=sighting.figures.fatalities,
        injured=sighting.figures.injured,
        mentions=tuple(dict.fromkeys(m.entity.id for m in inside if m.kind != "pronoun")),
        antecedents=tuple(
            dict.fromkeys(
                (doc[m.start : m.end].text, m.antecedent)
                for m in inside
                if m.antecedent and m.entity.id in draft.parties
            )
        ),
    )


def _sentence(sentence: Tokens) -> Tokens:
    """Return a sentence without white space at its ends."""
    start, end = sentence.start, sentence.end
    while start < end - 1 and sentence.doc[start].is_space:
        start += 1
    while end > start + 1 and sentence.doc[end - 1].is_space:
        end -= 1
    return sentence.doc[start:end]


def _span(tokens: Tokens) -> Span:
    return Span(tokens.text, tokens.start_char, tokens.end_char)


def _name(draft: Draft) -> str:
    title = vocabulary().classes[draft.kind].title
    agents = [c.mention.entity.name for c in draft.cast if c.role in ("initiator", "participant")]
    others = [c.mention.entity.name for c in draft.cast if c.role not in ("initiator", "participant")]
    if draft.action:
        others = [e.name for e in draft.about if e.label == "Treaty"][:1]
        title = f"treaty {draft.action}"
    parts = " → ".join(", ".join(names) for names in (sorted(agents), sorted(others)) if names)
    return f"{title}: {parts}" if parts else title


def _united(one: Event, other: Event) -> Event:
    """Join two drafts that came out with the same identity."""
    evidence = {e.id: e for e in (*one.evidence, *other.evidence)}
    return replace(
        one,
        evidence=tuple(evidence.values()),
        about=tuple(dict.fromkeys((*one.about, *other.about))),
        claimed_by=tuple(dict.fromkeys((*one.claimed_by, *other.claimed_by))),
        place=one.place or other.place,
    )


def _entities(
    doc: Doc, drafts: Iterable[Draft], events: Iterable[Event], tenures: Iterable[Tenure]
) -> tuple[Entity, ...]:
    """Return the entities that events, tenures and their evidence name, in order of first mention."""
    known = {m.entity.id: m.entity for m in doc._.mentions}
    known.update((e.id, e) for e in coder.entities_of(drafts))
    needed: set[str] = set()
    for event in events:
        needed |= {p.entity for p in event.participants} | {*event.about, *event.claimed_by}
        needed |= {event.place} if event.place else set()
        needed |= {m for e in event.evidence for m in e.mentions}
    for tenure in tenures:
        needed |= {tenure.holder, tenure.organization} | {m for e in tenure.evidence for m in e.mentions}
    linked = {link.target for link in doc._.links if link.source in needed}
    return tuple(entity for i, entity in known.items() if i in needed | linked)


def _drop(dropped: Dropped) -> Drop:
    return Drop(dropped.code, _span(dropped.trigger.span), dropped.detail)
