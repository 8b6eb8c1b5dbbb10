"""Three sample provincial sites on loopback: a newspaper, a Liferay portal, a portal without metadata.

The articles and templates are data in `tests/sites/`; this package renders and serves them.
It is for `chibo demo-site`, for `make run` and for tests; nothing it serves is news.
"""

from jobs.demo_site.articles import DemoArticle, DemoSiteError, Photo, articles
from jobs.demo_site.server import DemoServer, Seen, serve
from jobs.demo_site.sources import sources

__all__ = ["DemoArticle", "DemoServer", "DemoSiteError", "Photo", "Seen", "articles", "serve", "sources"]
