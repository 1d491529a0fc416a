"""The language model: tags, Universal Dependencies trees, sentences, lemmas and entities.

:func:`load` gives a spaCy pipeline; the factory is ``diplograph_language``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.language import Language


def load() -> Language:
    """Return a blank English pipeline with the language model in it.

    Raises :class:`ontology.errors.ModelError` when its files are missing or damaged.
    """
    import spacy

    import ingest.language.component

    nlp = spacy.blank("en")
    nlp.add_pipe(ingest.language.component.FACTORY)
    return nlp
