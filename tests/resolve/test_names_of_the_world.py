"""Pairs of names from conflicts all over the world: the same, different, or to be looked at by a person."""

import pytest

from kg.model import Kind, UnitDetails
from kg.resolve import Sighting
from kg.resolve.compare import DOUBTFUL, compare, score
from kg.resolve.people import SAME

PERSON, PLACE, BODY, UNIT, SITE = Kind.PERSON, Kind.PLACE, Kind.ORGANISATION, Kind.UNIT, Kind.FACILITY

ALIKE = [
    (PERSON, "Volodymyr Zelensky", "Volodymir Zelenskiy"),
    (PERSON, "President Volodymyr Zelenskyy", "Volodymyr Zelenskyi"),
    (PERSON, "Sergei Shoigu", "Sergey Shoygu"),
    (PERSON, "Yevgeny Prigozhin", "Evgeny Prigozhin"),
    (PERSON, "Ivan Kovalenko", "Kovalenko Ivan"),
    (PERSON, "Bashar al-Assad", "Bashar Assad"),
    (PERSON, "Muammar Gaddafi", "Moammar al-Qaddafi"),
    (PERSON, "Abdel Fattah al-Burhan", "Abdel-Fattah Burhan"),
    (PERSON, "Mohamed Hamdan Dagalo", "Mohammed Hamdan Daglo"),
    (PERSON, "Abu Bakr al-Baghdadi", "Abu Bakr Baghdadi"),
    (PERSON, "Abu Mohammed al-Jolani", "Abu Muhammad al-Julani"),
    (PERSON, "Osama bin Laden", "Usama bin Ladin"),
    (PERSON, "Ismail Haniyeh", "Ismail Haniya"),
    (PERSON, "Yahya Sinwar", "Yehya al-Sinwar"),
    (PERSON, "Hassan Nasrallah", "Sheikh Hasan Nasrallah"),
    (PERSON, "Gustavo Petro", "Gustavo Petro Urrego"),
    (PERSON, "Nicolás Maduro", "Nicolas Maduro Moros"),
    (PERSON, "Rodrigo Londoño", "Rodrigo Londono Echeverri"),
    (PERSON, "Ibrahim Traoré", "Capt. Ibrahim Traore"),
    (PERSON, "Aung San Suu Kyi", "Suu Kyi"),
    (PERSON, "Khalifa Haftar", "Haftar"),
    (PERSON, "Hemedti", "Mohamed Hamdan Dagalo"),
    (PERSON, "Mohammad Abdul-Salam", "Mohammed Abdulsalam"),
    (PERSON, "Abdel-Fattah el-Sissi", "Abd al-Fattah al-Sisi"),
    (PERSON, "Abderrahman Diallo", "Abd al-Rahman Diallo"),
    (PERSON, "Husain Allawi", "Hussein Allawi"),
    (PERSON, "Khaled Meshaal", "Khalid Mashal"),
    (PERSON, "Mahamadou Sanou", "Mahamoudou Sanou"),
    (PERSON, "Oleksandr Syrskyi", "Alexander Syrsky"),
    (PERSON, "Serhiy Haidai", "Sergei Gaidai"),
    (PERSON, "Hassan Sheikh Mohamud", "Hassan Sheikh"),
    (PERSON, "María de la Luz Ortega", "Maria de la Luz Ortega"),
    (PERSON, 'Jorge "El Gato" Paredes', "Jorge Paredes Rojas"),
    (PLACE, "Balakliya", "Balakliia"),
    (PLACE, "Barsalogho", "Barsalogo"),
    (PLACE, "Nagorno-Karabakh", "Karabakh"),
    (PLACE, "Balakliya", "Balakleya"),
    (PLACE, "Izyum", "Izium"),
    (PLACE, "Luhansk", "Lugansk"),
    (PLACE, "Sulaymaniyah", "al-Sulaimaniyeh"),
    (PLACE, "Qalamoun", "al-Qalamon"),
    (PLACE, "Ménaka", "Menaka"),
    (PLACE, "El Fasher", "Al-Fashir"),
    (PLACE, "Khan Younis", "Khan Yunis"),
    (PLACE, "Idlib", "Idleb"),
    (PLACE, "Deir ez-Zor", "Deir al-Zour"),
    (SITE, "al-Watiya airbase", "Al-Wattiya military base"),
    (SITE, "Hmeimim air base", "Hmeimim base"),
    (BODY, "World Health Organization", "World Health Organisation"),
    (BODY, "World Health Organization", "WHO"),
    (BODY, "Russian Defence Ministry", "Ministry of Defense of the Russian Federation"),
    (BODY, "Russia's Ministry of Defence", "the Russian Defense Ministry"),
    (BODY, "Gaza Health Ministry", "Ministry of Health in Gaza"),
    (BODY, "Doctors Without Borders", "MSF"),
    (BODY, "Syrian Observatory for Human Rights", "SOHR"),
    (BODY, "Human Rights Watch", "HRW"),
    (BODY, "Central Emergency Fund (CEF", "the Central Emergency Fund"),
    (BODY, "Azerbaijan's Ministry of Defence", "Azerbaijani Defense Ministry"),
    (UNIT, "Ansar Allah", "Ansarallah"),
    (UNIT, "Abu Sayyaf Group", "Abu Sayyaf"),
    (UNIT, "Third Assault Brigade", "3rd Assault Brigade"),
    (UNIT, "Islamic State", "Daesh"),
    (UNIT, "ISIL", "IS"),
    (UNIT, "Islamic State West Africa Province", "ISWAP"),
    (UNIT, "Sudanese Armed Forces", "SAF"),
    (UNIT, "People's Defence Forces", "People's Defense Force"),
    (UNIT, "Kachin Independence Army", "KIA"),
    (UNIT, "Revolutionary Armed Forces of Colombia", "FARC"),
    (UNIT, "National Liberation Army", "ELN"),
    (UNIT, "the al-Nusra Front", "Nusra Front"),
    (UNIT, "Al Qaida", "al-Qa'ida"),
    (UNIT, "the Wagner Group", "Wagner"),
    (UNIT, "Jama'at Nusrat al-Islam wal-Muslimin", "JNIM"),
]

APART = [
    (SITE, "al-Watiya airbase", "Jufra airbase"),
    (SITE, "Zaatari camp", "Zaatari base"),
    (PERSON, "Abu Bakr al-Baghdadi", "Abu Omar al-Baghdadi"),
    (PERSON, "Abu Mohammed al-Jolani", "Abu Mohammed al-Adnani"),
    (PERSON, "Mohammed bin Salman", "Mohammed bin Zayed"),
    (PERSON, "Ibrahim Traoré", "Moussa Traoré"),
    (PERSON, "Mohammed Ali", "Mohammed Ahmed"),
    (PERSON, "Mario Silva", "Maria Silva"),
    (PERSON, "José Antonio Paz", "José Antonio Ruiz"),
    (PERSON, "Li Wei", "Li Na"),
    (PERSON, "Uday Hussein", "Saddam Hussein"),
    (PERSON, "Abdul Rahman", "Abdul Rahim"),
    (PERSON, "Ahmed Abdul Rahman", "Ahmed Abdul Rahim"),
    (PERSON, "Kim Yo Jong", "Kim Jong Un"),
    (PERSON, "Mohammed Abbas", "Mahmoud Abbas"),
    (PERSON, "Anna Petrova", "Inna Petrova"),
    (PERSON, "Joaquín Paredes López", "Joaquín Paredes Loera"),
    (PLACE, "North Kivu", "South Kivu"),
    (PLACE, "Bogo", "Boho"),
    (PLACE, "Gao", "Goma"),
    (PLACE, "al-Midan", "Mayadin"),
    (PLACE, "Madaya", "Maadi"),
    (PLACE, "Port Sudan", "Sudan"),
    (PLACE, "Nagorno", "Navarro"),
    (BODY, "Russian Defence Ministry", "Ukrainian Defence Ministry"),
    (BODY, "Sudanese foreign ministry", "Sudanese finance ministry"),
    (BODY, "Human Rights Watch", "Human Rights Council"),
    (BODY, "Syrian Observatory for Human Rights", "Syrian Network for Human Rights"),
    (BODY, "Hama Police Command", "Daraa Police Command"),
    (UNIT, "Islamic State", "Islamic State West Africa Province"),
    (UNIT, "al-Qaeda", "al-Qaeda in the Islamic Maghreb"),
    (UNIT, "Taliban", "Pakistani Taliban"),
    (UNIT, "Free Syrian Army", "Syrian Arab Army"),
    (UNIT, "Karen National Liberation Army", "Ta'ang National Liberation Army"),
    (UNIT, "Golani Brigade", "Givati Brigade"),
]

DOUBTED = [
    (PERSON, "Ahmed Ali", "Ali Ahmed"),
    (PERSON, "Maung Aye", "Aye Maung"),
    (PERSON, "Aung San", "Aung San Suu Kyi"),
    (PERSON, "Alexander Petrov", "Alexandra Petrova"),
    (PERSON, "Ivan Petrov", "Ivan Petrovsky"),
    (PERSON, "Juan Carlos García", "Juan Pablo García"),
    (PERSON, "Ibrahim Traoré", "Traoré"),
    (PERSON, "Colonel Ghassan Hammoud", "Hammud"),
    (PLACE, "Kharkiv", "Khakiv"),
    (BODY, "Defence Ministry", "Russian Defence Ministry"),
    (BODY, "Health Ministry", "Gaza Health Ministry"),
]


def likeness(kind: Kind, one: str, other: str) -> float:
    pair = (Sighting(name, "x", kind, name, (name,)) for name in (one, other))
    return score(compare(*pair))


@pytest.mark.parametrize(("kind", "one", "other"), ALIKE)
def test_two_names_of_one(kind: Kind, one: str, other: str) -> None:
    assert likeness(kind, one, other) >= SAME
    assert likeness(kind, other, one) == likeness(kind, one, other)


@pytest.mark.parametrize(("kind", "one", "other"), APART)
def test_names_of_two(kind: Kind, one: str, other: str) -> None:
    assert likeness(kind, one, other) < DOUBTFUL


def battalion(parent: str | None, branch: str | None = None, echelon: str = "battalion") -> Sighting:
    unit = UnitDetails("2", echelon, branch)
    return Sighting(parent or "x", "x", UNIT, f"2nd {echelon}", (f"2nd {echelon}",), unit=unit, parent=parent)


def test_a_battalion_is_told_by_the_brigade_it_belongs_to() -> None:
    assert score(compare(battalion("5th Brigade"), battalion("the 5th Brigade"))) >= SAME
    assert compare(battalion("5th Brigade"), battalion("Golani Brigade")) == ()
    assert compare(battalion("5th Brigade"), battalion("7th Brigade")) == ()
    assert DOUBTFUL <= score(compare(battalion("5th Brigade"), battalion(None))) < SAME


def test_a_brigade_needs_no_parent_and_has_one_branch() -> None:
    assert score(compare(battalion("3rd Corps", echelon="brigade"), battalion(None, echelon="brigade"))) >= SAME
    assert compare(battalion(None, "mechanised", "brigade"), battalion(None, "airborne", "brigade")) == ()
    assert score(compare(battalion(None, "mechanised", "brigade"), battalion(None, None, "brigade"))) >= SAME


@pytest.mark.parametrize(("kind", "one", "other"), DOUBTED)
def test_names_that_a_person_is_asked_about(kind: Kind, one: str, other: str) -> None:
    assert DOUBTFUL <= likeness(kind, one, other) < SAME
