"""Claims: whose figure it is, of what kind, and when two figures are one claim."""

from collections.abc import Callable

import pytest
from spacy.tokens import Doc
from spacy.vocab import Vocab

from kg.extract.claims import claims
from kg.extract.reading import Reading
from kg.model import (
    Annotation,
    Attribution,
    Bound,
    Chain,
    Claim,
    ClaimKind,
    Event,
    Figure,
    Form,
    Kind,
    Manner,
    Measure,
    Mention,
    Role,
    Span,
)
from kg.vocab import Vocabulary
from tests.conftest import document

NO_ONTOLOGY = Vocabulary({}, {}, {}, {}, {}, {})


class Story:
    """A text whose annotation is made by hand: the extractors before this one are not run."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.figures: list[Figure] = []
        self.events: list[Event] = []
        self.mentions: list[Mention] = []
        self.chains: list[Chain] = []
        self.attributions = [Attribution("a-narration", Manner.NARRATION, (Span(0, len(text)),))]

    def at(self, words: str, after: int = 0) -> Span:
        start = self.text.index(words, after)
        return Span(start, start + len(words))

    def figure(self, words: str, measure: Measure, low: int, *, after: int = 0, of: str | None = None) -> str:
        span = self.at(words, after)
        name = f"f{span.start}-{span.end}"
        self.figures.append(Figure(name, span, words, low, low, Bound.EXACT, measure, conversion_of=of))
        return name

    def event(self, trigger: str, coarse: str, *roles: Role) -> str:
        span = self.at(trigger)
        self.events.append(Event(f"e{span.start}-{span.end}-{coarse}", coarse, span, roles, coarse))
        return self.events[-1].id

    def says(self, source: str, content: str, *, kind: str = "said", manner: Manner = Manner.INDIRECT, after: int = 0) -> str:
        span, who = self.at(content, after), self.at(source)
        name = f"a{span.start}-{span.end}"
        self.attributions.append(
            Attribution(name, manner, (span,), source=(who,), source_mention=f"m{who.start}", cue_kind=kind)
        )
        return name

    def place(self, name: str) -> str:
        span = self.at(name)
        self.mentions.append(Mention(f"m{span.start}-{span.end}", span, span, Kind.PLACE, Form.NAMED))
        return self.mentions[-1].id

    def claims(self) -> tuple[Claim, ...]:
        doc = Doc(Vocab(), words=[self.text], spaces=[False])
        whole = (Span(0, len(self.text)),)
        reading = Reading(document(self.text), doc, NO_ONTOLOGY, whole, whole, ())
        known = Annotation(
            "article",
            "0",
            sentences=whole,
            mentions=tuple(self.mentions),
            entities=tuple(self.chains),
            figures=tuple(self.figures),
            events=tuple(self.events),
            attributions=tuple(self.attributions),
        )
        return claims(reading, known).claims


def test_a_figure_is_the_claim_of_the_innermost_source() -> None:
    story = Story("The envoy said the army admitted 12 soldiers died.")
    story.says("envoy", "the army admitted 12 soldiers died")
    inner = story.says("army", "12 soldiers died", kind="admitted")
    figure = story.figure("12", Measure.KILLED, 12)
    (claim,) = story.claims()
    assert (claim.attribution, claim.figure, claim.id) == (inner, figure, f"c-{inner}-{figure}")


def test_a_figure_that_nobody_gives_is_the_outlets_own() -> None:
    story = Story("Twelve soldiers died at the bridge.")
    story.figure("Twelve", Measure.KILLED, 12)
    assert story.claims()[0].attribution == "a-narration"


def test_praise_and_doubt_put_no_figure_forward() -> None:
    story = Story("The union condemned the attack that killed 30 people.")
    story.says("union", "the attack that killed 30 people", kind="criticised")
    story.figure("30", Measure.KILLED, 30)
    assert story.claims()[0].attribution == "a-narration"


@pytest.mark.parametrize(
    ("measure", "kind"),
    [
        (Measure.KILLED, ClaimKind.CASUALTY),
        (Measure.CAPTURED, ClaimKind.CASUALTY),
        (Measure.AREA, ClaimKind.TERRITORY),
        (Measure.EQUIPMENT_LOST, ClaimKind.EQUIPMENT_LOSS),
        (Measure.STRENGTH, ClaimKind.STRENGTH),
        (Measure.AID, ClaimKind.AID),
        (Measure.DURATION, ClaimKind.QUANTITY),
    ],
)
def test_the_kind_of_a_claim_follows_from_what_is_measured(measure: Measure, kind: ClaimKind) -> None:
    story = Story("There were 40 of them.")
    story.figure("40", measure, 40)
    assert story.claims()[0].kind is kind


def test_a_conversion_makes_no_claim() -> None:
    story = Story("They took 100 km (62 miles) of road.")
    first = story.figure("100 km", Measure.LENGTH, 100)
    story.figure("62 miles", Measure.LENGTH, 62, of=first)
    assert [claim.figure for claim in story.claims()] == [first]


def test_the_same_source_giving_the_same_figure_twice_makes_one_claim() -> None:
    text = "Ten people died, officials said. The ten people died at dawn, officials said."
    story = Story(text)
    story.says("officials", "Ten people died")
    story.says("officials", "The ten people died at dawn")
    story.figure("Ten people", Measure.KILLED, 10)
    story.figure("ten people", Measure.KILLED, 10)
    (claim,) = story.claims()
    assert [span.of(text) for span in claim.passages] == ["ten people"]


def test_what_is_said_and_what_is_quoted_stay_two_claims() -> None:
    story = Story("Officials said ten people died. “Some ten people died,” officials said.")
    story.says("Officials", "ten people died")
    story.says("Officials", "Some ten people died", manner=Manner.DIRECT)
    story.figure("ten people", Measure.KILLED, 10)
    story.figure("ten people", Measure.KILLED, 10, after=32)
    assert len(story.claims()) == 2


def test_two_sources_with_the_same_figure_make_two_claims() -> None:
    story = Story("Ten died, officials said. Ten died, rebels said.")
    story.says("officials", "Ten died")
    story.says("rebels", "Ten died", after=20)
    story.figure("Ten", Measure.KILLED, 10)
    story.figure("Ten", Measure.KILLED, 10, after=20)
    assert len(story.claims()) == 2


def test_an_event_is_claimed_and_a_statement_is_not() -> None:
    story = Story("Jets bombed the port, the army said in a statement.")
    source = story.says("army", "Jets bombed the port")
    bombed = story.event("bombed", "Attack")
    story.event("statement", "Statement")
    (claim,) = story.claims()
    assert (claim.event, claim.attribution, claim.kind) == (bombed, source, ClaimKind.OCCURRENCE)


def test_a_killing_whose_number_is_given_is_claimed_by_the_number() -> None:
    story = Story("Snipers killed 12 people.")
    figure = story.figure("12 people", Measure.KILLED, 12)
    killing = story.event("killed", "Killing", Role("victim", "figure", figure))
    (claim,) = story.claims()
    assert (claim.figure, claim.about, claim.event) == (figure, killing, None)


def test_a_killing_without_a_number_is_a_casualty_claim() -> None:
    story = Story("Snipers killed the mayor.")
    killing = story.event("killed", "Killing")
    (claim,) = story.claims()
    assert (claim.event, claim.kind) == (killing, ClaimKind.CASUALTY)


@pytest.mark.parametrize(("cue", "kind"), [("accused", ClaimKind.RESPONSIBILITY), ("threatened", ClaimKind.INTENT)])
def test_the_cue_tells_accusations_and_plans_from_reports(cue: str, kind: ClaimKind) -> None:
    story = Story("The union spoke of the army shelling the camp.")
    story.says("union", "the army shelling the camp", kind=cue)
    story.event("shelling", "Attack")
    assert story.claims()[0].kind is kind


def test_the_place_is_the_events_else_the_only_one_of_its_sentence() -> None:
    story = Story("Jets bombed Sirte.")
    sirte = story.place("Sirte")
    story.event("bombed", "Attack")
    assert story.claims()[0].place == sirte


def test_of_two_places_none_is_chosen() -> None:
    story = Story("Jets from Benghazi bombed Sirte.")
    story.place("Sirte"), story.place("Benghazi")
    story.event("bombed", "Attack")
    assert story.claims()[0].place is None


def test_what_turns_out_to_be_no_place_is_none() -> None:
    story = Story("Jets bombed Sirte.")
    sirte = story.place("Sirte")
    story.chains.append(Chain("x12", Kind.PERSON, "Sirte", (sirte,)))
    story.event("bombed", "Attack", Role("place", "mention", sirte))
    assert story.claims()[0].place is None


def test_the_time_of_a_claim_is_a_time() -> None:
    story = Story("Jets bombed Sirte on Monday.")
    monday = Role("time", "time", "t21-27")
    story.event("bombed", "Attack", Role("time", "mention", story.place("Sirte")), monday)
    assert story.claims()[0].time == monday.filler


def test_the_claims_of_a_whole_article(annotate: Callable[..., Annotation]) -> None:
    text = (
        "KHARTOUM, May 4 (Reuters) - At least 25 civilians were killed when shells hit a market in Omdurman, medics said.\n"
        "The army denied that its guns had fired on the market.\n"
    )
    found = annotate(text, published="2024-05-05")
    by_id = {attribution.id: attribution for attribution in found.attributions}
    (deaths,) = [claim for claim in found.claims if claim.kind is ClaimKind.CASUALTY and claim.figure]
    assert [span.of(text) for span in by_id[deaths.attribution].source] == ["medics"]
    assert all(claim.attribution in by_id for claim in found.claims)


def test_the_seeds_claims_refer_to_what_is_there(annotate: Callable[..., Annotation], seeds: object) -> None:
    for file in sorted(seeds.glob("*.txt")):  # type: ignore[attr-defined]
        found = annotate(file.read_text(encoding="utf-8"))
        ids = {noun.id for noun in found.nouns()}
        for claim in found.claims:
            assert {
                claim.attribution,
                claim.figure or claim.event,
                *filter(None, (claim.about, claim.place, claim.time)),
            } <= ids


@pytest.mark.parametrize(
    "text",
    [
        "A field hospital put the number of dead at 17.",
        "The army put rebel losses at more than 60 dead.",
        "The minister said that nine mercenaries were among the dead.",
    ],
)
def test_a_toll_that_is_put_is_one_claim(annotate: Callable[..., Annotation], text: str) -> None:
    found = annotate(text)
    [claim] = [claim for claim in found.claims if claim.kind is ClaimKind.CASUALTY]
    assert claim.figure


def test_the_dead_that_another_does_not_count_are_a_claim_of_its_own(annotate: Callable[..., Annotation]) -> None:
    text = "Shelling killed civilians in Saraqib, and the ministry said 12 people died in Idlib."
    claims = [claim for claim in annotate(text).claims if claim.kind is ClaimKind.CASUALTY]
    assert len({claim.attribution for claim in claims}) == 2
