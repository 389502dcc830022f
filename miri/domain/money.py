"""Money is integer micro-dollars; never float.

Why here: one place turns it into words people read.
Next: ledger.py, approval.py.
"""

MICROS_PER_DOLLAR = 1_000_000


def dollars(micros: int) -> str:
    """`$1.25`; a fraction of a cent is shown to four places, so that no price reads as free."""
    sign = "-" if micros < 0 else ""
    whole, rest = divmod(abs(micros), MICROS_PER_DOLLAR)
    if rest % 10_000:
        return f"{sign}${whole}.{rest // 100:04d}"
    return f"{sign}${whole}.{rest // 10_000:02d}"


def micros_from_dollars(text: str) -> int:
    """Read `5`, `$5`, `4.50`. Raises ValueError on anything else, or more than six decimals."""
    cleaned = text.strip().lstrip("$").strip()
    whole, _, fraction = cleaned.partition(".")
    if not whole.isdigit() or (fraction and not fraction.isdigit()) or len(fraction) > 6:
        raise ValueError(f"'{text}' is not an amount of dollars")
    return int(whole) * MICROS_PER_DOLLAR + int(fraction.ljust(6, "0") or 0)
