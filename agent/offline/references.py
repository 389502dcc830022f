"""What a message counts: shot 3, shots 3-5, the second verse, version 2 of shot 4, rule 1.

Why here: people name things by number in a hundred ways; the grammar wants numbers.
Next: clause.py, which turns them into facts.
"""

from dataclasses import dataclass, field

from agent.offline.measures import Measures, measures_in
from agent.offline.pieces import Piece

SECTION_LABELS = ("intro", "verse", "prechorus", "chorus", "bridge", "instrumental", "outro")
NOUNS = ("shot", "scene", "version", "rule", "revision", "section", *SECTION_LABELS)
NUMBER_SIGNS = frozenset({"number", "#", "no", "num", "nr", "מספר", "מס", "מס'"})
PICTURES = ("still", "clip", "klip")
LAST = -1
"""Stands for the last one until it is known how many there are."""
NEXT = -2
MOST = 400
BETWEEN_NOUN_AND_NUMBER = frozenset({"number", "uh", "um", "er", "אה", "אממ", "no", "num", "nr", "nums", "numbers", "מספר", "מס", "מס'", "נומר", "#", "-", ".", "'", "from", "between", "בין", "מ", "ה", ":", "the", "של", "את"})  # fmt: skip
AND = frozenset({"&", "+", "and", "ו", ",", "plus", "n", "וגם", "גם", "/", "also", "as well as", "then", "ואת", "ואז"})  # fmt: skip


@dataclass(slots=True)
class References:
    """Numbers by what they count; `loose` count nothing said; `used` are the pieces taken."""

    counted: dict[str, list[int]] = field(default_factory=dict[str, list[int]])
    labels: list[tuple[str, int | None]] = field(default_factory=list[tuple[str, int | None]])
    loose: list[int] = field(default_factory=list[int])
    nth: list[int] = field(default_factory=list[int])
    """Ordinals of nothing said: the second one."""
    counts_shots: bool = False
    """Two shots or more are spoken of without saying which."""
    this_shot: bool = False
    as_one: bool = False
    """`3 and 4 … one shot`: the last number is no shot."""
    used: set[int] = field(default_factory=set[int])
    measures: Measures = field(default_factory=Measures)

    def of(self, noun: str) -> list[int]:
        """The numbers said with a noun, in the order said, each once."""
        return list(dict.fromkeys(self.counted.get(noun, ())))


def references_in(pieces: tuple[Piece, ...]) -> References:
    """Everything counted in a message."""
    found = References(measures=measures_in(pieces))
    found.used |= found.measures.used
    for at, piece in enumerate(pieces):
        noun = next((n for n in NOUNS if n in piece.tags), None)
        if noun and at not in found.used:
            _take_noun(pieces, at, noun, found)
        elif piece.means(*PICTURES) and at not in found.used:
            _take_picture(pieces, at, found)
    _take_loose(pieces, found)
    found.nth += [
        LAST for p in pieces if p.text.lower() in ("last one", "the last one", "final one")
    ]
    return found


def _take_noun(pieces: tuple[Piece, ...], at: int, noun: str, found: References) -> None:
    numbers, used = ([], set()) if _first_ones(pieces, at) else _numbers_after(pieces, at, found)
    if not numbers:
        numbers, used = _ordinals_around(pieces, at, noun, found)
    if noun in SECTION_LABELS:
        found.labels.append((noun, numbers[0] if numbers else None))
        found.used |= used
        return
    if (
        numbers == [1]
        and noun == "shot"
        and len(found.of("shot")) > 1
        and not _digits(pieces, used)
    ):
        found.as_one = True
        found.used |= used | {at}
        return
    if numbers:
        found.counted.setdefault(noun, []).extend(numbers)
        found.used |= used | {at}
    elif noun == "shot" and at and _cardinal_before(pieces, at) in range(2, 9):
        found.counts_shots = True
        found.used.add(at - 1)
    elif noun == "shot" and _pointed_at(pieces, at):
        found.this_shot = True


def _take_picture(pieces: tuple[Piece, ...], at: int, found: References) -> None:
    """`picture 6`, `the third still`: a picture is counted as its shot."""
    here = at + 1
    if here < len(pieces) and pieces[here].text.lower() in NUMBER_SIGNS:
        here += 1
    counts = here < len(pieces) and _counts_next(pieces, here)
    numbers, used = ([], set[int]()) if counts else _number_list(pieces, here, found)
    if not numbers:
        numbers, used = _ordinals_around(pieces, at, "still", found)
    if numbers:
        found.counted.setdefault("shot", []).extend(numbers)
        found.used |= used | {at}


def _digits(pieces: tuple[Piece, ...], used: set[int]) -> bool:
    return any(p.number is not None and p.number.digits for p in (pieces[at] for at in used))


def _numbers_after(
    pieces: tuple[Piece, ...], at: int, found: References
) -> tuple[list[int], set[int]]:
    here = at + 1
    between = False
    while here < len(pieces) and here - at <= 3 and _joins(pieces[here]):
        between = between or pieces[here].text.lower() in ("between", "בין")
        here += 1
    if here - at > 1 and pieces[here - 1].text == "the":
        return [], set()
    return _number_list(pieces, here, found, between)


def _joins(piece: Piece) -> bool:
    return piece.number is None and piece.text.lower() in BETWEEN_NOUN_AND_NUMBER


def _number_list(
    pieces: tuple[Piece, ...], at: int, found: References, between: bool = False
) -> tuple[list[int], set[int]]:
    """Numbers with commas, ands and ranges between them, from a piece on."""
    numbers: list[int] = []
    used: set[int] = set()
    while (value := _counting(pieces, at, found, first=not numbers)) is not None:
        numbers.append(value)
        used.add(at)
        at += 1
        skipped = at
        while skipped < len(pieces) and _separates(pieces[skipped]) and skipped - at < 2:
            skipped += 1
        last = _range_end(pieces, at, found, between)
        if last is not None:
            end, last_at = last
            numbers += range(value + 1, min(end, value + MOST) + 1)
            used |= set(range(at, last_at + 1))
            at = skipped = last_at + 1
            while skipped < len(pieces) and _separates(pieces[skipped]) and skipped - at < 2:
                skipped += 1
        if skipped == at and not _adjacent(pieces, at):
            break
        if skipped > at and _counting(pieces, skipped, found, first=False) is not None:
            used |= set(range(at, skipped))
            at = skipped
    return numbers, used


def _adjacent(pieces: tuple[Piece, ...], at: int) -> bool:
    """`3 4 5`, `one two three`: a number may follow a number, but not `7 לשניים`."""
    number = pieces[at].number if at < len(pieces) else None
    alike = number is not None and at > 0 and pieces[at - 1].number is not None
    if number is None or not alike or number.front or pieces[at].means("in_two", "as_one"):
        return False
    before = pieces[at - 1].number
    return before is not None and before.digits == number.digits


def _separates(piece: Piece) -> bool:
    return piece.number is None and (piece.text.lower() in AND or piece.is_mark(",&+-"))


def _range_end(
    pieces: tuple[Piece, ...], at: int, found: References, between: bool
) -> tuple[int, int] | None:
    """(the range's last number, its piece): `-5`, `to 5`, `until shot 5`, `עד 5`."""
    if at >= len(pieces):
        return None
    joint = pieces[at]
    ranged = joint.is_mark("-") or joint.means("until")
    between_and = between and (joint.text.lower() in ("and", "ו", "ל") or _fronted(joint))
    if not (ranged or between_and):
        return None
    here = at if _fronted(joint) else at + 1
    while (
        here < len(pieces)
        and here - at <= 2
        and (pieces[here].means("shot") or pieces[here].is_mark("-"))
    ):
        here += 1
    value = _counting(pieces, here, found, first=False)
    return (value, here) if value is not None else None


def _fronted(piece: Piece) -> bool:
    return piece.number is not None and piece.number.front in ("ל", "ול", "ו")


def _counting(pieces: tuple[Piece, ...], at: int, found: References, *, first: bool) -> int | None:
    if at >= len(pieces) or at in found.measures.used:
        return None
    piece = pieces[at]
    number = piece.number
    if number is None or number.value > 9999:
        return None
    if number.ordinal and not number.digits and not _hebrew(piece) and not number.both:
        return None
    if piece.means("seconds") and not first:
        return None
    if _counts_next(pieces, at) and not number.ordinal and not first:
        return None
    return number.value


def _counts_next(pieces: tuple[Piece, ...], at: int) -> bool:
    """`and 2 shots`, but not `ו9 שוט אחד`: a number that counts the noun after it."""
    if at + 1 >= len(pieces) or not pieces[at + 1].means("shot", "scene", "version"):
        return False
    return at + 2 >= len(pieces) or pieces[at + 2].number is None


def _hebrew(piece: Piece) -> bool:
    return "א" <= piece.text[-1] <= "ת"


def _ordinals_around(
    pieces: tuple[Piece, ...], at: int, noun: str, found: References
) -> tuple[list[int], set[int]]:
    """`the third shot`, `first three shots`, `the last one`, `שני השוטים האחרונים`."""
    after = pieces[at + 1] if at + 1 < len(pieces) else None
    if after is not None and after.means("ordinal_last") and _hebrew(after):
        count = _cardinal_before(pieces, at)
        return [LAST - 0] if count is None else _last_many(count), {at + 1, *_before(count, at)}
    if at and pieces[at - 1].number is not None and (at - 1) not in found.measures.used:
        return _number_before(pieces, at, noun)
    if at and pieces[at - 1].means("ordinal_last") and not _hebrew(pieces[at - 1]):
        return [LAST], {at - 1}
    if at and pieces[at - 1].means("ordinal_first"):
        return [1], {at - 1}
    if after is not None and after.means("ordinal_first") and _hebrew(after):
        return [1], {at + 1}
    if (at and pieces[at - 1].text.lower() == "next") or (after and after.text == "הבא"):
        return ([NEXT], {at - 1 if pieces[at - 1].text.lower() == "next" else at + 1}) if noun == "shot" else ([], set())  # fmt: skip
    return [], set()


def _number_before(pieces: tuple[Piece, ...], at: int, noun: str) -> tuple[list[int], set[int]]:
    number = pieces[at - 1].number
    assert number is not None
    if _first_ones(pieces, at):
        return list(range(1, number.value + 1)), {at - 1, at + 1}
    if number.ordinal and (not _hebrew(pieces[at - 1]) or number.digits):
        return _ordinal_chain(pieces, at)
    before = pieces[at - 2] if at >= 2 else None
    if before is not None and before.means("ordinal_last") and noun == "shot":
        return _last_many(number.value), {at - 1, at - 2}
    if (
        before is not None
        and before.number is not None
        and before.number.ordinal
        and before.number.value == 1
    ):
        return list(range(1, number.value + 1)), {at - 1, at - 2}
    return [], set()


def _ordinal_chain(pieces: tuple[Piece, ...], at: int) -> tuple[list[int], set[int]]:
    """`the first and third shots`."""
    numbers: list[int] = []
    used: set[int] = set()
    here = at - 1
    while here >= 0:
        number = pieces[here].number
        if number is not None and number.ordinal:
            numbers.insert(0, number.value)
            used.add(here)
        elif not (_separates(pieces[here]) or pieces[here].text.lower() == "the"):
            break
        here -= 1
    return numbers, used


def _first_ones(pieces: tuple[Piece, ...], at: int) -> bool:
    """`שלושת השוטים הראשונים`."""
    after = pieces[at + 1].number if at + 1 < len(pieces) else None
    if after is None or not after.ordinal or after.value != 1 or after.digits:
        return False
    return _hebrew(pieces[at + 1]) and _cardinal_before(pieces, at) is not None


def _cardinal_before(pieces: tuple[Piece, ...], at: int) -> int | None:
    number = pieces[at - 1].number if at else None
    return number.value if number is not None and (not number.ordinal or number.both) else None


def _before(count: int | None, at: int) -> tuple[int, ...]:
    return () if count is None else (at - 1,)


def _last_many(count: int) -> list[int]:
    """The last n, counted from the end: LAST is -1; further ones lie below NEXT."""
    return [LAST] if count == 1 else [-(10 + n) for n in range(count, 0, -1)]


def resolve(numbers: list[int], count: int, current: int | None) -> list[int] | None:
    """The numbers meant, now that it is known how many there are; None if that can't be said."""
    meant: list[int] = []
    for number in numbers:
        if number > 0:
            meant.append(number)
        elif number == NEXT and current:
            meant.append(current + 1)
        elif number == NEXT or not count:
            return None
        else:
            meant.append(count if number == LAST else count + 11 + number)
    return meant if all(number > 0 for number in meant) else None


def _pointed_at(pieces: tuple[Piece, ...], at: int) -> bool:
    before = pieces[at - 1].text.lower() if at else ""
    after = pieces[at + 1] if at + 1 < len(pieces) else None
    return before in ("this", "that", "same", "current") or (
        after is not None and _hebrew(after) and after.means("this_one")
    )


def _take_loose(pieces: tuple[Piece, ...], found: References) -> None:
    for at, piece in enumerate(pieces):
        number = piece.number
        if at in found.used or number is None or piece.tags & {"seconds", "in_two", "as_one"}:
            continue
        lonely = piece.text.lower() in ("one", "אחד", "אחת") and not _listed(pieces, at)
        if lonely or _counts_next(pieces, at) or _counts_something(pieces, at):
            continue
        if number.ordinal and number.digits is False and not _stands_for_one(pieces, at):
            continue
        if number.ordinal is False and at and piece.text.lower() == "one":
            before = pieces[at - 1].number
            if before is not None and before.ordinal:
                continue
        numbers, used = _number_list(pieces, at, found)
        if number.ordinal and not number.both:
            found.nth.append(number.value)
            found.used.add(at)
            continue
        found.loose += [n for n in numbers if n not in found.loose]
        found.used |= used


def _counts_something(pieces: tuple[Piece, ...], at: int) -> bool:
    """`three hands`: a number in words before an ordinary noun is no shot's number."""
    number = pieces[at].number
    if number is None or number.digits or number.ordinal or at + 1 >= len(pieces):
        return False
    after = pieces[at + 1]
    return after.kind == "word" and (not after.known or after.means("character", "prop", "outfit"))


def _stands_for_one(pieces: tuple[Piece, ...], at: int) -> bool:
    """`the second one`, `הראשון`: an ordinal without its noun."""
    after = pieces[at + 1].text.lower() if at + 1 < len(pieces) else ""
    return after in ("one", "ones") or (_hebrew(pieces[at]) and pieces[at].front.startswith("ה"))


def _listed(pieces: tuple[Piece, ...], at: int) -> bool:
    """Whether a bare `one` stands in a list of numbers."""
    around = (*pieces[max(0, at - 2) : at], *pieces[at + 1 : at + 3])
    return any(piece.number is not None for piece in around)
