"""Offices: the posts that a document gives its people in other words than those right beside their names.

"President Volodymyr Zelensky" is president of something that the text may say later, or earlier, of the same person: "the
Ukrainian President". Coreference tells that the two are one.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from kg.extract.entities.clues import Clue
from kg.extract.entities.partition import Partition
from kg.lexicon import word_set
from kg.model import Form, Kind, Post

_RELATIONAL = frozenset({"counterpart", "predecessor", "successor"})


def completed(partition: Partition, posts: Iterable[Post]) -> tuple[Post, ...]:
    """Return `posts`, with what they are of where another phrase for their holders says it, and the posts that phrases alone
    give to people who are named elsewhere, in text order."""
    known = tuple(posts)
    by_id = {clue.mention.id: i for i, clue in enumerate(partition.clues)}
    told = {post.span for post in known}
    more = [post for post in _told_by_phrases(partition) if not any(span.touches(post.span) for span in told)]
    of = {(_person(partition, by_id, post), post.title): post.of for post in (*more, *known) if post.of}
    filled = (post if post.of else replace(post, of=of.get((_person(partition, by_id, post), post.title))) for post in known)
    return tuple(sorted((*filled, *more), key=lambda post: (post.span.start, post.span.end)))


def _person(partition: Partition, by_id: Mapping[str, int], post: Post) -> int:
    """Return the first clue of the holder of `post`, which stands for the person; -1 if there is none."""
    return partition.members(by_id[post.holder])[0] if post.holder in by_id else -1


def _told_by_phrases(partition: Partition) -> Iterator[Post]:
    """Yield the posts that phrases such as "Ukraine's president" say of people with a name."""
    for i, clue in enumerate(partition.clues):
        if clue.form is not Form.NOMINAL or clue.kind is not Kind.PERSON or clue.number != "sg" or clue.indefinite:
            continue
        holder = next((c for j in partition.members(i) if (c := partition.clues[j]).form is Form.NAMED), None)
        title, of = _title(clue), _of(partition, i)
        if holder is not None and holder.kind is Kind.PERSON and title and of is not None:
            span = clue.mention.span
            yield Post(f"p{span.start}-{span.end}", span, title, holder.mention.id, of.mention.id)


def _title(clue: Clue) -> str | None:
    """Return the longest title that the words of `clue` end in at its head."""
    words = [token.lower_ for token in clue.tokens if token.i <= clue.root.i]
    ends = (" ".join(words[start:]) for start in range(len(words)))
    title = next((words for words in ends if words in word_set("titles")), None)
    return None if title in _RELATIONAL else title


def _of(partition: Partition, i: int) -> Clue | None:
    """Return the country, people or body that the phrase `i` names within itself."""
    whole, clues = partition.clues[i], partition.clues
    for j in range(i + 1, len(clues)):
        clue = clues[j]
        if not whole.mention.span.holds(clue.mention.span):
            return None
        if clue.kind is not Kind.PERSON and clue.form is Form.NAMED:
            return clue
    return None
