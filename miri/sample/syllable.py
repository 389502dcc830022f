"""A syllable as it is sung; the letters are voice.py's.

Why here: the score spells words with it and must load without the synth.
Next: score.py, voice.py.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Syllable:
    """Consonants, one or two vowels (a glide such as "aI"), consonants."""

    onset: str
    vowel: str
    coda: str = ""
