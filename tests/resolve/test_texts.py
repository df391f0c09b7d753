"""Which documents share their text."""

import hashlib
from itertools import permutations

from kg.model import Document
from kg.resolve import Register
from kg.resolve.texts import shared_texts

WIRE = (
    "PORT SUDAN, March 5 - Fighting between the army and the paramilitary Rapid Support Forces reached the southern "
    "districts of the city on Tuesday, residents said. Shells fell on a market in the early morning and several "
    "stalls burned down. A doctor at the teaching hospital said that eleven bodies had been brought in. The army "
    "did not comment. Aid agencies have warned for weeks that the only road out of the city may be cut, leaving "
    "tens of thousands of people without food or medicine."
)
OWN = (
    "The market was still smoking when we arrived. Amna, who sells onions, counted her losses and then stopped "
    "counting. Nobody had warned the traders that the shelling would come so far south, she says, and nobody has "
    "come since to ask who is missing. At the hospital the staff write names on a whiteboard in the corridor. They "
    "had run out of space by noon."
)


def document(name: str, text: str) -> Document:
    """Return a document of `text`."""
    return Document(name, hashlib.sha256(text.encode()).hexdigest(), name, text)


def groups(*documents: Document) -> list[tuple[str, ...]]:
    """Return the ids that share a text."""
    return [shared.documents for shared in shared_texts(documents, Register())]


def test_equal_texts_under_two_ids_share_their_text() -> None:
    assert groups(document("a", WIRE), document("b", WIRE)) == [("a", "b")]


def test_a_cut_report_with_another_headline_shares_its_text() -> None:
    cut = "Shells hit market in Sudan\n\n" + WIRE.rsplit(". ", 1)[0] + "."
    assert groups(document("a", WIRE), document("b", cut), document("c", OWN)) == [("a", "b")]


def test_two_reports_of_one_event_in_their_own_words_do_not() -> None:
    assert groups(document("a", WIRE), document("b", OWN)) == []


def test_short_and_empty_texts_are_no_trouble() -> None:
    assert groups(document("a", "Breaking"), document("b", "Breaking"), document("c", "…")) == [("a", "b")]


def test_the_order_does_not_matter() -> None:
    found = [document("a", WIRE), document("b", WIRE + " More follows."), document("c", OWN), document("d", OWN)]
    assert len({tuple(shared_texts(order, Register())) for order in permutations(found)}) == 1


def test_a_report_that_copies_paragraphs_shares_its_text() -> None:
    copied = WIRE.partition(" - ")[2].partition(" The army did not")[0]
    mixed = f"GEDAREF, March 6 (Nile Post) - {copied}\n\nIn our town the buses stood still. Drivers asked for more than before."
    assert groups(document("a", WIRE), document("b", mixed)) == [("a", "b")]


def test_one_sentence_in_common_is_not_enough() -> None:
    shared = (
        "Aid agencies have warned for weeks that the only road out of the city may be cut, leaving tens of thousands behind."
    )
    assert groups(document("a", f"{OWN} {shared}"), document("b", f"The rain came late this year, farmers say. {shared}")) == []
