"""Worker: the process in which strangers' queries run. It reads the newest snapshot, has no network, and may be killed.

Requests come in by standard input, answers go out by standard output, in frames (`kg.serve.nursery`).
"""

import os
from pathlib import Path
from typing import IO, Any

from kg.errors import KgError, QuestionError
from kg.serve.confine import Allowance, confine
from kg.serve.evaluating import Reader, Task, answered
from kg.serve.frames import END, ERROR, HEAD_ONLY, framed, message, read_frame
from kg.serve.limits import Limits, RequestError


def main(config: dict[str, Any]) -> None:
    """Answer requests until standard input ends."""
    requests, answers = os.fdopen(0, "rb"), os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # nothing but frames may go where the answers go
    limits = Limits(**config["limits"])
    confine(limits.memory)
    reader = Reader(Path(config["graph"]))
    reader.warm()
    allowance = Allowance(limits.seconds)
    while frame := read_frame(requests):
        allowance.renew()
        _answer(reader, Task.of(frame[1], head=frame[0] == HEAD_ONLY), limits, answers)
        answers.flush()


def _answer(reader: Reader, task: Task, limits: Limits, answers: IO[bytes]) -> None:
    try:
        reader.snapshot()
        answers.write(framed(END, answered(reader, task, limits, answers)))
    except RequestError as error:
        answers.write(message(ERROR, [error.status, error.reason]))
    except QuestionError as error:
        answers.write(message(ERROR, [400, str(error)]))
    except (KgError, RuntimeError, OSError, ValueError, MemoryError) as error:
        answers.write(message(ERROR, [500, f"the query failed: {error}"]))
