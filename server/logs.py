"""How we log: one line per event, key=value for people or JSON for machines; never local variables.

Why here: configured once, when a command starts; modules only ask for a logger.
Next: __main__.py.
"""

import logging
import sys

import structlog


def configure_logs(level: int = logging.INFO) -> None:
    """Log to stderr from `level` on: plain for a terminal, JSON otherwise. Tracebacks carry no values
    of variables."""
    terminal = sys.stderr.isatty()
    plain = structlog.dev.ConsoleRenderer(
        colors=terminal, exception_formatter=structlog.dev.plain_traceback
    )
    shown = (
        [plain]
        if terminal
        else [
            structlog.processors.format_exc_info,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ]
    )
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso"),
            *shown,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )
