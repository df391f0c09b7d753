"""Which quotations of different documents are the same utterance."""

from itertools import permutations

from kg.model import Saying, Span
from kg.resolve import Register
from kg.resolve.names import fold
from kg.resolve.sayings import Heard, Wording, stems
from kg.resolve.utterances import same_utterances


def heard(
    document: str, *sentences: str, speaker: str = "person/amina-yusuf", side: str | None = None, defence: bool = False
) -> list[Heard]:
    """Return the sentences of one speaker in `document`, in order."""
    words = [tuple(fold(sentence).split()) for sentence in sentences]
    return [
        Heard(Saying(document, "a1", Span(100 * n, 100 * n + 99)), Wording(speaker, side, said, stems(said), defence), n)
        for n, said in enumerate(words)
    ]


def pairs(*found: Heard) -> list[set[tuple[str, int]]]:
    """Return the (document, number of the sentence) of each utterance."""
    return [{(s.document, s.span.start // 100) for s in u.sayings} for u in same_utterances(found, Register())]


def test_two_translations_of_a_sentence_are_one_utterance() -> None:
    one = heard("a", "Since the start of March our units have freed 300 square kilometres of land.")
    other = heard("b", "From the start of March, our troops freed about 300 square kilometres of our land so far.")
    assert pairs(*one, *other) == [{("a", 0), ("b", 0)}]


def test_a_weak_likeness_counts_beside_a_sure_one() -> None:
    one = heard("a", "The rebels ran from the valley without a fight.", "Behind them they left their guns and their dead.")
    other = heard("b", "The rebels ran from the valley with no fight at all.", "Guns, trucks and dead comrades stayed behind.")
    found = pairs(*one, *other)
    assert len(found) == 2
    assert {("a", 1), ("b", 1)} in found


def test_the_same_words_of_another_speaker_are_another_utterance() -> None:
    said = "We will never give up a single metre of this land."
    assert pairs(*heard("a", said), *heard("b", said, speaker="person/jose-rojas")) == []


def test_the_same_number_is_not_the_same_sentence() -> None:
    one = heard("a", "We have retaken 2,000 kilometres since the spring began.")
    other = heard("b", "More than 2,000 of their soldiers surrendered to us yesterday.")
    assert pairs(*one, *other) == []


def test_a_sentence_repeated_in_one_document_alone_is_no_utterance_of_several() -> None:
    assert pairs(*heard("a", "We will never give up a single metre.", "We will never give up a single metre.")) == []


def test_the_order_of_documents_does_not_matter() -> None:
    said = "We will never give up a single metre of this land."
    found = [
        *heard("a", said),
        *heard("b", said, "And we shall stay here."),
        *heard("c", "We never give up a metre of this land."),
    ]
    assert len({same_utterances(order, Register()) for order in permutations(found)}) == 1


def test_a_ministry_and_its_spokesman_can_say_the_same_sentence() -> None:
    one = heard("a", "A decision was made to pull our units back to the river.", speaker="organisation/ministry", side="SD")
    other = heard("b", "It was the decision to pull our units back to the river.", speaker="person/spokesman", side="SD")
    assert pairs(*one, *other) == [{("a", 0), ("b", 0)}]


def test_names_may_be_spelt_in_two_ways() -> None:
    one = heard("a", "Our brigades stand before Balakliya, Izyum and Lugansk.")
    other = heard("b", "Before Balakliia, Izium and Luhansk our men now stand.")
    assert pairs(*one, *other) == [{("a", 0), ("b", 0)}]


def test_a_ministry_of_defence_and_the_army_are_one_voice() -> None:
    said = (
        "To reach its goals it was decided to regroup the units located near the river.",
        "A decision was made to regroup units near the river.",
    )
    plain = (
        heard("a", said[0], speaker="organisation/ministry", side="SD"),
        heard("b", said[1], speaker="military-unit/army", side="SD"),
    )
    assert pairs(*plain[0], *plain[1]) == []
    voice = (
        heard("a", said[0], speaker="organisation/ministry", side="SD", defence=True),
        heard("b", said[1], speaker="military-unit/army", side="SD", defence=True),
    )
    assert pairs(*voice[0], *voice[1]) == [{("a", 0), ("b", 0)}]
