"""The worst cases of a task: ``python -m benchmarks.errors TASK SET [--documents 10] [--each 8]``.

For each of the documents that cost most it prints what gold has and the extractor missed (``-``) and what the extractor has
and gold lacks (``+``), with the words around. Tasks: entities, events, attribution, places, casualties, reports_casualties.
"""

import argparse
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from benchmarks import development
from kg.model import Annotation, to_plain
from kg.vocab import load_vocabulary

Item = tuple[int, int, str]
"""Start, end and label; a label of a document without a place stands at 0, 0."""


@dataclass(slots=True)
class Case:
    """One document's differences."""

    document: str
    text: str
    missed: list[Item] = field(default_factory=list)
    extra: list[Item] = field(default_factory=list)

    @property
    def cost(self) -> int:
        """The number of differences."""
        return len(self.missed) + len(self.extra)


def entities(score: Any, gold: dict[str, Any], pred: dict[str, Any]) -> tuple[set[Item], set[Item]]:
    """Return the typed spans of gold and prediction."""
    kinds = {kind for *_, kind in score.gold_mentions(gold)}
    return set(score.gold_mentions(gold)), {m[:3] for m in score.pred_mentions(pred) if m[2] in kinds}


def events(score: Any, gold: dict[str, Any], pred: dict[str, Any]) -> tuple[set[Item], set[Item]]:
    """Return the coarsely typed triggers, or the coarse types alone where gold has no triggers."""
    placed = any("trigger" in event for event in gold["events"])

    def item(event: dict[str, Any], kind: str | None) -> Item:
        return (*score.span(event["trigger"]), str(kind)) if placed else (0, 0, str(kind))

    wanted = {item(event, score.coarse(kind)) for event in gold["events"] for kind in score.kinds_of(event)}
    found = {item(event, score.coarse_of(event)) for event in pred.get("events", []) if event.get("polarity") != "negative"}
    return wanted, found


def attribution(score: Any, gold: dict[str, Any], pred: dict[str, Any]) -> tuple[set[Item], set[Item]]:
    """Return the contents, labelled with their sources."""

    def items(found: Iterable[dict[str, Any]]) -> set[Item]:
        text = gold["text"]
        spans = (
            (q["content"], " + ".join(text[s["start"] : s["end"]] for s in q.get("source") or []))
            for q in found
            if q["content"]
        )
        return {(min(s["start"] for s in content), max(s["end"] for s in content), who) for content, who in spans}

    return items(gold["quotes"]), items(a for a in pred["attributions"] if a["manner"] != "narration")


def casualties(score: Any, gold: dict[str, Any], pred: dict[str, Any]) -> tuple[set[Item], set[Item]]:
    """Return (effect, number), where gold has no places and the prediction has its figures'."""
    wanted = {
        (0, 0, f"{effect} {n}")
        for effect, numbers, optional in score.gold_casualties(gold) or []
        if not optional
        for n in numbers
    }
    figures = [f for f in pred.get("figures", []) if f["measure"] in {"killed", "wounded"}]
    return wanted, {(f["start"], f["end"], f"{f['measure']} {n}") for f in figures for n in score.points(f)}


def places(score: Any, gold: dict[str, Any], pred: dict[str, Any]) -> tuple[set[Item], set[Item]]:
    """Return the toponyms with their GeoNames ids."""
    spans = {m["id"]: (m["start"], m["end"]) for m in pred["mentions"]}
    found = {
        (*spans[m], str(score.link_id(e)))
        for e in pred["entities"]
        if e["kind"] in score.PLACE_KINDS
        for m in e["mentions"]
        if m in spans
    }
    return {(*span, str(gid)) for span, gid, _ in score.gold_places(gold)}, found


TASKS: dict[str, Callable[..., tuple[set[Item], set[Item]]]] = {
    "entities": entities,
    "events": events,
    "attribution": attribution,
    "casualties": casualties,
    "reports_casualties": casualties,
    "places": places,
}


def case(task: str, score: Any, gold: dict[str, Any], found: Annotation) -> Case:
    """Return the differences of one document."""
    wanted, predicted = TASKS[task](score, gold, to_plain(found) | {"id": gold["id"]})
    if task.endswith("casualties"):
        wanted, predicted = without_equals(wanted, predicted)
    return Case(gold["id"], gold["text"], sorted(wanted - predicted), sorted(predicted - wanted))


def without_equals(wanted: set[Item], predicted: set[Item]) -> tuple[set[Item], set[Item]]:
    """Return both sets less the labels that they share: gold totals have no place."""
    shared = {item[2] for item in wanted} & {item[2] for item in predicted}
    return {item for item in wanted if item[2] not in shared}, {item for item in predicted if item[2] not in shared}


def line(text: str, item: Item, sign: str) -> str:
    """Return one difference with the words around it."""
    start, end, label = item
    if start == end:
        return f"  {sign} {label}"
    before, words, after = text[max(0, start - 60) : start], text[start:end], text[end : end + 60]
    return f"  {sign} {label:24} {' '.join(before.split())} [{' '.join(words.split())}] {' '.join(after.split())}"


def main() -> None:
    """Print the worst cases."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("task", choices=TASKS)
    asked.add_argument("set")
    asked.add_argument("--documents", type=int, default=10)
    asked.add_argument("--each", type=int, default=8)
    asked.add_argument("--limit", type=int)
    args = asked.parse_args()
    score = development.scorer()
    found = development.annotations(args.set, load_vocabulary(), args.limit)
    cases = sorted((case(args.task, score, gold, annotation) for gold, _, annotation in found), key=lambda case: -case.cost)
    for worst in cases[: args.documents]:
        print(f"{worst.document}: {len(worst.missed)} missed, {len(worst.extra)} too many")
        print("\n".join(line(worst.text, item, "-") for item in worst.missed[: args.each]))
        print("\n".join(line(worst.text, item, "+") for item in worst.extra[: args.each]))


if __name__ == "__main__":
    main()
