"""Units: military units by number or name ("214th separate rifle battalion", "Golani Brigade", "Unit 8200") and armed bodies by
the words that their names end in ("Sudanese Armed Forces")."""

import re
from collections.abc import Iterator
from functools import cache

from kg.extract.mentions import ranks
from kg.extract.mentions.nominals import bodies
from kg.extract.mentions.proposal import Material, Proposal
from kg.extract.mentions.sides import side_of
from kg.lexicon import mapping, word_set
from kg.lexicon.demonyms import demonyms
from kg.model import Form, Kind, Span, UnitDetails

_ORDINALS = {word.title(): figures for word, figures in mapping("ordinals").items()}
_ORDINAL = rf"(?:\d{{1,4}} ?-?(?:st|nd|rd|th|d)\b|{'|'.join(_ORDINALS)}|[IVX]{{2,5}})"
_TITLES = (
    "Brigade|Brigades|Battalion|Regiment|Division|Corps|Fleet|Military District|Military Region|Battlegroup|Legion|Flotilla|"
    "Battery|Air Wing"
)
# A word with a full stop is part of a name only where it is an abbreviation: "U.S. Army", not "… fled to Sur. Army units …".
_WORD_BEFORE = re.compile(r"(?<![^\s(\[“\"‘])((?:[A-Z]\.){1,4}|(?:[A-Z]|al-)[\w-]*(?:\.[\w-]+)*(?:['’]\w+)?) $")
_SIZES = "Unit|Task Force|CTF|Brigade|Battalion|Regiment|Division|Squadron|Battery|Company|Front"
# Armies in the British tradition write no ordinals ("5 Field Regiment", "33 Assam Rifles battalion").
_MONTH = "January|February|March|April|May|June|July|August|September|October|November|December"
_BARE_NUMBER = re.compile(
    rf"(?<![\w$£€.,-])(?P<number>\d{{1,3}}) (?P<words>(?:(?!(?:{_MONTH})\b)[A-Z][\w-]+ ){{0,4}})"
    r"(?P<size>Brigade|Battalion|Regiment|Division|Corps|(?<=[a-z] )(?:brigade|battalion))\b"
)
_OFFICE = re.compile(r"(?: [A-Z]\w+)* ([A-Z]\w+)(?: (?:of|for) [A-Z]\w+(?: [A-Z]\w+)*)?\b")
_OF = re.compile(r" of (?:the )?[A-Z]\w+(?: [A-Z]\w+)*\b")


def units(material: Material) -> Iterator[Proposal]:
    """Yield the numbered units, the units called by a proper name, and the armed bodies of the text."""
    text = material.text
    for match in _number_pattern().finditer(text):
        echelon = _echelon(match["echelon"] or match["size"] or "")
        start = (_name_before if match["after"] else _nation_before)(text, match.start())
        words, number = match["words"] or text[start : match.start()], match["number"] or match["after"]
        yield _unit(text, Span(start, match.end()), _digits(number), echelon, words)
        if match["after"] and " " in words.strip():
            yield from _abbreviated(text, Span(start, match.end()), number, echelon, words)
    for match in _BARE_NUMBER.finditer(text):
        echelon = _echelon(match["size"])
        yield _unit(text, Span(*match.span()), match["number"], echelon, match["words"])
    for match in re.finditer(rf"\b(?:{_TITLES})\b", text):
        start = _name_before(text, match.start())
        if start < match.start() and not _office(text, match.end()):
            echelon = _echelon(match[0])
            yield _unit(text, Span(start, match.end()), None, echelon, text[start : match.start()])
    for match in _body_pattern().finditer(text):
        yield _body(text, match)


def _unit(text: str, span: Span, number: str | None, echelon: str | None, words: str) -> Proposal:
    nation = side_of(span.of(text))
    details = UnitDetails(number, echelon, branch_of(words), nation)
    head = Span(span.end - len(span.of(text).split()[-1]), span.end)
    return Proposal(span, head, Kind.UNIT, Form.NAMED, ranks.UNIT, "units", "MilitaryFormation", nation, details)


def _abbreviated(text: str, full: Span, number: str, echelon: str | None, words: str) -> Iterator[Proposal]:
    """Yield where the unit is called by its letters and number: "LIB 430" of the Light Infantry Battalion 430."""
    letters = "".join(re.findall(r"\b[A-Z]", full.of(text)))
    for match in re.finditer(rf"\b{letters} {number}\b", text):
        yield _unit(text, Span(*match.span()), number, echelon, words)


def _body(text: str, match: re.Match[str]) -> Proposal:
    row = bodies()[match[0].lower().replace("’", "'")]
    start = _name_before(text, match.start())
    if office := _office(text, match.end()):
        whole = Span(start, office.end())
        return Proposal(whole, whole, Kind.ORGANISATION, Form.NAMED, ranks.BODY, "units", None, side_of(whole.of(text)))
    after = _OF.match(text, match.end())
    span = Span(start, after.end() if after else match.end())
    head = Span(match.end() - len(match[0].split()[-1]), match.end())
    nation = side_of(span.of(text))
    if row["type"] == "PoliceForce":
        return Proposal(span, head, Kind.ORGANISATION, Form.NAMED, ranks.BODY, "units", row["type"], nation)
    details = UnitDetails(branch=row["branch"] or None, nationality=nation)
    return Proposal(span, head, Kind.UNIT, Form.NAMED, ranks.BODY, "units", row["type"] or None, nation, details)


def _office(text: str, end: int) -> re.Match[str] | None:
    """Return the words of the body that the armed one, whose name ends at `end`, begins with ("… Intelligence")."""
    office = _OFFICE.match(text, end)
    return office if office and office[1] in mapping("organisation_words") else None


def branch_of(words: str) -> str | None:
    """Return the branch that the longest phrase of the branch list in `words` means, if there is one."""
    branches, tokens = mapping("branches"), words.lower().replace("-", " ").split()
    for size in range(min(3, len(tokens)), 0, -1):
        for i in range(len(tokens) - size, -1, -1):
            if branch := branches.get(" ".join(tokens[i : i + size])):
                return branch
    return None


def _echelon(word: str) -> str | None:
    """Return the echelon that `word` or its singular means ("Brigades"; "Corps" has none)."""
    known = mapping("echelons")
    return known.get(word.lower()) or known.get(word.lower().removesuffix("s"))


def _digits(number: str) -> str:
    if found := re.match(r"\d+", number):
        return found[0]
    return _ORDINALS.get(number, number)


def _nation_before(text: str, start: int) -> int:
    """Return `start`, or where the country's adjective before it begins ("Ukrainian 92nd Brigade", "U.S. 5th Fleet")."""
    found = re.search(r"(?<![\w-])((?:[A-Z]\.){2,3}|[A-Z]\w+(?: [A-Z]\w+)?) $", text[max(0, start - 40) : start])
    known = found and (found[1] in demonyms() or found[1] in ("U.S.", "US", "UK", "U.K.", "NATO"))
    return start - len(found[0]) if found and known else start


def _name_before(text: str, start: int) -> int:
    """Return where the run of capitalised words that ends at `start` begins."""
    stops = word_set("never_in_names")
    for _ in range(4):
        found = _WORD_BEFORE.search(text, max(0, start - 40), start)
        if found is None or found[1] in stops or (found[1].endswith(("'s", "’s")) and found[1][:-2] != "People"):
            break
        start = found.start()
    return start


@cache
def _number_pattern() -> re.Pattern[str]:
    echelons = "|".join(sorted(mapping("echelons"), key=len, reverse=True))
    branches = "|".join(sorted((re.escape(word) for word in mapping("branches")), key=len, reverse=True))
    words = rf"(?P<words>(?:(?:(?i:{branches})|(?:[A-Z]\.)+|[A-Z][\w-]*)[ -]){{0,6}}?)"
    numbered = rf"(?P<number>{_ORDINAL}) {words}(?:(?P<echelon>(?i:{echelons}))\b|(?!US\b|UK\b|EU\b|UN\b|AD\b)[A-Z]{{2,4}}\b)"
    return re.compile(rf"(?<![\w$£€-])(?:{numbered}|(?P<size>{_SIZES}) (?:[Nn]o\.? ?)?(?P<after>\d{{1,5}})(?![\w-]|[.,]\d))")


@cache
def _body_pattern() -> re.Pattern[str]:
    names = {_capitalised(words) for words in bodies()}
    return re.compile(rf"(?<![\w-])(?:{'|'.join(sorted(map(_any_quote, names), key=len, reverse=True))})\b")


def _capitalised(words: str) -> str:
    return " ".join(word if word == "of" else word[0].upper() + word[1:] for word in words.split())


def _any_quote(name: str) -> str:
    return re.escape(name).replace("'", "['’]").replace("\\-", "-").replace("\\ ", " ")
