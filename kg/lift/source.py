"""Source: one document with its annotation, and the nodes of what is in it."""

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from pyoxigraph import NamedNode

from kg.model import Annotation, Attribution, Chain, Document, Event, Form, Manner, Mention, Span
from kg.vocab import Iris, Vocabulary, can_fill


class Source:
    """A document, its annotation, and the IRIs below the document's own under which its parts are minted."""

    def __init__(self, document: Document, annotation: Annotation, iris: Iris, vocabulary: Vocabulary) -> None:
        self.document, self.annotation, self.iris, self.vocabulary = document, annotation, iris, vocabulary
        self.iri = iris.source_of(document)
        self.node = NamedNode(self.iri)

    def part(self, kind: str, local: str) -> NamedNode:
        """Return the node of this source's `kind` called `local`."""
        return NamedNode(self.iris.part(self.iri, kind, local))

    def words(self, span: Span) -> str:
        """Return the words of `span`."""
        return span.of(self.document.text)

    @cached_property
    def chains(self) -> tuple[Chain, ...]:
        """The document's entities: its chains, and one for each mention outside them that names something or is referred to."""
        chained = {mention for chain in self.annotation.entities for mention in chain.mentions}
        singles = (m for m in self.annotation.mentions if m.id not in chained)
        referred = _referred(self.annotation)
        return (
            *self.annotation.entities,
            *(self._single(m) for m in singles if m.form is not Form.PRONOUN or m.id in referred),
        )

    def _single(self, mention: Mention) -> Chain:
        name = f"x{mention.span.start}-{mention.span.end}"
        return Chain(name, mention.kind, self.words(mention.span), (mention.id,), mention.type, mention.side)

    @cached_property
    def _entity_of(self) -> Mapping[str, NamedNode]:
        return {mention: self.part("entity", chain.id) for chain in self.chains for mention in chain.mentions}

    @cached_property
    def _mention_of(self) -> Mapping[str, Mention]:
        return {mention.id: mention for mention in self.annotation.mentions}

    def mentions(self, chain: Chain) -> list[Mention]:
        """Return the mentions of the entity `chain`, in the order that it gives."""
        return [self._mention_of[name] for name in chain.mentions if name in self._mention_of]

    def entity(self, mention: str | None) -> NamedNode | None:
        """Return the node of the entity that the mention with this id denotes."""
        return self._entity_of.get(mention) if mention else None

    @cached_property
    def _class_of(self) -> Mapping[str, str]:
        known = self.vocabulary.classes
        return {m: c.type if c.type and c.type in known else c.kind for c in self.chains for m in c.mentions}

    def filler(self, role: str, mention: str | None) -> NamedNode | None:
        """Return the node of the entity that the mention with this id denotes, if such an entity can fill `role`.

        A mention may have looked like a place while all that is known of its entity says that it is a person.
        """
        class_ = self._class_of.get(mention) if mention else None
        return self.entity(mention) if class_ and can_fill(self.vocabulary, role, class_) else None

    def time(self, name: str | None) -> NamedNode | None:
        """Return the node of the time with this id."""
        return self.part("time", name) if name else None

    @cached_property
    def claimed(self) -> Mapping[str, NamedNode]:
        """The nodes of the claims that figures are claimed by, by the ids of the figures."""
        return {claim.figure: self.part("claim", claim.id) for claim in self.annotation.claims if claim.figure}

    def number(self, figure: str | None) -> NamedNode | None:
        """Return the node that bears the number of the figure with this id: its claim, else the figure itself."""
        return (self.claimed.get(figure) or self.part("figure", figure)) if figure else None

    @cached_property
    def voice(self) -> NamedNode:
        """The outlet's own voice: who claims what a report says without attributing it."""
        return NamedNode(f"{self.iri}/voice")

    def claimant(self, attribution: Attribution) -> NamedNode:
        """Return who says what `attribution` attributes: an entity of this source, an unnamed source, or the own voice."""
        if attribution.manner is Manner.NARRATION:
            return self.voice
        return self.entity(attribution.source_mention) or self.unnamed(attribution).node

    def unnamed(self, attribution: Attribution) -> "Unnamed":
        """Return the source of an attribution that no mention names ("officials", "reports"), by its words."""
        spans = attribution.source or attribution.cue or attribution.content[:1]
        words = self.words(spans[0]) if attribution.source or attribution.cue else "not named"
        return Unnamed(self.part("unnamed", f"{spans[0].start}-{spans[0].end}"), words, attribution.source_type)

    @cached_property
    def reports(self) -> Mapping[str, Event]:
        """The events that are reported as events: all but killings, injuries, damage and statements."""
        return {event.id: event for event in self.annotation.events if self.vocabulary.is_event(event.type)}

    def report(self, event: str | None) -> NamedNode | None:
        """Return the node of the event report with this id; None if the event is told as a claim or an attribution."""
        return self.part("event", event) if event and event in self.reports else None

    @cached_property
    def _starts(self) -> list[int]:
        return [sentence.start for sentence in self.annotation.sentences]

    def sentence(self, span: Span) -> Span | None:
        """Return the sentence in which `span` starts."""
        at = bisect_right(self._starts, span.start) - 1
        found = self.annotation.sentences[at] if at >= 0 else None
        return found if found and span.start < found.end else None


@dataclass(frozen=True, slots=True)
class Unnamed:
    """A source without a name: its node, the words for it, and its kind (officials, witnesses …)."""

    node: NamedNode
    words: str
    type: str | None


def _referred(annotation: Annotation) -> set[str]:
    fillers = {role.filler for event in annotation.events for role in event.roles if role.kind == "mention"}
    sources = {a.source_mention for a in annotation.attributions if a.source_mention}
    relays = {relay.mention for a in annotation.attributions for relay in a.relays if relay.mention}
    places = {claim.place for claim in annotation.claims if claim.place}
    posts = {name for post in annotation.posts for name in (post.holder, post.of) if name}
    parents = {mention.unit.parent for mention in annotation.mentions if mention.unit and mention.unit.parent}
    return fillers | sources | relays | places | posts | parents
