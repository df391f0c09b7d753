"""Runs and the ledger: what made a graph, and which version of each document is the current one."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from pyoxigraph import NamedNode, Quad

from kg.lift.quads import named, said
from kg.model import Document
from kg.vocab import Iris


@dataclass(frozen=True, slots=True)
class Run:
    """One build: software, model and ontology with their versions and digests (sha256), and when it ran.

    `key` names it below ``run/``; it should differ from run to run.
    """

    key: str
    started: datetime
    ended: datetime | None = None
    software: str = "byline-kg"
    software_version: str = ""
    model: str = ""
    model_version: str = ""
    model_digest: str = ""
    ontology_digest: str = ""


def lift_run(run: Run, iris: Iris) -> Iterator[Quad]:
    """Yield what is known about `run`, in the graph of runs."""
    facts = (
        ("rdf:type", named("prov:Activity")),
        ("rdf:type", named("kg:Run")),
        ("rdfs:label", f"{run.software} {run.software_version}".strip()),
        ("prov:startedAtTime", run.started),
        ("prov:endedAtTime", run.ended),
        ("kg:software", run.software),
        ("kg:softwareVersion", run.software_version or None),
        ("kg:model", run.model or None),
        ("kg:modelVersion", run.model_version or None),
        ("kg:modelDigest", run.model_digest or None),
        ("kg:ontologyDigest", run.ontology_digest or None),
    )
    yield from said(NamedNode(iris.graph("runs")), NamedNode(iris.run(run.key)), facts)


def lift_entry(document: Document, annotation_hash: str, run: Run, iris: Iris) -> Iterator[Quad]:
    """Yield the ledger's entry for `document`: which bytes and which annotation its graph was made from, in which run."""
    facts = (
        ("dcterms:identifier", document.id),
        ("kg:sha256", document.version),
        ("kg:annotationHash", annotation_hash),
        ("prov:wasGeneratedBy", NamedNode(iris.run(run.key))),
    )
    yield from said(NamedNode(iris.graph("ledger")), NamedNode(iris.source_of(document)), facts)
