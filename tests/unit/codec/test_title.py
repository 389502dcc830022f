"""What a song calls itself in its own tags, in any format and any script."""

from pathlib import Path

import av
import pytest

from miri.codec.title import title_of
from tests.unit.codec.sound_files import FORMATS, notes, write_sound


def tagged(path: Path, kind: str, title: str, by: str = "title") -> Path:
    """The same sound with a title tag."""
    source = write_sound(path.with_suffix(".bare"), notes(1), kind)
    with av.open(str(source)) as read, av.open(str(path), "w", format=FORMATS[kind][1]) as out:
        out.metadata[by] = title
        stream = out.add_stream_from_template(read.streams.audio[0])
        for packet in read.demux(audio=0):
            if packet.dts is not None:
                packet.stream = stream
                out.mux(packet)
    return path


@pytest.mark.parametrize("kind", list(FORMATS))
def test_the_title_is_read_in_every_format_and_keeps_its_hebrew(tmp_path: Path, kind: str):
    assert title_of(tagged(tmp_path / "file.bin", kind, "לילה על הים (Live)")) == (
        "לילה על הים (Live)"
    )


@pytest.mark.parametrize("kind", ["mp3", "wav"])
def test_a_file_without_a_title_names_none(tmp_path: Path, kind: str):
    assert title_of(write_sound(tmp_path / "file.bin", notes(1), kind)) == ""
    assert title_of(tagged(tmp_path / "other.bin", kind, "Dana", by="artist")) == ""


@pytest.mark.parametrize("title", ["Track 01", "track_7", "Untitled", "  ", "רצועה 3", "\u202e"])
def test_a_title_that_says_nothing_is_none(tmp_path: Path, title: str):
    assert title_of(tagged(tmp_path / "file.bin", "flac", title)) == ""


def test_a_title_is_shown_on_one_line_and_steers_nothing(tmp_path: Path):
    title = "Night\u202e drive\x1b[31m\n\tnow " + "x" * 500
    shown = title_of(tagged(tmp_path / "file.bin", "flac", title))
    assert shown.startswith("Night drive[31m now xxx") and len(shown) == 120


def test_hebrew_in_windows_old_encoding_is_read_as_hebrew(tmp_path: Path):
    named = "שלום עולם".encode("cp1255").decode("latin-1")
    assert title_of(tagged(tmp_path / "file.bin", "mp3", named)) == "שלום עולם"
    french = tagged(tmp_path / "other.bin", "mp3", "Été à Paris")
    assert title_of(french) == "Été à Paris"
