"""Bytes → text: by mark, by declaration, as UTF-8, and as Windows-1252 only where that is plausible."""

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import ReadError
from kg.read.decode import decode

SENTENCE = "The army’s spokesman said “no one was hurt” in Wad Madani."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_a_byte_order_mark_names_the_encoding_and_is_not_part_of_the_text(encoding: str) -> None:
    mark = getattr(codecs, "BOM_" + encoding.upper().replace("-", "_").replace("UTF_8", "UTF8").replace("UTF_", "UTF"))
    assert decode(mark + SENTENCE.encode(encoding), "a.txt") == SENTENCE


def test_a_declared_encoding_is_believed() -> None:
    assert decode("Бои продолжаются".encode("koi8-r"), "a.txt", "koi8-r") == "Бои продолжаются"


def test_western_text_in_windows_1252_is_read_as_such() -> None:
    assert (
        decode("L’armée a annoncé la mort de neuf soldats.".encode("cp1252"), "a.txt")
        == "L’armée a annoncé la mort de neuf soldats."
    )


@pytest.mark.parametrize("data", ["Бои продолжаются".encode("cp1251"), "砲撃で五人が死亡した".encode("shift-jis")])
def test_other_legacy_encodings_are_refused_rather_than_misread(data: bytes) -> None:
    with pytest.raises(ReadError, match=r"a\.txt: byte 0 is not UTF-8 .*state its `encoding` in about\.toml"):
        decode(data, "a.txt")


def test_an_unknown_encoding_is_named() -> None:
    with pytest.raises(ReadError, match=r"the encoding 'klingon' is unknown"):
        decode(b"words", "a.txt", "klingon")


def test_a_codec_that_is_no_encoding_of_text_is_refused() -> None:
    with pytest.raises(ReadError, match="unknown"):
        decode(b"776f", "a.txt", "hex")


@pytest.mark.parametrize(
    "data", [b"PK\x03\x04\x00\x00binary", b"\x89PNG\r\n\x1a\n\x00\x00", b"plain words and a \x00 byte", bytes(range(1, 30))]
)
def test_binary_data_is_refused_with_the_place_that_gives_it_away(data: bytes) -> None:
    with pytest.raises(ReadError, match=r"not a text \(a control character at \d+\)"):
        decode(data, "a.zip")


def test_a_truncated_utf_16_file_says_where() -> None:
    with pytest.raises(ReadError, match="byte 4 is not utf-16-le"):
        decode(codecs.BOM_UTF16_LE + "ab".encode("utf-16-le") + b"c", "a.txt")


@given(st.text(st.characters(blacklist_categories=["Cs", "Cc"]), min_size=1).filter(lambda text: not text.startswith("\ufeff")))
def test_any_text_written_as_utf_8_comes_back_character_for_character(text: str) -> None:
    assert decode(f"{text}\r\n{text}\n".encode(), "a.txt") == f"{text}\r\n{text}\n"
