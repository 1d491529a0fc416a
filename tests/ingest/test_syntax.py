"""Arguments of a predicate, wherever the tree puts them."""

from __future__ import annotations

import pytest

from ingest.events import syntax
from tests.ingest.trees import parse

ACTIVE = """
Omar Omar NNP PROPN 2 nsubj
met meet VBD VERB 0 ROOT
Lena Lena NNP PROPN 2 obj
and and CC CCONJ 5 cc
Timo Timo NNP PROPN 3 conj
"""
PASSIVE = """
Rebels rebel NNS NOUN 3 nsubj:pass
were be VBD AUX 3 aux:pass
attacked attack VBN VERB 0 ROOT
by by IN ADP 5 case
troops troops NNS NOUN 3 obl
"""
SHARED = """
Omar Omar NNP PROPN 2 nsubj
left leave VBD VERB 0 ROOT
and and CC CCONJ 4 cc
met meet VBD VERB 2 conj
Lena Lena NNP PROPN 4 obj
"""
CONTROL = """
Kenya Kenya NNP PROPN 2 nsubj
urged urge VBD VERB 0 ROOT
Sudan Sudan NNP PROPN 2 obj
to to TO PART 5 mark
withdraw withdraw VB VERB 2 xcomp
"""
RAISING = """
Kenya Kenya NNP PROPN 2 nsubj
agreed agree VBD VERB 0 ROOT
to to TO PART 4 mark
withdraw withdraw VB VERB 2 xcomp
"""
RELATIVE = """
envoys envoy NNS NOUN 0 ROOT
who who WP PRON 3 nsubj
met meet VBD VERB 1 acl:relcl
Lena Lena NNP PROPN 3 obj
"""
REDUCED = """
troops troops NNS NOUN 0 ROOT
killed kill VBN VERB 1 acl
by by IN ADP 4 case
rebels rebel NNS NOUN 2 obl
"""
DECISION = """
Peru Peru NNP PROPN 3 nmod:poss
's 's POS PART 1 case
decision decision NN NOUN 0 ROOT
to to TO PART 5 mark
leave leave VB VERB 3 acl
"""


@pytest.mark.parametrize(
    ("tree", "verb", "agents", "patients"),
    [
        pytest.param(ACTIVE, 1, ["Omar"], ["Lena", "Timo"], id="coordinated object"),
        pytest.param(PASSIVE, 2, ["troops"], ["Rebels"], id="passive with agent"),
        pytest.param(SHARED, 3, ["Omar"], ["Lena"], id="coordinated verb shares its subject"),
        pytest.param(CONTROL, 4, ["Sudan"], [], id="object control"),
        pytest.param(RAISING, 3, ["Kenya"], [], id="subject control"),
        pytest.param(RELATIVE, 2, ["envoys"], ["Lena"], id="relative clause"),
        pytest.param(REDUCED, 1, ["rebels"], ["troops"], id="reduced relative"),
        pytest.param(DECISION, 4, ["Peru"], [], id="infinitive below an owned noun"),
    ],
)
def test_arguments(tree: str, verb: int, agents: list[str], patients: list[str]) -> None:
    doc = parse(tree)
    assert [t.text for t in syntax.subjects(doc[verb])] == agents
    assert [t.text for t in syntax.objects(doc[verb])] == patients


def test_conjuncts_inherit_the_preposition() -> None:
    doc = parse(
        """
        talks talk NNS NOUN 0 ROOT
        between between IN ADP 3 case
        India India NNP PROPN 1 nmod
        and and CC CCONJ 5 cc
        Nepal Nepal NNP PROPN 3 conj
        """
    )
    assert [(name, t.text) for name, t in syntax.obliques(doc[0])] == [("between", "India"), ("between", "Nepal")]
