"""Scratch: a graph folder that holds nothing of Byline's, so that anything in it may be changed."""

from pathlib import Path

from kg.errors import UsageError
from kg.store.folder import GraphFolder

MARK = "scratch"


def scratch(path: Path | str) -> GraphFolder:
    """Return the scratch graph in the folder `path`, made empty if there is none; UsageError if something else is there."""
    found = Path(path)
    if (found / "graph.json").exists() and not is_scratch(found):
        raise UsageError(f"{found} is a graph of articles, where not everything may be changed; choose another --scratch")
    graph = GraphFolder.create(found)
    (found / MARK).touch()
    if graph.newest() is None:
        with graph.writing("kg serve") as writer:
            writer.publish()
    return graph


def is_scratch(folder: Path) -> bool:
    """Return whether `folder` was made by `scratch`."""
    return (folder / MARK).exists()
