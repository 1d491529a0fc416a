"""Propose identities: which record of the knowledge base a chain's names may stand for.

Policy: a proposal is written only where one record fits the type, the country and a full name, or none at all;
the annotator decides the rest from the list. Persons are always listed, for an invented one may bear a real name.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from corpus.check import needs_identity
from corpus.model import NIL, Chain, Document
from ingest.knowledge.base import KnowledgeBase, default
from ingest.knowledge.records import Record

#: Types of record that a type of mention may be.
FITTING = {
    "PERSON": {"person"},
    "ORG": {"agency", "armed_group", "communal_group", "company", "government", "igo", "media", "ngo", "party"},
    "GPE": {"country", "territory", "city", "subdivision"},
    "LOC": {"region", "subdivision", "corridor", "territory", "city"},
    "NORP": {"communal_group", "party", "country"},
    "FAC": {"corridor", "city", "agency", "region"},
    "LAW": {"treaty"},
    "EVENT": {"conflict", "event", "operation", "topic"},
}
#: How far the likeliest must be ahead, as a share of its prominence, to be written without being asked.
LEAD = 0.6


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a chain may be; ``sure`` when the first can be written, or NIL when there is none."""

    chain: Chain
    records: tuple[Record, ...]
    sure: bool

    @property
    def entity(self) -> str | None:
        """Return what may be written, or None."""
        if not self.sure:
            return None
        return self.records[0].id if self.records else NIL


def propose(document: Document) -> list[Proposal]:
    """Return a proposal for every chain that needs an identity and has none."""
    return [proposal(c, default()) for c in document.chains if needs_identity(c) and not c.entity]


def proposal(chain: Chain, base: KnowledgeBase) -> Proposal:
    """Look up the names of a chain, the longest first."""
    names = sorted(chain.names, key=lambda name: name not in chain.proper)
    if chain.type == "GPE" and chain.sector == "GOV" and chain.country:
        state = [r for n in names for c in base.candidates(n) if (r := base.get(c.record)).iso_code == chain.country]
        if state:
            return Proposal(chain, (state[0],), True)
    for name in names:
        if chain.type == "PERSON" and " " not in name and len(names) > 1:
            continue
        offers = [(base.get(c.record), c) for c in base.candidates(name)]
        fitting = [(r, c) for r, c in offers if r.type in FITTING[chain.type] and countries_agree(chain, r)]
        strong = [(r, c) for r, c in fitting if not c.weak] or fitting
        if not strong:
            continue
        best = strong[0][0]
        ahead = all(r.prominence <= LEAD * best.prominence for r, _ in strong[1:])
        return Proposal(chain, tuple(r for r, _ in fitting[:5]), ahead and not strong[0][1].weak)
    return Proposal(chain, (), True)


def countries_agree(chain: Chain, record: Record) -> bool:
    """Say whether a record may act for the chain's country."""
    if chain.type not in ("PERSON", "ORG") or chain.country is None or record.country is None:
        return True
    return chain.country == record.country


def write(path: Path, entities: dict[str, str]) -> None:
    """Put identities into an annotation file, behind the codes of their chains."""
    lines = path.read_text(encoding="utf-8").splitlines()
    for number, line in enumerate(lines):
        name, _, _ = line.partition(" ")
        if name in entities:
            head, bar, rest = line.partition("|")
            before, of, members = head.partition(" of ")
            before = re.sub(r" =\S+", "", before).rstrip()
            lines[number] = f"{before} ={entities[name]}{of}{members if of else ' '}{bar}{rest}"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
