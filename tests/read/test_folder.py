"""Paths → documents: ids, order, what is skipped, what is refused, and what an about.toml adds."""

import hashlib
from datetime import date
from pathlib import Path

import pytest

from kg.errors import ReadError, UsageError
from kg.model import Document
from kg.read import Article, Unread, read

TEXT = "Shelling killed two people in El Fasher, a doctor said.\n"


def write(folder: Path, files: dict[str, str | bytes]) -> Path:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


def documents(*paths: Path) -> list[Document]:
    found = list(read(paths))
    assert all(isinstance(one, Article) for one in found), found
    return [one.document for one in found if isinstance(one, Article)]


def reasons(*paths: Path) -> list[str]:
    return [str(one.error) for one in read(paths) if isinstance(one, Unread)]


def test_the_seeds_are_read_newline_exact_under_their_given_ids(seeds: Path) -> None:
    found = documents(seeds)
    assert [(one.id, len(one.text), one.size, one.language) for one in found] == [
        ("seed000", 2366, 2380, "en"),
        ("seed002", 3806, 3836, "en"),
    ]
    assert [(one.publisher, one.published, one.url) for one in found] == [(None, None, None)] * 2
    assert found[1].source == "seeds/002_366fb877c57290ad.txt"


def test_ids_are_paths_below_the_folder_in_the_order_of_their_names(tmp_path: Path) -> None:
    write(tmp_path, {"b.txt": TEXT, "a/2.txt": TEXT, "a/10.txt": TEXT, ".hidden": TEXT, ".git/x.txt": TEXT})
    assert [one.id for one in documents(tmp_path)] == ["a/10.txt", "a/2.txt", "b.txt"]


def test_two_files_with_the_same_bytes_are_two_sources(tmp_path: Path) -> None:
    write(tmp_path, {"a.txt": TEXT, "b.txt": TEXT})
    first, second = documents(tmp_path)
    assert first.version == second.version == hashlib.sha256(TEXT.encode()).hexdigest()
    assert first.id != second.id


def test_line_ends_and_trailing_space_are_kept(tmp_path: Path) -> None:
    text = "One line.\r\nAnother.\rA third.  \n\n"
    assert documents(write(tmp_path, {"a.txt": text}))[0].text == text


def test_a_single_file_is_read_with_the_about_toml_beside_it(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "a.txt": TEXT,
            "about.toml": '[[document]]\nfile = "a.txt"\nid = "darfur-1"\npublished = 2024-05-12\npublisher = "Radio"',
        },
    )
    (found,) = documents(tmp_path / "a.txt")
    assert (found.id, found.published, found.publisher) == ("darfur-1", date(2024, 5, 12), "Radio")


def test_a_wrong_sha256_is_an_error_that_says_so_and_the_other_files_are_read(tmp_path: Path) -> None:
    write(tmp_path, {"a.txt": TEXT, "b.txt": TEXT, "about.toml": f'[[document]]\nfile = "a.txt"\nsha256 = "{"0" * 64}"'})
    unread, kept = read([tmp_path])
    assert isinstance(unread, Unread)
    assert "its sha256 is " in str(unread.error)
    assert "about.toml says 000000000000" in str(unread.error)
    assert isinstance(kept, Article)


def test_a_described_file_that_is_not_there_is_reported(tmp_path: Path) -> None:
    write(tmp_path, {"a.txt": TEXT, "about.toml": '[[document]]\nfile = "b.txt"'})
    assert "b.txt: No such file" in reasons(tmp_path)[0]


@pytest.mark.parametrize(
    ("toml", "says"),
    [
        ("[[document]\n", "not a TOML file"),
        ('[[document]]\nid = "x"', "does not name the file"),
        ('[[document]]\nfile = "sub/a.txt"', "does not name the file beside it"),
        ('[[document]]\nfile = "a.txt"\npubliser = "x"', "unknown key publiser"),
        ('[[document]]\nfile = "a.txt"\npublished = "soon"', "published 'soon' is not a date such as"),
        ('[[document]]\nfile = "a.txt"\npublisher = 7', "publisher 7 is not a text"),
        ('[[document]]\nfile = "a.txt"\n[[document]]\nfile = "a.txt"', "described twice"),
        ('document = "a.txt"', r"write it as a \[\[document\]\] block"),
    ],
)
def test_a_broken_about_toml_stops_the_reading_and_says_what_to_mend(tmp_path: Path, toml: str, says: str) -> None:
    write(tmp_path, {"a.txt": TEXT, "about.toml": toml})
    with pytest.raises(ReadError, match=says):
        list(read([tmp_path]))


def test_a_path_that_is_not_there_is_wrong_usage(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no such file or folder"):
        list(read([tmp_path / "nowhere"]))


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "the file is empty"),
        (b" \n\t\n", "no word in it"),
        (b"\x7fELF\x00\x01", "not a text"),
        (b"?! ...", "no word in it"),
    ],
)
def test_a_file_without_text_is_unread_and_the_others_are_read(tmp_path: Path, data: bytes, says: str) -> None:
    write(tmp_path, {"a.txt": data, "b.txt": TEXT})
    assert says in reasons(tmp_path)[0]
    assert sum(isinstance(one, Article) for one in read([tmp_path])) == 1


def test_one_id_names_one_document(tmp_path: Path) -> None:
    write(tmp_path, {"x/a.txt": TEXT, "y/a.txt": TEXT})
    assert "the id 'a.txt' is taken by x/a.txt" in reasons(tmp_path / "x", tmp_path / "y")[0]


def test_an_article_of_five_megabytes_is_read(tmp_path: Path) -> None:
    text = TEXT * (5_000_000 // len(TEXT) + 1)
    assert len(documents(write(tmp_path, {"a.txt": text}))[0].text) == len(text)


def test_a_named_pipe_is_not_waited_for(tmp_path: Path) -> None:
    import os

    os.mkfifo(tmp_path / "pipe.txt")
    assert "not a file" in reasons(tmp_path)[0]
