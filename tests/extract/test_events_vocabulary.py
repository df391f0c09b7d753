"""Events by the ontology: one Turtle file makes a new event type, and a mistake in it is named."""

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from kg.errors import VocabularyError
from kg.extract.events import events
from kg.extract.events.index import build, index_of
from kg.extract.events.patterns import parse, parse_exclusion
from kg.extract.reading import Reading
from kg.model import Annotation
from kg.resources import folder
from kg.vocab import Vocabulary, load_vocabulary

KITE_ATTACK = """
@prefix coarse: <https://w3id.org/byline/coarse#> .
@prefix kg:   <https://w3id.org/byline#> .
@prefix lex:  <https://w3id.org/byline/lexicon#> .
@prefix owl:  <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .

kg:KiteAttack a owl:Class ; rdfs:subClassOf kg:Attack ; rdfs:label "kite attack"@en ;
    rdfs:isDefinedBy <https://w3id.org/byline> ;
    skos:definition "An attack with burning kites."@en ; skos:scopeNote "Not kites flown for fun."@en ;
    skos:broadMatch coarse:Attack ;
    lex:noun "kite attack" ; lex:phrase "fly burning kite" ; lex:not "fly burning kite for fun" ;
    skos:example "[Boys|attacker] *flew burning kites* over [the fence|place]."@en .
"""


def with_type(turtle: str, to: Path) -> Vocabulary:
    """The project's ontology with one file more."""
    shutil.copytree(folder("ontology"), to / "ontology")
    (to / "ontology" / "events" / "kite-attack.ttl").write_text(turtle, encoding="utf-8")
    return load_vocabulary(to / "ontology")


def types(text: str, vocabulary: Vocabulary, read: Callable[..., Reading]) -> list[str]:
    """The types of the events that `vocabulary` finds in `text`."""
    reading = replace(read(text), vocabulary=vocabulary)
    return [event.type for event in events(reading, Annotation(reading.document.id, reading.document.version)).events]


def test_one_turtle_file_makes_a_new_event_type(tmp_path: Path, vocabulary: Vocabulary, read: Callable[..., Reading]) -> None:
    more = with_type(KITE_ATTACK, tmp_path)
    text = "Boys flew burning kites over the fence, and a kite attack set a field alight."
    assert "KiteAttack" not in types(text, vocabulary, read)
    assert types(text, more, read).count("KiteAttack") == 2


def test_the_new_type_inherits_the_frame_of_the_type_above(tmp_path: Path) -> None:
    more = with_type(KITE_ATTACK, tmp_path)
    assert {"attacker", "target"} <= {slot.role for slot in more.event_types["KiteAttack"].frame}


def test_an_exclusion_of_the_new_type_holds(tmp_path: Path, read: Callable[..., Reading]) -> None:
    more = with_type(KITE_ATTACK, tmp_path)
    assert "KiteAttack" not in types("Boys flew burning kites for fun.", more, read)


def test_an_exclusion_that_excludes_nothing_is_named(tmp_path: Path) -> None:
    more = with_type(KITE_ATTACK.replace('lex:not "fly burning kite for fun"', 'lex:not "paper dragon"'), tmp_path)
    with pytest.raises(VocabularyError, match="KiteAttack: 'paper dragon' excludes nothing"):
        build(more)


def test_the_index_of_a_vocabulary_is_built_once(vocabulary: Vocabulary) -> None:
    assert index_of(vocabulary) is index_of(vocabulary)


def test_the_head_of_a_verb_phrase_is_its_first_word_and_of_a_noun_phrase_its_last() -> None:
    assert parse("open fire", "verb").head == {"open"}
    assert parse("air strike", "noun").head == {"strike"}
    assert parse("exchange of fire", "noun").head == {"exchange"}


def test_braces_hold_kinds_and_nouns() -> None:
    slot = parse("capture {Place|hill-top}", "verb").after[0]
    assert (slot.kinds, slot.words) == ({"Place"}, {"top"})


def test_a_pattern_that_asks_for_more_weighs_more() -> None:
    assert parse("return full control", "verb").weight > parse("return to {Place}", "verb").weight


def test_an_exclusion_stands_on_the_trigger_it_excludes() -> None:
    assert parse_exclusion("heart attack", frozenset({"attack"})).head == {"attack"}
    with pytest.raises(ValueError, match="excludes nothing"):
        parse_exclusion("heart failure", frozenset({"attack"}))


@pytest.mark.parametrize("word_class", ["noun", "verb"])
def test_a_trigger_needs_a_word_outside_braces(word_class: str) -> None:
    with pytest.raises(ValueError, match="outside braces"):
        parse("{Place}", word_class)  # type: ignore[arg-type]
