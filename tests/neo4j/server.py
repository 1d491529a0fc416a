"""A real Neo4j Community server for the tests, assembled from its published Maven artifacts.

Policy: exact versions, because a version range makes Maven read the description of every release. The jars
lie in a cache folder outside the checkout (``DIPLOGRAPH_NEO4J_CACHE``, default under the user's cache
directory) and are fetched by Maven's ordinary client when they are missing. What is missing on the machine
is an error with a clear message, never a skipped test.

As a program: ``python tests/neo4j/server.py fetch`` fetches the jars of every version.
"""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

PLUGIN = "org.apache.maven.plugins:maven-dependency-plugin:3.6.1:copy-dependencies"
PROGRAM = Path(__file__).with_name("Neo4jServer.java")
USER, PASSWORD = "neo4j", "only-for-tests"
#: Seconds until a server must answer.
PATIENCE = 300


@dataclass(frozen=True)
class Release:
    """A version of Neo4j, the Java releases that it runs on, the wanted one first, and its own settings."""

    version: str
    javas: tuple[int, ...]
    settings: str = ""


RELEASES = {
    "lts": Release("5.26.30", (17, 21)),
    "current": Release("2026.08.1", (25, 21), "db.query.default_language=CYPHER_25\n"),
}

POM = """<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>
<groupId>diplograph</groupId><artifactId>neo4j-for-tests</artifactId><version>1</version>
<dependencies>
<dependency><groupId>org.neo4j</groupId><artifactId>neo4j</artifactId><version>{version}</version></dependency>
<dependency><groupId>org.neo4j</groupId><artifactId>neo4j-bolt</artifactId><version>{version}</version></dependency>
</dependencies></project>
"""
SETTINGS = """server.bolt.enabled=true
server.bolt.listen_address=127.0.0.1:{port}
server.bolt.advertised_address=127.0.0.1:{port}
server.http.enabled=false
server.https.enabled=false
dbms.security.auth_enabled=true
server.directories.data={home}/data
server.directories.logs={home}/logs
server.directories.run={home}/run
server.directories.plugins={home}/plugins
server.directories.import={home}/import
server.directories.transaction.logs.root={home}/transactions
server.memory.pagecache.size=128m
dbms.usage_report.enabled=false
"""
JAVA_FLAGS = (
    "-Xms256m",
    "-Xmx1g",
    "-XX:+UseSerialGC",
    "-XX:TieredStopAtLevel=1",
    "--add-opens=java.base/java.nio=ALL-UNNAMED",
    "--add-opens=java.base/java.io=ALL-UNNAMED",
    "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
    "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
    "--enable-native-access=ALL-UNNAMED",
    "--add-modules=jdk.incubator.vector",
)


class ServerError(RuntimeError):
    """The server cannot be assembled or started; says what is missing."""


def cache_folder() -> Path:
    """Return the folder that keeps the jars between runs."""
    from platformdirs import user_cache_path

    given = os.environ.get("DIPLOGRAPH_NEO4J_CACHE")
    return Path(given) if given else user_cache_path("diplograph", appauthor=False) / "neo4j"


def fetch(release: Release) -> Path:
    """Return the folder of a release's jars, fetching them when they are not there (about 140 MB)."""
    folder = cache_folder() / release.version
    jars = folder / "jars"
    if (folder / "complete").exists():
        return jars
    if shutil.which("mvn") is None:
        raise ServerError(f"Neo4j {release.version} is not in {cache_folder()} and Maven is missing: install mvn")
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "pom.xml").write_text(POM.format(version=release.version), encoding="utf-8")
    done = subprocess.run(
        ["mvn", "-q", "-B", PLUGIN, "-DincludeScope=runtime", f"-DoutputDirectory={jars}"],
        cwd=folder,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
    )
    if done.returncode:
        raise ServerError(f"Maven could not fetch Neo4j {release.version}: {(done.stdout + done.stderr)[-500:]}")
    (folder / "complete").touch()
    return jars


def java_for(release: Release) -> str:
    """Return an installed Java that the release runs on."""
    homes = [os.environ[key] for key in ("JAVA_HOME",) if os.environ.get(key)]
    candidates = [str(Path(home) / "bin" / "java") for home in homes]
    candidates += [str(path) for path in sorted(Path("/usr/lib/jvm").glob("*/bin/java"))]
    candidates += [found for found in [shutil.which("java")] if found]
    versions: dict[int, str] = {}
    for java in candidates:
        told = subprocess.run([java, "-version"], capture_output=True, text=True).stderr
        match = re.search(r'version "(\d+)', told)
        if match:
            versions.setdefault(int(match.group(1)), java)
    for wanted in release.javas:
        if wanted in versions:
            return versions[wanted]
    needed = " or ".join(str(java) for java in release.javas)
    raise ServerError(f"Neo4j {release.version} needs Java {needed}; found {sorted(versions) or 'none'}")


@contextmanager
def running(release: Release) -> Iterator[str]:
    """Run a server on an empty folder of its own; yield its address, with the user in it."""
    jars, java = fetch(release), java_for(release)
    home = Path(tempfile.mkdtemp(prefix="diplograph-neo4j-"))
    port = free_port()
    (home / "neo4j.conf").write_text(SETTINGS.format(port=port, home=home) + release.settings, encoding="utf-8")
    log = home / "console.log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            [java, *JAVA_FLAGS, "-cp", f"{jars}/*", str(PROGRAM), str(home)],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
        )
    try:
        wait(process, port, log)
        set_password(port)
        yield f"bolt://{USER}@127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(60)
        shutil.rmtree(home, ignore_errors=True)


def wait(process: subprocess.Popen[bytes], port: int, log: Path) -> None:
    """Wait for an answer to a Bolt handshake: the magic number and four proposed versions."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if process.poll() is not None:
            break
        try:
            with socket.create_connection(("127.0.0.1", port), 1) as connection:
                connection.sendall(b"\x60\x60\xb0\x17" + b"\x00\x08\x08\x05" + bytes(12))
                if len(connection.recv(4)) == 4:
                    return
        except OSError:
            pass
        time.sleep(0.2)
    raise ServerError(f"Neo4j did not start: {log.read_text(errors='replace')[-1500:]}")


def set_password(port: int) -> None:
    """Replace the first password, which Neo4j demands before anything else."""
    from neo4j import GraphDatabase

    with GraphDatabase.driver(f"bolt://127.0.0.1:{port}", auth=(USER, "neo4j")) as driver:
        driver.execute_query(
            "ALTER CURRENT USER SET PASSWORD FROM 'neo4j' TO $password", password=PASSWORD, database_="system"
        )


def free_port() -> int:
    """Return a loopback port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


if __name__ == "__main__":
    if sys.argv[1:] != ["fetch"]:
        raise SystemExit(__doc__)
    for wanted in RELEASES.values():
        sys.stdout.write(f"{fetch(wanted)}\n")
