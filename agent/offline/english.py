"""The forms an English verb takes, and in what sense each is said.

Why here: the verb tables hold base forms only.
Next: lexicon.py, which enters every form with its sense.
"""

VOWELS = "aeiou"


def inflect(base: str) -> dict[str, str]:
    """Form to sense of a verb or verb phrase, which bends in its first word.

    `order`: said to someone (split); `doing`: splitting; `past`: splitted; `other`: splits.
    """
    verb, _, tail = base.partition(" ")
    tail = f" {tail}" if tail else ""
    forms = {verb + tail: "order"}
    forms.setdefault(_third(verb) + tail, "other")
    for form in _doing(verb):
        forms.setdefault(form + tail, "doing")
    for form in _past(verb):
        forms.setdefault(form + tail, "past")
    return forms


def _doubles(verb: str) -> bool:
    short = len(verb) <= 5 and sum(letter in VOWELS for letter in verb) == 1
    return short and verb[-1] not in VOWELS + "wxy" and verb[-2] in VOWELS


def _third(verb: str) -> str:
    if verb.endswith(("s", "x", "ch", "sh", "o")):
        return verb + "es"
    if verb.endswith("y") and verb[-2] not in VOWELS:
        return verb[:-1] + "ies"
    return verb + "s"


def _doing(verb: str) -> tuple[str, ...]:
    if verb.endswith("e") and not verb.endswith("ee"):
        return (verb[:-1] + "ing",)
    return (verb + "ing", verb + verb[-1] + "ing") if _doubles(verb) else (verb + "ing",)


def _past(verb: str) -> tuple[str, ...]:
    if verb in IRREGULAR:
        return IRREGULAR[verb]
    if verb.endswith("e"):
        return (verb + "d",)
    if verb.endswith("y") and verb[-2] not in VOWELS:
        return (verb[:-1] + "ied",)
    return (verb + "ed", verb + verb[-1] + "ed") if _doubles(verb) else (verb + "ed",)


IRREGULAR = {
    "make": ("made",),
    "do": ("did", "done"),
    "give": ("gave", "given"),
    "get": ("got", "gotten"),
    "build": ("built",),
    "draw": ("drew", "drawn"),
    "redraw": ("redrew", "redrawn"),
    "redo": ("redid", "redone"),
    "remake": ("remade",),
    "write": ("wrote", "written"),
    "rewrite": ("rewrote", "rewritten"),
    "take": ("took", "taken"),
    "retake": ("retook", "retaken"),
    "throw": ("threw", "thrown"),
    "hear": ("heard",),
    "find": ("found",),
    "break": ("broke", "broken"),
    "bring": ("brought",),
    "begin": ("began", "begun"),
    "go": ("went", "gone"),
    "keep": ("kept",),
    "hold": ("held",),
    "show": ("showed", "shown"),
    "see": ("saw", "seen"),
    "tell": ("told",),
    "say": ("said",),
    "speak": ("spoke", "spoken"),
    "forget": ("forgot", "forgotten"),
    "choose": ("chose", "chosen"),
    "stick": ("stuck",),
    "run": ("ran",),
    "rerun": ("reran",),
    "undo": ("undid", "undone"),
    "freeze": ("froze", "frozen"),
    "hide": ("hid", "hidden"),
    "think": ("thought",),
    "know": ("knew", "known"),
    "leave": ("left",),
    "swap": ("swapped",),
    "cut": ("cut",),
    "split": ("split", "splitted"),
    "put": ("put",),
    "set": ("set",),
    "let": ("let",),
    "shut": ("shut",),
}
"""Pasts that are not made with -ed."""
