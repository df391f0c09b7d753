"""kg search: words in quotes and articles, and places on the map."""

from typing import Annotated

import typer

from kg.cli.options import GRAPH, Graph, Json
from kg.cli.show import as_json as print_json
from kg.cli.show import show_rows
from kg.errors import UsageError


def search(
    words: Annotated[str, typer.Argument(help='Words, "a phrase", the beginning* of a word.', show_default=False)] = "",
    graph: Graph = GRAPH,
    kind: Annotated[str | None, typer.Option("--kind", help="claim, quotation or document.", show_default="all")] = None,
    near: Annotated[str | None, typer.Option("--near", help="LATITUDE,LONGITUDE,KILOMETRES: places around a point.")] = None,
    limit: Annotated[int, typer.Option("--limit", min=1, help="Texts that are shown.")] = 20,
    as_json: Json = False,
) -> None:
    """Find claims, quotations and documents by their words, or places by their distance from a point.

    All words must be there; case and accents do not count. SPARQL has the same as functions: `docs/search.md`.
    """
    from kg.store import GraphFolder

    if bool(words) == bool(near):
        raise UsageError("give words to look for, or --near LATITUDE,LONGITUDE,KILOMETRES")
    with GraphFolder.open(graph).snapshot() as snapshot:
        if near:
            columns: tuple[str, ...] = ("kilometres", "place", "lat", "lon", "iri")
            found: list[tuple[object, ...]] = [
                (round(far, 1), p.label, p.lat, p.lon, p.iri) for far, p in snapshot.search.near(*_point(near))
            ]
        else:
            columns = ("kind", "words", "source", "node", "rank")
            hits = snapshot.search.find(words, kind=kind, limit=limit)
            found = [(hit.kind, hit.excerpt, hit.source, hit.node, round(hit.rank, 3)) for hit in hits]
    if as_json:
        print_json(dict(zip(columns, row, strict=True)) for row in found)
    else:
        show_rows(columns, found)


def _point(text: str) -> tuple[float, float, float]:
    try:
        lat, lon, kilometres = map(float, text.split(","))
    except ValueError:
        raise UsageError(f"--near {text}: three numbers are asked for, e.g. --near 49.98,36.25,100") from None
    if not (-90 <= lat <= 90 and -180 <= lon <= 180 and kilometres >= 0):
        raise UsageError(f"--near {text}: latitude is from -90 to 90, longitude from -180 to 180, kilometres from 0")
    return lat, lon, kilometres
