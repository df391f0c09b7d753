"""Paragraphs and sentences: where the signs on the page overrule the parser."""

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.language import Language

from kg.extract import pipeline
from kg.extract.language import SMALL_MODEL
from kg.extract.outline import chunks, headline, paragraphs, sentences
from kg.extract.reading import Reading
from kg.model import Span

Split = Callable[[str], list[str]]


@pytest.fixture(scope="module")
def split(small: Language) -> Split:
    """The sentences of a text, as strings."""

    def of(text: str) -> list[str]:
        doc = small(text)
        assert doc.text == text
        return [span.of(text) for span in sentences(doc, paragraphs(text))]

    return of


def test_a_headline_without_a_full_stop_is_a_sentence_of_its_own(split: Split) -> None:
    text = "Rebels take the airport\nThe army fled on Sunday.\nCity in ruins\nNobody was hurt."
    assert split(text) == text.split("\n")


@pytest.mark.parametrize(
    "dateline",
    [
        "KHARTOUM, Sept 10 (Reuters) —",
        "GOMA, Congo (AP) --",
        "NAYPYIDAW —",
        "Port-au-Prince, Haiti (CNN) —",
        "(CNN)",
        "DAMASCUS, 4 May (SANA) -",
        "MOSCOW, March 3. /TASS/.",
        "Quito (Ecuador), 8 Apr 89 (Acan) -- [TEXT]",
        "Managua, 9 May 1989 --",
    ],
)
def test_a_dateline_does_not_flow_into_the_first_sentence(split: Split, dateline: str) -> None:
    body = "Government forces shelled the market."
    assert split(f"{dateline} {body}")[-1] == body
    assert split(f"{dateline} {body}")[0] == dateline


@pytest.mark.parametrize(
    "sentence",
    [
        "“We will hold the bridge,” said the commander.",
        "“Will they come back?” asked the mayor.",
        '"Nobody will stop us!" the general shouted to reporters.',
        "The gains (in the east. And the south) went on until dusk.",
        "They waited ... and nobody came.",
        "Lt. Gen. J. Doe met Maj. Abdullahi in St. Louis on Sept. 4 with Mr. Diallo.",
        "“The city is ours!” Haftar signed off as saying.",
    ],
)
def test_a_sentence_is_not_torn_apart(split: Split, sentence: str) -> None:
    assert split(f"It began on Monday. {sentence}\nThen it ended.")[1] == sentence


def test_a_closing_mark_stays_with_its_sentence(split: Split) -> None:
    assert split('He wrote: "We left. They stayed." The siege went on.')[-1] == "The siege went on."


def test_lines_wrapped_at_a_fixed_width_make_one_paragraph() -> None:
    text = (
        "The ministry said on Monday that two convoys had reached the besieged\n"
        "town in the north, where about 40,000 people have been without food for\n"
        "three weeks and hospitals have run out of blood, bandages and fuel for\n"
        "their generators.\n\n"
        "A third convoy was turned back at a checkpoint, drivers told the agency\n"
        "by telephone.\n"
    )
    assert len(paragraphs(text)) == 2


def test_lines_that_end_in_full_stops_are_paragraphs() -> None:
    assert len(paragraphs("One shell fell.\nTwo men died.\n\nNobody came.\n")) == 3


def test_chunks_are_cut_between_paragraphs_and_lose_nothing() -> None:
    text = "A shell fell.\n\n" * 50
    cut = [span.of(text) for span in chunks(text, 200)]
    assert "".join(cut) == text
    assert all(part.startswith("A shell") and len(part) <= 200 for part in cut)


def test_a_text_longer_than_a_chunk_is_parsed_whole(small: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline, "CHUNK", 300)
    text = "The rebels left the town. The army came.\n" * 40
    doc = pipeline.parse(small, text)
    assert doc.text == text
    assert len(sentences(doc, paragraphs(text))) == 80


_SIGNS = ["“", "”", '"', "'", "’", "«", "»", "…", "--", "(", ")", "... ", "? ", ":", ",", "!”", "😀"]
_SPACES = [" ", "\n", "\n\n", "\t", "\xa0", "\u2028", "\r\n"]
_WORDS = ["He left. ", "Gen. ", "KYIV (AP) — ", "said he", '5"', "the army's ", "x"]
_PIECES = st.sampled_from([*_SIGNS, *_SPACES, *_WORDS])


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(_PIECES, max_size=30).map("".join))
def test_every_character_that_is_not_space_is_in_exactly_one_sentence(small: Language, text: str) -> None:
    doc = small(text)
    outline = paragraphs(text)
    found = sentences(doc, outline)
    covered = [offset for span in found for offset in range(span.start, span.end)]
    assert doc.text == text
    assert len(covered) == len(set(covered))
    assert {at for at, sign in enumerate(text) if not sign.isspace()} <= set(covered)
    assert all(any(paragraph.holds(span) for paragraph in outline) for span in found)
    assert all(not span.of(text)[0].isspace() and not span.of(text)[-1].isspace() for span in found)


@given(st.text(max_size=400), st.integers(1, 60))
def test_chunks_are_never_longer_than_asked_but_for_line_breaks(text: str, limit: int) -> None:
    cut = list(chunks(text, limit))
    assert "".join(span.of(text) for span in cut) == text
    assert all(len(span.of(text).rstrip("\n")) <= limit for span in cut)
    assert cut == sorted(cut, key=lambda span: Span(span.start, span.end))


TITLE = "Two killed in blast at Mogadishu checkpoint | Radio Xamar"
BODY = "MOGADISHU — Two soldiers died on Friday. Nobody claimed the attack."


def test_a_headline_that_runs_into_the_body_is_cut_off_by_the_title(read: Callable[..., Reading]) -> None:
    reading = read(TITLE + BODY, SMALL_MODEL, title=TITLE)
    assert reading.doc.text == TITLE + BODY
    assert [span.of(TITLE + BODY) for span in reading.paragraphs] == [TITLE, BODY]
    assert next(span.of(TITLE + BODY) for span in reading.sentences) == TITLE
    assert [span.of(TITLE + BODY) for span in reading.sentences][-1] == "Nobody claimed the attack."


def test_a_headline_is_cut_off_in_every_way_of_reading(small: Language) -> None:
    batched = next(small.pipe([pipeline.opened(small, TITLE + BODY, TITLE)]))
    long = pipeline.parse(small, TITLE + BODY * 1000, TITLE)
    for doc in (batched, long, pipeline.parse(small, TITLE + BODY, TITLE)):
        assert doc.text.startswith(TITLE + BODY)
        assert next(doc.sents).text == TITLE


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Rebels take the town of Sake. They met no resistance.", "Rebels take the town"),
        ("Rebels take the town of Sake.", "Rebels take the town of Sa"),
        ("Syrian planes bombed a market.", "Syria"),
        ("Rebels take the town\nThey met no resistance.", "Rebels take the town"),
        ("Rebels take the town", "Rebels take the town"),
        ("Rebels take the town.", None),
    ],
)
def test_a_text_that_only_begins_like_its_title_is_left_whole(text: str, title: str | None) -> None:
    assert headline(text, title) == 0
