"""The choice of a store by its address.

Policy: an address with a scheme is a Neo4j server, anything else a folder of the embedded store; no address
is the folder in the user's data directory. A password never stands in an address.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from ontology.errors import StoreError

if TYPE_CHECKING:
    from graph.bolt import BoltStore

SCHEMES = ("neo4j", "neo4j+s", "neo4j+ssc", "bolt", "bolt+s", "bolt+ssc")


def open_store(address: str | None = None) -> BoltStore:
    """Open the store at an address, creating an embedded one that is not there yet.

    Raises :class:`StoreError` with the next step when it cannot be opened.
    """
    if is_server(address):
        from graph.server import open_server

        return open_server(address or "")
    from graph.embedded import open_embedded

    return open_embedded(folder_of(address))


def is_server(address: str | None) -> bool:
    """Say whether an address names a server rather than a folder.

    Raises :class:`StoreError` for a scheme that is not ours.
    """
    scheme, separator, _ = (address or "").partition("://")
    if not separator:
        return False
    if scheme.lower() not in SCHEMES:
        raise StoreError(
            f"{scheme}:// is no address of a store; use a folder, or one of {', '.join(SCHEMES)}://USER@HOST"
        )
    return True


def folder_of(address: str | None) -> Path:
    """Return the folder of an embedded store's address; None or "" is the one in the user's data directory."""
    if address:
        return Path(address).expanduser().absolute()
    from platformdirs import user_data_path

    return user_data_path("diplograph", appauthor=False) / "graph"
