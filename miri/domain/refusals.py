"""What can't be done to a timeline, in sentences a person can act on, English and Hebrew.

Why here: slots.py and shot_list.py stay arithmetic; words stand together.
Next: breach.py (the shape), tools/breakdown (who shows them).
"""

from fractions import Fraction

from miri.domain.breach import Breach, TimingBroken, TimingRule, place, place_he, seconds


def _refused(
    rule: TimingRule, english: str, hebrew: str, frame: int = 0, number: int | None = None
) -> TimingBroken:
    return TimingBroken(
        Breach(rule=rule, message=english, message_he=hebrew, frame=frame, shot_number=number)
    )


def no_such_sections(first: int, last: int, count: int) -> TimingBroken:
    """Section indices (from 0) outside the song."""
    return _refused(
        TimingRule.TILING,
        f"There are no sections {first + 1} to {last + 1}: the song has sections 1 to {count}.",
        f"אין חלקים {first + 1} עד {last + 1}: בשיר יש חלקים 1 עד {count}.",
    )


def section_too_short(index: int, frame: int) -> TimingBroken:
    """A section (from 0) that can't hold a shot."""
    return _refused(
        TimingRule.TILING,
        f"Section {index + 1} is too short for a scene of its own: put it with its neighbour.",
        f"חלק {index + 1} קצר מדי לסצנה משלו: כדאי לצרף אותו לחלק שלידו.",
        frame,
    )


def no_shot(number: int, count: int, rate: Fraction) -> TimingBroken:
    """A shot that is not there."""
    return _refused(
        TimingRule.TILING,
        f"There is no shot {number}: the film has shots 1 to {count}.",
        f"אין שוט {number}: בסרט יש שוטים 1 עד {count}.",
    )


def no_boundary(number: int, count: int, rate: Fraction) -> TimingBroken:
    """The end of a shot that has no shot after it, or is not there."""
    if number != count:
        return no_shot(number, count, rate)
    return _refused(
        TimingRule.TILING,
        f"Shot {number} is the last: it ends where the song ends. Move its beginning instead.",
        f"שוט {number} הוא האחרון: הוא נגמר עם השיר. אפשר להזיז את ההתחלה שלו.",
        number=number,
    )


def boundary_out_of_reach(
    number: int, frame: int, reach: tuple[int, int], rate: Fraction
) -> TimingBroken:
    """A boundary that would leave a neighbour nothing; `reach` is where it may go."""
    low, high = reach
    return _refused(
        TimingRule.TILING,
        f"Shot {number} can't end at {place(frame, rate)}, that leaves nothing of a neighbour: "
        f"between frame {low} and {high} it can; or merge the shots.",
        f"שוט {number} לא יכול להיגמר ב־{place_he(frame, rate)}, כי לא יישאר כלום מהשוט שלידו: "
        f"אפשר בין פריים {low} לפריים {high}, או למזג את השוטים.",
        frame,
        number,
    )


def too_short_to_split(number: int, frames: int, parts: int, rate: Fraction) -> TimingBroken:
    """A shot that does not hold so many parts."""
    length = seconds(frames, rate)
    if parts < 2:
        return _refused(
            TimingRule.TILING,
            f"Shot {number} splits into 2 parts or more, not {parts}.",
            f"שוט {number} מתפצל לשני חלקים לפחות, לא {parts}.",
            number=number,
        )
    return _refused(
        TimingRule.TILING,
        f"Shot {number} lasts {length} s: too short for {parts} parts. Make it longer first.",
        f"שוט {number} נמשך {length} שניות: קצר מדי ל־{parts} חלקים. אפשר קודם להאריך אותו.",
        number=number,
    )


def outside_shot(number: int, frame: int, span: tuple[int, int], rate: Fraction) -> TimingBroken:
    """A frame at which a shot can't be split, because it does not hold it."""
    return _refused(
        TimingRule.TILING,
        f"Shot {number} runs from frame {span[0]} to {span[1]}: {place(frame, rate)} is not in it.",
        f"שוט {number} נמשך מפריים {span[0]} עד {span[1]}: {place_he(frame, rate)} לא בתוכו.",
        frame,
        number,
    )


def nothing_to_merge(first: int, last: int, count: int) -> TimingBroken:
    """Shots that can't be merged."""
    return _refused(
        TimingRule.TILING,
        f"Shots {first} to {last} can't be merged: name two shots or more between 1 and {count}.",
        f"אי אפשר למזג את שוטים {first} עד {last}: צריך לפחות שני שוטים בין 1 ל־{count}.",
    )


def unreadable_time(text: str, number: int) -> TimingBroken:
    """An entry of a shot list that is no time."""
    return _refused(
        TimingRule.LIST,
        f"“{text}” in entry {number} is no time I can read: write 12.5, 0:12.5, "
        "00:00:12:12 (frames last) or 300f.",
        f"״{text}״ בשורה {number} הוא לא זמן שאפשר לקרוא: אפשר לכתוב 12.5, 0:12.5, "
        "‎00:00:12:12 (פריימים בסוף) או ‎300f.",
        number=number,
    )


def empty_list(song_frames: int, rate: Fraction) -> TimingBroken:
    """A shot list without entries."""
    length = seconds(song_frames, rate)
    return _refused(
        TimingRule.LIST,
        f"The shot list is empty: it must cover the song's {length} s.",
        f"רשימת השוטים ריקה: היא צריכה לכסות את כל {length} השניות של השיר.",
    )
