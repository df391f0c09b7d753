"""Progress: a bar while articles are read, and the report at the end."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import typer
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from kg.cli.show import as_json as print_json
from kg.cli.show import complain, errors, note

if TYPE_CHECKING:
    from kg import pipeline


@contextmanager
def watching(what: str) -> Iterator["pipeline.Progress"]:
    """Show a bar, on a terminal, and give the function that moves it."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=errors, transient=True, disable=not errors.is_terminal) as bar:
        task = bar.add_task(what, total=None)

        def move(outcome: "pipeline.Outcome", total: int | None) -> None:
            bar.update(task, advance=1, total=total, description=outcome.name[-30:])

        yield move


def finish(report: "pipeline.Report", graph: Path, as_json: bool) -> None:
    """Print `report`, and exit with its code unless that is 0."""
    if as_json:
        print_json({"name": one.name, "status": one.status.value, "reason": one.reason} for one in report.outcomes)
    for outcome in report.failures:
        complain(outcome.reason)
    if report.exit_code == 1:
        complain("nothing was built: no article could be read; name a folder of articles, a text file or a .jsonl file")
        raise typer.Exit(1)
    if not as_json:
        done = ", ".join(f"{count} {status}" for status, count in sorted(report.counts.items()))
        size = f"{report.documents} documents, {report.quads:,} statements"
        digest = f"; sha256 {report.sha256}" if report.sha256 else ""
        note(f"{graph}: {done} in {report.seconds:.1f} s; it holds {size}{digest}")
    if report.exit_code:
        raise typer.Exit(report.exit_code)
