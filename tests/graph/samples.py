"""Hand-built Facts for the tests of the stores: small, complete, and free of any language model."""

from __future__ import annotations

from datetime import date

from ontology.facts import Article, Entity, Event, Evidence, Facts, Link, Participant, Role, Span, Tenure, content_id

DAR = Entity("person:dar", "Person", "Ishaq Dar", ("Dar", "Mohammad Ishaq Dar"), ("PAK",), ("GOV",))
WANG = Entity("person:wang", "Person", "Wang Yi", ("Wang",), ("CHN",), ("GOV",))
PAKISTAN = Entity("country:PAK", "Country", "Pakistan", ("Islamabad",), iso_code="PAK", latitude=30.0, longitude=70.0)
CHINA = Entity("country:CHN", "Country", "China", ("PRC",), same_as=("http://www.wikidata.org/entity/Q148",))
BEIJING = Entity("place:beijing", "Place", "Beijing")
TREATY = Entity("treaty:indus", "Treaty", "Indus Waters Treaty", ("IWT",))
ENTITIES = (DAR, WANG, PAKISTAN, CHINA, BEIJING, TREATY)


def article(number: int, text: str, *, day: int | None = 1, publisher: str | None = "The Example") -> Article:
    published = date(2025, 5, day) if day is not None else None
    return Article(
        id=f"article:{number}",
        text=text,
        content_hash=content_id("text", text, str(published), publisher),
        source=f"{number}.txt",
        headline=f"Article {number}",
        published=published,
        publisher=publisher,
    )


def span(text: str, part: str) -> Span:
    begin = text.index(part)
    return Span(part, begin, begin + len(part))


def evidence(
    article: Article, trigger: str, mentions: tuple[str, ...] = (), confidence: float = 0.8, **values: object
) -> Evidence:
    sentence = Span(article.text, 0, len(article.text))
    id = content_id("evidence", article.id, trigger, repr(sorted(values.items())))
    return Evidence(id, sentence, span(article.text, trigger), "svo", confidence, mentions=mentions, **values)  # type: ignore[arg-type]


def meeting(article: Article, confidence: float = 0.8, mode: str | None = "visit") -> Event:
    """The same meeting as any other article's, with this article's evidence."""
    role: Role = "participant"
    return Event(
        id="event:meeting",
        kind="Meeting",
        plover="CONSULT",
        name="Ishaq Dar met Wang Yi",
        participants=(Participant(role, DAR.id), Participant(role, WANG.id)),
        evidence=(evidence(article, "met", (DAR.id, WANG.id, TREATY.id), confidence, mode=mode),),
        about=(TREATY.id,),
        place=BEIJING.id,
        start=date(2025, 5, 20),
        end=date(2025, 5, 20),
        precision="day",
    )


def meeting_facts(number: int = 1, *, day: int | None = 21, confidence: float = 0.8, text: str | None = None) -> Facts:
    """An article about a meeting of two ministers, with offices and a link."""
    story = article(number, text or f"Ishaq Dar met Wang Yi in Beijing on the Indus Waters Treaty ({number}).", day=day)
    tenure = Tenure("tenure:dar", DAR.id, PAKISTAN.id, "foreign minister", (evidence(story, "Dar"),))
    return Facts(
        story,
        ENTITIES,
        (Link("represents", DAR.id, PAKISTAN.id), Link("represents", WANG.id, CHINA.id)),
        (meeting(story, confidence),),
        (tenure,),
    )


def attack_facts(number: int, deaths: int | None, *, day: int | None, injured: int | None = None) -> Facts:
    """An article about one attack, with its own figures."""
    story = article(number, f"An attack was reported in Pakistan ({number}).", day=day)
    event = Event(
        id="event:attack",
        kind="ConflictEvent",
        plover="ASSAULT",
        name="attack in Pakistan",
        participants=(Participant("target", PAKISTAN.id),),
        evidence=(evidence(story, "attack", (PAKISTAN.id,), fatalities=deaths, injured=injured),),
        place=PAKISTAN.id,
    )
    return Facts(story, (PAKISTAN,), (), (event,))
