"""kg info: what a graph holds."""

from kg.cli.options import GRAPH, GraphArgument, Json
from kg.cli.show import as_json as print_json
from kg.cli.show import show_rows


def _count(pattern: str) -> str:
    return f"SELECT (COUNT(DISTINCT ?x) AS ?n) WHERE {{ GRAPH ?g {{ {pattern} }} }}"


QUERIES = {
    "sources": _count("?x a kg:Source"),
    "claims": _count("?x kg:madeIn ?attribution"),
    "event reports": _count("?x a kg:EventReport"),
    "entities": _count("?x a kg:CanonicalEntity"),
    "events": _count("?x a kg:Event"),
}


def info(graph: GraphArgument = GRAPH, as_json: Json = False) -> None:
    """Say what a graph holds, and when and with what it was made."""
    from kg.query import Graph
    from kg.store import GraphFolder

    folder = GraphFolder.open(graph)
    with folder.snapshot() as snapshot:
        opened = Graph(snapshot.store)
        counted = {name: opened.query(query)[0][0] for name, query in QUERIES.items()}  # type: ignore[index]
        facts = {
            "graph": str(folder.path),
            "base": folder.base,
            "snapshot": snapshot.number,
            "published": snapshot.about["created"],
            "statements": snapshot.about["quads"],
            "sha256": snapshot.about.get("sha256", "not known since documents were added: see kg conclude"),
            **counted,
        }
    if as_json:
        print_json([facts])
    else:
        show_rows(("what", "value"), list(facts.items()))
