"""Build the knowledge base that ships with Diplograph: ``python -m ingest.knowledge.build``.

Policy: a pure function of its input files, byte for byte: everything is sorted, nothing is dated. Public
rows are mended (``public``), joined and completed with the hand-written seed (``seed``), given a prior
(``weights``), and written as one compressed text that ``base`` searches by bisection.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import click

from ingest.knowledge.base import FORMAT
from ingest.knowledge.drafts import CODES, Draft
from ingest.knowledge.public import alpha3_codes, read_public
from ingest.knowledge.seed import merge_seed
from ingest.knowledge.settle import settle
from ingest.knowledge.spelling import fold, surname_keys
from ingest.knowledge.titles import marks
from ingest.knowledge.weights import weigh
from ontology.errors import ModelError

FAMILY_FIRST = frozenset({"CHN", "TWN", "HKG", "MAC", "PRK", "KOR", "VNM", "KHM"})


def build(permissive: Path, seed: Path, overlays: Iterable[Path] = ()) -> bytes:
    """Return the compressed knowledge base made of a public source file and a folder of seed files.

    ``overlays`` are further source files of the same form, under other licences; what the public file
    already has is completed, not doubled. Raises :class:`ModelError` when a file cannot be read.
    """
    rows = _rows(permissive)
    alpha3 = alpha3_codes(rows)
    drafts = read_public(rows, alpha3)
    for overlay in overlays:
        for identifier, draft in read_public(_rows(overlay), alpha3).items():
            known = next((twin for twin in (identifier, *draft.twins) if twin in drafts), None)
            if known:
                drafts[known].absorb(draft)
            else:
                drafts[identifier] = draft
    merge_seed(drafts, seed)
    settle(drafts)
    settled = sorted((draft for draft in drafts.values() if draft.names), key=lambda draft: draft.id)
    weigh(settled)
    return gzip.compress(_text(settled).encode(), compresslevel=9, mtime=0)


def _rows(path: Path) -> list[dict[str, Any]]:
    try:
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            return [json.loads(line) for line in lines]
    except (OSError, EOFError, ValueError) as error:
        raise ModelError(f"the source file {path} is not gzipped JSON Lines ({error}); check the path") from error


def _text(drafts: list[Draft]) -> str:
    records = [f"{draft.id}\t{json.dumps(_row(draft), ensure_ascii=False, separators=(',', ':'))}" for draft in drafts]
    names = sorted({line for number, draft in enumerate(drafts, start=1) for line in _names(draft, number)})
    countries = {
        d.country: {word for name in d.names for word in fold(name).split()} for d in drafts if d.type == "country"
    }
    offices = sorted(
        {row for number, draft in enumerate(drafts, start=1) for row in _offices(draft, number, countries)}
    )
    head = {"format": FORMAT, "records": len(records), "names": len(names), "offices": len(offices)}
    lines = [json.dumps(head), *records, *("\t".join(fields) for fields in (*names, *offices))]
    return "".join(f"{line}\n" for line in lines)


def _row(draft: Draft) -> Mapping[str, Any]:
    strong = [
        name
        for name, how in draft.names.items()
        if not how.weak and how.kind in ("name", "abbreviation") and name != draft.name
    ]
    values: dict[str, Any] = {
        "type": draft.type,
        "name": draft.name,
        "aliases": sorted(strong),
        "country": draft.country,
        "sector": draft.sector,
        "same_as": draft.same_as,
        "iso_code": draft.iso_code,
        "latitude": draft.latitude,
        "longitude": draft.longitude,
        "prominence": draft.prominence,
        "located_in": draft.located_in,
        "offices": sorted(draft.offices, key=lambda office: (office[3] or "", office[0])),
        "parties": sorted(draft.parties),
        "valid": list(draft.valid) if any(draft.valid) else None,
        "sources": draft.sources,
    }
    return {key: value for key, value in values.items() if value not in (None, [], "")}


def _names(draft: Draft, number: int) -> Iterable[tuple[str, ...]]:
    prominence = f"{draft.prominence or 0:.2f}"
    for name, how in draft.names.items():
        weak = "1" if how.weak else "0"
        yield fold(name), name, str(number), how.kind, weak, prominence, draft.type, how.sources
    if draft.type == "person":
        family_first = draft.country in FAMILY_FIRST
        keys = {key for name in draft.names for key in surname_keys(name, family_first=family_first)}
        for key in sorted(keys | {fold(name) for name in draft.surnames}):
            yield key, key, str(number), "surname", "1", prominence, draft.type, CODES["rule"]


def _offices(draft: Draft, number: int, countries: Mapping[str | None, set[str]]) -> Iterable[tuple[str, ...]]:
    if draft.type == "country" and draft.country:
        yield "=", draft.country, str(number)
    if draft.type != "person":
        return
    for title, country, _, start, end, as_of, _ in draft.offices:
        if country and not title.casefold().startswith("member of") and not draft.legislator:
            held = marks(title) - countries.get(country, set())
            yield country, " ".join(sorted(held)), start or "", end or "", as_of or "", str(number)


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--permissive", type=click.Path(exists=True, dir_okay=False, path_type=Path), required=True)
@click.option("--seed", type=click.Path(exists=True, file_okay=False, path_type=Path), required=True)
@click.option("--overlay", type=click.Path(exists=True, dir_okay=False, path_type=Path), multiple=True)
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), required=True)
def main(permissive: Path, seed: Path, overlay: tuple[Path, ...], out: Path) -> None:
    """Build the knowledge base from public source files and the seed."""
    out.write_bytes(build(permissive, seed, overlay))
    click.echo(f"{out}: {out.stat().st_size} bytes", err=True)


if __name__ == "__main__":
    main()
