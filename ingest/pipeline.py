"""The extractor: articles in, Facts out.

Policy: a spaCy pipeline of ordinary factories, so that a user can replace any of them; this module only
puts them in order and feeds them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from spacy.language import Language
from spacy.tokens import Doc

from ingest import document
from ontology.facts import Article, Facts

#: What follows the language model, in order.
COMPONENTS = ("diplograph_linker", "diplograph_dates", "diplograph_events")


def pipeline() -> Language:
    """Build the whole pipeline: language model, linker, dates, events."""
    import ingest.dates
    import ingest.events.component
    import ingest.linking.component  # noqa: F401
    from ingest.language import load

    nlp = load()
    for name in COMPONENTS:
        nlp.add_pipe(name)
    return nlp


class Extractor:
    """Turns articles into Facts; building one loads the models."""

    def __init__(self, nlp: Language | None = None) -> None:
        document.register()
        self.nlp = nlp or pipeline()

    def extract(self, articles: Iterable[Article], *, batch_size: int = 16) -> Iterator[Facts]:
        """Yield the Facts of each article, in order."""
        return (doc._.facts for doc in self.read(articles, batch_size=batch_size))

    def read(self, articles: Iterable[Article], *, batch_size: int = 16) -> Iterator[Doc]:
        """Yield the analysed Doc of each article, in order: mentions, dates and Facts (:mod:`ingest.document`)."""
        return self.nlp.pipe(map(self._doc, articles), batch_size=batch_size)

    def _doc(self, article: Article) -> Doc:
        doc = self.nlp.make_doc(article.text)
        doc._.article = article
        return doc
