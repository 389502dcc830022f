"""How many syllables words take to sing: a rule of thumb for English, Hebrew and other scripts.

Why here: words that take longer to sing take longer on the timeline. Off by one is harmless.
Next: lyric_placing.py and moments.py, which divide time by it.
"""

import re

_WORD = re.compile(r"[^\W_]+(?:['’׳״\"-][^\W_]+)*['’׳]?")
_NIQQUD_VOWELS = re.compile("[\u05b0-\u05bb\u05c7]")
_MARKS = re.compile("[\u0591-\u05c7]")
_LATIN_VOWELS = re.compile(r"[aeiouyà-åè-ïò-öù-ýœæ]+")
_CYRILLIC_VOWELS = re.compile(r"[аеёиоуыэюяіїє]")


def words_of(text: str) -> list[str]:
    """The words of a text, without punctuation; niqqud and inner apostrophes stay."""
    return _WORD.findall(re.sub("[\u0591-\u05af\u05bd\u05bf]", "", text)) if text else []


def syllables_of(word: str) -> int:
    """Syllables of one word, at least 1."""
    lowered = word.lower()
    if re.search("[א-ת]", lowered):
        return _hebrew(lowered)
    if _CYRILLIC_VOWELS.search(lowered):
        return len(_CYRILLIC_VOWELS.findall(lowered))
    if re.search("[a-z]", lowered):
        return _english(lowered)
    return max(1, (len(lowered) + 1) // 2)


def line_syllables(text: str) -> int:
    """Syllables of a whole line, at least 1."""
    return max(1, sum(syllables_of(word) for word in words_of(text)))


def _hebrew(word: str) -> int:
    """Vowel points where they are written; without them about one syllable to two letters."""
    vowels = len(_NIQQUD_VOWELS.findall(word))
    letters = len(_MARKS.sub("", re.sub("[^א-ת\u0591-\u05c7]", "", word)))
    return max(1, vowels if vowels >= letters / 3 else (letters + 1) // 2)


def _english(word: str) -> int:
    """Groups of vowels, less the silent e; -le and -ed after t or d sound."""
    core = re.sub(r"[^a-zà-ýœæ]", "", word)
    count = len(_LATIN_VOWELS.findall(core))
    silent = re.search(r"[^aeiouyl]e$|[^aeioutdy]ed$|[^aeiouysxzcgh]es$", core)
    if (silent and count > 1) or (re.search(r"[aeiou]le$", core) and count > 1):
        count -= 1
    return max(1, count)
