"""Bytes of lyrics files: any honest encoding is read, anything else refused in words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from miri.codec.lyric_file import MOST_BYTES, decode_lyrics
from miri.errors import MiriError, Refused, TooLarge

HEBREW = "סובב ת'אור על פני המים,\nכבר יש מלח באוויר.\n"
MIXED = "[00:07.57]Two a.m., the town behind me\n[00:11.21]פנס אחד, גלגל שרוט\n"
FRENCH = "Où vont les étés, là-bas, déjà passés\n"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1255"]
)
def test_hebrew_is_read_in_every_encoding_it_comes_in(encoding: str) -> None:
    assert decode_lyrics(HEBREW.encode(encoding)).lstrip("\ufeff") == HEBREW


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le", "cp1255"])
def test_stamps_beside_hebrew_do_not_mislead(encoding: str) -> None:
    assert decode_lyrics(MIXED.encode(encoding)).lstrip("\ufeff") == MIXED


@pytest.mark.parametrize("encoding", ["utf-8", "latin-1", "cp1252"])
def test_western_letters_are_not_taken_for_hebrew(encoding: str) -> None:
    assert decode_lyrics(FRENCH.encode(encoding)) == FRENCH


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "empty"),
        (b"\xef\xbb\xbf \r\n ", "empty"),
        (b"%PDF-1.7 ...", "a PDF"),
        (b"PK\x03\x04rest", "Word"),
        (b"ID3\x04\x00\x00", "MP3"),
        (bytes(range(256)) * 8, "not text"),
        (b"\xff\xfeh\x00i\x00\x00\xd8", "damaged"),
    ],
)
def test_what_is_no_lyrics_is_refused_with_what_to_do(data: bytes, says: str) -> None:
    with pytest.raises(Refused) as refused:
        decode_lyrics(data)
    assert says in refused.value.message
    assert "UTF-8" in refused.value.message


def test_a_file_of_a_megabyte_is_too_large() -> None:
    with pytest.raises(TooLarge):
        decode_lyrics(b"la\n" * MOST_BYTES)


@given(st.binary(max_size=400))
def test_any_bytes_are_text_or_refused(data: bytes) -> None:
    try:
        text = decode_lyrics(data)
    except MiriError as error:
        text = error.message
    assert text.strip()


@given(
    st.text("אבגדהוזחטיכלמנסעפצקרשת ,.'\n", min_size=12).filter(
        lambda t: sum(c >= "א" for c in t) > 5
    )
)
def test_hebrew_in_its_old_encoding_is_always_recognised(text: str) -> None:
    assert decode_lyrics(text.encode("cp1255")) == text
