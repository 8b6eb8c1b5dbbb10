"""What holds for all tests."""

from __future__ import annotations

import signal

# Started in the background, a process inherits that Ctrl-C is ignored, and so would the commands that tests interrupt.
signal.signal(signal.SIGINT, signal.default_int_handler)

pytest_plugins = ("tests.databases",)
