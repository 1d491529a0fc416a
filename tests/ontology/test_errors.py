"""The tree of errors is the one its docstring draws."""

from __future__ import annotations

import inspect

import pytest

from ontology import errors

CLASSES = [c for _, c in inspect.getmembers(errors, inspect.isclass) if issubclass(c, Exception)]


def test_the_docstring_draws_the_whole_tree() -> None:
    drawn: list[str] = []
    stack: list[str] = []
    for line in (errors.__doc__ or "").splitlines():
        words = line.replace("│", " ").replace("├──", "   ").replace("└──", "   ")
        name = words.split()[0] if words.split() else ""
        if not hasattr(errors, name):
            continue
        depth = (len(words) - len(words.lstrip())) // 4 - 1
        stack = [*stack[:depth], name]
        assert [c.__name__ for c in getattr(errors, name).__mro__ if c in CLASSES][::-1] == stack
        drawn.append(name)
    assert sorted(drawn) == sorted(c.__name__ for c in CLASSES)


@pytest.mark.parametrize("error", CLASSES)
def test_every_error_is_one_that_callers_may_show(error: type[Exception]) -> None:
    assert issubclass(error, errors.DiplographError)
    assert error.__doc__
