"""Paths → Report: reads, extracts, resolves, lifts, stores and publishes. The only place beside cli and serve that sees several
rooms."""

from kg.pipeline.build import add, build, conclude, remove
from kg.pipeline.clusters import clusters
from kg.pipeline.diff import Difference, diff
from kg.pipeline.fingerprint import extractor
from kg.pipeline.judging import Recorded, record, undo
from kg.pipeline.report import Outcome, Progress, Report, Status
from kg.pipeline.reviewing import Doubt, Side, command, doubts
from kg.pipeline.soundness import Soundness, soundness
from kg.pipeline.verify import Verdict, verify
from kg.pipeline.work import annotations

__all__ = [
    "Difference",
    "Doubt",
    "Outcome",
    "Progress",
    "Recorded",
    "Report",
    "Side",
    "Soundness",
    "Status",
    "Verdict",
    "add",
    "annotations",
    "build",
    "clusters",
    "command",
    "conclude",
    "diff",
    "doubts",
    "extractor",
    "record",
    "remove",
    "soundness",
    "undo",
    "verify",
]
