"""Frames: fill the roles of an event from what stands in the positions that its role frame names."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from spacy.tokens import Doc, Token

from kg.extract.events.kinds import counted
from kg.extract.events.match import Trigger
from kg.extract.events.syntax import positions
from kg.model import Annotation, Figure, Mention, Role, Time
from kg.vocab import Slot, Vocabulary, can_fill

_ACTORS = frozenset({"Person", "Organisation", "MilitaryUnit", "Place", "Group"})
_EQUIPMENT = frozenset({"Weapon", "Vehicle", "Platform"})
_SITES = frozenset({"Place", "Facility"})
# Which kinds of mention may fill a role, beside what the ontology says: roles that are not named here take all that their
# ranges allow. An attacker may be named by what it flies or drives ("Russian jets"), never by what it fires.
_FITS: Mapping[str, frozenset[str]] = (
    dict.fromkeys(("agent", "side", "party", "host", "giver", "speaker", "recipient", "victim"), _ACTORS)
    | dict.fromkeys(("place", "venue", "origin", "destination"), _SITES)
    | {"instrument": _EQUIPMENT, "attacker": _ACTORS | {"Vehicle", "Platform"}, "cause": frozenset()}
)
_MODIFIERS = frozenset({"compound", "amod", "poss"})
"""Positions in which equipment is the instrument: "aircraft attacks"."""
_GROUND = frozenset({"dobj", "nsubjpass", "nsubj", "prep:of", "prep:over"})
"""Positions in which a place is both what an event is done to and where it is: a town that is taken."""
# Roles that several share, each in a position of its own: "the army clashed with rebels".
_SHARED = frozenset({"side", "party"})


class Fillers:
    """What a noun of one document may fill a role with: its mention, the figure that counts it, its time, its event."""

    def __init__(self, doc: Doc, known: Annotation, triggers: Mapping[int, str], vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._mentions: dict[int, list[Mention]] = defaultdict(list)
        for mention in known.mentions:
            self._mentions[mention.head.start].append(mention)
        self._figures = _by_token(doc, known.figures)
        self._times = _by_token(doc, known.times)
        self._events = triggers

    def of(self, token: Token, role: str, position: str) -> Iterator[Role]:
        """Yield the fillers of `role` that `token` stands for in `position`; a quantity stands for what it counts too."""
        fits = _named_before(position) if role == "attacker" and position in _MODIFIERS else _FITS.get(role)
        for noun in counted(token):
            near = self._mentions.get(noun.idx, ())
            named = [m for m in near if (fits is None or m.kind.value in fits) and self._can(role, m.kind, m.type)]
            if named:
                yield Role(role, "mention", max(named, key=lambda m: len(m.span)).id)
            if role in ("victim", "object", "target") and noun.i in self._figures:
                yield Role(role, "figure", self._figures[noun.i])
            if role == "time" and noun.i in self._times:
                yield Role(role, "time", self._times[noun.i])
            elif noun.i in self._events and self._can(role, "EventReport"):
                yield Role(role, "event", self._events[noun.i])

    def _can(self, role: str, kind: str, type_: str | None = None) -> bool:
        known = type_ if type_ and type_ in self._vocabulary.classes else kind
        return known in self._vocabulary.classes and can_fill(self._vocabulary, role, known)


def _named_before(position: str) -> frozenset[str]:
    """Who an attack can be named after: "Israeli strikes" are by Israel, the "Manchester bombing" was in Manchester."""
    return _ACTORS - {"Place"} if position == "compound" else _ACTORS


def fill(trigger: Trigger, frame: Iterable[Slot], fillers: Fillers) -> tuple[Role, ...]:
    """Return the roles of `trigger`: for each slot the first position that holds a filler (all, where parties
    share the role); a noun fills one role only."""
    around = positions(trigger.head, trigger.words, verbal=trigger.entry.pattern.word_class != "noun")
    roles: list[Role] = []
    taken = {trigger.head.i}
    for slot in frame:
        for position in slot.syntax:
            twice = slot.role == "place" and position in _GROUND
            free = [token for token in around.get(position, ()) if twice or token.i not in taken]
            found = {token.i: list(fillers.of(token, slot.role, position)) for token in free}
            if any(found.values()):
                roles += [role for filling in found.values() for role in filling]
                taken |= {i for i, filling in found.items() if filling}
                if slot.role not in _SHARED:
                    break
    return tuple(dict.fromkeys(roles))


def _by_token(doc: Doc, nouns: Iterable[Figure | Time]) -> dict[int, str]:
    """From the tokens of each figure and time to its id; of two at one token the longer stands."""
    found: dict[int, str] = {}
    for noun in sorted(nouns, key=lambda noun: len(noun.span)):
        tokens = doc.char_span(noun.span.start, noun.span.end, alignment_mode="expand")
        found |= {token.i: noun.id for token in tokens or ()}
        counts = noun.counts if isinstance(noun, Figure) else None
        counted_words = doc.char_span(counts.start, counts.end, alignment_mode="expand") if counts else None
        found |= {token.i: noun.id for token in counted_words or ()}
    return found
