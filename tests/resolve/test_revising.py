"""What one more document, or one less, changes in what was concluded."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from itertools import permutations
from pathlib import Path

import pytest

from kg.model import Annotation, Change, Document, Resolution
from kg.resolve import Identity, conclude
from kg.resolve.conclude import revise
from kg.store import Conclusions
from kg.vocab import Vocabulary
from tests.conftest import document

TEXTS = {
    "a": "General Amina Yusuf said the army shelled the town of Gao on Tuesday. “We will never leave this valley,” she said.",
    "b": "Shelling hit Gao on Tuesday, residents said. Amina Yusuf denied it: “We will never leave this valley,” Yusuf said.",
    "c": "In Bamako the minister Oumar Keita met diplomats from France. “The talks went well and will go on,” Keita said.",
    "d": "Oumar Keita met French diplomats in Bamako. “The talks went well and will go on,” Keita said on Wednesday.",
}

Pair = tuple[Document, Annotation]


@pytest.fixture(scope="module")
def pairs(annotate: Callable[..., Annotation]) -> dict[str, Pair]:
    """The four documents with what is found in them."""
    known = {"published": "2024-03-06"}
    return {name: (document(text, id=name, **known), annotate(text, id=name, **known)) for name, text in TEXTS.items()}


class World:
    """A graph's conclusions without the graph: what was concluded, document by document."""

    def __init__(self, folder: Path, pairs: dict[str, Pair], vocabulary: Vocabulary) -> None:
        self.memory = Conclusions.open(folder, "test").clear()
        self.pairs, self.vocabulary = pairs, vocabulary

    def concluded(self, *names: str) -> Resolution:
        """Conclude from all of `names` in that order."""
        resolution, identity = conclude(lambda: [self.pairs[name] for name in names], self.vocabulary, memory=self.memory)
        self.memory.put("keys", identity.rows())
        return resolution

    def changed(self, gone: Iterable[str] = (), come: Iterable[str] = ()) -> Change:
        """Take the documents `gone` out and put those of `come` in."""
        come = list(come)
        change, news = revise(gone, come, lambda: [self.pairs[name] for name in come], self.vocabulary, self.memory)
        self.memory.put("keys", news.rows())
        return change


@pytest.fixture
def world(tmp_path: Path, pairs: dict[str, Pair], vocabulary: Vocabulary) -> World:
    """A world of which nothing is known yet."""
    return World(tmp_path, pairs, vocabulary)


def test_a_document_that_comes_alone_is_linked_as_if_it_had_come_with_the_others(world: World) -> None:
    together, _ = conclude(lambda: list(world.pairs.values()), world.vocabulary)
    world.concluded("a", "b", "c")
    change = world.changed(come=["d"])
    wanted = {(link.chain, link.entity) for link in together.links if link.document == "d"}
    assert {(link.chain, link.entity) for link in change.now.links} == wanted
    assert {link.document for link in change.now.links} == {"d"}


def test_one_more_document_changes_nothing_that_it_does_not_touch(world: World) -> None:
    world.concluded("a", "b", "c")
    change = world.changed(come=["d"])
    touched = {entity.name for entity in change.now.entities}
    assert "person/oumar-keita" in {link.entity for link in change.now.links}
    assert not {"Amina Yusuf", "Gao"} & touched


def test_an_entity_of_which_a_document_tells_nothing_new_is_not_told_again(world: World) -> None:
    world.concluded("a", "c")
    world.pairs = world.pairs | {"e": _renamed(world.pairs["c"], "e"), "f": _renamed(world.pairs["c"], "f")}
    assert world.changed(come=["e"]).now.entities == ()
    gone = world.changed(gone=["c", "e"]).gone.entities
    assert "person/oumar-keita" in gone
    assert set(gone) <= {entity.key for entity in world.changed(come=["f"]).now.entities}


def test_an_utterance_that_a_second_document_prints_becomes_one(world: World) -> None:
    assert world.concluded("c").utterances == ()
    found = world.changed(come=["d"]).now.utterances
    assert [{saying.document for saying in one.sayings} for one in found] == [{"c", "d"}]


def test_of_an_utterance_that_one_more_document_prints_only_its_saying_is_told(world: World) -> None:
    (utterance,) = world.concluded("c", "d").utterances
    world.pairs = world.pairs | {"e": _renamed(world.pairs["d"], "e")}
    change = world.changed(come=["e"])
    assert [(one.key, {saying.document for saying in one.sayings}) for one in change.now.utterances] == [(utterance.key, {"e"})]
    assert f"utterance/{utterance.key}" in change.longer
    assert {saying.document for one in world.changed(gone=["c"]).now.utterances for saying in one.sayings} == {"d", "e"}


def test_of_a_text_that_one_more_document_shares_only_that_document_is_told(world: World) -> None:
    world.pairs = world.pairs | {name: _renamed(world.pairs["b"], name) for name in "ef"}
    (text,) = world.concluded("b", "e").shared
    change = world.changed(come=["f"])
    assert [(one.key, one.documents) for one in change.now.shared] == [(text.key, ("f",))]
    assert f"text/{text.key}" in change.longer


def test_what_only_one_document_told_is_gone_with_it(world: World) -> None:
    before = world.concluded("a", "b", "c")
    gone = world.changed(gone=["c"]).gone
    of_c = {link.entity for link in before.links if link.document == "c"}
    others = {link.entity for link in before.links if link.document != "c"}
    assert set(gone.entities) == of_c - others
    assert set(gone.chains) == {(link.document, link.chain) for link in before.links if link.document == "c"}


def test_an_utterance_is_gone_once_only_one_document_prints_it(world: World) -> None:
    (utterance,) = world.concluded("c", "d").utterances
    assert world.changed(gone=["d"]).gone.utterances == (utterance.key,)


def test_a_document_that_comes_back_finds_the_keys_that_it_had(world: World) -> None:
    before = world.concluded("a", "c")
    world.changed(gone=["c"])
    after = world.changed(come=["c"]).now
    assert {(one.chain, one.entity) for one in after.links} == {
        (one.chain, one.entity) for one in before.links if one.document == "c"
    }
    assert {one.key for one in after.events} <= {one.key for one in before.events}


def test_a_new_version_takes_the_place_of_the_old_one(world: World) -> None:
    world.concluded("a", "c")
    world.pairs = world.pairs | {"c": _renamed(world.pairs["a"], "c")}
    change = world.changed(gone=["c"], come=["c"])
    assert "person/oumar-keita" in change.gone.entities
    assert {one.documents for one in change.now.shared} == {("a", "c")}


def test_the_world_does_not_depend_on_the_order_of_documents(world: World) -> None:
    found = {
        conclude(lambda order=order: [world.pairs[name] for name in order], world.vocabulary)[0]
        for order in permutations("abcd")
    }
    assert len(found) == 1


def test_a_copy_of_a_text_is_found_among_those_that_were_there(world: World) -> None:
    world.concluded("a", "b", "c")
    world.pairs = world.pairs | {"e": _renamed(world.pairs["b"], "e")}
    change = world.changed(come=["e"])
    assert [one.documents for one in change.now.shared] == [("b", "e")]
    assert {event for event in change.now.events if event.reports} == set(change.now.events)


def test_concluding_all_anew_after_adding_is_what_a_build_with_the_same_keys_gives(world: World) -> None:
    _, first = conclude(lambda: [world.pairs[name] for name in "ab"], world.vocabulary)
    world.concluded("a", "b")
    news: list[Identity] = []
    for name in "cd":
        _, fresh = revise((), [name], lambda name=name: [world.pairs[name]], world.vocabulary, world.memory)
        world.memory.put("keys", fresh.rows())
        news.append(fresh)
    lines = [line for known in (first, *news) for line in known.lines()]
    one, _ = conclude(lambda: [world.pairs[name] for name in "abcd"], world.vocabulary, Identity.read(lines))
    other, _ = conclude(lambda: [world.pairs[name] for name in "dcba"], world.vocabulary, Identity.read(lines))
    assert one == other


TOLL = "An airstrike killed {} people in the town of Gao on Tuesday, officials said."


@pytest.fixture(scope="module")
def tolls(annotate: Callable[..., Annotation]) -> dict[str, Pair]:
    """A hundred and thirty documents that count the dead of one airstrike, some of them otherwise."""
    known = {"published": "2024-03-06"}
    told = [(document(text, **known), annotate(text, **known)) for text in (TOLL.format(n) for n in (12, 13, "at least 11"))]
    return {f"d{number:03}": _renamed(told[number % 17 % 3], f"d{number:03}") for number in range(130)}


def weighed(world: World) -> set[str]:
    """What is known of the disagreements and tolls on the topics of many claims, if all of `world` is concluded anew."""
    anew, _ = conclude(lambda: list(world.pairs.values()), world.vocabulary)
    return _told(anew)


def _told(resolution: Resolution) -> set[str]:
    return {repr(one) for one in (*resolution.disagreements, *resolution.tolls)}


def test_a_topic_of_many_claims_is_weighed_as_if_all_had_come_together(world: World, tolls: dict[str, Pair]) -> None:
    names = sorted(tolls)
    world.pairs = {name: tolls[name] for name in names[:25]}
    said = _told(world.concluded(*names[:25]))
    for name in names[25:50]:
        world.pairs = world.pairs | {name: tolls[name]}
        change = world.changed(come=[name])
        said = said - _told(change.before) | _told(change.now)
        assert max(len(one.members) for one in change.now.disagreements) == len(world.pairs)
    assert max(len(world.memory.tallies(one.topic)) for one in change.now.disagreements) == 100
    assert said == weighed(world)


def test_a_topic_of_very_many_claims_is_weighed_again_whenever_it_has_grown_by_a_tenth(
    world: World, tolls: dict[str, Pair]
) -> None:
    names, sizes = sorted(tolls), []
    world.pairs = {name: tolls[name] for name in names[:100]}
    said = _told(world.concluded(*names[:100]))
    for name in names[100:]:
        world.pairs = world.pairs | {name: tolls[name]}
        change = world.changed(come=[name])
        assert _told(change.before) <= said
        said = said - _told(change.before) | _told(change.now)
        sizes += [max(len(one.members) for one in change.now.disagreements)] if change.now.disagreements else []
    assert sizes == [111, 123]
    change = world.changed(gone=["d000"])
    said = said - _told(change.before) | _told(change.now)
    del world.pairs["d000"]
    assert said == weighed(world)


def _renamed(pair: Pair, name: str) -> Pair:
    return replace(pair[0], id=name), replace(pair[1], document=name)
