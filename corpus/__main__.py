"""``python -m corpus``: check, count, show and convert the annotated corpus.

Every command takes ``--texts``, the folder of the public texts (or DIPLOGRAPH_TEXTS); without it the part of the
corpus that annotates them is left out, and the commands say so.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ontology.console import FrontDoor, echo_json, echo_rows

if TYPE_CHECKING:
    from corpus.model import Split

FOLDER = Path(__file__).parent

texts_option = click.option(
    "--texts",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    envvar="DIPLOGRAPH_TEXTS",
    help="The folder of the public texts (voa_sentences.jsonl, re3d_documents.jsonl).",
)
folder_option = click.option(
    "--corpus", "folder", type=click.Path(exists=True, file_okay=False, path_type=Path), default=FOLDER, hidden=True
)
split_option = click.option("--split", type=click.Choice(["train", "dev", "test"]), help="Only this split.")


@click.group(cls=FrontDoor, program="corpus", context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """The corpus of annotated news: see corpus/README.md for what is annotated and how."""


@main.command()
@click.argument("files", nargs=-1, type=click.Path(exists=True, path_type=Path))
@texts_option
@folder_option
def check(files: Sequence[Path], texts: Path | None, folder: Path) -> None:
    """Check annotations, or all with the amounts that the corpus must reach; exit 1 with file and line."""
    from corpus.check import check as rules
    from corpus.check import shared_events_agree
    from corpus.loader import read, read_one
    from corpus.quotas import quotas
    from ontology.errors import SourceError

    problems: list[str] = []
    if files:
        documents = []
        for path in _annotations(files):
            try:
                document, errors = read_one(path, folder, texts)
            except SourceError as error:
                problems.append(str(error))
                continue
            documents.append(document)
            problems += map(str, errors)
        problems += [str(e) for d in documents for e in rules(d)]
    else:
        documents, found = read(folder, texts)
        second, more = read(folder, texts, second=True)
        problems += map(str, [*found, *more])
        problems += [str(e) for d in (*documents, *second) for e in rules(d)]
        problems += map(str, shared_events_agree(documents))
        problems += quotas(documents, second, folder, real=texts is not None)
    for problem in problems:
        click.echo(problem)
    click.echo(f"{len(documents)} annotations, {len(problems)} errors{_without(texts, files)}", err=True)
    sys.exit(1 if problems else 0)


@main.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@texts_option
@folder_option
def show(files: Sequence[Path], texts: Path | None, folder: Path) -> None:
    """Print texts with numbered sentences, and what is annotated in each."""
    from corpus.loader import read_one
    from corpus.reading import numbered, page
    from corpus.texts import lay_out, plans

    for path in files:
        if path.suffix == ".txt":
            headline, _, sentences = lay_out(path, path.read_text(encoding="utf-8"))
            plan = plans(folder).get(f"{path.parent.name}-{path.stem}")
            click.echo(numbered(path.stem, headline, plan.published if plan else None, sentences))
            if path.with_suffix(".ann").exists():
                who = path.with_suffix(".ann").read_text(encoding="utf-8").partition("\n")[0]
                click.echo(f"({path.stem} is annotated: {who})\n")
        else:
            document, _ = read_one(path, folder, texts)
            click.echo(page(document))


@main.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@texts_option
@folder_option
def link(files: Sequence[Path], texts: Path | None, folder: Path) -> None:
    """Write the identities that are beyond doubt into annotations, and list the others to choose from."""
    from corpus.identify import propose, write
    from corpus.loader import read_one

    for path in _annotations(files):
        document, _ = read_one(path, folder, texts)
        proposals = propose(document)
        write(path, {p.chain.id: p.entity for p in proposals if p.entity})
        for proposal in proposals:
            if proposal.sure and not (proposal.records and proposal.chain.type == "PERSON"):
                continue
            wrote = "wrote" if proposal.sure else "choose"
            click.echo(f"{path}:{proposal.chain.line}: {proposal.chain.id} {proposal.chain.title}: {wrote}")
            for record in proposal.records:
                about = ", ".join(filter(None, (record.type, record.country, *(o.title for o in record.offices[:2]))))
                click.echo(f"    ={record.id}  {record.name} ({about})")


@main.command()
@click.argument("drafts", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--to", "target", required=True, type=click.Path(file_okay=False, path_type=Path))
@texts_option
def detach(drafts: Sequence[Path], target: Path, texts: Path | None) -> None:
    """Turn drafts about public texts into annotations that hold offsets and nothing of the text."""
    from corpus.detach import detach as stand_off

    if texts is None:
        raise click.UsageError("name the folder of the public texts with --texts")
    target.mkdir(parents=True, exist_ok=True)
    for path in drafts:
        content = stand_off(path, texts)
        (target / path.name).write_text(content, encoding="utf-8")


@main.command()
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@texts_option
@folder_option
def stats(as_json: bool, texts: Path | None, folder: Path) -> None:
    """Count what is annotated, by split and by the sampling table, and print the agreement of two annotators.

    In JSON: {"own": {"train", "dev", "test", "all"}, "real": the same, "sampling": [{"what", "value", "planned",
    "annotated"}], "agreement": {"own": {name: figure}, "real": the same}}; each split holds the counts of all layers.
    """
    from dataclasses import asdict

    from corpus.agreement import agreement
    from corpus.loader import documents
    from corpus.stats import by_split, sampled
    from corpus.texts import plans

    found = documents(folder, texts)
    parts = {"own": [d for d in found if d.own], "real": [d for d in found if not d.own]}
    counts = {name: by_split(part) for name, part in parts.items() if part}
    sampling = sampled(found, plans(folder))
    second = documents(folder, texts, second=True)
    agreed = {name: agreement(part, second).rows() for name, part in parts.items() if part}
    if as_json:
        echo_json(
            {
                **{name: {split: asdict(a) for split, a in part.items()} for name, part in counts.items()},
                "sampling": [
                    dict(zip(("what", "value", "planned", "annotated"), row, strict=True)) for row in sampling
                ],
                "agreement": agreed,
            }
        )
        return
    for name, part in counts.items():
        click.echo(f"{name} text")
        rows = []
        for key, value in asdict(part["all"]).items():
            if isinstance(value, dict):
                rows += [[f"{key}: {k}", *(asdict(a)[key][k] for a in part.values())] for k in value]
            else:
                rows.append([key, *(asdict(a)[key] for a in part.values())])
        echo_rows(["", *part], rows, "table")
        click.echo()
    echo_rows(["sampling", "value", "planned", "annotated"], sampling, "table")
    click.echo()
    rows = [
        [
            key,
            *("" if (v := part[key]) is None else v if isinstance(v, int) else f"{v:.2f}" for part in agreed.values()),
        ]
        for key in agreed["own"]
    ]
    echo_rows(["agreement", *(f"{name} text" for name in agreed)], rows, "table")
    click.echo(_without(texts, ()).strip(), err=True)


@main.command()
@click.argument("output", type=click.Path(dir_okay=False, path_type=Path))
@split_option
@texts_option
@folder_option
def docbin(output: Path, split: Split | None, texts: Path | None, folder: Path) -> None:
    """Write names, dates and sentence starts as a spaCy DocBin, on the tokens of the shipped language model."""
    from spacy.tokens import DocBin

    from corpus.convert import left_out, tokens
    from corpus.loader import documents
    from ingest.language import load

    found, nlp = documents(folder, texts, split=split), load()
    docs = [tokens(document, nlp) for document in found]
    DocBin(docs=docs, store_user_data=False).to_disk(output)
    lost = sum(left_out(document, doc).total() for document, doc in zip(found, docs, strict=True))
    click.echo(
        f"{len(found)} documents in {output}, {lost} names inside others or tokens left out{_without(texts, ())}",
        err=True,
    )


@main.command()
@click.argument("output", type=click.Path(file_okay=False, path_type=Path))
@split_option
@texts_option
@folder_option
def gold(output: Path, split: Split | None, texts: Path | None, folder: Path) -> None:
    """Write articles with gold facts beside them, as ``diplograph evaluate`` reads them, into a new folder."""
    from corpus.loader import documents
    from corpus.written import write_gold

    found = documents(folder, texts, split=split)
    lost = write_gold(found, output)
    click.echo(f"{len(found)} articles in {output}, {lost} repeated triggers left out{_without(texts, ())}", err=True)


def _annotations(files: Sequence[Path]) -> list[Path]:
    from corpus.loader import SUFFIX

    return sorted(p for f in files for p in ([f] if f.is_file() else f.rglob(f"*{SUFFIX}")))


def _without(texts: Path | None, files: Sequence[Path]) -> str:
    return "" if texts or files else " (without the public texts; name their folder with --texts)"


if __name__ == "__main__":
    main()
