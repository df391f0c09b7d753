"""Who says what: each case is a text with the source and the words that are laid at its door."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.language import Language

from kg.extract.attributions import attributions
from kg.extract.outline import paragraphs, quotations, sentences
from kg.extract.reading import Reading
from kg.model import Annotation, Attribution, Manner
from kg.vocab import Vocabulary
from tests.conftest import document


@dataclass(frozen=True)
class Said:
    """An attribution, as words."""

    source: str
    content: str
    at: Attribution


Find = Callable[[str], list[Said]]


@pytest.fixture(scope="module")
def said(read: Callable[..., Reading]) -> Find:
    """What a text attributes, the outlet's own voice left out."""

    def find(text: str) -> list[Said]:
        known = Annotation("article", "0")
        found = attributions(read(text), known).attributions
        own, *others = found
        assert own.manner is Manner.NARRATION
        return [Said(_words(text, a.source), _words(text, _outer(a)), a) for a in others]

    return find


def _outer(at: Attribution) -> tuple:  # type: ignore[type-arg]
    return tuple(span for span in at.content if not any(other.holds(span) and other != span for other in at.content))


def _words(text: str, spans: tuple) -> str:  # type: ignore[type-arg]
    return " … ".join(span.of(text) for span in spans)


def _same(found: str, wanted: str) -> bool:
    return found.strip(" .,") == wanted.strip(" .,")


INDIRECT = [
    ("The army said its troops had entered Bamako.", "The army", "its troops had entered Bamako"),
    ("Monitors said on Monday that four barrel bombs fell on Idlib.", "Monitors", "that four barrel bombs fell on Idlib"),
    ("Four barrel bombs fell on Idlib, monitors said.", "monitors", "Four barrel bombs fell on Idlib"),
    (
        "The Popular Movement, a rebel group, said in a statement that it had taken the village of Sero.",
        "The Popular Movement, a rebel group",
        "that it had taken the village of Sero",
    ),
    (
        "Officials in Dhaka warned in a statement that the river would rise again.",
        "Officials in Dhaka",
        "that the river would rise again",
    ),
    ("Four barrel bombs fell on Idlib, said the monitoring group.", "the monitoring group", "Four barrel bombs fell on Idlib"),
    ("The convoy, a UN spokesman said, was turned back at the bridge.", "a UN spokesman",
     "The convoy … was turned back at the bridge"),
    ("Sudan's army accused the paramilitaries of shelling a hospital in Omdurman.", "Sudan's army",
     "the paramilitaries of shelling a hospital in Omdurman"),
    ("Haftar's spokesman denied that his forces had fired on the port.", "Haftar's spokesman",
     "that his forces had fired on the port"),
    ("Witnesses told the agency that gunmen burned the village.", "Witnesses", "that gunmen burned the village"),
    ("According to local officials, eleven people were killed in the raid.", "local officials",
     "eleven people were killed in the raid"),
    ("Eleven people were killed in the raid, according to two hospital workers.", "two hospital workers",
     "Eleven people were killed in the raid"),
    ("The junta claimed to control the whole of Rakhine state.", "The junta", "to control the whole of Rakhine state"),
    ("The rebels claimed that they had captured Goma.", "The rebels", "that they had captured Goma"),
    ("The mayor admitted that the evacuation had failed.", "The mayor", "that the evacuation had failed"),
    ("The United Nations warned that famine was near in Tigray.", "The United Nations", "that famine was near in Tigray"),
    ("The ministry announced a new offensive in the north.", "The ministry", "a new offensive in the north"),
    ("The president believes the siege will end soon.", "The president", "the siege will end soon"),
    ("Two diplomats, who asked not to be named, said the talks had collapsed.", "Two diplomats, who asked not to be named",
     "the talks had collapsed"),
    ("The minister said the army had left, adding that the rebels were near.", "The minister", "that the rebels were near"),
    ("Aid workers said the camp was full and warned that water was running out.", "Aid workers", "that water was running out"),
    ("The spokeswoman refused to say how many soldiers had died.", "The spokeswoman", "to say how many soldiers had died"),
    ("A hospital source confirmed that nine bodies had arrived.", "A hospital source", "that nine bodies had arrived"),
    ("Investigators found that the missile had been fired from a school.", "Investigators",
     "that the missile had been fired from a school"),
    ("As the agency reported, the town fell overnight.", "the agency", "the town fell overnight"),
    ("Residents say that drones circle above Gaza every night.", "Residents", "that drones circle above Gaza every night"),
    ("The general promised to release the hostages.", "The general", "to release the hostages"),
    ("Human rights groups condemned the bombing of the market.", "Human rights groups", "the bombing of the market"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "source", "content"), INDIRECT, ids=[text[:40] for text, *_ in INDIRECT])
def test_indirect_speech(said: Find, text: str, source: str, content: str) -> None:
    assert any(_same(s.source, source) and _same(s.content, content) for s in said(text)), said(text)


DIRECT = [
    ("“We will hold the hill,” the colonel said.", "the colonel", "We will hold the hill"),
    ("“We will hold the hill,” said Colonel Musa Diarra.", "Colonel Musa Diarra", "We will hold the hill"),
    ("The colonel said: “We will hold the hill.”", "The colonel", "We will hold the hill"),
    ("The colonel said, “We will hold the hill.”", "The colonel", "We will hold the hill"),
    ("“We will hold the hill,” he said. “Nobody will pass.”", "he", "We will hold the hill, … Nobody will pass"),
    ("“We,” the envoy told reporters, “have no other choice at all.”", "the envoy", "We, … have no other choice at all"),
    ('"There is no bread in Aleppo," wrote the doctor in a message to the newspaper.', "the doctor",
     "There is no bread in Aleppo"),
    ("'We are surrounded,' Amina Yusuf said by telephone.", "Amina Yusuf", "We are surrounded"),
    ("“ We are surrounded , ” the nurse said .", "the nurse", "We are surrounded"),
    ("„Wir sind hier“, the captain said.", "the captain", "Wir sind hier"),
    ("“Who gave the order?” asked the judge.", "the judge", "Who gave the order?"),
    ("“Victory is ours!” thundered Marshal Idriss.", "Marshal Idriss", "Victory is ours!"),
    ("“The bridge is gone,” the minister was quoted as saying by state television.", "the minister", "The bridge is gone"),
    ("The group posted a statement online:\n“The attack will be answered.”\nIt gave no date.", "The group",
     "The attack will be answered"),
    ("Boko Haram leader: “We took the girls.”\nThe army did not comment.", "Boko Haram leader", "We took the girls."),
]  # fmt: skip


@pytest.mark.parametrize(("text", "source", "content"), DIRECT, ids=[text[:40] for text, *_ in DIRECT])
def test_direct_speech(said: Find, text: str, source: str, content: str) -> None:
    found = [s for s in said(text) if s.at.manner is Manner.DIRECT]
    assert any(_same(s.source, source) and _same(s.content, content) for s in found), said(text)


def test_a_quotation_without_a_verb_is_the_last_speakers(said: Find) -> None:
    text = "General Deby said the border was closed.\n\n“Nobody crosses without our leave. That is final.”"
    assert said(text)[-1].source == "General Deby"
    assert said(text)[-1].at.cue == ()


def test_a_speech_opened_again_in_each_paragraph_is_one_attribution(said: Find) -> None:
    text = "“We came by night.\n“We lost ten men,” said the commander.\nThe town is quiet."
    (speech,) = said(text)
    assert speech.source == "the commander"
    assert speech.content == "We came by night. … We lost ten men,"


def test_words_in_marks_inside_indirect_speech_make_it_mixed_and_are_kept_apart(said: Find) -> None:
    text = "The ministry said the pullout was a “planned step” that had been agreed."
    (mixed,) = said(text)
    assert mixed.at.manner is Manner.MIXED
    assert [span.of(text) for span in mixed.at.content] == [
        "the pullout was a “planned step” that had been agreed",
        "planned step",
    ]


def test_words_in_marks_without_a_verb_of_saying_are_the_subjects(said: Find) -> None:
    (term,) = said("Ethiopia began a “law enforcement operation” in Tigray in November.")
    assert (term.source, term.content) == ("Ethiopia", "law enforcement operation")


def test_an_agency_between_source_and_outlet_is_a_relay(said: Find) -> None:
    text = "“The bridge is gone,” the minister was quoted as saying by state television."
    (quoted,) = said(text)
    assert [relay.span.of(text) for relay in quoted.at.relays] == ["state television"]


def test_what_is_said_within_what_is_said_points_to_it(said: Find) -> None:
    inner, outer = sorted(
        said("The envoy said that the army denied that it had shelled Misrata."), key=lambda s: len(s.content)
    )
    assert inner.at.within == outer.at.id
    assert (outer.source, inner.source) == ("The envoy", "the army")


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("The army denied that it had shelled the camp.", "denies"),
        ("The army confirmed that it had shelled the camp.", "confirms"),
        ("The army said it had shelled the camp.", "asserts"),
        ("The army declined to say who had shelled the camp.", "declines"),
        ("The army did not say whether it had shelled the camp.", "declines"),
        ("Analysts doubt that the army shelled the camp.", "doubts"),
    ],
)
def test_the_stance_of_a_source(said: Find, text: str, stance: str) -> None:
    assert said(text)[0].at.stance == stance


@pytest.mark.parametrize(
    ("text", "certainty"),
    [
        ("Officials believe that the gunmen fled.", "probable"),
        ("Officials suspect that the gunmen fled.", "possible"),
        ("Officials said the gunmen may have fled.", "possible"),
        ("Officials confirmed that the gunmen fled.", "certain"),
        ("Officials said the gunmen fled.", "unspecified"),
    ],
)
def test_the_certainty_of_a_source(said: Find, text: str, certainty: str) -> None:
    assert said(text)[0].at.certainty == certainty


def test_a_thought_is_kept_apart_from_speech_by_its_cue(said: Find) -> None:
    assert said("The president believes the siege will end.")[0].at.cue_kind == "believed"
    assert said("The president said the siege would end.")[0].at.cue_kind == "said"


@pytest.mark.parametrize(
    ("text", "venue"),
    [
        ("Burhan said in a televised address on Friday that the war would go on.", "in a televised address on Friday"),
        ("“We are ready,” the general said at a news conference.", "at a news conference"),
        ("The group said on Telegram that it had taken the base.", "on Telegram"),
        ("The commander told a news conference in Juba that the siege was over.", "a news conference in Juba"),
        ("Speaking at a rally in Gitega, the president warned that rebels would be crushed.", "at a rally in Gitega"),
        ("The spokesman said in a video posted on Telegram that the captives were moved.", "in a video posted on Telegram"),
    ],
)
def test_where_and_in_which_medium_it_was_said(said: Find, text: str, venue: str) -> None:
    found = said(text)[0].at.venue
    assert found is not None
    assert found.of(text) in venue


@pytest.mark.parametrize(
    "text",
    [
        "The spokesman said in a televised statement that 12 soldiers had died, adding that the search went on.",
        "In a video post, Hemedti said his men were advancing.\n\n“We will take the port within days.”",
    ],
)
def test_what_is_said_in_the_same_breath_is_said_in_the_same_place(said: Find, text: str) -> None:
    first, second = said(text)
    assert first.at.venue is not None
    assert first.at.venue == second.at.venue


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Witnesses said the shelling lasted an hour.", "witnesses"),
        ("Local residents said the shelling lasted an hour.", "residents"),
        ("Opposition activists said the shelling lasted an hour.", "activists"),
        ("State media said the shelling lasted an hour.", "media"),
        ("Two officials said the shelling lasted an hour.", "officials"),
        ("A doctor said the shelling lasted an hour.", "medics"),
    ],
)
def test_the_kind_of_a_source_without_a_name(said: Find, text: str, kind: str) -> None:
    assert said(text)[0].at.source_type == kind


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        ("The town fell amid reports of heavy looting.", "", "heavy looting"),
        ("Moscow's claim that the port was empty was false.", "Moscow's", "that the port was empty"),
        ("The army's allegations of torture were published.", "The army's", "torture"),
        ("The justification given by the army for the raid was thin.", "the army", "the raid"),
        ("The claim of responsibility by the militia came late.", "the militia", "responsibility by the militia"),
    ],
)
def test_nouns_that_report(said: Find, text: str, source: str, content: str) -> None:
    assert any(s.source == source and _same(s.content, content) for s in said(text)), said(text)


def test_hearsay_has_no_source(said: Find) -> None:
    (hearsay,) = said("The commander was reportedly killed near Kidal.")
    assert hearsay.source == ""
    assert hearsay.at.cue_kind == "reported"


@pytest.mark.parametrize(
    "text",
    [
        "The army entered the town on Monday.",
        "Tell the driver that the road is closed.",
        "The army would say that it won.",
        "The bridge fell. Nobody was hurt.",
        "He lives in the so-called green zone.",
    ],
)
def test_what_nobody_says_is_the_outlets_own(said: Find, text: str) -> None:
    assert said(text) == []


def test_an_empty_text_attributes_nothing(read: Callable[..., Reading]) -> None:
    assert attributions(read(" \n"), Annotation("article", "0")).attributions == ()


def test_what_an_agency_passes_on_is_said_by_its_source_and_relayed_by_it(annotate: Callable[..., Annotation]) -> None:
    text = "As reported by Reuters, Prime Minister Abiy Ahmed said the army had entered Mekelle."
    found = {_words(text, a.source): a for a in annotate(text).attributions}
    assert found["Prime Minister Abiy Ahmed"].within == found["Reuters"].id
    assert [relay.span.of(text) for relay in found["Prime Minister Abiy Ahmed"].relays] == ["Reuters"]


def test_who_is_quoted_as_saying_says_it_and_who_quotes_passes_it_on(annotate: Callable[..., Annotation]) -> None:
    text = "State television quoted the governor as saying that a source in the army told him the town had fallen."
    _, outer, inner = annotate(text).attributions
    assert (_words(text, outer.source), _words(text, inner.source)) == ("the governor", "a source in the army")
    assert [relay.span.of(text) for relay in outer.relays] == ["State television"]
    assert inner.within == outer.id
    assert [relay.span.of(text) for relay in inner.relays] == ["State television"]


def test_how_a_source_wants_to_be_named_is_not_what_it_says(said: Find) -> None:
    assert [s.content for s in said("A driver, who asked not to be named, said the road was cut.")] == ["the road was cut"]


def test_words_that_a_verb_lays_at_one_door_are_not_laid_at_another(said: Find) -> None:
    text = "“They burned it,” the baker told us. His neighbour, Salma, agreed: “Nothing is left.”"
    assert [s.source for s in said(text)] == ["the baker", "His neighbour, Salma"]


def test_what_opens_the_sentence_of_an_accusation_is_not_its_content(said: Find) -> None:
    text = "In an audio message released on Friday, the general accused the army of bombing markets."
    assert [s.content for s in said(text)] == ["the army of bombing markets"]


def test_the_source_is_linked_to_the_mention_it_names(annotate: Callable[..., Annotation]) -> None:
    text = "Yemen's Foreign Minister Ahmed bin Mubarak said the truce was over."
    found = annotate(text)
    (said,) = [a for a in found.attributions if a.cue]
    assert said.source_mention in {mention.id for mention in found.mentions}


def test_a_passive_verb_does_not_make_its_subject_speak(said: Find) -> None:
    assert all(s.source != "The villagers" for s in said("The villagers were told that the dam had burst."))


def test_who_goes_on_speaking_is_not_the_one_who_is_only_spoken_of(said: Find) -> None:
    text = "General Haftar said some critics had predicted defeat.\n\n“They were wrong about us.”"
    assert said(text)[-1].source == "General Haftar"


_PIECES = st.sampled_from(
    [
        "“",
        "”",
        '"',
        "'",
        "\n",
        "\n\n",
        " said ",
        "the army ",
        "he ",
        "that ",
        ", ",
        ". ",
        ": ",
        "? ",
        "according to ",
        "Reuters ",
        "— ",
    ]
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(_PIECES, max_size=25).map("".join))
def test_no_text_breaks_it_and_all_that_is_found_is_in_the_text(small: Language, vocabulary: Vocabulary, text: str) -> None:
    outline = paragraphs(text)
    doc = small(text)
    reading = Reading(document(text), doc, vocabulary, outline, sentences(doc, outline), quotations(text, outline))
    found = attributions(reading, Annotation("article", "0")).attributions
    assert len({a.id for a in found}) == len(found)
    assert all(span.of(text).strip() for a in found for span in (*a.content, *a.cue, *a.source))
    assert {a.within for a in found if a.within} <= {a.id for a in found}


def test_a_name_that_the_parser_hangs_elsewhere_is_found_before_the_verb(said: Find) -> None:
    text = (
        "As reported by Anadolu, following the advances made by rebels in Hama, "
        "army spokesman Ali Hassan said the troops would leave."
    )
    assert any(s.source == "army spokesman Ali Hassan" for s in said(text)), said(text)


def test_a_relay_keeps_the_agencys_name(said: Find) -> None:
    text = '"It was decided to regroup." The ministry was quoted as saying by state-run news agency SANA.'
    (quoted,) = said(text)
    assert [relay.span.of(text) for relay in quoted.at.relays] == ["state-run news agency SANA"]
