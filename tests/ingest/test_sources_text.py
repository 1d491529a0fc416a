"""What stands before and between the sentences of an article."""

from __future__ import annotations

from datetime import date

import pytest

from ingest.sources.cleaning import clean, is_furniture, paragraphs
from ingest.sources.preamble import split
from ingest.sources.published import published_date
from ontology.errors import SourceError

BODY = "The ministers met on Monday and talked about water. They will meet again in June."


@pytest.mark.parametrize(
    ("text", "dateline", "publisher", "published"),
    [
        (f"KYIV — {BODY}", "KYIV", None, None),
        (f"KYIV, Ukraine (AP) — {BODY}", "KYIV, Ukraine", "AP", None),
        (f"ISLAMABAD, May 21 (APP) — {BODY}", "ISLAMABAD", "APP", None),
        (f"Islamabad, May 21, 2025 (APP): {BODY}", "Islamabad", "APP", date(2025, 5, 21)),
        (f"BEIJING, 21 May 2025 (Xinhua) -- {BODY}", "BEIJING", "Xinhua", date(2025, 5, 21)),
        (f"New Delhi, May 21 (PTI) {BODY}", "New Delhi", "PTI", None),
        (f"WASHINGTON (Reuters) - {BODY}", "WASHINGTON", "Reuters", None),
        (f"Geneva (Reuters) – {BODY}", "Geneva", "Reuters", None),
        (f"NEW DELHI: {BODY}", "NEW DELHI", None, None),
        (f"GENEVA/VIENNA, June 13 — {BODY}", "GENEVA/VIENNA", None, None),
        (f"PORT-AU-PRINCE, Haiti — {BODY}", "PORT-AU-PRINCE, Haiti", None, None),
        (f"UNITED NATIONS, Sept. 3, 2024 — {BODY}", "UNITED NATIONS", None, date(2024, 9, 3)),
    ],
)
def test_dateline(text: str, dateline: str, publisher: str | None, published: date | None) -> None:
    found = split(text)
    assert found.text == BODY
    assert (found.dateline, found.publisher, found.published) == (dateline, publisher, published)


@pytest.mark.parametrize(
    "text",
    [
        f"BREAKING: {BODY}",
        f"Note — {BODY}",
        f"Analysis: {BODY}",
        "NATO allies - including Turkey (a member since 1952) - met in Brussels.",
        "IAEA chief Rafael Grossi - who is in Tehran - met ministers.",
        "India and Pakistan (both nuclear powers) agreed on a truce.",
    ],
)
def test_what_only_looks_like_a_dateline_stays(text: str) -> None:
    assert split(text).text == text


@pytest.mark.parametrize(
    "first",
    [
        "date 2025-05-21 ",
        "Date: 2025-05-21\n",
        "Published: 21 May 2025\n\n",
        "Published on May 21, 2025 at 10:30 GMT\n",
        "PUBLISHED: Wed, 21 May 2025 10:00:00 +0500\n",
        "Wednesday, 21 May 2025\n\n",
        "2025-05-21T10:30:00Z\n",
        "By Jane Smith\nMay 21, 2025 | 10:30 a.m.\n",
    ],
)
def test_date_lines(first: str) -> None:
    found = split(first + BODY)
    assert (found.published, found.text) == (date(2025, 5, 21), BODY)


@pytest.mark.parametrize(
    "text",
    [
        f"Date palms are dying. {BODY}",
        f"Published reports say so. {BODY}",
        f"May 21, 2025 was a Wednesday. {BODY}",
        f"By Tuesday the town had fallen. {BODY}",
    ],
)
def test_sentences_that_begin_like_header_lines_stay(text: str) -> None:
    found = split(text)
    assert (found.text, found.published) == (text, None)


def test_header_lines_fill_fields() -> None:
    found = split(f"Title: Water talks\nURL: https://example.org/1\nPublisher: Wire\nID: w1\n\n{BODY}")
    assert (found.headline, found.url, found.publisher, found.id) == (
        "Water talks",
        "https://example.org/1",
        "Wire",
        "w1",
    )
    assert found.text == BODY


@pytest.mark.parametrize(
    "text",
    [
        f"Ministers talk about water\n\n{BODY}",
        f"Ministers talk about water\nPublished: 2025-05-21\n\n{BODY}",
        f"Published: 2025-05-21\nMinisters talk about water\n\n{BODY}",
        f"VIENNA, May 21 — Ministers talk about water\n\n{BODY}",
        f"Ministers talk about water\n{BODY} {BODY}",
    ],
)
def test_headline_line(text: str) -> None:
    found = split(text)
    assert (found.headline, found.text.removesuffix(f" {BODY}")) == ("Ministers talk about water", BODY)


@pytest.mark.parametrize("text", [f"{BODY}\n\n{BODY} {BODY}", "Ministers talk about water", f"Water:\n\n{BODY}"])
def test_no_headline(text: str) -> None:
    assert split(text).headline is None


def test_a_repeated_headline_is_taken_off() -> None:
    found = split(f"Ministers talk about water\n\n{BODY}", headline="Ministers Talk About Water")
    assert (found.headline, found.text) == (None, BODY)


@pytest.mark.parametrize(
    "line",
    [
        "IMAGE: Foreign Minister Jane Smith. Photograph: A. Smith/Agency",
        "The minister in Rome. Photograph: A. Smith/Agency",
        "The minister in Rome. — File photo",
        "File photo of the prime minister",
        "FILE - The minister speaks in Rome, Monday.",
        "Also read: What the treaty says",
        "READ MORE | What the treaty says",
        "Advertisement",
        "ADVERTISEMENT",
        "Story continues below this ad",
    ],
)
def test_furniture(line: str) -> None:
    assert is_furniture(line)
    assert clean(f"One sentence.\n{line}\nAnother.") == "One sentence.\nAnother."


@pytest.mark.parametrize(
    "line",
    [
        "Image matters to both countries.",
        "Photographs of the meeting were published on Monday.",
        "Watch groups say that the truce holds.",
        "Related talks on trade were put off.",
        "He called the file photo a forgery and said so at length to reporters in Rome.",
    ],
)
def test_sentences_are_no_furniture(line: str) -> None:
    assert not is_furniture(line)


def test_text_is_nfc_without_invisible_characters() -> None:
    assert clean("Sa\u0303o Pa\u00adulo\r\nis\u200b big\u2028.") == "São Paulo\nis big\n."


def test_paragraphs_are_separated_by_one_blank_line() -> None:
    assert paragraphs("One.\n\n\nTwo.\n \nThree.") == "One.\n\nTwo.\n\nThree."


def test_each_line_is_a_paragraph_when_lines_end_sentences() -> None:
    assert paragraphs("One sentence here.\nAnother one.\nA third.") == "One sentence here.\n\nAnother one.\n\nA third."


def test_wrapped_lines_are_joined() -> None:
    wrapped = "The ministers of the two countries\nmet on Monday and talked\nabout water.\n\nThey will meet\nagain."
    assert paragraphs(wrapped) == (
        "The ministers of the two countries met on Monday and talked about water.\n\nThey will meet again."
    )


def test_a_line_above_a_long_paragraph_is_its_own_paragraph() -> None:
    long = f"{BODY} {BODY}"
    assert paragraphs(f"Ministers talk about water\n{long}") == f"Ministers talk about water\n\n{long}"


@pytest.mark.parametrize(
    "value",
    [
        "2025-05-21",
        "2025-05-21T23:59:00+05:00",
        "2025-05-21 10:30:00",
        "20250521",
        "Wed, 21 May 2025 10:00:00 GMT",
        "21 May 2025",
        "21st of May, 2025",
        "May 21, 2025",
        "Wednesday, May 21, 2025, 10:30 a.m. EST",
        "21-May-2025",
    ],
)
def test_publication_dates(value: str) -> None:
    assert published_date(value) == date(2025, 5, 21)


@pytest.mark.parametrize("value", ["05/06/2025", "2025-13-01", "2025-02-30", "May 2025", "soon", 5])
def test_uncertain_publication_dates_are_refused(value: object) -> None:
    with pytest.raises(SourceError, match="cannot be read; write it as YYYY-MM-DD"):
        published_date(value)


@pytest.mark.parametrize("value", [None, "", "  "])
def test_no_publication_date_is_no_error(value: object) -> None:
    assert published_date(value) is None
