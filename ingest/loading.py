"""Articles into a store, each exactly once.

Policy: an article is known when the store has its id with the same content hash, and then it is not even
extracted. It has changed when the store has its id with another hash, or had another text from the same
file. What an old text of a file supported is withdrawn at the end of the run, unless the run met that
text elsewhere: a file that was renamed beside a new one loses nothing. An article counts as loaded only
when all of it is written, so a run that was cut off is finished by running it again.
"""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from ingest.sources import Problem, is_file
from ontology.errors import OntologyError
from ontology.facts import Article, Changes, Facts, FactStore, StoredArticle

Extract = Callable[[Iterable[Article]], Iterator[Facts]]


@dataclass
class Summary:
    """What one run did; ``undated`` are loaded articles without a publication date."""

    new: int = 0
    known: int = 0
    changed: int = 0
    undated: int = 0
    problems: list[Problem] = field(default_factory=list)
    changes: Changes = field(default_factory=Changes)
    seconds: float = 0.0
    interrupted: bool = False

    @property
    def done(self) -> int:
        """Return how many articles of the run are in the store now."""
        return self.new + self.known + self.changed


@dataclass
class Batch:
    """The articles of one run by id, beside those that were stored before it."""

    stored: Mapping[str, StoredArticle]
    read: dict[str, Article] = field(default_factory=dict)
    files: Mapping[str, set[str]] = field(init=False)

    def __post_init__(self) -> None:
        self.files = defaultdict(set)
        for article in self.stored.values():
            if is_file(article.source):
                self.files[article.source].add(article.id)

    def former(self, article: Article) -> set[str]:
        """Return the stored articles that were read from the same file and are another text."""
        return self.files.get(article.source, set()) - {article.id}

    def replaced(self) -> list[str]:
        """Return the stored articles whose file holds another text now, and that were not met elsewhere."""
        gone = {old for article in self.read.values() for old in self.former(article)}
        return sorted(gone - self.read.keys())


def load(found: Iterable[Article | Problem], store: FactStore, extract: Extract) -> Summary:
    """Load articles into a store; Ctrl-C ends the run after what is loaded and marks the summary."""
    begin = time.monotonic()
    summary = Summary()
    batch = Batch(dict(store.articles()))
    try:
        for facts in extract(select(found, batch, summary)):
            article = facts.article
            try:
                summary.changes += store.load(facts)
            except OntologyError as error:
                summary.problems.append(Problem(article.source, "", str(error)))
                continue
            changed = article.id in batch.stored or bool(batch.former(article))
            summary.changed += changed
            summary.new += not changed
            summary.undated += article.published is None
        for old in batch.replaced():
            summary.changes += store.withdraw(old)
    except KeyboardInterrupt:
        summary.interrupted = True
    summary.seconds = time.monotonic() - begin
    return summary


def select(found: Iterable[Article | Problem], batch: Batch, summary: Summary) -> Iterator[Article]:
    """Yield the articles that must be extracted; count the others into the summary.

    A second article of one batch with an id that was read before is known when it is the same, and a
    problem when it is another text, because one of the two would replace the other at every run.
    """
    for item in found:
        if isinstance(item, Problem):
            summary.problems.append(item)
            continue
        twin = batch.read.setdefault(item.id, item)
        known = batch.stored.get(item.id)
        if twin.content_hash != item.content_hash:
            reason = f"its id {item.id!r} belongs to {twin.source} too; give each article its own id"
            summary.problems.append(Problem(item.source, "", reason))
        elif twin is not item or (known and known.content_hash == item.content_hash):
            summary.known += 1
        else:
            yield item
