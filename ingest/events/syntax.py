"""Walks over a Universal Dependencies tree: the arguments of a predicate, wherever they stand.

Policy: pure functions over spaCy tokens, no lexicon. They cover passives, coordination, control,
relative and participial clauses, and nouns governed by a verb. Labels are those of UD 2 with subtypes
("nsubj:pass"); the root is spelled "ROOT".
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

SUBJECTS = ("nsubj", "csubj")
NOUNS = ("NOUN", "PROPN", "PRON", "NUM", "ADJ", "X")
RELATIVE = frozenset(("who", "which", "that", "whom", "whose"))

#: Conjunctions that start a clause with an event of its own.
CONJUNCTIONS = frozenset("after before since when as because although though until till if unless where once".split())
#: Verbs whose object is the subject of their infinitive ("urged India to leave").
OBJECT_CONTROL = frozenset(
    "urge ask tell order force allow permit persuade help compel press call instruct invite encourage "
    "convince pressure warn command direct enable cause lead advise beg implore require let make want "
    "expect accuse blame stop prevent see quote".split()
)


def relation(token: Token) -> str:
    """Return the dependency label without its subtype."""
    return token.dep_.partition(":")[0]


def children(token: Token, *labels: str) -> Iterator[Token]:
    """Yield the children with one of the labels; a bare label includes its subtypes."""
    for child in token.children:
        if child.dep_ in labels or relation(child) in labels:
            yield child


def conjuncts(token: Token) -> list[Token]:
    """Return the token and all nominals coordinated below it.

    After an apposition a title goes on describing the name: "Omar, the envoy *and head of the mission*".
    """
    found = [token]
    described = [c.i for c in children(token, "appos")] if token.pos_ == "PROPN" else []
    for child in children(token, "conj"):
        if child.pos_ == "NOUN" and any(i < child.i for i in described):
            continue
        if child.pos_ in NOUNS:
            found += conjuncts(child)
    return found


def expand(tokens: list[Token]) -> list[Token]:
    """Return the tokens with their conjuncts, each once, in order."""
    seen: dict[int, Token] = {}
    for token in tokens:
        for each in conjuncts(token):
            seen.setdefault(each.i, each)
    return list(seen.values())


def is_passive(verb: Token) -> bool:
    """Say whether a verb form is passive, the reduced relative included ("troops deployed in…")."""
    if any(child.dep_ in ("nsubj:pass", "aux:pass", "csubj:pass") for child in verb.children):
        return True
    if any(True for _ in children(verb, "aux")):
        return False
    if verb.tag_ == "VBN" and relation(verb) in ("acl", "advcl", "xcomp") and verb.dep_ != "acl:relcl":
        return not any(True for _ in children(verb, "obj"))
    if verb.tag_ == "VBN" and relation(verb) == "conj" and not any(True for _ in children(verb, "aux", "obj", "nsubj")):
        return verb.head.tag_ == "VBN" and is_passive(verb.head)
    return False


def prepositions(token: Token) -> tuple[str, ...]:
    """Return the prepositions of a nominal, lower case, fixed expressions joined ("because of")."""
    found: list[str] = []
    for child in children(token, "case", "mark"):
        words = [child, *children(child, "fixed")]
        found.append(" ".join(w.lower_ for w in words))
    return tuple(found)


def obliques(token: Token) -> list[tuple[str, Token]]:
    """Return (preposition, nominal) pairs below a predicate; conjuncts inherit the preposition.

    Of "between X and Y" both are found. A nominal without a preposition is left out.
    """
    found: list[tuple[str, Token]] = []
    for child in children(token, "obl", "nmod"):
        if child.dep_ in ("nmod:poss", "obl:npmod", "obl:tmod", "nmod:tmod", "nmod:npmod"):
            continue
        names = prepositions(child)
        for name in names[:1]:
            found += [(name, each) for each in conjuncts(child) if each.i == child.i or not prepositions(each)]
            for each in conjuncts(child)[1:]:
                found += [(own, each) for own in prepositions(each)]
    return found


def objects(verb: Token) -> list[Token]:
    """Return the objects of a verb with their conjuncts: direct, indirect, and passive subjects."""
    if is_passive(verb):
        found = list(children(verb, "nsubj:pass"))
        if not found and relation(verb) == "acl":
            found = [verb.head]
        if not found and relation(verb) == "conj":
            return objects(verb.head) if is_passive(verb.head) else []
        if not found and relation(verb) in ("advcl", "xcomp"):
            found = objects(verb.head) if is_passive(verb.head) else subjects(verb.head)
        return expand([antecedent(t) for t in found] + list(children(verb, "obj")))
    found = list(children(verb, "obj", "iobj"))
    if not found and relation(verb) == "acl" and verb.dep_ == "acl:relcl":
        own = [c for c in children(verb, *SUBJECTS) if c.lower_ not in RELATIVE]
        if own:
            found = [verb.head]
    if not found:
        found = _shared_objects(verb)
    return expand([antecedent(t) for t in found])


def _shared_objects(verb: Token) -> list[Token]:
    """Return the object that coordinated verbs share: "arrested and deported two men"."""
    joined = [c for c in children(verb, "conj") if c.tag_ == verb.tag_]
    if relation(verb) == "conj" and verb.head.tag_ == verb.tag_:
        joined.append(verb.head)
    for other in joined:
        found = [t for t in children(other, "obj") if t.i > max(verb.i, other.i)]
        if found and abs(other.i - verb.i) <= 3:
            return found
    return []


def antecedent(token: Token) -> Token:
    """Return the noun that a relative pronoun stands for, or the token itself."""
    if token.lower_ not in RELATIVE:
        return token
    node = token
    while node.head.i != node.i:
        if node.dep_ == "acl:relcl":
            return node.head
        node = node.head
    return token


def subjects(verb: Token, depth: int = 0) -> list[Token]:
    """Return the agents of a verb with their conjuncts: its subject, or the one it shares.

    Order of search: own subject; passive agent; coordinated verb; control; participial and relative
    clause. ``depth`` bounds the climb.
    """
    if depth > 6:
        return []
    if is_passive(verb):
        agents = [t for name, t in obliques(verb) if name == "by"]
        if agents or any(True for _ in children(verb, "nsubj:pass")) or relation(verb) == "acl":
            return expand(agents)
        if relation(verb) == "conj":
            return expand([t for name, t in obliques(verb.head) if name == "by"])
        return []
    if own := _own_subjects(verb):
        return expand([antecedent(t) for t in own])
    head, label = verb.head, relation(verb)
    if head.i == verb.i:
        return []
    if label == "conj":
        return objects(head) if is_passive(head) and verb.tag_ != "VBN" else subjects(head, depth + 1)
    if (
        label == "xcomp"
        or (label == "advcl" and verb.tag_ in ("VB", "VBG"))
        or (label == "ccomp" and verb.tag_ == "VB")
    ):
        if head.pos_ in ("NOUN", "PROPN"):
            return owners(head, depth + 1)
        controlled = objects(head) if head.lemma_ in OBJECT_CONTROL and label != "advcl" else []
        if head.lemma_ in OBJECT_CONTROL and label == "advcl" and not controlled:
            controlled = []
        if not controlled and head.lemma_ == "call" and label != "advcl":
            controlled = expand([t for name, t in obliques(head) if name in ("on", "upon", "for")])
        if controlled:
            return controlled
        return objects(head) if is_passive(head) else subjects(head, depth + 1)
    if label == "acl":
        if verb.dep_ == "acl:relcl":
            return []
        if any(c.lower_ == "to" for c in children(verb, "mark")):
            return (
                owners(head, depth + 1)
                or expand(list(children(head, "nsubj")) or [head])
                or expand(list(children(head, "nsubj")) or [head])
            )
        if verb.tag_ == "VBG":
            return expand([head])
    if label == "parataxis" and verb.tag_ in ("VBG", "VBN"):
        return subjects(head, depth + 1)
    return []


def _own_subjects(verb: Token) -> list[Token]:
    """Return a verb's subjects; of a reporting verb with two, each verb gets the one on its side.

    "Omar thanked Kenya, the ministry said" is often parsed with both subjects below "said".
    """
    own = [t for t in children(verb, "nsubj") if t.dep_ != "nsubj:outer"]
    if len(own) > 1:
        said = next((c for c in children(verb, "ccomp") if own[0].i < c.i < own[-1].i), None)
        return own if said is None else own[1:]
    head = verb.head
    if not own and relation(verb) == "ccomp" and verb.i < head.i:
        above = list(children(head, "nsubj"))
        if len(above) > 1 and above[0].i < verb.i:
            return above[:1]
    return own


def owners(noun: Token, depth: int = 0) -> list[Token]:
    """Return who a noun of action belongs to: possessor, "by" phrase, or the subject of its verb."""
    found = list(children(noun, "nmod:poss"))
    found += [t for name, t in obliques(noun) if name == "by"]
    if found:
        return expand(found)
    if relation(noun) in ("obj", "obl") and noun.head.pos_ in ("VERB", "AUX"):
        return subjects(noun.head, depth + 1)
    if relation(noun) in ("conj", "nmod", "appos") and depth < 6:
        return owners(noun.head, depth + 1)
    return []


def leads_to(one: Token, other: Token, limit: int = 3) -> bool:
    """Say whether a few arcs lead up from one token to the other, within one clause or a participle of it.

    A clause with a conjunction of its own ("after they had met") tells another event.
    """
    node = one
    for _ in range(limit + 1):
        if node.i == other.i:
            return True
        if node.head.i == node.i:
            return False
        if relation(node) in ("ccomp", "csubj", "parataxis"):
            return False
        if relation(node) == "advcl" and any(c.lower_ in CONJUNCTIONS for c in children(node, "mark", "advmod")):
            return False
        node = node.head
    return False
