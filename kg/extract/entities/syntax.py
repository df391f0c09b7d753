"""Syntax: mentions that a sentence's grammar makes one: appositions, titles, predicates, relative and reflexive pronouns."""

from collections.abc import Callable, Iterable, Iterator

from spacy.tokens import Token

from kg.extract.entities.clues import Clue
from kg.extract.entities.cluster import family
from kg.extract.entities.partition import Partition
from kg.extract.entities.toponyms import asked_kind
from kg.extract.shelf import Shelf
from kg.model import Form, Kind, Post

Pair = tuple[int, int]

_WHO = frozenset({Kind.PERSON, Kind.GROUP, Kind.UNIT, Kind.ORGANISATION})


def by_syntax(partition: Partition, posts: Iterable[Post] = ()) -> None:
    """Join what the grammar of the sentences says is one thing."""
    roots = {clue.root.i: i for i, clue in reversed(list(enumerate(partition.clues)))}
    for find in _FINDERS:
        for i, j in find(partition, roots):
            partition.join(i, j)
    _join_posts(partition, posts)


def _appositions(partition: Partition, roots: dict[int, int]) -> Iterator[Pair]:
    """Yield "Bashar al-Assad, the president": but not the members of a list."""
    for i, clue in enumerate(partition.clues):
        head = clue.root.head
        if clue.root.dep_ == "appos" and head.i in roots and clue.form is not Form.PRONOUN and not _listed(clue.root):
            j = roots[head.i]
            if family(clue.kind) == family(partition.clues[j].kind):
                yield j, i


def _listed(token: Token) -> bool:
    """Return whether the parser took a member of a list for an apposition: "A, B, C and D" is a chain of them to it."""
    below = [token]
    while below:
        last = below.pop()
        if any(child.dep_ in ("cc", "conj") for child in last.children):
            return True
        below += [child for child in last.children if child.dep_ == "appos"]
    return any(child.dep_ in ("cc", "conj") for child in token.head.children) or _some_of(token)


def _some_of(token: Token) -> bool:
    """Return whether `token` is but a part of what it stands beside: "17 civilians, among them four children"."""
    return any(t.lower_ in ("among", "including") for t in token.doc[min(token.i, token.head.i) : token.i])


def _titles(partition: Partition, _: dict[int, int]) -> Iterator[Pair]:
    """Yield "President Nicolás Maduro", "army chief Burhan", "the city of Goma", "Tass news agency"."""
    for i, clue in enumerate(partition.clues):
        if clue.form is not Form.NOMINAL:
            continue
        for j in _near(partition, i):
            other = partition.clues[j]
            if other.form is Form.NAMED and family(other.kind) == family(clue.kind) and _is_title(clue, other):
                yield i, j


def _near(partition: Partition, i: int) -> Iterable[int]:
    return range(max(0, i - 3), min(len(partition.clues), i + 4))


def _is_title(nominal: Clue, name: Clue) -> bool:
    between = nominal.root.doc[nominal.root.i + 1 : name.tokens.start]
    if nominal.kind is Kind.PERSON:
        return not len(between) and nominal.root.i < name.tokens.start and nominal.number != "pl" and not nominal.indefinite
    if nominal.kind is Kind.PLACE:
        return _is_kind_of_place(nominal, name)
    behind = nominal.root.i == name.tokens.end
    return behind and name.root.head.i == nominal.root.i and name.root.dep_ in ("compound", "nmod") and nominal.number != "pl"


def _is_kind_of_place(nominal: Clue, name: Clue) -> bool:
    """Return whether the phrase says what kind of place the name is: "the city of Goma", "Idlib province"."""
    if nominal.number == "pl" or nominal.root.tag_ == "NNS" or asked_kind(nominal.lemma) in (None, "front"):
        return False
    before = nominal.root.i + 2 == name.tokens.start and nominal.root.nbor(1).lower_ == "of"
    return before or (nominal.root.i == name.tokens.end and nominal.mention.span.holds(name.mention.span))


def _predicates(partition: Partition, roots: dict[int, int]) -> Iterator[Pair]:
    """Yield "Hasina is the prime minister", "the group, called …", but nothing negated or asked."""
    for i, clue in enumerate(partition.clues):
        verb = clue.root.head
        if clue.root.dep_ != "attr" or verb.lemma_ != "be" or any(child.dep_ in ("neg", "aux") for child in verb.children):
            continue
        subject = next((child for child in verb.children if child.dep_ == "nsubj"), None)
        if subject is not None and subject.i in roots:
            other = partition.clues[roots[subject.i]]
            if other.form is Form.PRONOUN or family(other.kind) == family(clue.kind):
                yield roots[subject.i], i


def _relatives(partition: Partition, roots: dict[int, int]) -> Iterator[Pair]:
    """Yield "the soldiers who": a relative pronoun and the noun that its clause hangs on.

    "Who" takes up no place: where the parser hung the clause on one, or took it for no relative clause though a comma opens
    it ("the men of the battalion at Derna, who …"), it is the last one before it that can be a "who".
    """
    for i, clue in enumerate(partition.clues):
        if clue.use != "relative":
            continue
        clause = next((token for token in (clue.root, *clue.root.ancestors) if token.dep_ == "relcl"), None)
        hung = roots.get(clause.head.i) if clause is not None else None
        if clue.root.lower_ in ("who", "whom") and _astray(partition, clue, clause, hung):
            hung = next((j for j in range(i - 1, -1, -1) if partition.clues[j].kind in _WHO), None)
            hung = hung if hung is not None and partition.clues[hung].sentence == clue.sentence else None
        if hung is not None:
            yield hung, i


def _astray(partition: Partition, clue: Clue, clause: Token | None, hung: int | None) -> bool:
    if clause is None:
        return clue.root.i > 0 and clue.root.nbor(-1).text == ","
    return hung is not None and partition.clues[hung].kind in (Kind.PLACE, Kind.FACILITY)


def _reflexives(partition: Partition, roots: dict[int, int]) -> Iterator[Pair]:
    """Yield "the rebels defended themselves": a reflexive pronoun and the subject of its clause."""
    for i, clue in enumerate(partition.clues):
        if clue.use != "reflexive":
            continue
        for verb in clue.root.ancestors:
            subject = next((child for child in verb.children if child.dep_ in ("nsubj", "nsubjpass")), None)
            if subject is not None:
                if subject.i in roots:
                    yield roots[subject.i], i
                break


def _join_posts(partition: Partition, posts: Iterable[Post]) -> None:
    """Join the words of a post with the mention of the person who is said to hold it."""
    by_id = {clue.mention.id: i for i, clue in enumerate(partition.clues)}
    people = Shelf(
        (c.mention.head, i) for i, c in enumerate(partition.clues) if c.form is Form.NOMINAL and c.kind is Kind.PERSON
    )
    for post in posts:
        holder = by_id.get(post.holder)
        for i in people.at(post.span):
            if holder is not None and post.span.holds(partition.clues[i].mention.head):
                partition.join(holder, i)


Finder = Callable[[Partition, dict[int, int]], Iterator[Pair]]
_FINDERS: tuple[Finder, ...] = (_appositions, _titles, _predicates, _relatives, _reflexives)
