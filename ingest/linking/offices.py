"""Offices that the text gives to persons: who is what, of which country or organisation.

Policy: a tenure is stated only by a title beside a name, in the present tense of the article ("former" and
its like state none), for offices and functions, not for professions. Its evidence is the sentence, its
trigger the words of the title. Dates are left to what says them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ingest.document import Mention
from ingest.linking.known import Known
from ingest.linking.reading import Reading
from ingest.linking.titles import Title
from ontology.facts import Article, Entity, Evidence, Span, Tenure, content_id

#: Functions that are no office.
NO_OFFICE = frozenset(
    "official source member supporter follower figure ally critic fighter sympathizer loyalist officer "
    "staff personnel general colonel major captain lieutenant admiral brigadier marshal sergeant corporal "
    "commandant counterpart opponent rival colleague partner donor patron negotiator candidate "
    "presidential candidate".split()
) | {
    "opposition politician",
    "opposition candidate",
    "presidential candidate",
    "official source",
    "staff member",
}
BODIES = frozenset({"Organization", "GovernmentBody", "IntergovernmentalOrganization", "ArmedGroup"})
PROFESSIONS = frozenset({"CVL", "EDU", "MED", "HLH", "BUS", "AGR", None})


def tenures(
    reading: Reading,
    article: Article,
    titles: Iterable[tuple[Known, Title]],
    around: Mapping[int, Mention],
    countries: Mapping[str, Entity],
) -> list[Tenure]:
    """Return the tenures that titles state.

    ``around`` is the mention that a token belongs to; ``countries`` are those the article names, by alpha-3 code.
    """
    found: dict[str, Tenure] = {}
    for known, title in titles:
        agent = title.agent
        if agent is None or title.former or agent.noun in NO_OFFICE or agent.kind not in ("office", "generic"):
            continue
        if agent.kind == "office" and agent.sector in PROFESSIONS:
            continue
        of = owner(reading, known, title, around)
        if of is None and agent.kind == "office" and known.country is not None:
            of = countries.get(known.country)
        if of is None:
            continue
        for role in title.roles:
            identity = content_id("tenure", known.entity.id, of.id, role)
            evidence = proof(reading, article, known, title, of, identity)
            old = found.get(identity)
            proofs = (*old.evidence, evidence) if old is not None else (evidence,)
            found[identity] = Tenure(identity, known.entity.id, of.id, role, proofs)
    return list(found.values())


def owner(reading: Reading, known: Known, title: Title, around: Mapping[int, Mention]) -> Entity | None:
    """Return the organisation that a title names, else the country, None when it names neither."""
    possessors = [c for c in reading.children[title.head] if reading.deps[c] == "nmod:poss"]
    near = [around[t] for t in (*range(title.start, title.end), *possessors) if t in around]
    near = [m for m in near if m.entity.id != known.entity.id]
    for mention in near:
        known_body = not mention.entity.id.startswith("organization:") or " " in mention.entity.name
        if mention.entity.label in BODIES and (known_body or mention.entity.name.isupper()):
            return mention.entity
    return next((m.entity for m in near if m.entity.label == "Country"), None)


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
