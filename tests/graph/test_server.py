"""Addresses, passwords and what a server that is not there looks like."""

from __future__ import annotations

import pytest

from graph.server import ServerAddress, parse_address, password_for
from graph.stores import open_store
from ontology.errors import StoreError
from tests.neo4j.server import free_port


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("neo4j://ann@db.example.org", ServerAddress("neo4j://db.example.org", "ann", None)),
        ("BOLT://ann@localhost:7687", ServerAddress("bolt://localhost:7687", "ann", None)),
        ("neo4j+s://a%40b@x.example?database=news", ServerAddress("neo4j+s://x.example", "a@b", "news")),
        ("bolt://[::1]:7687", ServerAddress("bolt://[::1]:7687", None, None)),
    ],
)
def test_addresses_are_read(text: str, address: ServerAddress) -> None:
    assert parse_address(text) == address


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("neo4j://", "no address of a server"),
        ("neo4j://host/path", "no address of a server"),
        ("neo4j://host:port", "not well formed"),
        ("neo4j://host?databse=x", "unknown option 'databse'"),
    ],
)
def test_other_addresses_are_refused(text: str, message: str) -> None:
    with pytest.raises(StoreError, match=message):
        parse_address(text)


def test_a_password_in_an_address_is_refused_and_not_repeated() -> None:
    with pytest.raises(StoreError, match="holds a password; leave it out and set DIPLOGRAPH_PASSWORD") as error:
        parse_address("neo4j://ann:secret@host")
    assert "secret" not in str(error.value)


def test_an_address_is_shown_as_it_is_written() -> None:
    for text in ("neo4j://ann@host:7687?database=news", "bolt://host"):
        assert str(parse_address(text)) == text


def test_the_password_comes_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DIPLOGRAPH_PASSWORD", "open sesame")
    assert password_for(parse_address("neo4j://ann@host")) == "open sesame"


def test_nobody_is_asked_without_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DIPLOGRAPH_PASSWORD", raising=False)
    monkeypatch.setattr("sys.stdin.isatty", lambda: False, raising=False)
    with pytest.raises(StoreError, match="set DIPLOGRAPH_PASSWORD"):
        password_for(parse_address("neo4j://ann@host"))


def test_a_server_that_is_not_there_is_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DIPLOGRAPH_PASSWORD", "x")
    address = f"bolt://ann@127.0.0.1:{free_port()}"
    with pytest.raises(StoreError, match="does not answer") as error:
        open_store(address)
    assert address in str(error.value) and "\n" not in str(error.value)
