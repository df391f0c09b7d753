"""Attribution (who said it, through whom) and claim (what is said)."""

from dataclasses import dataclass

from kg.model.span import Span
from kg.model.values import Certainty, ClaimKind, Manner, Stance


@dataclass(frozen=True, slots=True)
class Relay:
    """One hop between the source and this outlet ("… was quoted as saying by TASS"): the words, and their mention."""

    span: Span
    mention: str | None = None


@dataclass(frozen=True, slots=True)
class Attribution:
    """Words of a document laid at somebody's door (Pareti's source, cue and content).

    `relays` run from the source to the outlet; `within` is the id of the attribution this one is nested in; `venue` the
    words that say where or in which medium ("in a video post on Facebook"); `cue_kind` the kind of the cue (said, claimed,
    denied …), a word of the reporting-verb list; `source_type` the kind of an unnamed source (officials, witnesses …). A
    document's own voice is one attribution of manner narration, without cue, source or relays.
    """

    id: str
    manner: Manner
    content: tuple[Span, ...]
    cue: tuple[Span, ...] = ()
    source: tuple[Span, ...] = ()
    source_mention: str | None = None
    source_type: str | None = None
    relays: tuple[Relay, ...] = ()
    within: str | None = None
    cue_kind: str | None = None
    stance: Stance = Stance.ASSERTS
    certainty: Certainty = Certainty.UNSPECIFIED
    venue: Span | None = None
    time: str | None = None
    by: str = ""

    def __post_init__(self) -> None:
        if not self.content:
            raise ValueError(f"{self.id}: an attribution without content is no evidence")


@dataclass(frozen=True, slots=True)
class Claim:
    """One proposition: for each (attribution, figure) or (attribution, event).

    Exactly one of `figure` and `event` says what is claimed. `span` is the figure's, else the trigger's sentence;
    `passages` further places of the same document where the same claimant gives the same figure for the same thing;
    `about` is the event that a figure belongs to (a killing), `incident` the one in which people came to harm (the air strike),
    `place` a mention, `time` a time.
    """

    id: str
    kind: ClaimKind
    attribution: str
    span: Span
    figure: str | None = None
    event: str | None = None
    about: str | None = None
    incident: str | None = None
    place: str | None = None
    time: str | None = None
    passages: tuple[Span, ...] = ()

    def __post_init__(self) -> None:
        if (self.figure is None) == (self.event is None):
            raise ValueError(f"{self.id}: a claim is about one figure or one event")
