"""What may be set when the stand-in starts.

Why here: the command line, the tests and the control paths speak of the same names.
Next: standin.py.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Options:
    """Seconds are (least, most), drawn per request by the seed.

    `late_validation`: a body that breaks the schema is accepted, and the 422 comes as the result,
    as fal's queue may do. `clip_height` is the short side of clips whose endpoint asks for no
    resolution; small, so that a test is quick. `webhook_backoff` is the wait before the second
    delivery; it doubles ten times.
    """

    key: str = "standin-id:standin-secret"
    user_id: str = "standin-user"
    seed: int = 0
    queue_seconds: tuple[float, float] = (0.0, 0.0)
    run_seconds: tuple[float, float] = (0.0, 0.0)
    runners: int = 10
    clip_height: int = 360
    late_validation: bool = False
    published_schemas: bool = True
    webhook_backoff: float = 5.0
    webhook_timeout: float = 15.0
