"""Text as it is received: JSON can say half a character, which no file and no database can keep.

Why here: both doors, HTTP and sockets, refuse it alike, before anything is written.
Next: http/asking.py, sockets/handlers.py.
"""

import json
from typing import Any

from miri.errors import Refused


def check_text(value: Any) -> Any:
    """The same JSON value. Raises Refused where a text in it holds half of a surrogate pair, or a
    number is not one (JSON has no NaN and no infinity)."""
    try:
        json.dumps(value, ensure_ascii=False, allow_nan=False).encode()
    except UnicodeEncodeError:
        raise Refused(
            "A text in that request is broken off in the middle of a character."
        ) from None
    except ValueError:
        raise Refused("A number in that request is not a number.") from None
    return value
