"""The closed word lists that the linking rules read.

Policy: what is a list of words lives here or in ``agents.tsv``; what is a construction lives in the
module that reads it. The sectors are PLOVER's.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

AgentKind = Literal["office", "people", "body", "organization", "country", "generic"]


@dataclass(frozen=True, slots=True)
class Agent:
    """A noun that acts; ``sector`` is None where the modifiers must tell."""

    noun: str
    sector: str | None
    kind: AgentKind


@cache
def agents() -> Mapping[str, Agent]:
    """Read ``agents.tsv``: lemmas in American spelling, up to three words, to :class:`Agent`."""
    table: dict[str, Agent] = {}
    text = files("ingest.linking").joinpath("agents.tsv").read_text(encoding="utf-8")
    for line in text.splitlines():
        if line and not line.startswith("#"):
            noun, sector, kind = line.split("\t")
            table[noun] = Agent(noun, None if sector == "-" else sector, kind)  # type: ignore[arg-type]
    return table


#: British spellings of words in ``agents.tsv``, American by key.
SPELLING = {"defence": "defense", "labour": "labor", "organisation": "organization", "defences": "defense"}

IRREGULAR = {
    "men": "man",
    "women": "woman",
    "people": "people",
    "children": "child",
    "policemen": "policeman",
    "spokesmen": "spokesman",
    "gunmen": "gunman",
    "militiamen": "militiaman",
    "tribesmen": "tribesman",
    "businessmen": "businessman",
    "congressmen": "congressman",
    "media": "media",
    "mujahideen": "mujahideen",
    "lawmen": "lawman",
    "fishermen": "fisherman",
    "chairmen": "chairman",
    "countrymen": "countryman",
    "police": "police",
    "clergymen": "clergyman",
    "servicemen": "serviceman",
}


def singular(word: str) -> str:
    """Return the lower-case singular of a regular English noun, in American spelling."""
    word = word.lower()
    if word in IRREGULAR:
        word = IRREGULAR[word]
    elif word.endswith("ies") and len(word) > 4:
        word = word[:-3] + "y"
    elif word.endswith(("sses", "ches", "shes", "xes")):
        word = word[:-2]
    elif word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 3:
        word = word[:-1]
    return SPELLING.get(word, word)


#: Modifiers that set the sector of a head which has none of its own, or a weaker one.
SECTOR_MODIFIERS = {
    "military": "MIL",
    "naval": "MIL",
    "army": "MIL",
    "paramilitary": "MIL",
    "rebel": "REB",
    "guerrilla": "REB",
    "insurgent": "REB",
    "separatist": "REB",
    "militant": "REB",
    "jihadist": "REB",
    "jihadi": "REB",
    "terrorist": "REB",
    "extremist": "REB",
    "opposition": "OPP",
    "anti-government": "OPP",
    "dissident": "OPP",
    "pro-democracy": "OPP",
    "police": "COP",
    "security": "COP",
    "judicial": "JUD",
    "parliamentary": "LEG",
    "congressional": "LEG",
    "legislative": "LEG",
    "intelligence": "SPY",
    "government": "GOV",
    "diplomatic": "GOV",
    "presidential": "GOV",
    "ministerial": "GOV",
    "royal": "GOV",
    "federal": "GOV",
    "state": "GOV",
    "civilian": "CVL",
    "refugee": "REF",
    "displaced": "REF",
    "student": "EDU",
    "union": "LAB",
    "medical": "HLH",
    "health": "HLH",
    "humanitarian": "NGO",
    "business": "BUS",
    "corporate": "BUS",
    "tribal": "CVL",
    "criminal": "CRM",
    "religious": "REL",
    "aid": "NGO",
    "defense": "MIL",
    "border": "COP",
}

#: Sectors that a modifier may replace ("rebel forces", "opposition politician", "police investigator").
WEAK_SECTORS = frozenset({None, "CVL", "GOV", "MIL", "PTY"})

#: A head that these precede no longer holds the office.
FORMER = frozenset("former ex ex- ousted deposed late erstwhile exiled toppled onetime one-time".split())

#: Words that may stand inside a title besides nouns, adjectives and names.
TITLE_LINKS = frozenset("and of for the & 's ’s - to on".split())

HONORIFICS = frozenset(
    "mr mr. mrs mrs. ms ms. dr dr. sir dame lord lady sheikh haji sayyid prof prof. rev rev. hon hon. "
    "maulana shri".split()
)

TITLE_ABBREVIATIONS = {
    "gen.": "general",
    "gen": "general",
    "col.": "colonel",
    "maj.": "major",
    "lt.": "lieutenant",
    "capt.": "captain",
    "sgt.": "sergeant",
    "adm.": "admiral",
    "sen.": "senator",
    "sen": "senator",
    "rep.": "congressman",
    "gov.": "governor",
    "pres.": "president",
    "amb.": "ambassador",
    "min.": "minister",
    "brig.": "brigadier",
    "cmdr.": "commander",
    "pm": "prime minister",
    "fm": "foreign minister",
    "cdr.": "commander",
    "spc.": "sergeant",
    "ceo": "ceo",
}

FEMININE = frozenset(
    "mrs mrs. ms ms. lady dame queen princess spokeswoman congresswoman chairwoman businesswoman madam".split()
)
MASCULINE = frozenset(
    "mr mr. sir lord king prince spokesman congressman chairman businessman pope sheikh imam ayatollah".split()
)

#: Common nouns that head a place phrase and hand it to the name ("the town of Rafah", "Sindh province").
PLACE_NOUNS = frozenset(
    "town city village province region district state capital republic island port area county "
    "governorate territory enclave peninsula kingdom neighbourhood neighborhood suburb municipality "
    "oblast prefecture camp valley border coast outskirts center centre part stronghold hub archipelago "
    "sector department canton emirate".split()
)

#: Heads of a part: the phrase acts for what follows "of" ("a group of diplomats", "scores of refugees").
PARTITIVES = frozenset(
    "group number score dozen hundred thousand million majority series crowd team handful member pair "
    "couple lot most some part rest half band convoy column wave one two three many several delegation "
    "gang batch tens ten people contingent unit".split()
)

LOCATIVE = frozenset(
    "in at from near to into around across inside outside through throughout within toward towards off "
    "along over on via leaving".split()
)

#: After a hyphen these make the name before it a mere modifier ("Chinese-backed", "Geneva-based").
HYPHENATED = frozenset(
    "backed based led brokered sponsored occupied controlled held administered style made mediated funded "
    "supported run born owned allied aligned built registered imposed drafted speaking trained flagged "
    "dominated friendly era proposed linked ruled designed".split()
)

#: Family names that stand first ("Wang" of "Wang Yi"); facts of onomastics, the commonest of each language.
FAMILY_FIRST = frozenset(
    "wang li zhang liu chen yang zhao huang zhou wu xu sun hu zhu gao lin he guo ma luo liang song zheng "
    "xie han tang feng yu dong xiao cheng cao yuan deng fu shen zeng peng lu su jiang cai jia ding wei "
    "xue ye yan pan du dai xia zhong tian ren fan fang shi yao tan liao zou xiong jin hao kong bai cui "
    "kang mao qiu qin gu hou shao meng long wan duan qian yin li xi qi wen kim lee park choi jung kang "
    "cho yoon jang lim han oh seo shin kwon hwang ahn song ryu hong moon ri pak nguyen tran le pham huynh "
    "phan vu vo dang bui do ho ngo duong ly hun sok".split()
)
