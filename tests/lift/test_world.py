"""What was concluded across documents stands apart from them."""

from dataclasses import replace
from datetime import UTC, datetime

from pyoxigraph import NamedNode, Quad

from kg.lift import Run, lift_entry, lift_run, lift_source, lift_world
from kg.model import Annotation, Attribution, Document, Feature, Manner, Resolution, Span, Told
from kg.vocab import Iris, local_name
from tests.lift.facts import facts
from tests.samples import SAMPLES, herald, resolution

IRIS = Iris()
CURRENT = {document.id: IRIS.source_of(document) for document, _ in SAMPLES}


def world(known: Resolution = resolution, current: dict[str, str] | None = None) -> list[Quad]:
    return list(lift_world(known, CURRENT if current is None else current, IRIS))


def test_a_place_has_names_a_type_a_point_and_its_authoritys_iri() -> None:
    quads = world()
    place = facts(quads, "/entity/place/qarsa")
    assert place["type"] == {"CanonicalEntity", "Place", "City"}
    assert (place["label"], place["altLabel"], place["sameAs"]) == ({"Qarsa"}, {"Qarsah"}, {"1"})
    assert facts(quads, "/entity/place/qarsa/geometry")["asWKT"] == {"POINT(36.25 33.5)"}


def test_identity_is_one_triple_and_only_conclusions_are_said_of_a_documents_nodes() -> None:
    own = [quad for quad in world() if "/source/" in quad.subject.value]
    reasons = {"linkScore", "linkFeature", "rival"}
    assert {local_name(quad.predicate.value) for quad in own} == {"denotes", "utterance", "sharesText"} | reasons
    assert len([quad for quad in own if quad.predicate.value.endswith("denotes")]) == len(resolution.links) + 2


def test_a_link_keeps_its_score_the_features_behind_it_and_the_rivals_that_are_there() -> None:
    (link,) = [one for one in resolution.links if one.rivals]
    quads = world(replace(resolution, links=(replace(link, rivals=(*link.rivals, "person/gone")),)))
    known = facts(quads, f"/entity/{link.chain}")
    assert (known["linkScore"], known["linkFeature"], known["rival"]) == ({"0.9"}, {"name 0.90"}, {"adam-haddad"})


def test_an_utterance_has_its_speaker_and_leads_to_the_words_in_each_source() -> None:
    quads = world()
    known = facts(quads, "/utterance/haddad-only")
    assert (known["type"], known["claimant"]) == ({"Utterance"}, {"adam-haddad"})
    own = {quad.subject for document, found in SAMPLES for quad in lift_source(document, found, IRIS)}
    assert {quad.object for quad in quads if quad.predicate.value.endswith("wasDerivedFrom")} < own
    assert {quad.subject for quad in quads if quad.predicate.value.endswith("#utterance")} < own


def test_documents_that_copy_one_another_share_a_text() -> None:
    quads = world()
    assert facts(quads, "/text/shells-1") == {"type": {"SharedText"}, "likeness": {"0.25"}}
    assert len([quad for quad in quads if quad.predicate.value.endswith("#sharesText")]) == 2


def test_a_quotation_of_several_sentences_has_a_passage_for_each() -> None:
    text = '"We came. We saw," he said.'
    both = Span(1, 17)
    found = Annotation(
        "d", "0" * 64, sentences=(Span(0, 9), Span(10, 27)), attributions=(Attribution("a", Manner.DIRECT, (both,)),)
    )
    quads = list(lift_source(Document("d", "0" * 64, "d.txt", text), found, IRIS))
    words = {
        quad.object.value for quad in quads if quad.predicate.value.endswith("#quote") and "/passage/" in quad.subject.value
    }
    assert words == {"We came. We saw,", "We came.", "We saw,"}
    assert facts(quads, "/attribution/a")["content"] == {"1-17"}


def test_two_reports_of_one_event_denote_it() -> None:
    told = {quad.subject.value.rsplit("/", 3)[0] for quad in world() if quad.object == NamedNode(IRIS.event("shelling-1"))}
    assert len(told) == 2


def test_relinking_changes_links_only() -> None:
    elsewhere = replace(resolution.links[1], entity="person/adam-haddad")
    changed = set(world()) ^ set(world(replace(resolution, links=(resolution.links[0], elsewhere, resolution.links[2]))))
    assert {local_name(quad.predicate.value) for quad in changed} == {"denotes"}
    assert len(changed) == 2


def test_links_of_documents_that_are_not_there_are_left_out() -> None:
    only = world(current={"herald": CURRENT["herald"]})
    assert not any("courier" in quad.subject.value for quad in only)
    assert any("herald" in quad.subject.value for quad in only)


def test_an_iri_of_an_unknown_authority_is_a_close_match_not_the_same() -> None:
    entity = replace(resolution.entities[0], same_as=("https://example.net/gazetteer/7",))
    known = facts(world(Resolution(entities=(entity,))), "/entity/place/qarsa")
    assert known["closeMatch"] == {"7"}
    assert "sameAs" not in known


def test_a_run_and_the_ledger_say_what_made_which_version() -> None:
    run = Run("7", datetime(2024, 3, 5, 12, tzinfo=UTC), software_version="1.2", model="m", ontology_digest="o")
    made = facts(lift_run(run, IRIS), "/run/7")
    assert (made["softwareVersion"], made["model"], made["startedAtTime"]) == ({"1.2"}, {"m"}, {"2024-03-05T12:00:00Z"})
    entry = facts(lift_entry(herald, "abc", run, IRIS), herald.version[:12])
    assert entry == {
        "identifier": {"herald"},
        "sha256": {herald.version},
        "annotationHash": {"abc"},
        "wasGeneratedBy": {"7"},
    }


def test_a_report_keeps_why_it_was_taken_for_one_of_the_event_that_others_tell_of() -> None:
    cluster = resolution.events[0]
    document, event = cluster.reports[0]
    told = Told(document, event, 0.87, (Feature("where", 1.0), Feature("when", 0.7)))
    report = facts(world(replace(resolution, events=(replace(cluster, told=(told,)),))), f"/event/{event}")
    assert (report["linkScore"], report["linkFeature"]) == ({"0.87"}, {"where 1.00", "when 0.70"})
