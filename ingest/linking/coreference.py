"""Pronouns and short forms: "he", "its", "the minister", "the two sides".

Policy: a deterministic sieve. Each candidate antecedent must agree (person or not, one or many, gender where
the text shows it) and must not be an argument of the same verb; among those that do, subjects, speakers and
near ones win. What cannot be resolved gets no mention: a wrong actor is worse than a missing one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ingest.document import Mention
from ingest.linking.persons import Bearer
from ingest.linking.phrases import agent_at
from ingest.linking.reading import Reading

SINGULAR = frozenset({"he", "him", "his", "himself", "she", "her", "hers", "herself"})
NEUTER = frozenset({"it", "its", "itself"})
PLURAL = frozenset({"they", "them", "their", "theirs", "themselves"})
FIRST = frozenset({"i", "me", "my", "we", "us", "our", "mine", "ours"})
FEMININE = frozenset({"she", "her", "hers", "herself"})
POSSESSIVE = frozenset({"his", "her", "its", "their", "my", "our"})
SPEECH = frozenset(
    "say tell add state announce note report declare claim stress emphasize emphasise argue insist warn "
    "ask reply write explain acknowledge admit deny accuse quote remark reiterate underline affirm "
    "confirm comment assert allege post tweet urge call complain pledge vow promise believe".split()
)
SUBJECTS = frozenset({"nsubj", "nsubj:pass", "nsubj:outer", "csubj"})
MODIFIERS = frozenset({"compound", "amod", "nmod:poss", "nmod:desc", "flat", "nmod"})

ORGANIZATION_LABELS = frozenset({"Organization", "GovernmentBody", "IntergovernmentalOrganization", "ArmedGroup"})

#: Least support, and how many sentences back an antecedent may lie.
ENOUGH = 0.5
REACH = 3


@dataclass(frozen=True, slots=True)
class Scene:
    """What antecedents are chosen from: mentions by place, what persons are called, titles by entity."""

    reading: Reading
    people: Mapping[str, Bearer]
    roles: Mapping[str, tuple[str, ...]]

    def gender(self, mention: Mention) -> str:
        """Return "f" or "m" where the text shows it."""
        bearer = self.people.get(mention.entity.id)
        return bearer.gender if bearer is not None else ""


def referential(reading: Reading, token: int) -> bool:
    """Tell whether a token is a pronoun that may stand for an actor."""
    word = reading.lower[token]
    if word not in SINGULAR | NEUTER | PLURAL | FIRST or reading.pos[token] not in ("PRON", "DET"):
        return False
    if reading.deps[token] == "expl":
        return False
    if word == "it" and reading.pos[reading.heads[token]] in ("ADJ", "NOUN"):
        return not any(reading.deps[c] in ("csubj", "ccomp", "advcl") for c in reading.children[reading.heads[token]])
    return True


def pronoun(scene: Scene, token: int, mentions: Sequence[Mention]) -> list[Mention]:
    """Return the mentions of a pronoun: one, or several for a plural that stands for joined names."""
    reading = scene.reading
    word = reading.lower[token]
    if word in FIRST:
        speaker = _speaker(scene, token, mentions)
        return [refer(speaker, token, token + 1, token)] if speaker is not None else []
    if word.endswith(("self", "selves")):
        verb = reading.heads[token]
        subjects = [m for m in mentions if reading.heads[m.root] == verb and reading.deps[m.root] in SUBJECTS]
        return [refer(m, token, token + 1, token) for m in subjects]
    if word in PLURAL:
        joined = _joined(scene, token, mentions)
        if joined:
            return [refer(m, token, token + 1, token) for m in joined]
    best, support = None, ENOUGH
    beside = _coarguments(reading, token, mentions)
    for mention in mentions:
        if not _agrees(scene, word, mention) or not _free(reading, token, mention) or mention.entity.id in beside:
            continue
        value = weigh(scene, token, mention)
        if value >= support:
            best, support = mention, value
    if best is None:
        return []
    bearer = scene.people.get(best.entity.id)
    if bearer is not None and word in SINGULAR and not bearer.gender:
        bearer.gender = "f" if word in FEMININE else "m"
    same = [m for m in mentions if m.root == best.root and m.start == best.start] if word in PLURAL else [best]
    return [refer(m, token, token + 1, token) for m in same]


def _coarguments(reading: Reading, token: int, mentions: Sequence[Mention]) -> frozenset[str]:
    """Return the entities that are other arguments of the verb of a pronoun, which it cannot be."""
    if reading.deps[token] == "nmod:poss":
        return frozenset()
    verb = reading.heads[token]
    shared = verb
    while not any(reading.deps[c] in SUBJECTS for c in reading.children[shared]) and reading.deps[shared] in (
        "conj",
        "xcomp",
    ):
        shared = reading.heads[shared]
    return _subjects(reading, shared, mentions) | frozenset(
        m.entity.id
        for m in mentions
        if m.root != token and reading.heads[m.root] == verb and reading.deps[m.root] in (*SUBJECTS, "obj", "iobj")
    )


def _subjects(reading: Reading, verb: int, mentions: Sequence[Mention]) -> frozenset[str]:
    """Return the entities that are subjects of a verb, joined ones included."""
    return frozenset(
        m.entity.id for m in mentions if reading.governor(m.root) == verb and reading.relation(m.root) in SUBJECTS
    )


def refer(antecedent: Mention, start: int, end: int, root: int, kind: str = "pronoun") -> Mention:
    name = antecedent.antecedent or antecedent.entity.name
    return Mention(start, end, root, kind, antecedent.entity, antecedent.country, antecedent.sector, name)  # type: ignore[arg-type]


def _agrees(scene: Scene, word: str, mention: Mention) -> bool:
    label = mention.entity.label
    singular = not scene.reading.plural(mention.root)
    if word in SINGULAR:
        if label == "Group":
            return singular and mention.kind == "nominal" and _person(scene.reading, mention.root)
        gender = scene.gender(mention)
        return label == "Person" and (not gender or (gender == "f") == (word in FEMININE))
    if word in NEUTER:
        return (
            label in ORGANIZATION_LABELS
            or label in ("Country", "Treaty")
            or (label == "Place" and mention.kind == "name")
        )
    return (
        (label == "Group" and (not singular or mention.kind == "nominal"))
        or label in ORGANIZATION_LABELS
        or (label == "Country" and mention.kind != "demonym")
    )


#: Nouns of single people that are no offices.
HUMANS = frozenset(
    "man woman boy girl person soldier officer civilian resident student citizen refugee gunman suspect".split()
)


def _person(reading: Reading, token: int) -> bool:
    agent = agent_at(reading, token)
    return agent is not None and (agent.kind == "office" or agent.noun in HUMANS or agent.sector is None)


def _free(reading: Reading, token: int, mention: Mention) -> bool:
    """Tell whether a mention may bind a pronoun: not an argument of the same verb, not inside its own phrase."""
    if mention.root == token or (mention.kind == "demonym" and reading.heads[mention.root] == reading.heads[token]):
        return False
    if reading.lower[token] in POSSESSIVE and reading.deps[token] == "nmod:poss":
        upper = reading.heads[token]
        return mention.root != upper and reading.governor(mention.root) != upper
    return reading.governor(token) != reading.governor(mention.root)


def weigh(scene: Scene, token: int, mention: Mention) -> float:
    reading = scene.reading
    root = mention.root
    distance = reading.sentence[token] - reading.sentence[root]
    relation = reading.relation(root)
    if distance < 0 or distance > REACH:
        return -1.0
    if root > token:
        fronted = (
            distance == 0
            and relation in SUBJECTS
            and reading.deps[reading.heads[root]] in ("ROOT", "root", "ccomp")
            and _fronted(reading, token, root)
        )
        return 2.6 if fronted and mention.kind != "pronoun" else -1.0
    total = 2.0 - 0.9 * distance - min(0.4, 0.01 * (token - root))
    governor = reading.governor(root)
    if relation in SUBJECTS:
        total += 0.9
        if reading.deps[governor] in ("ROOT", "root"):
            total += 0.3
        if reading.lemmas[governor] in SPEECH:
            total += 0.5 if distance == 0 else 0.2
    elif relation in ("obj", "iobj"):
        total += 0.2
    elif relation in MODIFIERS:
        total -= 0.3 if reading.deps[root] == "nmod:poss" else 0.8
    if mention.kind == "demonym":
        total -= 0.8
    if mention.entity.label == "Place" or (
        relation in ("obl", "nmod") and reading.case(root) in ("in", "at", "from", "near")
    ):
        total -= 1.0
    if mention.entity.label == "Treaty":
        total -= 0.2
    word = reading.lower[token]
    if word == "it" and reading.lemmas[reading.heads[token]] in SPEECH and reading.deps[token] == "nsubj":
        spoke = relation in SUBJECTS and reading.lemmas[governor] in SPEECH
        total += (
            0.5 + 0.5 * distance if spoke and mention.entity.label in ORGANIZATION_LABELS else 0.0 if spoke else -2.5
        )
    if word in PLURAL and reading.plural(root):
        total += 1.3
    elif word in PLURAL and mention.entity.label == "Group":
        total += 0.5
    elif word in PLURAL and mention.entity.label == "Country":
        total -= 0.9
    return total


def _fronted(reading: Reading, token: int, subject: int) -> bool:
    """Tell whether a pronoun stands in a phrase put before the subject of its main clause ("For his part, X …")."""
    verb = reading.governor(subject)
    climbed = token
    for _ in range(8):
        upper = reading.heads[climbed]
        if upper == verb:
            return reading.deps[climbed] in ("obl", "advcl", "obl:unmarked", "nmod")
        if upper == climbed:
            return False
        climbed = upper
    return False


def _joined(scene: Scene, token: int, mentions: Sequence[Mention]) -> list[Mention]:
    """Return names joined by "and", the last ones before the pronoun, else the subjects of the last sentence."""
    reading = scene.reading
    here = reading.sentence[token]
    for sentence in (here, here - 1):
        groups: dict[int, list[Mention]] = {}
        for mention in mentions:
            if reading.sentence[mention.root] != sentence or mention.root >= token or mention.kind == "pronoun":
                continue
            first = mention.root
            while reading.deps[first] == "conj" and reading.heads[first] != first:
                first = reading.heads[first]
            wanted = SUBJECTS if sentence != here else (*SUBJECTS, "obj", "obl", "nmod")
            if reading.deps[first] in wanted and mention.entity.label in ("Person", "Country"):
                groups.setdefault(first, []).append(mention)
        several = [g for g in groups.values() if len({m.entity.id for m in g}) > 1]
        if several and not (sentence == here and reading.governor(token) == reading.governor(several[-1][0].root)):
            return several[-1]
        if any(
            reading.plural(m.root) and reading.relation(m.root) in SUBJECTS
            for m in mentions
            if reading.sentence[m.root] == sentence and m.root < token
        ):
            return []
    return []


def _speaker(scene: Scene, token: int, mentions: Sequence[Mention]) -> Mention | None:
    """Return who says the words that "I" or "we" stands in."""
    reading = scene.reading
    roots = {m.root: m for m in mentions}
    climbed = token
    for _ in range(12):
        upper = reading.heads[climbed]
        verbs = [
            upper,
            *(c for c in reading.children[upper] if reading.deps[c] in ("parataxis", "ccomp") and c != climbed),
        ]
        for verb in verbs:
            if reading.lemmas[verb] in SPEECH and (
                verb != upper or reading.deps[climbed] in ("ccomp", "parataxis", "obj", "xcomp", "ROOT")
            ):
                for child in reading.children[verb]:
                    if reading.deps[child] in SUBJECTS and child in roots and child != token:
                        return roots[child]
        if upper == climbed:
            break
        climbed = upper
    return None
