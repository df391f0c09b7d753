"""Event: something that a report says happens, with its participants."""

from dataclasses import dataclass
from typing import Literal

from kg.model.span import Span
from kg.model.values import Polarity, Realis

FillerKind = Literal["mention", "figure", "time", "event"]


@dataclass(frozen=True, slots=True)
class Role:
    """One participant: the role's local name in the ontology (attacker, target, place, time …), what fills it, and its id."""

    role: str
    kind: FillerKind
    filler: str


@dataclass(frozen=True, slots=True)
class Event:
    """One report of an event. `type` is the local name of an ontology class, `coarse` the broad class that the type's
    ``skos:broadMatch`` names (Attack, Killing, Movement …), `again` the id of the event of the same document that this one
    tells of again ("the strike"). Events carry no numbers: claims do."""

    id: str
    type: str
    trigger: Span
    roles: tuple[Role, ...] = ()
    coarse: str | None = None
    polarity: Polarity = Polarity.POSITIVE
    realis: Realis = Realis.ACTUAL
    by: str = ""
    again: str | None = None

    def fillers(self, role: str) -> tuple[str, ...]:
        """Return the ids that fill `role`, in text order."""
        return tuple(r.filler for r in self.roles if r.role == role)
