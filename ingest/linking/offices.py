"""Offices that the text gives to persons: who is what, of which country or organisation.

Policy: a tenure is stated only by a title beside a name, in the present tense of the article ("former" and
its like state none), for offices and functions, not for professions. Its evidence is the sentence, its
trigger the words of the title. Dates are left to what says them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ingest.linking.known import Known
from ingest.linking.phrases import Title
from ingest.linking.reading import Reading
from ontology.facts import Article, Entity, Evidence, Span, Tenure, content_id

#: Functions that are no office.
NO_OFFICE = frozenset(
    "official source member supporter follower figure ally critic fighter sympathizer loyalist officer staff personnel "
    "general colonel major captain lieutenant admiral brigadier marshal sergeant corporal commandant "
    "counterpart opponent rival colleague partner donor patron negotiator candidate presidential candidate".split()
) | {
    "opposition politician",
    "opposition candidate",
    "presidential candidate",
    "official source",
    "staff member",
}
PROFESSIONS = frozenset({"CVL", "EDU", "MED", "HLH", "BUS", "AGR", None})


def tenures(
    reading: Reading,
    article: Article,
    titles: Iterable[tuple[Known, Title]],
    inside: Mapping[int, Known],
    countries: Mapping[str, Entity],
) -> list[Tenure]:
    """Return the tenures that titles state; ``countries`` are those the article names, by alpha-3 code."""
    found: dict[str, Tenure] = {}
    for known, title in titles:
        agent = title.agent
        if agent is None or title.former or agent.noun in NO_OFFICE or agent.kind not in ("office", "generic"):
            continue
        body = organization(known, title, inside)
        if agent.kind == "office" and agent.sector in PROFESSIONS:
            continue
        if agent.kind == "generic" and body is None:
            continue
        of = body or (countries.get(known.country) if known.country else None)
        if of is None:
            continue
        for role in title.roles:
            identity = content_id("tenure", known.entity.id, of.id, role)
            evidence = proof(reading, article, known, title, of, identity)
            old = found.get(identity)
            proofs = (*old.evidence, evidence) if old is not None else (evidence,)
            found[identity] = Tenure(identity, known.entity.id, of.id, role, proofs)
    return list(found.values())


def organization(known: Known, title: Title, inside: Mapping[int, Known]) -> Entity | None:
    """Return the organisation that a title names, the first in it, None when it names only a country."""
    for token in range(title.start, title.end):
        other = inside.get(token)
        if (
            other is not None
            and other.entity.id != known.entity.id
            and (other.record is not None or " " in other.text or other.text.isupper())
            and other.entity.label in ("Organization", "GovernmentBody", "IntergovernmentalOrganization", "ArmedGroup")
        ):
            return other.entity
    return None


def proof(reading: Reading, article: Article, known: Known, title: Title, of: Entity, identity: str) -> Evidence:
    """Return the evidence of a tenure: the sentence, and the words of the title."""
    doc = reading.doc
    sentence = doc[known.name.start].sent
    trigger = doc[title.start : title.end]
    begin = sentence.start_char + len(sentence.text) - len(sentence.text.lstrip())
    text = sentence.text.strip()
    return Evidence(
        id=content_id("evidence", article.id, identity, str(trigger.start_char), str(trigger.end_char)),
        sentence=Span(text, begin, begin + len(text)),
        trigger=Span(trigger.text, trigger.start_char, trigger.end_char),
        construction="title" if title.head < known.name.start else "apposition",
        confidence=0.9,
        mentions=tuple(dict.fromkeys((known.entity.id, of.id))),
        antecedents=((known.text, known.antecedent),) if known.antecedent else (),
    )
