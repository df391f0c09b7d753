"""Finding: the functions with which a SPARQL query searches words and distances (`docs/search.md`).

``FILTER(find:matches(?claim, "shelling hospital"))``. Where the words are written in the query, the nodes are looked up once
and put in its place as VALUES, which the engine joins at once; else the function is called for each row.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from pyoxigraph import Literal, NamedNode

from kg.errors import QuestionError, StoreError
from kg.model.earth import kilometres as kilometres_between
from kg.store.search import Search
from kg.store.tokens import Token, scan
from kg.vocab import FIND

MOST = 5000
"""Nodes that are put into a query as VALUES; a filter goes through more of them faster than the parser does."""

Function = Callable[..., Literal | None]

_FORM = ("word", "open", "name", "open", "variable", "other", "string", "close", "close")
"""The tokens of ``FILTER(find:matches(?node, "words"))``."""

_NAMES = ("find:matches", f"<{FIND}matches>")
_WKT = re.compile(r"POINT\s*\(\s*(\S+)\s+(\S+?)\s*\)", re.IGNORECASE)


def functions(search: Search) -> Mapping[NamedNode, Function]:
    """Return the functions that search with `search`, by their IRIs."""
    nodes = lru_cache(maxsize=16)(search.nodes)

    def matches(node: Any, words: Any) -> Literal | None:
        """Whether the text of `node` holds all of `words`; an error, as SPARQL has it, if there is no word."""
        try:
            return Literal(node.value in nodes(words.value))
        except (QuestionError, StoreError):
            return None

    return {NamedNode(FIND + "matches"): matches, NamedNode(FIND + "kilometres"): kilometres}


def kilometres(wkt: Any, other: Any) -> Literal | None:
    """Return the great-circle distance of two points (geo:wktLiteral) in kilometres; None, an error in SPARQL, for others."""
    points = [_WKT.search(term.value) for term in (wkt, other)]
    try:
        (lon, lat), (other_lon, other_lat) = (map(float, point.groups()) for point in points if point)
    except ValueError:
        return None
    return Literal(kilometres_between(lat, lon, other_lat, other_lon))


def looked_up(sparql: str, search: Search) -> str:
    """Return `sparql` with VALUES in the place of each FILTER that asks for nothing but words written in it."""
    if _NAMES[0] not in sparql and _NAMES[1] not in sparql:
        return sparql
    found, parts, done = list(scan(sparql)), list[str](), 0
    for first in range(len(found) - len(_FORM) + 1):
        tokens = found[first : first + len(_FORM)]
        values = _values(tokens[4].text, tokens[6].text[1:-1], search) if _is_search(tokens) else None
        if values:
            parts += [sparql[done : tokens[0].start], values]
            done = tokens[-1].end
    return "".join([*parts, sparql[done:]])


def _is_search(tokens: Sequence[Token]) -> bool:
    kinds = tuple("name" if token.kind == "iri" else token.kind for token in tokens)
    plain = kinds == _FORM and tokens[0].says("FILTER") and tokens[2].text in _NAMES and tokens[5].text == ","
    return plain and "\\" not in tokens[6].text and tokens[6].text[:3] not in ('"""', "'''")


def _values(variable: str, words: str, search: Search) -> str | None:
    try:
        nodes = search.nodes(words)
    except (QuestionError, StoreError):
        return None
    return f"VALUES {variable} {{ {' '.join(str(NamedNode(node)) for node in sorted(nodes))} }}" if len(nodes) <= MOST else None
