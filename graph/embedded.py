"""The embedded store: ArcadeDB inside this process, spoken to over Bolt on the loopback interface.

Policy: a folder is a store. The process that holds the lock file owns it and runs the engine; another
process speaks to the owner's port with the credentials that the owner keeps in a file only its user can
read. Ports are free ones and passwords new ones at every start. The engine flushes its log at every commit,
so that a commit survives a power cut. Its own log stays inside the folder. ``LOAD CSV`` is off for everybody;
strangers' statements run under an account that may only read records, and a watchdog ends them.

The engine is loaded once per process; its settings are fixed by the first store that is opened.
"""

from __future__ import annotations

import base64
import hashlib
import json
import os
import secrets
import socket
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO, Any, TypeVar

import neo4j
from neo4j.exceptions import ConstraintError, DriverError, Neo4jError

from graph.bolt import BoltStore, explained
from graph.guard import read_embedded
from graph.schema import FORMAT, constraints, embedded_types, roots
from graph.store import Rows
from ontology.errors import StoreBusy, StoreError

T = TypeVar("T")

#: The database inside the folder.
DATABASE = "graph"
ADMIN, READER = "root", "reader"
STAMP, LOCK, OWNER = "diplograph.json", "lock", "owner.json"
#: How often a write is tried that meets another one creating the same node.
TRIES = 5
#: Heap limit of the engine.
HEAP = "-Xmx1g"
#: LOAD CSV reads files and opens addresses: both are off for every account.
SWITCHES = (
    "-Darcadedb.opencypher.loadCsv.allowFileUrls=false",
    "-Darcadedb.opencypher.loadCsv.allowRemoteUrls=false",
)
#: Rounds of PBKDF2: few, because the passwords are 128 random bits of one session.
ROUNDS = 1000
#: How long a second process waits for the owner to come up, in seconds.
PATIENCE = 10.0


@dataclass(frozen=True, slots=True)
class Owner:
    """How to reach the engine of the process that owns a folder."""

    pid: int
    port: int
    passwords: dict[str, str]


class EmbeddedStore(BoltStore):
    """A store in a folder; ``engine`` is None where another process owns it."""

    def __init__(self, folder: Path, owner: Owner, engine: Any = None, lock: IO[str] | None = None) -> None:
        super().__init__(str(folder), connect(owner, ADMIN), DATABASE)
        self.folder = folder
        self.owner = owner
        self.engine = engine
        self.lock = lock
        self.reader: neo4j.Driver | None = None

    def write(self, work: Callable[[neo4j.ManagedTransaction], T]) -> T:
        """Run a function in one write transaction, again when the store asks for it.

        Where two transactions create the same node at once, this engine calls the later one's node a
        duplicate rather than asking for another try, so that the try is made here.
        """
        for attempt in range(TRIES):
            try:
                return super().write(work)
            except StoreError as error:
                if not isinstance(error.__cause__, ConstraintError) or attempt == TRIES - 1:
                    raise
        raise AssertionError("unreachable")

    def read_guarded(
        self, cypher: str, parameters: Mapping[str, Any] | None = None, *, limit: int = 1000, seconds: float = 30
    ) -> Rows:
        """Run a stranger's statement under the account that may only read records."""
        if self.reader is None:
            self.reader = connect(self.owner, READER)
        with (
            explained(self.address),
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
        lock = take_lock(folder)
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


def take_lock(folder: Path) -> IO[str] | None:
    """Take the folder's lock for this process, or return None when another holder has it.

    The operating system gives the lock back when its holder ends, however it ends.
    """
    handle = (folder / LOCK).open("a+")
    try:
        if sys.platform == "win32":
            import msvcrt

            handle.seek(0)
            msvcrt.locking(handle.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        handle.close()
        return None
    return handle


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
    if not fresh and not (folder / "databases" / DATABASE).is_dir():
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


def load_engine(log: Path) -> Any:
    """Import the engine with our settings; the first call in a process decides where its log goes."""
    os.environ.setdefault("ARCADEDB_LOG_CONSOLE", "0")
    os.environ.setdefault("ARCADEDB_LOG_DIR", str(log))
    given = os.environ.get("ARCADEDB_NATIVE_ISOLATE_ARGS", HEAP).split()
    missing = [switch for switch in SWITCHES if switch not in given]
    os.environ["ARCADEDB_NATIVE_ISOLATE_ARGS"] = " ".join((*given, *missing))
    try:
        import arcadedb
    except (ImportError, OSError) as error:
        raise StoreError(
            f"the embedded store's engine cannot be loaded ({error}); "
            "install diplograph again, or use a Neo4j server with --store neo4j://USER@HOST"
        ) from error
    return arcadedb


def serve(arcadedb: Any, folder: Path, password: str) -> tuple[Any, int]:
    """Start the engine's listeners on free loopback ports; another try when a port is taken meanwhile."""
    for attempt in range(3):
        bolt, http = free_port(), free_port()
        engine = arcadedb.create_server(
            root_path=str(folder),
            root_password=password,
            config={
                "host": "127.0.0.1",
                "http_port": http,
                "bolt_port": bolt,
                "server_plugins": "Bolt:com.arcadedb.bolt.BoltProtocolPlugin",
            },
        )
        try:
            engine.start()
        except arcadedb.ArcadeDBError as error:
            if attempt == 2:
                raise damaged(folder, error) from error
            continue
        return engine, bolt
    raise AssertionError("unreachable")


def apply_schema(database: Any, owner: Owner, address: str) -> None:
    """Create the label tree and the full-text indexes in-process, then the constraints over Bolt.

    In a label tree the constraint of a root class covers all labels below it.
    """
    for statement in embedded_types():
        with database.transaction():
            database.command("sql", statement)
    store = BoltStore(address, connect(owner, ADMIN), DATABASE)
    try:
        store.define(constraints(roots()).values())
    finally:
        store.close()


def connect(owner: Owner, account: str) -> neo4j.Driver:
    """Return a driver for an account of the owner's engine."""
    return neo4j.GraphDatabase.driver(
        f"bolt://127.0.0.1:{owner.port}",
        auth=(account, owner.passwords[account]),
        user_agent="diplograph",
        connection_timeout=5,
        notifications_min_severity="OFF",
    )


def write_accounts(config: Path, passwords: dict[str, str]) -> None:
    """Write the engine's account files: an administrator, and a reader that may only read records.

    ``resultSetLimit`` stays off: the engine would apply it to the rows scanned, and counts would be wrong.
    """
    config.mkdir(mode=0o700, exist_ok=True)
    records = ["createRecord", "readRecord", "updateRecord", "deleteRecord"]
    groups = {
        "admin": _group(["updateSecurity", "updateSchema", "updateDatabaseSettings"], records),
        "reader": _group([], ["readRecord"]),
        "*": _group([], []),
    }
    write_private(config / "server-groups.json", json.dumps({"databases": {"*": {"groups": groups}}, "version": 2}))
    users = [
        {"name": name, "databases": {"*": [group]}, "password": hashed(passwords[name])}
        for name, group in ((ADMIN, "admin"), (READER, "reader"))
    ]
    write_private(config / "server-users.jsonl", "".join(json.dumps(user) + "\n" for user in users))


def _group(access: list[str], records: list[str]) -> dict[str, Any]:
    return {"resultSetLimit": -1, "readTimeout": -1, "access": access, "types": {"*": {"access": records}}}


def hashed(password: str) -> str:
    """Return a password in the engine's form; the salt enters PBKDF2 as its base64 text."""
    salt = base64.b64encode(secrets.token_bytes(32)).decode()
    key = hashlib.pbkdf2_hmac("sha256", password.encode(), salt.encode(), ROUNDS, 32)
    return f"PBKDF2WithHmacSHA256${ROUNDS}${salt}${base64.b64encode(key).decode()}"


def write_private(path: Path, text: str) -> None:
    """Replace a file at once by one that only this user can read."""
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as handle:
        handle.write(text)
    draft.replace(path)


def free_port() -> int:
    """Return a loopback port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def damaged(folder: Path, error: Exception) -> StoreError:
    """Return the error for a folder that the engine cannot open."""
    reason = str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
    return StoreError(f"the store {folder} cannot be opened ({reason}); restore it or load into a new folder")
