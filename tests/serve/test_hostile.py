"""What strangers may send, and what becomes of it: a status, a whole answer or a closed connection, and a server that lives."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import quote, urlsplit
from xml.etree import ElementTree

import httpx
import pytest

from kg.serve.gate import Rate, known_host
from kg.serve.limits import Limits
from kg.serve.options import Options
from kg.store import GraphFolder
from tests.serve.conftest import EX, LIMITS, Scratch, Served, alive, change, quads, serving

ALL = "SELECT * WHERE { ?s ?p ?o }"
FOREVER = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
MANY = "SELECT * WHERE { ?s ?p ?o . ?t ?q ?u }"


@pytest.fixture(scope="module")
def narrow(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A server with two workers, one waiting place, and room for 50 rows or 100,000 bytes."""
    graph = GraphFolder.create(tmp_path_factory.mktemp("narrow") / "war.kg")
    change(graph, lambda store: store.add(quads(400)))
    limits = Limits(seconds=4.0, memory=1024, rows=50, bytes=100_000, queue=1)
    with serving(graph, Options(limits=limits, workers=2)) as found:
        yield found


def raw(url: str, sent: bytes) -> bytes:
    """What comes back for the bytes `sent`, until the server closes or a second is over."""
    at = urlsplit(url)
    with socket.create_connection((at.hostname, at.port), timeout=3) as connection:
        connection.sendall(sent)
        received = b""
        try:
            while piece := connection.recv(65536):
                received += piece
        except (TimeoutError, ConnectionError):
            pass
    return received


def test_an_answer_with_too_many_rows_ends_at_a_row_and_says_so(narrow: Served) -> None:
    answer = narrow.get(ALL).json()
    assert (len(answer["results"]["bindings"]), answer["truncated"]) == (50, True)
    xml = narrow.get(ALL, "application/sparql-results+xml").text
    assert len(ElementTree.fromstring(xml).findall("*/{*}result")) == 50
    assert "truncated" in xml
    lines = narrow.get("CONSTRUCT WHERE { ?s ?p ?o }", "application/n-triples").text.splitlines()
    assert (len(lines), lines[-1].startswith("# truncated")) == (51, True)


@pytest.mark.parametrize("rows", [1, 49, 50])
def test_an_answer_with_just_enough_rows_is_whole(narrow: Served, rows: int) -> None:
    answer = narrow.get(f"{ALL} LIMIT {rows}").json()
    assert (len(answer["results"]["bindings"]), "truncated" in answer) == (rows, False)
    lines = narrow.get(f"CONSTRUCT WHERE {{ ?s ?p ?o }} LIMIT {rows}", "application/n-triples").text.splitlines()
    assert (len(lines), "#" in lines[-1]) == (rows, False)


def test_text_that_looks_like_the_end_of_a_row_is_no_row(narrow: Served) -> None:
    text = json.dumps('x},{"o":{"</result><result>')
    query = f"SELECT ?n ?t {{ ?n <{EX}says> ?o BIND({text} AS ?t) }} LIMIT 30"
    assert [row["t"]["value"] for row in narrow.get(query).json()["results"]["bindings"]] == [json.loads(text)] * 30


TABLES = pytest.mark.parametrize("accept", ["text/csv", "text/tab-separated-values"])


@TABLES
def test_too_many_rows_in_a_format_without_a_place_for_a_note_are_refused(narrow: Served, accept: str) -> None:
    answer = narrow.get(f"{ALL} LIMIT 60", accept)
    assert (answer.status_code, "larger" in answer.text) == (507, True)
    assert narrow.get(f"{ALL} LIMIT 50", accept).text.count("\n") == 51


def test_a_line_end_in_quotation_marks_ends_no_row(narrow: Served) -> None:
    lines = f'SELECT ?t {{ ?n <{EX}says> ?o BIND("a\\n\\"b\\"\\nc {"x" * 40}" AS ?t) }} LIMIT '
    assert narrow.get(lines + "50", "text/csv").text.count("\n") == 151
    assert narrow.get(lines + "51", "text/csv").status_code == 507


@TABLES
def test_an_answer_that_grows_too_large_when_it_has_been_begun_is_aborted(served: Served, accept: str) -> None:
    asked = {"params": {"query": MANY}, "headers": {"Accept": accept, "Accept-Encoding": "identity"}}
    with pytest.raises(httpx.RemoteProtocolError):
        httpx.get(f"{served.url}/sparql", **asked, timeout=30)


def test_one_client_cannot_hold_all_workers_and_who_comes_too_late_is_told_when_to_come_again(narrow: Served) -> None:
    at = urlsplit(narrow.url)
    neighbour = httpx.HTTPTransport(local_address="127.0.0.2")
    with ThreadPoolExecutor(4) as pool, httpx.Client(transport=neighbour, timeout=30) as other:
        slow = []
        for number in range(3):  # one that is long by then, one more, and one that waits
            slow.append(pool.submit(narrow.get, f"{FOREVER} # {number}"))
            time.sleep(0.8)
        started = time.monotonic()
        answer = other.get(f"http://127.0.0.1:{at.port}/sparql", params={"query": f"{ALL} LIMIT 1"})
        assert (answer.status_code, time.monotonic() - started < 2) == (200, True)
        late = narrow.get(f"{ALL} # no answer that is kept")
        assert (late.status_code, late.headers["retry-after"]) == (503, "10")
        assert "too many requests wait" in late.text
        assert {one.result().status_code for one in slow} == {503}


def test_no_worker_leaves_a_core_file_or_has_more_memory_than_it_may(served: Served) -> None:
    for pid in served.workers():
        until = time.monotonic() + 10  # one that has just taken the place of another starts yet
        while "unlimited" in (limits := Path(f"/proc/{pid}/limits").read_text()).split("Max core file size")[1][:40]:
            assert time.monotonic() < until
            time.sleep(0.05)
        assert re.search(r"Max core file size +0 +0 ", limits)
        assert re.search(rf"Max address space +{LIMITS.memory << 20} ", limits)


def test_workers_have_no_network_where_the_system_lets_them_leave_it(served: Served) -> None:
    flags = os.CLONE_NEWNET if os.geteuid() == 0 else os.CLONE_NEWUSER | os.CLONE_NEWNET
    if subprocess.run([sys.executable, "-c", f"import os; os.unshare({flags})"], stderr=subprocess.DEVNULL).returncode:
        pytest.skip("this system allows no network namespaces")
    served.get(ALL)
    for pid in served.workers():
        devices = Path(f"/proc/{pid}/net/dev").read_text().splitlines()[2:]
        assert [line.split(":")[0].strip() for line in devices] == ["lo"]
        assert os.readlink(f"/proc/{pid}/ns/net") != os.readlink("/proc/self/ns/net")


@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example", "127.0.0.1.evil.example", "", "a b", "[::1"])
def test_a_name_that_somebody_pointed_at_this_computer_is_not_answered(served: Served, host: str) -> None:
    answer = raw(served.url, f"GET /health HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n".encode())
    assert answer.startswith((b"HTTP/1.1 421", b"HTTP/1.1 400"))


@pytest.mark.parametrize(
    ("host", "known"),
    [
        *(("localhost:8000", True), ("a.localhost", True), ("10.1.2.3", True), ("[::1]:80", True), ("GRAPH.example", True)),
        *(("example", False), ("", False), ("localhost@evil.example", False), ("[", False), ("graph.example.", True)),
    ],
)
def test_a_server_is_known_by_number_as_localhost_and_by_the_names_it_was_given(host: str, known: bool) -> None:
    assert known_host(host, {"graph.example"}) is known
    assert known_host("anything.example", {"*"})


def test_an_address_that_asks_too_often_has_to_wait(tmp_path: Path) -> None:
    graph = GraphFolder.create(tmp_path / "war.kg")
    change(graph, lambda store: store.add(quads(1)))
    with serving(graph, Options(limits=Limits(rate=5.0), workers=1)) as slow, httpx.Client(base_url=slow.url) as client:
        answers = [client.get("/health") for _ in range(15)]
    assert {answer.status_code for answer in answers} == {200, 429}
    assert next(answer for answer in answers if answer.status_code == 429).headers["retry-after"] == "1"


def test_the_bucket_of_an_address_fills_again_and_those_of_others_are_their_own() -> None:
    rate = Rate(2.0)
    assert [rate.allows("a", 0.0) for _ in range(5)] == [True] * 4 + [False]
    assert rate.allows("b", 0.0)
    assert [rate.allows("a", 0.5), rate.allows("a", 0.5)] == [True, False]


@pytest.mark.parametrize(
    ("media_type", "content"),
    [
        (
            "application/rdf+xml",
            '<!DOCTYPE r [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
            '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="a:b">'
            "<x:y xmlns:x='x:'>&b;</x:y></rdf:Description></rdf:RDF>",
        ),
        ("application/rdf+xml", '<!DOCTYPE r [<!ENTITY a SYSTEM "file:///etc/hostname">]><r>&a;</r>'),
        ("application/rdf+xml", '<?xml version="1.0" encoding="UTF-16"?><r/>'),
        ("application/ld+json", '{"@context": "http://127.0.0.1:PORT/context", "@id": "a:b", "name": "x"}'),
        ("application/ld+json", '{"@context": {"@import": "http://127.0.0.1:PORT/context"}, "@id": "a:b", "name": "x"}'),
        ("application/ld+json", "[" * 100_000),
        ("text/turtle", "<a:b> <a:c> " + "(" * 100_000),
    ],
)
def test_a_graph_that_would_grow_or_fetch_is_refused_and_nothing_is_asked(
    blank: Scratch, media_type: str, content: str
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        other.settimeout(0.2)
        content = content.replace("PORT", str(other.getsockname()[1]))
        answer = blank.store("PUT", f"{EX}hostile", content, Content_Type=media_type)
        assert answer.status_code in (400, 503), answer.text
        with pytest.raises(TimeoutError):
            other.accept()
    assert blank.store("GET", f"{EX}hostile").status_code == 404


HEADED = b'\r\nContent-Disposition: form-data; name="a"; filename="a.ttl"\r\nContent-Type: text/turtle\r\n\r\n'


@pytest.mark.parametrize(
    "form",
    [
        (b"--x" + HEADED) * 50_000 + b"\r\n--x--",
        (b"--x" + HEADED + b"\r\n") * 101 + b"--x--",
        b"--x\r\nContent-Type: multipart/mixed; boundary=y\r\n\r\n--y" + HEADED + b"\r\n--y--\r\n--x--",
        b"--x\r\nContent-Type: message/rfc822\r\n\r\nContent-Type: text/turtle\r\n\r\n\r\n--x--",
        b"--x\r\nContent-Type: text/turtle\r\nContent-Transfer-Encoding: base64\r\n\r\nIyBh\r\n--x--",
        b"--x\r\n" + b"A: b\r\n" * 50_000 + b"\r\n\r\n--x--",
        b"--x\r\nContent-Type: " + b"(" * 20_000 + b"\r\n\r\n\r\n--x--",
        b"--x" + HEADED + b"<a:a> <a:b> <a:c> .",
    ],
    ids=["endless", "too many", "nested", "message", "coded", "long head", "brackets", "no end"],
)
def test_a_form_that_would_keep_its_reader_busy_is_refused_at_once(blank: Scratch, form: bytes) -> None:
    headers = {"Content-Type": "multipart/form-data; boundary=x"}
    answer = httpx.put(f"{blank.url}/store?graph=a:form", content=form, headers=headers, timeout=10)
    assert (answer.status_code, answer.text.startswith(("the form", "a file"))) == (400, True)


@pytest.mark.parametrize("kind", ["", "; boundary=", "; boundary=" + "(" * 5000, '; boundary="' + "b" * 71 + '"'])
def test_a_form_without_a_boundary_is_refused(blank: Scratch, kind: str) -> None:
    answer = blank.store("PUT", "a:form", "--\r\n\r\n\r\n----", Content_Type=f"multipart/form-data{kind}")
    assert (answer.status_code, "boundary" in answer.text) == (400, True)


@pytest.mark.parametrize("character", ["\\u0000", "\\u0008", "\\u001B", "\\uFFFE"])
def test_what_xml_cannot_hold_is_refused_in_xml_and_given_in_other_formats(served: Served, character: str) -> None:
    select, construct = f'SELECT ("a{character}b" AS ?x) {{}}', f'CONSTRUCT {{ <a:a> <a:b> "a{character}b" }} WHERE {{}}'
    for query, media_type in ((select, "application/sparql-results+xml"), (construct, "application/rdf+xml")):
        answer = served.get(query, media_type)
        assert (answer.status_code, "XML" in answer.text) == (406, True)
    assert len(served.get(select).json()["results"]["bindings"][0]["x"]["value"]) == 3
    assert served.get(construct, "text/turtle").status_code == 200


def test_a_triple_about_a_triple_is_refused_in_json_ld_which_has_no_way_to_write_it(served: Served) -> None:
    construct = 'CONSTRUCT { <a:a> <a:b> <<( <a:c> <a:d> "e" )>> } WHERE {}'
    answer = served.get(construct, "application/ld+json")
    assert (answer.status_code, "RDF 1.2" in answer.text) == (406, True)
    assert served.get(construct, "text/turtle").status_code == 200


def test_a_carriage_return_is_the_same_in_every_format(served: Served) -> None:
    query = r'SELECT ("a\rb\r\nc" AS ?x) {}'
    read = ElementTree.fromstring(served.get(query, "application/sparql-results+xml").text)
    assert read.findtext(".//{*}literal") == "a\rb\r\nc" == served.get(query).json()["results"]["bindings"][0]["x"]["value"]


def test_a_request_without_a_host_or_with_two_is_bad(served: Served) -> None:
    for hosts in ("", "Host: localhost\r\nHost: evil.example\r\n"):
        answer = raw(served.url, f"GET /sparql?query=ASK%7B%7D HTTP/1.1\r\n{hosts}Connection: close\r\n\r\n".encode())
        assert answer.startswith(b"HTTP/1.1 400")


LINE, FORM = "POST /sparql HTTP/1.1\r\nHost: localhost\r\n", "Content-Type: application/x-www-form-urlencoded\r\n"


@pytest.mark.parametrize(
    "sent",
    [
        f"{LINE}{FORM}Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        f"{LINE}{FORM}Content-Length: 0\r\nContent-Length: 15\r\n\r\nquery=ASK%7B%7D",
        f"{LINE}{FORM}Content-Length: +15\r\n\r\nquery=ASK%7B%7D",
        f"{LINE}{FORM}Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n",
        f"{LINE}{FORM}Transfer-Encoding: chunked\r\n\r\n0xf\r\nquery=ASK%7B%7D\r\n0\r\n\r\n",
        f"{LINE}{FORM}Accept: a\r\n Content-Length: 0\r\nContent-Length: 15\r\n\r\nquery=ASK%7B%7D",
        "GET /health HTTP/1.1\nHost: localhost\n\n",
        "GET /health HTTP/1.1\r\nHost: localhost\rX: y\r\n\r\n",
        "GET /health HTTP/1.1\r\nHost: localhost\r\nAccept: a\0b\r\n\r\n",
    ],
)
def test_a_request_whose_length_can_be_read_in_two_ways_is_the_last_of_its_connection(served: Served, sent: str) -> None:
    answer = raw(served.url, sent.encode() + b"GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n")
    assert answer.startswith(b"HTTP/1.1 400")
    assert answer.count(b"HTTP/1.1 ") == 1


def test_utf_16_does_not_hide_entities(blank: Scratch) -> None:
    content = '<!DOCTYPE r [<!ENTITY a "b">]><r>&a;</r>'.encode("utf-16")
    url, sent = f"{blank.url}/store?graph=a:b", {"Content-Type": "application/rdf+xml"}
    assert httpx.put(url, content=content, headers=sent).status_code == 400


@pytest.mark.parametrize(
    "path", ["/../../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "/..%2f..%2fetc/passwd", "/a/./b", "//etc/passwd"]
)
@pytest.mark.parametrize("below", ["/store", "", "/sparql"])
def test_no_path_leads_out(blank: Scratch, below: str, path: str) -> None:
    answer = raw(blank.url, f"GET {below}{path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode())
    assert answer.startswith((b"HTTP/1.1 400", b"HTTP/1.1 404"))
    assert b"root:" not in answer


@pytest.mark.parametrize("value", ["x\r\nSet-Cookie: a=b", "x\nX-Injected: 1", "\x00", "é", "a" * 500])
def test_no_header_can_be_put_into_an_answer(blank: Scratch, value: str) -> None:
    written = quote(value, safe="")
    for path in (f"/sparql?query={written}", f"/store?graph=http://a/{written}", f"/{written}", f"/store/{written}"):
        sent = f"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode()
        head = raw(blank.url, sent).partition(b"\r\n\r\n")[0]
        assert head.startswith(b"HTTP/1.1 4")
        assert not re.search(rb"(?im)^(set-cookie|x-injected)", head)
    answer = httpx.get(f"{blank.url}/health", headers={"X-Request-ID": "a b"})
    assert re.fullmatch(r"[0-9a-f]{16}", answer.headers["x-request-id"])
    assert httpx.get(f"{blank.url}/health", headers={"X-Request-ID": "mine-1.2"}).headers["x-request-id"] == "mine-1.2"


def test_nothing_that_is_answered_can_be_run_or_taken_for_a_page(served: Served) -> None:
    hostile = "<script>alert(1)</script>"
    query = f'SELECT ("{hostile}" AS ?x) {{}}'
    broken = served.get(f"SELECT {hostile}")
    for answer in (served.get(query), served.get(query, "text/csv"), broken, httpx.get(f"{served.url}/{quote(hostile)}")):
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert "script-src 'self'" in answer.headers["content-security-policy"]
        assert "html" not in answer.headers["content-type"]


def test_a_page_of_another_site_cannot_write_where_no_token_is_asked_for(blank: Scratch) -> None:
    url, form = f"{blank.url}/update", {"update": f"INSERT DATA {{ <{EX}csrf> <{EX}p> 1 }}"}
    assert httpx.post(url, data=form, headers={"Origin": "https://evil.example"}).status_code == 403
    assert httpx.post(url, data=form, headers={"Origin": "null"}).status_code == 403
    assert not blank.says(f"ASK {{ <{EX}csrf> ?p ?o }}")
    assert httpx.post(url, data=form, headers={"Origin": blank.url}).status_code == 204


def test_an_update_that_breaks_or_outlasts_its_process_changes_nothing_and_the_next_is_made(tmp_path: Path) -> None:
    from kg.store.scratch import scratch

    options = Options(scratch=True, writable=True, union=False, workers=1, limits=Limits(seconds=4.0, memory=1024))
    with serving(scratch(tmp_path / "store"), options) as found:
        store = Scratch(found.url)
        many = " ".join(f"<a:{n}> <a:p> {n} ." for n in range(300))
        assert store.update(f"INSERT DATA {{ {many} }}").status_code == 204
        forever = (
            "INSERT { <a:x> <a:forever> ?n } WHERE { SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l } }"
        )
        assert store.update(forever).status_code == 503
        assert store.update(f"INSERT {{ <a:x> <a:deep> 1 }} WHERE {{ FILTER({'!' * 40_000}true) }}").status_code == 503
        assert store.update("INSERT DATA { <a:x> <a:good> 1 }").status_code == 204
        assert store.says("ASK { <a:x> <a:good> 1 FILTER NOT EXISTS { <a:x> <a:forever>|<a:deep> ?n } }")


def test_a_request_that_never_ends_does_not_keep_others_waiting(served: Served) -> None:
    at = urlsplit(served.url)
    with socket.create_connection((at.hostname, at.port)) as half:
        kind = b"Content-Type: application/sparql-query\r\nContent-Length: 99\r\n\r\n"
        half.sendall(b"POST /sparql HTTP/1.1\r\nHost: localhost\r\n" + kind + b"ASK")
        assert served.get(ALL).status_code == 200
    assert all(map(alive, served.workers()))


@pytest.mark.parametrize(
    "sent", [b"\x16\x03\x01\x02\x00\x01\x00", b"GET / HTTP/9.9\r\n\r\n", b"GET " + b"/" * 200_000, b"\r\n" * 50]
)
def test_what_is_not_http_is_hung_up_on(served: Served, sent: bytes) -> None:
    assert not raw(served.url, sent).startswith(b"HTTP/1.1 200")
    assert served.get(ALL).status_code == 200


def test_long_queries_of_one_client_do_not_keep_its_short_ones_waiting(tmp_path: Path) -> None:
    graph = GraphFolder.create(tmp_path / "war.kg")
    change(graph, lambda store: store.add(quads(400)))
    with serving(graph, Options(limits=Limits(seconds=8.0, memory=1024), workers=3)) as found, ThreadPoolExecutor(3) as pool:
        slow = [pool.submit(found.get, f"{FOREVER} # {number}") for number in range(3)]
        time.sleep(1.5)
        assert [found.get(f"{ALL} LIMIT 1 # {number}").status_code for number in range(3)] == [200] * 3
        assert not any(one.done() for one in slow)
        assert {one.result().status_code for one in slow} == {503}
        until = time.monotonic() + 10
        while len(found.workers()) != 3 and time.monotonic() < until:
            time.sleep(0.05)
        assert len(found.workers()) == 3


def test_workers_come_back_after_all_that_starts_them_was_ended(tmp_path: Path) -> None:
    graph = GraphFolder.create(tmp_path / "war.kg")
    change(graph, lambda store: store.add(quads(1)))
    with serving(graph, Options(limits=Limits(memory=1024), workers=2)) as found:
        before = found.workers()
        nursery = {int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1]) for pid in before}
        for pid in (*nursery, *before):
            os.kill(pid, signal.SIGKILL)
        until, status = time.monotonic() + 20, 0
        while status != 200 and time.monotonic() < until:
            status = found.get(ALL).status_code
        assert status == 200
