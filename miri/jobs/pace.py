"""How long things wait: looks at a provider, tries after failures, patience with what is unknown.

Why here: one table of waits, so that tests can shorten them and people can read them.
Next: submitter.py, reconciler.py, fetcher.py.
"""

from dataclasses import dataclass

SECOND = 1_000_000


@dataclass(frozen=True)
class Pace:
    """All in microseconds. With webhooks the provider is looked at rarely, without them every
    `poll`; what it does not finish by `deadline` is given up."""

    poll: int = 3 * SECOND
    first: int = 30 * SECOND
    slowest: int = 300 * SECOND
    backoff: int = SECOND
    longest_backoff: int = 120 * SECOND
    ask_after: int = 600 * SECOND
    deadline: int = 1800 * SECOND
    fetch_tries: int = 12

    def first_look(self, has_webhook: bool) -> int:
        """From the submission to the first look."""
        return self.first if has_webhook else self.poll

    def next_look(self, has_webhook: bool, looks: int) -> int:
        """From one look to the next; each waits 1.6 times longer where a webhook should come."""
        if not has_webhook:
            return self.poll
        return min(self.slowest, int(self.first * 1.6 ** min(looks, 20)))

    def again(self, tries: int) -> int:
        """After a failure that may be over soon; doubling."""
        return min(self.longest_backoff, self.backoff * 2 ** min(tries, 20))
