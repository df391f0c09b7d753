"""Options that several commands share."""

from pathlib import Path
from typing import Annotated

import typer

from kg.settings import settings

Graph = Annotated[Path, typer.Option("--graph", "-g", help="The graph's folder.", envvar="KG_GRAPH", show_default=True)]
Address = Annotated[
    str,
    typer.Option(
        "--graph", "-g", help="The graph's folder, or the address of its endpoint.", envvar="KG_GRAPH", show_default=True
    ),
]
"""A graph that is only asked: `kg serve` on another computer will do."""
GraphArgument = Annotated[Path, typer.Argument(help="The graph's folder.", envvar="KG_GRAPH", show_default=True)]
Paths = Annotated[
    list[Path], typer.Argument(help="Folders of articles, text, web or PDF files, or .jsonl files.", show_default=False)
]
Json = Annotated[bool, typer.Option("--json", help="Print an array of objects, one a row.")]
Model = Annotated[
    str, typer.Option("--model", help="The language model: an installed spaCy pipeline, or its folder.", envvar="KG_MODEL")
]
Jobs = Annotated[int | None, typer.Option("--jobs", "-j", min=1, help="Processes that extract.", show_default="by size")]
Longest = Annotated[
    int, typer.Option("--longest", min=1, help="Characters of the longest text that is read; a longer one is a failed article.")
]

GRAPH = Path(settings().graph)
MODEL = settings().model
LONGEST = 2_000_000
