"""Clusters: members of many documents that are one thing, found by blocks rather than by looking at all of them.

A run works on the clusters that its documents touch. Those that are there already are fetched from memory; whether they were
made in this run or in an earlier one makes no difference to what is placed in them.
"""

from bisect import bisect_left, insort
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import count, islice

from kg.model import Feature
from kg.resolve.memory import Memory, Seat
from kg.resolve.rows import decode, encode

Member = tuple[str, str]
"""A document id and the id of one of its chains, events or sentences."""

PROFILE = 12
"""Forms of a cluster that a newcomer is compared with: those that came first. A country that ten thousand reports name is
written in few ways."""

LEADING = 24
"""Forms of a cluster that tell how it is called and what it is: those that came first, each with all who say it. In a build
the surest and fullest come first. So one more document costs the same where thousands have spoken of a thing."""


@dataclass(slots=True)
class Form:
    """One of the ways in which members of a cluster are written, and how many are; `changed` in this run."""

    number: int
    count: int
    changed: bool = False


@dataclass(slots=True)
class Joined:
    """A member that came in this run: why, and the clusters it was nearly put in."""

    member: Member
    order: int
    form: int
    score: float = 1.0
    features: tuple[Feature, ...] = ()
    rivals: tuple["Cluster", ...] = ()  # type: ignore[type-arg]


@dataclass(slots=True, eq=False)
class Cluster[T]:
    """Members that are one thing. `forms` are what its members say, without saying who says it: all if it is `whole`, else
    the first and those that came in this run; `joined` the members that came in this run, `absorbed` the numbers of clusters
    that are part of it now, `blocks` those, with a day, that it is found under since; `leads` if the forms are there that tell
    what it is, `naming` the one of them that names it, once that is known."""

    number: int
    key: str = ""
    forms: dict[T, Form] = field(default_factory=dict)
    whole: bool = True
    joined: list[Joined] = field(default_factory=list)
    absorbed: list[int] = field(default_factory=list)
    blocks: set[tuple[str, int]] = field(default_factory=set)
    leads: bool = False
    naming: T | None = None

    @property
    def profile(self) -> list[T]:
        """The forms that a newcomer is compared with."""
        return list(islice(self.forms, PROFILE))

    @property
    def members(self) -> list[Member]:
        """The members that came in this run."""
        return [one.member for one in self.joined]


class Clusters[T]:
    """The clusters of one `kind` that a run works on; `form` is the class of what their members say."""

    def __init__(self, kind: str, form: type[T], memory: Memory, numbers: "count[int]") -> None:
        self.kind, self._form, self.memory, self._numbers = kind, form, memory, numbers
        self.changed: dict[int, Cluster[T]] = {}
        self.seats: dict[Member, Cluster[T]] = {}
        self.left: dict[Member, Seat] = {}
        self.merged: list[tuple[str, str]] = []
        self._emptied: list[tuple[int, int]] = []
        self._known: dict[int, Cluster[T]] = {}
        self._into: dict[int, int] = {}
        self._moves: list[tuple[int, int, list[tuple[int, int]]]] = []
        self._renumbered: dict[int, int] = {}
        self._places: dict[tuple[str, int], Joined] = {}
        self._lapsed: list[str] = []
        self._blocks: dict[str, list[tuple[int, int]]] = {}
        self._remembered: dict[tuple[str, int, int], list[tuple[int, int]]] = {}

    def near(self, block: str, day: int, most: int) -> list[Cluster[T]]:
        """Return the clusters of `block`: at most `most` from `day` on and `most` before it, the nearest, none twice."""
        own = self._blocks.get(block, [])
        at = bisect_left(own, (day, 0))
        entries = {*own[max(0, at - most) : at], *own[at : at + most], *self._earlier(block, day, most)}
        after, before = sorted(e for e in entries if e[0] >= day), sorted(e for e in entries if e[0] < day)
        numbers = [number for _, number in (*after[:most], *before[-most:])]
        found = (self.cluster(number) for number in dict.fromkeys(numbers))
        return [cluster for cluster in dict.fromkeys(found) if cluster.forms]

    def _earlier(self, block: str, day: int, most: int) -> list[tuple[int, int]]:
        known = self._remembered.get((block, day, most))
        if known is None:
            known = self._remembered[block, day, most] = self.memory.near(f"{self.kind} {block}", day, most)
        return known

    def cluster(self, number: int) -> Cluster[T]:
        """Return the cluster with this number, or the one it was joined with."""
        while number in self._into:
            number = self._into[number]
        if number not in self._known:
            found = self._fetched(number, PROFILE + 1)
            self._known[number] = Cluster(number, self.memory.key(number), found, len(found) <= PROFILE)
        return self._known[number]

    def _fetched(self, number: int, most: int | None = None, without: Collection[int] = ()) -> dict[T, Form]:
        rows = self.memory.forms(number, most)
        return {decode(self._form, text): Form(form, many) for form, text, many in rows if form not in without}

    def new(self) -> Cluster[T]:
        """Return a new cluster."""
        number = next(self._numbers)
        self._known[number] = Cluster(number)
        return self._known[number]

    def add(self, cluster: Cluster[T], form: T, joined: Joined, blocks: Iterable[tuple[str, int]]) -> None:
        """Put a member that says `form` in `cluster`, which is found under `blocks` (with a day) from now on."""
        self.change(cluster)
        known = self._known_as(cluster, form) or cluster.forms.setdefault(form, Form(next(self._numbers), 0))
        known.count, known.changed, joined.form = known.count + 1, True, known.number
        cluster.joined.append(joined)
        self.seats[joined.member] = cluster
        self._places[joined.member[0], joined.order] = joined
        for block, day in blocks:
            if (block, day) not in cluster.blocks:
                cluster.blocks.add((block, day))
                insort(self._blocks.setdefault(block, []), (day, cluster.number))

    def change(self, cluster: Cluster[T]) -> None:
        """Note that `cluster` is changed."""
        cluster.naming = None
        self.changed[cluster.number] = cluster

    def fill(self, cluster: Cluster[T]) -> None:
        """Fetch all forms of `cluster`."""
        if not cluster.whole:
            known = {known.number for known in cluster.forms.values()}
            cluster.forms |= self._fetched(cluster.number, without=known)
            cluster.whole = True

    def leading(self, cluster: Cluster[T]) -> dict[T, int]:
        """Return the LEADING forms of `cluster`, each with the number of members that have it, the first to come first."""
        if not cluster.whole and not cluster.leads:
            cluster.forms |= self._fetched(cluster.number, LEADING, {known.number for known in cluster.forms.values()})
            cluster.leads = True
        ordered = sorted(cluster.forms.items(), key=lambda pair: pair[1].number)
        return {form: known.count for form, known in ordered[:LEADING]}

    def commonest(self, cluster: Cluster[T], *, now: bool = True) -> T:
        """Return the form that most members of `cluster` have, of as many the first by its text; or that most had before what
        came in this run."""
        known = self.leading(cluster)
        if not now:
            came = Counter(joined.form for joined in cluster.joined)
            known = {form: many - came[cluster.forms[form].number] for form, many in known.items()}
        most = max(known.values())
        return min((form for form, many in known.items() if many == most), key=encode)

    def fresh(self, cluster: Cluster[T]) -> list[T]:
        """Return the forms of `cluster` that nobody had before this run."""
        came = Counter(joined.form for joined in cluster.joined)
        return [form for form, known in cluster.forms.items() if known.count == came[known.number]]

    def _known_as(self, cluster: Cluster[T], form: T) -> Form | None:
        """Return what is known of `form` in `cluster`; None if nothing there says it."""
        if form not in cluster.forms and not cluster.whole:
            found = self.memory.form(cluster.number, encode(form))
            cluster.forms |= {form: Form(*found)} if found else {}
        return cluster.forms.get(form)

    def drop(self, document: str) -> None:
        """Take the members of `document` out of their clusters."""
        for seat in self.memory.seats(self.kind, document):
            cluster = self.cluster(seat[3])
            self.change(cluster)
            self.fill(cluster)
            self.left[seat[0], seat[1]] = seat
            form = next(form for form, known in cluster.forms.items() if known.number == seat[4])
            known = cluster.forms[form]
            known.count, known.changed = known.count - 1, True
            if not known.count:
                del cluster.forms[form]
                self._emptied.append((cluster.number, known.number))

    def join(self, one: Cluster[T], other: Cluster[T]) -> Cluster[T]:
        """Make two clusters one, and return it: the older."""
        into, gone = (one, other) if one.number < other.number else (other, one)
        if into is gone:
            return into
        self.change(into)
        self.change(gone)
        self.fill(gone)
        both = [(known.number, same.number) for form, known in gone.forms.items() if (same := self._known_as(into, form))]
        for form, known in gone.forms.items():
            same = into.forms.setdefault(form, Form(known.number, 0))
            same.count, same.changed = same.count + known.count, True
        self._renumbered |= dict(both)
        for joined in gone.joined:
            joined.form = self._form_now(joined.form)
            self.seats[joined.member] = into
        into.joined += gone.joined
        into.absorbed += [gone.number, *gone.absorbed]
        into.blocks |= gone.blocks
        if into.key and gone.key:
            self.merged.append((gone.key, into.key))
        into.key = into.key or gone.key
        self._into[gone.number] = into.number
        self._moves.append((gone.number, into.number, both))
        gone.key, gone.forms, gone.joined, gone.absorbed, gone.blocks = "", {}, [], [], set()
        return into

    def _form_now(self, number: int) -> int:
        while number in self._renumbered:
            number = self._renumbered[number]
        return number

    def members(self, cluster: Cluster[T], most: int) -> Iterator[tuple[Member, int]]:
        """Yield at most `most` members of `cluster` with their place in their document, those of earlier runs first."""
        left = most
        for number in (cluster.number, *cluster.absorbed):
            for document, item, order, _, _ in self.memory.members(number, most + len(self.left)) if left else ():
                if left and (document, item) not in self.left:
                    yield (document, item), order
                    left -= 1
        yield from ((joined.member, joined.order) for joined in cluster.joined[:left])

    def at(self, document: str, order: int) -> tuple[Cluster[T], T] | None:
        """Return the cluster and the form of what stands at the place `order` of `document`; None if nothing does."""
        if joined := self._places.get((document, order)):
            return self._with_form(self.seats[joined.member], joined.form)
        seats = (seat for seat in self.memory.seats(self.kind, document) if seat[:2] not in self.left)
        found = next((seat for seat in seats if seat[2] == order), None)
        return self._with_form(self.cluster(found[3]), self._form_now(found[4])) if found else None

    def _with_form(self, cluster: Cluster[T], number: int) -> tuple[Cluster[T], T] | None:
        found = next((form for form, known in cluster.forms.items() if known.number == number), None)
        if found is None and (text := self.memory.text(cluster.number, number)):
            found = decode(self._form, text)
        return (cluster, found) if found is not None else None

    def home(self, member: Member) -> Cluster[T] | None:
        """Return the cluster that `member` is in; None if it is in none."""
        if member in self.seats:
            return self.seats[member]
        if member in self.left:
            return None
        seats = self.memory.seats(self.kind, member[0])
        return next((self.cluster(seat[3]) for seat in seats if seat[1] == member[1]), None)

    def by_age(self, known: Callable[[Iterable[Member]], bool]) -> list[Cluster[T]]:
        """Return the clusters that changed and have members: those with a key first, then those whose members were `known`
        before, each in the order of their first member."""
        alive = (cluster for cluster in self.changed.values() if cluster.forms)
        return sorted(alive, key=lambda one: (not one.key, not known(one.members), min(one.members, default=("", ""))))

    def lapse(self, cluster: Cluster[T]) -> None:
        """Take the key of `cluster`, which is nothing that has a key any more."""
        self._lapsed.append(cluster.key)
        cluster.key = ""

    def gone(self) -> tuple[str, ...]:
        """Return the keys of the clusters that have no members any more, or have become part of another."""
        empty = (cluster.key for cluster in self.changed.values() if cluster.key and not cluster.forms)
        return tuple(sorted({*empty, *self._lapsed, *(old for old, _ in self.merged)}))

    def keep(self) -> None:
        """Have what changed remembered."""
        for gone, into, forms in self._moves:
            self.memory.move(gone, into, forms)
        self.memory.put("forms", ((cluster, form, "", 0) for cluster, form in self._emptied))
        alive = [cluster for cluster in self.changed.values() if cluster.forms]
        self.memory.forget(cluster.number for cluster in self.changed.values() if not cluster.forms)
        self.memory.put("clusters", ((cluster.number, self.kind, cluster.key) for cluster in alive))
        for cluster in alive:
            changed = ((form, known) for form, known in cluster.forms.items() if known.changed)
            self.memory.put("forms", ((cluster.number, known.number, encode(form), known.count) for form, known in changed))
        self.memory.put("members", (self._row(cluster, joined) for cluster in alive for joined in cluster.joined))
        self.memory.put("blocks", ((f"{self.kind} {b}", day, c.number) for c in alive for b, day in sorted(c.blocks)))

    def _row(self, cluster: Cluster[T], joined: Joined) -> tuple[str | int, ...]:
        return (joined.member[0], self.kind, joined.member[1], joined.order, cluster.number, joined.form)
