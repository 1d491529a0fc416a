"""RDF: the graph written as a dataset, and read back identical.

Policy: what is in the store is in the file, and nothing else. Each article has its named graph, which
holds the article, its evidence and every relationship that the article supports; the properties of
entities, events and tenures, which articles share, are in one fused graph; a metadata graph describes
the dataset (VoID, DCAT) and the origin of each article's graph (PROV). IRIs are stable, and there are
no blank nodes. Two exports of one graph are the same bytes.

``terms`` maps ids and values to RDF terms and back, ``quads`` the graph to statements, ``writer``
statements to files, ``reader`` files to the graph.
"""

from __future__ import annotations

from graph.rdf.quads import PropertyGraph
from graph.rdf.reader import read_dataset
from graph.rdf.writer import FORMATS, Format, save, write

__all__ = ["FORMATS", "Format", "PropertyGraph", "read_dataset", "save", "write"]
