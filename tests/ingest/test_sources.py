"""From files, folders and streams to articles."""

from __future__ import annotations

import io
import json
from datetime import date
from pathlib import Path

import pytest

from ingest.sources import Problem, count, read
from ontology.facts import Article, content_id

SENTENCE = "The foreign ministers of both countries met in Vienna on Monday and agreed to meet again."


def one(path: Path | str, **options: object) -> Article:
    (item,) = read(path, **options)  # type: ignore[arg-type]
    assert isinstance(item, Article), item
    return item


def problem(path: Path | str, **options: object) -> Problem:
    (item,) = read(path, **options)  # type: ignore[arg-type]
    assert isinstance(item, Problem), item
    return item


def written(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


PAGE = f"""<!DOCTYPE html><html lang="en"><head><title>Ministers meet | The Daily Example</title>
<meta property="og:site_name" content="The Daily Example">
<meta property="og:title" content="Ministers meet">
<meta property="article:published_time" content="2025-05-21T22:30:00+05:00">
<link rel="canonical" href="https://example.org/ministers"></head>
<body><nav><a href="/">Home</a> <a href="/world">World</a></nav><article><h1>Ministers meet</h1>
<p>VIENNA, May 21 (EXA) — {SENTENCE}</p>
<figure><img src="x.jpg"><figcaption>The ministers. Photograph: A. Smith/Agency</figcaption></figure>
<p>They had last seen each other in March, when they signed an agreement on trade &amp; water.</p>
</article><footer>All rights reserved 2026</footer></body></html>"""


def test_html_gives_main_text_and_metadata(tmp_path: Path) -> None:
    article = one(written(tmp_path, "a.html", PAGE))
    second = "They had last seen each other in March, when they signed an agreement on trade & water."
    assert article.text == f"{SENTENCE}\n\n{second}"
    assert (article.headline, article.publisher) == ("Ministers meet", "The Daily Example")
    assert (article.published, article.url) == (date(2025, 5, 21), "https://example.org/ministers")
    assert article.dateline == "VIENNA"
    assert article.id == content_id("article", "https://example.org/ministers")


def test_html_in_a_declared_encoding(tmp_path: Path) -> None:
    page = PAGE.replace("<head>", '<head><meta charset="iso-8859-1">').replace("Vienna", "Genève’s palace")
    assert "Genève’s palace" in one(written(tmp_path, "a.htm", page.encode("cp1252", "xmlcharrefreplace"))).text


def test_html_that_declares_xml(tmp_path: Path) -> None:
    page = '<?xml version="1.0" encoding="utf-8"?>\n' + PAGE
    assert one(written(tmp_path, "a.xhtml", page)).headline == "Ministers meet"


def test_html_states_no_date_then_none_is_taken_from_its_text(tmp_path: Path) -> None:
    page = PAGE.replace('<meta property="article:published_time" content="2025-05-21T22:30:00+05:00">', "")
    assert one(written(tmp_path, "a.html", page)).published is None


def test_markdown_is_text_without_markup(tmp_path: Path) -> None:
    text = f"""---
title: "Two ministers"
date: 2025-05-21
url: https://example.org/two
publisher: Example Wire
id: example-2
---

# Two ministers

{SENTENCE.replace("Vienna", "**Vienna**")} See
[the text](https://example.org/text) of the *accord*.

![a handshake](x.jpg)
*The ministers shake hands*

## Background

> We are satisfied.

- one point

```
code
```
"""
    article = one(written(tmp_path, "a.md", text))
    assert article.text == (f"{SENTENCE} See the text of the accord.\n\nBackground\n\nWe are satisfied.\n\none point")
    assert (article.id, article.headline, article.url) == ("example-2", "Two ministers", "https://example.org/two")
    assert (article.published, article.publisher) == (date(2025, 5, 21), "Example Wire")


def test_markdown_without_front_matter_takes_its_heading(tmp_path: Path) -> None:
    article = one(written(tmp_path, "a.md", f"# Two ministers\n\n{SENTENCE}\n"))
    assert (article.headline, article.text) == ("Two ministers", SENTENCE)


ROW = {
    "id": "r1",
    "title": "Ministers meet",
    "text": SENTENCE,
    "published": "2025-05-21T10:00:00Z",
    "url": "https://example.org/r1",
    "publisher": "Example Wire",
    "language": "en",
}


@pytest.mark.parametrize("name", ["a.json", "a.jsonl", "a.ndjson"])
def test_json_keys(tmp_path: Path, name: str) -> None:
    article = one(written(tmp_path, name, json.dumps(ROW)))
    assert (article.id, article.headline, article.text) == ("r1", "Ministers meet", SENTENCE)
    assert (article.published, article.publisher, article.language) == (date(2025, 5, 21), "Example Wire", "en")


def test_json_keys_of_other_collections(tmp_path: Path) -> None:
    row = {"headline": "H h", "body": SENTENCE, "date": "21 May 2025", "link": "https://e.org", "source": {"name": "W"}}
    article = one(written(tmp_path, "a.json", json.dumps(row)))
    assert (article.headline, article.published, article.url) == ("H h", date(2025, 5, 21), "https://e.org")
    assert article.publisher == "W"


def test_json_array_and_json_lines_in_a_json_file(tmp_path: Path) -> None:
    rows = [ROW, ROW | {"id": "r2"}]
    array = read(written(tmp_path, "a.json", json.dumps(rows, indent=1)))
    lines = read(written(tmp_path, "b.json", "\n".join(map(json.dumps, rows))))
    assert [a.id for a in array if isinstance(a, Article)] == ["r1", "r2"]
    assert [a.id for a in lines if isinstance(a, Article)] == ["r1", "r2"]


def test_rows_say_where_they_stand(tmp_path: Path) -> None:
    path = written(tmp_path, "a.jsonl", "\n" + json.dumps(ROW))
    assert one(path).source == f"{path.as_posix()}#line=2"


def test_id_is_given_or_of_the_url_or_of_the_text(tmp_path: Path) -> None:
    rows = [ROW, {k: v for k, v in ROW.items() if k != "id"}, {"text": SENTENCE}]
    path = written(tmp_path, "a.jsonl", "\n".join(map(json.dumps, rows)))
    ids = [item.id for item in read(path) if isinstance(item, Article)]
    assert ids == ["r1", content_id("article", "https://example.org/r1"), content_id("article", SENTENCE)]


@pytest.mark.parametrize("key", ["text", "title", "published", "url", "publisher"])
def test_content_hash_changes_with_all_that_extraction_sees(tmp_path: Path, key: str) -> None:
    other = ROW | {key: "2025-05-22" if key == "published" else f"{ROW[key]} again"}
    first, second = read(written(tmp_path, "a.json", json.dumps([ROW, other])))
    assert isinstance(first, Article)
    assert isinstance(second, Article)
    assert first.content_hash != second.content_hash


def test_a_copy_under_another_name_is_the_same_article(tmp_path: Path) -> None:
    first, second = one(written(tmp_path, "a.txt", SENTENCE)), one(written(tmp_path, "b/c.txt", SENTENCE))
    assert (first.id, first.content_hash) == (second.id, second.content_hash)


def test_folder_is_read_sorted_without_hidden_files_and_companions(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.md", "a/b.jsonl", ".hidden.txt", ".git/x.txt", "README.md", "a/z.gold.json"):
        written(tmp_path, name, json.dumps(ROW) if name.endswith("l") else f"{SENTENCE} {name}")
    sources = [item.source for item in read(tmp_path) if isinstance(item, Article)]
    assert [Path(s).name for s in sources] == ["b.jsonl#line=1", "z.md", "b.txt"]


def test_count_is_by_files_and_lines(tmp_path: Path) -> None:
    written(tmp_path, "a.txt", SENTENCE)
    written(tmp_path, "b.jsonl", "{}\n{}\n")
    assert count([tmp_path]) == 3
    assert count([tmp_path, "-"]) is None


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (json.dumps(ROW) + "\n" + json.dumps(ROW | {"id": "r2"}), ["r1", "r2"]),
        (json.dumps([ROW], indent=1), ["r1"]),
        (SENTENCE, [content_id("article", SENTENCE)]),
        (PAGE, [content_id("article", "https://example.org/ministers")]),
        ("\ufeff" + SENTENCE, [content_id("article", SENTENCE)]),
    ],
)
def test_standard_input_is_detected(content: str, expected: list[str]) -> None:
    items = list(read("-", stdin=io.BytesIO(content.encode())))
    assert [item.id for item in items if isinstance(item, Article)] == expected
    assert isinstance(items[0], Article)
    assert items[0].source.startswith("-")


def test_standard_input_streams_json_lines() -> None:
    class Endless(io.RawIOBase):
        def readline(self, size: int | None = -1) -> bytes:
            return json.dumps(ROW).encode() + b"\n"

    stream = read("-", stdin=Endless())  # type: ignore[arg-type]
    assert isinstance(next(stream), Article)
    assert isinstance(next(stream), Article)


def test_a_file_of_unknown_suffix_is_looked_at_when_named(tmp_path: Path) -> None:
    assert one(written(tmp_path, "article", PAGE)).headline == "Ministers meet"


@pytest.mark.parametrize(
    ("name", "content", "place", "reason"),
    [
        ("a.txt", b"", "", "it is empty"),
        ("a.jsonl", b"\n", "", "it is empty"),
        ("a.txt", b"abc\x00\x01def", "", "it is binary"),
        ("a.pdf", b"%PDF-1.7 ...", "", "it is a PDF file; convert it first"),
        ("a.docx", b"PK\x03\x04...", "", "it is a ZIP archive or an office document"),
        ("a.txt", "São Paulo".encode("cp1252"), "", "byte 1 (0xe3) is not UTF-8; name the file's encoding"),
        ("a.html", b"<html><head><meta charset='klingon'></head>", "", "it declares the unknown encoding 'klingon'"),
        ("a.html", b"<html><body><nav>Home</nav></body></html>", "", "the page has no main text"),
        ("a.json", b'{"text": "a"\n "id": 1}', "", "broken JSON at line 2, column 2"),
        ("a.json", b"[]", "", "the JSON array is empty"),
        ("a.json", b'"text"', "", "an article must be a JSON object, and this is a string"),
        ("a.json", b'[{"title": "x"}]', "item 1", "it has no text"),
        ("a.jsonl", b'{"text": "a b"', "line 1", "broken JSON at column 15"),
        ("a.jsonl", b'\n{"title": "x"}', "line 2", "it has no text"),
        ("a.jsonl", b'{"text": "a b", "date": "soon"}', "line 1", "the publication date 'soon' cannot be read"),
        ("a.md", b"---\ndate: 05/06/2025\n---\ntext", "", "the publication date '05/06/2025' cannot be read"),
        ("a.txt", b"Published: yesterday\n\nSome text.", "", "the publication date 'yesterday' cannot be read"),
        ("a.txt", b"Published: 2025-05-21\n", "", "it has no text"),
    ],
)
def test_bad_input_names_file_place_and_reason(
    tmp_path: Path, name: str, content: bytes, place: str, reason: str
) -> None:
    path = written(tmp_path, name, content)
    found = problem(path)
    assert (found.source, found.place) == (str(path), place)
    assert found.reason.startswith(reason)


def test_missing_path() -> None:
    assert str(problem("no/such.txt")) == "no/such.txt: there is no such file or folder; check the spelling"


def test_empty_folder(tmp_path: Path) -> None:
    assert problem(tmp_path).reason.startswith("the folder holds no articles")


def test_unknown_suffix_in_a_folder_is_a_problem(tmp_path: Path) -> None:
    written(tmp_path, "a.pdf", b"%PDF")
    assert problem(tmp_path).reason.startswith("its suffix is none of .txt")


def test_rows_after_a_bad_one_are_read(tmp_path: Path) -> None:
    path = written(tmp_path, "a.jsonl", "{broken\n" + json.dumps(ROW))
    bad, good = read(path)
    assert isinstance(bad, Problem)
    assert str(bad).startswith(f"{path}, line 1: broken JSON at column 2")
    assert isinstance(good, Article)


def test_named_encoding_is_the_remedy(tmp_path: Path) -> None:
    path = written(tmp_path, "a.txt", "Lula spoke in São Paulo.".encode("cp1252"))
    assert one(path, encoding="windows-1252").text == "Lula spoke in São Paulo."


def test_unknown_encoding_is_a_problem(tmp_path: Path) -> None:
    found = problem(written(tmp_path, "a.txt", SENTENCE), encoding="klingon")
    assert found.reason == "'klingon' is no known encoding; try utf-8 or windows-1252"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_byte_order_marks(tmp_path: Path, encoding: str) -> None:
    assert one(written(tmp_path, "a.txt", SENTENCE.encode(encoding))).text == SENTENCE


@pytest.mark.parametrize("name", ["a.json", "a.jsonl"])
def test_half_a_surrogate_pair_becomes_a_replacement_character(tmp_path: Path, name: str) -> None:
    row = json.dumps({"text": f"\ud800 {SENTENCE}", "title": "Talks \udc00"})
    found = one(written(tmp_path, name, row))
    assert (found.text, found.headline) == (f"\ufffd {SENTENCE}", "Talks \ufffd")


def test_a_file_has_one_source_however_it_is_reached(tmp_path: Path) -> None:
    path = written(tmp_path, "a.txt", SENTENCE)
    (tmp_path / "b").mkdir()
    assert one(tmp_path / "b" / ".." / "a.txt").source == one(path).source
