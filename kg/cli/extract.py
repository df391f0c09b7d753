"""kg extract: articles → what was found in them, as JSON Lines."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from kg.cli.options import MODEL, Jobs, Model, Paths
from kg.cli.show import complain
from kg.model import Document

if TYPE_CHECKING:
    from kg.read import Unread


def extract(paths: Paths, model: Model = MODEL, jobs: Jobs = None) -> None:
    """Print what is found in articles, without making a graph: one JSON object an article, with character offsets."""
    from kg import pipeline
    from kg.extract.pipeline import Failure
    from kg.model import to_plain

    unread: list[Unread] = []
    done = failed = 0
    for found in pipeline.annotations(_documents(paths, unread), model=model, jobs=jobs):
        if isinstance(found, Failure):
            complain(str(found.error))
            failed += 1
        else:
            sys.stdout.write(json.dumps(to_plain(found), ensure_ascii=False) + "\n")
            done += 1
    failed += len(unread)
    if not done:
        complain("nothing was extracted: no article could be read; name a folder of articles, a text file or a .jsonl file")
    if failed or not done:
        raise typer.Exit(3 if done else 1)


def _documents(paths: list[Path], unread: list["Unread"]) -> Iterator[Document]:
    from kg.read import Article, read

    for found in read(paths):
        if isinstance(found, Article):
            yield found.document
        else:
            complain(str(found.error))
            unread.append(found)
