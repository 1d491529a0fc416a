"""Hand-checked trees of our own sentences, with their names, for the tests of the linker."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from spacy.tokens import Doc, Span

from ingest.document import Mention
from ingest.linking.component import Linker
from ingest.linking.gazetteer import default
from tests.ingest.trees import parse

MEETING = """
Pakistani Pakistani JJ ADJ 3 amod
Foreign Foreign JJ ADJ 3 amod
Minister Minister NNP PROPN 4 nmod:desc
Ishaq Ishaq NNP PROPN 6 nsubj
Dar Dar NNP PROPN 4 flat
met meet VBD VERB 0 ROOT
Wang Wang NNP PROPN 6 obj
Yi Yi NNP PROPN 7 flat
in in IN ADP 10 case
Beijing Beijing NNP PROPN 6 obl
. . . PUNCT 6 punct
Dar Dar NNP PROPN 13 nsubj
told tell VBD VERB 0 ROOT
Wang Wang NNP PROPN 13 iobj
that that IN SCONJ 18 mark
he he PRP PRON 18 nsubj
would would MD AUX 18 aux
return return VB VERB 13 ccomp
. . . PUNCT 13 punct
China China NNP PROPN 21 nsubj
agreed agree VBD VERB 0 ROOT
. . . PUNCT 21 punct
"""

REJECTION = """
New New NNP ADJ 2 amod
Delhi Delhi NNP PROPN 3 nsubj
rejected reject VBD VERB 0 ROOT
the the DT DET 5 det
offer offer NN NOUN 3 obj
. . . PUNCT 3 punct
"""

MARCH = """
Protesters protester NNS NOUN 2 nsubj
marched march VBD VERB 0 ROOT
in in IN ADP 4 case
Islamabad Islamabad NNP PROPN 2 obl
. . . PUNCT 2 punct
"""

SIDES = """
Japan Japan NNP PROPN 2 nsubj
hosted host VBD VERB 0 ROOT
Thailand Thailand NNP PROPN 2 obj
. . . PUNCT 2 punct
The the DT DET 7 det
two two CD NUM 7 nummod
sides side NNS NOUN 8 nsubj
signed sign VBD VERB 0 ROOT
a a DT DET 10 det
pact pact NN NOUN 8 obj
. . . PUNCT 8 punct
"""

JOINED = """
France France NNP PROPN 4 nsubj
and and CC CCONJ 3 cc
Kenya Kenya NNP PROPN 1 conj
said say VBD VERB 0 ROOT
they they PRP PRON 7 nsubj
would would MD AUX 7 aux
send send VB VERB 4 ccomp
troops troop NNS NOUN 7 obj
. . . PUNCT 4 punct
"""

SHELLING = """
Russian Russian JJ ADJ 2 amod
troops troop NNS NOUN 3 nsubj
shelled shell VBD VERB 0 ROOT
rebels rebel NNS NOUN 3 obj
in in IN ADP 6 case
Syria Syria NNP PROPN 3 obl
. . . PUNCT 3 punct
"""

ARMY = """
Kenya Kenya NNP PROPN 5 nsubj
and and CC CCONJ 4 cc
its its PRP$ PRON 4 nmod:poss
army army NN NOUN 1 conj
left leave VBD VERB 0 ROOT
Somalia Somalia NNP PROPN 5 obj
. . . PUNCT 5 punct
"""

SUMMONS = """
The the DT DET 5 det
Peru Peru NNP PROPN 5 compound
's 's POS PART 2 case
Foreign Foreign NNP PROPN 5 amod
Ministry Ministry NNP PROPN 6 nsubj
summoned summon VBD VERB 0 ROOT
the the DT DET 8 det
ambassador ambassador NN NOUN 6 obj
of of IN ADP 10 case
Kenya Kenya NNP PROPN 8 nmod
. . . PUNCT 6 punct
"""

SPOKESWOMAN = """
Lena Lena NNP PROPN 9 nsubj
Holm Holm NNP PROPN 1 flat
, , , PUNCT 5 punct
a a DT DET 5 det
spokeswoman spokeswoman NN NOUN 1 appos
for for IN ADP 7 case
NATO NATO NNP PROPN 5 nmod
, , , PUNCT 1 punct
said say VBD VERB 0 ROOT
she she PRP PRON 12 nsubj
was be VBD AUX 12 cop
ready ready JJ ADJ 9 ccomp
. . . PUNCT 9 punct
"""

FORMER = """
Former former JJ ADJ 2 amod
President President NNP PROPN 3 nmod:desc
Omar Omar NNP PROPN 5 nsubj
Quill Quill NNP PROPN 3 flat
visited visit VBD VERB 0 ROOT
Kenya Kenya NNP PROPN 5 obj
. . . PUNCT 5 punct
"""

WARSHIPS = """
French French JJ ADJ 4 amod
and and CC CCONJ 3 cc
Russian Russian JJ ADJ 1 conj
warships warship NNS NOUN 5 nsubj
left leave VBD VERB 0 ROOT
. . . PUNCT 5 punct
"""

ATLANTA = """
Voters voter NNS NOUN 6 nsubj
in in IN ADP 3 case
Atlanta Atlanta NNP PROPN 1 nmod
, , , PUNCT 5 punct
Georgia Georgia NNP PROPN 3 appos
elected elect VBD VERB 0 ROOT
Jim Jim NNP PROPN 6 obj
Jordan Jordan NNP PROPN 7 flat
. . . PUNCT 6 punct
Jordan Jordan NNP PROPN 11 nsubj
thanked thank VBD VERB 0 ROOT
Georgia Georgia NNP PROPN 11 obj
. . . PUNCT 11 punct
"""

NEIGHBOURS = """
Jordan Jordan NNP PROPN 4 nsubj
and and CC CCONJ 3 cc
Georgia Georgia NNP PROPN 1 conj
thanked thank VBD VERB 0 ROOT
Russia Russia NNP PROPN 4 obj
. . . PUNCT 4 punct
"""

MINISTERS = """
The the DT DET 3 det
foreign foreign JJ ADJ 3 amod
ministers minister NNS NOUN 13 nsubj
of of IN ADP 5 case
Kenya Kenya NNP PROPN 3 nmod
and and CC CCONJ 7 cc
Chad Chad NNP PROPN 5 conj
, , , PUNCT 9 punct
Ola Ola NNP PROPN 3 appos
and and CC CCONJ 11 cc
Mia Mia NNP PROPN 9 conj
, , , PUNCT 9 punct
met meet VBD VERB 0 ROOT
. . . PUNCT 13 punct
"""

SEAT = """
Officials official NNS NOUN 2 nsubj
met meet VBD VERB 0 ROOT
at at IN ADP 6 case
the the DT DET 6 det
White White NNP ADJ 6 amod
House House NNP PROPN 2 obl
. . . PUNCT 2 punct
"""


def named(text: str, *names: tuple[int, int, str], published: date | None = date(2025, 5, 21)) -> Doc:
    """Build a Doc from a tree and the names that a language model found: first token, last token, label."""
    doc = parse(text)
    doc.ents = [Span(doc, first, last + 1, label) for first, last, label in names]
    doc._.article = replace(doc._.article, published=published)
    return doc


def linked(text: str, *names: tuple[int, int, str], published: date | None = date(2025, 5, 21)) -> Doc:
    """Build such a Doc and run the linker with the shipped knowledge base over it."""
    return Linker(default())(named(text, *names, published=published))


def at(doc: Doc, word: str, occurrence: int = 0) -> list[Mention]:
    """Return the mentions whose root is a word, at its nth occurrence."""
    roots = [t.i for t in doc if t.text == word]
    return [m for m in doc._.mentions if m.root == roots[occurrence]]
