"""What a phrasing is: (stage, what is said, tool, arguments that must be so)."""

from typing import Any

Phrasing = tuple[str, str, str, dict[str, Any]]
