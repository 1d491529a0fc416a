"""The engine of the embedded store: ArcadeDB inside this process, with a Bolt listener on the loopback interface.

Policy: ports are free ones and passwords new ones at every start. There are two accounts, an administrator
and a reader that may only read records. ``LOAD CSV`` is off for everybody. The engine's own log stays inside
the folder. The engine is loaded once per process; its settings are fixed by the first store that is opened.
"""

from __future__ import annotations

import base64
import hashlib
import json
import os
import secrets
import socket
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import neo4j

from ontology.errors import StoreError

ADMIN, READER = "root", "reader"
#: Heap limit of the engine.
HEAP = "-Xmx1g"
#: LOAD CSV reads files and opens addresses: both are off for every account.
SWITCHES = (
    "-Darcadedb.opencypher.loadCsv.allowFileUrls=false",
    "-Darcadedb.opencypher.loadCsv.allowRemoteUrls=false",
)
#: Rounds of PBKDF2: few, because the passwords are 128 random bits of one session.
ROUNDS = 1000
#: How often a start is tried whose port was taken meanwhile.
STARTS = 3


@dataclass(frozen=True, slots=True)
class Owner:
    """How to reach the engine of the process that owns a folder."""

    pid: int
    port: int
    passwords: dict[str, str]


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
    for attempt in range(STARTS):
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
            if attempt == STARTS - 1:
                raise damaged(folder, error) from error
            continue
        return engine, bolt
    raise AssertionError("unreachable")


def connect(owner: Owner, account: str) -> neo4j.Driver:
    """Return a driver for an account of the owner's engine."""
    return neo4j.GraphDatabase.driver(
        f"bolt://127.0.0.1:{owner.port}",
        auth=(account, owner.passwords[account]),
        user_agent="diplograph",
        connection_timeout=5,
        notifications_min_severity="OFF",
        initial_retry_delay=0.05,
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
