"""Figures: what a number states, what it counts and measures, and which numbers are none."""

from collections.abc import Callable

import pytest

from kg.extract.figures import figures
from kg.extract.figures.bounds import bounded
from kg.extract.figures.numbers import numerals, value
from kg.extract.reading import Reading
from kg.extract.times import times
from kg.model import Annotation, Bound, Figure, Measure, Mention, Scope, Span
from kg.model.values import Form, Kind
from tests.conftest import SEEDS

Find = Callable[..., list[Figure]]


@pytest.fixture(scope="session")
def find(read: Callable[..., Reading]) -> Find:
    """``find(text, mentions=…)``: the figures of a report of 10 March 2024."""

    def found(text: str, mentions: tuple[Mention, ...] = (), published: str | None = "2024-03-10") -> list[Figure]:
        reading = read(text, published=published)
        known = Annotation(reading.document.id, reading.document.version, mentions=mentions)
        dated = Annotation(known.document, known.version, mentions=mentions, times=times(reading, known).times)
        return list(figures(reading, dated).figures)

    return found


@pytest.mark.parametrize(
    ("words", "worth"),
    [("2,000", 2000), ("two hundred and fifty", 250), ("twenty-five", 25), ("half a million", 500_000),
     ("2.5 million", 2_500_000),
     ("a dozen", 12), ("two dozen", 24), ("one thousand two hundred", 1200), ("3bn", 3_000_000_000),
     ("two-thirds", pytest.approx(2 / 3))],
)  # fmt: skip
def test_a_number_is_worth_its_words(words: str, worth: float) -> None:
    assert value(words) == worth


@pytest.mark.parametrize(
    ("text", "low", "high", "bound", "strict", "words"),
    [
        ("at least 20 men", 20, None, Bound.AT_LEAST, False, "at least 20"),
        ("more than 20 men", 20, None, Bound.AT_LEAST, True, "more than 20"),
        ("no fewer than 20 men", 20, None, Bound.AT_LEAST, False, "no fewer than 20"),
        ("20 or more men", 20, None, Bound.AT_LEAST, False, "20 or more"),
        ("up to 20 men", None, 20, Bound.AT_MOST, False, "up to 20"),
        ("fewer than 20 men", None, 20, Bound.AT_MOST, True, "fewer than 20"),
        ("nearly 20 men", 20, 20, Bound.ABOUT, False, "nearly 20"),
        ("some 20 men", 20, 20, Bound.ABOUT, False, "some 20"),
        ("close to 20 men", 20, 20, Bound.ABOUT, False, "close to 20"),
        ("15 to 20 men", 15, 20, Bound.BETWEEN, False, "15 to 20"),
        ("between 15 and 20 men", 15, 20, Bound.BETWEEN, False, "between 15 and 20"),
        ("15-20 men", 15, 20, Bound.BETWEEN, False, "15-20"),
        ("2 to 3 million people", 2_000_000, 3_000_000, Bound.BETWEEN, False, "2 to 3 million"),
        ("dozens of men", None, None, Bound.VAGUE, False, "dozens"),
        ("tens of thousands of men", None, None, Bound.VAGUE, False, "tens of thousands"),
        ("exactly 20 men", 20, 20, Bound.EXACT, False, "exactly 20"),
    ],
)  # fmt: skip
def test_the_words_around_a_number_set_its_bound(
    text: str, low: int | None, high: int | None, bound: Bound, strict: bool, words: str
) -> None:
    (numeral,) = numerals(text)
    found = bounded(text, numeral)
    assert (found.low, found.high, found.bound, found.strict, found.span.of(text)) == (low, high, bound, strict, words)


def test_a_change_from_one_number_to_another_is_no_range() -> None:
    assert [numeral.low for numeral in numerals("the toll rose from 15 to 20")] == [15, 20]


def test_a_malformed_number_has_no_value_and_says_why(find: Find) -> None:
    (figure,) = find("The camp lies 12,50 miles from the border.")
    assert (figure.as_written, figure.low, figure.high, figure.bound) == ("12,50", None, None, Bound.VAGUE)
    assert figure.flag is not None
    assert "12,50" in figure.flag


def test_a_bracket_in_another_unit_is_a_conversion(find: Find) -> None:
    first, second = find("Troops retook 1,000 square kilometres (nearly 400 square miles) of land.")
    assert second.conversion_of == first.id
    assert (first.unit, second.unit) == ("square kilometre", "square mile")
    assert first.conversion_of is None


def test_the_span_holds_bound_number_and_counted_nouns(find: Find) -> None:
    text = "The ministry spoke of the elimination of more than 2,000 rebel and foreign fighters."
    (figure,) = find(text)
    assert figure.span.of(text) == "more than 2,000 rebel and foreign fighters"
    assert figure.counts is not None
    assert figure.counts.of(text) == "rebel and foreign fighters"
    assert (figure.measure, figure.victim, figure.strict) == (Measure.KILLED, "fighter", True)


@pytest.mark.parametrize(
    ("text", "measure", "unit"),
    [
        ("They retook 300 square kilometres of farmland.", Measure.AREA, "square kilometre"),
        ("They liberated 300 kilometres of territory.", Measure.AREA, "kilometre"),
        ("The camp lies 12 km north of Goma.", Measure.DISTANCE, "kilometre"),
        ("They dug a trench of 12 kilometres.", Measure.DISTANCE, "kilometre"),
        ("Congress approved $61 billion in aid.", Measure.MONEY, "dollar"),
        ("It sent 900 tonnes of food to the camp.", Measure.AID, "tonne"),
        ("They held the town for eight years.", Measure.DURATION, "year"),
        ("The army destroyed 12 tanks.", Measure.EQUIPMENT_LOST, None),
        ("Russia deployed 5,000 soldiers to the border.", Measure.STRENGTH, None),
        ("They control 40 percent of the city.", Measure.OTHER, "percent"),
        ("They seized four villages.", Measure.OTHER, None),
    ],
)
def test_a_quantity_has_the_measure_of_its_unit_and_verb(find: Find, text: str, measure: Measure, unit: str | None) -> None:
    (figure,) = find(text)
    assert (figure.measure, figure.unit) == (measure, unit)


def test_a_length_given_for_an_area_is_flagged(find: Find) -> None:
    (figure,) = find("They liberated 300 kilometres of territory.")
    assert figure.flag == "a length given for an area"


@pytest.mark.parametrize(
    "text",
    ["The 214th battalion left.", "He was born on 24 February 1961.", "In 2014 they left.", "Ali Hassan, 42, left.",
     "A T-72 and an A-10 were seen.", "Highway 80 is shut.", "They cite Resolution 2249.", "He left at 10:30.",
     "A five-storey house fell.",
     "A 16-year-old boy left.", "Three days ago they left.", "No one left.", "He won 2-1."],
)  # fmt: skip
def test_what_only_looks_like_a_quantity_is_none(find: Find, text: str) -> None:
    assert find(text) == []


@pytest.mark.parametrize(
    ("text", "flag"),
    [
        ("The flood could kill 300 people.", "hypothetical"),
        ("He threatened to kill 300 people.", "hypothetical"),
        ("If they attack, 300 people will be killed.", "hypothetical"),
        ("The raid did not kill 300 people.", "negative"),
    ],
)
def test_numbers_of_what_did_not_happen_are_no_casualties(find: Find, text: str, flag: str) -> None:
    (figure,) = find(text)
    assert (figure.measure, figure.flag) == (Measure.OTHER, flag)


@pytest.mark.parametrize(
    "text", ["They threatened to kill the mayor.", "A death squad may kill him.", "He called for the murder of the judge."]
)
def test_victims_of_threats_are_no_figures(find: Find, text: str) -> None:
    assert find(text) == []


@pytest.mark.parametrize(
    ("text", "measure"),
    [
        ("Some 300 people may have been killed.", Measure.KILLED),
        ("Five men are believed to have died.", Measure.KILLED),
        ("She was the third journalist to be killed this year.", Measure.KILLED),
    ],
)
def test_doubt_about_a_deed_leaves_it_a_casualty_figure(find: Find, text: str, measure: Measure) -> None:
    assert [figure.measure for figure in find(text)] == [measure]


@pytest.mark.parametrize(
    ("text", "measure"),
    [
        ("There were no casualties.", Measure.CASUALTIES),
        ("Nobody was wounded.", Measure.WOUNDED),
        ("There were no reports of casualties.", Measure.CASUALTIES),
        ("The drone fell without causing casualties.", Measure.CASUALTIES),
    ],
)
def test_no_casualties_is_nought(find: Find, text: str, measure: Measure) -> None:
    (figure,) = find(text)
    assert (figure.measure, figure.low, figure.high, figure.bound) == (measure, 0, 0, Bound.EXACT)


def test_people_shot_are_wounded_only_where_the_report_says_that_they_live(find: Find) -> None:
    assert [figure.measure for figure in find("Three men were shot. They are in hospital.")] == [Measure.WOUNDED]
    assert [figure.measure for figure in find("Three men were shot.")] == [Measure.CASUALTIES]
    assert [figure.measure for figure in find("Three men were shot dead.")] == [Measure.KILLED]


def test_killed_and_wounded_together_are_casualties(find: Find) -> None:
    assert [figure.measure for figure in find("They killed or wounded 70 soldiers.")] == [Measure.CASUALTIES]


def test_the_same_person_kidnapped_and_killed_is_killed(find: Find) -> None:
    assert [figure.measure for figure in find("Two priests were kidnapped and murdered.")] == [Measure.KILLED]


def test_named_victims_are_one_each(find: Find) -> None:
    text = "Four people were killed. They are Maria Lopez, Juan Perez and Elsa Gomez."
    assert [(figure.span.of(text), figure.low) for figure in find(text)] == [
        ("Four people", 4), ("Maria Lopez", 1), ("Juan Perez", 1), ("Elsa Gomez", 1),
    ]  # fmt: skip


def test_a_double_murder_is_two_dead(find: Find) -> None:
    text = "Police are investigating a double murder."
    (figure,) = find(text)
    assert (figure.span.of(text), figure.low, figure.measure) == ("double murder", 2, Measure.KILLED)


def test_a_natural_death_is_no_casualty(find: Find) -> None:
    assert find("The writer died of cancer.") == []


@pytest.mark.parametrize(
    ("text", "scope"),
    [
        ("Twelve people were killed in the blast.", Scope.INCIDENT),
        ("Twelve people were killed in the past three days.", Scope.PERIOD),
        ("Twelve people have been killed since January.", Scope.CUMULATIVE),
        ("The death toll in the blast rose to twelve.", Scope.INCIDENT),
        ("It was the deadliest attack since May, killing twelve people.", Scope.INCIDENT),
    ],
)
def test_the_sentence_says_what_a_figure_covers(find: Find, text: str, scope: Scope) -> None:
    figure = find(text)[0]
    assert figure.scope is scope
    assert (figure.period is None) == (scope is Scope.INCIDENT)


def test_what_a_war_has_killed_is_no_toll_of_an_incident(find: Find) -> None:
    assert find("The conflict has killed more than 280,000 people.")[0].scope is Scope.CUMULATIVE


def test_the_side_of_a_mention_is_the_side_of_those_counted(find: Find) -> None:
    text = "The blast killed 12 Sudanese soldiers."
    span = Span(text.index("12"), text.index(" soldiers") + 9)
    mention = Mention("m1", span, Span(span.end - 8, span.end), Kind.GROUP, Form.NOMINAL, side="SD")
    (figure,) = find(text, (mention,))
    assert figure.side == "SD"


def test_the_seeds_give_one_casualty_figure_and_five_of_territory(find: Find) -> None:
    found = []
    for name in ("000_adbf7f0bf7dbd18a.txt", "002_366fb877c57290ad.txt"):
        text = (SEEDS / name).read_text(encoding="utf-8")
        found += [
            (figure.measure, figure.span.of(text)) for figure in find(text, published="2022-09-11") if not figure.conversion_of
        ]
    assert [words for measure, words in found if measure is Measure.KILLED] == [
        "more than 2,000 Ukrainian and foreign fighters"
    ]
    assert [words for measure, words in found if measure is Measure.AREA] == [
        "more than 2000 kilometres", "about 2,000 kilometres", "around 2,000 kilometers", "around 2,000 kilometers",
        "1,000 square kilometers",
    ]  # fmt: skip
