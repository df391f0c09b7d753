"""Who puts a number on a toll."""

from collections.abc import Callable

import pytest

from kg.model import Annotation


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        ("Hospital officials put the death toll at 23.", "Hospital officials", "the death toll at 23"),
        ("The rebels placed the army's losses at about 300 men.", "The rebels", "the army's losses at about 300 men"),
    ],
)
def test_a_toll_is_somebodys_estimate(annotate: Callable[..., Annotation], text: str, source: str, content: str) -> None:
    found = next(a for a in annotate(text).attributions if a.source)
    assert [span.of(text) for span in found.source] == [source]
    assert [span.of(text) for span in found.content] == [content]


def test_a_thing_put_somewhere_is_no_saying(annotate: Callable[..., Annotation]) -> None:
    assert [a for a in annotate("Gunmen put a bomb at the gate of the station.").attributions if a.source] == []


def test_who_speaks_in_a_headline_does_not_die_in_it(annotate: Callable[..., Annotation]) -> None:
    figures = annotate("Police: two officers die in grenade attack").figures
    assert [(figure.low, figure.measure) for figure in figures] == [(2, "killed")]


def test_a_name_inside_an_adjective_is_not_taken_up(annotate: Callable[..., Annotation]) -> None:
    text = "JNIM, the al-Qaeda-linked alliance, denied the raid. It claimed an ambush near Boni."
    found = annotate(text)
    mentions = {mention.span.of(text): mention.id for mention in found.mentions}
    chain = next(chain for chain in found.entities if mentions["It"] in chain.mentions)
    assert mentions["JNIM"] in chain.mentions
