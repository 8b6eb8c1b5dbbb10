"""``chibo`` with the fake extractor in place of the real one; all else is the command as it is.

``FAKE`` in the environment is the function of ``fake_extractor`` to use, and its version behind a colon.
"""

from __future__ import annotations

import os
import sys
import types
from pathlib import Path

from jobs.cli import main
from tests.jobs import fake_extractor

if __name__ == "__main__":
    function, _, version = os.environ.get("FAKE", "extract").partition(":")
    room = types.ModuleType("extract")
    room.__path__ = [str(Path(__file__).parents[2] / "extract")]  # what else is in the room is as it is
    room.__dict__.update(extract=getattr(fake_extractor, function), EXTRACTOR_VERSION=version or fake_extractor.VERSION)
    sys.modules["extract"] = room
    main()
