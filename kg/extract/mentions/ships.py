"""Ships: what is called by a ship's name, known by the letters before it ("USS Carney"), or by the word for what it is ("the
tanker Aurora Star", "the Aurora Star, a container ship")."""

import re
from collections.abc import Iterator

from kg.extract.mentions import ranks
from kg.extract.mentions.proposal import Material, Proposal
from kg.lexicon import word_set
from kg.lexicon.demonyms import demonyms
from kg.lexicon.phrases import Phrases
from kg.model import Form, Kind, Span

_LETTERS = "HMS|USS|USNS|HMAS|HMCS|INS|FS|RFS|TCG|ARA|BAP|KRI|BRP|PNS|ROKS|FGS"
_NAME = r"[A-Z][\w-]+(?: (?:(?:de|of|the|al) )?[A-Z][\w-]+)?"
_LETTERED = re.compile(rf"\b(?P<letters>(?:{_LETTERS})|MV|M/V|MS) (?P<name>{_NAME})")
_WAR = "frigate|destroyer|cruiser|corvette|aircraft carrier|submarine|warship|minesweeper|patrol boat|landing ship|gunboat"
_TRADE = (
    "ship|vessel|tanker|bulk carrier|bulker|freighter|ferry|trawler|yacht|tugboat|boat|dhow|schooner|container ship|cargo ship"
)
_BEHIND = re.compile(rf"\b(?P<what>{_WAR}|{_TRADE})(?:, the|,? named| the)? (?P<name>{_NAME})")
_BEFORE = re.compile(rf"\b[Tt]he (?P<name>{_NAME}), (?:an?|the) (?:[\w’'-]+ ){{0,5}}(?P<what>{_WAR}|{_TRADE})\b")


def ships(material: Material) -> Iterator[Proposal]:
    """Yield the ships of the text at each place that names them, once it is known that they are ships."""
    named: dict[str, bool] = {}
    for match in _LETTERED.finditer(material.text):
        war = match["letters"] not in ("MV", "M/V", "MS")
        yield _ship(Span(*match.span()), ranks.UNIT, war=war)
        named[match["name"]] = war
    for pattern in (_BEHIND, _BEFORE):
        for match in pattern.finditer(material.text):
            if _is_name(match["name"]):
                named.setdefault(match["name"], re.fullmatch(_WAR, match["what"]) is not None)
    for hit in Phrases(named.items()).find(material.text, material.words if named else ()):
        yield _ship(Span(hit.start, hit.end), ranks.LONG_NAME + 2, war=hit.value)


def _is_name(name: str) -> bool:
    strange = word_set("never_in_names")
    return not any(word in strange or word in demonyms() or word.lower() in word_set("titles") for word in name.split())


def _ship(span: Span, rank: int, *, war: bool) -> Proposal:
    return Proposal(span, span, Kind.PLATFORM if war else Kind.VEHICLE, Form.NAMED, rank, "arms", "Warship" if war else None)
