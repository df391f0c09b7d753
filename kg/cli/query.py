"""kg query: any SPARQL query."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from kg.cli.options import GRAPH, Address, Json
from kg.cli.show import as_json as print_json
from kg.cli.show import show_rows
from kg.errors import UsageError


def query(
    sparql: Annotated[str, typer.Argument(help="A SPARQL query, a .rq file, or - for standard input.", show_default=False)],
    graph: Address = str(GRAPH),
    as_json: Json = False,
) -> None:
    """Ask a graph any SPARQL query.

    The default graph holds all named graphs, and the prefixes kg, prov, skos, geo … need no declaration. The answer to a
    CONSTRUCT is printed as N-Triples. It runs in this process, without a time limit: a stranger's query belongs to kg serve.
    """
    import kg
    from kg.query import Rows

    asked = _text(sparql)
    with kg.open(graph) as opened:
        found = opened.query(asked)
    if isinstance(found, bool):
        print_json([{"answer": found}]) if as_json else sys.stdout.write(f"{'yes' if found else 'no'}\n")
    elif not isinstance(found, Rows):
        sys.stdout.writelines(f"{triple} .\n" for triple in found)
    elif as_json:
        print_json(found.to_dicts())
    else:
        show_rows(found.columns, found)


def _text(sparql: str) -> str:
    if sparql == "-":
        return sys.stdin.read()
    if not sparql.endswith(".rq"):
        return sparql
    try:
        return Path(sparql).read_text(encoding="utf-8")
    except (OSError, ValueError) as error:
        raise UsageError(f"{sparql}: cannot be read ({error}); name a file with a SPARQL query") from error
