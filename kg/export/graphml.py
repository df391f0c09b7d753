"""GraphML: who says what of which event, for programs that draw and measure networks."""

from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO
from xml.sax.saxutils import escape, quoteattr

from kg.export.dataset import Dataset
from kg.export.format import in_xml
from kg.export.occurrences import Occurrence, occurrences
from kg.export.skins import skins
from kg.export.told import Told, told

NAMESPACE = "http://graphml.graphdrawing.org/xmlns"
KEYS = {
    "node": {"label": "string", "kind": "string", "lat": "double", "lon": "double", "earliest": "string"},
    "edge": {"role": "string", "quote": "string", "low": "double", "high": "double", "stance": "string", "source": "string"},
}

Node = tuple[str, Mapping[str, Any]]
Edge = tuple[str, str, Mapping[str, Any]]


@skins.register(
    "graphml",
    suffix=".graphml",
    media_type="application/graphml+xml",
    record="edges",
    leaves_out="claims about no event, mentions and attributions: nodes are entities, events and sources; edges are "
    "roles, claims and reports",
)
def write_graphml(dataset: Dataset, out: BinaryIO) -> int:
    """Write entities, events and sources as nodes, and roles, claims and reports as edges; return the number of edges."""
    out.write(f'<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="{NAMESPACE}">\n'.encode())
    for domain, names in KEYS.items():
        for name, kind in names.items():
            key = f'<key id="{domain[0]}-{name}" for="{domain}" attr.name="{name}" attr.type="{kind}"/>\n'
            out.write(key.encode())
    out.write(b'<graph id="byline" edgedefault="directed">\n')
    count, seen = 0, set[str]()
    for nodes, edges in _parts(dataset):
        for iri, facts in nodes:
            if iri not in seen:
                seen.add(iri)
                out.write(f"<node id={quoteattr(iri)}>{_data('node', facts)}</node>\n".encode())
        for one, other, facts in edges:
            count += 1
            out.write(f"<edge source={quoteattr(one)} target={quoteattr(other)}>{_data('edge', facts)}</edge>\n".encode())
    out.write(b"</graph>\n</graphml>\n")
    return count


def _data(domain: str, facts: Mapping[str, Any]) -> str:
    told = ((name, value) for name, value in facts.items() if value is not None)
    return "".join(f'<data key="{domain[0]}-{name}">{_text(value)}</data>' for name, value in told)


def _text(value: Any) -> str:
    """Return `value` as XML text that is read back as it is; characters that XML 1.0 forbids become U+FFFD."""
    return escape(in_xml(str(value)), {"\r": "&#13;"})


def _parts(dataset: Dataset) -> Iterator[tuple[list[Node], list[Edge]]]:
    for event in occurrences(dataset):
        yield _nodes(event), _edges(event)
    for claim in told(dataset):
        if claim.event:
            yield [(claim.who or claim.claimant, {"label": claim.name, "kind": "claimant"})], [_claimed(claim)]


def _nodes(event: Occurrence) -> list[Node]:
    earliest = event.when[0] if event.when else None
    happened = (event.event, {"label": " ".join(_words(event)[:1]) or event.type, "kind": event.type, "earliest": earliest})
    parts = [
        (part.iri, {"label": part.name, "kind": part.kinds[-1] if part.kinds else None, "lat": part.lat, "lon": part.lon})
        for part in event.parts
    ]
    return [happened, *parts, *((row["source"], {"label": row["label"], "kind": "Source"}) for row in event.reports)]


def _words(event: Occurrence) -> list[str]:
    return list(dict.fromkeys(row["trigger"] for row in event.reports))


def _edges(event: Occurrence) -> list[Edge]:
    roles = [(event.event, part.iri, {"role": part.role}) for part in event.parts]
    return [*roles, *((row["source"], event.event, {"role": "reports", "quote": row["trigger"]}) for row in event.reports)]


def _claimed(claim: Told) -> Edge:
    number = {"low": claim.low, "high": claim.high}
    facts = {"role": claim.kind, "quote": claim.quote, "stance": claim.stance, "source": claim.report.source, **number}
    return claim.who or claim.claimant, claim.event or "", facts
