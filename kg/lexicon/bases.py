"""Bases: what a base is called, whatever word a report has for it ("al-Watiya airbase", "the al-Watiya military base")."""

from collections.abc import Sequence

_BASES = frozenset({"base", "airbase", "airfield", "airstrip"})
_OF_BASES = frozenset({"the", "military", "air", "naval", "army"})


def base_name(words: Sequence[str]) -> str | None:
    """Return the name in `words` (folded) without the words for a base, one of which it must end in; None if it does not.

    >>> base_name(("al", "watiya", "military", "base")), base_name(("zaatari", "camp")), base_name(("air", "base"))
    ('al watiya', None, None)
    """
    if not words or words[-1] not in _BASES:
        return None
    return " ".join(word for word in words[:-1] if word not in _OF_BASES) or None
