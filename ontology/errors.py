"""The errors that Diplograph raises, and what each asks of the user.

::

    DiplographError                 root; the command line prints it as one sentence and exits with 2
    ├── SourceError                 a file or stream cannot be read as an article
    ├── OntologyError               an ontology file contradicts itself, or Facts break its rules
    ├── ModelError                  the language model or the knowledge base is missing or damaged
    ├── StoreError                  the graph store cannot be opened, reached or written
    │   ├── StoreBusy               another process owns the embedded store
    │   └── StatementRefused        a statement is not read-only, or ran too long
    └── QuestionError               a named query or a parameter is not known or not well formed

Every message names the thing, the place and the next step.
"""

from __future__ import annotations


class DiplographError(Exception):
    """Root of all errors a caller may want to show to a user."""


class SourceError(DiplographError):
    """A file or stream cannot be read as an article; names the file and the place in it."""


class OntologyError(DiplographError):
    """An ontology file contradicts itself, or Facts break its rules."""


class ModelError(DiplographError):
    """The language model or the knowledge base is missing or damaged."""


class StoreError(DiplographError):
    """The graph store cannot be opened, reached or written."""


class StoreBusy(StoreError):
    """Another process owns the embedded store."""


class StatementRefused(StoreError):
    """A statement is not read-only, or ran too long."""


class QuestionError(DiplographError):
    """A named query or one of its parameters is unknown or malformed."""
