"""Rewriting: what the engine does otherwise than SPARQL says, put right in the words of a query."""

from collections.abc import Callable, Sequence

from kg.store.tokens import Token, scan


def rewritten(sparql: str, variables: Callable[[str], Sequence[str]]) -> str:
    """Return `sparql` with ``true`` and ``false`` in small letters, which the engine insists on, and with the columns of
    ``SELECT *`` by name, in the order of the query rather than of the alphabet. `variables` says which those are."""
    lower = sparql.lower()
    if "*" not in sparql and "true" not in lower and "false" not in lower:
        return sparql
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


def silenced(sparql: str) -> str:
    """Return `sparql` with each ``SERVICE SILENT … { … }`` answered as SPARQL says for a server that cannot be reached: by
    one solution without bindings. No other server is ever asked."""
    if "service" not in sparql.lower():
        return sparql
    tokens, parts, done, at = list(scan(sparql)), list[str](), 0, 0
    while at < len(tokens):
        found = tokens[at : at + 4]
        silent = len(found) == 4 and found[0].says("SERVICE") and found[1].says("SILENT")
        if silent and found[2].kind in ("iri", "name", "variable") and found[3].text == "{":
            at = _closing(tokens, at + 3)
            parts += [sparql[done : found[0].start], "{}"]
            done = tokens[at].end if at < len(tokens) else len(sparql)
        at += 1
    return "".join([*parts, sparql[done:]])


def _closing(tokens: Sequence[Token], opening: int) -> int:
    """The place of the bracket that closes the one at `opening`; behind the last token if none does."""
    depth = 0
    for place in range(opening, len(tokens)):
        depth += (tokens[place].kind == "open") - (tokens[place].kind == "close")
        if depth == 0:
            return place
    return len(tokens)


def _star(tokens: Sequence[Token]) -> Token | None:
    """The star behind the first SELECT, if that is the query's own."""
    for place, token in enumerate(tokens):
        if token.kind == "open":
            return None
        if token.says("SELECT"):
            behind = next((one for one in tokens[place + 1 :] if not one.says("DISTINCT", "REDUCED")), None)
            return behind if behind and behind.text == "*" else None
    return None
