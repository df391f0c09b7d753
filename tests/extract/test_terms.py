"""Loaded terms: which words are, which only look like it, and whose voice uses them."""

from collections.abc import Callable

import pytest

from kg.extract.reading import Reading
from kg.extract.terms import terms
from kg.lexicon import table
from kg.model import Annotation, Attribution, Form, Kind, Manner, Mention, Span, Term, from_plain, to_plain

Read = Callable[..., Reading]


def found(read: Read, text: str, *said: tuple[str, Manner], names: tuple[str, ...] = ()) -> tuple[Term, ...]:
    """The terms of `text`, of which the parts `said` are somebody's words and `names` are names."""

    def at(words: str) -> Span:
        return Span(text.index(words), text.index(words) + len(words))

    attributions = [Attribution(f"a{n}", manner, (at(words),), source=(Span(0, 1),)) for n, (words, manner) in enumerate(said)]
    own = Attribution("a-narration", Manner.NARRATION, (Span(0, len(text)),))
    mentions = tuple(Mention(f"m{n}", at(name), at(name), Kind.UNIT, Form.NAMED) for n, name in enumerate(names))
    reading = read(text)
    known = Annotation("article", "0", mentions=mentions, attributions=(*attributions, own))
    return terms(reading, known).terms


@pytest.mark.parametrize(
    ("text", "lemma", "why"),
    [
        ("Soldiers drove the occupiers from the valley.", "occupier", "derogatory"),
        ("Troops liberated four villages.", "liberate", "glorifying"),
        ("Government forces neutralized a cell near the border.", "neutralize", "euphemism"),
        ("The general gloated over the retreat.", "gloat", "saying"),
        ("The minister talked down his rivals.", "talk down", "saying"),
        ("A court examined the alleged crimes.", "allege", "distance"),
        ("The so-called republic issued passports.", "so-called", "distance"),
        ("Saudi-backed tribes held the road.", "Saudi-backed", "alignment"),
        ("He saw war crimes in the valley.", "war crime", "accusation"),
    ],
)
def test_a_word_that_judges_is_a_loaded_term(text: str, lemma: str, why: str, read: Read) -> None:
    (term,) = found(read, text)
    base = "alleged" if lemma == "allege" else lemma
    assert (term.lemma in (lemma, base), term.why, term.attribution) == (True, why, "a-narration")


@pytest.mark.parametrize(
    "text",
    [
        "The group claimed responsibility for the blast.",
        "The fire claimed 12 lives.",
        "Families claimed asylum in Norway.",
        "The tax regime changed in June.",
        "Officials counted the trucks at the gate.",
    ],
)
def test_the_same_word_in_a_plain_phrase_is_none(text: str, read: Read) -> None:
    assert found(read, text) == ()


def test_a_word_in_a_name_is_none(read: Read) -> None:
    text = "The National Liberation Army left the town."
    assert found(read, text, names=("National Liberation Army",)) == ()
    assert [term.lemma for term in found(read, text)] == ["liberation"]


def test_a_term_is_in_the_voice_of_the_innermost_source(read: Read) -> None:
    text = "The envoy said the general had called them terrorists."
    (term,) = found(read, text, ("the general had called them terrorists", Manner.INDIRECT), ("terrorists", Manner.DIRECT))
    assert term.attribution == "a1"


def test_a_writer_who_paraphrases_keeps_distance_in_his_own_voice(read: Read) -> None:
    text = "The envoy said the regime held talks with the so-called republic."
    by_lemma = {term.lemma: term.attribution for term in found(read, text, (text[15:-1], Manner.INDIRECT))}
    assert by_lemma == {"regime": "a0", "so-called": "a-narration"}


def test_terms_are_written_and_read_back(read: Read) -> None:
    known = Annotation("article", "0", terms=found(read, "Troops liberated four villages."))
    assert known.terms
    assert from_plain(to_plain(known)) == known


def test_every_row_of_the_list_has_a_known_reason_and_a_pattern_that_can_match() -> None:
    reasons = {"derogatory", "accusation", "glorifying", "euphemism", "saying", "distance", "alignment", "-"}
    rows = table("loaded_terms")
    assert {row["why"] for row in rows} == reasons
    assert len({row["words"] for row in rows}) == len(rows)
    for row in rows:
        assert row["words"] == row["words"].lower().strip()
        assert {word.partition("/")[2] for word in row["words"].split(" ")} <= {"n", "v", "a", ""}
