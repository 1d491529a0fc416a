"""A small world for the tests of questions: two dozen entities, and one hand-built article per sentence.

The people and places are real, what they do here is not.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from ontology.facts import (
    Article,
    Entity,
    Event,
    Evidence,
    Facts,
    Factuality,
    Link,
    Participant,
    Precision,
    Role,
    Span,
    Tenure,
    content_id,
)

INDIA = Entity("iso:IND", "Country", "India", ("Republic of India", "New Delhi"), ("IND",), iso_code="IND")
PAKISTAN = Entity("iso:PAK", "Country", "Pakistan", ("Islamabad",), ("PAK",), iso_code="PAK")
CHINA = Entity("iso:CHN", "Country", "China", ("Beijing", "PRC"), ("CHN",), iso_code="CHN")
USA = Entity("iso:USA", "Country", "United States", ("US", "U.S.", "America"), ("USA",), iso_code="USA")
QATAR = Entity("iso:QAT", "Country", "Qatar", (), ("QAT",), iso_code="QAT")
DAR = Entity("wd:dar", "Person", "Ishaq Dar", ("Mohammad Ishaq Dar",), ("PAK",), ("GOV",))
WANG = Entity("wd:wang", "Person", "Wang Yi", (), ("CHN",), ("GOV",))
WANG_TWO = Entity("nil:wang", "Person", "Wang Lei", (), ("CHN",), ("MIL",))
LIU = Entity("wd:liu", "Person", "Liu Jianchao", (), ("CHN",), ("GOV",))
JAISHANKAR = Entity("wd:jai", "Person", "S. Jaishankar", ("Subrahmanyam Jaishankar",), ("IND",), ("GOV",))
RUBIO = Entity("wd:rubio", "Person", "Marco Rubio", (), ("USA",), ("GOV",))
ERDOGAN = Entity("wd:erd", "Person", "Recep Tayyip Erdoğan", ("Erdoğan",), ("TUR",), ("GOV",))
ARMY = Entity("nil:army", "Group", "Indian troops", (), ("IND",), ("MIL",))
WHO = Entity("org:who", "IntergovernmentalOrganization", "World Health Organization", ("WHO",), ("IGO",))
BANK = Entity("org:bank", "IntergovernmentalOrganization", "World Bank", (), ("IGO",))
BEIJING = Entity("geo:beijing", "Place", "Beijing")
DOHA = Entity("geo:doha", "Place", "Doha")
GENEVA = Entity("geo:geneva", "Place", "Geneva")
PAHALGAM = Entity("geo:pahalgam", "Place", "Pahalgam")
TREATY = Entity("lex:iwt", "Treaty", "Indus Waters Treaty", ("Indus Water Treaty", "IWT"))
TRADE = Entity("top:trade", "Topic", "trade")
CEASEFIRE = Entity("top:ceasefire", "Topic", "ceasefire")
TERRORISM = Entity("top:terror", "Topic", "cross-border terrorism")
GEORGIA = Entity("iso:GEO", "Country", "Georgia", (), ("GEO",), iso_code="GEO")
GEORGIA_STATE = Entity("geo:georgia", "Place", "Georgia")

ENTITIES = (
    INDIA, PAKISTAN, CHINA, USA, QATAR, DAR, WANG, WANG_TWO, LIU, JAISHANKAR, RUBIO, ERDOGAN, ARMY, WHO, BANK,
    BEIJING, DOHA, GENEVA, PAHALGAM, TREATY, TRADE, CEASEFIRE, TERRORISM, GEORGIA, GEORGIA_STATE,
)  # fmt: skip

LINKS = (
    Link("represents", DAR.id, PAKISTAN.id),
    Link("represents", WANG.id, CHINA.id),
    Link("represents", LIU.id, CHINA.id),
    Link("represents", JAISHANKAR.id, INDIA.id),
    Link("represents", RUBIO.id, USA.id),
    Link("locatedIn", BEIJING.id, CHINA.id),
    Link("locatedIn", DOHA.id, QATAR.id),
    Link("locatedIn", PAHALGAM.id, INDIA.id),
)


@dataclass(frozen=True)
class Told:
    """One sentence and what it says: ``who`` in roles, the class, the day and the rest of an event."""

    sentence: str
    kind: str
    plover: str | None
    who: tuple[tuple[Role, Entity], ...]
    day: date | None
    about: tuple[Entity, ...] = ()
    place: Entity | None = None
    factuality: Factuality = "asserted"
    action: str | None = None
    fatalities: int | None = None
    precision: Precision = "day"
    last: date | None = None
    mentioned: tuple[Entity, ...] = ()


def met(
    sentence: str,
    day: date | None,
    *actors: Entity,
    about: tuple[Entity, ...] = (),
    place: Entity | None = None,
    factuality: Factuality = "asserted",
    third: tuple[tuple[Role, Entity], ...] = (),
    month_long: bool = False,
) -> Told:
    """Return a meeting."""
    told = Told(
        sentence, "Meeting", "CONSULT", (*(("participant", a) for a in actors), *third), day, about, place, factuality
    )
    return replace(told, precision="month", last=date(2025, 5, 31)) if month_long else told


TOLD = (
    met("Dar met Wang in Beijing on the treaty.", date(2025, 5, 20), DAR, WANG, about=(TREATY,), place=BEIJING),
    met(
        "Dar also met Liu there, on water and trade.", date(2025, 5, 21), DAR, LIU, about=(TREATY, TRADE), place=BEIJING
    ),
    met("Wang met Jaishankar in Geneva on trade.", date(2025, 7, 14), WANG, JAISHANKAR, about=(TRADE,), place=GENEVA),
    met("Rubio met Dar in Doha.", date(2025, 6, 2), RUBIO, DAR, place=DOHA),
    met("Rubio met Jaishankar.", date(2025, 7, 1), RUBIO, JAISHANKAR),
    met("Rubio and Jaishankar talked at some time.", None, RUBIO, JAISHANKAR),
    met(
        "India and Pakistan held talks in Doha in May.",
        date(2025, 5, 1),
        INDIA,
        PAKISTAN,
        about=(CEASEFIRE,),
        place=DOHA,
        month_long=True,
    ),
    met("Dar is to meet Jaishankar.", date(2025, 8, 1), DAR, JAISHANKAR, factuality="planned"),
    met("Erdoğan met the head of the WHO.", date(2025, 4, 3), ERDOGAN, WHO),
    met("Pakistan spoke with the World Bank on the treaty.", date(2025, 4, 30), PAKISTAN, BANK, about=(TREATY,)),
    Told(
        "India suspended the treaty.",
        "TreatyAction",
        "SANCTION",
        (("initiator", INDIA), ("target", PAKISTAN)),
        date(2025, 4, 23),
        (TREATY,),
        action="suspended",
    ),
    Told(
        "India accused Pakistan of cross-border terrorism.",
        "PublicStatement",
        "ACCUSE",
        (("initiator", INDIA), ("target", PAKISTAN)),
        date(2025, 4, 23),
        (TERRORISM,),
    ),
    Told(
        "Wang said that China supports Pakistan and the ceasefire.",
        "PublicStatement",
        "SUPPORT",
        (("initiator", WANG),),
        date(2025, 5, 20),
        (CEASEFIRE,),
        mentioned=(PAKISTAN,),
    ),
    Told(
        "Gunmen killed 26 people in Pahalgam.",
        "ConflictEvent",
        "ASSAULT",
        (("target", INDIA),),
        date(2025, 4, 22),
        (),
        PAHALGAM,
        fatalities=26,
    ),
    Told(
        "Indian troops struck targets in Pakistan.",
        "ConflictEvent",
        "ASSAULT",
        (("initiator", ARMY), ("target", PAKISTAN)),
        date(2025, 5, 7),
        (),
        PAKISTAN,
    ),
    Told(
        "Washington imposed sanctions on China.",
        "SanctionAction",
        "SANCTION",
        (("initiator", USA), ("target", CHINA)),
        date(2025, 3, 4),
    ),
    met("Georgia met Qatar.", date(2025, 2, 1), GEORGIA, QATAR, place=GEORGIA_STATE),
    met("Wang Lei met Rubio.", date(2024, 12, 1), WANG_TWO, RUBIO),
    met(
        "Qatar hosted talks of the World Bank and the WHO, and mediated.",
        date(2025, 3, 3),
        BANK,
        WHO,
        third=(("host", QATAR), ("mediator", QATAR)),
    ),
)


def facts() -> tuple[Facts, ...]:
    """Return one article per sentence, each with all the entities and links."""
    return tuple(article(number, told) for number, told in enumerate(TOLD, start=1))


def article(number: int, told: Told) -> Facts:
    """Return the Facts of one sentence."""
    source = Article(
        id=f"article:{number:02}",
        text=told.sentence,
        content_hash=content_id("text", told.sentence),
        source=f"{number:02}.txt",
        headline=f"Story {number}",
        published=date(2025, 8, 1),
        publisher="The Example",
    )
    span = Span(told.sentence, 0, len(told.sentence))
    trigger = Span(told.sentence.split()[0], 0, len(told.sentence.split()[0]))
    named = (*(a for _, a in told.who), *told.about, *told.mentioned)
    evidence = Evidence(
        f"evidence:{number:02}",
        span,
        trigger,
        "svo",
        0.9,
        fatalities=told.fatalities,
        mentions=tuple(e.id for e in named),
    )
    event = Event(
        id=f"event:{number:02}",
        kind=told.kind,
        plover=told.plover,
        name=told.sentence.rstrip("."),
        participants=tuple(Participant(role, a.id) for role, a in told.who),
        evidence=(evidence,),
        about=tuple(t.id for t in told.about),
        place=told.place.id if told.place else None,
        start=told.day,
        end=told.last or told.day,
        precision=told.precision if told.day else None,
        factuality=told.factuality,
        treaty_action=told.action,
    )
    tenure = Tenure(
        "tenure:01", DAR.id, PAKISTAN.id, "foreign minister", (Evidence("evidence:t", span, trigger, "title", 0.9),)
    )
    return Facts(source, ENTITIES, LINKS, (event,), (tenure,) if number == 1 else ())
