"""What a source may say about its article pages: CSS selectors that outrank the general reading."""

from __future__ import annotations

from typing import Annotated

from cssselect import HTMLTranslator, SelectorError
from pydantic import AfterValidator, BaseModel, ConfigDict


def _valid_css(selector: str) -> str:
    try:
        HTMLTranslator().css_to_xpath(selector)
    except SelectorError as error:
        raise ValueError(f"{selector!r} is no CSS selector: {error}") from error
    return selector


Css = Annotated[str, AfterValidator(_valid_css)]


class PageRules(BaseModel):
    """Selectors for the parts of an article page; a part without a selector is found by the general rules.

    ``title``, ``published``, ``author`` take the text of the first element that matches (``published``
    also its ``datetime`` or ``content`` attribute). ``lead`` and ``body`` may match several elements,
    read in page order. What ``drop`` matches is taken off the page before anything else is read.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    title: Css | None = None
    published: Css | None = None
    author: Css | None = None
    lead: Css | None = None
    body: Css | None = None
    drop: tuple[Css, ...] = ()
