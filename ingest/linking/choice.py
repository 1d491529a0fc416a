"""Which record of the knowledge base a name stands for.

Policy: prominence, the model's label, the spelling and the rest of the article vote; a name in an address
("Atlanta, Georgia") outvotes them. Below a threshold, or without a lead, the name stands for none of them.
"""

from __future__ import annotations

from ingest.knowledge.records import Record
from ingest.linking.gazetteer import BODIES, PLACES, STATES, SUBJECTS, Gazetteer, Offer
from ingest.linking.persons import Setting
from ingest.linking.reading import Reading
from ingest.linking.ruler import Name

#: Types of record that agree with a label, and those that it may be mistaken for.
AGREES = {
    "LOC": (PLACES, frozenset({"igo", "government", "agency"})),
    "ORG": (BODIES, PLACES | SUBJECTS),
    "NORP": (STATES | {"communal_group", "party", "armed_group", "region"}, BODIES | PLACES),
    "EVENT": (SUBJECTS, frozenset({"igo", "agency"})),
    "LAW": (frozenset({"treaty", "topic"}), frozenset({"conflict", "event", "igo"})),
    "MISC": (SUBJECTS | {"communal_group"}, BODIES | PLACES),
    "": (STATES | BODIES, PLACES | SUBJECTS),
}

ENOUGH = 0.55


def pick(
    reading: Reading, occurrences: list[Name], spelling: str, gazetteer: Gazetteer, setting: Setting
) -> Record | None:
    """Return the record that a spelling stands for in an article, None when none has enough support.

    The best occurrence speaks for all: a name has one sense in one article.
    """
    offers = [o for o in gazetteer.offers(spelling) if o.record.type != "person"]
    if not offers:
        return None
    ranked = sorted(
        (
            (max(support(reading, name, offer, gazetteer, setting) for name in occurrences), offer.record)
            for offer in offers
        ),
        key=lambda pair: (-pair[0], pair[1].id),
    )
    best, record = ranked[0]
    if best < ENOUGH or (len(ranked) > 1 and best - ranked[1][0] < 0.03 and ranked[1][1].id != record.id):
        return None
    return record


def support(reading: Reading, name: Name, offer: Offer, gazetteer: Gazetteer, setting: Setting) -> float:
    """Return how well a candidate fits a name here; 0.55 is enough."""
    record, candidate = offer.record, offer.candidate
    if record.type in BODIES and all(reading.pos[i] == "ADJ" for i in range(name.start, name.end)):
        return 0.0
    agree, mistaken = AGREES.get(name.label, AGREES[""])
    total = record.prominence + (0.5 if record.type in agree else 0.25 if record.type in mistaken else -0.5)
    total += 0.05 if candidate.exact else 0.0
    if candidate.weak or candidate.kind in ("altname", "surname"):
        total -= 0.4
    if candidate.kind in ("capital", "metonym", "building"):
        total -= 0.5 if record.type in STATES and candidate.kind == "capital" else 0.0
    if candidate.kind == "demonym":
        total += 0.3 if name.label in ("NORP", "") else 0.0
    own = 2 if record.type in STATES else 1
    code = record.country
    if code and code not in ("IGO", "NGO", "IMG") and record.type not in STATES and setting.countries[code] >= own + 1:
        total += 0.3
    elif record.type in ("city", "subdivision") and record.prominence < 0.25:
        total -= 0.25
    elif record.type in STATES and setting.countries[str(code)] > own:
        total += 0.15
    if record.type in PLACES and " " not in record.name and _after_comma(reading, name, record, gazetteer):
        total += 0.6
    if (
        record.type in ("subdivision", "city")
        and record.type not in STATES
        and _inside(reading, name, record, gazetteer)
    ):
        total += 0.6
    if (
        record.type in BODIES
        and _national(record, offer.candidate.kind, name, reading)
        and not setting.countries[str(code)]
    ):
        total -= 0.6
    if record.type in SUBJECTS | BODIES and " " in record.name:
        total += 0.2
    return total


def _national(record: Record, kind: str, name: Name, reading: Reading) -> bool:
    """Tell whether a body of one country is named only by its kind ("Joint Chiefs of Staff", "Parliament")."""
    spelling = " ".join(reading.doc[name.start : name.end].text.split())
    return kind != "abbreviation" and (
        record.name.startswith(f"{spelling} of ") or record.name.endswith(f" {spelling}")
    )


def _after_comma(reading: Reading, name: Name, record: Record, gazetteer: Gazetteer) -> bool:
    """Tell whether the next word after a comma is the country or state a place lies in ("Tyre, Lebanon")."""
    place = name.end + 1
    if place >= len(reading.words) or reading.words[name.end] != "," or not reading.capital(place):
        return False
    for offer in gazetteer.offers(reading.words[place]):
        if offer.record.type in STATES | {"subdivision"} and offer.record.country == record.country:
            return offer.record.id != record.id
    return False


def _inside(reading: Reading, name: Name, record: Record, gazetteer: Gazetteer) -> bool:
    """Tell whether the name before a comma is a city that lies in this place ("Atlanta, Georgia")."""
    before = name.start - 2
    if before < 0 or reading.words[name.start - 1] != "," or not reading.capital(before):
        return False
    if record.type != "subdivision":
        return False
    cities = [
        o.record for o in gazetteer.offers(reading.words[before]) if o.record.type == "city" and not o.candidate.weak
    ]
    return bool(cities) and any(c.country == record.country for c in cities[:2])
