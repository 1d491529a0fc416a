"""The columns of a Cypher statement, read from its last RETURN.

Policy: the embedded engine names the columns only along with a first row; an answer without rows has its
columns all the same, so that what reads JSON or CSV finds them.
"""

from __future__ import annotations

import re

END = re.compile(r"\b(?:ORDER\s+BY|SKIP|LIMIT)\b.*\Z", re.DOTALL)
ALIAS = re.compile(r"\bAS\s+`?(\w+)`?\s*\Z")


def columns(cypher: str) -> tuple[str, ...]:
    """Return the names of the columns: the alias of each, or its text."""
    text = END.sub("", re.split(r"\bRETURN\b", cypher)[-1]).strip().removeprefix("DISTINCT ")
    parts, depth = [""], 0
    for letter in text:
        depth += (letter in "([{") - (letter in ")]}")
        if letter == "," and depth == 0:
            parts.append("")
        else:
            parts[-1] += letter
    return tuple(alias[1] if (alias := ALIAS.search(part)) else part.strip() for part in parts)
