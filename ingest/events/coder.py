"""The coder: the events of one document, each told once.

Policy: every trigger becomes a draft or is dropped for a coded reason; drafts of one sentence that the
tree connects, and drafts of one document with the same type, actors and compatible days, are the same
event with several pieces of evidence. A meeting needs two parties, an act upon a treaty a treaty.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from spacy.tokens import Doc, Token

from ingest.document import DateExpression, Mention
from ingest.events import circumstances, roles, status, syntax, triggers
from ingest.events.circumstances import Figures
from ingest.events.lexicon import lexicon
from ingest.events.roles import Cast, Mentions
from ingest.events.triggers import Trigger
from ontology.facts import Entity, Factuality, content_id
from ontology.vocabulary import vocabulary

#: How sure each construction is, before anything else is known.
CONFIDENCE = {
    "verb": 0.9,
    "passive": 0.9,
    "light verb": 0.85,
    "state": 0.85,
    "noun": 0.7,
    "reported demand": 0.75,
    "negated future": 0.75,
}
#: Types that are told apart by what they are about.
SPOKEN = frozenset(("AGREE", "SUPPORT", "REQUEST", "ACCUSE", "REJECT", "THREATEN", "COOPERATE", "CONCEDE", "SANCTION"))
#: Types that count without a known actor when place, day or victims are known.
HAPPENINGS = frozenset(("ASSAULT", "PROTEST", "COERCE", "MOBILIZE"))
#: Types whose place may also be that of whom they are done to.
LOCATED = HAPPENINGS | {"CONSULT", "RETREAT", "AID"}
#: Sectors and labels that tell private business from politics.
PRIVATE = frozenset(("BUS", "MED", "EDU"))
PUBLIC = frozenset(("Country", "GovernmentBody", "IntergovernmentalOrganization", "ArmedGroup"))
RETORTS = frozenset(("response", "retaliation", "reaction", "reply", "revenge", "reprisal"))


@dataclass(frozen=True, slots=True)
class Sighting:
    """One trigger of an event: where the text states it."""

    trigger: Trigger
    figures: Figures
    confidence: float
    mode: str | None


@dataclass(frozen=True, slots=True)
class Draft:
    """An event in the making."""

    code: str | None
    kind: str
    action: str | None
    factuality: Factuality
    cast: tuple[Cast, ...]
    sightings: tuple[Sighting, ...]
    about: tuple[Entity, ...] = ()
    claimants: tuple[Mention, ...] = ()
    place: Mention | None = None
    date: DateExpression | None = None
    answers: tuple[int, ...] = ()

    @property
    def head(self) -> Token:
        """Return the first trigger's word."""
        return self.sightings[0].trigger.token

    @property
    def parties(self) -> frozenset[str]:
        """Return the ids of all who take part."""
        return frozenset(c.mention.entity.id for c in self.cast)

    @property
    def treaties(self) -> frozenset[str]:
        """Return the ids of the treaties it is about."""
        return frozenset(e.id for e in self.about if e.label == "Treaty")

    def ids(self, role: str) -> frozenset[str]:
        """Return the ids of those in one role."""
        return frozenset(c.mention.entity.id for c in self.cast if c.role == role)


@dataclass(frozen=True, slots=True)
class Dropped:
    """A trigger that became no event."""

    code: str
    trigger: Trigger
    detail: str = ""


def code(doc: Doc) -> tuple[list[Draft], list[Dropped]]:
    """Return the events of a linked, dated document, and what was left out."""
    mentions = Mentions(doc)
    kinds = {
        "LAW": {m.root for m in doc._.mentions if m.entity.label == "Treaty"},
        "PERSON": {m.root for m in doc._.mentions if m.entity.label in ("Person", "Group")},
        "PLACE": {m.root for m in doc._.mentions if m.entity.label == "Place"},
        "NAMED": {m.root for m in doc._.mentions if m.entity.label == "Person" and m.kind == "name"},
    }
    drafts: list[Draft] = []
    dropped: list[Dropped] = []
    found = triggers.find(doc, lexicon(), kinds)
    nouns = frozenset(t.token.i for t in found if t.token.pos_ == "NOUN")
    sport = _sport(doc)
    dates: defaultdict[int, list[DateExpression]] = defaultdict(list)
    for expression in doc._.dates:
        dates[doc[expression.start].sent.start].append(expression)
    for trigger in found:
        result = _draft(trigger, mentions, dates[trigger.token.sent.start], nouns)
        if isinstance(result, Draft) and trigger.token.i in sport and not _official(result.cast):
            dropped.append(Dropped("sport", trigger))
        elif isinstance(result, Draft):
            drafts.append(result)
        else:
            dropped.append(result)
    drafts = _merge(drafts, _connected)
    drafts = _merge(_pairs(drafts), _same)
    kept: list[Draft] = []
    for draft in drafts:
        reason = _incomplete(draft)
        if reason:
            dropped += [Dropped(reason, s.trigger) for s in draft.sightings]
        else:
            kept.append(draft)
    return kept, dropped


def _sport(doc: Doc) -> frozenset[int]:
    """Return the tokens of paragraphs that speak of sport: three or more of its words, or two in a short one."""
    words = lexicon().classes["sport"]
    found: list[int] = []
    start = 0
    for end in [*(t.i for t in doc if t.text.count("\n") > 1), len(doc)]:
        seen = {t.lemma_.lower() for t in doc[start:end]} & words
        if len(seen) >= 3 or (len(seen) == 2 and end - start < 40):
            found += range(start, end)
        start = end + 1
    return frozenset(found)


def _official(cast: Sequence[Cast]) -> bool:
    """Say whether an office-holder or an institution takes part."""
    return any(
        c.mention.sector in ("GOV", "MIL", "COP", "JUD", "LEG", "OPP", "REB", "SPY")
        and c.mention.entity.label in ("Person", "GovernmentBody", "ArmedGroup", "Group")
        for c in cast
    )


def _draft(
    trigger: Trigger, mentions: Mentions, dates: Sequence[DateExpression], nouns: frozenset[int]
) -> Draft | Dropped:
    state = status.read(trigger)
    if state.dropped:
        return Dropped(state.dropped, trigger)
    pattern = trigger.pattern
    cast = roles.assign(trigger, mentions)
    subject = _about(trigger, mentions, {i for d in dates for i in range(d.start, d.end)})
    plover, action = pattern.code, pattern.action
    treaty = any(e.label == "Treaty" for e in subject)
    if action and not treaty:
        if action in ("violated", "joined", "proposed") or trigger.token.pos_ == "NOUN":
            return Dropped("no-treaty", trigger)
        plover, action = ("AGREE", None) if action == "signed" else (plover, None)
    troops = pattern.mode == "visit" and any(c.mention.sector in ("MIL", "REB") for c in cast)
    if pattern.weak and (len(cast) < 2 or troops):
        return Dropped("weak", trigger)
    media = [c for c in cast if c.mention.sector == "MED" and plover == "CONSULT"]
    if media and len(cast) - len(media) < 2:
        return Dropped("media", trigger, media[0].mention.entity.name)
    if _private(cast):
        return Dropped("private", trigger)
    place = circumstances.where(trigger, mentions)
    if place is not None and plover not in LOCATED and not _hangs(place, trigger):
        place = None
    if plover == "MOBILIZE" and pattern.mode == "exercise" and len({c.mention.country for c in cast}) > 1:
        plover = "COOPERATE"
        cast = tuple(Cast("participant", c.mention) for c in cast)
    kind = "TreatyAction" if action else vocabulary().plover[plover] if plover else "PublicStatement"
    sure = CONFIDENCE[trigger.construction] - (0.1 if len(cast) < 2 else 0) - (0.1 if pattern.weak else 0)
    return Draft(
        plover,
        kind,
        action,
        state.factuality,
        _persons([c for c in cast if c not in media], plover),
        (Sighting(trigger, circumstances.figures(trigger), round(sure, 2), pattern.mode),),
        tuple(e for e in subject if e.id not in {c.mention.entity.id for c in cast}),
        tuple(m for t in state.claimants for m in mentions.resolve([t])[:1]),
        place,
        circumstances.when(trigger, dates, nouns - {trigger.token.i}),
        _answers(trigger),
    )


def _persons(cast: Sequence[Cast], plover: str | None) -> tuple[Cast, ...]:
    """Leave a country out of a meeting where a person who acts for it takes part ("the two sides")."""
    if plover != "CONSULT":
        return tuple(cast)
    present = {c.mention.country for c in cast if c.mention.entity.label == "Person"} - {None}
    return tuple(
        c
        for c in cast
        if c.role != "participant" or c.mention.entity.label != "Country" or c.mention.country not in present
    )


def _private(cast: Sequence[Cast]) -> bool:
    """Say whether companies, outlets and athletes are by themselves, without a political actor."""
    sectors = {c.mention.sector for c in cast}
    public = any(c.mention.entity.label in PUBLIC for c in cast) or not sectors <= PRIVATE | {None}
    return not public and bool(sectors & PRIVATE)


def _hangs(place: Mention, trigger: Trigger) -> bool:
    token = trigger.token.doc[place.root]
    return token.head.i in (trigger.token.i, trigger.carrier.i)


def _about(trigger: Trigger, mentions: Mentions, dated: Collection[int]) -> list[Entity]:
    """Return the entities that name the subject matter; a phrase that names none becomes a topic."""
    found: dict[str, Entity] = {}
    for token in circumstances.about(trigger, dated):
        here = mentions.at(token)
        named = [m.entity for m in here if m.entity.label in ("Treaty", "Topic")]
        inside = [
            m.entity
            for t in token.subtree
            for m in mentions.at(t)
            if m.kind == "name" and m.entity.label in ("Treaty", "Topic") and t.i != token.i
        ]
        if not named and not here and token.dep_ != "compound" and trigger.pattern.action is None:
            span = circumstances.topic(token)
            if span is not None:
                name = " ".join(span.text.split())
                named = [Entity(content_id("topic", name.casefold()), "Topic", name)]
        for entity in [*named, *inside]:
            found.setdefault(entity.id, entity)
    for anchor in (trigger.token, trigger.carrier):
        for name, token in syntax.obliques(anchor):
            if name in ("under", "during", "in", "as part of"):
                found.update((m.entity.id, m.entity) for m in mentions.at(token) if m.entity.label == "Topic")
    return list(found.values())


def _answers(trigger: Trigger) -> tuple[int, ...]:
    """Return the tokens of what the event answers: "in response to the attack"."""
    found: list[int] = []
    for anchor in (trigger.token, trigger.carrier):
        for name, token in syntax.obliques(anchor):
            if name in ("in", "as") and token.lemma_.lower() in RETORTS:
                found += [t.i for n, each in syntax.obliques(token) if n in ("to", "for") for t in each.subtree]
            elif name in ("in response to", "in retaliation for"):
                found += [t.i for t in token.subtree]
    return tuple(found)


def _incomplete(draft: Draft) -> str | None:
    """Return the coded reason why a draft is no event, None when it is one."""
    known = (
        draft.place is not None
        or draft.date is not None
        or any(s.figures.fatalities or s.figures.injured for s in draft.sightings)
    )
    if draft.code == "CONSULT" and len(draft.parties) < 2:
        modes = {s.mode for s in draft.sightings}
        if not (draft.cast and draft.place is not None and modes & {"visit", "multilateral"}):
            return "one-party"
    if not draft.cast:
        if draft.action:
            return None
        return None if known and draft.code in HAPPENINGS else "no-actor"
    if draft.code in ("REQUEST", "AGREE", "REJECT", "THREATEN") and draft.parties == draft.ids("target"):
        return "no-actor"
    nominal = all(s.trigger.construction == "noun" for s in draft.sightings)
    if nominal and len(draft.cast) == 1 and not known and draft.code not in ("RETREAT", "PROTEST"):
        return "anaphor"
    return None


def _merge(drafts: Sequence[Draft], same: Callable[[Draft, Draft], bool]) -> list[Draft]:
    """Join drafts pairwise until no two are the same."""
    kept: list[Draft] = []
    for draft in drafts:
        for position, other in enumerate(kept):
            if same(other, draft):
                kept[position] = _join(other, draft)
                break
        else:
            kept.append(draft)
    return kept


def _join(one: Draft, other: Draft) -> Draft:
    fuller, poorer = (one, other) if len(one.cast) >= len(other.cast) else (other, one)
    known = fuller.parties
    cast = (*fuller.cast, *(c for c in poorer.cast if c.mention.entity.id not in known))
    cast = _persons(cast, one.code)
    subject = {e.id: e for e in (*one.about, *other.about)}
    claimants = {m.entity.id: m for m in (*one.claimants, *other.claimants)}
    return replace(
        fuller,
        cast=cast,
        sightings=tuple(sorted((*one.sightings, *other.sightings), key=lambda s: s.trigger.token.i)),
        about=tuple(e for i, e in subject.items() if i not in {c.mention.entity.id for c in cast}),
        claimants=tuple(claimants.values()),
        place=one.place or other.place,
        date=one.date or other.date,
        answers=(*one.answers, *other.answers),
    )


def _days_agree(one: Draft, other: Draft) -> bool:
    if one.date is None or other.date is None:
        return True
    return one.date.first <= other.date.last and other.date.first <= one.date.last


def _alike(one: Draft, other: Draft) -> bool:
    same = (one.code, one.action, one.factuality) == (other.code, other.action, other.factuality)
    return same and _days_agree(one, other)


def _connected(one: Draft, other: Draft) -> bool:
    """Say whether two drafts of one sentence are one event told with two words."""
    if not _alike(one, other) or one.head.sent.start != other.head.sent.start or one.code in SPOKEN:
        return False
    near = any(
        syntax.leads_to(a.trigger.token, b.trigger.token)
        or syntax.leads_to(b.trigger.token, a.trigger.token)
        or a.trigger.token.head.i == b.trigger.token.head.i
        for a in one.sightings
        for b in other.sightings
    )
    if not near:
        return False
    if one.place and other.place and one.place.entity.id != other.place.entity.id:
        return False
    if one.code == "CONSULT":
        parties = frozenset(c.mention.entity.id for c in _persons((*one.cast, *other.cast), "CONSULT"))
        return parties in (one.parties, other.parties)
    modes = {s.mode for d in (one, other) for s in d.sightings}
    if len(modes - {None}) > 1 or ("abduction" in modes and len(modes) > 1):
        return False
    agents, others = one.ids("initiator"), other.ids("initiator")
    return not agents or not others or agents == others


def _same(one: Draft, other: Draft) -> bool:
    """Say whether two drafts of one document are the same event."""
    if not _alike(one, other):
        return False
    if one.code == "CONSULT":
        return len(one.parties) > 1 and (one.parties == other.parties or _sides(one, other) or _sides(other, one))
    if one.action:
        same_actor = one.ids("initiator") == other.ids("initiator") or not one.cast or not other.cast
        return one.treaties == other.treaties and same_actor
    both = bool(one.ids("initiator")) and bool(one.ids("target"))
    agree = one.ids("initiator") == other.ids("initiator") and one.ids("target") == other.ids("target")
    if not (both and agree):
        return False
    return one.code not in SPOKEN or {e.id for e in one.about} == {e.id for e in other.about}


def _sides(one: Draft, other: Draft) -> bool:
    """Say whether "the two sides" of one draft are the countries of the persons in the other."""
    persons = {c.mention.country for c in one.cast if c.mention.entity.label == "Person"}
    sides = {c.mention.country for c in other.cast if c.mention.entity.label == "Country" and c.mention.kind != "name"}
    return len(persons) == len(one.cast) == len(other.cast) > 1 and persons == sides


def _pairs(drafts: Sequence[Draft]) -> list[Draft]:
    """Split "talks with X and Y" into its pairs where the document tells each pair's meeting by itself."""
    meetings = {d.parties for d in drafts if d.code == "CONSULT" and len(d.parties) == 2}
    found: list[Draft] = []
    for draft in drafts:
        told = [set(p) for p in combinations(sorted(draft.parties), 2) if frozenset(p) in meetings]
        if draft.code == "CONSULT" and len(draft.parties) == 3 and len(told) == 2:
            for pair in told:
                found.append(replace(draft, cast=tuple(c for c in draft.cast if c.mention.entity.id in pair)))
        else:
            found.append(draft)
    return found


def entities_of(drafts: Iterable[Draft]) -> list[Entity]:
    """Return the entities that the events name, each once, in order."""
    found: dict[str, Entity] = {}
    for draft in drafts:
        named = [c.mention.entity for c in draft.cast] + list(draft.about) + [m.entity for m in draft.claimants]
        for entity in named + ([draft.place.entity] if draft.place else []):
            found.setdefault(entity.id, entity)
    return list(found.values())
