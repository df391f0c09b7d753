"""The JSON-LD context: compact names for every term that data use, and nothing lost on the way."""

import json

import pytest
from pyoxigraph import RdfFormat, parse
from rdflib import Dataset

from kg.vocab import KG, PREFIXES, load_vocabulary
from tests.ontology.worked import ONTOLOGY, good_quads, worked_example

CONTEXT = json.loads((ONTOLOGY / "context.jsonld").read_text(encoding="utf-8"))["@context"]
NOT_IN_DATA = {"role", "kindOf", "sector"}


def expanded(name):
    meant = CONTEXT[name]["@id"] if isinstance(CONTEXT[name], dict) else CONTEXT[name]
    prefix, _, local = meant.partition(":")
    return PREFIXES[prefix] + local if prefix in PREFIXES else meant


def meanings():
    return {expanded(name) for name in CONTEXT if not name.startswith("@") and not str(CONTEXT[name]).startswith("@")}


def test_it_fetches_nothing() -> None:
    assert isinstance(CONTEXT, dict)
    assert "@import" not in CONTEXT
    assert CONTEXT["@vocab"] == KG


def test_it_has_a_name_for_every_property() -> None:
    names = {name for name, term in load_vocabulary().properties.items() if term.iri.startswith(KG)} - NOT_IN_DATA
    assert {KG + name for name in names} <= meanings()


def test_it_has_a_name_for_every_foreign_term_in_good_data() -> None:
    used = {quad.predicate.value for quad in good_quads()} - {PREFIXES["rdf"] + "type"}
    assert {iri for iri in used if not iri.startswith(KG)} <= meanings()


@pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")
def test_a_graph_written_with_it_reads_back_the_same() -> None:
    written = Dataset().parse(data=worked_example(), format="trig").serialize(format="json-ld", context=CONTEXT)
    value = json.loads(written)
    claim = next(node for graph in value["@graph"] for node in graph["@graph"] if "CasualtyClaim" in node.get("type", []))
    assert (claim["measure"], claim["low"], claim["bound"]) == ("killed", 12, "at_least")
    assert set(parse(written, format=RdfFormat.JSON_LD)) == set(parse(worked_example(), format=RdfFormat.TRIG))
