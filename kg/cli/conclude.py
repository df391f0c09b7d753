"""kg conclude: what follows from all articles of a graph, anew."""

from kg.cli.options import GRAPH, GraphArgument, Json
from kg.cli.show import as_json as print_json
from kg.cli.show import note


def conclude(graph: GraphArgument = GRAPH, as_json: Json = False) -> None:
    """Conclude anew from all articles of a graph which entities and events are the same.

    `kg add` looks only at what a new article touches. This gives what a build of all of them gives, under the same keys.
    """
    from kg import pipeline

    report = pipeline.conclude(graph)
    facts = {"documents": report.documents, "statements": report.quads, "sha256": report.sha256}
    if as_json:
        print_json([facts])
    else:
        size = f"{report.documents} documents, {report.quads:,} statements"
        note(f"{graph}: concluded anew in {report.seconds:.1f} s; it holds {size}; sha256 {report.sha256}")
