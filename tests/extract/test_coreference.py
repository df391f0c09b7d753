"""Coreference: names, phrases and pronouns that are the same thing, and those that are not."""

import pytest

from tests.extract.marked import Read, chains, groups, plain


def test_every_mention_is_in_exactly_one_chain(read: Read) -> None:
    marked = "[Rebels|Person] took [Goma|Place]. [A nurse|Person] said [she|Person] saw [them|Person] near [the lake|Place]."
    _, mentions = plain(marked)
    found = [i for chain in chains(read, marked) for i in chain.mentions]
    assert sorted(found) == sorted(m.id for m in mentions)


def test_a_surname_takes_up_the_full_name(read: Read) -> None:
    marked = "[Amina Yusuf|Person] arrived on Monday. The talks began when [Yusuf|Person] sat down."
    assert groups(read, marked) == [["Amina Yusuf", "Yusuf"]]


def test_two_people_of_one_surname_stay_apart(read: Read) -> None:
    marked = "[Carlos Mendoza|Person] met [Rosa Mendoza|Person] in the capital."
    assert groups(read, marked) == []


def test_an_acronym_takes_up_the_body_it_abbreviates(read: Read) -> None:
    marked = "The [Syrian Democratic Forces|MilitaryUnit] advanced. On Friday the [SDF|MilitaryUnit] entered the town."
    assert groups(read, marked) == [["Syrian Democratic Forces", "SDF"]]


def test_spellings_of_one_well_known_name_are_one(read: Read) -> None:
    marked = "[Volodymyr Zelensky|Person] spoke first. Later [Zelenskyy|Person] flew home."
    assert groups(read, marked) == [["Volodymyr Zelensky", "Zelenskyy"]]


def test_a_demonym_before_a_noun_is_its_country(read: Read) -> None:
    marked = "[Sudan|Place] closed its airspace. A [Sudanese|Group SD] plane was turned back."
    assert ["Sudan", "Sudanese"] in groups(read, marked)


def test_a_people_within_a_country_is_not_the_country(read: Read) -> None:
    marked = "[Russia|Place] sent troops. A [Chechen|Group RU] commander led them."
    assert groups(read, marked) == []


def test_an_apposition_is_the_name_it_stands_by(read: Read) -> None:
    marked = "[Hakim Sadeq|Person], [the governor|Person], denied the report."
    assert groups(read, marked) == [["Hakim Sadeq", "the governor"]]


def test_the_members_of_a_list_are_not_one(read: Read) -> None:
    marked = "[Mali|Place], [Niger|Place] and [Burkina Faso|Place] left the bloc."
    assert groups(read, marked) == []


def test_a_title_before_a_name_is_its_bearer(read: Read) -> None:
    marked = "[Army chief|Person] [Min Aung Hlaing|Person] seized power."
    assert groups(read, marked) == [["Army chief", "Min Aung Hlaing"]]


def test_a_predicate_is_its_subject(read: Read) -> None:
    marked = "[Leila Haddad|Person] is [a surgeon|Person] at the hospital."
    assert groups(read, marked) == [["Leila Haddad", "a surgeon"]]


def test_a_relative_pronoun_is_the_noun_before_it(read: Read) -> None:
    marked = "[The villagers|Person] [who|Person] had fled came back."
    assert groups(read, marked) == [["The villagers", "who"]]


@pytest.mark.parametrize(
    "marked",
    [
        "The general praised [the fighters|Person] near [Derna|Place], [who|Person] retook the airport on Sunday.",
        "[Soldiers|Person] from [the garrison|Facility] in [Menaka|Place], [who|Person] had been ambushed on Friday, returned.",
        "[Officers|Person] in [Mosul|Place], [who|Person] lost two colleagues, sealed the road.",
    ],
)
def test_no_place_is_a_who(read: Read, marked: str) -> None:
    [group] = groups(read, marked)
    assert group[-1] == "who"
    assert group[0] in ("the fighters", "Soldiers", "Officers")


def test_an_office_is_the_person_who_holds_it(read: Read) -> None:
    marked = "President [Gabriel Boric|Person CL] spoke on Sunday. [The Chilean president|Person CL] blamed the weather."
    assert groups(read, marked, posts=[("president", "Gabriel Boric")]) == [["Gabriel Boric", "The Chilean president"]]


def test_an_office_of_another_country_is_somebody_else(read: Read) -> None:
    marked = "President [Gabriel Boric|Person CL] spoke on Sunday. [The Peruvian president|Person PE] was silent."
    assert groups(read, marked, posts=[("president", "Gabriel Boric")]) == []


@pytest.mark.parametrize("phrase", ["The former Chilean president", "The next Chilean president", "The Chilean vice president"])
def test_a_former_or_coming_holder_is_somebody_else(read: Read, phrase: str) -> None:
    marked = f"President [Gabriel Boric|Person CL] spoke on Sunday. [{phrase}|Person CL] was silent."
    assert groups(read, marked, posts=[("president", "Gabriel Boric")]) == []


def test_the_president_of_a_country_is_the_one_well_known_name_of_it(read: Read) -> None:
    marked = "[Ukraine's president|Person UA] called for help. [Volodymyr Zelensky|Person UA] spoke by video."
    assert groups(read, marked) == [["Ukraine's president", "Volodymyr Zelensky"]]


def test_a_definite_phrase_takes_up_the_same_noun(read: Read) -> None:
    marked = "[A convoy|Vehicle] left Mopti at dawn. [The convoy|Vehicle] hit a mine."
    assert groups(read, marked) == [["A convoy", "The convoy"]]


def test_an_indefinite_phrase_is_something_new(read: Read) -> None:
    marked = "[A convoy|Vehicle] left Mopti at dawn. [A convoy|Vehicle] left Gao at noon."
    assert groups(read, marked) == []


def test_armies_of_two_countries_stay_apart(read: Read) -> None:
    marked = "[The Ethiopian army|MilitaryUnit ET] shelled the town. [The Eritrean army|MilitaryUnit ER] stood by."
    assert groups(read, marked) == []


def test_a_country_its_government_and_its_army_are_three_things(read: Read) -> None:
    marked = (
        "[Myanmar|Place] is at war. [The Myanmar government|Organisation Government MM] blamed rebels. "
        "[The Myanmar army|MilitaryUnit ArmedForce MM] fired first."
    )
    assert groups(read, marked) == []


def test_the_wives_of_two_men_are_two(read: Read) -> None:
    marked = "[Osman's wife|Person] was wounded. [Idris's wife|Person] was not."
    assert groups(read, marked) == []


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("[Fighters|Person] overran [Beni|Place]. [The town|Place] was empty.", ["Beni", "The town"]),
        ("[Clashes|Person] shook [Haiti|Place]. [The country|Place] has no president.", ["Haiti", "The country"]),
        (
            "[Boko Haram|MilitaryUnit ArmedGroup] raided a market. [The group|Organisation] left by night.",
            ["Boko Haram", "The group"],
        ),
    ],
)  # fmt: skip
def test_a_phrase_for_its_class_takes_up_a_name(read: Read, marked: str, expected: list[str]) -> None:
    assert expected in groups(read, marked)


def test_the_phrase_for_a_town_does_not_take_up_a_country(read: Read) -> None:
    marked = "Floods hit [Haiti|Place]. [The town|Place] was empty."
    assert groups(read, marked) == []


def test_he_and_she_are_told_apart(read: Read) -> None:
    marked = "[Ahmed Osman|Person] met [Fatima Noor|Person]. [He|Person] offered a truce. [She|Person] refused."
    assert groups(read, marked) == [["Ahmed Osman", "He"], ["Fatima Noor", "She"]]


def test_it_is_no_person(read: Read) -> None:
    marked = "[Maria Lopez|Person] criticised [the ministry|Organisation]. [It|Organisation] did not answer."
    assert groups(read, marked) == [["the ministry", "It"]]


def test_they_takes_up_several_people(read: Read) -> None:
    marked = "[The protesters|Person] marched past [a policeman|Person]. [They|Person] sang."
    assert groups(read, marked) == [["The protesters", "They"]]


def test_a_possessive_takes_up_the_subject_of_its_clause(read: Read) -> None:
    marked = "[The junta|Organisation] said [the rebels|Person] had buried [their|Person] weapons."
    assert groups(read, marked) == [["the rebels", "their"]]


def test_there_takes_up_a_place(read: Read) -> None:
    marked = "Shells fell on [Khartoum|Place]. [Thousands|Person] are trapped [there|Place]."
    assert ["Khartoum", "there"] in groups(read, marked)


def test_a_speaker_says_i(read: Read) -> None:
    marked = "“[I|Person] will not resign,” [Ariel Henry|Person] told [reporters|Person]."
    assert groups(read, marked, speaker="Ariel Henry") == [["I", "Ariel Henry"]]


def test_he_in_a_quotation_is_not_its_speaker(read: Read) -> None:
    marked = "[Juan Perez|Person] spoke about [Luis Gomez|Person]. “[He|Person] lied to us,” [Perez|Person] said."
    assert ["Juan Perez", "He", "Perez"] not in groups(read, marked, speaker="Perez")


def test_a_body_that_speaks_says_we(read: Read) -> None:
    marked = "“[We|Organisation] hold the bridge,” [the militia|MilitaryUnit] said."
    assert groups(read, marked, speaker="the militia") == [["We", "the militia"]]


def test_the_name_of_a_chain_is_its_fullest(read: Read) -> None:
    marked = "[Hemedti|Person] fled. [Mohamed Hamdan Dagalo|Person] was seen later."
    assert {"Mohamed Hamdan Dagalo"} <= {chain.name for chain in chains(read, marked)}


def test_a_well_known_person_has_a_link(read: Read) -> None:
    (chain,) = chains(read, "[Vladimir Putin|Person] signed the decree.")
    assert chain.link == "http://www.wikidata.org/entity/Q7747"


def test_phrases_for_the_forces_of_one_country_are_one(read: Read) -> None:
    marked = (
        "[Ethiopian troops|MilitaryUnit ArmedForce ET] crossed. [Ethiopia's army|MilitaryUnit ArmedForce ET] denied it. "
        "[Eritrean forces|MilitaryUnit ArmedForce ER] withdrew."
    )
    assert groups(read, marked) == [["Ethiopian troops", "Ethiopia's army"]]


def test_troops_are_those_of_whose_they_are(read: Read) -> None:
    marked = (
        "[Azerbaijan|Place] said [its|Organisation] [troops|MilitaryUnit] had entered. "
        "[The Azerbaijani army|MilitaryUnit ArmedForce AZ] showed no footage."
    )
    assert ["troops", "The Azerbaijani army"] in groups(read, marked)


def test_counted_troops_are_not_the_army(read: Read) -> None:
    marked = (
        "[The Malian army|MilitaryUnit ArmedForce ML] arrived. [Forty Malian troops|MilitaryUnit ArmedForce ML] were killed."
    )
    assert groups(read, marked) == []


def test_one_ministry_goes_by_two_spellings(read: Read) -> None:
    marked = (
        "[Sudan's Defence Ministry|Organisation Ministry SD] gave no toll. "
        "[The Sudanese Ministry of Defense|Organisation Ministry SD] did."
    )
    assert groups(read, marked) == [["Sudan's Defence Ministry", "The Sudanese Ministry of Defense"]]


def test_two_ministries_of_one_country_stay_apart(read: Read) -> None:
    marked = (
        "[Sudan's Defence Ministry|Organisation Ministry SD] gave no toll. "
        "[Sudan's Health Ministry|Organisation Ministry SD] did."
    )
    assert groups(read, marked) == []


def test_the_first_of_two_family_names_takes_up_the_full_name(read: Read) -> None:
    marked = "[Rubén Rocha Moya|Person] spoke on Monday. Schools stay shut, [Rocha|Person] said."
    assert groups(read, marked) == [["Rubén Rocha Moya", "Rocha"]]
    assert groups(read, "[Ana Maria Lopez|Person] met [Maria|Person].") == []


def test_an_acronym_in_brackets_takes_up_a_name_of_other_letters(read: Read) -> None:
    marked = "The [River Peoples Front|MilitaryUnit] ([FPRF|MilitaryUnit]) took the town. The [FPRF|MilitaryUnit] has tanks."
    assert groups(read, marked) == [["River Peoples Front", "FPRF", "FPRF"]]


def test_an_alias_takes_up_the_name_before_it(read: Read) -> None:
    marked = "[Nestor Vera|Person], alias [Ivan Mordaz|Person], spoke to [Jorge Diaz|Person], a friend."
    assert groups(read, marked) == [["Nestor Vera", "Ivan Mordaz"]]
