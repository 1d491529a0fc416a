"""The pipeline component that leaves resolved time expressions on a ``Doc``.

Policy: a time expression inside the name of a person, an organisation or a treaty is part of the name, and
a year before the name of a treaty says when that was made. "before", "until" and "by" give no day on
which something happened, so what they govern is left out; "since" opens a stretch up to publication.
"""

from __future__ import annotations

import re

from spacy.language import Language
from spacy.tokens import Doc, Span

from ingest.dates.grammar import find
from ingest.dates.spans import Context, Interval
from ingest.dates.tense import tense
from ingest.document import DateExpression, Mention, register

OPEN = frozenset(("before", "until", "till", "by", "after", "prior", "ahead"))
#: "before the end of June" is governed as June is.
PARTS = frozenset(("beginning", "start", "middle", "end"))
NAMES = frozenset(("PERSON", "ORG"))
YEAR = re.compile(r"\d{4}")


class Dates:
    """Fills ``doc._.dates`` from text, tree, mentions and ``doc._.article.published``."""

    def __call__(self, doc: Doc) -> Doc:
        """Resolve the time expressions of a document, in order."""
        article = doc._.article
        published = article.published if article else None
        expressions: list[DateExpression] = []
        focus = None
        for begin, end, form, match in find(doc.text):
            span = doc.char_span(begin, end, alignment_mode="expand")
            if span is None or in_name(span):
                continue
            root = span.root
            holders = (root, root.head) if root.head.lower_ in PARTS else (root,)
            prepositions = {t.lower_ for holder in holders for t in holder.children if t.dep_ == "case"}
            interval = form.reading(match, Context(published, tense(root), focus))
            if interval is None:
                continue
            if interval.precision == "day":
                focus = interval.last
            if prepositions & OPEN:
                continue
            if "since" in prepositions:
                if published is None or published < interval.first:
                    continue
                interval = Interval(interval.first, published, interval.precision)
            expressions.append(DateExpression(span.start, span.end, *interval))
        doc._.dates = tuple(expressions)
        return doc


def in_name(span: Span) -> bool:
    """Tell whether a time expression is part of a name, or the year of a treaty."""
    doc = span.doc
    if all(token.ent_type_ in NAMES for token in span) and not any(token.ent_iob_ == "B" for token in span[1:]):
        return True
    mentions: tuple[Mention, ...] = doc._.mentions
    year = bool(YEAR.fullmatch(span.text))
    for mention in mentions:
        inside = mention.start <= span.start and span.end <= mention.end
        treaty = mention.entity.label == "Treaty"
        if inside and (treaty or mention.end - mention.start > span.end - span.start) and mention.kind == "name":
            return mention.entity.label not in ("Topic", "Event")
        if year and treaty and span.root.head.i in range(mention.start, mention.end):
            return True
    return False


@Language.factory("diplograph_dates", assigns=["doc._.dates"])
def dates(nlp: Language, name: str) -> Dates:
    """Return the component."""
    register()
    return Dates()
