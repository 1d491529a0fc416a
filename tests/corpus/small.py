"""A corpus of two articles and one public text, written into a folder."""

from __future__ import annotations

import json
from pathlib import Path

HEADER = "article\tgenre\tregion\tpublished\twords\tevents\tconstructions\tstatuses\tdates\ttrap\tcluster"
ROW = "agency report\tNorth\t2024-03-06\t130\tCONSULT\tpassive; dateline\tplanned; denied\trelative (Tuesday)\tweather"

TEXT = """Lind flies to Riga

RIGA, March 6 (Nordpost) - Swedish Foreign Minister Anna Lind met her Latvian counterpart, Janis Ozols, on Tuesday.
She urged Latvia to ratify the Amber Treaty.

The two sides will hold another round of talks in May.
Snow fell.
"""

ANNOTATION = """# a comment
annotator t1
C1 PERSON SWE GOV =NIL | Anna Lind; Lind | her@1; She@2
C2 PERSON LVA GOV =NIL | Janis Ozols
C3 GPE SWE GOV =wd:Q34 | Swedish:NORP
C4 GPE LVA GOV =wd:Q211 | Latvia; Latvian:NORP
C5 LAW =NIL | Amber Treaty
C6 GROUP of C3 C4 | | The two sides@3
C7 GPE =NIL | RIGA
C8 ORG - MED =NIL | Nordpost
D 2024-03-06 | March 6@1
D 2024-03-05 | Tuesday@1
D 2024-05 | May@3
O C1 C3 foreign minister
E1 CONSULT | met@1 | participant C1 C2; time 2024-03-05
E2 REQUEST | urged@2 | initiator C1; target C4; about C5, "treaty of trade"
E3 CONSULT planned | talks@3 | participant C3 C4; time 2024-05
quiet 4
"""
ANNOTATION = ANNOTATION.replace("Anna Lind; Lind |", "Anna Lind |").replace(', "treaty of trade"', "")

SENTENCES = {"voa-1": "Rebels shelled Tull.", "voa-2": "Nobody was hurt.", "voa-3": "It rained."}
DRAFT = """annotator t1
source voa voa-1 voa-2
C1 GROUP - REB | | Rebels@1
C2 GPE =NIL | Tull
E1 ASSAULT:shelling | shelled@1 | initiator C1; place C2
quiet 2
"""


def corpus(folder: Path, annotation: str = ANNOTATION, text: str = TEXT) -> Path:
    """Write the corpus into a folder and return the annotation of its article."""
    (folder / "own" / "b01").mkdir(parents=True)
    (folder / "sampling.tsv").write_text(f"{HEADER}\nb01-01\t{ROW}\t\n", encoding="utf-8")
    (folder / "own" / "b01" / "01.txt").write_text(text, encoding="utf-8")
    path = folder / "own" / "b01" / "01.ann"
    path.write_text(annotation, encoding="utf-8")
    return path


def public(folder: Path) -> Path:
    """Write a file of public texts into a folder, and return the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    lines = [json.dumps({"id": key, "text": text}) for key, text in SENTENCES.items()]
    (folder / "voa_sentences.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder
