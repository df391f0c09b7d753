"""Posts: the offices, ranks and occupations that a text says named people hold.

Three shapes: a title before a name ("Defence Ministry spokesman Igor Konashenkov", "Gen. Mark Milley"), a title phrase and a
name with a comma between them ("the Ukrainian army's commander-in-chief, Valeriy Zaluzhnyi"), and a title behind a name
("Vitali Klitschko, the mayor of Kyiv,", "Guterres is the secretary-general of the UN").
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import chain

from kg.extract.mentions.proposal import Material
from kg.lexicon import mapping, table, word_set, words
from kg.lexicon.phrases import Found, Phrases
from kg.model import Form, Kind, Mention, Post, Span

# What may stand between the body or country and the title: "'s", and a word or two that qualify ("Ukraine's deputy").
_QUALIFIED = re.compile(r"(?:[ ]?['’] ?s?)?(?: (?:[a-z]+-?){1,2}){0,2} ")
_BELONGS = re.compile(r" (?:of|for|to|in|at|with|from)(?: (?:the|its|their))?(?: [a-z]+)? ")
_APPOSED = re.compile(r",? ?(?:(?:the|a|an|its|his|their|who is|who was|is|was|as) )?(?:[\w’'.-]+ ){0,4}")
_STOPS = (",", ".", ";", ")", "")
_WHOSE = r" (?:of|for) (?:the |its |his |her |a )?(?:(?!and |who |which |that )[\w’'-]+ ){0,4}[\w’'-]+"
_OF_SOMETHING = re.compile(rf"{_WHOSE}, ")
_OF_WHAT = re.compile(rf"{_WHOSE}[,.;)]")
_ALIAS = re.compile(r"^, (?:alias|aka|nicknamed|(?:better |also )?known as) [“\"‘']?[\w’' -]+?[”\"’']?(?=,)")
_ABBREVIATED = 5
"""Letters of an abbreviation at most ("Capt", "Cmdr"): a longer last word of a title has no full stop of its own."""

_RELATIONAL = frozenset({"counterpart", "predecessor", "successor"})


def posts(material: Material, mentions: Sequence[Mention]) -> tuple[Post, ...]:
    """Return the posts of the text, in text order; each title is laid to one person."""
    found: list[Post] = []
    people = [m for m in mentions if m.kind is Kind.PERSON and m.form is Form.NAMED]
    for title in _titles(material):
        of_before, of_after = _of_before(material, mentions, title), _of_after(material.text, mentions, title)
        of = of_before or of_after
        holder = _holder(material, people, title, of_after, bound=of is not None)
        if holder is not None:
            name = _meant(title.value, holder, found)
            start = of_before.span.start if of_before else title.start
            span = Span(start, of_after.span.end if of_after and not of_before else _end(material.text, title))
            found.append(Post(f"p{span.start}-{span.end}", span, name, holder.id, of.id if of else None))
    return tuple({post.id: post for post in found}.values())


def _titles(material: Material) -> Iterator[Found[str]]:
    found = (phrases.find(material.text, material.words) for phrases in (title_phrases(), rank_phrases()))
    end = 0
    for title in sorted(chain.from_iterable(found), key=_place):
        if title.start >= end:  # "Lieutenant Colonel" is no colonel
            yield title
            end = title.end


def _end(text: str, title: Found[str]) -> int:
    """Return where the title ends, the full stop of an abbreviation ("Lt. Col.") with it."""
    stop = text[title.start : title.end] + "." in mapping("ranks") and text[title.end : title.end + 1] == "."
    return title.end + stop


def _place(title: Found[str]) -> tuple[int, int]:
    return title.start, -title.end


def _holder(
    material: Material, people: Sequence[Mention], title: Found[str], after: Mention | None, *, bound: bool
) -> Mention | None:
    """Return the person named right behind the title, behind the comma that ends its phrase, or right before it."""
    text, end = material.text, after.span.end if after else title.end
    behind = _first(people, title.end)
    for person in people[behind : behind + (not _closes(text, title))]:
        gap = _unranked(text[title.end : person.span.start])
        if (
            gap in (" ", ". ")
            or gap.strip(" .").lower() in word_set("titles")
            or (gap == ", " and bound)
            or (after and _unranked(text[end : person.span.start]) in (", ", " "))
            or (_OF_SOMETHING.fullmatch(gap) and text[person.span.end : person.span.end + 1] in _STOPS)
        ):
            return person
    places = range(_first(people, title.start) - 1, -1, -1)
    before = next((people[i] for i in places if people[i].span.end <= title.start and not _byname(text, people[i])), None)
    return before if before is not None and _apposed(material, before, title, bound=bound) else None


def _closes(text: str, title: Found[str]) -> bool:
    """Return whether the title ends its sentence ("…, their spokesman. Head of State Félix Tshisekedi"): the full stop behind
    it is no abbreviation's ("Capt. Ali Musa")."""
    last = text[title.start : title.end].split()[-1]
    return text.startswith(". ", title.end) and not (last.istitle() and len(last) <= _ABBREVIATED)


def _byname(text: str, person: Mention) -> bool:
    """Return whether the name of `person` only says what the one before it is called too ("alias “El Max”")."""
    return re.search(r", (?:alias|aka|nicknamed|known as) [“\"‘']?$", text[: person.span.start][-20:]) is not None


def _unranked(gap: str) -> str:
    """Return what stands between a title and a name without the rank that stands there too ("spokesman Maj. Gen. …")."""
    words = gap.strip(" ,.").lower().replace(".", "").replace("-", " ")
    return gap[: len(gap) - len(gap.lstrip(" ,."))] or " " if words in _rank_words() else _behind_comma(gap)


def _behind_comma(gap: str) -> str:
    head, comma, rank = gap.rpartition(", ")
    ranked = comma and rank.strip(" .").lower().replace(".", "").replace("-", " ") in _rank_words()
    return head + comma if ranked else gap


def _first(mentions: Sequence[Mention], offset: int) -> int:
    """Return the place of the first of `mentions` that starts at `offset` or behind it."""
    return bisect_left(mentions, offset, key=_start)


def _start(mention: Mention) -> int:
    return mention.span.start


def _apposed(material: Material, person: Mention, title: Found[str], *, bound: bool) -> bool:
    """Return whether the title's phrase stands beside `person`: ", the mayor of", " is the mayor of"."""
    text, gap = material.text, _ALIAS.sub("", material.text[person.span.end : title.start], count=1)
    joined = gap.startswith(", ") or re.match(r" (?:is|was|as) (?:the|a|an) ", gap) is not None
    ended = bound or text[title.end : title.end + 1] in _STOPS or _OF_WHAT.match(text, title.end) is not None
    if not (joined and ended and len(gap) < 60 and _APPOSED.fullmatch(gap) and gap.count(",") == (gap[0] == ",")):
        return False
    return not gap.startswith(",") or not _has_verb(material, person.span.end, title.start)


def _has_verb(material: Material, start: int, end: int) -> bool:
    """Return whether a verb stands between `start` and `end`: then the words on its two sides are no one phrase."""
    return any(token.pos_ in ("VERB", "AUX") for token in material.reading.tokens(Span(start, end)) if start <= token.idx < end)


def _of_before(material: Material, mentions: Sequence[Mention], title: Found[str]) -> Mention | None:
    """Return the body, country or people before the title that it belongs to ("Syrian", "Defence Ministry", "Kyiv's")."""
    at = bisect_right(mentions, title.start, key=_start)
    for mention in reversed(mentions[max(0, at - 6) : at]):
        if mention.span.end <= title.start and mention.kind is not Kind.PERSON and mention.form is not Form.PRONOUN:
            between = material.text[mention.span.end : title.start]
            beside = _QUALIFIED.fullmatch(between) and not _is_site(between)
            return mention if beside and not _has_verb(material, mention.span.end, title.start) else None
    return None


def _is_site(between: str) -> bool:
    """Return whether the words between a town and a title are a site there: "Misrata hospital spokesman" is of no town."""
    return between.strip().lower() in word_set("named_sites")


def _of_after(text: str, mentions: Sequence[Mention], title: Found[str]) -> Mention | None:
    """Return the body or country that an "of", "for" or "to" behind the title names."""
    for at in range(_first(mentions, title.end + 1), len(mentions)):
        mention = mentions[at]
        if mention.kind is not Kind.PERSON and mention.form is not Form.PRONOUN:
            return mention if _BELONGS.fullmatch(text[title.end : mention.span.start]) else None
    return None


def _meant(title: str, holder: Mention, earlier: Sequence[Post]) -> str:
    """Return the title, a counterpart's being that of the person spoken of before."""
    if title in _RELATIONAL:
        others = (post.title for post in reversed(earlier) if post.holder != holder.id and post.title not in _RELATIONAL)
        return next(others, title)
    return title


@cache
def title_phrases() -> Phrases[str]:
    """Return the titles, each as it stands in lower case."""
    return Phrases(((title, title) for title in words("titles")), cased=False)


@cache
def _rank_words() -> frozenset[str]:
    return frozenset(row["word"].lower().replace(".", "").replace("-", " ") for row in table("ranks"))


@cache
def rank_phrases() -> Phrases[str]:
    """Return the ranks as they stand before names, each with the rank in full."""
    return Phrases((row["word"], row["rank"]) for row in table("ranks") if row["word"][0].isupper())
