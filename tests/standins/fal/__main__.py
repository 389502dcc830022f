"""The stand-in by hand: `python -m tests.standins.fal --port 0`, until Ctrl-C.

Why here: to run the product against it, and to look at it with curl.
Next: standin.py.
"""

import argparse
import asyncio

from tests.standins.fal.options import Options
from tests.standins.fal.standin import FalStandIn


def arguments() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m tests.standins.fal", description=__doc__)
    parser.add_argument("--port", type=int, default=0, help="0 takes a free one")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--key", default=Options.key)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--runners", type=int, default=10, help="requests at work at once")
    parser.add_argument("--queue-seconds", type=float, nargs=2, default=(0.2, 1.0))
    parser.add_argument("--run-seconds", type=float, nargs=2, default=(0.5, 2.0))
    parser.add_argument("--clip-height", type=int, default=Options.clip_height)
    parser.add_argument("--webhook-backoff", type=float, default=Options.webhook_backoff)
    parser.add_argument("--late-validation", action="store_true")
    parser.add_argument("--fault", action="append", default=[], help="kind or kind:chance")
    return parser.parse_args()


async def serve(args: argparse.Namespace) -> None:
    """Run until cancelled."""
    options = Options(
        key=args.key,
        seed=args.seed,
        runners=args.runners,
        queue_seconds=tuple(args.queue_seconds),
        run_seconds=tuple(args.run_seconds),
        clip_height=args.clip_height,
        webhook_backoff=args.webhook_backoff,
        late_validation=args.late_validation,
    )
    async with FalStandIn(options, args.host, args.port) as fal:
        for text in args.fault:
            kind, _, chance = text.partition(":")
            fal.faults.add(kind, chance=float(chance or 1))
        print(f"FAL_KEY={options.key}")
        print(f"FAL_QUEUE_URL={fal.url}\nFAL_REST_URL={fal.url}\nFAL_JWKS_URL={fal.jwks_url}")
        print(f"control: {fal.url}/_control/state", flush=True)
        await asyncio.Event().wait()


def main() -> None:
    """Serve until Ctrl-C."""
    try:
        asyncio.run(serve(arguments()))
    except KeyboardInterrupt:
        print("stopped")


if __name__ == "__main__":
    main()
