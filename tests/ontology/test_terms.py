"""The ontology's terms: complete, described, and the same as what the rest of the program says."""

import re
from enum import StrEnum

import pytest
from pyoxigraph import RdfFormat, parse
from rdflib.collection import Collection
from rdflib.namespace import Namespace

from kg import model
from kg.lexicon import DATA
from kg.testing import marked
from kg.vocab import KG, PREFIXES, load_vocabulary
from kg.vocab.check import problems
from kg.vocab.facts import Facts
from kg.vocab.modules import read_alignments, read_modules
from tests.ontology.test_shapes import shapes
from tests.ontology.worked import ONTOLOGY, worked_example

SCHEMES: dict[str, type[StrEnum]] = {
    "measures": model.Measure,
    "bounds": model.Bound,
    "scopes": model.Scope,
    "grains": model.Grain,
    "anchors": model.Anchor,
    "polarities": model.Polarity,
    "realities": model.Realis,
    "manners": model.Manner,
    "stances": model.Stance,
    "certainties": model.Certainty,
    "forms": model.Form,
    "verdicts": model.Judgement,
    "agreements": model.Agreement,
    "statuses": model.Standing,
}

PATHS = {"measure": "measures", "bound": "bounds", "scope": "scopes", "grain": "grains", "anchor": "anchors", "form": "forms"}
PATHS |= {"polarity": "polarities", "realis": "realities", "manner": "manners", "stance": "stances", "certainty": "certainties"}

COARSE = {"Movement", "Killing", "Injury", "Detention", "Protest", "Threat", "Withdrawal", "Damage"}
COARSE |= {"Attack", "Statement", "Agreement", "Legal", "Aid"}


def members(scheme):
    return {name for name, term in load_vocabulary().concepts.items() if scheme in term.parents}


@pytest.mark.parametrize("scheme", SCHEMES)
def test_the_closed_values_are_the_concepts_of_a_scheme_none_missing_none_extra(scheme) -> None:
    assert members(scheme) == {value.value for value in SCHEMES[scheme]}


def test_every_closed_value_of_the_model_has_a_scheme_or_is_a_class() -> None:
    enums = {item for item in vars(model).values() if isinstance(item, type) and issubclass(item, StrEnum)}
    outside = {model.Kind, model.ClaimKind, model.Part}  # a class each; a word's part is no matter of the graph
    assert enums - outside == set(SCHEMES.values())


def test_kinds_and_claim_kinds_are_classes() -> None:
    vocabulary = load_vocabulary()
    assert all(vocabulary.is_a(kind.value, "Entity") and kind.value in vocabulary.classes for kind in model.Kind)
    below = {name for name in vocabulary.classes if vocabulary.is_a(name, "Claim")} - {"Claim"}
    assert below == {kind.value for kind in model.ClaimKind}


def test_the_coarse_types_are_thirteen_and_event_types_name_no_other() -> None:
    assert members("coarse") == COARSE
    assert {kind.coarse for kind in load_vocabulary().event_types.values()} - {None} == COARSE


def test_nothing_is_wrong_with_the_files() -> None:
    assert list(problems(Facts(read_modules(ONTOLOGY)))) == []


def test_definitions_are_sentences() -> None:
    vocabulary = load_vocabulary()
    for term in (*vocabulary.classes.values(), *vocabulary.properties.values(), *vocabulary.concepts.values()):
        assert term.definition.rstrip(")").endswith((".", "…")), term.iri
        assert term.label == term.label.strip(), term.iri


def test_the_types_in_the_word_lists_are_classes() -> None:
    classes = load_vocabulary().classes
    for file in sorted(DATA.glob("*.tsv")):
        rows = [line.split("\t") for line in file.read_text(encoding="utf-8").splitlines() if line and line[0] != "#"]
        for at in (at for at, name in enumerate(rows[0]) if name == "type"):
            types = {row[at] for row in rows[1:] if len(row) > at and row[at][:1].isupper()}
            assert types <= set(classes), file.name


def test_examples_mark_roles_of_their_frame() -> None:
    for kind in load_vocabulary().event_types.values():
        framed = {slot.role for slot in kind.frame}
        for example in kind.examples:
            sentence = marked(example)
            assert {role for role, _ in sentence.roles} <= framed, f"{kind.name}: {example}"


def test_no_two_event_types_share_a_label() -> None:
    labels = [kind.label for kind in load_vocabulary().event_types.values()]
    assert len(labels) == len(set(labels))


def test_the_readme_names_every_term_but_the_event_types() -> None:
    text = (ONTOLOGY / "README.md").read_text(encoding="utf-8")
    vocabulary = load_vocabulary()
    named = set(re.findall(r"`(?:kg|lex|coarse):(\w+)`", text))
    assert (set(vocabulary.classes) - set(vocabulary.event_types)) | set(vocabulary.properties) | set(
        vocabulary.concepts
    ) <= named
    assert named <= {*vocabulary.classes, *vocabulary.properties, *vocabulary.concepts} | set(SCHEMES) | OTHER_SCHEMES


OTHER_SCHEMES = {"sectors"}


def test_the_worked_example_uses_declared_terms_and_its_offsets_are_right() -> None:
    text = re.search(r'^# "(.*)"$', worked_example(), re.MULTILINE)[1]
    vocabulary = load_vocabulary()
    known = {*vocabulary.classes, *vocabulary.properties, *vocabulary.concepts}
    about = {}
    for quad in parse(worked_example(), format=RdfFormat.TRIG):
        names = {node.value for node in (quad.predicate, quad.object) if node.value.startswith(KG)}
        assert {name.removeprefix(KG) for name in names} <= known
        about.setdefault(quad.subject, {})[quad.predicate.value] = quad.object.value
    spans = [facts for facts in about.values() if KG + "start" in facts]
    assert len(spans) >= 5
    for facts in spans:
        assert text[int(facts[KG + "start"]) : int(facts[KG + "end"])] == facts[KG + "quote"]


@pytest.mark.parametrize("path", PATHS)
def test_the_shapes_allow_the_values_of_the_scheme(path) -> None:
    sh, graph = Namespace("http://www.w3.org/ns/shacl#"), shapes()
    lists = [graph.value(node, sh["in"]) for node in graph.subjects(sh.path, Namespace(KG)[path])]
    allowed = [{str(value).removeprefix(KG) for value in Collection(graph, start)} for start in lists if start]
    assert members(PATHS[path]) in allowed
    assert all(values <= members(PATHS[path]) for values in allowed)


def test_alignments_tie_declared_terms_to_declared_codes() -> None:
    vocabulary, statements = load_vocabulary(), read_alignments(ONTOLOGY)
    known = {term.iri for terms in (vocabulary.classes, vocabulary.properties, vocabulary.concepts) for term in terms.values()}
    described = {each.subject.value for each in statements if each.predicate.value == PREFIXES["rdfs"] + "label"}
    for each in statements:
        assert not each.subject.value.startswith(KG) or each.subject.value in known, each
        for scheme in ("plover", "cameo", "acled"):
            code = getattr(each.object, "value", "")
            assert not code.startswith(f"https://w3id.org/byline/{scheme}#") or code in described, each


@pytest.mark.parametrize(("scheme", "least"), [("plover", 60), ("cameo", 60), ("acled", 35)])
def test_most_event_types_are_aligned_with_the_conflict_coders(scheme, least) -> None:
    start, types = f"https://w3id.org/byline/{scheme}#", {kind.iri for kind in load_vocabulary().event_types.values()}
    aligned = {each.subject.value for each in read_alignments(ONTOLOGY) if getattr(each.object, "value", "").startswith(start)}
    assert len(aligned & types) >= least
