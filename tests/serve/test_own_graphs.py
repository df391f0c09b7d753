"""Writing to a graph of articles: with its token, to graphs of one's own, which outlast a rebuild."""

import stat
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from kg.pipeline.replacing import put_in_place, replacing
from kg.serve.access import new_token
from kg.serve.limits import Limits
from kg.serve.options import Options
from kg.store import GraphFolder
from tests.serve.conftest import EX, Served, change, quads, serving

MINE = f"{EX}mine"
WORLD = "http://localhost:8000/graph/world"
LIMITED = Limits(seconds=10.0, memory=1024)


class Mine:
    """A served graph of articles, and its token."""

    def __init__(self, served: Served, token: str) -> None:
        self.served, self.token = served, token

    def update(self, sparql: str, token: str | None = "right", **headers: str) -> httpx.Response:
        given = {"Authorization": f"Bearer {self.token if token == 'right' else token}"} if token else {}
        sent = {"Content-Type": "application/sparql-update", **given, **headers}
        return httpx.post(f"{self.served.url}/update", content=sparql.encode(), headers=sent, timeout=30)

    def says(self, pattern: str) -> bool:
        return bool(self.served.get(f"ASK {{ {pattern} }}").json()["boolean"])


@pytest.fixture(scope="module")
def mine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Mine]:
    graph = GraphFolder.create(tmp_path_factory.mktemp("mine") / "war.kg")
    change(graph, lambda store: store.update(f"INSERT DATA {{ GRAPH <{WORLD}> {{ <{EX}a> <{EX}says> 'Byline' }} }}"))
    token = new_token(graph.path)
    with serving(graph, Options(limits=LIMITED, workers=1, writable=True)) as served:
        yield Mine(served, token)


def test_the_token_is_kept_as_a_hash_that_only_the_owner_may_read(mine: Mine) -> None:
    file = mine.served.graph.path / "token"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert mine.token not in file.read_text()
    assert len(mine.token) >= 40


@pytest.mark.parametrize("token", [None, "", "wrong", "é", "x" * 5000])
def test_without_the_right_token_nothing_is_written(mine: Mine, token: str | None) -> None:
    raw = {"Authorization": f"Bearer {token}".encode()} if token else {}
    headers = {"Content-Type": "application/sparql-update", **raw}
    answer = httpx.post(f"{mine.served.url}/update", content=b"INSERT DATA { GRAPH <g:no> { <a:a> <a:b> 1 } }", headers=headers)
    assert (answer.status_code, "Bearer" in answer.headers["www-authenticate"]) == (401, True)
    assert not mine.says("GRAPH <g:no> { ?s ?p ?o }")


def test_the_token_may_be_the_password_of_a_client_that_has_only_that(mine: Mine) -> None:
    form = {"update": f"INSERT DATA {{ GRAPH <{MINE}/basic> {{ <a:a> <a:b> 1 }} }}"}
    for password, status in (("wrong", 401), (mine.token, 204)):
        answer = httpx.post(f"{mine.served.url}/update", data=form, auth=("anybody", password), timeout=30)
        assert answer.status_code == status


def test_a_graph_of_ones_own_is_written_and_found_with_the_rest(mine: Mine) -> None:
    assert mine.update(f"INSERT DATA {{ GRAPH <{MINE}> {{ <{EX}a> <{EX}note> 'seen' }} }}").status_code == 204
    assert mine.says(f"<{EX}a> <{EX}says> 'Byline' ; <{EX}note> 'seen'")


@pytest.mark.parametrize(
    ("update", "says"),
    [
        (f"INSERT DATA {{ GRAPH <{WORLD}> {{ <a:a> <a:b> 1 }} }}", "kg decide"),
        ("INSERT DATA { GRAPH <http://localhost:8000/source/a/123> { <a:a> <a:b> 1 } }", "kg add"),
        ("PREFIX g: <http://localhost:8000/graph/> WITH g:world DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }", "kg decide"),
        (f"COPY <{MINE}> TO <{WORLD}>", "kg decide"),
        (f"MOVE <{WORLD}> TO <{MINE}>", "kg decide"),
        ("DROP ALL", "names each graph"),
        ("CLEAR NAMED", "names each graph"),
        ("DELETE WHERE { GRAPH ?g { ?s ?p ?o } }", "names each graph"),
        ("INSERT DATA { <a:a> <a:b> 1 }", "stays empty"),
        ("CLEAR DEFAULT", "stays empty"),
        (f"INSERT DATA {{ GRAPH <{MINE}/x> {{ <a:a> <a:b> 1 }} }} ; DROP GRAPH <{WORLD}>", "kg decide"),
    ],
)
def test_the_graphs_that_byline_manages_are_not_written_to(mine: Mine, update: str, says: str) -> None:
    answer = mine.update(update)
    assert (answer.status_code, says in answer.text) == (403, True), answer.text
    assert mine.says(
        f"GRAPH <{WORLD}> {{ <{EX}a> <{EX}says> 'Byline' }} FILTER NOT EXISTS {{ GRAPH <{MINE}/x> {{ ?s ?p ?o }} }}"
    )


@pytest.mark.parametrize("method", ["PUT", "POST", "DELETE"])
def test_nor_by_the_graph_store_protocol(mine: Mine, method: str) -> None:
    headers = {"Authorization": f"Bearer {mine.token}", "Content-Type": "text/turtle"}
    for named in ({"graph": WORLD}, {"default": ""}):
        answer = httpx.request(method, f"{mine.served.url}/store", params=named, headers=headers, content=b"<a:a> <a:b> 1 .")
        assert answer.status_code == 403
    answer = httpx.put(f"{mine.served.url}/store/notes/1", headers=headers, content=b"<a:a> <a:b> 1 .", timeout=30)
    assert answer.status_code in (201, 204)
    assert mine.says("GRAPH <http://localhost:8000/store/notes/1> { <a:a> <a:b> 1 }")


def test_managed_graphs_can_be_read_by_name(mine: Mine) -> None:
    answer = httpx.get(f"{mine.served.url}/store", params={"graph": WORLD}, headers={"Accept": "application/n-triples"})
    assert answer.text == f'<{EX}a> <{EX}says> "Byline" .\n'


def test_what_stands_beside_the_store_in_a_snapshot_goes_with_it(mine: Mine) -> None:
    graph = mine.served.graph
    with graph.writing() as writer:
        writer.publish(lambda folder: (folder / "search.db").write_text("index") and None)
    mine.update(f"INSERT DATA {{ GRAPH <{MINE}/beside> {{ <a:a> <a:b> 1 }} }}")
    with graph.snapshot() as newest:
        assert (newest.folder / "search.db").read_text() == "index"
        assert newest.store.holds(f"{MINE}/beside")


def test_while_another_writes_a_change_waits_and_then_says_who(tmp_path: Path) -> None:
    graph = GraphFolder.create(tmp_path / "war.kg")
    change(graph, lambda store: store.add(quads(1)))
    options = Options(limits=Limits(seconds=4.0, memory=1024), workers=1, writable=True, token="t")
    update = f"INSERT DATA {{ GRAPH <{MINE}> {{ <a:a> <a:b> 1 }} }}"
    with serving(graph, options) as served:
        assert Mine(served, "t").update(update).status_code == 204
        with graph.writing("kg add"):
            answer = Mine(served, "t").update(update)
            assert (answer.status_code, "retry-after" in answer.headers) == (503, True)
        assert Mine(served, "t").update(update).status_code == 204


def test_graphs_of_users_and_the_token_outlast_a_rebuild(tmp_path: Path) -> None:
    graph = GraphFolder.create(tmp_path / "war.kg")
    change(graph, lambda store: store.add(quads(1)))
    token = new_token(graph.path)
    with serving(graph, Options(limits=LIMITED, workers=1, writable=True)) as served:
        client = Mine(served, token)
        assert client.update(f"INSERT DATA {{ GRAPH <{MINE}> {{ <a:a> <a:b> 1, 2 . _:x <a:c> 3 }} }}").status_code == 204
        assert client.update(f"DELETE DATA {{ GRAPH <{MINE}> {{ <a:a> <a:b> 2 }} }}").status_code == 204
        with replacing(graph.path, None) as fresh:
            change(fresh, lambda store: store.add(quads(2)))
            put_in_place(fresh.path, graph.path)
        rows = served.get(f"SELECT * {{ GRAPH <{MINE}> {{ ?s ?p ?o }} }}").json()["results"]["bindings"]
        assert sorted(row["o"]["value"] for row in rows) == ["1", "3"]
        assert client.update(f"CLEAR GRAPH <{MINE}>").status_code == 204


def test_a_graph_is_read_only_until_it_is_told_otherwise(served: Served) -> None:
    answer = httpx.put(f"{served.url}/store?graph=a:b", content=b"", headers={"Content-Type": "text/turtle"})
    assert (answer.status_code, "--writable" in answer.text) == (403, True)
