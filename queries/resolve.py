"""From a name as somebody writes it to the entities of the graph that it may mean.

Policy: the surest kind of match decides (id, name, alias, surname, part of a name, similar spelling), and
entities without any event give way to those with some. What is left may be more than one: the caller asks
back with the choices, and never picks silently. An id always works.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from ontology.errors import QuestionError
from queries.names import Named, agents, known
from queries.words import fold

if TYPE_CHECKING:
    from graph.store import GraphStore

Tier = Literal["id", "name", "alias", "surname", "part", "similar"]

#: The least similarity, 0 to 100, at which a spelling is taken for a name, and the margin within which
#: another name is as good.
SIMILAR = 84.0
MARGIN = 3.0


@dataclass(frozen=True, slots=True)
class Match:
    """The entities that a phrase may mean, all by the same kind of match."""

    phrase: str
    tier: Tier
    entities: tuple[Named, ...]

    @property
    def guess(self) -> bool:
        """Whether the phrase is not one of the names itself."""
        return self.tier in ("part", "similar")


def match(
    phrase: str,
    entities: Iterable[Named],
    *,
    fits: Callable[[Named], bool] = lambda _: True,
    loose: bool = True,
) -> Match | None:
    """Return what a phrase may mean among entities that fit; None when there is nothing.

    Without ``loose`` only ids, names, aliases and surnames count.
    """
    fitting = [n for n in entities if fits(n)]
    key = fold(phrase)
    tests: list[tuple[Tier, Callable[[Named], bool]]] = [
        ("id", lambda n: n.id == phrase),
        ("name", lambda n: fold(n.name) == key),
        ("alias", lambda n: any(fold(a) == key for a in n.aliases)),
        ("surname", lambda n: fold(n.surname() or "") == key),
    ]
    if loose:
        tests.append(
            ("part", lambda n: n.label == "Country" and any(demonym(key, fold(a)) for a in (n.name, *n.aliases)))
        )
        tests.append(
            ("part", lambda n: n.label != "Group" and any(f" {key} " in f" {fold(a)} " for a in (n.name, *n.aliases)))
        )
    for tier, test in tests:
        found = [n for n in fitting if test(n)] if key else []
        if found:
            return Match(phrase, tier, eventful(found))
    return similar(phrase, fitting) if loose and len(key) > 3 else None


def demonym(word: str, country: str) -> bool:
    """Tell whether a folded word is a regular demonym of a folded name: "Pakistani", "Chinese", "Ukrainian"."""
    stem = country[:-1] if country[-1:] in "aeiouy" else country
    return len(stem) > 2 and re.fullmatch(f"{re.escape(stem)}(?:a|i|ia|e)?(?:n|ns|i|is|ese|ish)", word) is not None


def eventful(entities: Sequence[Named]) -> tuple[Named, ...]:
    """Return the entities that take part in events, or all when none does."""
    return tuple(n for n in entities if n.events) or tuple(entities)


def similar(phrase: str, entities: Sequence[Named]) -> Match | None:
    """Return the entities whose name is spelled most like the phrase."""
    scored = scores(phrase, entities)
    best = max((s for _, s in scored), default=0.0)
    if best < SIMILAR:
        return None
    return Match(phrase, "similar", eventful([n for n, s in scored if s >= best - MARGIN]))


def scores(phrase: str, entities: Iterable[Named]) -> list[tuple[Named, float]]:
    """Return how alike each entity's best name and the phrase are, 0 to 100."""
    from rapidfuzz.fuzz import ratio

    key = fold(phrase)
    return [(n, max(ratio(key, fold(a)) for a in (n.name, *n.aliases))) for n in entities]


def near(phrase: str, entities: Iterable[Named], *, count: int = 3) -> tuple[str, ...]:
    """Return the names most like a phrase that was not found, best first."""
    ranked = sorted(scores(phrase, entities), key=lambda pair: (-pair[1], pair[0].name))
    return tuple(dict.fromkeys(n.name for n, score in ranked if score >= 60))[:count]


def resolve(store: GraphStore, phrase: str, *, acting: bool = False) -> tuple[str, ...]:
    """Return the ids that a parameter of a named query stands for; ``acting`` adds who acts for it.

    Raises :class:`QuestionError` with the nearest names, or with the choices.
    """
    entities = known(store, [phrase], [phrase])
    found = match(phrase, entities, fits=(lambda n: n.actor) if acting else (lambda _: True))
    if found is None:
        names = near(phrase, entities)
        hint = f"the nearest names are {', '.join(names)}" if names else "see the spelling, or give an id"
        raise QuestionError(f'nothing in this graph is called "{phrase}"; {hint}')
    if len(found.entities) > 1:
        listed = "; ".join(describe(n) for n in found.entities[:8])
        raise QuestionError(f'"{phrase}" may mean {len(found.entities)} things, give the id of one: {listed}')
    ids = (found.entities[0].id,)
    return ids + agents(store, ids) if acting else ids


def describe(entity: Named) -> str:
    """Return an entity as one of several choices, in one line."""
    country = f", {', '.join(entity.countries)}" if entity.countries else ""
    return f"{entity.id} ({entity.name}, {entity.label}{country}, events: {entity.events})"
