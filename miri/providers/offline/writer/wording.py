"""Wording: sentences with names, sexes and numbers put in, in English or in Hebrew.

Why here: Hebrew verbs turn with who acts and "in the" melts into one letter; templates carry marks
for that, and this file alone reads them. {name} a name; {Name} the same at a sentence's start;
[a|b|c] turns with the lead (English: one|many; Hebrew: she|he|they), <a|b|c> with the other one;
{name~a|b|c} turns with that name (English: one|many; Hebrew: he|she|they).
Next: story.py, which builds the wording of a film.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from miri.providers.offline.writer.tables import Pair

_TURN = re.compile(r"\{(\w+)~([^}]*)\}")
_LEAD = re.compile(r"\[([^\]]*)\]")
_OTHER = re.compile(r"<([^>]*)>")
_NAME = re.compile(r"([בלכ]?)\{(\w+)\}")
_MARK = re.compile(r"\{(\w+)[}~]")
_PRONOUNS = {
    "f": {"they": "she", "them": "her", "their": "her", "themself": "herself"},
    "m": {"they": "he", "them": "him", "their": "his", "themself": "himself"},
    "p": {"they": "they", "them": "them", "their": "their", "themself": "themselves"},
}


@dataclass(frozen=True)
class Word:
    """A name as it stands in a sentence. `definite`: a Hebrew name whose first letter is "the"."""

    text: str
    sex: str = "m"
    many: bool = False
    definite: bool = False


@dataclass(frozen=True)
class Wording:
    """`sex` and `other_sex` are f, m or p (plural)."""

    language: str
    sex: str = "f"
    other_sex: str = "m"
    words: Mapping[str, Word] = field(default_factory=dict[str, Word])

    @property
    def index(self) -> int:
        """Which of a pair is ours."""
        return 1 if self.language == "he" else 0

    def of(self, pair: Pair) -> str:
        """Our language's text of a pair, marks put in. Raises KeyError for an unknown name."""
        return self.put(pair[self.index])

    def knows(self, pair: Pair) -> bool:
        """True where every name in our text of a pair is known."""
        names = {name.lower() for name in _MARK.findall(pair[self.index])}
        return all(name in self.words or name in _PRONOUNS["f"] for name in names)

    def put(self, text: str) -> str:
        """A template with every mark put in."""
        text = _TURN.sub(lambda m: self._turned_name(m[1], m[2]), text)
        text = _LEAD.sub(lambda m: self._turned(m[1], self.sex), text)
        text = _OTHER.sub(lambda m: self._turned(m[1], self.other_sex), text)
        return _NAME.sub(self._name, text)

    def with_words(self, **words: str | Word) -> "Wording":
        """This wording with more names."""
        more = {k: w if isinstance(w, Word) else Word(w) for k, w in words.items()}
        return Wording(self.language, self.sex, self.other_sex, {**self.words, **more})

    def _turned(self, text: str, sex: str) -> str:
        choices = text.split("|")
        if len(choices) == 1:
            return choices[0]
        if len(choices) == 2:
            return choices[sex == "p"]
        return choices["fmp".index(sex)]

    def _turned_name(self, name: str, text: str) -> str:
        word, choices = self.words[name.lower()], text.split("|")
        return choices[word.many] if len(choices) == 2 else choices["mfp".index(word.sex)]

    def _name(self, match: re.Match[str]) -> str:
        glued, name = match.groups()
        text, definite = self._looked_up(name)
        if glued and definite:
            text = text[1:]
        elif glued and text[:1].isascii():
            text = "־" + text
        return glued + text

    def _looked_up(self, name: str) -> tuple[str, bool]:
        pronoun = _PRONOUNS[self.sex].get(name.lower()) if self.language != "he" else None
        word = self.words.get(name.lower())
        text = word.text if word else pronoun
        if text is None:
            raise KeyError(name)
        if name[0].isupper():
            text = text[:1].upper() + text[1:]
        return text, bool(word and word.definite)


def tidy(text: str) -> str:
    """One space between words, no doubled stops, sentences that begin as sentences do."""
    text = re.sub(r"\s+", " ", text).strip()
    text = re.sub(r"\s+([,.;:!?])", r"\1", text)
    text = re.sub(r"([.!?…])\.", r"\1", text)
    return re.sub(r"(^|[.!?] )([a-z])", lambda m: m[1] + m[2].upper(), text)
