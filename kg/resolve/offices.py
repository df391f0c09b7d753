"""Offices: posts of which a country or a body has one, by which a bare family name is known again."""

from collections import Counter
from collections.abc import Mapping

from kg.lexicon import mapping
from kg.model import Annotation, Chain, Form, Kind, Post
from kg.resolve.names import fold

_NATIONAL = frozenset({"president", "premier", "minister", "chancellor", "king", "queen", "emir", "taoiseach"})
"""Last words of offices that are a country's where the text names nothing else that they are of."""

_MANY = frozenset(
    {"member", "official", "officer", "soldier", "fighter", "activist", "lawyer", "journalist", "resident", "lawmaker"}
)
"""Last words of posts of which one body has many."""


def offices(annotation: Annotation) -> Mapping[str, frozenset[str]]:
    """Return the offices of the holders of posts, by chain: each is its title with the country or body that it is of
    ("president of CD"). Ranks are none, and a post of which nothing tells whose it is is none either."""
    chains = {mention: chain for chain in annotation.entities for mention in chain.mentions}
    home, found = _home(annotation), dict[str, set[str]]()
    for post in annotation.posts:
        holder = chains.get(post.holder)
        if holder and (of := _of(post, chains.get(post.of or ""), holder, home)):
            found.setdefault(holder.id, set()).add(f"{_title(post)} of {of}")
    return {chain: frozenset(told) for chain, told in found.items()}


def _title(post: Post) -> str:
    words = fold(post.title).replace("defense", "defence").split()
    return " ".join(word for word in words if word not in ("the", "transitional", "interim", "acting"))


def _of(post: Post, body: Chain | None, holder: Chain, home: str | None) -> str | None:
    """Return whose office `post` is: a country's code or a body's name; None for ranks, for one of many, and untold."""
    title = _title(post)
    last = title.rpartition(" ")[2]
    if not title or title in mapping("ranks") or last in _MANY:
        return None
    if body and body.link and body.precision != "country":
        return body.link
    if body:
        return body.side or fold(body.name)
    return (holder.side or home) if last in _NATIONAL else None


def _home(annotation: Annotation) -> str | None:
    """Return the country that most names in the text belong to, the first of equals."""
    named = {mention.id for mention in annotation.mentions if mention.form is Form.NAMED}
    counts = Counter[str]()
    for chain in annotation.entities:
        if chain.side and chain.kind in (Kind.PLACE, Kind.ORGANISATION, Kind.UNIT):
            counts[chain.side] += sum(mention in named for mention in chain.mentions)
    return max(counts, key=lambda side: counts[side], default=None) if counts.total() else None
