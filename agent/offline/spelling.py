"""How a word is brought to the one form it is looked up by, and how far two words lie apart.

Why here: typing errors are the same problem for every word list.
Next: lexicon.py, which looks folded words up and corrects unknown ones.
"""

import re
from functools import cache

NIQQUD = re.compile("[\u0591-\u05bd\u05bf-\u05c7]")
QUOTES = str.maketrans("", "", "'’‘`׳״\"“”")
FINALS = str.maketrans("ךםןףץ", "כמנפצ")
DOUBLED = re.compile("([יו])\\1+")
HEBREW = re.compile("[א-ת]")

KEY_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm", "קראטוןםפ", "שדגכעיחלךף", "זסבהנמצתץ")
SOUNDS_ALIKE = (
    "aeiouy", "ckq", "sz", "td", "bp", "vf", "mn",
    "gj",
    "טת", "כקח", "אעה", "סשצ", "בופ", "יו",
)  # fmt: skip


def strip_niqqud(text: str) -> str:
    """The text without Hebrew vowel points and cantillation."""
    return NIQQUD.sub("", text)


@cache
def fold(word: str) -> str:
    """The form a word is looked up by: lower case, plain letters, no finals, no drawn-out letters.

    `כןןן` and `כן` are one, `yesss` and `yess`.
    """
    folded = strip_niqqud(word).lower().translate(QUOTES).translate(FINALS)
    folded = DOUBLED.sub(r"\1", folded)
    if not HEBREW.search(folded):
        return re.sub(r"([a-z])\1{2,}", r"\1\1", folded)
    return re.sub(r"([א-ת])\1{2,}", r"\1", folded)


def near(a: str, b: str) -> bool:
    """Whether `a` is `b` with one slip a hand or an ear makes.

    Two letters swapped, one doubled, one dropped or added, or one taken for its neighbour on the
    keyboard or for one that sounds alike. Any other replaced letter makes another word.
    """
    if abs(len(a) - len(b)) > 1 or a == b:
        return a == b
    start = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), None)
    if start is None:
        return True
    if len(a) != len(b):
        longer, shorter = (a, b) if len(a) > len(b) else (b, a)
        return longer[start + 1 :] == shorter[start:]
    if a[start + 1 :] == b[start + 1 :]:
        return _mistaken(a[start], b[start])
    return a[start : start + 2] == b[start : start + 2][::-1] and a[start + 2 :] == b[start + 2 :]


def deletes(word: str) -> set[str]:
    """The word itself and all it becomes by losing one letter: what near words share."""
    return {word} | {word[:i] + word[i + 1 :] for i in range(len(word))}


def cuts(word: str) -> set[str]:
    """All a word becomes by losing up to two letters."""
    return {twice for once in deletes(word) for twice in deletes(once)}


def distance(a: str, b: str) -> int:
    """How many letters must be added, dropped, replaced or swapped with their neighbour."""
    rows = [list(range(len(b) + 1))]
    for i, x in enumerate(a, 1):
        row = [i]
        for j, y in enumerate(b, 1):
            best = min(rows[-1][j] + 1, row[-1] + 1, rows[-1][j - 1] + (x != y))
            if i > 1 and j > 1 and x == b[j - 2] and a[i - 2] == y:
                best = min(best, rows[-2][j - 2] + 1)
            row.append(best)
        rows.append(row)
    return rows[-1][-1]


def sound_alike(a: str, b: str) -> bool:
    """Whether two words of one length differ in one letter that is heard the same."""
    pairs = [(x, y) for x, y in zip(a, b, strict=True) if x != y]
    return len(pairs) == 1 and any(
        pairs[0][0] in group and pairs[0][1] in group for group in SOUNDS_ALIKE
    )


@cache
def _mistaken(x: str, y: str) -> bool:
    return any(x in group and y in group for group in SOUNDS_ALIKE) or y in _neighbours(x)


@cache
def _neighbours(key: str) -> frozenset[str]:
    near_keys: set[str] = set()
    for block in (KEY_ROWS[:3], KEY_ROWS[3:]):
        for row, keys in enumerate(block):
            at = keys.find(key)
            if at < 0:
                continue
            for r in (row - 1, row, row + 1):
                if 0 <= r < 3:
                    near_keys |= set(block[r][max(0, at - 1) : at + 2])
    return frozenset(near_keys - {key})
