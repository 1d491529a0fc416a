"""The logical form of a question: what is asked, of which kind of event, bound by what.

Policy: everything that a reader may understand has to fit in here, and everything in here has one query
shape and one wording; so a new family of questions is a new :class:`Family` and its words, no new code.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

from queries.times import Interval

Slot = Literal["actor", "target", "topic", "place", "side"]

#: What the rows are: pairs who did it, the other side, who met both, single events (whether, when, where,
#: which), their subjects, one number, a number per month, or the dead and injured.
Focus = Literal[
    "pairs", "others", "common", "whether", "when", "where", "events", "topics", "count", "months", "casualties"
]


@dataclass(frozen=True, slots=True)
class Family:
    """A kind of event that can be asked for.

    ``label``, ``code`` and ``action`` (upon a treaty) pick the events. In a ``mutual`` family all who take
    part are on one side; else ``agent`` and ``patient`` are the roles of the two sides, as the ontology
    names them, and ``object`` is the slot of what the deed is done to. ``base``, ``past`` and ``noun`` word
    it. ``on``, ``of`` and ``between`` (also "with") are the slots of a name after these prepositions.
    """

    name: str
    label: str
    base: str
    past: str
    noun: str
    code: str | None = None
    action: str | None = None
    mutual: bool = False
    object: Slot | None = None
    on: Slot = "topic"
    of: Slot = "actor"
    between: Slot = "actor"
    agent: tuple[str, ...] = ("initiator", "signatory", "participant")
    patient: tuple[str, ...] = ("target",)


@dataclass(frozen=True, slots=True)
class Reference:
    """A name in a question and the entity it stands for, several where the question says "or".

    ``acting`` says that whoever acts for the entity counts too; ``guess`` that the phrase is none of its
    names. References are equal when they stand for the same, however it is written.
    """

    phrase: str = field(compare=False)
    names: tuple[str, ...]
    ids: tuple[str, ...]
    acting: bool = False
    guess: bool = field(default=False, compare=False)

    def either(self, other: Reference) -> Reference:
        """Return the reference that stands for this or the other."""
        return Reference(
            f"{self.phrase} or {other.phrase}",
            (*self.names, *other.names),
            (*self.ids, *other.ids),
            self.acting or other.acting,
            self.guess or other.guess,
        )


@dataclass(frozen=True, slots=True)
class Form:
    """One question. Of several actors, targets, topics or places, all are required.

    ``pick`` keeps the latest or the earliest only; ``kind`` is a label that those asked for must have, and
    ``side`` whom they must act for.
    """

    family: Family
    focus: Focus
    actors: tuple[Reference, ...] = ()
    targets: tuple[Reference, ...] = ()
    topics: tuple[Reference, ...] = ()
    places: tuple[Reference, ...] = ()
    interval: Interval | None = None
    pick: Literal["last", "first"] | None = None
    kind: str | None = None
    side: Reference | None = None


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a question is not answered: the words that could not be read, or the choices they leave."""

    reason: str
    unread: tuple[str, ...] = ()
    choices: tuple[dict[str, Any], ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """A form, and the words of the question that did not go into it."""

    form: Form
    unread: tuple[str, ...] = ()


class Unreadable(Exception):
    """Stops the reading of a question; carries the refusal, and never leaves ``reader.read``."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.reason)
        self.refusal = refusal
