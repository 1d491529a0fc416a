"""Institutions of governments: one node for "Pakistan Foreign Ministry" and "the Pakistani foreign ministry".

Policy: the knowledge base is asked under the usual spellings of an institution and its country; where it
knows none, the identity is the normalised kind of institution with the country.
"""

from __future__ import annotations

from ingest.linking.gazetteer import Gazetteer
from ingest.linking.known import local
from ontology.facts import Entity


def described(gazetteer: Gazetteer, identity: str, country: str | None) -> str:
    """Return the display name of an actor: the adjective of its country and what it is."""
    if country in ("IGO", "NGO", "IMG") or country is None:
        return identity
    adjective = gazetteer.adjective(country)
    return identity if identity.startswith(adjective) else f"{adjective} {identity}"


def institution(
    gazetteer: Gazetteer, identity: str, country: str | None, sector: str | None, owner: Entity | None
) -> Entity:
    """Return an institution of a government: the known one under its usual names, else a local one."""
    title = " ".join(w if w in ("of", "and", "for", "the") else w[:1].upper() + w[1:] for w in identity.split())
    record = gazetteer.country(country)
    if record is not None and country is not None and (owner is None or owner.label in ("Country", "Person")):
        for spelling in (
            f"{gazetteer.adjective(country)} {title}",
            f"{record.name} {title}",
            f"{title} of {record.name}",
        ):
            for offer in gazetteer.offers(spelling):
                if offer.record.type in ("government", "agency") and offer.record.country == country:
                    return offer.record.entity()
    if owner is not None and owner.label == "Place" and owner.name not in title:
        title = f"{owner.name} {title}"
    return local(
        "GovernmentBody",
        described(gazetteer, title, country),
        country=country,
        sector=sector or "GOV",
        key=normal(identity),
    )


def normal(identity: str) -> str:
    """Return the key of an institution: "ministry of foreign affairs" and "foreign ministry" are one."""
    text = identity.lower().replace("defence", "defense")
    for noun in ("ministry", "department"):
        for link in (f"{noun} of the ", f"{noun} of ", f"{noun} for "):
            if text.startswith(link):
                text = f"{text[len(link) :]} {noun}"
    for long, short in (
        ("foreign affairs", "foreign"),
        ("external affairs", "foreign"),
        ("internal affairs", "interior"),
        ("home affairs", "home"),
    ):
        text = text.replace(f"{long} ministry", f"{short} ministry")
    return "foreign ministry" if text == "foreign office" else text
