"""How crowded this machine is: limits in seconds are meant for one that is not.

Why here: the suite runs beside other work; a limit that fails for that reason proves nothing.
Next: crash/truths.py, test_gray_failures.py, test_told_to_stop.py.
"""

import os


def crowd() -> float:
    """How many want each core just now; 1 where nobody waits."""
    return max(1.0, os.getloadavg()[0] / (os.cpu_count() or 1))
