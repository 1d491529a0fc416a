"""Triggers: the verbs, nouns and adjectives that may name an event.

Policy: purely lexical and syntactic, no actors yet. A verb whose pattern names its object noun consumes
that noun ("launched an attack" is one trigger); a light verb carries the noun it governs. A noun in
compound position ("attack helicopter") names no event.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from spacy.tokens import Doc, Span, Token

from ingest.events import syntax
from ingest.events.lexicon import LIGHT_VERBS, Lexicon, Pattern, Roles

#: Verbs that report a demand when what they report must be done.
SAYING = frozenset("say state add insist stress declare argue warn tell".split())
DEMAND = Pattern("must", None, frozenset(), frozenset(), "REQUEST", None, "demand", Roles(), False)
REFUSAL = Pattern("not", None, frozenset(), frozenset(), "REJECT", None, None, Roles(("obj", "with", "to")), False)
ABEYANCE = frozenset(("abeyance", "suspension", "ice", "hold"))


@dataclass(frozen=True, slots=True)
class Trigger:
    """A word that may name an event.

    ``token`` is the event word, ``carrier`` the verb that brings its subject (the token itself for
    verbs), ``words`` what is shown as trigger, ``consumed`` the object noun that the pattern asked for.
    """

    token: Token
    carrier: Token
    words: tuple[Token, ...]
    pattern: Pattern
    construction: str
    consumed: Token | None = None

    @property
    def span(self) -> Span:
        """Return the stretch of text from the first of its words to the last."""
        return self.token.doc[min(w.i for w in self.words) : max(w.i for w in self.words) + 1]


#: Roots of mentions by the kind that patterns ask for: LAW, PERSON, PLACE, NAMED.
Kinds = Mapping[str, Collection[int]]


def find(doc: Doc, lexicon: Lexicon, kinds: Kinds) -> list[Trigger]:
    """Return the triggers of a document in text order."""
    verbs: list[Trigger] = []
    consumed: set[int] = set()
    carried: dict[int, Token] = {}
    for token in doc:
        if token.pos_ != "VERB" and not (token.pos_ == "ADJ" and token.tag_ in ("VBN", "VBG")):
            continue
        if token.dep_ in ("amod", "case", "compound"):
            continue
        if (spoken := _demand(token) or _refusal(token)) is not None:
            verbs.append(spoken)
            continue
        found = _match(token, lexicon.verbs.get(token.lemma_.lower(), ()), kinds)
        if found is None:
            if token.lemma_ in LIGHT_VERBS:
                carried.update((t.i, token) for t in _governed(token))
            continue
        pattern, words, noun = found
        if pattern.code == "none":
            consumed.update(t.i for t in syntax.objects(token))
        elif pattern.code == "noun":
            carried.update((t.i, token) for t in ([noun] if noun is not None else []))
        else:
            kind = "passive" if syntax.is_passive(token) else "verb"
            verbs.append(Trigger(token, token, words, pattern, kind, noun))
            if noun is not None:
                consumed.add(noun.i)
    found_nouns = [_noun(t, lexicon, carried, consumed) for t in doc]
    states = [s for t in doc if (s := _abeyance(t, kinds)) is not None]
    return sorted([*verbs, *filter(None, found_nouns), *states], key=lambda t: t.token.i)


def lemma(token: Token) -> str:
    """Return a noun's lemma with its compound in front, when both make one term ("hunger_strike")."""
    before = [c for c in syntax.children(token, "compound", "amod") if c.i == token.i - 1]
    return "_".join([*(c.lemma_.lower() for c in before), token.lemma_.lower()])


def _match(
    token: Token, patterns: Iterable[Pattern], kinds: Kinds
) -> tuple[Pattern, tuple[Token, ...], Token | None] | None:
    for pattern in patterns:
        words = _particle(token, pattern.particle)
        if words is None or (pattern.near and not _near(token, pattern.near)):
            continue
        if not pattern.objects:
            return pattern, (token, *words), None
        wanted = _objects(token, pattern.particle)
        if "NONE" in pattern.objects and not syntax.objects(token):
            return pattern, (token, *words), None
        for noun in wanted:
            if any(kind in pattern.objects and noun.i in roots for kind, roots in kinds.items()):
                return pattern, (token, *words), None
            if lemma(noun) in pattern.objects or noun.lemma_.lower() in pattern.objects:
                return pattern, (token, *words, noun), noun
    return None


def _objects(token: Token, particle: str | None) -> list[Token]:
    found = syntax.objects(token)
    if particle:
        last = particle.split()[-1]
        found = found + [t for name, t in syntax.obliques(token) if name.split()[-1] == last]
    elif not found:
        found = [t for name, t in syntax.obliques(token) if name in ("in", "under")]
    return found


def _particle(token: Token, particle: str | None) -> tuple[Token, ...] | None:
    """Return the tokens of a verb's particle or preposition, None when it is not there."""
    if particle is None:
        return ()
    first, *rest = particle.split()
    for child in token.children:
        if child.lower_ == first and child.dep_ in ("compound:prt", "advmod", "mark"):
            if not rest:
                return (child,)
            following = [t for name, t in syntax.obliques(token) if name.split()[-1] == rest[-1]]
            if following:
                return (child,)
        if syntax.relation(child) in ("advcl", "xcomp", "ccomp") and not rest:
            marks = list(syntax.children(child, "mark"))
            if marks and marks[0].lower_ == first and first != "to":
                return (marks[0],)
        if syntax.relation(child) == "obl" and child.ent_type_ != "DATE":
            for case in syntax.children(child, "case"):
                whole = " ".join(w.lower_ for w in (case, *syntax.children(case, "fixed")))
                if whole == particle or (not rest and case.lower_ == first):
                    return (case,)
    return None


def _near(token: Token, words: Collection[str]) -> bool:
    for child in token.children:
        if child.dep_ in words:
            return True
        if syntax.relation(child) in ("obl", "advmod", "xcomp", "obj", "ccomp", "nmod"):
            if child.lemma_.lower() in words:
                return True
            if any(grand.lemma_.lower() in words for grand in child.children):
                return True
    return False


def _governed(verb: Token) -> list[Token]:
    """Return the nouns a light verb may carry: objects, passive subjects, "in"/"to" obliques."""
    return syntax.objects(verb) + [t for name, t in syntax.obliques(verb) if name in ("in", "with", "to")]


def _noun(token: Token, lexicon: Lexicon, carried: dict[int, Token], consumed: Collection[int]) -> Trigger | None:
    if token.pos_ != "NOUN" or token.i in consumed or token.dep_ in ("compound", "flat", "case", "fixed"):
        return None
    pattern = lexicon.nouns.get(lemma(token)) or lexicon.nouns.get(token.lemma_.lower())
    if pattern is None or (pattern.code is None and pattern.action is None):
        return None
    carrier = carried.get(token.i)
    words = (token,) if carrier is None else (carrier, token)
    return Trigger(token, carrier or token, words, pattern, "light verb" if carrier is not None else "noun")


def _demand(token: Token) -> Trigger | None:
    """Read "X said that Y must leave" as a demand of X."""
    if token.lemma_ not in SAYING:
        return None
    for clause in syntax.children(token, "ccomp"):
        for modal in syntax.children(clause, "aux"):
            if modal.lower_ in ("must", "should") and clause.i > token.i and any(syntax.children(clause, "nsubj")):
                return Trigger(token, token, (token, modal), DEMAND, "reported demand")
    return None


def _refusal(token: Token) -> Trigger | None:
    """Read "X will not leave" as a refusal of X."""
    future = next((c for c in syntax.children(token, "aux") if c.lower_ in ("will", "would", "wo")), None)
    negation = next((c for c in syntax.children(token, "advmod") if c.lower_ in ("not", "n't")), None)
    if future is None or negation is None or syntax.is_passive(token) or syntax.relation(token) in ("advcl", "acl"):
        return None
    return Trigger(token, token, (future, negation, token), REFUSAL, "negated future")


def _abeyance(token: Token, kinds: Kinds) -> Trigger | None:
    """Read "the treaty is / remains in abeyance", and "the treaty in abeyance" below a noun."""
    if token.lemma_.lower() not in ABEYANCE or "in" not in syntax.prepositions(token):
        return None
    holders = [*syntax.children(token, "nsubj"), *([token.head] if token.dep_ == "nmod" else [])]
    if not any(t.i in kinds["LAW"] for t in holders):
        return None
    pattern = Pattern(
        token.lemma_.lower(),
        None,
        frozenset(),
        frozenset(),
        "SANCTION",
        "suspended",
        "suspended",
        Roles(),
        False,
    )
    return Trigger(token, token, (token,), pattern, "state")
