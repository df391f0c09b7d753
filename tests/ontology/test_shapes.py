"""The shapes let good data pass and name what is wrong with broken data."""

from functools import cache
from io import BytesIO

import pyshacl
import pytest
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Triple, parse, serialize
from rdflib import Graph

from kg.vocab import KG, PREFIXES, load_vocabulary
from tests.ontology.worked import ONTOLOGY, good_quads

SHAPE = "https://w3id.org/byline/shapes#"
SOURCE = "http://localhost:8000/source/north.txt/0a1b2c3d4e5f"
CLAIM = "claim/c0"
REPORT = "event/e37-43"
AREA = "figure/f100-108"

# shape, node below the source's (or an IRI), property, new value as Turtle ("" takes the old one away; "+" adds to it)
BROKEN = [
    ("Source", SOURCE, "kg:sha256", ""),
    ("Source", SOURCE, "kg:sha256", '"0a1b"'),
    ("Source", SOURCE, "dcterms:issued", '"yesterday"'),
    ("Mention", "mention/m44-48", "kg:quote", ""),
    ("Mention", "mention/m44-48", "kg:form", "kg:killed"),
    ("Mention", "mention/m44-48", "kg:end", "44"),
    ("Mention", "mention/m44-48", "kg:qoute", '"Arda"'),
    ("Mention", "mention/m44-48", "kg:mentions", "<claim/c0>"),
    ("LoadedTerm", "term/w32-36", "kg:voice", ""),
    ("LoadedTerm", "term/w32-36", "kg:loading", '"rude"'),
    ("Passage", "passage/0-58", "kg:start", ""),
    ("Post", "post/p64-79", "kg:title", ""),
    ("Time", "time/t52-58", "kg:earliest", '"2022-09-06"^^xsd:date'),
    ("Time", "time/t52-58", "kg:latest", '"2022-09"^^xsd:gYearMonth'),
    ("Time", "time/t52-58", "kg:grain", "kg:killed"),
    ("Entity", "entity/x0", "rdfs:label", ""),
    ("Entity", "entity/x1", "rdf:type", "+kg:Time"),
    ("Entity", "entity/x0", "kg:denotes", "<claim/c0>"),
    ("Entity", "entity/x0", "kg:linkScore", "1.5"),
    ("Entity", "entity/x1", "kg:partOf", "<time/t52-58>"),
    ("CanonicalEntity", "http://localhost:8000/entity/Place/arda", "kg:denotes", "<http://localhost:8000/event/arda-1>"),
    ("CanonicalEntity", "http://localhost:8000/entity/Place/arda", "kg:precision", '"somewhere"'),
    ("Attribution", "attribution/a0", "kg:manner", ""),
    ("Attribution", "attribution/a0", "kg:content", ""),
    ("Attribution", "attribution/a0", "kg:within", "<claim/c0>"),
    ("Attribution", "attribution/a0", "kg:rule", "7"),
    ("Relay", "attribution/a0/relay/1", "kg:position", "0"),
    ("EventReport", REPORT, "kg:low", "12"),
    ("EventReport", REPORT, "kg:eventType", ""),
    ("EventReport", REPORT, "kg:attacker", "<time/t52-58>"),
    ("EventReport", REPORT, "kg:time", "<entity/x0>"),
    ("EventReport", REPORT, "kg:denotes", "<http://localhost:8000/entity/Place/arda>"),
    ("Event", "http://localhost:8000/event/arda-1", "kg:low", "12"),
    ("Quantified", "figure/f110-114", "kg:includedIn", "<entity/x0>"),
    ("Claim", CLAIM, "kg:madeIn", ""),
    ("Claim", CLAIM, "kg:quote", ""),
    ("Claim", CLAIM, "kg:claimant", "+<entity/x2>"),
    ("Claim", CLAIM, "kg:place", "<entity/p0>"),
    ("Claim", CLAIM, "rdf:type", "+kg:TerritoryClaim"),
    ("Claim", "claim/c1", "rdf:type", "kg:Claim"),
    ("CasualtyClaim", CLAIM, "kg:measure", "kg:area"),
    ("Quantified", CLAIM, "kg:bound", "kg:killed"),
    ("Quantified", CLAIM, "kg:asOf", "<entity/x0>"),
    ("Bounds", CLAIM, "kg:high", "12"),
    ("Bounds", CLAIM, "kg:low", ""),
    ("Bounds", AREA, "kg:high", "20"),
    ("Counted", CLAIM, "kg:asWritten", ""),
    ("Figure", AREA, "kg:bound", ""),
    ("OccurrenceClaim", "claim/c1", "kg:low", "1"),
    ("Run", "http://localhost:8000/run/1", "prov:startedAtTime", ""),
    ("Disagreement", "http://localhost:8000/disagreement/event/arda-1/killed", "kg:agreement", "kg:exact"),
    ("Disagreement", "http://localhost:8000/disagreement/event/arda-1/killed", "kg:compares", "<claim/c0>"),
    ("Disagreement", "http://localhost:8000/disagreement/event/arda-1/killed", "kg:highest", "3"),
    ("NotComparable", "http://localhost:8000/disagreement/event/arda-1/killed", "kg:agreement", "kg:not_comparable"),
    ("Origin", "attribution/a0", "kg:comesFrom", "+<voice>"),
    ("Decision", "http://localhost:8000/decision/1f0c2b3a", "kg:decidedBy", ""),
    ("Decision", "http://localhost:8000/decision/1f0c2b3a", "kg:verdict", "kg:killed"),
    ("Decision", "http://localhost:8000/decision/1f0c2b3a", "kg:undoneBy", "<claim/c0>"),
    ("Reviewed", CLAIM, "kg:status", "+kg:conflict"),
]

KINDS = {  # a claim of the kind, with a measure that the kind does not take
    "TerritoryClaim": "kg:killed",
    "EquipmentLossClaim": "kg:wounded",
    "StrengthClaim": "kg:area",
    "AidClaim": "kg:killed",
    "QuantityClaim": "kg:killed",
    "ResponsibilityClaim": None,
    "IntentClaim": None,
}


def graph_of(triples: list[Triple]) -> Graph:
    lines = BytesIO()
    serialize(triples, lines, format=RdfFormat.N_TRIPLES)
    return Graph().parse(data=lines.getvalue(), format="nt")


@cache
def shapes() -> Graph:
    found = Graph()
    for file in sorted((ONTOLOGY / "shapes").glob("*.ttl")):
        found.parse(file)
    return found


def hierarchy(quads: list[Quad]) -> list[Triple]:
    """What the classes that `quads` use are subclasses of."""
    above, known = NamedNode(PREFIXES["rdfs"] + "subClassOf"), load_vocabulary().ancestors
    used = {quad.object for quad in quads if quad.predicate.value.endswith("#type")}
    names = [node.value.removeprefix(KG) for node in used if node.value.startswith(KG)]
    return [Triple(NamedNode(KG + name), above, NamedNode(KG + other)) for name in names for other in known[name]]


def failing(quads: list[Quad], only: str | None = None) -> set[str]:
    """The names of the shapes that `quads` break, of all or of the one called `only`."""
    data = graph_of([quad.triple for quad in quads] + hierarchy(quads))
    _, report, _ = pyshacl.validate(data, shacl_graph=shapes(), inplace=True, use_shapes=[SHAPE + only] if only else None)
    found = report.query("SELECT ?shape ?of WHERE { ?r sh:sourceShape ?shape }", initNs={"sh": "http://www.w3.org/ns/shacl#"})
    owners = {part: shape for shape, _, part in shapes().triples((None, None, None)) if str(shape).startswith(SHAPE)}
    return {str(owners.get(row.shape, row.shape)).removeprefix(SHAPE) for row in found}


def node(name: str) -> NamedNode:
    return NamedNode(name if name.startswith("http") else f"{SOURCE}/{name}")


def changed(subject: str, predicate: str, value: str) -> list[Quad]:
    """The good data with another value (or none, or one more) of one property of one node."""
    prefix, local = predicate.split(":")
    of, name = node(subject), NamedNode(PREFIXES[prefix] + local)
    kept = [q for q in good_quads() if value.startswith("+") or not (q.subject == of and q.predicate == name)]
    heads = "".join(f"@prefix {key}: <{iri}> . " for key, iri in PREFIXES.items())
    text = f"{heads}@base <{SOURCE}/> . <{of.value}> {predicate} {value.lstrip('+')} ." if value else ""
    return [*kept, *parse(text, format=RdfFormat.TURTLE)]


def test_good_data_break_no_shape() -> None:
    assert failing(list(good_quads())) == set()


@pytest.mark.parametrize(("shape", "subject", "predicate", "value"), BROKEN)
def test_a_shape_names_what_is_broken(shape, subject, predicate, value) -> None:
    assert failing(changed(subject, predicate, value), only=shape) == {shape}


@pytest.mark.parametrize(("kind", "measure"), KINDS.items())
def test_a_claim_of_a_kind_measures_what_its_kind_measures(kind, measure) -> None:
    quads = changed("claim/c1", "rdf:type", f"kg:Claim , kg:{kind}")
    quads = [q for q in quads if not (q.subject == node("claim/c1") and q.predicate.value == KG + "measure")]
    fact = ("measure", NamedNode(KG + measure[3:])) if measure else ("low", Literal(1))
    wrong = Quad(node("claim/c1"), NamedNode(KG + fact[0]), fact[1])
    assert failing([*quads, wrong], only=kind) == {kind}


def test_every_shape_has_a_broken_example() -> None:
    named = {str(shape).removeprefix(SHAPE) for shape in shapes().subjects() if str(shape).startswith(SHAPE)}
    assert named == {row[0] for row in BROKEN} | set(KINDS)
