"""Circumstances: when, where, about what, and with how many victims.

Policy: only what the clause of the trigger says. A time or place belongs to the event it hangs from;
an embedded clause keeps its own. Nothing is inherited from the dateline.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from spacy.tokens import Span, Token

from ingest.document import DateExpression, Mention
from ingest.events import syntax
from ingest.events.roles import Mentions
from ingest.events.triggers import Trigger

PLACE_PREPOSITIONS = frozenset(
    ("in", "at", "near", "inside", "outside", "across", "around", "within", "throughout", "off")
)
ABOUT_PREPOSITIONS = frozenset(("about", "on", "over", "regarding", "concerning", "into"))
#: Prepositions that set a time or event apart from the one it describes.
APART = frozenset(("since", "before", "after", "until", "till", "following", "by", "besides", "despite"))
#: Verbs whose object is the subject matter rather than a party.
TOPICAL = frozenset(
    "discuss deliberate review raise address debate stress underline underscore emphasize emphasise".split()
)
#: Nouns that say nothing themselves: their complement is the subject matter.
EMPTY = frozenset(
    "issue matter situation way effort step need range number question aspect development topic subject "
    "detail view possibility prospect means importance necessity idea progress implementation "
    "resolution end start".split()
)
KILLED = frozenset("kill die slay murder assassinate massacre slaughter execute death fatality dead".split())
HURT = frozenset(["wound", "injure", "hurt", "maim", "injury"])
NUMBERS = {
    word: value
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
        "sixteen seventeen eighteen nineteen twenty".split()
    )
} | {"thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
SCALES = {"hundred": 100, "thousand": 1000, "million": 1_000_000}


@dataclass(frozen=True, slots=True)
class Figures:
    """Reported deaths and injured; None when the text gives none."""

    fatalities: int | None = None
    injured: int | None = None


def when(
    trigger: Trigger, dates: Iterable[DateExpression], others: Collection[int] = frozenset()
) -> DateExpression | None:
    """Return the time expression of a trigger's clause, the nearest in the tree.

    ``others`` are tokens that name events of their own: what hangs from them is theirs. A coordinated verb
    without a subject of its own shares the time of the verb before it.
    """
    best: tuple[int, DateExpression] | None = None
    for expression in dates:
        span = trigger.token.doc[expression.start : expression.end]
        for rank, anchor in enumerate([*_anchors(trigger), *_shared(trigger)]):
            steps = _steps(span.root, anchor, others)
            if steps is not None and (best is None or rank + steps < best[0]):
                best = (rank + steps, expression)
    return best[1] if best else None


def where(trigger: Trigger, mentions: Mentions) -> Mention | None:
    """Return the place of an event: of its own clause first, then of what it was done to."""
    anchors = _anchors(trigger)
    names = PLACE_PREPOSITIONS
    if trigger.pattern.mode == "visit" or trigger.pattern.code == "MOBILIZE":
        names = PLACE_PREPOSITIONS | {"to"}
    elif trigger.pattern.code == "RETREAT":
        names = PLACE_PREPOSITIONS | {"from"}
    for anchor in anchors:
        for name, token in syntax.obliques(anchor):
            if name in names and (place := _place(token, mentions)):
                return place
        for child in syntax.children(anchor, "compound", "amod"):
            if (
                anchor.i == trigger.token.i
                and anchor.pos_ == "NOUN"
                and (place := _place(child, mentions, only_place=True))
            ):
                return place
    if trigger.pattern.mode == "visit" or trigger.pattern.code == "ASSAULT":
        for token in syntax.objects(trigger.carrier):
            if place := _place(token, mentions, only_place=trigger.pattern.code == "ASSAULT"):
                return place
    if trigger.pattern.code in ("ASSAULT", "COERCE", "MOBILIZE", "RETREAT", "PROTEST", "CONSULT"):
        phrases = [t for a in anchors for t in [*syntax.objects(a), *(t for _, t in syntax.obliques(a))]]
        for phrase in phrases:
            for name, token in syntax.obliques(phrase):
                if name in names and (place := _place(token, mentions)):
                    return place
            if any(n in ("on", "at", "of", "into") for n in syntax.prepositions(phrase)) and (
                place := _place(phrase, mentions, only_place=True)
            ):
                return place
    return None


def about(trigger: Trigger, dated: Collection[int]) -> list[Token]:
    """Return the heads of the phrases that name the subject matter, outermost first.

    ``dated`` are the indices of tokens that name times, which are no subject matter.
    """
    found: list[Token] = []
    anchors = {t.i: t for t in (trigger.token, trigger.carrier, trigger.consumed) if t is not None}
    for anchor in anchors.values():
        for name, token in syntax.obliques(anchor):
            if (
                name in ABOUT_PREPOSITIONS
                or (name == "for" and trigger.pattern.code == "REQUEST")
                or (name in ("of", "with") and trigger.consumed is not None and anchor.i == trigger.consumed.i)
            ):
                found.append(token)
        for child in syntax.children(anchor, "advcl", "xcomp", "acl"):
            if child.lemma_ in TOPICAL:
                found += syntax.objects(child)
        for child in syntax.children(anchor, "compound"):
            found.append(child)
    carrier = trigger.carrier
    if carrier.lemma_ in TOPICAL or trigger.pattern.code in ("REQUEST", "REJECT", "SUPPORT", "ACCUSE"):
        found += syntax.objects(carrier)
    if trigger.pattern.action:
        found += syntax.objects(carrier)
        found += [t for anchor in anchors.values() for _, t in syntax.obliques(anchor)]
        found += [*syntax.children(trigger.token, "nsubj"), trigger.token.head]
    own = trigger.consumed.i if trigger.consumed is not None else trigger.token.i
    return list({t.i: t for t in found if t.i != own and t.i not in dated}.values())


def topic(token: Token) -> Span | None:
    """Return the words that name a topic: the noun with its modifiers, None for a clause or pronoun.

    An empty noun gives way to its complement ("the issue of water" → "water").
    """
    if token.pos_ not in ("NOUN", "PROPN"):
        return None
    if token.lemma_.lower() in EMPTY:
        for name, child in syntax.obliques(token):
            if name in ("of", "in", "for", "on", "to", "with", "around"):
                return topic(child)
        for clause in syntax.children(token, "acl"):
            for name, child in syntax.obliques(clause):
                if name in ("of", "out", "from", "to", "in", "on"):
                    return topic(child)
        return None
    left = token
    for child in sorted(token.lefts, key=lambda t: -t.i):
        if child.i != left.i - 1 or child.dep_ not in ("amod", "compound", "flat", "nmod"):
            break
        left = child.left_edge
        if child.left_edge.i != child.i and child.left_edge.dep_ in ("det", "punct", "case"):
            left = child
    right = token
    for child in token.rights:
        if child.i == right.i + 1 and child.dep_ in ("flat", "compound", "goeswith"):
            right = child
    complement = next((c for n, c in syntax.obliques(token) if n == "of" and c.right_edge.i - left.i < 7), None)
    if complement is not None and not any(syntax.relation(t) == "acl" for t in complement.children):
        right = complement.right_edge
    span = token.doc[left.i : right.i + 1]
    return span if len(span) <= 7 else token.doc[token.i : token.i + 1]


def figures(trigger: Trigger) -> Figures:
    """Return the victims that the trigger's clause counts: "killed 26 people", "left 26 dead", "26 deaths"."""
    dead: int | None = None
    hurt: int | None = None
    for token in _victim_words(trigger.token):
        lemma = token.lemma_.lower()
        count = next((n for t in _counted(token) if (n := number(t)) is not None), None)
        if lemma in KILLED and dead is None:
            dead = count
        elif lemma in HURT and hurt is None:
            hurt = count
    return Figures(dead, hurt)


def number(noun: Token) -> int | None:
    """Return the count of a noun phrase as an integer: "26 people", "two dozen" is None."""
    words = [t for child in syntax.children(noun, "nummod") for t in child.subtree]
    if not words and noun.pos_ == "NUM":
        words = [noun]
    total = current = 0
    seen = False
    for word in words:
        text = word.lower_.replace(",", "")
        if re.fullmatch(r"\d+", text):
            current += int(text)
        elif text in NUMBERS:
            current += NUMBERS[text]
        elif text in SCALES:
            total, current = total + max(current, 1) * SCALES[text], 0
        elif all(part in NUMBERS for part in text.split("-")):
            current += sum(NUMBERS[part] for part in text.split("-"))
        else:
            continue
        seen = True
    return total + current if seen else None


def _counted(token: Token) -> Iterator[Token]:
    if token.pos_ in ("VERB", "AUX"):
        yield from syntax.objects(token)
        if token.lemma_ in ("die",):
            yield from syntax.subjects(token)
    elif token.pos_ == "ADJ":
        yield from syntax.children(token, "nsubj", "nsubj:pass")
        if token.dep_ == "xcomp":
            yield from syntax.objects(token.head)
        yield token
    else:
        yield token


def _victim_words(token: Token) -> Iterator[Token]:
    """Yield the words near a trigger that may count victims."""
    yield token
    for child in token.children:
        if syntax.relation(child) in ("conj", "advcl", "acl", "xcomp", "parataxis"):
            yield child
            yield from (c for c in child.children if syntax.relation(c) in ("conj", "xcomp"))
    if syntax.relation(token) in ("nsubj", "obl", "conj") or token.dep_ == "nsubj:pass":
        yield token.head
        yield from (c for c in token.head.children if syntax.relation(c) in ("conj", "xcomp"))


def _anchors(trigger: Trigger) -> list[Token]:
    """Return the words whose dependents describe the event: the trigger, its carrier, its clause."""
    found = [trigger.token]
    if trigger.carrier.i != trigger.token.i:
        found.append(trigger.carrier)
    elif trigger.token.pos_ == "NOUN" and trigger.token.dep_ in ("nsubj", "nsubj:pass"):
        found.append(trigger.token.head)
    elif trigger.token.pos_ == "NOUN" and trigger.token.dep_ == "obl":
        names = syntax.prepositions(trigger.token)[:1]
        if names and names[0] in ("during", "in", "at", "amid", "on"):
            found.append(trigger.token.head)
    if trigger.consumed is not None:
        found.append(trigger.consumed)
    if trigger.token.pos_ == "VERB" and syntax.relation(trigger.token) == "xcomp":
        found.append(trigger.token.head)
    return found


def _shared(trigger: Trigger) -> list[Token]:
    """Return the verb whose clause a coordinated verb continues."""
    verb = trigger.carrier
    own = any(True for _ in syntax.children(verb, "nsubj"))
    joined = syntax.relation(verb) == "conj" and verb.head.pos_ == "VERB" and verb.pos_ == "VERB"
    return [verb.head] if joined and not own else []


def _steps(token: Token, anchor: Token, others: Collection[int]) -> int | None:
    """Return the arcs from a token up to an anchor, None when an embedded clause lies between."""
    node, steps = token, 0
    while node.i != anchor.i:
        if node.head.i == node.i or steps > 8 or (steps and node.i in others):
            return None
        if steps and syntax.relation(node) in ("ccomp", "advcl", "acl", "parataxis", "csubj"):
            return None
        names = syntax.prepositions(node)
        if any(name in APART for name in names) or ("for" in names and syntax.relation(node) == "nmod"):
            return None
        if steps and syntax.relation(node) == "conj" and node.pos_ in ("VERB", "AUX"):
            return None
        node, steps = node.head, steps + 1
    return steps


def _place(token: Token, mentions: Mentions, *, only_place: bool = False) -> Mention | None:
    for mention in mentions.at(token):
        if mention.entity.label == "Place" or (mention.entity.label == "Country" and not only_place):
            return mention
    return None
