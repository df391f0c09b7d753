"""The only place where an IRI is made."""

from urllib.parse import quote

from kg.errors import UsageError
from kg.model import Document

KG = "https://w3id.org/byline#"
LEX = "https://w3id.org/byline/lexicon#"
COARSE = "https://w3id.org/byline/coarse#"
FIND = "https://w3id.org/byline/find#"
DEFAULT_BASE = "http://localhost:8000/"

PREFIXES = {
    "kg": KG,
    "lex": LEX,
    "coarse": COARSE,
    "find": FIND,
    "dcterms": "http://purl.org/dc/terms/",
    "geo": "http://www.opengis.net/ont/geosparql#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "sem": "http://semanticweb.cs.vu.nl/2009/11/sem/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}

DECLARED = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in PREFIXES.items())
"""The prefixes as a SPARQL query declares them."""


def term(name: str) -> str:
    """Return the IRI of the ontology's term `name`."""
    return KG + name


def local_name(iri: str) -> str:
    """Return what stands behind the last ``#`` or ``/`` of `iri`."""
    return iri.rstrip("/").replace("#", "/").rsplit("/", 1)[-1]


class Iris:
    """The IRIs of one graph's resources, below its base.

    `base` ends with a slash; UsageError if it is not an absolute http(s) IRI that does.
    """

    def __init__(self, base: str = DEFAULT_BASE) -> None:
        if not base.startswith(("http://", "https://")) or not base.endswith("/"):
            raise UsageError(f"--base {base!r} must start with http:// or https:// and end with a slash")
        self.base = base

    def graph(self, name: str) -> str:
        """Return the IRI of a managed graph: world, ontology, runs, ledger, decisions."""
        return f"{self.base}graph/{name}"

    def source(self, document_id: str, version: str) -> str:
        """Return the IRI of a version of a document, which is also that of its named graph."""
        return f"{self.base}source/{quote(document_id, safe='/')}/{version[:12]}"

    def source_of(self, document: Document) -> str:
        """Return the IRI of `document` and of its named graph."""
        return self.source(document.id, document.version)

    def part(self, source: str, kind: str, local: str) -> str:
        """Return the IRI of something inside a source: its mention, entity, time, event report, attribution, claim …"""
        return f"{source}/{kind}/{quote(local, safe='/')}"

    def entity(self, key: str) -> str:
        """Return the IRI of a canonical entity: `key` is ``<kind>/<slug>``."""
        return f"{self.base}entity/{quote(key, safe='/')}"

    def event(self, key: str) -> str:
        """Return the IRI of a canonical event."""
        return f"{self.base}event/{quote(key, safe='/')}"

    def at(self, address: str) -> str:
        """Return the IRI whose address is `address`: what stands behind the base."""
        return f"{self.base}{address}"

    def run(self, key: str) -> str:
        """Return the IRI of a run (a prov:Activity)."""
        return f"{self.base}run/{quote(key, safe='/')}"
