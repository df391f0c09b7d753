"""Troops that leave: one movement under many words, told of towns and of the region they are in."""

from kg.resolve import Register, Report, Site, cluster_events
from kg.vocab import Vocabulary

REGION = Site("place/geonames-7870254", 19.9, 30.2, "region")
DONGOLA = Site("place/geonames-377039", 19.17, 30.48, "settlement")
KERMA = Site("place/geonames-372753", 19.63, 30.41, "settlement")
NYALA = Site("place/geonames-365763", 12.05, 24.88, "settlement")
RSF, ARMY = frozenset({"military-unit/rsf"}), frozenset({"SD"})


def leaving(document: str, words: str, type: str = "Withdrawal", **known: object) -> Report:
    """Return a report of troops that leave; each word is its own event."""
    return Report(document, f"e-{words}", type, "Withdrawal", words, order=len(words), **known)  # type: ignore[arg-type]


def groups(vocabulary: Vocabulary, *found: Report) -> set[frozenset[str]]:
    """Return the words of each event."""
    words = {(report.document, report.event): report.words for report in found}
    clusters = cluster_events(found, vocabulary, Register())
    return {frozenset(words[member] for member in event.reports) for event in clusters}


def test_withdrawal_regroup_flight_and_pullback_of_one_army_are_one_event(vocabulary: Vocabulary) -> None:
    told = (
        leaving("a", "pulled out", actors=RSF, sites=(REGION,)),
        leaving("a", "regroup", "Redeployment", targets=RSF),
        leaving("a", "fled", "Retreat", actors=RSF),
        leaving("b", "withdrawal", actors=RSF, sites=(DONGOLA,)),
        leaving("b", "redeployment", "Redeployment", targets=RSF, sites=(DONGOLA,)),
    )
    assert groups(vocabulary, *told) == {frozenset({"pulled out", "regroup", "fled", "withdrawal", "redeployment"})}


def test_towns_of_one_front_do_not_speak_against_each_other(vocabulary: Vocabulary) -> None:
    told = (
        leaving("a", "left", actors=RSF, sites=(REGION,)),
        leaving("b", "retreat", "Retreat", actors=RSF, sites=(DONGOLA,)),
        leaving("c", "pullback", actors=RSF, sites=(KERMA,)),
    )
    assert len(groups(vocabulary, *told)) == 1


def test_another_army_or_another_front_is_another_withdrawal(vocabulary: Vocabulary) -> None:
    told = leaving("a", "left", actors=RSF, sites=(DONGOLA,))
    assert len(groups(vocabulary, told, leaving("b", "retreat", actors=ARMY, sites=(DONGOLA,)))) == 2
    assert len(groups(vocabulary, told, leaving("b", "retreat", actors=RSF, sites=(NYALA,)))) == 2


def test_an_attack_on_the_next_town_is_another_attack(vocabulary: Vocabulary) -> None:
    def attack(document: str, site: Site) -> Report:
        return Report(document, f"e-{document}", "Attack", "Attack", f"attack {document}", actors=RSF, sites=(site,))

    assert len(groups(vocabulary, attack("a", DONGOLA), attack("b", KERMA))) == 2


def test_a_pullback_of_nobody_from_nowhere_is_the_one_that_its_document_tells_of_most(vocabulary: Vocabulary) -> None:
    told = (
        leaving("a", "left", actors=ARMY, sites=(NYALA,)),
        leaving("a", "pulled out", actors=RSF, sites=(REGION,)),
        leaving("a", "fled", "Retreat", actors=RSF),
        leaving("a", "general pullback"),
        leaving("b", "withdrawal"),
    )
    assert groups(vocabulary, *told) == {
        frozenset({"left"}),
        frozenset({"pulled out", "fled", "general pullback"}),
        frozenset({"withdrawal"}),
    }
