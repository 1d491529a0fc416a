"""The Neo4j backend: any edition, 5.26 LTS and later, one machine, cluster or Aura.

Policy: the address names the server, the user and the database, never the password, which would end up in
shell histories and process lists; it comes from ``DIPLOGRAPH_PASSWORD`` or from a prompt on a terminal. The
schema is applied when the store is opened, and indexes are awaited before the first full-text read.
"""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

import neo4j

from graph.bolt import BoltStore, explained
from graph.guard import read_on_server
from graph.schema import FORMAT, constraints, full_text, newest_format
from graph.store import Rows
from ontology.errors import StoreError

# Our errors say what the driver logs; only who sets up logging sees it twice.
logging.getLogger("neo4j").addHandler(logging.NullHandler())

PASSWORD_VARIABLE = "DIPLOGRAPH_PASSWORD"
#: The oldest server that runs our statements.
OLDEST = (5, 26)
#: Seconds to wait for a connection, and for indexes to be filled.
CONNECT, INDEXES = 10, 300


@dataclass(frozen=True, slots=True)
class ServerAddress:
    """Where a server is: ``uri`` for the driver, without user and database; both None when not named."""

    uri: str
    user: str | None
    database: str | None

    def __str__(self) -> str:
        scheme, _, rest = self.uri.partition("://")
        user = f"{self.user}@" if self.user else ""
        return f"{scheme}://{user}{rest}" + (f"?database={self.database}" if self.database else "")


class ServerStore(BoltStore):
    """A store on a Neo4j server."""

    def read_guarded(
        self, cypher: str, parameters: Mapping[str, Any] | None = None, *, limit: int = 1000, seconds: float = 30
    ) -> Rows:
        """Run a stranger's statement, read-only because the server's own plan says so."""
        with explained(self.address), self._reading() as session:
            return read_on_server(session, cypher, parameters or {}, limit=limit, seconds=seconds)

    def server_name(self) -> str:
        """Return the product and version of the engine."""
        name, version, edition = self.read(
            "CALL dbms.components() YIELD name, versions, edition RETURN name, versions[0], edition LIMIT 1"
        ).rows[0]
        return f"{name.replace(' Kernel', '')} {version} ({edition})"


def parse_address(text: str) -> ServerAddress:
    """Read ``SCHEME://[USER@]HOST[:PORT][?database=NAME]``.

    Raises :class:`StoreError` for a password in it and for anything else that does not belong there.
    """
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError as error:
        raise StoreError(
            f"the address of the store is not well formed ({error}); write neo4j://USER@HOST:PORT"
        ) from error
    if parts.password is not None:
        raise StoreError(
            f"the address {parts.scheme}://{parts.username}:***@{parts.hostname} holds a password; "
            f"leave it out and set {PASSWORD_VARIABLE}, or type it at the prompt"
        )
    if not parts.hostname or parts.path.strip("/"):
        raise StoreError(f"{text} is no address of a server; write neo4j://USER@HOST:PORT?database=NAME")
    options = parse_qs(parts.query)
    unknown = sorted(options.keys() - {"database"})
    if unknown:
        raise StoreError(f"the address {text} has an unknown option {unknown[0]!r}; only ?database=NAME is known")
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    uri = f"{parts.scheme.lower()}://{host}" + (f":{port}" if port else "")
    user = unquote(parts.username) if parts.username else None
    return ServerAddress(uri, user, options.get("database", [None])[0])


def password_for(address: ServerAddress) -> str:
    """Return the password of the address's user, from the environment or from a prompt."""
    given = os.environ.get(PASSWORD_VARIABLE)
    if given is not None:
        return given
    if not sys.stdin.isatty():
        raise StoreError(f"{address} needs a password; set {PASSWORD_VARIABLE}")
    import click

    return str(click.prompt(f"Password for {address}", hide_input=True, err=True))


def connect(address: ServerAddress, **options: Any) -> neo4j.Driver:
    """Return a driver that has reached the server."""
    auth = (address.user, password_for(address)) if address.user else None
    with explained(str(address)):
        driver = neo4j.GraphDatabase.driver(
            address.uri,
            auth=auth,
            user_agent="diplograph",
            connection_timeout=CONNECT,
            notifications_min_severity="OFF",
            initial_retry_delay=0.1,
            **options,
        )
        try:
            driver.verify_connectivity()
        except BaseException:
            driver.close()
            raise
    return driver


def open_server(text: str) -> ServerStore:
    """Open the store on a server and apply the schema.

    Raises :class:`StoreError` when the server cannot be reached, is too old, or holds a newer format.
    """
    address = parse_address(text)
    store = ServerStore(str(address), connect(address), address.database)
    try:
        check_version(store)
        apply_schema(store)
    except BaseException:
        store.close()
        raise
    return store


def check_version(store: ServerStore) -> None:
    """Refuse a server that is older than the oldest one that runs our statements."""
    name = store.server_name()
    version = name.split()[1]
    numbers = tuple(int(part) for part in version.split(".")[:2] if part.isdigit())
    if numbers < OLDEST:
        wanted = ".".join(map(str, OLDEST))
        raise StoreError(f"{store.address} is {name}; Diplograph needs Neo4j {wanted} or later: update the server")


def apply_schema(store: ServerStore) -> None:
    """Create what is missing of the schema; refuse a store of a newer format."""
    there = {name for (name,) in store.read("SHOW INDEXES YIELD name RETURN name").rows}
    found = newest_format(there)
    if found is not None and found > FORMAT:
        raise StoreError(f"{store.address} was written by a newer Diplograph (format {found}); update Diplograph")
    missing = [text for name, text in (constraints() | full_text()).items() if name not in there]
    if missing:
        store.define(missing)
        store.read(f"CALL db.awaitIndexes({INDEXES})")
