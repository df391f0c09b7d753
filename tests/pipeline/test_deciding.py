"""What people decide, any of it in any order, and then undo, leaves the world as it was."""

import hashlib
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.lift import canonical_hash, lift_world
from kg.model import Annotation, Chain, Decision, Document, Effect, Form, Judgement, Kind, Mention, Span
from kg.pipeline.deciding import Decided, decide
from kg.resolve import Identity
from kg.vocab import Iris, address_of, load_vocabulary

IRIS = Iris()
START = datetime(2024, 3, 5, tzinfo=UTC)
TEXTS = {
    "a": "Ivan Petrov; Omar Hassan; Qarsa",
    "b": "Igor Petrov; O. Hassan; Telbeira",
    "c": "Petrov; Omar Hassan; Ivan Petrov; Tel Amar",
    "d": "Ivan Petrov; Hassan; Qarsa; Tel Amar",
}
PLACES = {"Qarsa", "Telbeira", "Tel Amar"}


def article(id: str, text: str) -> tuple[Document, Annotation]:
    """A document that names what `text` lists, each a chain of its own."""
    mentions, chains, at = [], [], 0
    for name in text.split("; "):
        span, kind = Span(at, at + len(name)), Kind.PLACE if name in PLACES else Kind.PERSON
        mentions.append(Mention(f"m{span.start}-{span.end}", span, span, kind, Form.NAMED))
        chains.append(Chain(f"x{span.start}-{span.end}", kind, name, (mentions[-1].id,)))
        at = span.end + 2
    version = hashlib.sha256(text.encode()).hexdigest()
    document = Document(id, version, f"{id}.txt", text)
    whole = (Span(0, len(text)),)
    return document, Annotation(id, version, "hand", whole, whole, tuple(mentions), tuple(chains))


Articles = list[tuple[Document, Annotation]]
ARTICLES: Articles = [article(id, text) for id, text in TEXTS.items()]
CURRENT = {document.id: document.version[:12] for document, _ in ARTICLES}
SOURCES = {document.id: IRIS.source_of(document) for document, _ in ARTICLES}
OWN = [
    f"source/{document.id}/{document.version[:12]}/entity/{chain.id}"
    for document, annotation in ARTICLES
    for chain in annotation.entities
]


def world(decisions: Iterable[Decision], identity: Identity | None = None, articles: Articles = ARTICLES) -> Decided:
    return decide(lambda: articles, load_vocabulary(), identity, decisions, CURRENT)


def graph_hash(decided: Decided) -> str:
    return canonical_hash(lift_world(decided.resolution, SOURCES, IRIS))


def groups(decided: Decided) -> set[frozenset[str]]:
    """The names, with their documents, that are one entity."""
    names = {
        (document.id, chain.id): f"{document.id}: {chain.name}" for document, found in ARTICLES for chain in found.entities
    }
    found: dict[str, set[str]] = {}
    for link in decided.resolution.links:
        found.setdefault(link.entity, set()).add(names[link.document, link.chain])
    return {frozenset(group) for group in found.values()}


def own(name: str) -> str:
    """The address of ``a: Ivan Petrov``."""
    document, _, words = name.partition(": ")
    start = TEXTS[document].index(words)
    return next(one for one in OWN if one.startswith(f"source/{document}/") and one.endswith(f"/x{start}-{start + len(words)}"))


def key_of(name: str, decided: Decided | None = None) -> str:
    """The key of the entity that ``a: Ivan Petrov`` denotes."""
    document, _, chain = own(name).removeprefix("source/").replace("/entity/", "/").split("/")
    links = (decided or world(())).resolution.links
    return next(link.entity for link in links if (link.document, link.chain) == (document, chain))


def decision(number: int, judgement: Judgement, *subjects: str, **known: str) -> Decision:
    return Decision(f"d{number}", judgement, subjects, "Ana", START + timedelta(seconds=number), **known)  # type: ignore[arg-type]


KEYS = sorted(address_of(entity.key) for entity in world(()).resolution.entities)
THINGS = st.sampled_from([*OWN, *KEYS])


@st.composite
def judged(draw: st.DrawFn) -> tuple[Judgement, tuple[str, ...], dict[str, str]]:
    """A judgement with what it is on."""
    judgement = draw(st.sampled_from([one for one in Judgement if one is not Judgement.UNDO]))
    if judgement is Judgement.CORRECT:
        if draw(st.booleans()):
            one, there = draw(st.tuples(st.sampled_from(OWN), THINGS).filter(lambda pair: pair[0] != pair[1]))
            return judgement, (one,), {"property": "denotes", "value": there}
        return judgement, (draw(st.sampled_from(KEYS)),), {"property": "name", "value": draw(st.sampled_from(["Kyiv", "X"]))}
    if judgement is Judgement.SPLIT:
        return judgement, (draw(st.sampled_from(KEYS)), draw(st.sampled_from(OWN))), {}
    if judgement in (Judgement.ACCEPT, Judgement.REJECT):
        return judgement, (draw(THINGS),), {}
    return judgement, tuple(draw(st.lists(THINGS, min_size=2, max_size=3, unique=True))), {}


def made(drawn: Iterable[tuple[Judgement, tuple[str, ...], dict[str, str]]]) -> Iterator[Decision]:
    for number, (judgement, subjects, known) in enumerate(drawn):
        yield decision(number, judgement, *subjects, **known)


def test_undecided_the_sightings_fall_as_their_words_say() -> None:
    assert groups(world(())) >= {
        frozenset({"a: Ivan Petrov", "c: Ivan Petrov", "d: Ivan Petrov"}),
        frozenset({"b: Igor Petrov"}),
        frozenset({"c: Petrov"}),
        frozenset({"a: Qarsa", "d: Qarsa"}),
    }


def test_what_is_said_to_be_the_same_is_one_entity_that_keeps_the_older_key() -> None:
    one, other = key_of("a: Qarsa"), key_of("b: Telbeira")
    found = world([decision(0, Judgement.SAME, address_of(one), address_of(other))])
    assert {"a: Qarsa", "b: Telbeira", "d: Qarsa"} in map(set, groups(found))
    assert found.merged == {other: one}
    assert (found.effects["d0"].earlier, found.effects["d0"].later) == (address_of(other), address_of(one))


def test_what_is_said_to_be_different_stays_apart_whatever_its_words() -> None:
    found = groups(world([decision(0, Judgement.DIFFERENT, own("a: Ivan Petrov"), own("d: Ivan Petrov"))]))
    assert not [group for group in found if {"a: Ivan Petrov", "d: Ivan Petrov"} <= group]


def test_what_is_split_off_gets_a_key_of_its_own_and_the_rest_keeps_the_old_one() -> None:
    whole = key_of("a: Ivan Petrov")
    found = world([decision(0, Judgement.SPLIT, address_of(whole), own("a: Ivan Petrov"))])
    assert {"c: Ivan Petrov", "d: Ivan Petrov"} in map(set, groups(found))
    assert {"a: Ivan Petrov"} in map(set, groups(found))
    assert key_of("c: Ivan Petrov", found) == whole != key_of("a: Ivan Petrov", found)


def test_a_link_that_is_rejected_or_corrected_tells_what_it_was_and_what_it_is() -> None:
    was, there = address_of(key_of("c: Ivan Petrov")), address_of(key_of("b: Igor Petrov"))
    away = world([decision(0, Judgement.REJECT, own("c: Ivan Petrov"), was=was)])
    assert {"c: Ivan Petrov"} in map(set, groups(away))
    assert away.effects["d0"].earlier == was != away.effects["d0"].later
    moved = world([decision(0, Judgement.CORRECT, own("c: Ivan Petrov"), property="denotes", value=there)])
    assert {"c: Ivan Petrov", "b: Igor Petrov"} in map(set, groups(moved))
    assert (moved.effects["d0"].earlier, moved.effects["d0"].later) == (was, there)
    assert key_of("a: Ivan Petrov", moved) == key_of("a: Ivan Petrov")


def test_of_two_that_contradict_each_other_the_later_counts_and_the_other_is_told_why_not() -> None:
    pair = (own("a: Qarsa"), own("b: Telbeira"))
    found = world([decision(0, Judgement.SAME, *pair), decision(1, Judgement.DIFFERENT, *pair)])
    assert not [group for group in groups(found) if {"a: Qarsa", "b: Telbeira"} <= group]
    assert found.effects["d0"].hindered == "the later decision d1 says otherwise"


@pytest.mark.parametrize(
    ("subject", "why"),
    [
        ("source/a/000000000000/entity/x0-11", "a is no longer in the graph as it was then"),
        ("entity/person/nobody", "there is no person/nobody in this graph, or no document that names it"),
    ],
)
def test_what_is_about_something_that_is_gone_has_no_effect_and_says_so(subject: str, why: str) -> None:
    found = world([decision(0, Judgement.SAME, subject, own("b: Telbeira"))])
    assert found.effects["d0"].hindered == why
    assert graph_hash(found) == graph_hash(world(()))


def test_a_corrected_name_stands_beside_the_earlier_one_and_survives_a_merger() -> None:
    keys = [address_of(key_of(name)) for name in ("b: Telbeira", "a: Qarsa")]
    found = world(
        [decision(0, Judgement.CORRECT, keys[0], property="name", value="Karsa"), decision(1, Judgement.MERGE, *keys)]
    )
    (entity,) = [one for one in found.resolution.entities if one.name == "Karsa"]
    assert {"Qarsa", "Telbeira"} <= set(entity.aliases)
    assert found.effects["d0"].earlier in ("Qarsa", "Telbeira")


@settings(max_examples=25, deadline=None)
@given(st.lists(judged(), min_size=1, max_size=5), st.randoms(use_true_random=False))
def test_any_decisions_that_are_all_undone_leave_the_same_graph(drawn, random) -> None:
    before = world(())
    identity, file = before.identity, list[Decision]()
    for one in made(drawn):
        file.append(one)
        identity = world(file, identity).identity
    undoing = list(file)
    random.shuffle(undoing)
    for number, one in enumerate(undoing, len(file)):
        file.append(decision(number, Judgement.UNDO, one.id))
        after = world(file, identity)
        identity = after.identity
    assert graph_hash(after) == graph_hash(before)


@settings(max_examples=25, deadline=None)
@given(st.permutations(ARTICLES), st.lists(st.sampled_from(KEYS), min_size=2, max_size=2, unique=True))
def test_a_merger_can_be_undone_after_another_article_has_joined_it(articles, keys) -> None:
    before = world((), None, articles[:3]).identity
    merger, undoing = decision(0, Judgement.MERGE, *keys), decision(1, Judgement.UNDO, "d0")
    merged = world([merger], world([merger], before, articles[:3]).identity, articles)
    assert graph_hash(world([merger, undoing], merged.identity, articles)) == graph_hash(world((), before, articles))


def test_what_was_split_off_can_be_decided_on_under_its_own_key_in_a_rebuild_too() -> None:
    whole = address_of(key_of("a: Ivan Petrov"))
    split = decision(0, Judgement.SPLIT, whole, own("a: Ivan Petrov"))
    made = key_of("a: Ivan Petrov", world([split]))
    file = [split, decision(1, Judgement.SAME, address_of(made), address_of(key_of("b: Igor Petrov")))]
    for found in (world(file), world(file, world([split]).identity)):
        assert {"a: Ivan Petrov", "b: Igor Petrov"} in map(set, groups(found))
        assert key_of("a: Ivan Petrov", found) == key_of("b: Igor Petrov")
        assert not found.effects.get("d1", Effect()).hindered


def test_what_people_decide_leaves_no_trace_in_the_keys_that_are_kept() -> None:
    before = world(()).identity
    file = [
        decision(0, Judgement.SPLIT, address_of(key_of("a: Ivan Petrov")), own("a: Ivan Petrov")),
        decision(1, Judgement.MERGE, address_of(key_of("a: Qarsa")), address_of(key_of("b: Telbeira"))),
    ]
    assert world(file).identity == world(file, before).identity == before


def test_the_one_of_whom_it_is_said_that_it_is_not_the_entity_leaves_the_key_to_the_rest() -> None:
    whole = key_of("a: Ivan Petrov")
    found = world([decision(0, Judgement.DIFFERENT, own("a: Ivan Petrov"), address_of(whole))])
    assert key_of("c: Ivan Petrov", found) == whole
    assert key_of("a: Ivan Petrov", found).startswith(f"{whole}-")


def test_who_has_which_key_stays_as_it_is_when_another_article_comes() -> None:
    first = world((), None, ARTICLES[1:])
    keys = key_of("c: Ivan Petrov", first)
    file = [decision(0, Judgement.DIFFERENT, own("c: Ivan Petrov"), own("d: Ivan Petrov"))]
    before = world(file, first.identity, ARTICLES[1:])
    after = world(file, before.identity)
    assert keys == key_of("c: Ivan Petrov", before) == key_of("c: Ivan Petrov", after)
    assert key_of("d: Ivan Petrov", before) == key_of("d: Ivan Petrov", after) != keys


def test_a_place_that_denoted_a_person_for_a_while_is_the_place_again_once_that_is_undone() -> None:
    moved = decision(0, Judgement.CORRECT, own("b: Telbeira"), property="denotes", value=address_of(key_of("c: Petrov")))
    found = world([moved])
    assert key_of("b: Telbeira", found) == key_of("c: Petrov")
    undone = world([moved, decision(1, Judgement.UNDO, "d0")], found.identity)
    assert graph_hash(undone) == graph_hash(world(()))


@pytest.mark.parametrize("order", [("a", "d"), ("d", "a")])
def test_the_last_to_be_taken_out_of_an_entity_keeps_its_key_in_a_rebuild_too(order: tuple[str, str]) -> None:
    file, identity = list[Decision](), world(()).identity
    for number, document in enumerate(order):
        file.append(decision(number, Judgement.REJECT, own(f"{document}: Qarsa")))
        step = world(file, identity)
        identity = step.identity
    assert key_of(f"{order[-1]}: Qarsa", step) == key_of("a: Qarsa")
    assert graph_hash(world(file)) == graph_hash(step)


@settings(max_examples=10, deadline=None)
@given(st.lists(judged(), min_size=1, max_size=4))
def test_a_rebuild_with_the_decisions_is_what_deciding_one_by_one_made(drawn) -> None:
    file, identity = list[Decision](), world(()).identity
    for one in made(drawn):
        file.append(one)
        step = world(file, identity)
        identity = step.identity
    assert graph_hash(world(file, identity)) == graph_hash(step)
    assert graph_hash(world(file)) == graph_hash(step)
