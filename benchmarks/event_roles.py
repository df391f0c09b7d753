"""Score who takes part in an event: ``python -m benchmarks.event_roles SET [--errors N]`` (``wikievents_dev``, ``rams_dev``).

Only events whose trigger both sides have, with the same broad type, are looked at. A participant is right if a mention of
the same gold entity (where the set says which mentions are one entity) shares a character with ours and the role's name is one
of those that `NAMES` takes for the gold one. "near" counts the gold participants that the trigger's sentence names: what no
sentence-level frame can reach is left out of it. Times and events as participants are not scored.
"""

import argparse
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from benchmarks import development
from kg.model import Annotation, Document, Event, Span
from kg.vocab import load_vocabulary

NAMES = {
    "attacker": {"attacker", "agent", "side"},
    "target": {"target", "object", "victim", "side", "recipient"},
    "victim": {"victim", "target", "object"},
    "killer": {"attacker", "agent"},
    "injurer": {"attacker", "agent"},
    "instrument": {"instrument"},
    "explosivedevice": {"instrument"},
    "place": {"place", "venue"},
    "participant": {"party", "speaker", "recipient", "host", "agent"},
    "communicator": {"speaker", "party", "agent"},
    "recipient": {"recipient", "party", "target"},
    "topic": {"topic"},
    "detainee": {"victim"},
    "jailer": {"agent", "attacker"},
    "defendant": {"target", "victim"},
    "judgecourt": {"agent"},
    "investigator": {"agent"},
    "demonstrator": {"agent"},
    "damager": {"attacker", "agent"},
    "destroyer": {"attacker", "agent"},
    "artifact": {"object"},
    "transporter": {"agent", "attacker"},
    "passengerartifact": {"object", "agent", "victim"},
    "vehicle": {"instrument", "agent"},
    "origin": {"origin"},
    "destination": {"destination", "place"},
    "giver": {"giver", "agent"},
    "beneficiary": {"recipient"},
}
"""From the gold role's name to ours."""

Participant = tuple[str, tuple[Span, ...]]
"""A gold role's name and the mentions of who fills it."""


@dataclass(slots=True)
class Scores:
    """Tallies by role, and examples of what was missed and what was wrong."""

    tallies: Counter[tuple[str, str]] = field(default_factory=Counter)
    errors: list[str] = field(default_factory=list)

    def count(self, role: str, **numbers: int) -> None:
        """Add to the row of `role` and to that of all."""
        for name, number in numbers.items():
            self.tallies[role, name] += number
            self.tallies["ALL", name] += number

    def rows(self) -> Iterator[str]:
        """Yield a line for each row: name, precision, recall, F1, recall of what the sentence names."""
        for role in sorted({role for role, _ in self.tallies}):
            t = {name: self.tallies[role, name] for name in ("gold", "ours", "right", "near", "near_right")}
            p, r = t["right"] / max(1, t["ours"]), t["right"] / max(1, t["gold"])
            f = 2 * p * r / (p + r) if p + r else 0.0
            near = t["near_right"] / max(1, t["near"])
            yield f"{role:20}{p:7.3f}{r:7.3f}{f:7.3f}{near:7.3f}{t['gold']:6}{t['ours']:6}{t['right']:6}{t['near']:6}"


def participants(row: dict[str, Any], event: dict[str, Any]) -> Iterator[Participant]:
    """Yield the participants of a gold event, each with all mentions of who it is."""
    for argument in event["arguments"]:
        entity = next((e for e in row.get("entities", ()) if e["id"] == argument.get("entity_id")), None)
        same = [e for e in row.get("entities", ()) if entity and entity.get("cluster") and e["cluster"] == entity["cluster"]]
        spans = {(e["start"], e["end"]) for e in (argument, *same)}
        yield argument["role"].lower(), tuple(Span(*span) for span in sorted(spans))


def pairs(score: Any, row: dict[str, Any], found: Annotation) -> Iterator[tuple[dict[str, Any], Event]]:
    """Yield the gold events with ours: triggers that overlap, of one broad type."""
    for event in row["events"]:
        trigger, kind = Span(event["trigger"]["start"], event["trigger"]["end"]), score.coarse(event["type"])
        ours = next((e for e in found.events if kind and e.coarse == kind and e.trigger.touches(trigger)), None)
        if ours is not None:
            yield event, ours


def fillers(found: Annotation, event: Event) -> Iterator[tuple[str, Span]]:
    """Yield our participants of `event`: its mentions, and what its figures count where no mention is counted ("killed 23")."""
    spans = {mention.id: mention.span for mention in found.mentions}
    counts = {figure.id: figure.counts or figure.span for figure in found.figures}
    named = [(role.role, spans[role.filler]) for role in event.roles if role.kind == "mention"]
    yield from named
    for role in event.roles:
        if role.kind == "figure" and not any(span.touches(counts[role.filler]) for _, span in named):
            yield role.role, counts[role.filler]


def compare(scores: Scores, gold: list[Participant], ours: list[tuple[str, Span]], sentence: Span, document: Document) -> None:
    """Count the participants of one event."""
    used: set[int] = set()
    for role, spans in gold:
        names = NAMES.get(role, {role})
        fits = (i for i, (name, span) in enumerate(ours) if name in names and any(map(span.touches, spans)))
        hit = next((i for i in fits if i not in used), None)
        near = any(sentence.holds(span) for span in spans)
        scores.count(role, gold=1, right=hit is not None, near=near, near_right=near and hit is not None)
        if hit is not None:
            used.add(hit)
            scores.count(role, ours=1)
        elif near:
            named = next(span for span in spans if sentence.holds(span))
            scores.errors.append(f"- {role} [{named.of(document.text)}]")
    for i, (name, span) in enumerate(ours):
        if i not in used:
            scores.count(f"(ours) {name}", ours=1)
            scores.errors.append(f"+ {name} [{span.of(document.text)}]")


def main() -> None:
    """Print the table, and on request what was missed and what was wrong."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("set", choices=("wikievents_dev", "rams_dev"))
    asked.add_argument("--errors", type=int, default=0)
    args = asked.parse_args()
    score, scores = development.scorer(), Scores()
    for row, document, found in development.annotations(args.set, load_vocabulary()):
        for event, ours in pairs(score, row, found):
            filled = list(fillers(found, ours))
            told = Scores(scores.tallies)
            sentence = found.sentence_of(ours.trigger)
            compare(told, list(participants(row, event)), filled, sentence, document)
            if told.errors:
                scores.errors += [f"{ours.type}: {' '.join(sentence.of(document.text).split())}", *told.errors]
    print(f"{'':20}{'P':>7}{'R':>7}{'F1':>7}{'near R':>7}{'gold':>6}{'ours':>6}{'right':>6}{'near':>6}")
    print("\n".join(scores.rows()))
    print("\n".join(scores.errors[: args.errors]))


if __name__ == "__main__":
    main()
