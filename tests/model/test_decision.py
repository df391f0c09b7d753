"""The file of decisions: what a person may write, what is refused and how, and which decisions count."""

from datetime import UTC, datetime, timedelta

import pytest

from kg.errors import ReadError
from kg.model import Decision, Judgement, in_force, read_decisions, undone, written

GOOD = '{"verdict": "same", "on": ["entity/a/x", "entity/a/y"], "who": "Ana", "when": "2024-03-05"}'
START = datetime(2024, 3, 5, tzinfo=UTC)


def undo(name: str, of: str, second: int) -> Decision:
    return Decision(name, Judgement.UNDO, (of,), "Ana", START + timedelta(seconds=second))


def test_a_line_written_by_hand_gets_an_id_and_a_time_zone_and_notes_are_passed_over() -> None:
    (one,) = read_decisions(f"# of the desk in Goma\n\n{GOOD}\n")
    assert one.when == START
    assert len(one.id) == 8
    assert read_decisions(f"{GOOD}\n{GOOD}\n") == (one,)


def test_what_is_written_reads_back_the_same() -> None:
    full = Decision("d1", Judgement.CORRECT, ("entity/place/x",), "Ana", START, "misspelt", "name", "Qarsa", "Karsa")
    assert read_decisions(written(full)) == (full,)
    assert "\n" not in written(full)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("same a b", "Expecting value (column 1)"),
        ('"same"', "a decision is an object in braces, with verdict, on, who and when"),
        ('{"verdict": "same", "on": ["a", "b"]}', "who and when missing"),
        (GOOD.replace("same", "simmilar"), "the verdict 'simmilar' is none of same, different, merge"),
        (GOOD.replace(', "entity/a/y"', ""), "same needs two things or more to decide on"),
        (GOOD.replace("2024-03-05", "Tuesday"), "Invalid isoformat string: 'Tuesday'"),
        (GOOD.replace('"who"', '"whom": "B", "who"'), "whom is none of id, verdict, on"),
        (
            GOOD.replace('"same"', '"correct"').replace(', "entity/a/y"', ""),
            "a property with its value is what a correction needs",
        ),
        (
            GOOD.replace('"same"', '"correct", "property": "denotes", "value": "entity/a/x"').replace(', "entity/a/y"', ""),
            "nothing is corrected to be itself",
        ),
        (GOOD.replace('"Ana"', '" "'), "say who decided"),
        (GOOD.replace('"verdict"', '"id": "d1", "verdict"').replace("/y", "/z"), "line 3: its id d1 is that of line 1"),
    ],
)
def test_a_broken_line_is_named_with_its_file_its_number_and_what_is_wrong(line: str, told: str) -> None:
    with pytest.raises(ReadError) as caught:
        read_decisions(f"{GOOD.replace('"verdict"', '"id": "d1", "verdict"')}\n\n{line}\n", "war.kg/decisions")
    assert str(caught.value).startswith("war.kg/decisions, line 3: ")
    assert told in str(caught.value)


def test_an_undo_counts_until_it_is_undone_itself() -> None:
    (one,) = read_decisions(GOOD)
    first, second = undo("u1", one.id, 1), undo("u2", "u1", 2)
    assert in_force([one, first]) == ()
    assert undone([one, first]) == {one.id: "u1"}
    assert in_force([one, first, second]) == (one,)


def test_the_time_decides_which_comes_first_wherever_a_merge_has_put_the_lines() -> None:
    (one,) = read_decisions(GOOD)
    assert in_force([undo("u1", one.id, 1), one]) == ()
