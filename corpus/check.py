"""What must be true of an annotation, beyond that it can be read.

Policy: every rule is one small function that yields sentences with file and line; whoever adds a rule adds it to
:data:`RULES`. Amounts that the whole corpus must reach are :mod:`corpus.quotas`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator

from corpus.model import NIL, Chain, Document
from corpus.modes import kind_of
from corpus.notation import NotationError
from ingest.evaluation.gold import period
from ingest.knowledge.base import default
from ontology.errors import SourceError
from ontology.vocabulary import vocabulary

#: Types of what can act or speak, of where something can happen, and of what has an identity when it has a name.
ACTORS = frozenset(("PERSON", "ORG", "GPE", "NORP", "GROUP"))
PLACES = frozenset(("GPE", "LOC", "FAC"))
IDENTIFIED = frozenset(("PERSON", "ORG", "GPE", "LOC", "NORP", "FAC", "LAW", "EVENT"))
#: Who is no country (PLOVER's international actors).
BEYOND = frozenset(("IGO", "NGO", "IMG"))
SECTORS = frozenset("GOV MIL COP JUD LEG SPY OPP PTY REB UAF CVL REF MED EDU BUS LAB CRM NGO AGR ELI".split())


def check(document: Document) -> list[NotationError]:
    """Return what is wrong with one document, in the order of the rules."""
    return [NotationError(document.path, line, problem) for rule in RULES for line, problem in rule(document)]


def every_sentence_is_decided(document: Document) -> Iterator[tuple[int, str]]:
    """A sentence has a trigger, or was checked and has none."""
    stated = {document.sentence(t.begin) for e in document.events for t in e.triggers}
    for number in range(1, len(document.sentences) + 1):
        if number in stated and number in document.quiet:
            yield 1, f"sentence {number} is quiet and has a trigger; remove one"
        if number not in stated and number not in document.quiet:
            yield 1, f"sentence {number} has no trigger and is not quiet; annotate it or add it to quiet"
    for number in document.quiet:
        if not 1 <= number <= len(document.sentences):
            yield 1, f"quiet names sentence {number}; the text has {len(document.sentences)}"


def roles_fit(document: Document) -> Iterator[tuple[int, str]]:
    """The ontology allows the role for the class, and who takes part can act."""
    types = {c.id: c.type for c in document.chains}
    for event in document.events:
        if not vocabulary().below(event.kind, "Event"):
            yield event.line, f"{event.kind!r} is no class of events; take one from ontology/diplograph.ttl"
            continue
        allowed = {r.name for r in vocabulary().roles(event.kind)}
        for role, chain in event.participants:
            if role not in allowed:
                yield event.line, f"{event.kind} has no {role}; its roles: {', '.join(sorted(allowed))}"
            if types[chain] not in ACTORS:
                yield event.line, f"{chain} is {types[chain]} and cannot be {role}; name who acts"
        for chain in event.claimed_by:
            if types[chain] not in ACTORS:
                yield event.line, f"{chain} is {types[chain]} and claims nothing; name who says it"
        if event.place and types[event.place] not in PLACES:
            yield event.line, f"{event.place} is {types[event.place]} and no place; take a GPE, LOC or FAC"


def roles_once(document: Document) -> Iterator[tuple[int, str]]:
    """Nobody takes part twice in one event."""
    for event in document.events:
        names = [chain for _, chain in event.participants]
        for name in dict.fromkeys(n for n in names if names.count(n) > 1):
            yield event.line, f"{name} takes part twice in {event.id}; keep one role"


def classes_fit(document: Document) -> Iterator[tuple[int, str]]:
    """An event without a type has the class of its mode."""
    for event in document.events:
        if event.plover is None and event.kind != kind_of(None, event.mode):
            yield event.line, "an event without a type keeps the class of its mode"


def times_parse(document: Document) -> Iterator[tuple[int, str]]:
    """Days exist, and periods run forward."""
    for line, value in (
        *((e.line, e.time) for e in document.events),
        *((1, t.value) for t in document.times),
    ):
        if value:
            try:
                period(value, "")
            except SourceError as error:
                yield line, str(error).removeprefix(": ")


def codes_exist(document: Document) -> Iterator[tuple[int, str]]:
    """Countries are ISO's or PLOVER's, sectors PLOVER's."""
    for chain in document.chains:
        if chain.country and chain.country not in BEYOND:
            try:
                default().country(chain.country)
            except KeyError:
                yield chain.line, f"{chain.country!r} is no country of ISO 3166-1 alpha-3, nor IGO, NGO, IMG"
        if chain.sector and chain.sector not in SECTORS:
            yield chain.line, f"{chain.sector!r} is no sector; take one of {', '.join(sorted(SECTORS))}"


def ids_resolve(document: Document) -> Iterator[tuple[int, str]]:
    """What has a name has an identity in the knowledge base, or NIL; two chains do not share one."""
    owners: dict[str, str] = {}
    for chain in document.chains:
        if chain.entity and chain.entity != NIL:
            if chain.entity not in default():
                yield chain.line, f"{chain.entity!r} is not in the knowledge base; correct it or write =NIL"
            if chain.entity in owners and chain.type != "NORP":
                yield chain.line, f"{chain.entity} is {owners[chain.entity]} already; join the two chains"
            owners.setdefault(chain.entity, chain.id)
        if not chain.entity and needs_identity(chain):
            yield chain.line, f"{chain.id} ({chain.title}) has a name and no identity; run 'python -m corpus link'"


def needs_identity(chain: Chain) -> bool:
    """Say whether a chain must carry an id or NIL."""
    return chain.type in IDENTIFIED and bool(chain.names)


def offices_fit(document: Document) -> Iterator[tuple[int, str]]:
    """Who holds an office is a person, and holds it in something that has offices."""
    types = {c.id: (c.type, c.line) for c in document.chains}
    for office in document.offices:
        person, organization = types.get(office.person), types.get(office.organization)
        if person and person[0] != "PERSON":
            yield person[1], f"{office.person} is {person[0]} and holds no office; take a PERSON"
        if organization and organization[0] not in ("ORG", "GPE", "LOC", "PERSON", "GROUP", "FAC", "LAW", "EVENT"):
            yield organization[1], f"{office.organization} is {organization[0]}; an office is in an ORG or GPE"


def triggers_lie_in_sentences(document: Document) -> Iterator[tuple[int, str]]:
    """A trigger belongs to one event, and stays within its sentence."""
    owner: dict[tuple[int, int], str] = {}
    for event in document.events:
        for span in event.triggers:
            number = document.sentence(span.begin)
            if not number or span.end > document.sentences[number - 1].end:
                yield event.line, f"{span.text!r} crosses the end of a sentence"
            place = span.begin, span.end
            if owner.get(place) == event.id:
                yield event.line, f"{span.text!r} stands twice as a trigger of {event.id}"
            owner[place] = event.id


def shared_events_agree(documents: Iterable[Document]) -> list[NotationError]:
    """An event told by several articles stands in more than one, with one type and status family."""
    found = defaultdict(list)
    for document in documents:
        for event in document.events:
            if event.shared:
                found[event.shared].append((document, event))
    errors = []
    for name, pairs in found.items():
        document, event = pairs[0]
        if len({d.id for d, _ in pairs}) < 2:
            errors.append(NotationError(document.path, event.line, f"only this article has {name}; remove 'same'"))
        for other, its in pairs[1:]:
            if its.plover != event.plover:
                problem = f"{name} is {its.plover} here and {event.plover} in {document.id}; agree"
                errors.append(NotationError(other.path, its.line, problem))
    return errors


Rule = Callable[[Document], Iterator[tuple[int, str]]]
RULES: tuple[Rule, ...] = (
    every_sentence_is_decided,
    triggers_lie_in_sentences,
    roles_fit,
    roles_once,
    classes_fit,
    times_parse,
    codes_exist,
    ids_resolve,
    offices_fit,
)
