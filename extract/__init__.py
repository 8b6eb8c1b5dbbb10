"""Text to record: what an article says, by rules for the language.

Pure functions over one article: no network, no database, no clock. A chain of small readers over one
immutable text; `extract` runs them in their order.
"""

from extract.record import EXTRACTOR_VERSION, extract

__all__ = ["EXTRACTOR_VERSION", "extract"]
