"""Loading: the ontology's files become values, or an error that names the file and the term."""

import shutil

import pytest
from pyoxigraph import RdfFormat, parse

from kg.errors import VocabularyError
from kg.resources import folder
from kg.vocab import classes, load_vocabulary

HEAD = """
@prefix coarse: <https://w3id.org/byline/coarse#> .
@prefix kg: <https://w3id.org/byline#> .
@prefix lex: <https://w3id.org/byline/lexicon#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
"""

RAID = """
kg:Raid a owl:Class ; rdfs:subClassOf kg:Attack ; rdfs:label "raid"@en ; rdfs:isDefinedBy <https://w3id.org/byline> ;
    skos:definition "An attack that is over when the attackers leave."@en ;
    lex:noun "raid" ; lex:verb "raid", "storm" ;
    lex:frame [ lex:role kg:attacker ; lex:syntax "nsubj", "agent" ] , [ lex:role kg:target ; lex:syntax "dobj" ] .
"""


@pytest.fixture
def ontology(tmp_path):
    """A copy of the ontology to which files can be added: `ontology("events/raid.ttl", turtle)`."""
    copy = tmp_path / "ontology"
    shutil.copytree(folder("ontology"), copy, ignore=shutil.ignore_patterns("shapes", "alignments"))

    def add(name, turtle):
        (copy / name).write_text(HEAD + turtle, encoding="utf-8")
        return copy

    return add


def test_it_holds_every_class_that_the_files_declare() -> None:
    declared = set()
    for file in folder("ontology").rglob("*.ttl"):
        if file.parent.name not in ("shapes", "alignments"):
            quads = parse(path=str(file), format=RdfFormat.TURTLE)
            declared |= {quad.subject.value for quad in quads if quad.object.value.endswith("owl#Class")}
    assert {term.iri for term in load_vocabulary().classes.values()} == declared
    assert set(load_vocabulary().ancestors) == set(load_vocabulary().classes)


def test_a_world_that_holds_fewer_classes_than_declared_is_an_error(monkeypatch, ontology) -> None:
    monkeypatch.setattr(classes, "serialize", lambda triples, output, format: None)
    with pytest.raises(VocabularyError, match="owlready2 holds 0"):
        load_vocabulary(ontology("events/raid.ttl", RAID))


def test_the_hierarchy_reaches_to_the_top() -> None:
    vocabulary = load_vocabulary()
    assert {"AirStrike", "Attack", "Event", "Situation"} <= vocabulary.ancestors["AirStrike"]
    assert vocabulary.is_a("NewsAgency", "Organisation")
    assert not vocabulary.is_a("Organisation", "NewsAgency")
    assert vocabulary.is_a("Country", "Place")
    assert vocabulary.is_a("Country", "Actor")


def test_one_new_file_is_a_new_event_type_and_inherits_what_it_does_not_say(ontology) -> None:
    raid = load_vocabulary(ontology("events/raid.ttl", RAID)).event_types["Raid"]
    assert (raid.label, raid.parents, raid.coarse) == ("raid", ("Attack",), "Attack")
    assert (raid.nouns, raid.verbs) == (("raid",), ("raid", "storm"))
    assert raid.frame[0].syntax == ("nsubj", "agent")
    assert {"place", "time"} <= {slot.role for slot in raid.frame}
    assert [slot.syntax for slot in raid.frame if slot.role == "target"] == [("dobj",)]


def test_consequences_and_communications_have_triggers_too() -> None:
    types = load_vocabulary().event_types
    assert {"Killing", "Injury", "Damage", "Saying"} <= set(types)
    assert not {"Event", "Consequence", "Communication", "EventReport", "Claim"} & set(types)


def test_roles_are_what_stands_below_kg_role() -> None:
    roles = load_vocabulary().roles
    assert {"attacker", "target", "victim", "place", "time", "giver", "recipient"} <= set(roles)
    assert "role" not in roles
    assert "claimant" not in roles
    assert roles["attacker"].range == ("Actor",)


def test_the_same_folder_gives_the_same_value() -> None:
    assert load_vocabulary() is load_vocabulary(folder("ontology"))


WRONG = {
    "a role that nothing declares": (RAID.replace("kg:target", "kg:taget"), "kg:Raid: frames kg:taget, which is no role"),
    "a property that is no role": (RAID.replace("kg:target", "kg:claimant"), "kg:Raid: frames kg:claimant, which is no role"),
    "a parent that nothing declares": (RAID.replace("kg:Attack", "kg:Atack"), "kg:Raid: rdfs:subClassOf kg:Atack"),
    "a class without a definition": (RAID.replace("skos:definition", "skos:note"), "kg:Raid: has no skos:definition"),
    "a class without a label": (RAID.replace("rdfs:label", "rdfs:comment"), "kg:Raid: has no rdfs:label"),
    "a predicate that nothing declares": (RAID.replace("lex:noun", "lex:nuon"), "kg:Raid: has lex:nuon"),
    "a position that no parser gives": (RAID.replace('"dobj"', '"object"'), "kg:Raid: has the lex:syntax 'object'"),
    "a slot without positions": (RAID.replace(' ; lex:syntax "dobj"', ""), "kg:Raid: has a lex:frame without"),
    "a class declared again": (
        RAID.replace("kg:Raid", "kg:AirStrike"),
        "kg:AirStrike: is a owl:Class in events/air-strike.ttl already",
    ),
    "a disjoint class that nothing declares": (
        RAID + "[] a owl:AllDisjointClasses ; owl:members ( kg:Raid kg:Rade ) .",
        "rdf:first kg:Rade, which no file declares",
    ),
    "a circle": (RAID + "kg:Attack rdfs:subClassOf kg:Raid .", "kg:Raid: is rdfs:subClassOf itself"),
    "a coarse type that is none": (RAID + "kg:Raid skos:broadMatch coarse:Raid .", "kg:Raid: skos:broadMatch coarse:Raid"),
    "a broader class as coarse type": (RAID + "kg:Raid skos:broadMatch kg:Attack .", "kg:Raid: skos:broadMatch kg:Attack"),
}


@pytest.mark.parametrize("case", WRONG)
def test_what_is_wrong_is_named_with_its_file_and_its_term(ontology, case) -> None:
    turtle, finding = WRONG[case]
    with pytest.raises(VocabularyError) as error:
        load_vocabulary(ontology("events/raid.ttl", turtle))
    assert finding in str(error.value)
    assert "events/raid.ttl: " in str(error.value)


def test_what_is_not_turtle_is_named_with_its_line(ontology) -> None:
    with pytest.raises(VocabularyError, match=r"events/raid\.ttl is not Turtle: .*line \d+"):
        load_vocabulary(ontology("events/raid.ttl", "kg:Raid a owl:Class ;; ;\n rdfs:label ."))


def test_a_folder_without_turtle_is_no_ontology(tmp_path) -> None:
    with pytest.raises(VocabularyError, match="holds no ontology"):
        load_vocabulary(tmp_path)
