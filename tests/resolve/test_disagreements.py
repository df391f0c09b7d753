"""What is comparable is compared, and nothing else: by event, measure, class of people, side, unit and day."""

from dataclasses import replace
from datetime import date, timedelta

from kg.model import Agreement, Bound, ClaimKind, Disagreement, Measure, Scope, Tally
from kg.resolve.disagreements import compared, disagreements
from kg.resolve.tolls import tolls

MONDAY, TUESDAY = date(2024, 5, 13), date(2024, 5, 14)


def tally(who: str, low: float | None, high: float | None = None, bound: Bound = Bound.EXACT, **facts: object) -> Tally:
    """A toll of killed that `who` gives in a report of its own on Monday."""
    high = low if high is None and bound in (Bound.EXACT, Bound.ABOUT) else high
    base = Tally(who, f"c-{who}-{low}", "event/market", ClaimKind.CASUALTY, who, who, Measure.KILLED, low, high, bound)
    return replace(base, earliest=MONDAY, latest=MONDAY, published=MONDAY, **facts)  # type: ignore[arg-type]


def only(*tallies: Tally) -> Disagreement:
    [found] = disagreements(tallies)
    return found


def test_the_same_figure_of_two_voices_is_the_same() -> None:
    assert only(tally("army", 12), tally("rebels", 12)).agreement is Agreement.SAME


def test_bounds_that_leave_a_number_for_all_are_compatible() -> None:
    about, more = tally("army", 2000, bound=Bound.ABOUT), tally("mayor", 1000, bound=Bound.AT_LEAST, strict=True)
    found = only(about, more)
    assert (found.agreement, found.low, found.high) == (Agreement.COMPATIBLE, 1000, 2000)
    assert only(tally("army", 2000), tally("mayor", 2100, bound=Bound.ABOUT)).agreement is Agreement.COMPATIBLE


def test_at_least_seventy_and_fifty_eight_contradict_each_other() -> None:
    found = only(tally("who", 70, bound=Bound.AT_LEAST), tally("state tv", 58))
    assert (found.agreement, found.low, found.high) == (Agreement.CONTRADICTORY, 58, 70)
    assert found.members == (("state tv", "c-state tv-58"), ("who", "c-who-70"))


def test_an_incident_a_week_and_the_killed_and_wounded_are_no_contradiction() -> None:
    incident = tally("doctors", 12)
    week = tally("army", 1200, scope=Scope.PERIOD)
    both = tally("mayor", 20, measure=Measure.CASUALTIES)
    found = disagreements([incident, week, both])
    assert {one.agreement for one in found} == {Agreement.NOT_COMPARABLE}
    assert {one.difference for one in found} == {"scope: incident, period", "measure: casualties, killed"}
    assert all(one.low is None for one in found)


def test_a_length_and_an_area_stand_side_by_side_with_the_reason() -> None:
    length = tally("president", 2000, measure=Measure.AREA, unit="kilometre", topic="document/a")
    area = tally("general", 1000, measure=Measure.AREA, unit="square kilometre", topic="document/a")
    found = only(length, area)
    assert (found.agreement, found.difference) == (Agreement.NOT_COMPARABLE, "unit: kilometre, square kilometre")


def test_areas_in_other_units_are_converted_before_they_are_compared() -> None:
    metric = tally("general", 1000, measure=Measure.AREA, unit="square kilometre", topic="document/a")
    found = only(metric, tally("paper", 386, measure=Measure.AREA, unit="square mile", topic="document/a"))
    assert found.agreement is Agreement.COMPATIBLE
    assert found.unit == "square kilometre"


def test_children_are_not_compared_with_people_but_civilians_are() -> None:
    assert disagreements([tally("army", 12), tally("doctors", 3, victim="child")]) == ()
    found = only(tally("army", 12), tally("doctors", 15, victim="civilian"))
    assert (found.agreement, found.victim) == (Agreement.CONTRADICTORY, None)


def test_a_document_that_tells_civilians_from_people_keeps_them_apart() -> None:
    told = [tally("army", 12), tally("army", 5, victim="civilian"), tally("doctors", 15, victim="civilian")]
    assert {one.victim for one in disagreements(told)} == {"civilian"}


def test_a_part_of_what_one_voice_counts_is_not_set_against_the_whole() -> None:
    found = only(tally("doctors", 30), tally("doctors", 4), tally("army", 30))
    assert found.agreement is Agreement.SAME
    assert [toll.claim for toll in tolls([tally("doctors", 30), tally("doctors", 4)])] == ["c-doctors-30"]


def test_the_later_figure_of_a_source_revises_its_earlier_one() -> None:
    early = tally("agency", 12)
    late = replace(tally("agency", 19), document="second", earliest=TUESDAY, latest=TUESDAY)
    found = only(early, late)
    assert found.agreement is Agreement.REVISED
    assert found.revises == ((late.told, early.told),)


def test_a_toll_that_rose_from_one_day_to_the_next_is_no_contradiction() -> None:
    later = replace(tally("paper", 19), earliest=TUESDAY, latest=TUESDAY)
    assert only(tally("agency", 12), later).agreement is Agreement.REVISED
    assert only(tally("agency", 19), replace(later, low=12, high=12)).agreement is Agreement.CONTRADICTORY


def test_what_a_source_has_replaced_no_longer_contradicts_anybody() -> None:
    late = replace(tally("agency", 19), document="second", earliest=TUESDAY, latest=TUESDAY)
    other = replace(tally("paper", 19), earliest=TUESDAY, latest=TUESDAY)
    assert only(tally("agency", 25), late, other).agreement is Agreement.REVISED


def test_one_figure_far_from_all_others_is_the_outlier() -> None:
    told = [tally("army", 12), tally("doctors", 13), tally("police", 12), tally("rebels", 90)]
    assert only(*told).outlier == ("rebels", "c-rebels-90")
    assert only(*told[:3]).outlier is None


def test_a_side_that_gives_its_own_losses_higher_admits_them() -> None:
    own = tally("ministry", 40, side="RU", claimant_side="RU")
    others = tally("general staff", 25, side="RU", claimant_side="UA")
    assert only(own, others).admission == own.told
    assert only(replace(own, low=20, high=20), others).admission is None


def test_a_denied_figure_answers_the_claim_that_it_denies() -> None:
    claim, denial = tally("rebels", 40), tally("army", 40, denied=True)
    found = only(claim, denial)
    assert found.agreement is Agreement.CONTRADICTORY
    assert found.answers == ((denial.told, claim.told),)


def test_an_event_that_one_denies_and_another_asserts_is_a_contradiction() -> None:
    asserted = tally("rebels", None, measure=None, kind=ClaimKind.OCCURRENCE)
    denial = tally("army", None, measure=None, kind=ClaimKind.OCCURRENCE, denied=True)
    found = only(asserted, denial)
    assert (found.measure, found.difference, found.answers) == (None, "denied", ((denial.told, asserted.told),))


def test_towns_far_from_each_other_are_not_of_one_toll() -> None:
    here = tally("army", 12, town="a", lat=36.2, lon=37.2)
    there = tally("doctors", 30, town="b", lat=33.5, lon=36.3)
    assert disagreements([here, there]) == ()
    assert only(here, replace(there, lat=36.25, lon=37.1)).agreement is Agreement.CONTRADICTORY


def on(day: date, told: Tally) -> Tally:
    """Return `told` as the toll of what happened on `day`."""
    return replace(told, since=day, until=day)


def test_days_that_have_nothing_in_common_are_not_of_one_toll() -> None:
    monday = on(MONDAY, tally("army", 12))
    assert disagreements([monday, on(TUESDAY, tally("doctors", 30))]) == ()
    assert only(monday, on(MONDAY, tally("doctors", 30))).agreement is Agreement.CONTRADICTORY


def test_a_report_that_is_older_than_the_day_or_no_news_of_it_gives_another_toll() -> None:
    tuesday = on(TUESDAY, tally("army", 12, town="a"))
    assert disagreements([tuesday, tally("doctors", 30)]) == ()
    week = replace(tally("doctors", 30), published=TUESDAY + timedelta(days=7))
    assert disagreements([tuesday, week]) == ()
    assert only(replace(tuesday, victim="aid worker"), replace(week, victim="aid worker")).agreement is Agreement.CONTRADICTORY
    assert only(tuesday, replace(week, published=TUESDAY)).agreement is Agreement.CONTRADICTORY


def test_a_report_that_gives_each_toll_a_place_of_its_own_tells_of_two() -> None:
    east = replace(tally("doctors", 15), document="article", place="x10-20")
    west = replace(tally("army", 8), document="article", place="x50-60")
    assert disagreements([east, west]) == ()
    assert only(east, replace(west, place=None)).agreement is Agreement.CONTRADICTORY


def test_each_incident_of_one_topic_has_a_key_of_its_own() -> None:
    first = [on(MONDAY, tally(who, number)) for who, number in (("army", 12), ("doctors", 30), ("police", 31))]
    second = [on(TUESDAY, tally(who, number)) for who, number in (("mayor", 4), ("rebels", 5))]
    found = disagreements([*second, *first])
    assert [(one.key, one.low, one.high) for one in found] == [
        ("event/market/killed", 12, 31),
        ("event/market/killed-2024-05-14", 4, 5),
    ]


def test_what_is_found_does_not_depend_on_the_order() -> None:
    told = [tally("army", 12), tally("doctors", 30), tally("mayor", 20, measure=Measure.CASUALTIES), tally("police", 12)]
    assert compared(told) == compared(reversed(told))


def test_a_place_for_the_lesser_toll_alone_makes_it_a_part_of_the_greater() -> None:
    city = replace(tally("outlet", 30), document="article")
    road = replace(tally("rescuers", 8), document="article", place="x50-60")
    assert disagreements([city, road]) == ()


def test_a_report_that_tells_of_two_attacks_sets_no_toll_of_one_against_the_other() -> None:
    market = replace(tally("rescuers", 18), document="article", incident="e10-16-AirStrike")
    clinic = replace(tally("doctors", 3), document="article", incident="e90-99-AirStrike")
    assert disagreements([market, clinic]) == ()
    assert only(market, replace(clinic, incident=market.incident)).agreement is Agreement.CONTRADICTORY


def test_two_undated_reports_of_other_days_give_tolls_of_their_own() -> None:
    first, later = tally("army", 5), replace(tally("doctors", 10), published=MONDAY + timedelta(days=2))
    assert disagreements([first, later]) == ()
    assert only(first, replace(later, published=TUESDAY)).agreement is not Agreement.SAME


def test_an_undated_air_strike_is_news_for_a_day_and_a_bomb_for_some() -> None:
    monday = on(MONDAY, tally("army", 12, town="a"))
    late = replace(tally("doctors", 30), published=MONDAY + timedelta(days=3))
    assert disagreements([replace(monday, means="air"), replace(late, means="air")]) == ()
    assert only(replace(monday, means="bomb"), replace(late, means="bomb")).agreement is Agreement.CONTRADICTORY


def test_ten_times_the_toll_is_another_incident_unless_town_and_day_say_it_is_not() -> None:
    few, many = on(MONDAY, tally("army", 3)), on(MONDAY, tally("doctors", 40))
    assert disagreements([few, many]) == ()
    known = {"town": "a", "event": "market"}
    assert only(replace(few, **known), replace(many, **known)).agreement is Agreement.CONTRADICTORY  # type: ignore[arg-type]


def test_a_report_that_gives_one_figure_of_people_and_of_civilians_does_not_tell_them_apart() -> None:
    both = [
        replace(tally("outlet", 18, victim=victim), document="article", claim=f"c-{victim}") for victim in (None, "civilian")
    ]
    assert only(*both, tally("monitor", 15, victim="civilian")).high == 18


def test_a_day_adds_nothing_where_one_event_shows_the_whole_spread() -> None:
    told = [
        replace(tally(who, number), topic="day/town/2024-05-13", event="one") for who, number in (("army", 12), ("doctors", 30))
    ]
    assert disagreements([*told, replace(tally("mayor", 20), topic="day/town/2024-05-13", event="other")]) == ()
    assert only(*told, replace(tally("mayor", 40), topic="day/town/2024-05-13", event="other")).high == 40


def test_how_figures_agree_is_told_in_words() -> None:
    assert only(tally("army", 58), tally("who", 70, bound=Bound.AT_LEAST)).difference == "no number fits all: 58, at least 70"
    more = tally("mayor", 1000, bound=Bound.AT_LEAST, strict=True)
    assert (
        only(tally("army", 2000, bound=Bound.ABOUT), more).difference == "one number may fit all: more than 1,000, about 2,000"
    )
    assert only(tally("army", 12), tally("doctors", 12)).difference is None
    tuesday = replace(tally("army", 18), document="later", earliest=TUESDAY, latest=TUESDAY)
    assert only(tally("army", 15), tuesday).difference == "replaced: 15 by 18"
    assert only(tally("army", 15), replace(tuesday, claimant="doctors", origin="doctors")).difference == "it rose: 15, 18"


def test_one_speaker_counts_the_dead_of_every_day() -> None:
    monday = on(MONDAY, tally("monitor", 12, town="a", means="air"))
    late = replace(tally("paper", 30), claimant="monitor", published=MONDAY + timedelta(days=3))
    assert disagreements([monday, replace(late, means="air")]) == ()
    bombs = [replace(one, means="bomb") for one in (monday, late)]
    assert only(*bombs).agreement is not Agreement.SAME


def test_two_undated_reports_of_shelling_on_two_days_are_of_two_incidents() -> None:
    first, later = tally("army", 5, means="fire"), replace(tally("doctors", 10, means="fire"), published=TUESDAY)
    assert disagreements([first, later]) == ()


def test_a_village_that_nobody_can_place_is_the_others_town_on_its_day_only() -> None:
    known = on(MONDAY, tally("army", 12, town="goma", lat=-1.68, lon=29.22))
    spot = tally("doctors", 30, town="kavumbwe")
    assert only(known, on(MONDAY, spot)).agreement is Agreement.CONTRADICTORY
    assert disagreements([known, spot]) == ()


def test_strikes_and_people_are_not_one_thing() -> None:
    strikes, people = (tally(who, low, measure=Measure.OTHER) for who, low in (("army", 6), ("doctors", 35)))
    assert disagreements([strikes, people]) == ()


def test_the_dead_of_a_day_are_not_compared_with_those_of_a_week() -> None:
    day = on(MONDAY, tally("army", 12, means="fire"))
    week = replace(tally("doctors", 30, means="fire"), since=MONDAY - timedelta(days=6), until=MONDAY)
    assert disagreements([day, week]) == ()


def test_a_part_of_one_reports_toll_is_not_set_against_the_whole() -> None:
    whole = on(MONDAY, tally("doctors", 31, town="a", parts=frozenset({10.0})))
    assert disagreements([whole, on(MONDAY, tally("army", 10, town="a"))]) == ()
    assert only(whole, on(MONDAY, tally("army", 12, town="a"))).agreement is Agreement.CONTRADICTORY


def test_two_whom_one_report_has_speak_of_one_event_count_the_same_dead() -> None:
    facts = {"document": "article", "event": "market", "town": "a"}
    army = replace(tally("army", 12), **facts, incident="e1", voices=frozenset({"army"}))
    doctors = replace(tally("doctors", 30), **facts, incident="e2", voices=frozenset({"doctors"}))
    assert only(army, doctors).agreement is Agreement.CONTRADICTORY
    assert disagreements([replace(army, spot="place/quay"), replace(doctors, spot="place/square")]) == ()
    assert disagreements([replace(army, spot="place/quay"), replace(doctors, spot="a")]) == ()
    assert disagreements([replace(army, voices=frozenset()), doctors]) == ()


def test_in_a_city_of_daily_attacks_a_quarter_or_the_day_must_be_shared() -> None:
    city = {"town": "place/a", "city": True, "means": "fire"}
    army, doctors = on(MONDAY, tally("army", 12, **city)), on(MONDAY, tally("doctors", 30, **city))
    assert only(army, doctors).agreement is Agreement.CONTRADICTORY
    assert disagreements([army, replace(doctors, place="place/quay")]) == ()
    assert disagreements([army, replace(doctors, since=None, until=None)]) == ()
    bombs = [replace(one, means="bomb") for one in (army, replace(doctors, place="place/quay"))]
    assert only(*bombs).agreement is Agreement.CONTRADICTORY


def test_who_names_neither_class_nor_means_speaks_on_the_one_thing_that_another_names() -> None:
    named = tally("doctors", 30, victim="civilian", means="air")
    assert only(tally("army", 12), named).agreement is Agreement.CONTRADICTORY
    fire = tally("police", 31, victim="civilian", means="fire")
    assert disagreements([tally("army", 12), named, fire]) == ()


def test_one_dead_is_no_toll_of_an_attack_that_killed_ten_and_more() -> None:
    facts = {"town": "a", "event": "market"}
    assert disagreements([on(MONDAY, tally("army", 1, **facts)), on(MONDAY, tally("doctors", 19, **facts))]) == ()
