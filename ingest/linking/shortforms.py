"""Short forms of what was named before: "the minister", "the group", "the country", "the two sides".

Policy: as for pronouns. A short form takes the nearest antecedent that is called so; two sides are those whom
the text has set against each other, sentence by sentence backwards. Without one, it is a new actor or nobody.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from ingest.document import Mention
from ingest.knowledge.titles import marks
from ingest.linking.actors import Nominal
from ingest.linking.coreference import ENOUGH, ORGANIZATION_LABELS, REACH, Scene, refer, weigh
from ingest.linking.reading import Reading

#: Plural short forms for two parties already named; the second group are persons.
PAIR_NOUNS = frozenset("side country nation government state neighbor neighbour capital party".split())
PAIR_PERSONS = frozenset("leader minister president diplomat official man woman counterpart politician envoy".split())
#: Generic nouns of several people or of a body, which no single person is called.
COMPANIES = frozenset("group movement party side force alliance bloc team delegation mission coalition front".split())
#: Words of the offices of those who lead a state.
LEADERS = frozenset("president premier chancellor king emir sultan leader taoiseach prime".split())
#: Nouns that name an instrument of international law.
INSTRUMENTS = frozenset(
    "treaty agreement accord pact convention protocol charter memorandum resolution deal declaration truce".split()
)
COUNTRY_NOUNS = frozenset("country nation republic kingdom island".split())


def nominal(scene: Scene, item: Nominal, mentions: Sequence[Mention]) -> Mention | None:
    """Return the mention of a short form ("the minister", "the group"), None when it is nobody named before."""
    reading, agent, token = scene.reading, item.agent, item.token
    if agent is None or not item.definite or item.plural:
        return None
    country = item.affiliation.country
    near = [m for m in mentions if m.root < token and reading.sentence[token] - reading.sentence[m.root] <= 5]
    if agent.kind in ("office", "generic") and agent.noun not in COMPANIES:
        wanted = marks(agent.noun) | {agent.noun}
        for mention in reversed(near):
            if mention.entity.label != "Person" or mention.kind == "pronoun":
                continue
            if country and mention.country and mention.country != country and not item.affiliation.located:
                continue
            called = scene.roles.get(mention.entity.id, ())
            if any(wanted & (marks(role) | {role, *role.split()}) for role in called):
                return refer(mention, item.start, token + 1, token, "nominal")
        return None
    if country is not None or item.affiliation.owner is not None:
        return None
    head = agent.noun.split()[-1]
    for mention in reversed(near):
        if mention.kind == "pronoun":
            continue
        company = mention.entity.name.split()[-1] in ("delegation", "team", "mission") and mention.kind == "nominal"
        if company and head in ("group", "delegation", "team"):
            return refer(mention, item.start, token + 1, token, "nominal")
        if mention.entity.label not in ORGANIZATION_LABELS:
            continue
        named = (
            head in mention.entity.name.lower().split()
            or head in reading.doc[mention.start : mention.end].text.lower().split()
        )
        if named or (
            (
                head in ("group", "movement", "organization", "militia", "party", "front")
                and mention.entity.label in ("Organization", "ArmedGroup")
                and (mention.kind == "name")
            )
            or (head == "bloc" and mention.entity.label == "IntergovernmentalOrganization")
        ):
            return refer(mention, item.start, token + 1, token, "nominal")
    return None


def country(scene: Scene, token: int, mentions: Sequence[Mention]) -> Mention | None:
    """Return the mention of "the country" and the like, None when the noun says more or names nothing."""
    reading = scene.reading
    if (
        reading.lemmas[token] not in COUNTRY_NOUNS
        or reading.plural(token)
        or reading.determiner(token) not in ("the", "this")
    ):
        return None
    if any(reading.deps[c] not in ("det", "case", "punct") and c < token for c in reading.children[token]):
        return None
    if any(reading.deps[c] in ("nmod", "acl", "acl:relcl") for c in reading.children[token]):
        return None
    best, support = None, ENOUGH
    for mention in mentions:
        if mention.entity.label == "Country" and mention.kind != "pronoun" and mention.root < token:
            value = weigh(scene, token, mention)
            if value > support:
                best, support = mention, value
    return refer(best, token - 1, token + 1, token, "nominal") if best is not None else None


def instrument(scene: Scene, token: int, mentions: Sequence[Mention]) -> Mention | None:
    """Return the mention of "the treaty" and the like: the last treaty named before that is called so.

    A noun that says more ("the peace deal") is another treaty, unless the name says it as well.
    """
    reading = scene.reading
    noun = reading.lemmas[token]
    if noun not in INSTRUMENTS or reading.plural(token) or reading.determiner(token) not in ("the", "this", "that"):
        return None
    if any(reading.deps[c] in ("amod", "compound", "nmod", "acl:relcl") and c < token for c in reading.children[token]):
        return None
    for mention in reversed(mentions):
        named = mention.entity.label == "Treaty" and mention.kind == "name" and mention.root < token
        if named and any(noun in name.casefold().split() for name in (mention.entity.name, *mention.entity.aliases)):
            return refer(mention, token - 1, token + 1, token, "nominal")
    return None


def pair(scene: Scene, token: int, mentions: Sequence[Mention], countries: Mapping[str, Mention]) -> list[Mention]:
    """Return the two mentions of "the two sides", "both countries", "the two leaders"; [] when not clear.

    ``countries`` maps alpha-3 codes to a mention of each country that the article names.
    """
    reading = scene.reading
    noun = reading.lemmas[token]
    each = reading.determiner(token) in ("each", "either")
    if noun not in PAIR_NOUNS | PAIR_PERSONS or not (reading.plural(token) or each):
        return []
    modifiers = {reading.lower[c] for c in reading.children[token] if c < token}
    bare = modifiers == {"the"}
    if not modifiers & {"two", "both", "each"} and not (bare and (noun == "side" or noun in PAIR_PERSONS)):
        return []
    if any(
        reading.deps[c] in ("amod", "compound", "nmod") and reading.lower[c] not in ("two", "both")
        for c in reading.children[token]
    ):
        return []
    begin = _begin(reading, token)
    before = [m for m in mentions if m.root < token and m.kind != "demonym"]
    if noun in PAIR_PERSONS:
        near = [m for m in before if _within(reading, m, token, REACH) and m.entity.label == "Person" and m.country]
        near = [m for m in near if m.kind == "name"]
        titled = [m for m in near if _called(scene, m, noun, token)]
        found = _last_two(titled) or ([] if bare else _last_two(near))
        return [refer(m, begin, token + 1, token, "nominal") for m in found]
    codes = _opposed(reading, token, before, countries)
    return [refer(replace(countries[c], sector="GOV"), begin, token + 1, token, "nominal") for c in codes]


def _within(reading: Reading, mention: Mention, token: int, sentences: int) -> bool:
    return reading.sentence[token] - reading.sentence[mention.root] <= sentences


def _opposed(
    reading: Reading, token: int, mentions: Sequence[Mention], countries: Mapping[str, Mention]
) -> tuple[str, ...]:
    """Return the codes of the two countries that the text has set against each other, () when it is not clear.

    Sentence by sentence backwards: an earlier "both sides", two joined names, or just two countries in it.
    """
    for sentence in range(reading.sentence[token], max(-1, reading.sentence[token] - 2 * REACH), -1):
        here = [
            m
            for m in mentions
            if reading.sentence[m.root] == sentence
            and m.country in countries
            and m.entity.label in ("Person", "Country", "GovernmentBody", "Group")
            and reading.case(m.root) not in ("in", "at", "from", "near")
        ]
        groups: dict[int, list[str]] = {}
        for m in here:
            first = m.root
            while reading.deps[first] == "conj" and reading.heads[first] != first:
                first = reading.heads[first]
            groups.setdefault(first, []).append(str(m.country))
        for joined in (*reversed(groups.values()), [str(m.country) for m in here]):
            codes = tuple(dict.fromkeys(joined))
            if len(codes) == 2:
                return codes
    return ()


def _called(scene: Scene, mention: Mention, noun: str, token: int) -> bool:
    """Tell whether a person named in the last two sentences is called by a noun."""
    called = scene.roles.get(mention.entity.id, ())
    wanted = LEADERS if noun == "leader" else {noun}
    return _within(scene.reading, mention, token, 2) and any(wanted & set(role.split()) for role in called)


def _begin(reading: Reading, token: int) -> int:
    return reading.left_edge(token)


def _last_two(mentions: Iterable[Mention]) -> list[Mention]:
    found: dict[str, Mention] = {}
    for mention in reversed(list(mentions)):
        found.setdefault(mention.entity.id, mention)
        if len(found) == 2:
            return list(reversed(found.values()))
    return []
