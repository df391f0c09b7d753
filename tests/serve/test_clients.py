"""The endpoint with the clients that people use: curl, SPARQLWrapper, rdflib, and those of npm where they are installed."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest
from rdflib import Graph, Literal, URIRef
from rdflib.plugins.stores.sparqlstore import SPARQLStore, SPARQLUpdateStore

from tests.serve.conftest import EX, Scratch, Served

NODE = Path(__file__).with_name("clients")
ONE = f"SELECT ?o WHERE {{ <{EX}a7> <{EX}says> ?o }}"

curl = pytest.mark.skipif(shutil.which("curl") is None, reason="curl is not installed")
node = pytest.mark.skipif(
    not (NODE / "node_modules").is_dir() or shutil.which("node") is None,
    reason="the clients of npm are not installed: npm install --ignore-scripts in tests/serve/clients",
)


def run(*command: str) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=True, timeout=120).stdout


@curl
def test_curl_asks_changes_and_sends_graphs(served: Served, blank: Scratch, tmp_path: Path) -> None:
    found = json.loads(run("curl", "-sfG", f"{served.url}/sparql", "--data-urlencode", f"query={ONE}", "--compressed"))
    assert [row["o"]["value"] for row in found["results"]["bindings"]] == ["“7”"]
    (tmp_path / "a.ttl").write_text(f"<{EX}curl> <{EX}says> 'sent' .")
    store = f"{blank.url}/store?graph={EX}curl"
    run("curl", "-sf", "-T", str(tmp_path / "a.ttl"), "-H", "Content-Type: text/turtle", store)
    run("curl", "-sf", "-F", f"more=@{tmp_path / 'a.ttl'};type=text/turtle", f"{store}/form")
    assert "sent" in run("curl", "-sf", "-H", "Accept: application/n-triples", f"{store}/form")
    run("curl", "-sf", f"{blank.url}/update", "--data-urlencode", f"update=DROP GRAPH <{EX}curl>")
    assert run("curl", "-s", "-o", "/dev/null", "-w", "%{http_code}", "-I", store) == "404"


def test_sparqlwrapper_gets_rows_graphs_and_makes_updates(served: Served, blank: Scratch) -> None:
    wrapper = pytest.importorskip("SPARQLWrapper")
    asking = wrapper.SPARQLWrapper(f"{served.url}/sparql")
    for format in (wrapper.JSON, wrapper.XML, wrapper.CSV):
        asking.setReturnFormat(format)
        asking.setQuery(ONE)
        assert "“7”" in asking.query().response.read().decode()
    asking.setReturnFormat(wrapper.TURTLE)
    asking.setQuery(f"CONSTRUCT WHERE {{ <{EX}a7> ?p ?o }}")
    assert len(Graph().parse(data=asking.queryAndConvert(), format="turtle")) == 1
    changing = wrapper.SPARQLWrapper(f"{blank.url}/query", f"{blank.url}/update")
    changing.setMethod(wrapper.POST)
    changing.setQuery(f"INSERT DATA {{ <{EX}wrapper> <{EX}says> 1 }}")
    changing.query()
    assert blank.says(f"ASK {{ <{EX}wrapper> ?p 1 }}")


def test_rdflib_reads_a_served_graph_as_its_own(served: Served) -> None:
    graph = Graph(SPARQLStore(f"{served.url}/sparql"))
    assert graph.value(URIRef(f"{EX}a7"), URIRef(f"{EX}says")) == Literal("“7”")
    assert [str(row.o) for row in graph.query(ONE)] == ["“7”"]  # type: ignore[union-attr]
    assert len(list(graph.triples((None, URIRef(f"{EX}says"), None)))) == 800


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_rdflib_writes_to_a_store(blank: Scratch, method: str) -> None:
    store = SPARQLUpdateStore(f"{blank.url}/query", f"{blank.url}/update", method=method, autocommit=True)
    graph = Graph(store, identifier=URIRef(f"{EX}rdflib"))
    triple = (URIRef(f"{EX}rdflib-{method}"), URIRef(f"{EX}says"), Literal("a “word”\nor two"))
    graph.add(triple)
    assert triple in graph
    graph.remove(triple)
    assert triple not in graph


@node
def test_comunica_asks(served: Served) -> None:
    assert run("node", str(NODE / "comunica.mjs"), f"{served.url}/sparql", ONE).split() == ["“7”"]


@node
def test_sparql_http_client_asks_and_changes(blank: Scratch) -> None:
    insert = f"INSERT DATA {{ <{EX}npm> <{EX}says> 'changed' }}"
    query = f"SELECT ?o {{ <{EX}npm> <{EX}says> ?o }}"
    assert run("node", str(NODE / "http_client.mjs"), f"{blank.url}/sparql", query, insert).split() == ["changed"]
