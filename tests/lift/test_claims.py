"""Claims carry what a question asks of them; events carry no numbers."""

from dataclasses import replace

import pytest
from pyoxigraph import Quad

from kg.lift import lift_source
from kg.model import Claim, ClaimKind
from kg.vocab import Iris
from tests.lift.facts import facts
from tests.samples import courier, courier_found, doha, herald, herald_found, killed, killing, telling

IRIS = Iris()


@pytest.fixture(scope="module")
def quads() -> list[Quad]:
    return list(lift_source(herald, herald_found, IRIS))


def test_a_casualty_claim_says_how_many_who_where_when_and_in_which_words(quads: list[Quad]) -> None:
    claim = facts(quads, "/claim/c1")
    assert claim["type"] == {"Claim", "CasualtyClaim"}
    assert (claim["measure"], claim["low"], claim["bound"], claim["asWritten"]) == ({"killed"}, {"14"}, {"at_least"}, {"14"})
    assert "high" not in claim
    assert "strict" not in claim
    assert (claim["counts"], claim["victimClass"], claim["scope"]) == ({"civilians"}, {"civilian"}, {"incident"})
    assert (claim["quote"], claim["start"], claim["end"]) == ({"At least 14 civilians"}, {"52"}, {"73"})
    assert claim["sentence"] == {herald_found.sentences[1].of(herald.text)}
    assert (claim["madeIn"], claim["cue"], claim["stance"]) == ({"a1"}, {"said"}, {"asserts"})
    assert facts(quads, f"/entity/{claim['claimant'].pop()}")["label"] == {"health ministry"}
    assert facts(quads, f"/entity/{claim['place'].pop()}")["label"] == {"Qarsa"}
    assert facts(quads, f"/time/{claim['period'].pop()}")["quote"] == {"on Monday"}


def test_more_than_a_decimal_number_is_strict_and_keeps_its_fraction() -> None:
    claim = facts(lift_source(courier, courier_found, IRIS), "/claim/c2")
    assert (claim["low"], claim["strict"], claim["unit"]) == ({"120.5"}, {"true"}, {"square mile"})


def test_a_single_victim_without_a_number_is_a_casualty_claim_with_victim_and_measure(quads: list[Quad]) -> None:
    claim = facts(quads, "/claim/c4")
    assert claim["type"] == {"Claim", "CasualtyClaim"}
    assert claim["measure"] == {"wounded"}
    assert facts(quads, f"/entity/{claim['victim'].pop()}")["label"] == {"the mayor"}
    assert not {"low", "high", "bound"} & set(claim)


def test_killings_injuries_and_statements_are_no_event_reports(quads: list[Quad]) -> None:
    reports = {quad.subject.value for quad in quads if str(quad.object).endswith("#EventReport>")}
    assert [iri.rsplit("/", 1)[-1] for iri in reports] == ["e1"]


def test_that_somebody_says_something_is_no_claim_and_a_counted_killing_is_one() -> None:
    more = (
        Claim("c5", ClaimKind.OCCURRENCE, "a-narration", killed.span, event=telling.id),
        Claim("c6", ClaimKind.CASUALTY, "a-narration", killed.span, event=killing.id, place=doha.id),
    )
    first = replace(herald_found.claims[0], place=None)
    quads = list(lift_source(herald, replace(herald_found, claims=(first, *herald_found.claims[1:], *more)), IRIS))
    assert not facts(quads, "/claim/c5")
    assert not facts(quads, "/claim/c6")
    places = {facts(quads, f"/entity/{place}")["label"].pop() for place in facts(quads, "/claim/c1")["place"]}
    assert places == {"Qarsa", "Doha"}


def test_an_event_report_has_its_type_its_participants_and_no_number(quads: list[Quad]) -> None:
    report = facts(quads, "/event/e1")
    assert (report["type"], report["eventType"], report["quote"]) == ({"EventReport"}, {"Shelling"}, {"shelled"})
    assert {"attacker", "target", "place", "time"} <= set(report)
    assert not {"low", "high", "measure"} & set(report)


def test_a_claim_about_an_event_leads_to_its_report_and_is_the_outlets_own_if_nobody_is_named(quads: list[Quad]) -> None:
    claim = facts(quads, "/claim/c3")
    assert (claim["about"], claim["claimant"]) == ({"e1"}, {"voice"})
    assert facts(quads, "/voice")["label"] == {"Harbour Herald"}
    assert "cue" not in claim


def test_an_editors_conversion_is_a_figure_of_its_own_and_no_claim(quads: list[Quad]) -> None:
    figure = facts(quads, "/figure/f3")
    assert (figure["type"], figure["conversionOf"], figure["quote"]) == ({"Figure"}, {"c2"}, {"46 square miles"})
    assert not facts(quads, "/figure/f2")


def test_an_attribution_has_its_passage_its_venue_and_its_relays_in_order(quads: list[Quad]) -> None:
    attribution = facts(quads, "/attribution/a1")
    assert (attribution["manner"], attribution["venueWords"]) == ({"indirect"}, {"in a statement"})
    relay = facts(quads, "/attribution/a1/relay/1")
    assert (relay["position"], relay["quote"]) == ({"1"}, {"the state agency"})
    assert facts(quads, f"/entity/{relay['agent'].pop()}")["label"] == {"the state agency"}
    passage = facts(quads, f"/passage/{attribution['content'].pop()}")
    assert passage["quote"] == {"At least 14 civilians were killed in the attack"}


def test_cue_words_that_stand_apart_are_kept_in_order(quads: list[Quad]) -> None:
    assert facts(quads, "/attribution/a2")["cue"] == {"told … denying"}


def test_the_outlets_own_voice_does_not_repeat_the_whole_text(quads: list[Quad]) -> None:
    assert "content" not in facts(quads, "/attribution/a-narration")
    assert not any(quad.object.value == herald.text for quad in quads)


def test_a_source_without_a_name_is_kept_by_its_words() -> None:
    quads = list(lift_source(courier, courier_found, IRIS))
    claimant = facts(quads, "/claim/c1")["claimant"].pop()
    assert facts(quads, f"/unnamed/{claimant}") == {
        "type": {"UnnamedSource"},
        "label": {"residents"},
        "sourceType": {"residents"},
    }
