"""Constraints: what people have decided, as pairs that must or must not be one, whatever their words say."""

from dataclasses import dataclass

Member = tuple[str, str]
"""A document id and the id of one of its chains or events."""

Pair = tuple[Member, Member]


@dataclass(frozen=True, slots=True)
class Constraints:
    """Members that are the same (`together`) and members that are not (`apart`); a pair stands once, in either order."""

    together: frozenset[Pair] = frozenset()
    apart: frozenset[Pair] = frozenset()

    def __bool__(self) -> bool:
        """Whether anything was decided."""
        return bool(self.together or self.apart)
