"""The language model: tags, Universal Dependencies trees, sentences, lemmas and entities.

:func:`load` gives a spaCy pipeline; the factory is ``diplograph_language``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.language import Language


def load(*, model: str | None = None, threads: int | None = None) -> Language:
    """Return a blank English pipeline with the language model in it.

    ``model`` is a folder of model files instead of the shipped one. ``threads`` is how many threads the
    network may use: one, unless the environment variable DIPLOGRAPH_THREADS says otherwise. Raises
    :class:`ontology.errors.ModelError` when a file is missing or damaged.
    """
    import spacy

    import ingest.language.component

    nlp = spacy.blank("en")
    nlp.add_pipe(ingest.language.component.FACTORY, config={"model": model, "threads": threads})
    return nlp
