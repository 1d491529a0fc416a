"""Drafts from the public source file, with its known defects mended.

Policy: names that English-language news does not write are dropped (other scripts, other languages, glosses
in brackets); what a machine-made list muddled is dropped rather than repaired by guess (its agencies each
hold several bodies; the seed has them one by one); no identifier is added. Country names come from
English-language sources only (CLDR, country-codes, Factbook), because the spine's weak names are
translations. Offices are no records: every title stands on its holder.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from ingest.knowledge.drafts import CODES, Draft, codes, is_abbreviation, is_latin, whole_day
from ingest.knowledge.spelling import fold

WIKIDATA = "http://www.wikidata.org/entity/"
GEONAMES = "https://sws.geonames.org/"
SECTORS = ("REB", "MIL", "SPY", "COP", "JUD", "LEG", "GOV", "OPP", "EDU", "BUS", "MED", "LAB", "CVL")

_ENGLISH = {"cldr", "ccodes", "factbook"}
#: Titles that the source gives wrongly, by the office's identifier there: these 13 holders headed the service.
_TITLES = {"Q5468326": "Foreign Secretary"}
_SPURIOUS = frozenset({"wd:Q2", "wd:Q204606"})
_BLOCS = frozenset({"wd:Q1065", "wd:Q458"})
_UNINHABITED = frozenset({"ATA"})
_UNREAD = frozenset({"office", "agency"})
_BRACKETS = re.compile(r"\s*\([^)]*\)")
_TREATY = re.compile(r"\b(treaty|agreement|convention|accord|pact|protocol|charter|covenant|statute|act)\b", re.I)
_GROUP = re.compile(
    r"\b(army|armies|front|brigades?|movement|party|liberation|militia|forces?|fighters|group|organi[sz]ation|tigers|"
    r"jihad|ansar|jaysh|jaish|lashkar|mujahid\w*|hizb\w*|taliban|cells?|command|council|union|guards?|battalion|"
    r"resistance|rebels|faction|cartel|al-\w+|al|islamic|islami|revolutionary|national|people'?s|patriotic)\b",
    re.I,
)
_PERSONAL = re.compile(
    r"\b(spokes\w+|official|officials|officer|director|chief|chairman|secretary[- ]general|general secretary|"
    r"press secretary|jay carney|secy gen|sec\. gen|ambassador|minister|president|head|leader)\b",
    re.I,
)
_NOT_AN_IGO = re.compile(r"book project|^international government|^secretariat of|^organi[sz]ation of$|^asean's$", re.I)
_RANK = re.compile(
    r"^(?:(?:capt|col|gen|lt|maj|sr|dr|brig|adm)\.\s+|(?:caretaker |cnsp |acting |interim )*prime minister |"
    r"co-vice president |taliban leader |apostolic nuncio cardinal )+",
    re.I,
)
_RANK_AFTER = re.compile(r"(?:\s+(?:sr|gen|col|lt|maj|capt|brig|dr|sir)\.?)+$|\s+of(?: the)?$", re.I)
#: What a broken title ("President of") left at the front of a name.
_TORN = re.compile(r"^(?:Territorial \w+|\w+)\s+(?=\S+\s+\S)")
#: Who stands in for a monarch abroad.
_AGENT = re.compile(
    r"^(?:represented by |New Zealand )(?P<title>Governor[- ]General|Lieutenant[- ]Governor|Governor|"
    r"Administrator Superior|High Commissioner)?\s*",
    re.I,
)
_IDENTIFIER = re.compile(r"^Q\d+$")
_BARE_ROMAN = re.compile(r"^[IVX]+$")


def read_public(rows: Iterable[Mapping[str, Any]], alpha3: Mapping[str, str]) -> dict[str, Draft]:
    """Turn public rows into drafts by id; ``alpha3`` maps alpha-2 codes."""
    drafts = (_draft(row, alpha3) for row in rows if row["type"] not in _UNREAD and row["id"] not in _SPURIOUS)
    return {draft.id: draft for draft in drafts if draft is not None}


def alpha3_codes(rows: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """Return alpha-3 by alpha-2, as the rows of countries state them; Kosovo is XKX."""
    found = {"XK": "XKX"}
    for row in rows:
        ids = row["ids"]
        if "iso3166_1_a3" in ids:
            found[ids["iso3166_1_a2"]["v"]] = ids["iso3166_1_a3"]["v"]
    return found


def _draft(row: Mapping[str, Any], alpha3: Mapping[str, str]) -> Draft | None:
    kind, ids = _type(row), row["ids"]
    draft = Draft(row["id"], kind, row["name"], sources=codes(row["src"]), twins=list(row.get("same_as", ())))
    draft.country = _country(row, kind, alpha3)
    draft.sector = _sector(ids.get("cameo_actor", {}).get("v", ""), kind)
    if "wikidata" in ids:
        draft.same_as.append(WIKIDATA + ids["wikidata"]["v"])
    if "geonames" in ids:
        draft.same_as.append(f"{GEONAMES}{ids['geonames']['v']}/")
    draft.latitude, draft.longitude = row.get("lat"), row.get("lon")
    draft.population = row.get("pop", 0)
    if kind != "city":
        draft.valid = _days(row.get("valid", (None, None)))
    if kind == "treaty":
        draft.parties = sorted(party for party in row.get("parties", ()) if party in alpha3.values())
    elif kind == "conflict":
        draft.parties = sorted({alpha3[code] for code in row.get("countries", ()) if code in alpha3})
    if kind == "country":
        draft.iso_code = ids.get("iso3166_1_a3", {}).get("v")
    if kind == "person":
        draft.offices = [_office(role, alpha3) for role in row.get("roles", ())]
        draft.legislator = row.get("prominence") == "legislator"
        draft.surnames = [alias["a"] for alias in row["aliases"] if alias["k"] == "surname"]
    _NAMING.get(kind, _plain_names)(draft, row)
    return draft if draft.names else None


def _type(row: Mapping[str, Any]) -> str:
    """Return the type of a record: what ISO 3166-1 numbers is a country, blocs are organisations."""
    ids = row["ids"]
    if row["id"] in _BLOCS:
        return "igo"
    if "iso3166_1_num" in ids and ids["iso3166_1_a3"]["v"] not in _UNINHABITED:
        return "country"
    return str(row["type"])


def _country(row: Mapping[str, Any], kind: str, alpha3: Mapping[str, str]) -> str | None:
    if kind == "igo":
        return "IGO"
    if row["id"] == "wd:Q1246":
        return "XKX"
    actor = row["ids"].get("cameo_actor", {}).get("v", "")
    if kind == "armed_group" and actor.startswith("IMG"):
        return "IMG"
    code = row.get("country") or next(iter(row.get("countries", ())), None)
    if kind == "armed_group" and len(row.get("countries", ())) > 3:
        return "IMG"
    return alpha3.get(code) if code else None


def _sector(actor: str, kind: str) -> str | None:
    if kind in ("armed_group", "communal_group"):
        return "REB" if kind == "armed_group" else "CVL"
    if kind in ("government", "agency"):
        parts = [actor[i : i + 3] for i in range(3, len(actor), 3)]
        return next((part for part in parts[::-1] if part in SECTORS and part != "EDU"), "GOV")
    return None


def _office(role: Mapping[str, Any], alpha3: Mapping[str, str]) -> list[Any]:
    start, end = _days((role.get("start"), role.get("end")))
    _, as_of = _days((None, role.get("asof")))
    source = codes(role["src"])
    title = _TITLES.get(role.get("office_qid", ""), role["office"].strip())
    return [title, alpha3.get(role.get("country", "")), None, start, end, None if end else as_of, source]


def _days(span: Iterable[str | None]) -> tuple[str | None, str | None]:
    first, last = span
    if last and last >= "2100":
        last = None
    return whole_day(first, last=False), whole_day(last, last=True)


def _plain_names(draft: Draft, row: Mapping[str, Any]) -> None:
    for alias in row["aliases"]:
        if alias["k"] in ("surname", "iso3"):
            continue
        name = _BRACKETS.sub("", alias["a"]).strip(" ,")
        if is_latin(name) and len(name) <= 110:
            weak = bool(alias.get("w"))
            draft.call(name, "abbreviation" if is_abbreviation(name) else "name", codes(alias["s"]), weak=weak)
    if not is_latin(draft.name):
        draft.name = next(iter(draft.names), draft.name)
    draft.name = _BRACKETS.sub("", draft.name).strip() or draft.name


def _country_names(draft: Draft, row: Mapping[str, Any]) -> None:
    for alias in row["aliases"]:
        name, sources = _BRACKETS.sub("", alias["a"]).strip(), _ENGLISH & set(alias["s"])
        if alias["k"] not in ("name", "name_weak") or not sources or alias.get("w") or not is_latin(name):
            continue
        if alias["k"] == "name_weak" and sources == {"factbook"}:
            continue
        draft.call(name, "abbreviation" if is_abbreviation(name) else "name", codes(sources))
    draft.call(draft.name, "name", codes(row["src"]))
    for metonym in row.get("metonyms", ()):
        name = {"Nur-Sultan": "Astana"}.get(metonym["a"], metonym["a"])
        if fold(name) != fold(draft.name):
            draft.call(name, metonym["k"], CODES[metonym["s"]], weak=metonym["k"] == "capital")


def _subdivision_names(draft: Draft, row: Mapping[str, Any]) -> None:
    draft.name = _BRACKETS.sub("", draft.name)
    draft.call(draft.name, "name", codes(row["src"]))
    for alias in row["aliases"]:
        name = alias["a"]
        plain = name.isascii() and not re.search(r"[,()]|\b[A-Z]{2}\b", name) and not name.isupper()
        if alias["k"] == "name" and not alias.get("w") and plain:
            draft.call(name, "name", codes(alias["s"]))


def _city_names(draft: Draft, row: Mapping[str, Any]) -> None:
    for alias in row["aliases"]:
        name = _BRACKETS.sub("", alias["a"]).strip()
        if alias["k"] == "name":
            draft.call(name, "name", codes(alias["s"]))
        elif draft.population >= 100_000 and name.isascii() and len(name) > 3 and not name.isupper():
            draft.call(name, "altname", codes(alias["s"]), weak=True)


def _person_names(draft: Draft, row: Mapping[str, Any]) -> None:
    _plain_names(draft, row)
    draft.names = {name: how for name, how in draft.names.items() if not _IDENTIFIER.match(name)}
    torn = any(office[0].endswith(" of") for office in draft.offices)
    for name, how in list(draft.names.items()):
        plain = _RANK.sub("", name)
        if torn:
            plain = _TORN.sub("", plain)
        agent = _AGENT.match(plain)
        if agent:
            plain = plain[agent.end() :]
            for office in draft.offices:
                office[0] = agent["title"] or "Representative of the head of state"
        if plain != name:
            del draft.names[name]
            draft.names[plain] = how
            draft.name = plain
        if ", " in plain:
            draft.call(plain.partition(", ")[0], how.kind, how.sources)
    for office in draft.offices:
        office[0] = _RANK_AFTER.sub("", office[0])


def _group_names(draft: Draft, row: Mapping[str, Any]) -> None:
    _plain_names(draft, row)
    if draft.id.startswith("pho:"):
        draft.names = {name: how for name, how in draft.names.items() if _GROUP.search(name)}
    draft.names = {name: how for name, how in draft.names.items() if ", " not in name}
    for how in draft.names.values():
        how.weak = how.weak or how.kind == "abbreviation"


def _weak_names(draft: Draft, row: Mapping[str, Any]) -> None:
    _plain_names(draft, row)
    for how in draft.names.values():
        how.weak = True


def _agency_names(draft: Draft, row: Mapping[str, Any]) -> None:
    _plain_names(draft, row)
    draft.names = {name: how for name, how in draft.names.items() if not _PERSONAL.search(name)}
    if any(_NOT_AN_IGO.search(name) for name in draft.names):
        draft.names = {}


def _treaty_names(draft: Draft, row: Mapping[str, Any]) -> None:
    _plain_names(draft, row)
    short = sorted((name for name in draft.names if _TREATY.search(name) and " " in name), key=lambda n: (len(n), n))
    if short:
        draft.name = short[0]
    for name, how in draft.names.items():
        how.weak = how.weak or " " not in name or bool(_BARE_ROMAN.match(name))


def _event_names(draft: Draft, row: Mapping[str, Any]) -> None:
    _plain_names(draft, row)
    for name, how in draft.names.items():
        how.weak = how.weak or " " not in name


def _conflict_names(draft: Draft, row: Mapping[str, Any]) -> None:
    _plain_names(draft, row)
    derived = [alias["a"] for alias in row["aliases"] if alias["k"] == "derived"]
    draft.names = {name: how for name, how in draft.names.items() if ":" not in name}
    draft.name = derived[0] if derived else draft.name


_NAMING = {
    "agency": _agency_names,
    "armed_group": _group_names,
    "city": _city_names,
    "communal_group": _weak_names,
    "conflict": _conflict_names,
    "country": _country_names,
    "event": _event_names,
    "igo": _agency_names,
    "person": _person_names,
    "subdivision": _subdivision_names,
    "territory": _country_names,
    "treaty": _treaty_names,
}
