"""Facts as a reader at a terminal wants them: sentence by sentence, what was found and what was left out.

Policy: everything that ``diplograph extract`` writes about an event is shown, with the construction that
found it; everything that was dropped is shown with its reason. The text is the same when it is piped,
without colours.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from rich.text import Text

from ingest.reasons import REASONS
from ontology.facts import Article, Drop, Entity, Event, Evidence, Facts, Participant, Span, Tenure

LABEL_WIDTH = 12
#: Code points of text shown on each side of something dropped where no sentence is known.
AROUND = 60


def explanation(facts: Facts) -> Text:
    """Return what was found in an article and what was dropped, in the order of its text."""
    entities = {entity.id: entity for entity in facts.entities}
    parts: dict[Span, list[Text]] = defaultdict(list)
    for event in facts.events:
        for number, evidence in enumerate(event.evidence):
            lines = event_lines(event, evidence, entities) if number == 0 else again_lines(event, evidence)
            parts[evidence.sentence].extend(lines)
    for tenure in facts.tenures:
        for evidence in tenure.evidence:
            parts[evidence.sentence].append(tenure_line(tenure, entities))
    for drop in facts.drops:
        parts[sentence_of(drop, parts, facts.article)].append(drop_line(drop))
    blocks = [heading(facts)]
    for sentence in sorted(parts, key=lambda span: (span.begin, span.end)):
        shown = " ".join(sentence.text.split())
        blocks.append(Text("\n").join([Text(f"[{sentence.begin}–{sentence.end}] {shown}"), *parts[sentence]]))
    return Text("\n\n").join(blocks).append("\n")


def heading(facts: Facts) -> Text:
    """Return the line that names an article and counts what was found in it."""
    article = facts.article
    about = (
        article.headline,
        article.publisher,
        str(article.published) if article.published else "no date",
        article.id,
    )
    found = ((facts.events, "event"), (facts.tenures, "office"))
    counts = ", ".join(f"{len(what)} {noun}{'' if len(what) == 1 else 's'}" for what, noun in found)
    counts += f", {len(facts.drops)} dropped"
    return Text(" · ".join(filter(None, about)), style="bold").append(f"\n{counts}", style="dim not bold")


def event_lines(event: Event, evidence: Evidence, entities: Mapping[str, Entity]) -> Iterator[Text]:
    """Yield the lines of an event: what it is, who takes part, and its circumstances."""
    kind = " ".join(filter(None, (event.kind, f"({event.plover})" if event.plover else "", evidence.mode)))
    yield (
        Text("  + ", style="green")
        .append(kind, style="bold green")
        .append(f'  "{evidence.trigger.text}"  {event.factuality}  {evidence.confidence:.2f}')
        .append(f"  {evidence.construction}", style="dim")
    )
    for participant in event.participants:
        yield row(participant.role, party(participant, entities[participant.entity]))
    yield from (row("about", entities[entity].name) for entity in event.about)
    if event.place:
        yield row("where", entities[event.place].name)
    if event.start:
        yield row("when", period(event))
    if event.treaty_action:
        yield row("treaty", event.treaty_action)
    yield from (row("claimed by", entities[entity].name) for entity in event.claimed_by)
    figures = ((evidence.fatalities, "killed"), (evidence.injured, "injured"))
    victims = ", ".join(f"{count} {what}" for count, what in figures if count is not None)
    if victims:
        yield row("victims", victims)
    for short, full in evidence.antecedents:
        yield row("stands for", f'"{short}" → {full}')


def again_lines(event: Event, evidence: Evidence) -> Iterator[Text]:
    """Yield the line of a further sentence that states an event shown above."""
    text = f'  + {event.kind}  "{evidence.trigger.text}"  the same event as in the sentence above it'
    yield Text(text, style="green").append(f"  {evidence.construction}", style="dim")


def tenure_line(tenure: Tenure, entities: Mapping[str, Entity]) -> Text:
    """Return the line of an office."""
    holder, organization = entities[tenure.holder].name, entities[tenure.organization].name
    return Text("  + ", style="cyan").append(f"{holder}: {tenure.role}, {organization}", style="cyan")


def drop_line(drop: Drop) -> Text:
    """Return the line of something left out: its code, the words, and why."""
    why = REASONS[drop.code] + (f" ({drop.detail})" if drop.detail else "")
    return Text(f'  - {drop.code}  "{drop.span.text}"  {why}', style="yellow")


def row(label: str, value: str) -> Text:
    """Return one indented line of an event."""
    return Text(f"      {label:<{LABEL_WIDTH}}", style="dim").append(value, style="not dim")


def party(participant: Participant, entity: Entity) -> str:
    """Return a participant's name, class and codes, and how the text mentions it."""
    codes = " ".join(filter(None, (entity.label, participant.country, participant.sector)))
    mention = participant.mention.text if participant.mention else entity.name
    return f"{entity.name} ({codes})" + (f' as "{mention}"' if mention != entity.name else "")


def period(event: Event) -> str:
    """Return the first and last day of an event and their precision."""
    days = f"{event.start}" if event.end in (None, event.start) else f"{event.start} to {event.end}"
    return f"{days} ({event.precision})"


def sentence_of(drop: Drop, sentences: Iterable[Span], article: Article) -> Span:
    """Return the known sentence around something dropped, else some words on both sides of it."""
    for span in sentences:
        if span.begin <= drop.span.begin and drop.span.end <= span.end:
            return span
    text = article.text
    begin = text.rfind("\n", max(0, drop.span.begin - AROUND), drop.span.begin) + 1
    begin = begin or text.find(" ", max(0, drop.span.begin - AROUND), drop.span.begin) + 1
    end = text.find("\n", drop.span.end, drop.span.end + AROUND)
    end = end if end >= 0 else min(len(text), drop.span.end + AROUND)
    return Span(text[begin:end], begin, end)
