"""A message cut into the things it asks for: `looks good, approve shot two. then lock it`.

Why here: people ask for several things in one breath, and give reasons with the same commas.
Next: reading.py, which decides by reading them which parts stand alone.
"""

import re
from collections.abc import Callable
from itertools import pairwise

from agent.offline.pieces import Piece, pieces_of
from agent.offline.wording import QUOTED

JOINTS = frozenset({"and", "then", "and then", "so", "plus", "also", "afterwards", "ואז", "אחר כך", "אחכ", "after that", "וגם", "ו", "לאחר מכן", "next"})  # fmt: skip
HARD_JOINTS = frozenset({"then", "and then", "ואז", "after that", "afterwards", "לאחר מכן", "אחר כך", "אחכ"})  # fmt: skip


def sentences(text: str) -> list[str]:
    """The sentences; what stands in quotation marks is never cut."""
    kept = [match.span() for match in QUOTED.finditer(text)]
    cuts = [
        match.end()
        for match in re.finditer(
            r"(?<![\d.])[.!?;]+(?=\s|$)|(?<=\d)[.!?;](?=\s+[^\W\d])|\n+|…", text
        )
        if not any(start < match.start() < end for start, end in kept)
    ]
    edges = [0, *cuts, len(text)]
    parts = [text[a:b].strip() for a, b in pairwise(edges)]
    return [part for part in parts if re.search(r"\w", part)]


def parts(sentence: str) -> list[tuple[bool, str]]:
    """The parts a sentence may be cut in at commas and ands; True where `then` stands before."""
    pieces = pieces_of(sentence)
    kept = [match.span() for match in QUOTED.finditer(sentence)]
    cuts: list[tuple[int, bool]] = []
    for at, piece in enumerate(pieces):
        joins = 0 < at < len(pieces) - 1 and _joint(piece) and not _counts(pieces[at + 1])
        if joins and not any(a < piece.start < b for a, b in kept):
            cuts.append((piece.start, piece.text.lower() in HARD_JOINTS))
    edges = [(0, False), *cuts, (len(sentence), False)]
    found = [(hard, sentence[a:b].strip(" ,")) for (a, hard), (b, _) in pairwise(edges)]
    return [(hard, part) for hard, part in found if re.search(r"\w", part)]


def _joint(piece: Piece) -> bool:
    if piece.kind == "mark":
        return piece.text in ",-"
    return piece.text.lower() in JOINTS or (piece.front.startswith("ו") and bool(piece.orders))


def _counts(piece: Piece) -> bool:
    return piece.number is not None or piece.kind in ("clock", "decimal", "hex")


def grouped(sentence: str, parts_ways: Callable[[str, str, bool], bool]) -> list[str]:
    """The parts put together again until each group asks for one thing.

    `parts_ways(group, part, hard)`: whether a part asks for something else than the group so far.
    """
    groups: list[str] = []
    end = 0
    for hard, part in parts(sentence):
        start = sentence.find(part, end)
        end = start + len(part)
        if not groups or (not _only_names(groups[-1]) and parts_ways(groups[-1], part, hard)):
            groups.append(part)
        else:
            from_start = sentence.find(groups[-1])
            groups[-1] = sentence[from_start:end]
    return groups


def _only_names(group: str) -> bool:
    """Whether a group only names what the next one is about: `shot 3,`, `for the second scene`."""
    pieces = [p for p in pieces_of(group) if p.kind == "word"]
    named = any(
        p.means("shot", "scene", "section", "rule", "version", "thread", "always") for p in pieces
    )
    telling = any(
        p.orders or not p.known or p.means("praise", "complaint", "change_word") for p in pieces
    )
    return named and not telling
