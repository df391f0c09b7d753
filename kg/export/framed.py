"""Claims in JSON: each claim as one object that holds its claimant, attribution, source and event (JSON-LD, framed)."""

import json
from collections.abc import Mapping
from typing import Any, BinaryIO

from kg import resources
from kg.export.dataset import Dataset
from kg.export.skins import skins
from kg.export.stream import known, write_array
from kg.export.told import Report, Told, told


@skins.register(
    "claims",
    suffix=".jsonld",
    media_type="application/ld+json",
    record="claims",
    leaves_out="mentions, event reports and times in full, and why entities were linked: jsonld has the whole graph",
)
def write_framed(dataset: Dataset, out: BinaryIO) -> int:
    """Write a JSON object for each claim, with the ontology's context; return their number."""
    context = json.loads((resources.folder("ontology") / "context.jsonld").read_text(encoding="utf-8"))["@context"]
    head = b'{"@context": ' + json.dumps(context).encode() + b',\n"@graph": ['
    return write_array(out, head, map(_framed, told(dataset)), b"]}\n")


def _framed(claim: Told) -> Mapping[str, Any]:
    return {
        "id": claim.claim,
        "type": ["Claim", claim.kind],
        "quote": claim.quote,
        "start": claim.start,
        "end": claim.end,
        **known(sentence=claim.sentence, measure=claim.measure, asWritten=claim.as_written, bound=claim.bound),
        **known(low=claim.low, high=claim.high, strict=claim.strict or None, unit=claim.unit, scope=claim.scope),
        **known(victimClass=claim.victims, sideCode=claim.side, rule=claim.rule, stance=claim.stance, cue=claim.cue),
        "claimant": {"id": claim.claimant, "label": claim.name, **known(denotes=claim.who)},
        "madeIn": {"id": claim.attribution, "manner": claim.manner, "certainty": claim.certainty},
        "wasDerivedFrom": _source(claim.report),
        **known(about={"id": claim.about, **known(denotes=claim.event)} if claim.about else None),
    }


def _source(report: Report) -> Mapping[str, Any]:
    issued = str(report.issued) if report.issued else None
    about = {
        "id": report.source,
        "type": "Source",
        "label": report.label,
        "identifier": report.identifier,
        "sha256": report.sha256,
    }
    return {**about, **known(title=report.title, publisher=report.publisher, issued=issued, url=report.url)}
