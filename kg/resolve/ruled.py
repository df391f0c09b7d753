"""Ruled: the keys of a world in which people have decided, which follow from those that there are without decisions.

Nothing of what is decided is kept among the keys that were given. So whatever is decided, and in whatever order, undoing it
leaves no trace, and deciding the same again, or building anew, gives the same keys.
"""

from collections.abc import Callable, Iterable, Mapping
from hashlib import blake2b

from kg.resolve.constraints import Member
from kg.resolve.identity import Identity, Register, key_of


def keys_of_members(identity: Identity) -> dict[Member, str]:
    """Return the key of each member in `identity`, the younger if it has two."""
    return {member: key for key, record in identity.records.items() if not record.merged_into for member in record.members}


def own_key(key: str, member: Member) -> str:
    """Return the key of what people have taken out of the entity `key`, of which `member` is the first."""
    return f"{key}-{blake2b(chr(0).join(member).encode(), digest_size=3).hexdigest()}"


class Ruled(Register):
    """Gives keys where people have decided; records nothing.

    A key of `identity`, which is complete but for decisions, goes to the entity that has its first member: those that nobody
    `moved` come before those that somebody did, of these the last to be moved; what was given to another entity (`moved` says
    so) takes no key along. Of several keys an entity has the oldest, and `merged` tells it of the others. One that has none is
    called after the key of its own first member: one of those that were moved, else of those that decisions have `named`;
    `made` holds such keys.

    `present` tells whether a member is in the documents that are concluded from.
    """

    def __init__(
        self,
        identity: Identity,
        moved: Mapping[Member, bool],
        named: frozenset[Member],
        present: Callable[[Member], bool],
    ) -> None:
        super().__init__(identity)
        self.merged: dict[str, str] = {}
        self.made: set[str] = set()
        self._moved, self._named, self._present = moved, named, present
        self._turn = {member: -turn for turn, member in enumerate(moved)}
        self._heads: dict[str, Member | None] = {}

    def key(self, kind: str, name: str, link: str | None, members: Iterable[Member]) -> str:
        """Return the key of the entity of `members`."""
        members = frozenset(members)
        won = [key for key in self._held(members) if self._head(key) in members]
        key = won[0] if won else self._made(kind, name, link, members)
        self.merged |= dict.fromkeys(won[1:], key)
        return key

    def more(self, key: str, kind: str, members: Iterable[Member]) -> None:
        """Do nothing: what is decided is not recorded."""

    def merge(self, key: str, into: str) -> None:
        """Do nothing: what is decided is not recorded."""

    def _head(self, key: str) -> Member | None:
        """Return the member whose entity has `key`; None if all have been given to others."""
        if key not in self._heads:
            here = (member for member in self._records[key].members if self._present(member))
            staying = (member for member in here if not self._moved.get(member))
            self._heads[key] = min(staying, key=self._staying, default=None)
        return self._heads[key]

    def _staying(self, member: Member) -> tuple[bool, int, bool, Member]:
        return (member in self._moved, self._turn.get(member, 0), member not in self._named, member)

    def _made(self, kind: str, name: str, link: str | None, members: frozenset[Member]) -> str:
        known = [member for member in members if member in self._keys] or [*members]
        first = min(known, key=lambda one: (self._moved.get(one, True), one not in self._named, one))
        key = own_key(self._keys.get(first) or key_of(kind, name, link), first)
        self.made.add(key)
        return key
