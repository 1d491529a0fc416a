"""From files, folders and standard input to articles.

Policy: every format ends in one :class:`~ontology.facts.Article` whose ``text`` is the only text that the
rest of the program sees, so that offsets mean the same everywhere. What stands before or between the
sentences without being one (date line, byline, dateline, captions) is moved to a field or left out;
the sentences themselves are never changed. Bad input is a :class:`Problem` that names file, place and
remedy, and the rest of the batch goes on. Nothing is guessed: not an encoding, not a date.
"""

from __future__ import annotations

from ingest.sources.drafts import Problem
from ingest.sources.reader import count, is_file, read

__all__ = ["Problem", "count", "is_file", "read"]
