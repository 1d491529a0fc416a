"""What ``diplograph doctor`` finds out about the store at an address.

Policy: look, do not touch: no folder is created, no schema applied and no password asked for. Every line that
is not good says what to do.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

from ontology.console import Check
from ontology.errors import StoreError

#: Free space below which loading is likely to fail, in bytes.
SPACE = 500 * 1024 * 1024


def checks(address: str | None) -> Iterator[Check]:
    """Check the store at an address: the embedded engine and its folder, or the server."""
    from graph.stores import folder_of, is_server

    try:
        server = is_server(address)
    except StoreError as error:
        yield Check("store", False, str(address), str(error))
        return
    if server:
        yield check_server(address or "")
        return
    yield check_engine()
    yield from check_folder(folder_of(address))


def check_engine() -> Check:
    """Check that the embedded engine is installed for this platform."""
    from importlib.metadata import PackageNotFoundError, version
    from importlib.util import find_spec

    try:
        found = version("arcadedb")
    except PackageNotFoundError:
        return Check("embedded engine", False, "arcadedb is not installed", "install diplograph again with pip")
    if find_spec("arcadedb") is None:
        return Check("embedded engine", False, f"arcadedb {found} is broken", "reinstall arcadedb with pip")
    return Check("embedded engine", True, f"ArcadeDB {found}")


def check_folder(folder: Path) -> Iterator[Check]:
    """Check the folder of an embedded store: what it is, whether it can be written, and the space beside it."""
    from graph.embedded import STAMP
    from graph.embedded import check_folder as check_contents

    try:
        check_contents(folder)
    except StoreError as error:
        yield Check("store", False, str(folder), str(error))
        return
    there = next(path for path in (folder, *folder.parents) if path.exists())
    if not os.access(there, os.W_OK | os.X_OK):
        yield Check("store", False, f"{folder} cannot be written", f"allow writing to {there}, or name another --store")
        return
    state = "" if (folder / STAMP).exists() else " (will be created by the first ingest)"
    yield Check("store", True, f"{folder}{state}")
    free = shutil.disk_usage(there).free
    remedy = "" if free >= SPACE else f"free at least {SPACE // 1024**2} MB, or name a --store on another disk"
    yield Check("disk space", not remedy, f"{free / 1024**3:.1f} GB free", remedy)


def check_server(address: str) -> Check:
    """Check that a Neo4j server answers, lets the user in, and is of a version that we run on."""
    from graph.server import PASSWORD_VARIABLE, ServerStore, check_version, connect, parse_address

    try:
        parsed = parse_address(address)
        if parsed.user and PASSWORD_VARIABLE not in os.environ and not sys.stdin.isatty():
            remedy = f"set {PASSWORD_VARIABLE} to the password of {parsed.user}"
            return Check("Neo4j server", False, f"{parsed}: no password", remedy)
        store = ServerStore(str(parsed), connect(parsed), parsed.database)
        try:
            check_version(store)
            return Check("Neo4j server", True, f"{parsed}: {store.server_name()}")
        finally:
            store.close()
    except StoreError as error:
        return Check("Neo4j server", False, "no connection", str(error))
