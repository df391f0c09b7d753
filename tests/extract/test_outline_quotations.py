"""Quotation marks of all styles; apostrophes, feet and inches are none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract.outline import paragraphs
from kg.extract.quotations import quotations


def quoted(text: str) -> list[tuple[str, bool, int]]:
    return [(q.content.of(text), q.closed, q.depth) for q in quotations(text, paragraphs(text))]


@pytest.mark.parametrize(
    "text",
    [
        "“We hold the hill,” he said.",
        '"We hold the hill," he said.',
        "‘We hold the hill,’ he said.",
        "'We hold the hill,' he said.",
        "«We hold the hill,» he said.",
        "« We hold the hill, » he said.",
        "„We hold the hill,“ he said.",
        "„We hold the hill,” he said.",
        "``We hold the hill,'' he said.",
        "”We hold the hill,” he said.",
        "»We hold the hill,« he said.",
        '" We hold the hill, " he said .',
        "“ We hold the hill, ” he said .",
    ],
)
def test_quotation_marks_of_every_style(text: str) -> None:
    assert quoted(text) == [("We hold the hill,", True, 0)]


@pytest.mark.parametrize(
    "text",
    [
        "The soldiers' families don't know Ukraine's fate.",
        "The rebels’ camp and Syria’s army; they’re gone, it’ s late, they’ ve left.",
        "In the ’90s and the '80s, rock 'n' roll ruled; give 'em hell.",
        'A 5\'11" man stood by a 12" gun.',
        "O'Brien and d'Aubuisson met in N'Djamena.",
    ],
)
def test_apostrophes_feet_and_inches_are_no_quotations(text: str) -> None:
    assert quoted(text) == []


def test_a_quotation_inside_a_quotation_is_one_deeper() -> None:
    text = "“He shouted ‘run away’ and we ran,” she said."
    assert quoted(text) == [("He shouted ‘run away’ and we ran,", True, 0), ("run away", True, 1)]


def test_tokenised_clitics_do_not_close_a_quotation() -> None:
    assert quoted("“ They’ ve taken Mali’ s north , ” he said .") == [("They’ ve taken Mali’ s north ,", True, 0)]


def test_a_quotation_that_never_closes_ends_with_its_paragraph() -> None:
    text = '"I thank the fighters of the 3rd brigade.\nThe war went on.'
    assert quoted(text) == [("I thank the fighters of the 3rd brigade.", False, 0)]


def test_a_quotation_opened_again_in_each_paragraph_is_open_in_all_but_the_last() -> None:
    text = "“We came.\n“We saw.\n“We won,” said the colonel."
    assert quoted(text) == [("We came.", False, 0), ("We saw.", False, 0), ("We won,", True, 0)]


def test_a_quotation_over_paragraphs_without_marks_runs_to_its_close() -> None:
    text = "“We came.\nWe saw.\nWe won,” said the colonel."
    assert quoted(text) == [("We came.", False, 0), ("We saw.", False, 0), ("We won,", True, 0)]


def test_a_new_opening_mark_ends_a_quotation_that_was_left_open() -> None:
    text = '"They fled, said Omar. "We stayed," said Ali.'
    assert [words for words, _, _ in quoted(text)] == ["They fled, said Omar.", "We stayed,"]


def test_empty_marks_hold_no_quotation() -> None:
    assert quoted('He wrote "" and “ ”.') == []


@given(
    st.lists(
        st.sampled_from(["“", "”", '"', "'", "‘", "’", "«", "»", "„", "``", "''", " ", "a", "\n", ",", "s"]), max_size=40
    ).map("".join)
)
def test_whatever_the_marks_contents_lie_inside_and_are_trimmed(text: str) -> None:
    for quotation in quotations(text, paragraphs(text)):
        assert quotation.whole.holds(quotation.content)
        assert quotation.content.of(text).strip() == quotation.content.of(text)
