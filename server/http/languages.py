"""Which of our two languages a request wants: Accept-Language, by its weights (RFC 9110, 12.5.4).

Why here: pure, so that every odd header has a test.
Next: tools.py.
"""

import re

RANGE = re.compile(r"\s*([a-z]{2,8}|\*)(?:-[a-z0-9-]+)?\s*(?:;\s*q\s*=\s*([01](?:\.\d{1,3})?))?\s*")
OURS = {"en": "en", "he": "he", "iw": "he"}
"""Hebrew's code was `iw` once, and old phones still send it."""


def preferred(accept_language: str) -> str:
    """`en` or `he`: the one with the greater weight, of equal ones the first; `en` for neither."""
    best, weight = "en", 0.0
    for part in accept_language.lower().split(","):
        match = RANGE.fullmatch(part)
        if match and match[1] in OURS and float(match[2] or 1) > weight:
            best, weight = OURS[match[1]], float(match[2] or 1)
    return best
