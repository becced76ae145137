"""The health check, python -m app.health: exit code 0 while the worker goes its rounds. Needs no package."""

import sys
import tempfile
import time
from pathlib import Path

HEARTBEAT = Path(tempfile.gettempdir()) / "<<name>>.heartbeat"
OLDEST_SECONDS = 60.0


def is_alive(heartbeat: Path, now: float) -> bool:
    """Whether a round was begun lately."""
    return heartbeat.exists() and now - heartbeat.stat().st_mtime < OLDEST_SECONDS


if __name__ == "__main__":
    sys.exit(0 if is_alive(HEARTBEAT, time.time()) else 1)
