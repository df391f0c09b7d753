"""Marked text: sentences with their mentions in brackets, and the chains that are found in them.

``[Amina Yusuf|Person] said [she|Person] …``: the words, then the kind, the ontology class and the country, in this order and as
many as matter (``[the army|MilitaryUnit ArmedForce SD]``). A pronoun is one by its word, a name by a capital on its last word.
"""

import re
from collections.abc import Callable, Iterable

from kg.extract.entities import entities
from kg.extract.reading import Reading
from kg.lexicon import table
from kg.model import Annotation, Attribution, Chain, Form, Kind, Manner, Mention, Post, Span

_MARK = re.compile(r"\[([^\]|]+)\|(\w+)((?: \w+)*)\]")
_PRONOUNS = {row["word"] for row in table("pronouns")} | {"there"}

Read = Callable[..., Reading]


def plain(marked: str) -> tuple[str, tuple[Mention, ...]]:
    """Return the text without marks, and its mentions."""
    text, mentions, end = "", [], 0
    for match in _MARK.finditer(marked):
        text += marked[end : match.start()]
        mentions.append(_mention(match, Span(len(text), len(text) + len(match[1]))))
        text, end = text + match[1], match.end()
    return text + marked[end:], tuple(mentions)


def _mention(match: re.Match[str], span: Span) -> Mention:
    words, rest = match[1], match[3].split()
    side = next((word for word in rest if len(word) == 2 and word.isupper()), None)
    type_ = next((word for word in rest if word != side), None)
    last = words.split()[-1]
    form = Form.PRONOUN if words.lower() in _PRONOUNS else Form.NAMED if last[0].isupper() else Form.NOMINAL
    return Mention(f"m{span.start}-{span.end}", span, Span(span.end - len(last), span.end), Kind(match[2]), form, type_, side)


def chains(
    read: Read, marked: str, *, posts: Iterable[tuple[str, str]] = (), speaker: str | None = None, **metadata: str
) -> list[Chain]:
    """Return the chains of `marked`; `posts` are (title, holder's words), `speaker` the first quotation's source."""
    text, mentions = plain(marked)
    reading = read(text, **metadata)
    by_words = {m.span.of(text): m for m in reversed(mentions)}
    known = Annotation(
        reading.document.id,
        reading.document.version,
        paragraphs=reading.paragraphs,
        sentences=reading.sentences,
        mentions=mentions,
        posts=tuple(Post(f"p{i}", by_words[who].span, title, by_words[who].id) for i, (title, who) in enumerate(posts)),
        attributions=_said(reading, by_words[speaker]) if speaker else (),
    )
    return list(entities(reading, known).entities)


def _said(reading: Reading, source: Mention) -> tuple[Attribution, ...]:
    content = reading.quotations[0].content
    return (Attribution("a1", Manner.DIRECT, (content,), source=(source.span,), source_mention=source.id),)


def groups(read: Read, marked: str, **more: object) -> list[list[str]]:
    """Return the words of the mentions of each chain that has more than one."""
    text, mentions = plain(marked)
    words = {m.id: m.span.of(text) for m in mentions}
    return [[words[i] for i in chain.mentions] for chain in chains(read, marked, **more) if len(chain.mentions) > 1]  # type: ignore[arg-type]
