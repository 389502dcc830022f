"""A message typed with the wrong keyboard layout: `rbsr xuph` is רנדר סופי.

Why here: with two languages on one keyboard it happens every day.
Next: reading.py, which reads what was meant.
"""

import re

from agent.offline.lexicon import lexicon
from agent.offline.spelling import HEBREW, fold

LATIN_KEYS = "qwertyuiopasdfghjkl;zxcvbnm,."
HEBREW_KEYS = "/'קראטוןםפשדגכעיחלךףזסבהנמצתץ"
TO_HEBREW = str.maketrans(LATIN_KEYS, HEBREW_KEYS)
TO_LATIN = str.maketrans(HEBREW_KEYS, LATIN_KEYS)
WORD = re.compile(r"[^\W\d_][^\s\d]*")
MOST_OF = 0.6


def typed_right(text: str) -> str:
    """The text, or what the same keys write on the other layout if only that makes sense."""
    words = WORD.findall(text)
    if not words or _known(words) > 1 - MOST_OF:
        return text
    other = text.translate(TO_LATIN) if HEBREW.search(text) else text.lower().translate(TO_HEBREW)
    return other if _known(WORD.findall(other)) >= MOST_OF else text


def _known(words: list[str]) -> float:
    """Which part of the words the lists have, weighed by length."""
    sizes = {word: len(word) for word in words}
    known = sum(size for word, size in sizes.items() if _is_known(word.strip(".,;:!?'\"/")))
    return known / max(sum(sizes.values()), 1)


def _is_known(word: str) -> bool:
    key = fold(word)
    if not key:
        return False
    return key in lexicon().plain or any(True for _ in lexicon().exact(key))
