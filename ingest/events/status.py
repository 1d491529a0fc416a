"""Status: did it happen, and who says so?

Policy: the innermost word that takes an event out of the asserted world decides; reporting words are
transparent and name whoever claims the event. What is only requested, threatened or refused is no event
of its own (corpus guideline): the request, threat or refusal is. Words and what they do stand in
``status.tsv``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from spacy.tokens import Token

from ingest.events import syntax
from ingest.events.triggers import Trigger
from ontology.facts import Factuality

MODALS = {
    "will": "planned",
    "shall": "planned",
    "wo": "planned",
    "'ll": "planned",
    "would": "planned",
    "may": "possible",
    "might": "possible",
    "could": "possible",
    "can": "possible",
    "should": "requested",
    "must": "requested",
    "ought": "requested",
}
ADJECTIVES = {
    "planned": ("planned", "scheduled", "upcoming", "forthcoming", "proposed", "future", "imminent"),
    "possible": ("possible", "potential", "alleged", "suspected", "hypothetical", "any"),
    "denied": ("no",),
}
CONDITIONS = frozenset(("if", "unless", "whether", "lest"))
#: Types that are done by the very act they are the purpose of: "marched to demand", "met to discuss".
SPOKEN_FOR = frozenset(("REQUEST", "PROTEST", "ACCUSE", "SUPPORT", "THREATEN", "CONSULT"))
#: Effects that an event keeps as its factuality.
FACTUALITY: Mapping[str, Factuality] = {"planned": "planned", "possible": "possible", "denied": "denied"}
#: Effects that leave nothing to report but the governing event itself.
DROPPED = ("requested", "threatened", "refused")


@dataclass(frozen=True, slots=True)
class Status:
    """The factuality of an event, its claimants, and the coded reason when it is to be dropped."""

    factuality: Factuality = "asserted"
    claimants: tuple[Token, ...] = ()
    dropped: str | None = None


@cache
def effects() -> dict[str, str]:
    """Read ``status.tsv``: effect by lemma. Earlier lines win."""
    table: dict[str, str] = {}
    for line in files("ingest.events").joinpath("status.tsv").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            effect, words = line.split("\t")
            for word in words.split():
                table.setdefault(word, effect)
    return table


def read(trigger: Trigger) -> Status:
    """Return the status of a trigger from its own modifiers and everything that governs it."""
    if any(t.text == "?" for t in trigger.token.sent[-3:]):
        return Status(dropped="question")
    effect = (
        None
        if trigger.construction == "negated future"
        else _own(trigger.token) or (_own(trigger.carrier) if trigger.carrier.i != trigger.token.i else None)
    )
    purpose = False
    claimants: list[Token] = []
    node = trigger.carrier
    for _ in range(12):
        claimants += _tail(node)
        head = node.head
        if head.i == node.i:
            break
        label = syntax.relation(node)
        if effect is None and (node.dep_ == "acl:relcl" or (label == "acl" and node.tag_ in ("VBN", "VBD"))):
            effect = "asserted"
        if effect is None:
            effect = _governed(node, head, label)
            purpose = purpose or _is_purpose(node, label)
        claimants += _speakers(node, head, label)
        node = head
    claimants += _according(trigger.carrier)
    unique = tuple({t.i: t for t in claimants}.values())
    if effect is None and purpose and trigger.pattern.code not in SPOKEN_FOR:
        effect = "planned"
    if effect in DROPPED:
        return Status("asserted", unique, effect)
    return Status(FACTUALITY.get(effect or "", "asserted"), unique)


def _own(token: Token) -> str | None:
    """Return the effect of a word's own negation, modal, condition or adjective."""
    negated = any(c.lower_ in ("not", "n't", "never", "no") for c in syntax.children(token, "advmod", "det", "neg"))
    modal = next((MODALS[c.lower_] for c in syntax.children(token, "aux") if c.lower_ in MODALS), None)
    if any(c.lower_ in CONDITIONS for c in syntax.children(token, "mark")):
        return "possible"
    if negated or _nobody(token):
        return "denied"
    if modal:
        return modal
    if token.pos_ == "NOUN":
        described = {c.lemma_.lower() for c in syntax.children(token, "amod", "det")}
        for effect, words in ADJECTIVES.items():
            if described & set(words):
                return effect
    if (
        token.pos_ in ("VERB", "AUX")
        and syntax.relation(token) == "conj"
        and not any(True for _ in syntax.children(token, "nsubj", "aux"))
        and token.head.pos_ in ("VERB", "AUX")
    ):
        return _own(token.head)
    return None


def _nobody(verb: Token) -> bool:
    """Say whether a verb's subject or object is nobody: "no soldiers were hurt", "no one was killed"."""
    for argument in syntax.children(verb, "nsubj", "obj"):
        if argument.lower_ in ("nobody", "none", "nothing") or any(
            c.lower_ in ("no", "neither") for c in syntax.children(argument, "det")
        ):
            return True
    return False


def _governed(node: Token, head: Token, label: str) -> str | None:
    """Return what a governing word makes of the node below it, None when nothing."""
    lemma = head.lemma_.lower()
    effect = effects().get(lemma)
    if effect == "reported":
        effect = None
    if label in ("ccomp", "xcomp", "csubj"):
        if lemma == "tell" and label == "xcomp":
            return "requested"
        return effect or (_own(head) if label == "xcomp" else None)
    if label == "acl":
        return effect
    if label in ("obj", "nmod") or (label == "nsubj" and node.dep_ == "nsubj:pass"):
        if head.pos_ in ("VERB", "NOUN") and effect not in (None, "asserted"):
            return effect if label != "nmod" or syntax.prepositions(node)[:1] in (("for",), ("of",), ("to",)) else None
        return _own(head) if head.pos_ == "VERB" and label != "nmod" else None
    if label == "obl":
        names = syntax.prepositions(node)[:1]
        if (
            names
            and names[0] in ("for", "to", "against", "of")
            and effect in ("requested", "threatened", "planned", "refused")
        ):
            return effect
        return None
    if label == "advcl":
        if any(c.lower_ in CONDITIONS for c in syntax.children(node, "mark")):
            return "possible"
        if _is_purpose(node, label) and effect == "requested":
            return "requested"
        return _own(head) if node.tag_ in ("VB", "VBG") else None
    return None


def _is_purpose(node: Token, label: str) -> bool:
    """Say whether a clause names what something is done for ("met to discuss")."""
    return label == "advcl" and node.tag_ == "VB" and any(c.lower_ == "to" for c in syntax.children(node, "mark"))


def _speakers(node: Token, head: Token, label: str) -> list[Token]:
    """Return who reports the clause of ``node`` when ``head`` is a reporting word."""
    if (
        label not in ("ccomp", "parataxis", "xcomp", "acl", "advcl", "obl")
        or effects().get(head.lemma_.lower()) != "reported"
    ):
        return []
    if label == "obl" and head.lemma_ != "accuse":
        return []
    return syntax.subjects(head)


def _tail(node: Token) -> list[Token]:
    """Return the speakers of a reporting tail ("…, the agency said") that hangs below the event."""
    found: list[Token] = []
    for child in syntax.children(node, "parataxis", "advcl", "ccomp"):
        if syntax.relation(child) == "ccomp" and (
            child.i < node.i or any(True for _ in syntax.children(child, "ccomp"))
        ):
            continue
        if effects().get(child.lemma_.lower()) == "reported" and child.pos_ == "VERB":
            if child.dep_ == "advcl" and not any(c.lower_ == "as" for c in syntax.children(child, "mark")):
                continue
            found += syntax.subjects(child) if any(True for _ in syntax.children(child, "nsubj")) else []
    return found


def _according(node: Token) -> list[Token]:
    """Return the source of "according to X" anywhere above or below the event."""
    found: list[Token] = []
    while True:
        found += [t for name, t in syntax.obliques(node) if name.startswith("according")]
        if node.head.i == node.i or found:
            return found
        node = node.head
