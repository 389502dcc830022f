"""A lyrics file's bytes into text: UTF-8, UTF-16, Hebrew Windows or Western, said or guessed.

Why here: decoding is an adapter's work and a wrong file needs a sentence; the domain sees text.
Next: miri/domain/lyrics.py, which reads the text.
"""

import codecs

from miri.errors import Refused, TooLarge

MOST_BYTES = 512 * 1024
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_NOT_TEXT = (
    (b"%PDF", "a PDF", "PDF"),
    (b"PK\x03\x04", "a Word file or a zip", "קובץ וורד או ZIP"),
    (b"\xd0\xcf\x11\xe0", "an old Word file", "קובץ וורד ישן"),
    (b"{\\rtf", "an RTF file", "קובץ RTF"),
    (b"ID3", "an MP3", "MP3"),
    (b"\x89PNG", "a picture", "תמונה"),
    (b"\xff\xd8\xff", "a picture", "תמונה"),
)
SAVE_AS = "Save the lyrics as plain text (.txt) or .lrc in UTF-8, or paste them into the chat."
SAVE_AS_HE = "אפשר לשמור את המילים כטקסט פשוט (.txt) או .lrc ב־UTF-8, או להדביק אותן בצ'אט."


def decode_lyrics(data: bytes) -> str:
    """The text of a lyrics file.

    Raises Refused where it is empty, binary or in no encoding we know; TooLarge beyond 512 KB.
    """
    if len(data) > MOST_BYTES:
        raise TooLarge(
            "The lyrics file is larger than 512 KB: no song has that many words.",
            he="קובץ המילים גדול מ־512KB: אין שיר עם כל כך הרבה מילים.",
        )
    for head, name, hebrew in _NOT_TEXT:
        if data.startswith(head):
            raise Refused(
                f"This is {name}, not a text file. {SAVE_AS}",
                he=f"זה {hebrew}, לא קובץ טקסט. {SAVE_AS_HE}",
            )
    text = _decoded(data)
    if not text.strip().strip("\ufeff\x00"):
        raise Refused(f"The lyrics file is empty. {SAVE_AS}", he=f"קובץ המילים ריק. {SAVE_AS_HE}")
    if _looks_binary(text):
        raise Refused(
            f"The lyrics file is not text, or is damaged. {SAVE_AS}",
            he=f"קובץ המילים הוא לא טקסט, או שהוא פגום. {SAVE_AS_HE}",
        )
    return text


def _decoded(data: bytes) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strictly(data, encoding)
    wide = _wide_encoding(data)
    if wide:
        return _strictly(data, wide)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _one_byte(data)


def _strictly(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        name = encoding.removesuffix("-sig").upper()
        raise Refused(
            f"The lyrics file says it is {name} but is damaged. {SAVE_AS}",
            he=f"בקובץ המילים רשום שהוא {name}, אבל הוא פגום. {SAVE_AS_HE}",
        ) from error


def _wide_encoding(data: bytes) -> str | None:
    """UTF-16 without a mark, seen by where its zero or Hebrew (0x05) bytes stand."""
    if len(data) < 4 or len(data) % 2:
        return None
    pairs = len(data) // 2
    for encoding, high in (("utf-16-le", data[1::2]), ("utf-16-be", data[0::2])):
        if sum(byte in (0x00, 0x05) for byte in high) >= 0.9 * pairs:
            return encoding
    return None


def _one_byte(data: bytes) -> str:
    """Windows Hebrew where the high bytes are mostly Hebrew letters, else Windows Western."""
    high = [byte for byte in data if byte >= 0x80]
    hebrew = sum(0xE0 <= byte <= 0xFA for byte in high)
    ascii_letters = sum(byte < 0x80 and chr(byte).isalpha() for byte in data)
    if hebrew >= 0.7 * len(high) and hebrew > ascii_letters * 0.5:
        return data.decode("cp1255", errors="replace")
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError:
        return data.decode("latin-1")


def _looks_binary(text: str) -> bool:
    """More than a few characters that no lyrics hold: controls, replacements, private use."""
    odd = sum(
        (ord(char) < 32 and char not in "\t\r\n\x0b\x0c")
        or 0x7F <= ord(char) < 0xA0
        or char == "\ufffd"
        or 0xE000 <= ord(char) <= 0xF8FF
        for char in text
    )
    return odd > max(2, len(text) // 50)
