"""Prefixes: those of Byline need no declaration in a query typed by hand."""

import re

from kg.vocab import PREFIXES

_DECLARED = re.compile(r"^\s*PREFIX\s+(\w*):", re.IGNORECASE | re.MULTILINE)
_POSITION = re.compile(r"(?<=error at )(\d+)(?=:\d+)")


def with_prefixes(sparql: str) -> tuple[str, int]:
    """Return `sparql` behind declarations of the prefixes that it does not declare itself, and the lines they take."""
    own = set(_DECLARED.findall(sparql))
    lines = [f"PREFIX {name}: <{iri}>" for name, iri in PREFIXES.items() if name not in own]
    return "\n".join([*lines, sparql]), len(lines)


def moved(message: str, lines: int) -> str:
    """Return a syntax error's `message` with its line counted in the text that was typed."""
    return _POSITION.sub(lambda found: str(int(found[1]) - lines), message)
