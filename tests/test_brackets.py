"""The bracket notation: sentences with their triggers and roles marked."""

import pytest

from kg.testing import marked


def test_marks_become_spans_of_the_text_without_them() -> None:
    sentence = marked("[Russian jets|attacker] *bombed* [a fuel depot|target] in [Chuhuiv|place] on [Monday|time].")
    assert sentence.text == "Russian jets bombed a fuel depot in Chuhuiv on Monday."
    assert sentence.trigger.of(sentence.text) == "bombed"
    assert [(role, span.of(sentence.text)) for role, span in sentence.roles] == [
        ("attacker", "Russian jets"),
        ("target", "a fuel depot"),
        ("place", "Chuhuiv"),
        ("time", "Monday"),
    ]
    assert sentence.role("place").of(sentence.text) == "Chuhuiv"


def test_a_role_may_be_filled_twice_and_a_sentence_may_have_no_trigger() -> None:
    sentence = marked("[Rebels|side] met [soldiers|side].")
    assert [span.of(sentence.text) for _, span in sentence.roles] == ["Rebels", "soldiers"]
    assert sentence.triggers == ()


def test_the_only_trigger_is_asked_for_where_there_are_two() -> None:
    with pytest.raises(ValueError, match="2 triggers"):
        _ = marked("They *shelled* and *stormed* the town.").trigger


def test_a_role_that_nothing_fills_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        marked("They *left*.").role("place")


@pytest.mark.parametrize(
    "sentence", ["[Jets|attacker *bombed* it.", "Jets *bombed it.", "[Jets] *bombed* it.", "Jets|attacker bombed."]
)
def test_a_mark_left_open_is_an_error(sentence) -> None:
    with pytest.raises(ValueError, match="left open"):
        marked(sentence)
