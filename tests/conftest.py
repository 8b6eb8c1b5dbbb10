"""What holds for all tests."""

from __future__ import annotations

import gc
import signal

# Started in the background, a process inherits that Ctrl-C is ignored, and so would the commands that tests interrupt.
signal.signal(signal.SIGINT, signal.default_int_handler)

pytest_plugins = ("tests.databases",)

# Thousands of tests are collected and kept to the end: looked through again and again for garbage, they would cost
# each process several seconds, and every test a share of its time.
gc.disable()


def pytest_collection_finish() -> None:
    gc.freeze()
    gc.enable()
    gc.set_threshold(7_000)
