"""Which person a name stands for: full names first, then what is short for one of them.

Policy: a full name is linked to the knowledge base only with support (an office that fits the title on the
article's day, the country, or plain prominence); persons of one name stay apart. A single name is the
person of the article who bears it, else a very prominent one whose country or office the text gives, else
a new local person. A wrong link is worse than none.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date

from ingest.knowledge.records import Record
from ingest.knowledge.spelling import PARTICLES, fold
from ingest.knowledge.titles import marks
from ingest.linking.gazetteer import Gazetteer
from ingest.linking.lexicon import FAMILY_FIRST
from ingest.linking.titles import Title

#: A person is linked at this score, and with this lead over the next of the same name.
ENOUGH = 0.6
LEAD = 0.1


@dataclass(frozen=True, slots=True)
class Setting:
    """What the article gives to choose by: its day, and how often each country is named."""

    on: date | None
    countries: Counter[str] = field(default_factory=Counter)

    def focus(self) -> str | None:
        """Return the country that the article is about, when one is named more than all others together."""
        if not self.countries:
            return None
        code, count = self.countries.most_common(1)[0]
        return code if 2 * count > sum(self.countries.values()) else None


@dataclass(slots=True)
class Bearer:
    """A person of this article: every spelling seen, the fullest first spelled so."""

    full: str
    record: Record | None
    country: str | None
    gender: str = ""
    forms: list[str] = field(default_factory=list)

    def bears(self, form: str) -> bool:
        """Tell whether a shorter or longer spelling may be this person's."""
        mine, theirs = fold(self.full).split(), fold(form).split()
        if not theirs or not mine:
            return False
        if len(theirs) == 1:
            return theirs[0] == surname(self.full)
        short, long = sorted((mine, theirs), key=len)
        return (short[-1] == long[-1] or short[0] == long[0] in FAMILY_FIRST) and all(
            any(b == a or (len(a) == 1 and b.startswith(a)) for b in long) for a in short
        )


def surname(full: str) -> str:
    """Return the folded family name: the first word of a Chinese, Korean or Vietnamese name, else the last."""
    words = fold(full).split()
    if len(words) in (2, 3) and words[0] in FAMILY_FIRST and words[-1] not in FAMILY_FIRST:
        return words[0]
    if len(words) in (2, 3) and words[0] in FAMILY_FIRST and words[-1] in FAMILY_FIRST:
        return words[0]
    return words[-1] if words else ""


def given(full: str) -> str:
    """Return the folded name that is not the family name."""
    words = fold(full).split()
    return words[-1] if words and surname(full) == words[0] else words[0] if words else ""


def choose(
    gazetteer: Gazetteer,
    text: str,
    setting: Setting,
    *,
    roles: tuple[str, ...] = (),
    country: str | None = None,
    contrary: bool = False,
) -> Record | None:
    """Return the known person of a name, None when none has enough support.

    ``country`` is what the phrase around the name says; ``contrary`` says that the text calls the person
    something that holds no office ("a farmer").
    """
    single = len(fold(text).split()) == 1
    offered = [(o.record, o.candidate.weak) for o in gazetteer.offers(text) if o.record.type == "person"]
    if single:
        known = {record.id for record, _ in offered}
        surnames = gazetteer.knowledge.surnames(text)
        offered += [(gazetteer.knowledge.get(c.record), True) for c in surnames[:40] if c.record not in known]
    wanted = frozenset().union(*(marks(role) for role in roles)) if roles else frozenset()
    ranked = sorted(
        ((score(record, weak, single, setting, wanted, country), record) for record, weak in offered),
        key=lambda pair: (-pair[0], pair[1].id),
    )
    if not ranked or contrary or ranked[0][0] < (ENOUGH + 0.2 if single else ENOUGH):
        return None
    if len(ranked) > 1 and ranked[0][0] - ranked[1][0] < LEAD:
        return None
    return ranked[0][1]


def score(
    record: Record, weak: bool, single: bool, setting: Setting, wanted: frozenset[str], country: str | None
) -> float:
    """Return the support that a known person has in a text; 0.6 is enough for a full name."""
    total = record.prominence + (0.0 if single else 0.2)
    if country and record.country:
        total += 0.35 if record.country == country else -0.8
    elif record.country and setting.countries[record.country]:
        total += 0.25
    elif single:
        total -= 0.3
    held = [o for o in record.offices if setting.on is None or o.held(setting.on)]
    if wanted and any(wanted & marks(o.title) for o in held):
        total += 0.35
    elif wanted and any(wanted & marks(o.title) for o in record.offices):
        total += 0.25
    elif wanted and single:
        total -= 0.3
    if weak and not single:
        total -= 0.2
    return total


def roster(
    gazetteer: Gazetteer, forms: list[tuple[str, Title | None, str | None]], setting: Setting
) -> list[Bearer | None]:
    """Return the person for each form of a name, in order; forms come with their title and its country.

    Full names make persons; single names are resolved afterwards, to the last person named before them
    where several fit.
    """
    found: list[Bearer | None] = [None] * len(forms)
    people: list[tuple[int, Bearer]] = []
    order = sorted(range(len(forms)), key=lambda i: (-min(2, len(fold(forms[i][0]).split())), i))
    for i in order:
        text, title, country = forms[i]
        words = fold(text).split()
        if not words:
            continue
        single = len(words) == 1
        bearer = _bearer(text, i, people, single)
        if bearer is None:
            roles = title.roles if title else ()
            contrary = bool(title and title.agent and title.agent.sector in ("CVL", "AGR", "CRM", "LAB", "HLH"))
            record = choose(gazetteer, text, setting, roles=roles, country=country, contrary=contrary)
            bearer = next(
                (b for _, b in people if record is not None and b.record is not None and b.record.id == record.id),
                None,
            )
            if bearer is None:
                bearer = Bearer(text, record, country or (record.country if record else None))
                people.append((i, bearer))
        elif len(text) > len(bearer.full) and not single:
            bearer.full = text
            if bearer.record is None:
                bearer.record = choose(
                    gazetteer,
                    text,
                    setting,
                    roles=title.roles if title else (),
                    country=country or bearer.country,
                )
        if title and title.gender:
            bearer.gender = bearer.gender or title.gender
        bearer.country = bearer.country or country
        if text not in bearer.forms:
            bearer.forms.append(text)
        found[i] = bearer
    return found


def _bearer(text: str, place: int, people: list[tuple[int, Bearer]], single: bool) -> Bearer | None:
    fitting = [(i, b) for i, b in people if b.bears(text)]
    if not fitting and single:
        word = fold(text)
        fitting = [(i, b) for i, b in people if given(b.full) == word and word not in PARTICLES]
    if not fitting:
        return None
    earlier = [pair for pair in fitting if pair[0] <= place] or fitting[:1]
    return max(earlier, key=lambda pair: (pair[1].record is not None, pair[0]))[1]
