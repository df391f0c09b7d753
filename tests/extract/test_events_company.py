"""Events: who is in on it, where ground is that is taken, and where those stood who move."""

from collections.abc import Callable

import pytest

from kg.model import Annotation, Event

Annotate = Callable[..., Annotation]


def told(known: Annotation, text: str, kind: str) -> Event:
    """Return the only event of the type `kind`."""
    found = [event for event in known.events if event.type == kind]
    assert len(found) == 1, [(event.type, event.trigger.of(text)) for event in known.events]
    return found[0]


def who(known: Annotation, text: str, event: Event, role: str) -> set[str]:
    """Return the words of the mentions that fill `role`."""
    words = {mention.id: mention.span.of(text) for mention in known.mentions}
    return {words[filler] for filler in event.fillers(role) if filler in words}


@pytest.mark.parametrize(
    ("text", "kind", "role", "names"),
    [
        (
            "The army, together with the Popular Mobilization Forces, recaptured the town of Baiji on Monday.",
            "TerritoryRecaptured",
            "agent",
            {"The army", "the Popular Mobilization Forces"},
        ),
        (
            "Government troops along with local militias attacked the village of Wum.",
            "Attack",
            "attacker",
            {"Government troops", "local militias"},
        ),
        (
            "The 3rd brigade captured Mora alongside soldiers of the Multinational Joint Task Force.",
            "TerritoryCaptured",
            "agent",
            {"The 3rd brigade", "soldiers", "the Multinational Joint Task Force"},
        ),
        (
            "Malian forces jointly with Russian mercenaries killed 20 civilians in Moura.",
            "Killing",
            "attacker",
            {"Malian forces", "Russian mercenaries"},
        ),
        (
            "The Kurdish forces, in coordination with coalition aircraft, launched an offensive on Raqqa.",
            "Offensive",
            "attacker",
            {"The Kurdish forces", "coalition aircraft"},
        ),
        (
            "The town was seized by rebels together with fighters of the Kata'ib brigade.",
            "TerritoryCaptured",
            "agent",
            {"rebels", "fighters", "the Kata'ib brigade"},
        ),
        ("The minister visited Goma together with the governor.", "Visit", "agent", {"minister", "governor"}),
        (
            "The rebels clashed with the army along with two militias.",
            "ArmedClash",
            "side",
            {"The rebels", "the army", "militias"},
        ),
        ("The army destroyed a tank together with its crew.", "Damage", "attacker", {"The army"}),
        ("Rebels along the river attacked the army.", "Attack", "attacker", {"Rebels"}),
        ("The army seized weapons along with ammunition in Sebha.", "Seizure", "attacker", {"The army"}),
    ],
)
def test_who_acts_together_with_somebody_acts(annotate: Annotate, text: str, kind: str, role: str, names: set[str]) -> None:
    known = annotate(text)
    assert who(known, text, told(known, text, kind), role) == names


def test_all_bodies_of_a_list_are_in_on_it(annotate: Annotate) -> None:
    text = (
        "The 12th brigade, together with units of the Border Guard, the Coast Guard and the police, "
        "returned full control to the city of Ramadi."
    )
    known = annotate(text)
    found = who(known, text, told(known, text, "ControlChange"), "agent")
    assert {"The 12th brigade", "units", "the Border Guard", "the Coast Guard", "the police"} <= found


def test_who_is_killed_along_with_somebody_is_a_victim(annotate: Annotate) -> None:
    text = "The general was killed together with his driver."
    known = annotate(text)
    event = told(known, text, "Killing")
    assert {"his driver"} < who(known, text, event, "victim")
    assert not event.fillers("attacker")


@pytest.mark.parametrize(
    ("text", "kind", "place"),
    [
        ("Government forces captured the al-Watiya airbase on Monday.", "TerritoryCaptured", "al-Watiya airbase"),
        ("Rebels seized Goma in January.", "TerritoryCaptured", "Goma"),
        ("Goma fell to the rebels.", "TerritoryFallen", "Goma"),
        ("The army regained control of Tripoli's airport.", "ControlChange", "Tripoli's airport"),
        ("Police returned full control to the city of Homs.", "ControlChange", "Homs"),
        ("Israel occupied the Golan Heights in 1967.", "Occupation", "Golan Heights"),
        ("The paramilitaries besieged El Fasher for a year.", "Siege", "El Fasher"),
        ("Forces gained access to the port of Mariupol.", "AreaAccessed", "Mariupol"),
        ("Ukrainian troops liberated Kherson.", "Liberation", "Kherson"),
    ],
)
def test_ground_that_is_taken_held_or_besieged_is_where_that_happens(
    annotate: Annotate, text: str, kind: str, place: str
) -> None:
    known = annotate(text)
    assert place in who(known, text, told(known, text, kind), "place")


def test_whoever_control_is_handed_to_is_no_place(annotate: Annotate) -> None:
    text = "The Americans handed over control to the Iraqi army."
    known = annotate(text)
    assert not told(known, text, "ControlChange").fillers("place")


@pytest.mark.parametrize(
    ("text", "kind", "origin"),
    [
        ("The troops stationed in the valley have been redeployed to Goma.", "Redeployment", "the valley"),
        ("The withdrawal of the forces garrisoned at Tessalit began on Monday.", "Withdrawal", "Tessalit"),
        ("Units deployed near Sake were pulled back to Goma.", "Withdrawal", "Sake"),
        (
            "It was decided to regroup the troops located in the districts of Arda and Milen.",
            "Redeployment",
            "the districts of Arda and Milen",
        ),
        ("The soldiers positioned around Kidal were withdrawn from Mali.", "Withdrawal", "Mali"),
        ("Families have fled Tarhuna since Friday.", "Displacement", "Tarhuna"),
        ("Residents fled the village of Sake.", "Displacement", "Sake"),
    ],
)
def test_where_those_stood_who_move_is_where_they_come_from(annotate: Annotate, text: str, kind: str, origin: str) -> None:
    known = annotate(text)
    event = told(known, text, kind)
    assert origin in who(known, text, event, "origin") | who(known, text, event, "place")
    assert origin not in who(known, text, event, "destination") | who(known, text, event, "victim")


def test_where_rebels_have_their_home_is_not_where_they_flee_from(annotate: Annotate) -> None:
    text = "Rebels based in Chad fled the town."
    known = annotate(text)
    assert who(known, text, told(known, text, "Retreat"), "origin") == {"the town"}


def test_who_is_cited_is_no_recipient(annotate: Annotate) -> None:
    text = "Then Turkey sent drones and, according to the Syrian Observatory for Human Rights, about 11,600 fighters."
    known = annotate(text)
    assert not told(known, text, "ArmsTransfer").fillers("recipient")


def test_what_stands_before_a_semicolon_is_not_denied_behind_it(annotate: Annotate) -> None:
    text = "Police arrested ten protesters in Khartoum; the opposition denied this."
    assert told(annotate(text), text, "Arrest").polarity.value == "positive"


def test_a_mission_that_is_a_body_is_no_operation(annotate: Annotate) -> None:
    text = "The U.N. support mission in Libya called the discovery horrific."
    assert not [event for event in annotate(text).events if event.type == "MilitaryOperation"]


@pytest.mark.parametrize(
    ("text", "thing", "asked"),
    [
        ("The rebels asked Qatar for anti-tank missiles.", "anti-tank missiles", "Qatar"),
        ("Kyiv wants Leopard tanks from Germany.", "Leopard tanks", "Germany"),
        ("The government also wants Patriot batteries from Washington.", "Patriot batteries", "Washington"),
    ],
)
def test_of_weapons_asked_for_who_is_asked_is_no_weapon(annotate: Annotate, text: str, thing: str, asked: str) -> None:
    known = annotate(text)
    event = told(known, text, "ArmsRequest")
    assert who(known, text, event, "object") == {thing}
    assert who(known, text, event, "recipient") == {asked}
