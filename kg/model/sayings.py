"""Sayings: the sentences of what somebody is quoted as saying, the pieces in which two outlets may print the same words."""

import re
from bisect import bisect_right
from collections.abc import Iterator

from kg.model.annotation import Annotation
from kg.model.span import Span

_BETWEEN_OMISSIONS = re.compile(r"(?:(?!\s*(?:\.\s?){3}|\s*…).)+", re.S)


def sayings(text: str, annotation: Annotation, content: Span) -> Iterator[Span]:
    """Yield the parts of `content` (a span of an attribution) that lie in one sentence each and between marks of omission
    ("… to flee...There is no place …"), in text order."""
    first = max(0, bisect_right(annotation.sentences, content.start, key=lambda sentence: sentence.start) - 1)
    for sentence in annotation.sentences[first:]:
        if sentence.start >= content.end:
            return
        if shared := sentence.shared(content):
            start = max(sentence.start, content.start)
            yield from (Span(*part.span()) for part in _BETWEEN_OMISSIONS.finditer(text, start, start + shared))
