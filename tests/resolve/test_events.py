"""Which reports of different documents tell of the same event."""

from dataclasses import replace
from datetime import date
from itertools import permutations

import pytest

from kg.model import Realis
from kg.resolve import Register, Report, Site, cluster_events
from kg.vocab import Vocabulary

MOPTI = Site("place/geonames-2453348", 14.49, -4.18, "settlement")
GAO = Site("place/geonames-2457161", 16.27, -0.04, "settlement")
NIGHT = {"earliest": date(2024, 3, 5), "latest": date(2024, 3, 5)}


def report(document: str, type: str = "Attack", **known: object) -> Report:
    """Return a report of `document`."""
    words = {"type": type, "coarse": "Attack", "words": "attack", "event": f"e-{document}-{type}"}
    return Report(document=document, **(words | known))  # type: ignore[arg-type]


def groups(vocabulary: Vocabulary, *found: Report) -> set[frozenset[str]]:
    """Return the documents of each event."""
    return {frozenset(name for name, _ in event.reports) for event in cluster_events(found, vocabulary, Register())}


def test_the_same_act_by_the_same_side_at_the_same_place_is_one_event(vocabulary: Vocabulary) -> None:
    known = {"actors": frozenset({"militaryunit/jnim"}), "sites": (MOPTI,)}
    assert groups(vocabulary, report("a", **known), report("b", **known)) == {frozenset({"a", "b"})}


@pytest.mark.parametrize(
    "other",
    [
        {"actors": frozenset({"militaryunit/jnim"}), "sites": (GAO,)},
        {"actors": frozenset({"ML"}), "sites": (MOPTI,)},
        {
            "actors": frozenset({"militaryunit/jnim"}),
            "sites": (MOPTI,),
            "earliest": date(2024, 5, 1),
            "latest": date(2024, 5, 1),
        },
        {"type": "Meeting", "actors": frozenset({"militaryunit/jnim"}), "sites": (MOPTI,)},
    ],
    ids=["another place", "another attacker", "another month", "another kind of act"],
)
def test_a_contradiction_keeps_reports_apart(vocabulary: Vocabulary, other: dict[str, object]) -> None:
    known = {"actors": frozenset({"militaryunit/jnim"}), "sites": (MOPTI,), **NIGHT}
    assert len(groups(vocabulary, report("a", **known), report("b", **other))) == 2


def test_silence_alone_does_not_join(vocabulary: Vocabulary) -> None:
    assert len(groups(vocabulary, report("a"), report("b"))) == 2


def test_a_withdrawal_is_the_redeployment_that_the_other_side_speaks_of(vocabulary: Vocabulary) -> None:
    known = {"coarse": "Withdrawal", "actors": frozenset({"RU"}), "sites": (MOPTI,)}
    assert len(groups(vocabulary, report("a", "Withdrawal", **known), report("b", "Redeployment", **known))) == 1


def test_history_is_not_the_news(vocabulary: Vocabulary) -> None:
    known = {"actors": frozenset({"militaryunit/jnim"}), "sites": (MOPTI,)}
    assert len(groups(vocabulary, report("a", **known), report("b", realis=Realis.BACKGROUND, **known))) == 2


def test_the_order_of_documents_does_not_matter(vocabulary: Vocabulary) -> None:
    found = [
        report("a", actors=frozenset({"ML"}), sites=(MOPTI,)),
        report("b", sites=(MOPTI,), **NIGHT),
        report("c", actors=frozenset({"ML"}), sites=(MOPTI,), **NIGHT),
        report("d", actors=frozenset({"ML"}), sites=(GAO,), **NIGHT),
    ]
    assert len({cluster_events(order, vocabulary, Register()) for order in permutations(found)}) == 1


def test_an_event_keeps_its_key_when_another_report_arrives(vocabulary: Vocabulary) -> None:
    known = {"actors": frozenset({"ML"}), "sites": (MOPTI,)}
    register = Register()
    first = cluster_events([report("m", **known)], vocabulary, register)
    second = cluster_events([report("a", **known, **NIGHT), report("m", **known)], vocabulary, Register(register.identity))
    assert [event.key for event in first] == [event.key for event in second]


def test_undated_reports_of_one_place_are_one_event_only_while_it_is_news(vocabulary: Vocabulary) -> None:
    monday = report("a", sites=(MOPTI,), published=date(2024, 3, 4))
    tuesday = report("b", sites=(MOPTI,), published=date(2024, 3, 5))
    summer = report("c", sites=(MOPTI,), published=date(2024, 7, 5))
    assert groups(vocabulary, monday, tuesday, summer) == {frozenset({"a", "b"}), frozenset({"c"})}


def test_troops_that_are_moved_are_the_troops_that_move(vocabulary: Vocabulary) -> None:
    moved = report("a", "Redeployment", coarse="Withdrawal", targets=frozenset({"RU"}), sites=(MOPTI,))
    move = report("b", "Withdrawal", coarse="Withdrawal", actors=frozenset({"RU"}), sites=(MOPTI,))
    assert len(groups(vocabulary, moved, move)) == 1


def test_an_attack_and_the_answer_to_it_are_two_events(vocabulary: Vocabulary) -> None:
    attack = report("a", actors=frozenset({"UA"}), targets=frozenset({"RU"}), sites=(MOPTI,))
    answer = report("b", actors=frozenset({"RU"}), targets=frozenset({"SY"}), sites=(MOPTI,))
    assert len(groups(vocabulary, attack, answer)) == 2


REGION = Site("place/geonames-2453347", 14.5, -4.0, "region")
DJENNE = Site("place/geonames-2459200", 13.91, -4.56, "settlement")


def test_two_strikes_in_one_region_and_two_towns_are_two_events(vocabulary: Vocabulary) -> None:
    known = {"type": "AirStrike", "actors": frozenset({"ML"}), "published": date(2024, 3, 5)}
    mopti, djenne = (report(name, sites=(town, REGION), **known) for name, town in (("a", MOPTI), ("b", DJENNE)))
    assert groups(vocabulary, mopti, djenne) == {frozenset({"a"}), frozenset({"b"})}


def test_a_region_alone_does_not_make_two_strikes_one_without_the_day_or_the_attacker(vocabulary: Vocabulary) -> None:
    one, other = (report(name, type="AirStrike", sites=(REGION,), published=date(2024, 3, 5)) for name in "ab")
    assert len(groups(vocabulary, one, other)) == 2
    attacker = {"actors": frozenset({"ML"})}
    assert len(groups(vocabulary, replace(one, **attacker), replace(other, **attacker))) == 1


def test_the_same_toll_speaks_for_one_event_and_is_told_among_the_reasons(vocabulary: Vocabulary) -> None:
    known = {"type": "AirStrike", "sites": (REGION,), **NIGHT}
    one = report("a", **known)
    assert len(groups(vocabulary, one, report("b", **known))) == 2
    toll = {"tolls": frozenset({"killed 21"})}
    [event] = cluster_events([replace(one, **toll), report("b", **known, **toll)], vocabulary, Register())
    assert {feature.name for told in event.told for feature in told.features} == {"what", "who", "where", "when", "toll"}


def test_an_air_strike_is_no_car_bomb(vocabulary: Vocabulary) -> None:
    known = {"sites": (MOPTI,), **NIGHT}
    strike, raid = report("a", "AirStrike", **known), report("c", "DroneStrike", **known)
    assert groups(vocabulary, strike, report("b", "Bombing", **known)) == {frozenset("a"), frozenset("b")}
    assert groups(vocabulary, strike, raid) == {frozenset({"a", "c"})}


def test_a_city_of_a_million_is_no_scene_by_itself(vocabulary: Vocabulary) -> None:
    city = Site("place/geonames-379252", 15.55, 32.53, "metropolis")
    one, other = (report(name, "AirStrike", sites=(city,), **NIGHT) for name in "ab")
    assert len(groups(vocabulary, one, other)) == 2
    attacker = {"actors": frozenset({"SD"})}
    assert len(groups(vocabulary, replace(one, **attacker), replace(other, **attacker))) == 1


def test_a_kind_of_attack_that_is_seldom_needs_less(vocabulary: Vocabulary) -> None:
    known = {"published": date(2024, 3, 6)}
    town, area = {"sites": (MOPTI,), **NIGHT}, {"sites": (REGION,), **NIGHT}
    for kind, events in (("ChemicalAttack", 1), ("AirStrike", 2)):
        assert len(groups(vocabulary, report("a", kind, **known, **town), report("b", kind, **known, **area))) == events


def test_two_buildings_that_one_report_says_were_hit_are_two_strikes(vocabulary: Vocabulary) -> None:
    known = {"sites": (REGION,), **NIGHT}
    market = report("a", "AirStrike", event="e1", aims=frozenset({"market"}), **known)
    clinic = report("a", "AirStrike", event="e2", aims=frozenset({"clinic"}), **known)
    assert len(cluster_events([market, clinic], vocabulary, Register())) == 2


def test_a_report_that_was_printed_before_the_event_does_not_tell_of_it(vocabulary: Vocabulary) -> None:
    known = {"actors": frozenset({"ML"}), "sites": (MOPTI,)}
    assert len(groups(vocabulary, report("a", **known, **NIGHT), report("b", published=date(2024, 3, 4), **known))) == 2
    assert len(groups(vocabulary, report("a", **known, **NIGHT), report("b", published=date(2024, 3, 6), **known))) == 1


def test_a_person_of_no_known_side_does_not_speak_against_a_country(vocabulary: Vocabulary) -> None:
    known = {"sites": (MOPTI,), **NIGHT}
    general, army = (report(name, actors=frozenset({who}), **known) for name, who in (("a", "person/camara"), ("b", "ML")))
    assert len(groups(vocabulary, general, army)) == 1


def test_who_counts_the_dead_of_a_town_on_the_day_of_an_attack_tells_of_it(vocabulary: Vocabulary) -> None:
    dated = report("a", "AirStrike", sites=(MOPTI,), tolls=frozenset({"killed 12"}), published=date(2024, 3, 5), **NIGHT)
    undated = report("b", "AirStrike", sites=(MOPTI,), tolls=frozenset({"killed 30"}), published=date(2024, 3, 5), words="raid")
    assert len(groups(vocabulary, dated, undated)) == 1
    assert len(groups(vocabulary, dated, replace(undated, published=date(2024, 3, 6)))) == 2
    assert len(groups(vocabulary, dated, replace(undated, tolls=frozenset()))) == 2


def test_two_quarters_of_a_city_are_two_scenes_and_one_quarter_is_one(vocabulary: Vocabulary) -> None:
    city = Site("place/geonames-1", 5.0, 5.0, "metropolis")
    quay, square = Site("place/quay"), Site("place/square")
    facts = {"actors": frozenset({"ML"}), **NIGHT}
    one, other = report("a", "Shelling", sites=(city, quay), **facts), report("b", "Shelling", sites=(city, square), **facts)
    assert len(groups(vocabulary, one, other)) == 2
    assert len(groups(vocabulary, one, replace(other, sites=(city, quay), actors=frozenset()))) == 1


def test_a_village_that_nobody_can_place_may_be_where_the_same_toll_was_taken(vocabulary: Vocabulary) -> None:
    facts = {"actors": frozenset({"ML"}), "tolls": frozenset({"killed 31"}), **NIGHT}
    village = report("b", "Shelling", sites=(Site("place/kavumbwe"),), **facts)
    assert len(groups(vocabulary, report("a", "Shelling", sites=(MOPTI,), **facts), village)) == 1
    assert len(groups(vocabulary, report("a", "Shelling", sites=(MOPTI,), **facts), replace(village, tolls=frozenset()))) == 2
