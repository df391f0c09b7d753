"""The file of decisions: JSON Lines, one decision a line, to be read and written by people and merged by git.

``{"verdict": "different", "on": ["entity/…", "entity/…"], "who": "Ana", "when": "2026-11-22T05:10:00+00:00", "why": "…"}``

`id` may be left out: it is made of the rest. Empty lines, and lines that begin with #, say nothing.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from kg.errors import ReadError
from kg.model.decision import Decision, Judgement

_KEYS = ("id", "verdict", "on", "property", "value", "was", "who", "when", "why")
_NEEDED = ("verdict", "on", "who", "when")


def read_decisions(text: str, file: str = "decisions") -> tuple[Decision, ...]:
    """Return the decisions that `text` holds, in its order, the same line but once.

    ReadError naming `file`, the line, what is wrong with it and what to do.
    """
    known: dict[str, tuple[int, Decision]] = {}
    for number, decision in _decisions(text, file):
        first, other = known.setdefault(decision.id, (number, decision))
        if other != decision:
            raise ReadError(f"{file}, line {number}: its id {decision.id} is that of line {first}; leave it out of one of them")
    return tuple(decision for _, decision in known.values())


def written(decision: Decision) -> str:
    """Return `decision` as a line of the file, without its end."""
    return json.dumps(_plain(decision), ensure_ascii=False)


def decision_id(judgement: str, subjects: tuple[str, ...], who: str, when: datetime, value: str = "") -> str:
    """Return the id that a decision has unless it was given another: eight hexadecimal digits of a digest of what it says, so
    that two files can be merged."""
    told = "\n".join((judgement, *subjects, value, who, when.isoformat()))
    return hashlib.sha256(told.encode()).hexdigest()[:8]


def _decisions(text: str, file: str) -> Iterator[tuple[int, Decision]]:
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        try:
            yield number, _decision(json.loads(line))
        except (ValueError, TypeError) as error:
            what = f"{error.msg} (column {error.colno})" if isinstance(error, json.JSONDecodeError) else error
            raise ReadError(
                f"{file}, line {number}: {what}; put the line right, or a # before it to leave it out. Nothing was changed"
            ) from error


def _decision(plain: Any) -> Decision:
    if not isinstance(plain, dict):
        raise ValueError("a decision is an object in braces, with verdict, on, who and when")
    if missing := [key for key in _NEEDED if not plain.get(key)]:
        raise ValueError(f"{' and '.join(missing)} missing")
    if unknown := sorted(plain.keys() - set(_KEYS)):
        raise ValueError(f"{', '.join(unknown)} is none of {', '.join(_KEYS)}")
    return _made(plain)


def _made(plain: Mapping[str, Any]) -> Decision:
    on = plain["on"]
    subjects = tuple(str(one) for one in on) if isinstance(on, list) else (str(on),)
    when = datetime.fromisoformat(str(plain["when"]))
    when = when if when.tzinfo else when.replace(tzinfo=UTC)
    told = {key: str(plain[key]) if plain.get(key) is not None else None for key in ("property", "value", "was")}
    judgement, who = _judgement(plain["verdict"]), str(plain["who"])
    value = "\n".join(part for part in (told["property"], told["value"]) if part)
    name = str(plain.get("id") or decision_id(judgement, subjects, who, when, value))
    return Decision(name, judgement, subjects, who, when, str(plain.get("why") or ""), **told)


def _judgement(word: object) -> Judgement:
    try:
        return Judgement(str(word))
    except ValueError:
        raise ValueError(f"the verdict {word!r} is none of {', '.join(Judgement)}") from None


def _plain(decision: Decision) -> dict[str, Any]:
    known: dict[str, Any] = {"id": decision.id, "verdict": decision.judgement.value, "on": list(decision.subjects)}
    known |= {"property": decision.property, "value": decision.value, "was": decision.was}
    known |= {"who": decision.who, "when": decision.when.isoformat(), "why": decision.why or None}
    return {key: value for key, value in known.items() if value is not None}
