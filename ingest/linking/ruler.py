"""Names in the text: the language model's entities, mended by the knowledge base and by head words.

Policy: the model finds names by context, the knowledge base by spelling, head words ("Treaty", "Ministry
of") by form. A span found by form beats one found by spelling, and either beats the model where it is
longer or more specific; spans never overlap. Nothing is typed here that the linker can type better.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ingest.linking.gazetteer import BODIES, PLACES, STATES, SUBJECTS, Gazetteer
from ingest.linking.lexicon import HONORIFICS, HYPHENATED, TITLE_ABBREVIATIONS, agents
from ingest.linking.reading import Reading

LONGEST = 8

#: Last words that make a capitalised run a name of this type.
LAST_WORDS = {
    "LAW": frozenset(
        "treaty agreement accord accords convention pact protocol protocols charter statute covenant".split()
    ),
    "EVENT": frozenset(
        "war wars conflict summit attack attacks massacre uprising intifada revolution referendum crisis".split()
    ),
    "ORG": frozenset(
        "ministry department army force forces brigade brigades front militia movement party union council "
        "commission committee agency court parliament assembly university corps command bank league authority "
        "bureau".split()
    ),
}
#: First words that, with what follows, make a name of this type.
FIRST_WORDS = {
    "treaty": "LAW",
    "agreement": "LAW",
    "convention": "LAW",
    "protocol": "LAW",
    "resolution": "LAW",
    "operation": "EVENT",
    "battle": "EVENT",
    "ministry": "ORG",
    "department": "ORG",
    "office": "ORG",
    "council": "ORG",
    "bureau": "ORG",
    "committee": "ORG",
    "court": "ORG",
    "charter": "LAW",
    "statute": "LAW",
    "treaties": "LAW",
}
INNER = frozenset(
    {"of", "the", "a", "an", "for", "on", "and", "&", "-", "'s", "’s", "in", "to", "against", "de", "al", "el"}
)


@dataclass(frozen=True, slots=True)
class Name:
    """A name as tokens, half-open; ``label`` is PERSON, ORG, LOC, NORP, EVENT, LAW, MISC or "" for unknown."""

    start: int
    end: int
    label: str

    def __len__(self) -> int:
        return self.end - self.start


def names(reading: Reading, gazetteer: Gazetteer) -> list[Name]:
    """Return the names of a document in order, without overlap."""
    formed: list[Name] = []
    spelled: list[Name] = []
    for start, end in capitalised(reading):
        formed += by_form(reading, start, end)
        formed += scenes(reading, start, end)
        spelled += (untitled(reading, gazetteer, n) for n in by_spelling(reading, gazetteer, start, end))
    modelled = [piece for entity in model(reading) for piece in mend(reading, gazetteer, entity)]
    ranked = [(2 if len(n) > 1 else -1, n) for n in formed] + [(1, n) for n in spelled] + [(0, n) for n in modelled]
    labels = {(n.start, n.end): n.label for n in modelled}
    ranked.sort(key=lambda item: (-len(item[1]), -item[0], item[1].start))
    taken = [False] * len(reading.words)
    chosen: list[Name] = []
    for _, name in ranked:
        if any(taken[name.start : name.end]) or modifier(reading, name):
            continue
        taken[name.start : name.end] = [True] * len(name)
        modelled_as = labels.get((name.start, name.end), "")
        person = modelled_as == "PERSON" and name.label == "ORG" and len(name) > 1
        label = modelled_as if person or not name.label else name.label
        chosen.append(Name(name.start, name.end, label))
    return sorted(chosen, key=lambda n: n.start)


def text(reading: Reading, name: Name) -> str:
    """Return the text of a name on one line."""
    return " ".join(reading.doc[name.start : name.end].text.split())


#: Arabic articles, written small before a name ("al-Qaeda", "el Sisi").
ARTICLES = frozenset({"al", "el"})


def capitalised(reading: Reading) -> Iterator[tuple[int, int]]:
    """Yield maximal runs of capitalised words, small words inside them included."""
    words, total, i = reading.words, len(reading.words), 0
    while i < total:
        if not _proper(words[i]):
            i += 1
            continue
        last, j = i, i + 1
        while j < total and j - last <= 3 and reading.sentence[j] == reading.sentence[i]:
            if _proper(words[j]):
                last = j
            elif reading.lower[j] not in INNER:
                break
            j += 1
        yield _article(words, i), last + 1
        i = last + 1


def _article(words: list[str], start: int) -> int:
    """Return where a name starts when the article before it is counted in."""
    if start >= 2 and words[start - 1] == "-" and words[start - 2] in ARTICLES:
        return start - 2
    return start - 1 if start >= 1 and words[start - 1] in ARTICLES else start


def _proper(word: str) -> bool:
    return word[:1].isupper() or (word.isdigit() and len(word) == 4)


def by_form(reading: Reading, start: int, end: int) -> Iterator[Name]:
    """Yield the names that their first or last word gives away, within a capitalised run."""
    lower, words = reading.lower, reading.words
    for i in range(start, end):
        label = FIRST_WORDS.get(lower[i]) if words[i][:1].isupper() else None
        if label and i + 1 < end and (lower[i + 1] in ("of", "for", "on") or lower[i] in ("operation", "resolution")):
            stop = i + 2
            while (
                stop < end
                and (lower[stop] != "and" or lower[i] == "ministry")
                and lower[stop] not in ("'s", "’s", "in", "to")
                and reading.doc[stop].ent_type_ != "DATE"
            ):
                stop += 1
            while lower[stop - 1] in INNER:
                stop -= 1
            if stop - i >= 2 and (lower[i] != "operation" or words[i + 1][:1].isupper()):
                first = i
                while (
                    first > start and words[first - 1][:1].isupper() and lower[i] in ("resolution", "court", "council")
                ):
                    first -= 1
                yield Name(first, stop, label)
    for label, heads in LAST_WORDS.items():
        for i in range(start + 1, end):
            if lower[i] not in heads or (label != "LAW" and not words[i][:1].isupper()):
                continue
            first = i
            while first > start and (
                _proper(words[first - 1]) or (lower[first - 1] in ("of", "-", "and", "on") and label == "LAW")
            ):
                first -= 1
            while first < i and (lower[first] in INNER or lower[first] == "the" or words[first].isdigit()):
                first += 1
            if first < i and words[i][:1].isupper():
                yield Name(first, i + 1, label)


#: What a place name stands before ("the Pahalgam attack").
SCENES = frozenset(
    "attack massacre bombing shooting killing siege incident clash explosion blast airstrike strike raid "
    "summit talk conference airport border region district province hospital prison camp valley offensive "
    "front".split()
)


def scenes(reading: Reading, start: int, end: int) -> Iterator[Name]:
    """Yield an unknown capitalised word that says where a happening took place."""
    if end - start != 1 or reading.deps[start] != "compound" or reading.pos[start] != "PROPN":
        return
    upper = reading.heads[start]
    if reading.doc[start].ent_type == 0 and start < upper <= start + 3 and reading.lemmas[upper] in SCENES:
        yield Name(start, end, "LOC")


def by_spelling(reading: Reading, gazetteer: Gazetteer, start: int, end: int) -> Iterator[Name]:
    """Yield the longest stretches of a run that the knowledge base knows, left to right."""
    i = start
    while i < end:
        if reading.lower[i] in INNER - ARTICLES:
            i += 1
            continue
        for stop in range(min(end, i + LONGEST), i, -1):
            if reading.lower[stop - 1] in INNER:
                continue
            label = known(reading, gazetteer, i, stop)
            if label is not None:
                yield Name(i, stop, label)
                i = stop
                break
        else:
            i += 1


def known(reading: Reading, gazetteer: Gazetteer, start: int, end: int) -> str | None:
    """Return the label of a spelling that needs no model to be a name ("" when several fit), or None."""
    spelling = reading.doc[start:end].text
    if end - start == 1:
        word = reading.words[start]
        if reading.pos[start] not in ("PROPN", "ADJ", "NOUN") or len(word) < 2:
            return None
        if gazetteer.state(word) is not None:
            return "NORP" if reading.pos[start] == "ADJ" else "LOC"
        for offer in gazetteer.offers(word):
            candidate, record = offer.candidate, offer.record
            if candidate.weak or reading.pos[start] == "ADJ":
                continue
            if record.type in ("igo", "armed_group", "government", "agency") and (
                word.isupper() or record.prominence >= 0.3
            ):
                return "ORG"
            if candidate.kind in ("metonym", "building") or (record.type in PLACES and record.prominence >= 0.5):
                return "LOC"
        return None
    if end - start == 3 and reading.words[start + 1] in ("-", "–") and gazetteer.state(reading.words[start]):
        return None
    for offer in gazetteer.offers(spelling):
        candidate, record = offer.candidate, offer.record
        if candidate.weak:
            continue
        if record.type in SUBJECTS:
            return "LAW" if record.type == "treaty" else "EVENT" if record.type != "corridor" else "LOC"
        if record.type in BODIES:
            return "ORG"
        if record.type in PLACES and (record.type in STATES or record.prominence >= 0.2 or candidate.kind != "altname"):
            return "LOC"
        if record.type == "person" and record.prominence >= 0.3:
            return "PERSON"
    return None


def model(reading: Reading) -> Iterator[Name]:
    """Yield the entities of the language model, dates aside."""
    for entity in reading.doc.ents:
        if entity.label_ not in ("DATE", "TIME", "CARDINAL"):
            yield Name(entity.start, entity.end, entity.label_)


MONTHS = frozenset("january february march april may june july august september october november december".split())


def mend(reading: Reading, gazetteer: Gazetteer, name: Name) -> Iterator[Name]:
    """Cut what does not belong to a name: titles, small words at its ends, joined names."""
    start, end = name.start, name.end
    lower, words = reading.lower, reading.words
    while start < end and words[start] not in ARTICLES and (lower[start] in INNER or words[start][:1].islower()):
        start += 1
    while end > start and (lower[end - 1] in INNER or not words[end - 1][:1].isalnum() or words[end - 1].islower()):
        end -= 1
    if name.label == "PERSON":
        if (
            start < end - 1
            and start > 0
            and lower[start] in MONTHS
            and lower[start - 1] in ("in", "since", "last", "until")
        ):
            start += 1
        while start < end - 1 and _title(reading, gazetteer, start):
            start += 1
        for i in range(start + 1, end - 1):
            if lower[i] in ("and", "&", ","):
                yield from mend(reading, gazetteer, Name(start, i, name.label))
                yield from mend(reading, gazetteer, Name(i + 1, end, name.label))
                return
    if name.label in ("ORG", "LOC"):
        for i in range(start + 1, end - 1):
            sides = (reading.doc[start:i].text, reading.doc[i + 1 : end].text)
            if lower[i] == "and" and all(gazetteer.offers(side) for side in sides):
                yield Name(start, i, name.label)
                yield Name(i + 1, end, name.label)
                return
            if lower[i] in ("in", "at") and known(reading, gazetteer, i + 1 + (lower[i + 1] == "the"), end) == "LOC":
                yield Name(start, i, name.label)
                yield from mend(reading, gazetteer, Name(i + 1, end, "LOC"))
                return
    if end - start == 3 and words[start + 1] in ("-", "–", "/") and name.label != "PERSON":
        sides = (words[start], words[start + 2])
        if all(gazetteer.offers(side) for side in sides) and not gazetteer.offers("".join(words[start:end])):
            yield Name(start, start + 1, "")
            yield Name(start + 2, end, "")
            return
    if start < end and not all(w.isdigit() for w in words[start:end]):
        yield Name(start, end, name.label)


def untitled(reading: Reading, gazetteer: Gazetteer, name: Name) -> Name:
    """Return a person's full name without the title that a spelling has before it ("Crown Prince X bin Y")."""
    start = name.start
    while name.label == "PERSON" and name.end - start > 2 and _title(reading, gazetteer, start):
        start += 1
    return Name(start, name.end, name.label)


def _title(reading: Reading, gazetteer: Gazetteer, token: int) -> bool:
    word = reading.lower[token]
    return (
        word in HONORIFICS
        or word in TITLE_ABBREVIATIONS
        or reading.lemmas[token] in agents()
        or (
            word
            in (
                "foreign",
                "prime",
                "crown",
                "grand",
                "deputy",
                "vice",
                "former",
                "interior",
                "defense",
                "defence",
                "finance",
            )
        )
        or (gazetteer.state(reading.words[token]) is not None and reading.pos[token] == "ADJ")
    )


def modifier(reading: Reading, name: Name) -> bool:
    """Tell whether a name is half of another word ("Geneva-based", "pro-Russian", "US $5")."""
    words, lower = reading.words, reading.lower
    after = name.end + 1
    if after < len(words) and words[name.end] in ("-", "–") and lower[after] in HYPHENATED:
        return True
    if name.end < len(words) and words[name.end][:1] in "$€£":
        return True
    return name.start >= 2 and words[name.start - 1] in ("-", "–") and lower[name.start - 2] in ("pro", "anti", "non")
