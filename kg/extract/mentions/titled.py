"""Titled people: names that the model overlooked, behind the title or rank that makes them a person's ("Brig. Gen. Moe Aung",
"the minister of security, Oumar Sana,"); and names that a nickname in quotation marks makes a person's."""

import re
from collections.abc import Iterator

from kg.extract.mentions import ranks
from kg.extract.mentions.posts import rank_phrases, title_phrases
from kg.extract.mentions.proposal import Material, Proposal
from kg.lexicon import mapping, word_set
from kg.model import Form, Kind, Span

_PARTICLE = r"(?:al-|el-|ag |bin |ibn |ould |de |da |del |van |von |dos )"
_WORD = rf"(?:{_PARTICLE})?[A-Z][a-zà-ÿ’'-]+(?:-[A-Z][a-zà-ÿ]+)*"
_NAME = re.compile(rf"\.? ((?:[A-Z]\. )?{_WORD}(?: (?:[A-Z]\. )?{_WORD}){{1,3}})(?![\w-])")
_OF = re.compile(rf" (?:of|for) (?:the )?(?:[\w’'-]+ ){{0,3}}[\w’'-]+, ((?:{_WORD} ){{1,3}}{_WORD})(?=,)")

_BYNAME = r"[A-Z][\w’'. -]{1,24}"
_NICKNAMED = re.compile(rf"((?:{_WORD} ){{1,3}})(?:\"{_BYNAME}\"|“{_BYNAME}”|‘{_BYNAME}’) ({_WORD}(?: {_WORD})?)(?![\w-])")


def nicknamed(material: Material) -> Iterator[Proposal]:
    """Yield the names of people with a nickname between given and family name (“Jorge "El Gato" Paredes Rojas”)."""
    for match in _NICKNAMED.finditer(material.text):
        given = match[1].split()
        while given and not _personal(given[0]):
            given.pop(0)
        if given and _personal(match[2]):
            start = match.start() + match[1].rindex(" ".join(given))
            span = Span(start, match.end())
            yield Proposal(span, span, Kind.PERSON, Form.NAMED, ranks.LONG_NAME + 5, "titled")


def titled(material: Material) -> Iterator[Proposal]:
    """Yield the names of two words or more right behind a title or rank, or in commas behind the phrase of one."""
    for phrases in (rank_phrases(), title_phrases()):
        for title in phrases.find(material.text, material.words):
            match = _NAME.match(material.text, title.end) or _OF.match(material.text, title.end)
            if match and _personal(match[1]):
                span = Span(*match.span(1))
                yield Proposal(span, span, Kind.PERSON, Form.NAMED, ranks.NAME + 5, "titled")


def _personal(name: str) -> bool:
    """Return whether no word of `name` is a title, a body's or a day's."""
    words = name.split()
    strange = word_set("never_in_names") | word_set("facility_words")
    return not any(
        word in strange
        or word in mapping("organisation_words")
        or word.lower() in word_set("titles")
        or word in mapping("ranks")
        or word.lower() in mapping("ranks")
        for word in words
    )
