"""Events: triggers in all their constructions, and who fills which role."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from kg.extract.events.kinds import Kinds
from kg.extract.reading import Reading
from kg.model import Annotation, Event, Form, Realis
from kg.testing import marked
from tests.event_sentences import events_in, known, unfilled

Read = Callable[..., Reading]


def at_trigger(sentence: str, read: Read) -> Event:
    """The event whose trigger the sentence marks; its roles are filled as the sentence marks them."""
    said = marked(sentence)
    found = [event for event in events_in(read(said.text), said) if event.trigger.touches(said.trigger)]
    assert len(found) == 1, [event.type for event in found]
    assert unfilled(found[0], said) == {}
    return found[0]


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("[Rebels|attacker] *attacked* [an outpost|target] in [Menaka|place] on [Friday|time].", "Attack"),
        ("[An outpost|target] in [Menaka|place] was *attacked* by [rebels|attacker].", "Attack"),
        ("[The soldiers|attacker] who *attacked* [the market|target] have left.", "Attack"),
        ("The governor visited [the market|target] that [the soldiers|attacker] *attacked*.", "Attack"),
        ("[The militia|attacker] burned the mill and *attacked* [the market|target].", "Attack"),
        ("The governor condemned [the gunmen|attacker] *attacking* [the market|target].", "Attack"),
        ("The army recaptured [the town|target] *attacked* by [insurgents|attacker] in [May|time].", "Attack"),
        ("The general ordered [his troops|attacker] to *attack* [the bridge|target].", "Attack"),
    ],
)
def test_a_verb_gets_its_roles_in_every_construction(sentence: str, kind: str, read: Read) -> None:
    assert at_trigger(sentence, read).type == kind


@pytest.mark.parametrize(
    "sentence",
    [
        "[The group|attacker] carried out an *attack* on [a convoy|target] near [Gao|place] on [Sunday|time].",
        "[The group|attacker] launched a series of *attacks* against [the villages|target].",
        "An *attack* on [a convoy|target] was carried out by [the group|attacker].",
        "[The convoy|target] came under *attack* near [Gao|place].",
        "[The group|attacker]'s *attack* on [the convoy|target] lasted an hour.",
    ],
)
def test_an_event_noun_takes_the_arguments_of_its_light_verb(sentence: str, read: Read) -> None:
    assert at_trigger(sentence, read).type == "Attack"


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("[The guards|attacker] *opened fire* on [the crowd|victim].", "Shooting"),
        ("[The soldiers|agent] *pulled back* from [the river|origin] on [Tuesday|time].", "Withdrawal"),
        ("[The rebels|agent] *ran away* when the tanks came.", "Retreat"),
        ("[Government forces|agent] *broke through* [the line|object] near [Taiz|place].", "Breakthrough"),
        ("[Investigators|agent] and [soldiers|agent] *gained access* to [the depot|object].", "AreaAccessed"),
        ("[The garrison|agent] has *returned control* of the town.", "ControlChange"),
    ],
)
def test_a_phrase_is_found_with_its_particle(sentence: str, kind: str, read: Read) -> None:
    assert at_trigger(sentence, read).type == kind


def test_a_nominalisation_keeps_agent_object_and_ends(read: Read) -> None:
    sentence = "The report confirms [Ethiopia|agent]'s *redeployment* of [its brigades|object] to [the border|destination]."
    assert at_trigger(sentence, read).type == "Redeployment"


def test_an_event_can_be_the_topic_of_another(read: Read) -> None:
    said = marked("[The mayor|speaker] *demanded* an investigation of the bombing.")
    demand = next(event for event in events_in(read(said.text), said) if event.type == "Demand")
    assert any(role.kind == "event" and role.filler.endswith("Investigation") for role in demand.roles)


def test_what_happened_in_an_attack_shares_its_place_and_time(read: Read) -> None:
    said = marked("Nine farmers were *killed* in an attack in [Mopti|place] on [Monday|time].")
    killing = next(event for event in events_in(read(said.text), said) if event.type == "Killing")
    assert unfilled(killing, said) == {}


def test_the_time_of_a_statement_is_not_that_of_what_was_said(read: Read) -> None:
    said = marked("The governor said on [Tuesday|time] that gunmen had attacked a village.")
    by_type = {event.type: event for event in events_in(read(said.text), said)}
    assert by_type["Saying"].fillers("time")
    assert not by_type["Attack"].fillers("time")


def test_a_role_takes_only_what_the_ontology_lets_fill_it(read: Read) -> None:
    said = marked("[Soldiers|attacker] abandoned their assault on [the capital|place] in [March|time].")
    found = events_in(read(said.text), said)
    fillers = {(role.role, role.kind) for event in found for role in event.roles}
    assert ("time", "time") in fillers
    assert ("time", "mention") not in fillers
    assert ("object", "event") not in fillers


@pytest.mark.parametrize(
    "text",
    [
        "The two firms struck a deal on Monday.",
        "The minister was fired after the scandal.",
        "The shooting of the film began in Morocco.",
        "He suffered a heart attack in June.",
        "Workers at the plant voted for a strike over pay.",
        "The song captured the mood of the crowd.",
        "Prices exploded as the harvest failed, the grocer shrugged.",
        "The price of bread hit a record in March.",
        "The author holds a prestigious position at the institute.",
        "He was convicted of murder in absentia.",
        "The parties fear a social explosion over the price of bread.",
    ],
)
def test_a_word_of_war_in_peace_is_no_attack(text: str, read: Read) -> None:
    found = [event for event in events_in(read(text), marked(text)) if event.coarse in ("Attack", "Withdrawal", "Detention")]
    assert [(event.type, event.by) for event in found] == []


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("[The editor|victim]'s *arrest* on [Monday|time] was condemned.", "Arrest"),
        ("Lawyers asked for [the editor|victim]'s *release*.", "Release"),
        ("[Two nurses|victim] *suffered injuries* in the raid.", "Injury"),
        ("[Hundreds of activists|victim] *are in jail* without charge.", "Imprisonment"),
        ("Residents counted four *bombings* targeted at [the barracks|target].", "Bombing"),
    ],
)
def test_the_one_it_is_done_to_may_stand_where_doers_stand(sentence: str, kind: str, read: Read) -> None:
    assert at_trigger(sentence, read).type == kind


def test_what_explodes_is_no_attacker_and_who_explodes_it_is(read: Read) -> None:
    said = marked("[A truck|agent] *exploded* at the gate.")
    assert events_in(read(said.text), said)[0].fillers("attacker") == ()
    said = marked("[Guerrillas|attacker] *exploded* a bomb at the gate.")
    assert unfilled(events_in(read(said.text), said)[0], said) == {}


def test_a_bombing_named_after_a_city_happened_there(read: Read) -> None:
    said = marked("The [Manchester|place] *bombing* shocked the country.")
    bombing = events_in(read(said.text), said)[0]
    assert unfilled(bombing, said) == {}
    assert bombing.fillers("attacker") == ()


def test_a_predicate_is_said_of_the_object_of_its_verb(read: Read) -> None:
    said = marked("Militants shot [a teacher|victim] *dead* near his house.")
    death = next(event for event in events_in(read(said.text), said) if event.type == "Death")
    assert unfilled(death, said) == {}
    assert len(death.fillers("victim")) == 1


def test_a_participle_joined_to_a_passive_is_passive_too(read: Read) -> None:
    said = marked("[Two nurses|victim] were killed or *wounded* in the raid.")
    injury = next(event for event in events_in(read(said.text), said) if event.type == "Injury")
    assert unfilled(injury, said) == {}


def test_an_order_is_told_beside_what_is_ordered(read: Read) -> None:
    text = "The governor ordered the evacuation of three villages."
    found = {event.type: event for event in events_in(read(text), marked(text))}
    assert found.keys() == {"Demand", "Evacuation"}
    assert found["Evacuation"].realis is Realis.HYPOTHETICAL


def test_the_words_of_a_name_are_known_from_its_mention(read: Read) -> None:
    said = marked("Musa Keita joined the [Office of Special Investigations|agent] in May.")
    reading = read(said.text)
    named = tuple(replace(mention, form=Form.NAMED) for mention in known(reading, said).mentions)
    kinds = Kinds(reading, Annotation(reading.document.id, reading.document.version, mentions=named))
    assert [token.text for token in reading.doc if kinds.named(token)] == ["Office", "of", "Special", "Investigations"]


def test_a_noun_that_only_modifies_another_tells_of_nothing(read: Read) -> None:
    text = "The judge signed an arrest warrant and left with a riot shield."
    assert events_in(read(text), marked(text)) == ()


def test_an_event_that_another_is_about_is_kept_and_no_role_points_to_nothing(read: Read) -> None:
    text = "The council called for an immediate ceasefire and rejected calls for a withdrawal before any talks."
    found = events_in(read(text), marked(text))
    fillers = {role.filler for event in found for role in event.roles if role.kind == "event"}
    assert any(filler.endswith("Ceasefire") for filler in fillers)
    assert fillers <= {event.id for event in found}


def test_equal_texts_give_equal_events_in_text_order(read: Read) -> None:
    text = "Soldiers shelled the port and arrested two men, the mayor said."
    first, second = (events_in(read(text), marked(text)) for _ in range(2))
    assert first == second
    assert [event.trigger.start for event in first] == sorted(event.trigger.start for event in first)


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("Twelve people died in an *attack* attributed to [the rebels|attacker].", "Attack"),
        ("The *attack* on [the market|target] was blamed on [militants|attacker].", "Attack"),
        ("[The minister|agent] is likely to *visit* [Imphal|destination] on [Monday|time].", "Visit"),
        ("[Two corporals|victim] were *martyred* in [Hama|place].", "Killing"),
        ("[The sides|party] *exchanged* forty detainees in [Taiz|place].", "PrisonerExchange"),
        ("Ten people were killed and [62 others|victim] *injured* in [Quetta|place].", "Injury"),
        ("[Three inmates|victim] were *recaptured* in [Chimoio|place].", "CaptureOfCombatants"),
        ("[Pirates|attacker] *hijacked* [a tanker|object] off [Eyl|place].", "Abduction"),
    ],
)
def test_who_did_it_is_found_where_an_act_is_laid_to_somebody(sentence: str, kind: str, read: Read) -> None:
    assert at_trigger(sentence, read).type == kind
