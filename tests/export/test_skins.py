"""Tables, maps, annotations and nanopublications, each read by a program of somebody else."""

import csv
import io
import json
import re
import shutil
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path

import networkx
import pandas
import pytest
import rdflib
from nanopub.trustyuri.rdf import RdfHasher
from pyoxigraph import BaseDirection, Literal, NamedNode, Quad

from kg.errors import UsageError
from kg.export import export
from kg.export.acled import COLUMNS as ACLED
from kg.export.deaths import deaths, policies
from kg.export.occurrences import Occurrence, Part, Toll
from kg.export.parties import parties
from kg.export.skins import formats, write
from kg.export.told import told
from kg.export.ucdp import COLUMNS as UCDP
from kg.model import Document, Judgement
from kg.pipeline import record
from kg.query import Graph
from kg.store import GraphFolder, OxigraphStore

RADIO = (
    "Air strikes hit a market in the city of El Fasher on Monday. At least 17 civilians were killed in the strikes, "
    "doctors said, among them four children."
)
DAILY = (
    "Army jets bombed the market in the city of El Fasher on Monday. "
    "The army said that nine people had been killed in the strike. "
    '"=SUM(A1)" was painted on a wall.'
)


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory, built: Callable[..., Path]) -> Iterator[OxigraphStore]:
    folder = tmp_path_factory.mktemp("fasher")
    reports = [("radio", "Radio Dabanga", RADIO), ("daily", "The Daily", DAILY)]
    lines = [{"id": id, "text": text, "publisher": name, "date": "2024-03-06"} for id, name, text in reports]
    (folder / "reports.jsonl").write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    with GraphFolder.open(built("fasher", folder)).snapshot() as snapshot:
        yield snapshot.store


@pytest.fixture(scope="module")
def seed_store(seed_graph: Path) -> Iterator[OxigraphStore]:
    with GraphFolder.open(seed_graph).snapshot() as snapshot:
        yield snapshot.store


def written(store: OxigraphStore, format: str) -> bytes:
    out = io.BytesIO()
    done = write(store, out, format)
    assert done.records > 0
    assert done.note
    return out.getvalue()


def table(store: OxigraphStore, format: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(written(store, format).decode("utf-8"), newline="")))


def test_a_format_is_known_by_one_name() -> None:
    names = [plugin.name for plugin in formats()]
    assert len(names) == len(set(names))
    assert {"trig", "rdf11", "ucdp", "acled", "geojson", "graphml", "claims", "claimreview", "webannotation", "nanopub"} <= set(
        names
    )


def test_an_unknown_format_is_an_error_that_names_those_there_are(graph: OxigraphStore) -> None:
    with pytest.raises(UsageError, match="geojson"):
        write(graph, io.BytesIO(), "shapefile")


def test_the_ucdp_table_has_low_best_and_high_of_what_claimants_say(graph: OxigraphStore) -> None:
    rows = table(graph, "ucdp")
    assert tuple(rows[0]) == UCDP
    low = min(int(row["low"]) for row in rows)
    high = max(int(row["high"]) for row in rows)
    assert (low, high) == (9, 17)
    placed = next(row for row in rows if row["where_coordinates"] == "El Fasher")
    assert (placed["country"], placed["where_prec"], placed["date_start"], placed["date_prec"]) == (
        "Sudan",
        "1",
        "2024-03-04",
        "1",
    )
    assert all(int(row["low"]) <= int(row["best"]) <= int(row["high"]) for row in rows)


def test_the_acled_table_names_the_event_in_acleds_words_and_keeps_who_said_what(graph: OxigraphStore) -> None:
    rows = table(graph, "acled")
    assert tuple(rows[0]) == ACLED
    strike = next(row for row in rows if row["location"] == "El Fasher" and row["sub_event_type"])
    assert (strike["event_type"], strike["sub_event_type"]) == ("Explosions/Remote violence", "Air/drone strike")
    assert (strike["event_date"], strike["time_precision"], strike["geo_precision"]) == ("2024-03-04", "1", "1")
    assert re.match(r"-?\d+\.\d+", strike["latitude"])
    assert any("doctors: “At least 17 civilians”" in row["notes"] for row in rows)


def test_a_table_has_no_cell_that_a_spreadsheet_would_run(graph: OxigraphStore, seed_store: OxigraphStore) -> None:
    cells = [cell for store in (graph, seed_store) for row in table(store, "acled") for cell in row.values()]
    assert not [cell for cell in cells if cell.startswith(("=", "@", "+"))]


def test_pandas_reads_the_tables_with_numbers_and_days_as_such(graph: OxigraphStore) -> None:
    events = pandas.read_csv(io.BytesIO(written(graph, "ucdp")), parse_dates=["date_start", "date_end"])
    counts = ["deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown"]
    assert all(
        pandas.api.types.is_integer_dtype(events[name]) for name in (*counts, "low", "best", "high", "number_of_sources")
    )
    assert all(pandas.api.types.is_datetime64_any_dtype(events[name]) for name in ("date_start", "date_end"))
    assert (events[counts].sum(axis=1) == events["best"]).all()
    assert ((events["low"] <= events["best"]) & (events["best"] <= events["high"])).all()
    acts = pandas.read_csv(io.BytesIO(written(graph, "acled")), parse_dates=["event_date"])
    assert pandas.api.types.is_datetime64_any_dtype(acts["event_date"])
    assert pandas.api.types.is_numeric_dtype(acts["fatalities"])


def test_what_is_known_of_articles_stands_in_lists_of_one_order(graph: OxigraphStore) -> None:
    for row in table(graph, "ucdp"):
        number = int(row["number_of_sources"])
        for name in ("source_article", "source_office", "source_date", "source_headline"):
            assert len(row[name].split("; ")) == number


def test_geojson_is_what_rfc_7946_asks_for(graph: OxigraphStore) -> None:
    value = json.loads(written(graph, "geojson"))
    assert set(value) == {"type", "features"}
    for feature in value["features"]:
        assert set(feature) == {"type", "id", "geometry", "properties"}
        assert (feature["type"], feature["geometry"]["type"]) == ("Feature", "Point")
        lon, lat = feature["geometry"]["coordinates"]
        assert -180 <= lon <= 180
        assert -90 <= lat <= 90
    assert len({feature["id"] for feature in value["features"]}) == len(value["features"])


def test_geojson_puts_events_where_they_happened(graph: OxigraphStore) -> None:
    value = json.loads(written(graph, "geojson"))
    assert value["type"] == "FeatureCollection"
    strike = next(each for each in value["features"] if each["properties"]["place"] == "El Fasher")
    lon, lat = strike["geometry"]["coordinates"]
    assert (round(lon), round(lat)) == (25, 14)
    assert strike["properties"]["earliest"] == "2024-03-04"


def test_an_annotation_finds_its_words_in_the_article(seed_graph: Path, seed_store: OxigraphStore) -> None:
    texts = {document_iri(seed_graph, document): document.text for document, _ in GraphFolder.open(seed_graph).archive}
    value = json.loads(written(seed_store, "webannotation"))
    assert value["@context"] == "http://www.w3.org/ns/anno.jsonld"
    for annotation in value["items"]:
        quotation, position = annotation["target"]["selector"]
        text = texts[annotation["target"]["source"]]
        assert text[position["start"] : position["end"]] == quotation["exact"]
        around = quotation.get("prefix", "") + quotation["exact"] + quotation.get("suffix", "")
        assert around in text


def document_iri(graph: Path, document: Document) -> str:
    return document.url or GraphFolder.open(graph).iris.source_of(document)


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_a_claim_is_a_schema_org_claim_with_its_appearance(graph: OxigraphStore) -> None:
    read = rdflib.Graph().parse(data=written(graph, "claimreview"), format="json-ld")
    schema = rdflib.Namespace("https://schema.org/")
    claims = list(read.subjects(rdflib.RDF.type, schema.Claim))
    assert claims
    for claim in claims:
        article = read.value(claim, schema.appearance)
        assert read.value(article, schema.headline)
        assert read.value(read.value(claim, schema.author), schema.name)
    assert not list(read.subjects(rdflib.RDF.type, schema.ClaimReview)), "Byline gives no verdict"


def test_what_a_person_rejected_is_a_claim_review_with_who_and_why(seed_graph: Path, tmp_path: Path) -> None:
    graph = shutil.copytree(seed_graph, tmp_path / "war.kg", symlinks=True)
    with GraphFolder.open(graph).snapshot() as snapshot:
        claim = next(one.claim for one in told(snapshot.store) if one.as_written)
    record(graph, Judgement.REJECT, [claim], who="Ana", why="a misreading")
    with GraphFolder.open(graph).snapshot() as snapshot:
        reviews = [one for one in json.loads(written(snapshot.store, "claimreview"))["@graph"] if one["@type"] == "ClaimReview"]
    (review,) = reviews
    assert (review["itemReviewed"]["@id"], review["author"]["name"], review["reviewBody"]) == (claim, "Ana", "a misreading")
    assert (review["reviewRating"]["ratingValue"], review["reviewRating"]["alternateName"]) == (1, "rejected")
    assert review["reviewRating"]["worstRating"] == 1 < review["reviewRating"]["bestRating"]
    assert review["url"].startswith("http")  # search engines ask for one


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_a_framed_claim_says_nothing_that_the_graph_does_not_say(seed_store: OxigraphStore) -> None:
    framed = rdflib.Graph().parse(data=written(seed_store, "claims"), format="json-ld")
    whole = {(str(q.subject.value), q.predicate.value, str(q.object.value)) for q in seed_store.quads()}  # type: ignore[union-attr]
    own = {(str(s), str(p), str(o)) for s, p, o in framed}
    names = {triple for triple in own - whole if triple[1].endswith("#label")}  # the best name stands for the one in the text
    assert len(own) > 500
    assert own - whole == names


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_the_name_of_a_nanopublication_is_the_hash_of_what_it_says(graph: OxigraphStore) -> None:
    quads = rdflib.Dataset()
    quads.parse(data=written(graph, "nanopub"), format="trig")
    publications = defaultdict(list)
    for subject, predicate, value, name in quads.quads((None, None, None, None)):
        code = re.search(r"/np/(RA[\w-]{43})/", str(name))
        assert code
        publications[code[1]].append((name, subject, predicate, value))
    assert len(publications) > 3
    for code, facts in publications.items():
        namespace = rdflib.URIRef(f"http://localhost:8000/np/{code}/")
        assert RdfHasher.make_hash(facts, hashstr=" ", baseuri=namespace) == code
        assert {str(name).removeprefix(namespace) for name, *_ in facts} == {"head", "assertion", "provenance", "pubinfo"}


def test_a_network_of_who_says_what_is_read_by_networkx(graph: OxigraphStore) -> None:
    network = networkx.read_graphml(io.BytesIO(written(graph, "graphml")))
    tolls = [edge for _, _, edge in network.edges(data=True) if edge.get("low") == 17.0]
    assert tolls
    assert tolls[0]["quote"] == "At least 17 civilians"
    assert any(node.get("label") == "El Fasher" and round(node["lat"]) == 14 for _, node in network.nodes(data=True))


def test_the_rdf_11_profile_refuses_what_only_rdf_12_has() -> None:
    node = NamedNode("https://war.example/x")
    directed = Quad(node, node, Literal("نص", language="ar", direction=BaseDirection.RTL), node)
    plain = Quad(node, node, Literal("text", language="en"), node)
    out = io.BytesIO()
    export([plain], out, "rdf11")
    assert b'"text"@en' in out.getvalue()
    with pytest.raises(UsageError, match=r"RDF 1\.2"):
        export([directed], io.BytesIO(), "rdf11")


def occurrence(*tolls: tuple[str, str | None, str | None], parts: tuple[Part, ...] = ()) -> Occurrence:
    """An event with claims of things that are counted: the thing, the class of the victims, their side."""
    told = [
        Toll("c", "s", "doctors", "killed", "asserts", "…", victims=v, side=side, counted=thing) for thing, v, side in tolls
    ]
    return Occurrence("e", "AirStrike", (), parts, None, tuple(told))


def numbers(low: int, best: int, high: int) -> dict[str, int]:
    return {"ucdp-low": low, "ucdp-best": best, "ucdp-high": high, "acled-lowest": low}


ARMY = Part("attacker", "a", "the army", ("ArmedForce",), "SD")
RSF = Part("target", "b", "RSF", ("ArmedGroup",), "SD")


def test_civilians_and_fighters_that_were_counted_apart_make_up_the_total() -> None:
    event = occurrence(
        ("killed-civilian-air", "civilian", None), ("killed-child-air", "child", None), ("killed-fighter", "fighter", None)
    )
    counted = {
        "killed-civilian-air": numbers(13, 13, 15),
        "killed-child-air": numbers(4, 4, 4),
        "killed-fighter": numbers(3, 3, 3),
    }
    found = deaths(event, counted, ARMY, RSF)
    assert found
    assert found.total == numbers(16, 16, 18)
    assert found.civilians == numbers(13, 13, 15)
    assert (found.of_first, found.of_second) == ({}, numbers(3, 3, 3))


def test_a_number_of_all_is_the_total_and_no_part_of_it_is_added() -> None:
    event = occurrence(("killed", "person", None), ("killed-child", "child", None), ("wounded", None, None))
    counted = {"killed": numbers(10, 12, 20), "killed-child": numbers(4, 4, 4), "wounded": numbers(90, 90, 90)}
    found = deaths(event, counted)
    assert found
    assert (found.total, found.civilians) == (numbers(10, 12, 20), numbers(4, 4, 4))


def test_soldiers_are_of_the_party_whose_country_is_theirs() -> None:
    event = occurrence(("killed-soldier-tr-fire", "soldier", "TR"))
    turkish, syrian = Part("side", "a", "army", ("ArmedForce",), "TR"), Part("side", "b", "army", ("ArmedForce",), "SY")
    found = deaths(event, {"killed-soldier-tr-fire": numbers(2, 2, 2)}, turkish, syrian)
    assert found
    assert (found.total, found.of_first, found.of_second) == (numbers(2, 2, 2), numbers(2, 2, 2), {})


def test_fighters_of_no_known_party_are_of_neither() -> None:
    found = deaths(occurrence(("killed-soldier", "soldier", None)), {"killed-soldier": numbers(6, 6, 6)})
    assert found
    assert (found.total, found.of_first, found.of_second) == (numbers(6, 6, 6), {}, {})


def test_an_event_of_which_nobody_gives_a_number_of_dead_has_none() -> None:
    assert deaths(occurrence(("wounded", None, None)), {"wounded": numbers(3, 3, 3)}) is None


def test_the_numbers_of_the_tables_are_the_answers_to_the_question(graph: OxigraphStore) -> None:
    asked = {(row.event, row.counted, row.policy): row.value for row in Graph(graph).ask("toll")}
    assert asked
    assert asked == {
        (event, thing, policy): value
        for event, things in policies(graph).items()
        for thing, numbers in things.items()
        for policy, value in numbers.items()
    }


def test_a_country_is_no_place_of_an_event_where_a_town_in_another_is_named() -> None:
    town = Part("place", "t", "the suburbs of Damascus", ("District", "Place"), "SY")
    abroad = Part("place", "r", "Russia", ("Country", "Place"), "RU", 60.0, 90.0, "country")
    event = occurrence(parts=(town, abroad))
    assert (event.place, event.country) == (None, "SY")
    assert occurrence(parts=(abroad,)).place == abroad


def test_a_machine_a_person_and_an_agency_are_no_parties_of_an_event() -> None:
    jets = Part("attacker", "j", "jets", ("Aircraft", "Platform"))
    mayor = Part("attacker", "m", "the mayor", ("Person",))
    agency = Part("attacker", "n", "the agency", ("NewsAgency", "Organisation"))
    assert parties(occurrence(parts=(jets, mayor, agency))) == (None, None)
    assert parties(occurrence(parts=(jets, ARMY, RSF))) == (ARMY, RSF)
