"""One hand-built article with its Facts, for tests that need no extractor."""

from __future__ import annotations

from datetime import date

from ontology.facts import Article, Drop, Entity, Event, Evidence, Facts, Link, Participant, Span, Tenure

TEXT = "Omar met Lena Berg, the Norwegian foreign minister, in Oslo on Monday. He praised the Fjord Treaty."


def span(words: str) -> Span:
    begin = TEXT.index(words)
    return Span(words, begin, begin + len(words))


ARTICLE = Article(
    id="article:1",
    text=TEXT,
    content_hash="content:1",
    source="/news/a.txt",
    headline="Omar meets Berg",
    published=date(2025, 3, 4),
    publisher="Example Wire",
)
OMAR = Entity("person:omar", "Person", "Omar Haddad", aliases=("Omar",), country_codes=("JOR",), sectors=("GOV",))
BERG = Entity("person:berg", "Person", "Lena Berg", country_codes=("NOR",), sectors=("GOV",))
NORWAY = Entity("country:NOR", "Country", "Norway", iso_code="NOR", latitude=60.0, longitude=10.0)
TREATY = Entity("treaty:fjord", "Treaty", "Fjord Treaty")
FIRST = Span(TEXT[:70], 0, 70)
SECOND = Span(TEXT[71:], 71, len(TEXT))
MEETING = Event(
    id="event:1",
    kind="Meeting",
    plover="CONSULT",
    name="Omar Haddad met Lena Berg",
    participants=(
        Participant("participant", OMAR.id, span("Omar"), "JOR", "GOV"),
        Participant("participant", BERG.id, span("Lena Berg"), "NOR", "GOV"),
    ),
    evidence=(
        Evidence("evidence:1", FIRST, span("met"), "verb: subject and object", 0.9, mode="meet"),
        Evidence("evidence:2", SECOND, span("praised"), "anaphor", 0.5, antecedents=(("He", "Omar"),)),
    ),
    about=(TREATY.id,),
    place=NORWAY.id,
    start=date(2025, 3, 3),
    end=date(2025, 3, 3),
    precision="day",
    claimed_by=(BERG.id,),
)
TENURE = Tenure(
    "tenure:1",
    BERG.id,
    NORWAY.id,
    "foreign minister",
    (Evidence("evidence:3", FIRST, span("foreign minister"), "apposition", 0.9),),
)
FACTS = Facts(
    ARTICLE,
    entities=(OMAR, BERG, NORWAY, TREATY),
    links=(Link("represents", BERG.id, NORWAY.id),),
    events=(MEETING,),
    tenures=(TENURE,),
    drops=(Drop("weak", span("praised"), "no target"),),
)
