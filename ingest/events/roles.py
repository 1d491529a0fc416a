"""Roles: which mentions take part in an event, and in which role.

Policy: the tree offers tokens, the linker's mentions say which of them are actors. A phrase that is no
actor itself passes the role to the actor it belongs to ("Serbia's suppression", "calls by the rulers").
Acts of speech that name nobody are aimed at the first actor of what is said.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Token

from ingest.document import Mention
from ingest.events import syntax
from ingest.events.triggers import Trigger
from ontology.facts import Role
from ontology.vocabulary import vocabulary

#: Types whose target may stand inside what is said, promised, demanded or refused.
SPEECH = frozenset(
    ("AGREE", "REQUEST", "REJECT", "THREATEN", "SUPPORT", "ACCUSE", "CONCEDE", "PROTEST", "SANCTION", "AID")
)
#: Prepositions of whom a phrase belongs to, and of whose act a noun is ("the attack *by* rebels killed…").
BELONGING = frozenset(("of", "by", "from", "against", "with", "between", "for", "to", "on", "among", "in"))
AUTHORS = frozenset(("of", "by", "from"))
#: Modes of agreement whose actors are signatories.
SIGNED = frozenset(("signed", "ratified"))
#: Verbs that bring others together, and the role of their subject.
CONVENERS: Mapping[str, Role] = {
    "host": "host",
    "convene": "host",
    "mediate": "mediator",
    "broker": "mediator",
    "facilitate": "mediator",
}


@dataclass(frozen=True, slots=True)
class Cast:
    """A mention in a role."""

    role: Role
    mention: Mention


class Mentions:
    """The mentions of a document by the token they hang from."""

    def __init__(self, doc: Doc) -> None:
        self.by_root: defaultdict[int, list[Mention]] = defaultdict(list)
        for mention in doc._.mentions:
            self.by_root[mention.root].append(mention)

    def at(self, token: Token) -> list[Mention]:
        """Return all mentions that hang from a token."""
        return self.by_root.get(token.i, [])

    def actors(self, token: Token) -> list[Mention]:
        """Return the actors that a token stands for.

        "Gunmen from X" are the armed group X; "the ministers of X and Y" act for both countries.
        """
        found = [m for m in self.at(token) if is_actor(m)]
        if found and found[0].entity.label == "Group":
            phrases = syntax.obliques(token)
            for name, child in phrases:
                groups = [m for m in self.at(child) if m.entity.label == "ArmedGroup"]
                if groups and name in ("from", "of"):
                    return groups
            states = [
                replace(m, kind="nominal", sector=found[0].sector or m.sector)
                for name, child in phrases
                for m in self.at(child)
                if name == "of" and m.entity.label == "Country"
            ]
            if len(states) > 1 and token.tag_ == "NNS":
                return states
        return found

    def owners(self, token: Token, names: frozenset[str] = BELONGING) -> list[Mention]:
        """Return the actors a phrase belongs to: possessor, modifier, or a phrase with one of the prepositions."""
        for child in syntax.children(token, "nmod:poss", "amod", "compound", "nmod:desc"):
            if found := [m for t in syntax.conjuncts(child) for m in self.actors(t)]:
                return found
        for name, child in syntax.obliques(token):
            if name in names:
                if found := self.actors(child):
                    return found
                if name in ("of", "by", "from", "against") and (found := self.owners(child)):
                    return found
        return []

    def resolve(self, tokens: Iterable[Token], names: frozenset[str] = BELONGING) -> list[Mention]:
        """Return the actors of argument tokens, their own or those they belong to."""
        found: dict[tuple[int, str], Mention] = {}
        for token in tokens:
            for mention in self.actors(token) or self.owners(token, names):
                found.setdefault((mention.root, mention.entity.id), mention)
        return list(found.values())


def is_actor(mention: Mention) -> bool:
    """Say whether the ontology lets a mention's entity take part in an event."""
    return "Actor" in vocabulary().classes[mention.entity.label].labels


def assign(trigger: Trigger, mentions: Mentions) -> tuple[Cast, ...]:
    """Return who takes part in the event of a trigger."""
    verbal = trigger.token.i == trigger.carrier.i and _verbal(trigger)
    initiators, targets = _verb(trigger, mentions) if verbal else _noun(trigger, mentions)
    symmetric = trigger.pattern.roles.symmetric
    if trigger.pattern.mode in SIGNED:
        return _cast("signatory", [*initiators, *targets])
    if trigger.pattern.action and not verbal:
        complements = [t for name, t in syntax.obliques(trigger.token) if name == "of"]
        named = [t for c in (trigger.token, *complements) for name, t in syntax.obliques(c) if name == "by"]
        return _cast("initiator", mentions.resolve(named) or initiators)
    if (role := _convener(trigger)) is not None:
        return (*_cast(role, initiators), *_cast("participant", targets))
    if conveners := _conveners(trigger, mentions):
        apart = {c.mention.entity.id for c in conveners}
        return (*_cast("participant", [m for m in (*initiators, *targets) if m.entity.id not in apart]), *conveners)
    if trigger.pattern.mode == "visit" and not symmetric:
        visited = [m for m in targets if m.entity.label == "Country"]
        met = [m for m in (*initiators, *targets) if m not in visited]
        return (*_cast("participant", met), *_cast("host", visited))
    if (symmetric and (targets or len(_ids(initiators)) > 1)) or trigger.pattern.code == "CONSULT":
        return _cast("participant", [*initiators, *targets])
    if not targets and trigger.pattern.code in SPEECH and initiators:
        targets = _addressed(trigger, mentions, initiators)
    known = _ids(initiators)
    targets = [m for m in targets if m.entity.id not in known]
    return (*_cast("initiator", initiators), *_cast("target", targets))


def _is(token: Token, other: Token | None) -> bool:
    return other is not None and token.i == other.i


def _convener(trigger: Trigger) -> Role | None:
    """Return the role of a subject that brings others together, None when it takes part like them."""
    if trigger.pattern.mode in ("mediation", "host"):
        return "mediator" if trigger.pattern.mode == "mediation" else "host"
    return CONVENERS.get(trigger.carrier.lemma_) if trigger.pattern.code == "CONSULT" else None


def _conveners(trigger: Trigger, mentions: Mentions) -> tuple[Cast, ...]:
    """Return hosts and mediators named by a clause on the noun: "talks hosted by Oman"."""
    found: list[Cast] = []
    for clause in syntax.children(trigger.token, "acl", "amod"):
        if (role := CONVENERS.get(clause.lemma_)) is not None and trigger.pattern.code in ("CONSULT", "AGREE"):
            found += _cast(role, mentions.resolve(syntax.subjects(clause)))
    return tuple(found)


def _verbal(trigger: Trigger) -> bool:
    return trigger.token.pos_ in ("VERB", "AUX") or trigger.token.tag_ in ("VBN", "VBG")


def _verb(trigger: Trigger, mentions: Mentions) -> tuple[list[Mention], list[Mention]]:
    verb, roles = trigger.token, trigger.pattern.roles
    agents = mentions.resolve(syntax.subjects(verb), AUTHORS)
    slots = _slots(syntax.obliques(verb) + (syntax.obliques(trigger.consumed) if trigger.consumed is not None else []))
    targets: list[Mention] = []
    for name in roles.targets:
        tokens = slots.get(name, [])
        if name == "obj":
            tokens = [t for t in syntax.objects(verb) if not _is(t, trigger.consumed) or mentions.actors(t)]
        if not tokens and name == "with" and roles.symmetric:
            tokens = _nested(verb)
        targets += mentions.resolve(tokens)
    if trigger.consumed is not None and not targets and roles.targets:
        targets += [m for m in mentions.owners(trigger.consumed) if not _behind(m, agents)]
    if roles.inverse:
        return targets, agents
    return agents, targets


def _noun(trigger: Trigger, mentions: Mentions) -> tuple[list[Mention], list[Mention]]:
    noun, roles = trigger.token, trigger.pattern.roles
    slots = _slots(syntax.obliques(noun))
    carried = trigger.carrier.i != noun.i
    if carried:
        for name, tokens in _slots(syntax.obliques(trigger.carrier)).items():
            slots[name] += [t for t in tokens if t.i != noun.i]
    possessors = [t for c in syntax.children(noun, "nmod:poss") for t in syntax.conjuncts(c)]
    modifiers = [
        t for c in syntax.children(noun, "amod", "compound", "nmod:desc", "nummod") for t in syntax.conjuncts(c)
    ]
    owned = [m for t in possessors for m in mentions.actors(t)]
    qualified = [m for t in modifiers for m in mentions.actors(t)]
    agents = mentions.resolve(t for name in roles.initiators for t in slots.get(name, []))
    if carried:
        agents += mentions.resolve(syntax.subjects(trigger.carrier), AUTHORS)
    if roles.symmetric and not slots.get("with"):
        slots["with"] = _nested(noun)
    targets = mentions.resolve(t for name in roles.targets for t in slots.get(name, []))
    if "of" in roles.targets and not slots.get("of") and not carried:
        targets += owned
    else:
        agents += owned
    if roles.symmetric:
        if not (agents or qualified) and syntax.relation(noun) == "obl":
            names = syntax.prepositions(noun)[:1]
            if names and names[0] in ("after", "during", "in", "at", "following", "before"):
                agents = mentions.resolve(syntax.subjects(noun.head))
        return agents + qualified, targets
    return agents or qualified, targets


def _nested(token: Token) -> list[Token]:
    """Return whom one talks with where the phrase hangs deeper: "talks about the border with Omar"."""
    inner = syntax.children(token, "obj", "nmod", "obl")
    return [t for child in inner for name, t in syntax.obliques(child) if name == "with"]


def _slots(pairs: Sequence[tuple[str, Token]]) -> defaultdict[str, list[Token]]:
    slots: defaultdict[str, list[Token]] = defaultdict(list)
    for name, token in pairs:
        slots[name].append(token)
    return slots


def _addressed(trigger: Trigger, mentions: Mentions, agents: Sequence[Mention]) -> list[Mention]:
    """Return the first actor of the clause or phrase that a speech act governs, one of a known country first."""
    roots = list(syntax.children(trigger.token, "ccomp", "xcomp", "obj", "obl", "advcl", "acl", "nmod", "nsubj:pass"))
    if trigger.consumed is not None:
        roots += list(syntax.children(trigger.consumed, "acl", "nmod"))
    unplaced: list[Mention] = []
    for root in sorted(roots, key=lambda t: (syntax.relation(t) not in ("ccomp", "xcomp", "obj"), t.i)):
        for token in sorted(root.subtree, key=lambda t: (_depth(t, root), t.i)):
            if token.i < trigger.token.i:
                continue
            found = [m for t in syntax.conjuncts(token) for m in mentions.actors(t) if not _behind(m, agents)]
            if any(m.country for m in found):
                return found
            unplaced = unplaced or found
    return unplaced


def _behind(mention: Mention, agents: Sequence[Mention]) -> bool:
    """Say whether a mention is one of the agents, or the country that one of them acts for."""
    country = mention.country if mention.entity.label == "Country" else None
    return any(a.entity.id == mention.entity.id or (country and a.country == country) for a in agents)


def _depth(token: Token, root: Token) -> int:
    depth = 0
    while token.i != root.i and token.head.i != token.i:
        token, depth = token.head, depth + 1
    return depth


def _cast(role: Role, mentions: Iterable[Mention]) -> tuple[Cast, ...]:
    unique: dict[str, Mention] = {}
    for mention in mentions:
        unique.setdefault(mention.entity.id, mention)
    return tuple(Cast(role, mention) for mention in unique.values())


def _ids(mentions: Iterable[Mention]) -> frozenset[str]:
    return frozenset(m.entity.id for m in mentions)
