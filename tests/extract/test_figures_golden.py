"""Every sentence of the golden file gives the casualty figures that a careful reader takes from it, and no others."""

from collections.abc import Callable

import pytest

from kg.extract.figures import figures
from kg.extract.reading import Reading
from kg.extract.times import times
from kg.model import Annotation, Figure, Measure
from tests.golden.casualty_sentences import CASUALTIES, NO_CASUALTIES, Expected

HARM = (
    Measure.KILLED,
    Measure.WOUNDED,
    Measure.CASUALTIES,
    Measure.CAPTURED,
    Measure.ARRESTED,
    Measure.MISSING,
    Measure.DISPLACED,
)


def found(reading: Reading) -> list[Figure]:
    known = times(reading, Annotation(reading.document.id, reading.document.version))
    return [figure for figure in figures(reading, known).figures if figure.measure in HARM]


@pytest.mark.parametrize(("sentence", "expected"), CASUALTIES)
def test_a_casualty_sentence_gives_its_figures(read: Callable[..., Reading], sentence: str, expected: list[Expected]) -> None:
    figures = found(read(sentence, published="2024-03-08"))
    assert [(f.measure.value, f.low, f.high, f.bound.value, f.span.of(sentence)) for f in figures] == expected


@pytest.mark.parametrize("sentence", NO_CASUALTIES)
def test_a_sentence_with_other_numbers_gives_no_casualties(read: Callable[..., Reading], sentence: str) -> None:
    assert found(read(sentence, published="2024-03-08")) == []


def test_the_golden_file_is_large_and_mixed() -> None:
    assert len(CASUALTIES) + len(NO_CASUALTIES) >= 40
    assert len(NO_CASUALTIES) >= 15
