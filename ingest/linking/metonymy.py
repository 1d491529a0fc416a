"""When the name of a capital stands for a government, and when for the place.

Policy: by grammar. A capital that acts, is addressed, or owns a decision is a government ("New Delhi's
decision"); one that says where, or is gone to or hit, is a place ("in New Delhi", "visited New Delhi").
"""

from __future__ import annotations

from ingest.linking.reading import Reading

#: Verbs whose object or passive subject is a place.
SPATIAL_VERBS = frozenset(
    "visit leave reach enter tour bomb shell attack hit strike capture seize besiege surround target "
    "pound liberate take retake storm control evacuate destroy rock shake flee depart approach cross "
    "bombard encircle occupy".split()
)
#: What a government has and a city has not.
POLICY_NOUNS = frozenset(
    "decision refusal demand position government response move offer claim support ambassador policy "
    "stance request proposal allegation accusation ally interest warning threat commitment statement "
    "relation tie reaction plan rejection denial concern leadership role insistence objection call "
    "promise pledge suspension ban troop army military envoy representative diplomat official foreign "
    "minister ministry action effort strategy side view influence approach announcement rival enemy "
    "condition sanction recognition attitude intention hand patience diplomacy sovereignty security".split()
)


def stands_for_government(reading: Reading, root: int) -> bool:
    """Tell whether a capital's name, whose syntactic head is ``root``, stands for the government here."""
    first = root
    while reading.deps[first] == "conj" and reading.heads[first] != first and not reading.case(first):
        first = reading.heads[first]
    relation, upper = reading.deps[first], reading.heads[first]
    if relation in ("nsubj", "nsubj:outer", "csubj"):
        return reading.pos[upper] in ("VERB", "AUX") or reading.lemmas[upper] in ("ready", "willing", "able")
    if relation in ("obj", "iobj", "nsubj:pass"):
        return reading.lemmas[upper] not in SPATIAL_VERBS
    if relation == "nmod:poss":
        return reading.lemmas[upper] in POLICY_NOUNS
    if relation in ("compound", "amod"):
        return upper > root and any(
            reading.words[i] in ("-", "–") for i in (root - 1, root + 1) if 0 <= i < len(reading.words)
        )
    preposition = reading.case(first)
    if relation == "obl:agent" or preposition in ("with", "against", "by", "between", "towards"):
        return True
    return relation == "nmod" and preposition == "from"
