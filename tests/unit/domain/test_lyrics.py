"""The lyrics reader: what people bring is read, whatever its shape."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from miri.domain.lrc import stamp, write_lrc
from miri.domain.lyrics import MOST_ROWS, heading_label, read_lyrics
from miri.domain.song import SectionLabel as Label


def starts(text: str) -> list[tuple[int | None, str]]:
    return [(line.start_micros, line.text) for line in read_lyrics(text).lines]


@pytest.mark.parametrize(
    ("written", "micros"),
    [
        ("[00:12.34]", 12_340_000),
        ("[00:12:34]", 12_340_000),
        ("[00:12.345]", 12_345_000),
        ("[00:12.3]", 12_300_000),
        ("[00:12]", 12_000_000),
        ("[1:02:03.50]", 3_723_500_000),
        ("[ 0:12,34 ]", 12_340_000),
        ("[99:59.99]", 5_999_990_000),
    ],
)
def test_every_stamp_found_in_the_wild_is_read(written: str, micros: int) -> None:
    assert starts(f"{written} and so it goes") == [(micros, "and so it goes")]


def test_a_line_with_several_stamps_is_sung_at_each_of_them_in_order() -> None:
    text = "[01:10.00][00:10.00]Swing the light\n[00:20.00]across the water"
    assert starts(text) == [
        (10_000_000, "Swing the light"),
        (20_000_000, "across the water"),
        (70_000_000, "Swing the light"),
    ]


def test_headers_are_told_apart_from_lines_and_the_offset_moves_them_earlier() -> None:
    read = read_lyrics(
        "\ufeff[ti:Swing the Light]\r\n[ar: Miri ]\r\n[length:03:20]\r\n[offset:+500]\r\n"
        "[00:10.00]one\r\n[00:00.20]zero"
    )
    assert (read.title, read.artist, read.length_micros) == ("Swing the Light", "Miri", 200_000_000)
    assert [(x.start_micros, x.text) for x in read.lines] == [(0, "zero"), (9_500_000, "one")]


@pytest.mark.parametrize("offset", ["soon", "", "+", "1e9", "--5"])
def test_an_offset_that_is_no_number_shifts_nothing(offset: str) -> None:
    assert starts(f"[offset:{offset}]\n[00:10.00]one") == [(10_000_000, "one")]


def test_word_stamps_leave_the_text_and_keep_their_times() -> None:
    read = read_lyrics("[00:10.00]<00:10.00>Swing <00:10.50>the <00:10.80>light <00:12.00>")
    (line,) = read.lines
    assert line.text == "Swing the light"
    assert [(w.text, w.start_micros) for w in line.words] == [
        ("Swing", 10_000_000),
        ("the", 10_500_000),
        ("light", 10_800_000),
    ]


def test_the_words_of_a_repeated_line_move_with_it() -> None:
    read = read_lyrics("[00:10.00][00:30.00]<00:10.00>Swing <00:10.50>it")
    assert [w.start_micros for w in read.lines[1].words] == [30_000_000, 30_500_000]


def test_a_stamp_without_words_ends_the_line_before_it() -> None:
    read = read_lyrics("[00:10.00]one\n[00:13.00]\n[00:20.00]two")
    assert [(x.text, x.end_micros) for x in read.lines] == [("one", 13_000_000), ("two", None)]


def test_a_row_without_a_stamp_follows_the_line_above_and_what_precedes_all_is_no_lyric() -> None:
    text = "Swing the Light (lyrics)\n[00:20.00]two\n(softly)\n[00:10.00]one"
    assert starts(text) == [(10_000_000, "one"), (20_000_000, "two"), (None, "(softly)")]


def test_direction_marks_around_hebrew_do_not_hide_the_stamp() -> None:
    assert starts("\u200f[00:10.00]\u202bשלום\u202c עולם\u200f") == [(10_000_000, "שלום עולם")]


def test_headings_are_hints_and_never_lines() -> None:
    read = read_lyrics("[Verse 1]\nfirst\nsecond\n\n[Chorus]\nhook\n\nbare stanza after the hook")
    assert [(x.text, x.label, x.stanza) for x in read.lines] == [
        ("first", Label.VERSE, 0),
        ("second", Label.VERSE, 0),
        ("hook", Label.CHORUS, 1),
        ("bare stanza after the hook", Label.CHORUS, 2),
    ]


@pytest.mark.parametrize(
    ("row", "label"),
    [
        ("[Chorus]", Label.CHORUS),
        ("(פזמון)", Label.CHORUS),
        ("[פזמון x2]", Label.CHORUS),
        ("פזמון:", Label.CHORUS),
        ("בית א'", Label.VERSE),
        ("[בית ב׳]", Label.VERSE),
        ("[בית]", Label.VERSE),
        ("Verse 2:", Label.VERSE),
        ("[Verse 1: Miri & band]", Label.VERSE),
        ("Pre-Chorus", Label.PRECHORUS),
        ("## Bridge", Label.BRIDGE),
        ("**Outro**", Label.OUTRO),
        ("{Guitar Solo}", Label.INSTRUMENTAL),
        ("[קטע מעבר]", Label.INSTRUMENTAL),
        ("(פתיחה)", Label.INTRO),
    ],
)
def test_section_headings_in_both_languages_are_known(row: str, label: Label) -> None:
    assert heading_label(row) is label


@pytest.mark.parametrize(
    "row",
    ["בית", "הבית שלי על הגבעה", "Bridge over the river", "(ooh)", "Chorus of angels", "solo", ""],
)
def test_words_that_are_sung_are_no_headings(row: str) -> None:
    assert heading_label(row) is None


def test_an_empty_heading_asks_for_the_same_section_again() -> None:
    read = read_lyrics("[Chorus]\nhook one\nhook two\n\n[Verse]\nstory\n\n[Chorus]\n\n[Outro]\nend")
    assert [x.text for x in read.lines] == [
        "hook one",
        "hook two",
        "story",
        "hook one",
        "hook two",
        "end",
    ]
    assert [x.stanza for x in read.lines] == [0, 0, 1, 2, 2, 3]


def test_bracketed_remarks_are_not_sung() -> None:
    assert [x.text for x in read_lyrics("[x2]\nline\n[laughs]\nother").lines] == ["line", "other"]


def test_a_text_of_a_million_rows_is_cut_short() -> None:
    assert len(read_lyrics("la\n" * 1_000_000).lines) <= MOST_ROWS


def test_a_row_of_stars_takes_no_time() -> None:
    assert read_lyrics("*" * 400_000 + "\n" + "[" * 100_000 + "\n-- " * 50_000).lines


def test_stamps_are_written_to_the_nearest_hundredth() -> None:
    assert stamp(7_571_273) == "00:07.57"
    assert stamp(59_996_000) == "01:00.00"


ODD_TEXT = st.text(
    alphabet=st.one_of(
        st.characters(exclude_categories=["Cs"]), st.sampled_from("[]<>:.0123456789\r\n \ufeff*#")
    ),
    max_size=300,
)


@given(ODD_TEXT)
def test_no_text_breaks_the_reader(text: str) -> None:
    read = read_lyrics(text)
    times = [x.start_micros for x in read.lines if x.start_micros is not None]
    assert times == sorted(times)
    assert read.timed == bool(times)
    for line in read.lines:
        assert line.text
        assert line.text == line.text.strip()
        assert "\n" not in line.text


SUNG_WORDS = st.text(alphabet="abc שלום'éя", min_size=1, max_size=40).filter(str.strip)
ROWS = st.lists(st.tuples(st.integers(0, 500_000), SUNG_WORDS), min_size=1, max_size=30)


@given(ROWS, st.sampled_from(["\n", "\r\n", "\r"]), st.booleans())
def test_what_is_written_is_read_back(
    rows: list[tuple[int, str]], newline: str, marked: bool
) -> None:
    lines = sorted(((t * 10_000, " ".join(w.split())) for t, w in rows), key=lambda row: row[0])
    text = write_lrc(lines, [("ti", "x")]).replace("\n", newline)
    assert starts("\ufeff" * marked + text) == lines
