"""What a report tells of an event in several places is put together by the toll that it gives."""

from collections.abc import Callable

from kg.model import Annotation, Event
from kg.resolve.retold import Retold, Toll

Annotate = Callable[[str], Annotation]


def shelling(found: Annotation) -> tuple[Retold, list[Event]]:
    """Return what `found` retells, and its shellings in text order."""
    events = sorted((event for event in found.events if event.type == "Shelling"), key=lambda event: event.trigger)
    return Retold(found), events


def tolls(retold: Retold, event: Event) -> set[Toll]:
    return set(retold.tolls(event))


def test_a_lead_that_keeps_the_town_back_has_it_from_where_the_toll_stands_again(annotate: Annotate) -> None:
    found = annotate(
        "Shelling of a rebel-held town killed 31 people on 2 March 2024. Aid workers called it a crime. "
        "Doctors in the capital could not be reached. The monitor said shelling of Kharkiv killed 31 people."
    )
    retold, [lead, later] = shelling(found)
    places = {role.filler for role in retold.roles(later) if role.role in ("place", "target")}
    assert places & {role.filler for role in retold.roles(lead)}
    assert lead in retold.mates(later)
    assert tolls(retold, lead) == tolls(retold, later) != set()
    assert retold.first(later) == lead


def test_two_towns_with_one_toll_are_two_incidents(annotate: Annotate) -> None:
    found = annotate(
        "Russian forces shelled Kharkiv, killing 12 people. Doctors waited. Russian forces shelled Kherson, killing 12 people."
    )
    retold, [one, other] = shelling(found)
    assert retold.mates(one) == retold.mates(other) == []


def test_three_dead_here_and_three_dead_there_say_nothing(annotate: Annotate) -> None:
    found = annotate(
        "Shelling of a village killed three people. Doctors waited. The army said shelling of Kherson killed three people."
    )
    retold, events = shelling(found)
    assert all(not tolls(retold, event) for event in events)


def test_what_hit_the_same_market_without_a_name_or_a_day_is_told_again(annotate: Annotate) -> None:
    found = annotate("The army shelled a market in Kharkiv on 2 March 2024. The army denied that it had shelled the market.")
    retold, [told, denied] = shelling(found)
    assert retold.mates(denied) == [told]
    assert retold.mates(told) == []


def test_a_lead_that_keeps_a_village_back_has_it_though_no_gazetteer_knows_it(annotate: Annotate) -> None:
    found = annotate(
        "Shelling of a rebel-held village killed 31 people on 2 March 2024. The monitor said shelling hit the village of "
        "Kavumbwe on the lake."
    )
    chains = {mention: chain.name for chain in found.entities for mention in chain.mentions}
    retold, [lead, *_] = shelling(found)
    assert any("Kavumbwe" in chains.get(role.filler, "") for role in retold.roles(lead))


def test_two_strikes_on_one_town_are_not_one_because_of_the_town(annotate: Annotate) -> None:
    found = annotate(
        "The army shelled Kherson, killing nine people. The army denied that it had shelled Kherson on 2 March 2024."
    )
    retold, [undated, _] = shelling(found)
    assert retold.mates(undated) == []
