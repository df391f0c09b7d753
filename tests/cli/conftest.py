"""`kg` run in this process, as a shell would."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from kg.cli.app import run


@dataclass(frozen=True)
class Ran:
    """What a command printed, and its exit code."""

    code: int
    out: str
    err: str

    @property
    def line(self) -> str:
        """The only line on standard error."""
        (line,) = self.err.splitlines()
        return line


@pytest.fixture
def kg(capsys: pytest.CaptureFixture[str]) -> Callable[..., Ran]:
    """``kg("ask", "sources", "-g", graph)``."""

    def command(*arguments: object) -> Ran:
        capsys.readouterr()
        code = run([str(argument) for argument in arguments])
        printed = capsys.readouterr()
        return Ran(code, printed.out, printed.err)

    return command
