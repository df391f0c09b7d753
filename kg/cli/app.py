"""App: arguments → exit code. Errors become one line on standard error."""

import logging
import os
import sys
import traceback
from collections.abc import Sequence
from contextlib import suppress

import typer
from rich.logging import RichHandler
from typer.exceptions import Abort, TyperException

from kg.cli import (
    add,
    ask,
    backup,
    build,
    check,
    clusters,
    compare,
    conclude,
    decide,
    diff,
    explain,
    export,
    extract,
    info,
    missing,
    query,
    remove,
    report,
    restore,
    review,
    search,
    serve,
    timeline,
    undo,
    verify,
)
from kg.cli.show import complain, errors
from kg.errors import KgError, QuestionError, UsageError
from kg.settings import settings

EXIT_CODES = """Exit codes: 0 done; 1 failed, nothing was changed; 2 wrong usage (an unknown question, a path that is not
there); 3 done, but some articles failed; 130 interrupted."""

app = typer.Typer(
    name="kg",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Reads reports of the same events by different outlets, and answers who said what, in which words, where they stand.",
    epilog=EXIT_CODES,
)
PANELS = {
    "Make a graph": (build, add, remove, conclude, backup, restore),
    "Ask it": (ask, query, search, explain, timeline, compare, report, serve, export),
    "Decide": (review, decide, undo),
    "Look inside": (extract, clusters, info, missing, diff, verify, check),
}
GRAPH_FIRST = frozenset({"check", "timeline", "serve", "review", "info", "missing", "verify", "conclude"})
"""Commands whose argument is the graph; the others have it behind -g, so people write that here too."""

for panel, commands in PANELS.items():
    for module in commands:
        name = module.__name__.rpartition(".")[2]
        app.command(name, rich_help_panel=panel, context_settings=getattr(module, "CONTEXT", None))(getattr(module, name))


@app.callback()
def options(
    version: bool = typer.Option(False, "--version", is_eager=True, callback=lambda asked: _version() if asked else None),
    debug: bool = typer.Option(False, "--debug", help="Show where in the program an unexpected error arose (also KG_DEBUG=1)."),
) -> None:
    """What stands before the name of a command."""
    logging.basicConfig(
        level="WARNING", format="%(message)s", handlers=[RichHandler(console=errors, show_time=False, show_path=False)]
    )
    if debug:
        os.environ["KG_DEBUG"] = "1"


def main() -> None:
    """Run the command that the process was given, and exit."""
    sys.exit(run(sys.argv[1:]))


def run(arguments: Sequence[str]) -> int:
    """Run ``kg`` with `arguments` and return its exit code."""
    try:
        code = app(_as_argument(arguments), standalone_mode=False)
    except TyperException as error:
        complain(f"{error.format_message().rstrip('.')}; see `kg --help`")
        return 2
    except (UsageError, QuestionError) as error:
        return _failed(error, 2)
    except KgError as error:
        return _failed(error, 1)
    except (KeyboardInterrupt, Abort):
        complain("interrupted; what was stored before is as it was")
        return 130
    except BrokenPipeError:  # the reader of our output has had enough, as `head` does
        with suppress(OSError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:  # a fault of the program: one line, unless asked for more
        complain(f"an unexpected {type(error).__name__}: {error}; run it again with --debug, and report it as a fault")
        return _failed(None, 1)
    return code if isinstance(code, int) else 0


def _as_argument(arguments: Sequence[str]) -> list[str]:
    """Return `arguments` with the graph as an argument, for commands that take it so, also where it stands behind -g."""
    taken = arguments[0] in GRAPH_FIRST if arguments else False
    return [word.removeprefix("--graph=") if taken else word for word in arguments if not (taken and word in ("-g", "--graph"))]


def _failed(error: KgError | None, code: int) -> int:
    if error is not None:
        complain(str(error))
    if settings().debug:
        traceback.print_exc()
    return code


def _version() -> None:
    from kg import __version__

    typer.echo(f"byline-kg {__version__}")
    raise typer.Exit
