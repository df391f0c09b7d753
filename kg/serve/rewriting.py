"""Rewriting: what the engine does otherwise than SPARQL says, put right in the words of a query."""

from collections.abc import Callable, Sequence

from kg.store.tokens import Token, scan


def rewritten(sparql: str, variables: Callable[[str], Sequence[str]]) -> str:
    """Return `sparql` with ``true`` and ``false`` in small letters, which the engine insists on, and with the columns of
    ``SELECT *`` by name, in the order of the query rather than of the alphabet. `variables` says which those are."""
    tokens = list(scan(sparql))
    for token in reversed(tokens):
        if token.says("TRUE", "FALSE"):
            sparql = f"{sparql[: token.start]}{token.text.lower()}{sparql[token.end :]}"
    star = _star(tokens)
    if star is None:
        return sparql
    mentioned = [token.text[1:] for token in tokens if token.kind == "variable"]
    columns = sorted(variables(sparql), key=lambda name: mentioned.index(name) if name in mentioned else len(mentioned))
    named = " ".join(f"?{name}" for name in columns)
    return f"{sparql[: star.start]} {named} {sparql[star.end :]}" if columns else sparql


def _star(tokens: Sequence[Token]) -> Token | None:
    """The star behind the first SELECT, if that is the query's own."""
    for place, token in enumerate(tokens):
        if token.kind == "open":
            return None
        if token.says("SELECT"):
            behind = next((one for one in tokens[place + 1 :] if not one.says("DISTINCT", "REDUCED")), None)
            return behind if behind and behind.text == "*" else None
    return None
