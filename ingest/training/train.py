"""Train the joint network from a configuration file, in pieces that can be resumed.

    python -m ingest.training.train config.toml --encoder MINILM --out FOLDER [--init CHECKPOINT] [--minutes 60]

The configuration names the DocBins (README.md says where to get them) and the schedule. ``FOLDER/state.pt`` is
written every few minutes, with optimiser and step; the same command goes on from it. When the words of the
schedule are read, ``FOLDER`` holds ``model.fp16.pt`` and ``meta.json`` for ``export.py``.

What the product will run is 8-bit: with ``quantized = true`` the encoder's products see their activations and
weights rounded as onnxruntime will round them, so that the weights learn to live with it.
"""

from __future__ import annotations

import json
import random
import time
import tomllib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click
import numpy as np
import torch
import torch.nn.functional as functional
from torch import Tensor, nn

from ingest.language.session import Pieces
from ingest.training.net import Net, Sizes
from ingest.training.windows import MISSING, Tables, Window, counts, entity_tags, read, sentence_texts, text_of, windows
from ontology.errors import SourceError

#: How often the state is saved, in seconds.
SAVE = 300
#: Which old entity label's weights a new one begins with.
BEGINS_AS = {"GPE": "LOC", "FAC": "LOC", "LAW": "MISC"}


@dataclass(frozen=True, slots=True)
class Schedule:
    """How long and how fast: words in all, padded pieces a batch, peak rates, the share of words to warm up.

    ``bfloat16`` is faster only where the processor has it.
    """

    words: int
    batch: int = 1400
    encoder_rate: float = 6e-5
    head_rate: float = 6e-4
    warm_up: float = 0.03
    quantized: bool = False
    bfloat16: bool = False
    threads: int = 2


@click.command()
@click.argument("config", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--encoder", type=click.Path(exists=True, file_okay=False, path_type=Path), required=True)
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), required=True)
@click.option(
    "--init", type=click.Path(exists=True, file_okay=False, path_type=Path), help="A checkpoint to begin with."
)
@click.option("--minutes", type=float, help="Stop after so many minutes, with the state saved.")
def main(config: Path, encoder: Path, out: Path, init: Path | None, minutes: float | None) -> None:
    """Train until the schedule is done, or the minutes are over."""
    settings = tomllib.loads(config.read_text(encoding="utf-8"))
    schedule = Schedule(**settings["schedule"])
    torch.set_num_threads(schedule.threads)
    torch.manual_seed(0)
    pieces = Pieces(encoder / "tokenizer.json")
    tables = load_tables(init)
    data = load_data(settings["data"], config.parent, tables, pieces)
    net = Net(encoder, Sizes(*(len(getattr(tables, name)) for name in tables.__slots__)))
    if init is not None:
        net.load_state_dict(grown(init, net.state_dict(), tables))
    if schedule.quantized:
        quantize(net)
    out.mkdir(parents=True, exist_ok=True)
    run(net, data, schedule, out / "state.pt", time.monotonic() + 60 * minutes if minutes else float("inf"))
    save_checkpoint(net, tables, out)


def load_tables(init: Path | None) -> Tables:
    """Return the labels of a checkpoint, with our entity labels."""
    if init is None:
        raise SourceError("name a checkpoint with --init: its label tables are those of the treebanks")
    known = json.loads((init / "meta.json").read_text(encoding="utf-8"))["V"]
    tags, features, lemmas, relations = (tuple(known[key]) for key in ("xpos", "uf", "lem", "dep"))
    return Tables(tags, features, lemmas, relations, entity_tags())


def load_data(rows: Sequence[dict[str, Any]], folder: Path, tables: Tables, pieces: Pieces) -> list[Window]:
    """Read the DocBins of the configuration, each ``times`` over.

    A document that an earlier DocBin holds is left out, and one with a sentence of a DocBin that is marked
    ``without`` (what is tested on).
    """
    tested = [s for row in rows if row.get("without") for d in read(folder / row["docbin"]) for s in sentence_texts(d)]
    found: list[Window] = []
    seen: set[str] = set()
    for row in rows:
        if row.get("without"):
            continue
        docs = {text: d for d in read(folder / row["docbin"]) if (text := text_of(d)) not in seen}
        seen.update(docs)
        fresh = [d for text, d in docs.items() if not any(sentence in text for sentence in tested)]
        part = list(windows(fresh, tables, pieces, fine=row.get("fine", False)))
        click.echo(f"{row['docbin']}: {len(fresh)} documents, {dict(counts(part))}, {row.get('times', 1)} times")
        found += part * row.get("times", 1)
    return found


def grown(init: Path, state: dict[str, Tensor], tables: Tables) -> dict[str, Tensor]:
    """Return a checkpoint's weights, the entity head's rows moved to our labels."""
    old = {k: v.float() for k, v in torch.load(init / "model.fp16.pt", map_location="cpu", weights_only=True).items()}
    labels = json.loads((init / "meta.json").read_text(encoding="utf-8"))["V"]["ner"]
    last = max((k for k in old if k.startswith("ner.")), key=lambda k: int(k.split(".")[1])).rsplit(".", 1)[0]
    for name in (f"{last}.weight", f"{last}.bias"):
        rows = state[name].clone()
        for number, tag in enumerate(tables.entities):
            mark, _, label = tag.partition("-")
            source = tag if tag in labels else f"{mark}-{BEGINS_AS.get(label, 'MISC')}"
            rows[number] = old[name][labels.index(source)]
        old[name] = rows
    return old


def run(net: Net, data: Sequence[Window], schedule: Schedule, path: Path, deadline: float) -> None:
    """Train from the saved state, if there is one, to the end of the schedule or the deadline."""
    for parameter in net.bert.embeddings.word_embeddings.parameters():
        parameter.requires_grad_(False)
    groups = [
        {
            "params": [p for n, p in net.named_parameters() if n.startswith("bert.") and p.requires_grad],
            "top": schedule.encoder_rate,
        },
        {"params": [p for n, p in net.named_parameters() if not n.startswith("bert.")], "top": schedule.head_rate},
    ]
    optimiser = torch.optim.AdamW(groups, lr=0.0, weight_decay=0.01)
    seen, step, rounds = 0, 0, 0
    if path.exists():
        state = torch.load(path, map_location="cpu", weights_only=True)
        net.load_state_dict(state["net"])
        optimiser.load_state_dict(state["optimiser"])
        seen, step, rounds = state["seen"], state["step"], state["rounds"]
    net.train()
    sums: Counter[str] = Counter()
    began = saved = time.monotonic()
    first = seen
    while seen < schedule.words and time.monotonic() < deadline:
        rounds += 1
        for batch in batches(data, schedule.batch, random.Random(rounds)):
            if seen >= schedule.words or time.monotonic() >= deadline:
                break
            share = seen / schedule.words
            rate = min(1.0, share / schedule.warm_up) * max(0.02, 1 - share)
            for group in optimiser.param_groups:
                group["lr"] = group["top"] * rate
            with torch.autocast("cpu", dtype=torch.bfloat16, enabled=schedule.bfloat16):
                scores = net(*tensors(batch))
            parts = losses(net, [score.float() for score in scores], batch)
            optimiser.zero_grad()
            torch.stack(list(parts.values())).sum().backward()
            nn.utils.clip_grad_norm_([p for p in net.parameters() if p.grad is not None], 2.0)
            optimiser.step()
            seen += sum(len(w.encoded.first) for w in batch)
            step += 1
            sums.update({name: float(value.detach()) for name, value in parts.items()})
            if step % 100 == 0:
                speed = (seen - first) / (time.monotonic() - began)
                shown = " ".join(f"{name} {value / 100:.3f}" for name, value in sums.items())
                click.echo(f"step {step}, {seen} of {schedule.words} words, {speed:.0f}/s: {shown}")
                sums.clear()
            if time.monotonic() - saved > SAVE:
                save_state(net, optimiser, seen, step, rounds, path)
                saved = time.monotonic()
    save_state(net, optimiser, seen, step, rounds, path)


def save_state(net: Net, optimiser: torch.optim.Optimizer, seen: int, step: int, rounds: int, path: Path) -> None:
    """Save what the next piece goes on from; never half a file."""
    state = {"net": net.state_dict(), "optimiser": optimiser.state_dict(), "seen": seen, "step": step, "rounds": rounds}
    torch.save(state, path.with_suffix(".new"))
    path.with_suffix(".new").replace(path)


def batches(data: Sequence[Window], size: int, chance: random.Random) -> Iterator[list[Window]]:
    """Yield all windows once, those of like length together, up to ``size`` padded pieces a batch."""
    order = list(data)
    chance.shuffle(order)
    for begin in range(0, len(order), 400):
        ready: list[list[Window]] = []
        batch: list[Window] = []
        for window in sorted(order[begin : begin + 400], key=lambda w: len(w.encoded.ids)):
            if batch and len(window.encoded.ids) * (len(batch) + 1) > size:
                ready.append(batch)
                batch = []
            batch.append(window)
        ready.append(batch)
        chance.shuffle(ready)
        yield from ready


def losses(net: Net, scores: Sequence[Tensor], batch: Sequence[Window]) -> dict[str, Tensor]:
    """Return the weighted losses of a batch by layer, of the layers that it carries."""
    tags, features, lemmas, starts, entities, arcs, dependants, heads = scores
    words = tags.shape[1]
    found: dict[str, Tensor] = {}
    for name, score, weight in (
        ("tags", tags, 0.5),
        ("features", features, 0.5),
        ("lemmas", lemmas, 0.35),
        ("starts", starts, 1.0),
    ):
        goal = padded([getattr(w, name) for w in batch], words)
        if bool((goal != MISSING).any()):
            found[name] = weight * functional.cross_entropy(score.flatten(0, 1), goal.flatten(), ignore_index=MISSING)
    if any(w.heads is not None for w in batch):
        goal = padded([w.heads for w in batch], words)
        same = sentences(batch, words)
        found["arcs"] = 1.5 * functional.cross_entropy(
            arcs.masked_fill(~same, -1e4).flatten(0, 1), goal.flatten(), ignore_index=MISSING
        )
        relations = padded([w.relations for w in batch], words)
        row, column = ((goal != MISSING) & (relations != MISSING)).nonzero(as_tuple=True)
        left, right = dependants[row, column], heads[row, goal[row, column]]
        one = torch.ones_like(left[:, :1])
        labels = torch.einsum("nb,lbc,nc->nl", torch.cat([left, one], -1), net.UL, torch.cat([right, one], -1))
        found["relations"] = functional.cross_entropy(labels, relations[row, column])
    if any(w.entities is not None for w in batch):
        found["entities"] = 2.0 * partial(entities, [w.entities for w in batch])
    return found


def partial(scores: Tensor, targets: Sequence[np.ndarray | None]) -> Tensor:
    """Return the mean negative log of the probability that a word has one of the tags it may have."""
    may = torch.zeros_like(scores, dtype=torch.bool)
    for row, target in enumerate(targets):
        if target is not None:
            may[row, : len(target)] = torch.from_numpy(target)
    decided = may.any(-1) & ~may.all(-1)
    chosen, allowed = scores[decided], may[decided]
    good = torch.logsumexp(chosen.masked_fill(~allowed, -1e4), -1)
    return (torch.logsumexp(chosen, -1) - good).mean() if len(chosen) else scores.sum() * 0


def tensors(batch: Sequence[Window]) -> tuple[Tensor, ...]:
    """Return the inputs of the network for a batch: ids, mask, case, first and last piece."""
    encoded = [w.encoded for w in batch]
    pieces, words = max(len(e.ids) for e in encoded), max(len(e.first) for e in encoded)
    ids, mask, case = (np.zeros((len(batch), pieces), np.int64) for _ in range(3))
    first, last = (np.zeros((len(batch), words), np.int64) for _ in range(2))
    case += 5
    for row, each in enumerate(encoded):
        ids[row, : len(each.ids)], case[row, : len(each.case)] = each.ids, each.case
        mask[row, : len(each.ids)] = 1
        first[row, : len(each.first)], last[row, : len(each.last)] = each.first, each.last
    return tuple(torch.from_numpy(x) for x in (ids, mask, case, first, last))


def padded(targets: Sequence[np.ndarray | None], words: int) -> Tensor:
    """Return targets as (windows, words), :data:`MISSING` where there is none."""
    found = np.full((len(targets), words), MISSING, np.int64)
    for row, target in enumerate(targets):
        if target is not None:
            found[row, : len(target)] = target
    return torch.from_numpy(found)


def sentences(batch: Sequence[Window], words: int) -> Tensor:
    """Return (windows, words, words): do two words stand in one sentence?"""
    found = np.zeros((len(batch), words, words), bool)
    for row, window in enumerate(batch):
        if window.sentence is not None:
            size = len(window.sentence)
            found[row, :size, :size] = window.sentence[:, None] == window.sentence[None, :]
    return torch.from_numpy(found)


class Rounded(nn.Module):  # type: ignore[misc]
    """A linear layer whose inputs and weights are rounded to 8 bits, as the product will; gradients pass through."""

    def __init__(self, linear: nn.Linear) -> None:
        super().__init__()
        self.weight, self.bias = linear.weight, linear.bias

    def forward(self, values: Tensor) -> Tensor:
        """Multiply rounded inputs by rounded weights."""
        low, high = values.detach().amin().clamp(max=0), values.detach().amax().clamp(min=0)
        step = ((high - low) / 255).clamp(min=1e-8)
        inputs = values + ((values / step).round() * step - values).detach()
        low, high = (f(self.weight.detach(), dim=1, keepdim=True) for f in (torch.amin, torch.amax))
        width = ((high.clamp(min=0) - low.clamp(max=0)) / 255).clamp(min=1e-8)
        weight = self.weight + ((self.weight / width).round() * width - self.weight).detach()
        return functional.linear(inputs, weight, self.bias)


def quantize(net: Net) -> None:
    """Let all products of the network see what they will see in 8 bits; parameter names stay."""
    for parent in list(net.modules()):
        for name, child in list(parent.named_children()):
            if isinstance(child, nn.Linear):
                setattr(parent, name, Rounded(child))


def save_checkpoint(net: Net, tables: Tables, folder: Path) -> None:
    """Write the weights in 16 bits and the label tables, as ``export.py`` reads them."""
    state = {name: value.half() for name, value in net.state_dict().items()}
    torch.save(state, folder / "model.fp16.pt")
    keys = dict(zip(("xpos", "uf", "lem", "dep", "ner"), tables.__slots__, strict=True))
    labels = {key: list(getattr(tables, name)) for key, name in keys.items()}
    (folder / "meta.json").write_text(json.dumps({"V": labels}, ensure_ascii=False), encoding="utf-8")


if __name__ == "__main__":
    main()
