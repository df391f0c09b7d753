"""Nanopublications: each claim as a publication of its own, whose name is the hash of what it says (TriG, trusty URIs)."""

import base64
import hashlib
from collections.abc import Iterable, Iterator
from itertools import count
from typing import Any, BinaryIO

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, serialize

from kg.export.dataset import Dataset
from kg.export.skins import skins
from kg.export.told import Told, told
from kg.vocab import KG, PREFIXES

NP = "http://www.nanopub.org/nschema#"
NPX = "http://purl.org/nanopub/x/"
_XSD, _PROV, _DCT = PREFIXES["xsd"], PREFIXES["prov"], PREFIXES["dcterms"]
_TYPE = NamedNode(PREFIXES["rdf"] + "type")
_HOLE = " "
"""What stands for the hash while it is computed (the specification of trusty URIs, module RA)."""

_CLOSED = ("measure", "bound", "stance", "scope")
_OPEN = ("low", "high", "unit", "quote", "start", "end", "cue")
_OTHERS = {"as_written": "asWritten", "victims": "victimClass", "side": "sideCode", "sentence": "sentence"}

Fact = tuple[str, str, str, Any]
"""Graph, subject, predicate (IRIs; the publication's own below ``_HOLE``) and object: a NamedNode or a Literal."""


@skins.register(
    "nanopub",
    suffix=".trig",
    media_type="application/trig",
    record="nanopublications",
    leaves_out="signatures (`np sign` adds them with your key); mentions, event reports and what was concluded across "
    "documents, but for who a claimant is and which event a claim is about",
)
def write_nanopubs(dataset: Dataset, out: BinaryIO) -> int:
    """Write a nanopublication for each claim; return their number. Their IRIs are below the graph's base, ``np/RA…``."""
    counted = count()
    quads = (quad for claim, _ in zip(told(dataset), counted, strict=False) for quad in nanopub(claim, dataset.iris.base))
    serialize(quads, out, format=RdfFormat.TRIG, prefixes={**PREFIXES, "np": NP, "npx": NPX})
    return next(counted)


def nanopub(claim: Told, base: str) -> Iterator[Quad]:
    """Yield the quads of the nanopublication of `claim`, its IRI being ``{base}np/`` and the hash of all of them."""
    prefix = f"{base}np/"
    facts = sorted(set(_facts(claim, prefix + _HOLE)), key=_order)
    code = "RA" + base64.urlsafe_b64encode(hashlib.sha256(_normalised(facts).encode()).digest()).decode().rstrip("=")

    def named(iri: str) -> NamedNode:
        return NamedNode(iri.replace(prefix + _HOLE, prefix + code))

    for graph, subject, predicate, value in facts:
        yield Quad(named(subject), named(predicate), value if isinstance(value, Literal) else named(value), named(graph))


def _facts(claim: Told, own: str) -> Iterator[Fact]:
    head, assertion, provenance, info = (f"{own}/{name}" for name in ("head", "assertion", "provenance", "pubinfo"))
    yield head, own, _TYPE.value, NP + "Nanopublication"
    for part, graph in (("Assertion", assertion), ("Provenance", provenance), ("PublicationInfo", info)):
        yield head, own, f"{NP}has{part}", graph
    yield from ((assertion, claim.claim, predicate, value) for predicate, value in _said(claim))
    yield from ((provenance, *fact) for fact in _whence(claim, assertion))
    yield info, own, _PROV + "wasAttributedTo", "https://w3id.org/byline"
    yield info, own, NPX + "hasNanopubType", KG + claim.kind
    yield info, own, PREFIXES["rdfs"] + "label", Literal(f"{claim.name}: {claim.quote}")


def _said(claim: Told) -> Iterator[tuple[str, Any]]:
    yield _TYPE.value, KG + claim.kind
    yield KG + "claimant", claim.who or claim.claimant
    yield from ((KG + name, KG + getattr(claim, name)) for name in _CLOSED if getattr(claim, name) is not None)
    named = {name: name for name in _OPEN} | _OTHERS
    yield from ((KG + name, _literal(getattr(claim, own))) for own, name in named.items() if getattr(claim, own) is not None)
    if claim.event:
        yield KG + "about", claim.event


def _whence(claim: Told, assertion: str) -> Iterator[tuple[str, str, Any]]:
    source = claim.report.source
    yield assertion, _PROV + "wasDerivedFrom", source
    yield assertion, _PROV + "wasAttributedTo", claim.who or claim.claimant
    yield source, KG + "sha256", Literal(claim.report.sha256)
    yield source, _DCT + "identifier", Literal(claim.report.identifier)
    if claim.report.publisher:
        yield source, _DCT + "publisher", Literal(claim.report.publisher)
    if claim.report.issued:
        yield source, _DCT + "issued", Literal(str(claim.report.issued), datatype=NamedNode(_XSD + "date"))


def _literal(value: Any) -> Literal:
    return Literal(value)


def _order(fact: Fact) -> tuple[object, ...]:
    """The order of statements that the hash is made over: graph, subject, predicate; IRIs before literals, those by words."""
    graph, subject, predicate, value = fact
    end = (1, value.value, value.datatype.value) if isinstance(value, Literal) else (0, value, "")
    return (*(part.encode() for part in (graph, subject, predicate)), *(p.encode() if isinstance(p, str) else p for p in end))


def _normalised(facts: Iterable[Fact]) -> str:
    return "".join(f"{graph}\n{subject}\n{predicate}\n{_object(value)}\n" for graph, subject, predicate, value in facts)


def _object(value: Any) -> str:
    if not isinstance(value, Literal):
        return str(value)
    escaped = value.value.replace("\\", "\\\\").replace("\n", "\\n")
    return f"^{value.datatype.value} {escaped}"
