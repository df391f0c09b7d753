"""Web pages and PDF files, and the conformance of every reader."""

import sys
from datetime import date
from pathlib import Path

import pytest

from kg.errors import KgError
from kg.model import Document
from kg.read import Article, Raw, Unread, read, readers

PAGE = """<!doctype html><html lang="en"><head>
<meta charset="utf-8"><title>Ferry sinks</title>
<meta property="og:site_name" content="Coast News">
<meta property="article:published_time" content="2021-06-07T10:00:00Z"></head>
<body><nav><a href="/">Home</a> <a href="/sport">Sport</a></nav><article><h1>Ferry sinks</h1>
<p>At least 30 people were missing after a ferry sank off the coast on Sunday, the harbour master said.</p>
<p>“We have rescued 112 passengers so far,” the coast guard’s spokeswoman told reporters at the port of Mocha.</p>
<p>The vessel had left for Djibouti on Saturday evening with more people on board than it was built to carry.</p></article>
<footer>All rights reserved</footer></body></html>"""


def one(path: Path) -> Document | Unread:
    (found,) = read([path])
    return found.document if isinstance(found, Article) else found


def test_the_article_of_a_page_is_read_with_what_its_mark_up_states(tmp_path: Path) -> None:
    (tmp_path / "ferry.html").write_text(PAGE, encoding="utf-8")
    found = one(tmp_path)
    assert isinstance(found, Document)
    assert "“We have rescued 112 passengers so far,”" in found.text
    assert "Sport" not in found.text
    assert (found.title, found.publisher, found.published) == ("Ferry sinks", "Coast News", date(2021, 6, 7))


def test_a_page_is_decoded_as_it_declares(tmp_path: Path) -> None:
    page = PAGE.replace('charset="utf-8"', 'charset="utf-16"').replace("Mocha", "Móchá").replace("utf-16", "iso-8859-2")
    (tmp_path / "a.html").write_bytes(page.replace("“", '"').replace("”", '"').replace("’", "'").encode("iso-8859-2"))
    found = one(tmp_path)
    assert isinstance(found, Document)
    assert "Móchá" in found.text


def test_without_the_extra_a_page_names_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.html").write_text(PAGE, encoding="utf-8")
    monkeypatch.setitem(sys.modules, "trafilatura", None)
    found = one(tmp_path)
    assert isinstance(found, Unread)
    assert "pip install 'byline-kg[web]'" in str(found.error)


def test_a_page_without_an_article_is_unread(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("<html><body></body></html>", encoding="utf-8")
    assert isinstance(one(tmp_path), Unread)


def pdf(text: str) -> bytes:
    stream = f"BT /F1 12 Tf 20 100 Td ({text}) Tj ET"
    parts = [
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 500 200]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        f"<</Length {len(stream)}>>\nstream\n{stream}\nendstream",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    body, places = "%PDF-1.4\n", []
    for number, part in enumerate(parts, 1):
        places.append(len(body))
        body += f"{number} 0 obj\n{part}\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    return f"{body}xref\n0 6\n0000000000 65535 f \n{table}trailer<</Size 6/Root 1 0 R>>\nstartxref\n{len(body)}\n%%EOF".encode()


def test_the_text_of_a_pdf_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(pdf("Rebels took the town of Goma."))
    found = one(tmp_path)
    assert isinstance(found, Document)
    assert found.text.strip() == "Rebels took the town of Goma."
    assert found.media_type == "application/pdf"


def test_a_broken_pdf_is_unread(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.4 nothing more")
    assert isinstance(one(tmp_path), Unread)


@pytest.mark.parametrize("name", readers.names())
@pytest.mark.parametrize("data", [b"", b"\x00\xff\xfe\x80", b"<", b"{", b"%PDF", "пять".encode("cp1251") * 50])
def test_every_reader_answers_nonsense_with_an_error_of_byline(tmp_path: Path, name: str, data: bytes) -> None:
    plugin = readers[name]
    file = tmp_path / f"x{plugin.facts['suffixes'][0]}"
    file.write_bytes(data)
    try:
        found = list(plugin.item(Raw(file, "x", "x")))
    except KgError as error:
        found = [error]  # type: ignore[list-item]
    assert all(isinstance(result, Article | KgError) for result in found)
    assert not any(isinstance(result, Article) and b"\x00" in data for result in found)


@pytest.mark.parametrize("name", readers.names())
def test_every_reader_says_what_a_missing_file_is(tmp_path: Path, name: str) -> None:
    with pytest.raises(KgError, match="No such file"):
        list(readers[name].item(Raw(tmp_path / "gone", "x", "x")))
