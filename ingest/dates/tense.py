"""Whether the clause around a time expression tells of the past or of what is to come.

Policy: read from the tree (Universal Dependencies, Penn tags), from the time expression up to the verb
that governs it. A time before its noun ("Tuesday's attack") belongs to the noun, which is future only as
the subject of a future verb. What the tree does not say is the past, as news mostly is; "none" lets a day
without a year be the nearest one.
"""

from __future__ import annotations

from spacy.tokens import Token

from ingest.dates.spans import Tense

MODALS = frozenset(("will", "shall", "would", "may", "might", "could", "can", "should", "must", "'ll", "wo"))
#: What is scheduled, hoped for or promised lies ahead of it.
PLANS = frozenset(
    "schedule plan expect due slate set intend hope agree decide promise vow pledge prepare want propose"
    " invite urge call ask offer aim seek ready order commit likely poise book".split()
)
#: Participles and adjectives that put their own time ahead: "talks scheduled for Friday".
AHEAD = frozenset("schedule plan expect due slate set upcoming planned scheduled forthcoming coming proposed".split())
STATIVE = frozenset("be have say tell know think believe remain stand".split())
VERBAL = frozenset(("VERB", "AUX"))


def tense(token: Token) -> Tense:
    """Return the tense of the clause that a time expression, given by its root token, hangs in."""
    holder = token
    for head in token.ancestors:
        if holder.pos_ in VERBAL or _is_predicate(holder):
            break
        nominal = head.pos_ in ("NOUN", "PROPN")
        if nominal and head.i > holder.i and holder.i == token.i:
            return "future" if _subject_of_future(head) else "none"
        if _announced(head):
            return "future"
        if nominal and any(child.lower_ == "from" for child in holder.children):
            return "past"
        holder = head
    return _of_verb(holder)


def _of_verb(verb: Token) -> Tense:
    """Return the tense of a verb or a predicate with a copula."""
    helpers = [child for child in verb.children if child.dep_ in ("aux", "aux:pass", "cop")]
    if any(helper.lower_ in MODALS for helper in helpers):
        return "past" if any(helper.lemma_ == "have" for helper in helpers) else "future"
    lemma = verb.lemma_.lower()
    if lemma in AHEAD and (verb.tag_ == "VBN" or verb.pos_ == "ADJ"):
        return "future"
    tags = {helper.tag_ for helper in helpers}
    if verb.tag_ == "VB":
        return _of_infinitive(verb)
    if verb.tag_ == "VBG" and not tags & {"VBD", "VBN"}:
        if tags & {"VBZ", "VBP"}:
            return "future"
        return _of_verb(verb.head) if verb.head.i != verb.i and verb.head.pos_ in VERBAL else "past"
    if verb.tag_ in ("VBZ", "VBP") and lemma not in STATIVE:
        return "future"
    return "past"


def _of_infinitive(verb: Token) -> Tense:
    """Return the tense of an infinitive: ahead after a plan or on its own, else that of its governor."""
    head = verb.head
    if head.i == verb.i or head.lemma_.lower() in PLANS:
        return "future"
    return _of_verb(head) if head.pos_ in VERBAL else "none"


def _is_predicate(token: Token) -> bool:
    """Tell whether a noun or adjective is made a predicate by a copula."""
    return any(child.dep_ == "cop" for child in token.children)


def _announced(noun: Token) -> bool:
    """Tell whether a noun is something said to lie ahead: "ahead of talks", "an upcoming summit"."""
    for child in noun.children:
        if child.dep_ == "case" and child.lower_ in ("ahead", "before"):
            return True
        if child.dep_ == "amod" and child.lower_ in AHEAD:
            return True
    return False


def _subject_of_future(noun: Token) -> bool:
    """Tell whether a noun is the subject of a verb in the future."""
    return noun.dep_ in ("nsubj", "nsubj:pass") and noun.head.i != noun.i and _of_verb(noun.head) == "future"
