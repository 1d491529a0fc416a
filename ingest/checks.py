"""What ``diplograph doctor`` asks about extraction: are the language model and the knowledge base whole?"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from importlib.resources import files

from ontology.console import Check
from ontology.errors import ModelError

REMEDY = "install Diplograph again; the file is part of the package"


def language_model() -> str:
    """Load the language model and return its name and version."""
    from ingest.language import load

    load()
    meta = json.loads(files("ingest.language").joinpath("data", "meta.json").read_text(encoding="utf-8"))
    return f"{meta['name']} {meta['version']}"


def knowledge_base() -> str:
    """Open the knowledge base and return how much it knows."""
    from ingest.knowledge.base import default

    return f"{len(default()):,} entities"


def checks() -> Iterator[Check]:
    """Load each component as extraction would and tell what was found."""
    for name, probe in (("language model", language_model), ("knowledge base", knowledge_base)):
        yield check(name, probe)


def check(name: str, probe: Callable[[], str]) -> Check:
    """Run a probe that returns what it found or raises :class:`ModelError`."""
    try:
        return Check(name, True, probe())
    except ModelError as error:
        return Check(name, False, str(error), REMEDY)
