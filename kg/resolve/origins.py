"""Origins: whose words a report prints in the end, so that nine articles of one agency are one origin and not nine."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from kg.model import Annotation, Attribution, Chain, Document, Manner, Mention, Origin, Resolution
from kg.resolve.names import fold
from kg.resolve.reports import Keys

HEAD, TAIL = 200, 60
"""Characters at the start and at the end of a text in which an agency is credited."""

_BEFORE = re.compile(r"(?:\(|[-–—/]|\bsources?\b\s*:?|\bwith (?:inputs?|reporting|material) from|\b(?:via|by))\s*$", re.I)
_DATELINE = re.compile(r"\([^()]{0,30}$")
_AFTER = re.compile(
    r"\s*(?:\)|[,|]?\s*(?:on\s+)?(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|[,|]?\s*\d{1,2}[ .]|[.\s]*$)", re.I
)
_REPORTED = re.compile(r"\s+report(?:s|ed)\b[.\s]*[\w./ -]{0,12}$")
_LINE = re.compile(r"[ \t]*(?:[,|/–—-].*)?(?:\n|$)")
_SPEAKS = re.compile(r"\bspokes\w+", re.I)
_HEADS = re.compile(r"\b(?:director|head|chief|founder|chair\w*)\b", re.I)
_RUN_BY_ONE = frozenset({"MonitoringGroup", "NonGovernmentalOrganisation"})
MEDIA = frozenset({"NewsAgency", "NewsOutlet", "MediaOrganisation", "MediaPlatform"})
"""Types of bodies that publish."""


@dataclass(frozen=True, slots=True)
class Known:
    """What was concluded across documents before origins are told: the keys of entities, the text that a document shares with
    others, and the keys of media by their folded names."""

    keys: Keys = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)
    media: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, resolution: Resolution) -> "Known":
        """Return what `resolution` tells."""
        media = (entity for entity in resolution.entities if entity.type in MEDIA)
        return cls(
            {(link.document, link.chain): link.entity for link in resolution.links},
            {document: shared.key for shared in resolution.shared for document in shared.documents},
            {fold(name): entity.key for entity in media for name in (entity.name, *entity.aliases)},
        )


class Speakers:
    """Who speaks in one document: claimants across documents, whom they speak for, and the origin of each attribution."""

    def __init__(self, document: Document, annotation: Annotation, known: Known) -> None:
        self.document, self.annotation, self.known = document, annotation, known
        self._chains = {mention: chain for chain in annotation.entities for mention in chain.mentions}

    def origins(self) -> Iterator[Origin]:
        """Yield the origin of each attribution of the document."""
        for attribution in self.annotation.attributions:
            key = self.origin(attribution)
            yield Origin(self.document.id, attribution.id, key, self.document.publisher if key.startswith("outlet/") else None)

    def origin(self, attribution: Attribution) -> str:
        """Return the key of the origin of `attribution`: the body that a spokesman speaks for, the claimant, of an unnamed
        source who relays it, of the outlet's own voice the agency that it credits, the text that it shares, or the outlet."""
        if attribution.manner is Manner.NARRATION:
            return self.own
        chain = self._chains.get(attribution.source_mention or "")
        speaker = self._for.get(chain.id, self._key(chain)) if chain else None
        hops = (self._key(self._chains.get(relay.mention or "")) for relay in attribution.relays)
        return speaker or next((hop for hop in hops if hop), None) or self.own

    def claimant(self, attribution: Attribution) -> str:
        """Return what tells the claimant of `attribution` from all others, of an unnamed source within this document only."""
        chain = self._chains.get(attribution.source_mention or "")
        if attribution.manner is Manner.NARRATION:
            return self.own
        words = " ".join(span.of(self.document.text) for span in attribution.source)
        return self._key(chain) or f"document/{self.document.id}/{chain.id if chain else fold(words)}"

    def side(self, attribution: Attribution) -> str | None:
        """Return the country that the claimant of `attribution` speaks for."""
        chain = self._chains.get(attribution.source_mention or "")
        return chain.side if chain else None

    @cached_property
    def own(self) -> str:
        """The origin of what the document tells in its own voice."""
        credited = {self._key(self._chains.get(mention.id)) for mention in self._credited()} - {None}
        if len(credited) == 1:
            return str(credited.pop())
        if text := self.known.texts.get(self.document.id):
            return f"text/{text}"
        if publisher := fold(self.document.publisher or ""):
            return self.known.media.get(publisher, f"outlet/{publisher.replace(' ', '-')}")
        return f"document/{self.document.id}"

    def _key(self, chain: Chain | None) -> str | None:
        return self.known.keys.get((self.document.id, chain.id)) if chain else None

    @cached_property
    def _for(self) -> Mapping[str, str]:
        """The bodies that people speak for by their post, by the chains of both."""
        found: dict[str, str] = {}
        for post in self.annotation.posts:
            holder, body = self._chains.get(post.holder or ""), self._chains.get(post.of or "")
            key = self._key(body)
            if holder and body and key and (_SPEAKS.search(post.title) or _runs(post.title, body)):
                found.setdefault(holder.id, key)
        return found

    def _credited(self) -> Iterator[Mention]:
        """Yield the mentions of news agencies that stand where an outlet says whose report it prints."""
        text = self.document.text
        for mention in self.annotation.mentions:
            start, end = mention.span.start, mention.span.end
            head, tail = start < HEAD, len(text) - end < TAIL
            if mention.type == "NewsAgency" and (
                (head and (_at_head(text, start, end) or self._on_top(start, end))) or (tail and _at_tail(text, start, end))
            ):
                yield mention

    def _on_top(self, start: int, end: int) -> bool:
        """Return whether an agency has a line to itself, or stands between the headline and the text."""
        text, title = self.document.text, fold(self.document.title or "")
        above = text[:start].rstrip(" \t")
        alone = (not above or above.endswith("\n")) and _LINE.match(text, end)
        return bool(alone or (title and fold(above).endswith(title) and text[end:].lstrip()[:1].isupper()))


def _runs(title: str, body: Chain) -> bool:
    return body.type in _RUN_BY_ONE and bool(_HEADS.search(title))


def _at_head(text: str, start: int, end: int) -> bool:
    """Return whether an agency opens a dateline ("BEIRUT (Reuters) –") or stands in front of the day ("AFP Friday 22 July")."""
    before = text[max(0, start - 40) : start]
    return bool((_DATELINE.search(before) or not before.endswith((" by ", " told ", " the "))) and _AFTER.match(text, end))


def _at_tail(text: str, start: int, end: int) -> bool:
    """Return whether an agency closes a text behind a mark of credit ("– AFP", "Source: Reuters"), or as who reported it."""
    if _REPORTED.match(text, end):
        return True
    return bool(_BEFORE.search(text[max(0, start - 40) : start]) and not re.search(r"\w{4}", text[end:]))
