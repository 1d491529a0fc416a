"""The embedded store: a folder, owned by one process at a time.

Policy: the process that holds the lock file owns the folder and runs the engine; another process speaks to
the owner's port with the credentials that the owner keeps in a file only its user can read. The engine
flushes its log at every commit, so that a commit survives a power cut. Strangers' statements run under an
account that may only read records, and a watchdog ends them.
"""

from __future__ import annotations

import json
import os
import secrets
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import IO, Any, TypeVar

import neo4j
from neo4j.exceptions import DriverError, Neo4jError

from graph.bolt import BoltStore, define, explained
from graph.engine import ADMIN, READER, Owner, connect, damaged, load_engine, serve, write_accounts, write_private
from graph.guard import read_embedded
from graph.schema import FORMAT, constraints, embedded_types, roots
from graph.store import Rows
from ontology.errors import StoreBusy, StoreError

T = TypeVar("T")

#: The database inside the folder.
DATABASE = "graph"
STAMP, LOCK, WRITING, OWNER = "diplograph.json", "lock", "writing", "owner.json"
#: How long a second process waits for the owner to come up, in seconds.
PATIENCE = 10.0


class EmbeddedStore(BoltStore):
    """A store in a folder; ``engine`` is None where another process owns it."""

    def __init__(self, folder: Path, owner: Owner, engine: Any = None, lock: IO[str] | None = None) -> None:
        super().__init__(str(folder), connect(owner, ADMIN), DATABASE)
        if engine is None:
            self.gone = f"the process that owned the store {folder} has ended; run the command again"
        self.folder = folder
        self.owner = owner
        self.engine = engine
        self.lock = lock
        self.reader: neo4j.Driver | None = None

    def write(self, work: Callable[[neo4j.ManagedTransaction], T]) -> T:
        """Run a function in one write transaction, after those of all other threads and processes.

        Two transactions that create or change the same node at once make this engine call one of them a
        duplicate or a failure, rather than asking for another try; so one writes at a time.
        """
        with queued(self.folder / WRITING):
            return super().write(work)

    def read_guarded(
        self, cypher: str, parameters: Mapping[str, Any] | None = None, *, limit: int = 1000, seconds: float = 30
    ) -> Rows:
        """Run a stranger's statement under the account that may only read records."""
        if self.reader is None:
            self.reader = connect(self.owner, READER)
        with (
            explained(self.address, self.gone),
            self.reader.session(database=DATABASE) as reader,
            self.driver.session(database=DATABASE) as administrator,
        ):
            return read_embedded(reader, administrator, cypher, parameters or {}, limit=limit, seconds=seconds)

    def server_name(self) -> str:
        """Return the product and version of the engine."""
        stamp = json.loads((self.folder / STAMP).read_text(encoding="utf-8"))
        return f"ArcadeDB {stamp['engine']} (embedded)"

    def close(self) -> None:
        """Give the store back; safe to call twice."""
        super().close()
        if self.reader is not None:
            self.reader.close()
            self.reader = None
        if self.engine is not None:
            (self.folder / OWNER).unlink(missing_ok=True)
            self.engine.stop()
            self.engine = None
        if self.lock is not None:
            self.lock.close()
            self.lock = None


def open_embedded(folder: Path) -> EmbeddedStore:
    """Open or create the store in a folder.

    Raises :class:`StoreError` when the folder holds something else, is damaged or comes from a newer
    version, :class:`StoreBusy` when its owner cannot be reached.
    """
    check_folder(folder)
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        lock = take_lock(folder / LOCK)
    except OSError as error:
        raise StoreError(f"the store {folder} cannot be written ({error.strerror}); choose another folder") from error
    if lock is None:
        return borrow(folder)
    try:
        owner, engine = start(folder)
    except BaseException:
        lock.close()
        raise
    return EmbeddedStore(folder, owner, engine, lock)


def check_folder(folder: Path) -> None:
    """Refuse a folder that is not a store of this version."""
    if not folder.exists():
        return
    if not folder.is_dir():
        raise StoreError(f"the store {folder} is a file; name a folder")
    stamp = folder / STAMP
    if not stamp.exists():
        if any(entry.name != LOCK for entry in folder.iterdir()):
            raise StoreError(f"{folder} is not empty and not a Diplograph store; name a new or empty folder")
        return
    try:
        found = json.loads(stamp.read_text(encoding="utf-8"))["format"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise StoreError(
            f"the store {folder} is damaged: {stamp} cannot be read; restore it or load into a new folder"
        ) from error
    if not isinstance(found, int) or found > FORMAT:
        raise StoreError(f"the store {folder} was written by a newer Diplograph (format {found}); update Diplograph")


def take_lock(path: Path) -> IO[str] | None:
    """Lock a file for this process, or return None when another holder has it.

    The operating system gives the lock back when its holder ends, however it ends.
    """
    handle = path.open("a+")
    try:
        lock_file(handle, wait=False)
    except OSError:
        handle.close()
        return None
    return handle


@contextmanager
def queued(path: Path) -> Iterator[None]:
    """Hold the lock of a file, after whoever has it; every call is a holder of its own, threads too."""
    with path.open("a+") as handle:
        lock_file(handle, wait=True)
        yield


def lock_file(handle: IO[str], *, wait: bool) -> None:
    """Lock an open file until it is closed; raises OSError where another has it and we do not wait."""
    if sys.platform == "win32":
        import msvcrt

        handle.seek(0)
        while True:
            try:
                msvcrt.locking(handle.fileno(), msvcrt.LK_LOCK if wait else msvcrt.LK_NBLCK, 1)
                return
            except OSError:
                if not wait:
                    raise
    else:
        import fcntl

        fcntl.flock(handle, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)


def borrow(folder: Path) -> EmbeddedStore:
    """Connect to the engine of the process that owns the folder; wait while it is starting."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        try:
            store = EmbeddedStore(folder, Owner(**json.loads((folder / OWNER).read_text(encoding="utf-8"))))
        except (OSError, ValueError, TypeError):
            time.sleep(0.05)
            continue
        try:
            store.driver.verify_connectivity()
        except (DriverError, Neo4jError):
            store.driver.close()
            time.sleep(0.1)
            continue
        return store
    raise StoreBusy(
        f"the store {folder} is in use by another process that does not answer; "
        "wait until it has finished, or end it, and try again"
    )


def start(folder: Path) -> tuple[Owner, Any]:
    """Start the engine over a folder whose lock is held, apply the schema, and publish how to reach it."""
    arcadedb = load_engine(folder / "log")
    passwords = {name: secrets.token_urlsafe(16) for name in (ADMIN, READER)}
    write_accounts(folder / "config", passwords)
    fresh = not (folder / STAMP).exists()
    if not fresh and not (folder / "databases" / DATABASE / "schema.json").is_file():
        raise StoreError(f"the store {folder} is damaged: its database is gone; restore it or load into a new folder")
    engine, port = serve(arcadedb, folder, passwords[ADMIN])
    try:
        database = engine.create_database(DATABASE) if fresh else engine.get_database(DATABASE)
        database.set_wal_flush("yes_nometadata")
        owner = Owner(os.getpid(), port, passwords)
        apply_schema(database, owner, str(folder))
    except arcadedb.ArcadeDBError as error:
        engine.stop()
        raise damaged(folder, error) from error
    except BaseException:
        engine.stop()
        raise
    write_private(folder / STAMP, json.dumps({"format": FORMAT, "engine": arcadedb.__version__}))
    write_private(folder / OWNER, json.dumps(asdict(owner)))
    return owner, engine


def apply_schema(database: Any, owner: Owner, address: str) -> None:
    """Create the label tree and the full-text indexes in-process, then the constraints over Bolt.

    In a label tree the constraint of a root class covers all labels below it.
    """
    for statement in embedded_types():
        with database.transaction():
            database.command("sql", statement)
    with explained(address), connect(owner, ADMIN) as driver, driver.session(database=DATABASE) as session:
        for statement in constraints(roots()).values():
            session.execute_write(define, statement)
