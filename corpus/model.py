"""An annotated document: text, sentences, and what they state.

Policy: frozen, resolved and checked; whoever converts, counts or scores sees only this, never the notation.
All offsets are code points of ``Document.text``, half-open.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

from corpus.modes import code_of
from ontology.facts import Factuality, Role, Span

MentionType = Literal["PERSON", "ORG", "GPE", "LOC", "NORP", "FAC", "LAW", "EVENT", "DATE", "WEAPON", "GROUP"]
Form = Literal["name", "nominal", "pronoun"]
Split = Literal["train", "dev", "test"]

TYPES: tuple[MentionType, ...] = get_args(MentionType)
SPLITS: tuple[Split, ...] = get_args(Split)
#: An identity that was looked for and is not in the knowledge base.
NIL = "NIL"


@dataclass(frozen=True, slots=True)
class Mention:
    """A phrase that stands for a chain's entity; ``type`` may differ from the chain's (``Pakistani`` is NORP)."""

    span: Span
    type: MentionType
    form: Form


@dataclass(frozen=True, slots=True)
class Chain:
    """All mentions of one entity in one document, in the order of the text.

    ``country`` (ISO 3166-1 alpha-3, IGO, NGO or IMG) and ``sector`` (PLOVER) are what it acts for.
    ``entity`` is an id of the knowledge base, :data:`NIL`, or None for what has no name. ``members`` are
    the ids of the chains that a plural stands for. ``line`` is where the annotation says so.
    """

    id: str
    type: MentionType
    mentions: tuple[Mention, ...]
    country: str | None = None
    sector: str | None = None
    entity: str | None = None
    members: tuple[str, ...] = ()
    line: int = 0

    @property
    def names(self) -> tuple[str, ...]:
        """Return the different names, the longest first."""
        found = dict.fromkeys(m.span.text for m in self.mentions if m.form == "name")
        return tuple(sorted(found, key=lambda name: (-len(name), name)))

    @property
    def proper(self) -> tuple[str, ...]:
        """Return the different names of the chain's own type, the longest first: a country's without its demonyms."""
        own = {m.span.text for m in self.mentions if m.form == "name" and m.type == self.type}
        return tuple(name for name in self.names if name in own)

    @property
    def title(self) -> str:
        """Return how a reader would call the entity: its longest name, or its first phrase."""
        own = [m.span.text for m in self.mentions if m.form == "name" and m.type == self.type]
        return max(own, key=len) if own else self.mentions[0].span.text


@dataclass(frozen=True, slots=True)
class TimeMention:
    """A time expression; ``value`` is an ISO day, month, year or FIRST/LAST, None where the text does not tell."""

    span: Span
    value: str | None


@dataclass(frozen=True, slots=True)
class Office:
    """A person holds a role, in small letters, in an organization or country; both are chain ids."""

    person: str
    organization: str
    role: str


@dataclass(frozen=True, slots=True)
class CorpusEvent:
    """An event with all the words that state it.

    ``participants`` pair a role with a chain id; ``about`` holds chain ids and spans of free topics;
    ``place`` and ``claimed_by`` are chain ids, ``response_to`` ids of events of the document, ``shared`` the
    id of the event across documents. ``time`` is as in :class:`TimeMention`.
    """

    id: str
    plover: str | None
    mode: str | None
    kind: str
    status: Factuality
    triggers: tuple[Span, ...]
    participants: tuple[tuple[Role, str], ...] = ()
    about: tuple[str | Span, ...] = ()
    place: str | None = None
    time: str | None = None
    claimed_by: tuple[str, ...] = ()
    response_to: tuple[str, ...] = ()
    killed: int | None = None
    wounded: int | None = None
    shared: str | None = None
    line: int = 0

    @property
    def code(self) -> str:
        """Return type and mode as the notation writes them ("CONSULT:visit")."""
        return code_of(self.plover, self.mode)


@dataclass(frozen=True, slots=True)
class Document:
    """One article of our own, or a stretch of a public text.

    ``group`` is what the split is drawn by (an article, a cluster, a run of neighbours); ``source`` is
    "own", or the collection a real text comes from; ``path`` is the annotation file. ``quiet`` are the
    numbers of the sentences, from 1, that were checked and state no political event.
    """

    id: str
    source: str
    group: str
    split: Split
    path: str
    text: str
    sentences: tuple[Span, ...]
    annotator: str
    headline: str | None = None
    published: date | None = None
    chains: tuple[Chain, ...] = ()
    times: tuple[TimeMention, ...] = ()
    offices: tuple[Office, ...] = ()
    events: tuple[CorpusEvent, ...] = ()
    quiet: tuple[int, ...] = ()

    @property
    def own(self) -> bool:
        """Say whether we wrote the text."""
        return self.source == "own"

    @property
    def words(self) -> int:
        """Return how many words the sentences hold."""
        return sum(len(s.text.split()) for s in self.sentences)

    def chain(self, number: str) -> Chain:
        """Return a chain by its id; KeyError when there is none."""
        for chain in self.chains:
            if chain.id == number:
                return chain
        raise KeyError(number)

    def mentions(self) -> Iterator[tuple[Chain, Mention]]:
        """Yield all mentions with their chains, in no order of the text."""
        return ((chain, mention) for chain in self.chains for mention in chain.mentions)

    def sentence(self, place: int) -> int:
        """Return the number, from 1, of the sentence that holds an offset; 0 when none does."""
        return sentence_at(self.sentences, place)


def sentence_at(sentences: Sequence[Span], place: int) -> int:
    """Return the number, from 1, of the sentence that holds an offset; 0 when none does."""
    return next((n for n, s in enumerate(sentences, 1) if s.begin <= place < s.end), 0)
