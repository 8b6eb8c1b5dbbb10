"""One address for one page: the canonical form under which an article is known.

Lower-case scheme and host, no default port, no fragment, no tracking parameters, sorted query, no
`index.html` at the end. The page's own `rel=canonical` is believed only where it names the same host.
"""

from __future__ import annotations

import hashlib
import re
from urllib.parse import parse_qsl, quote, unquote, urlencode, urljoin, urlsplit, urlunsplit

_TRACKING = re.compile(
    r"utm_\w+|fbclid|gclid|gbraid|wbraid|msclkid|yclid|zarsrc|igshid|mc_[ce]id|_ga|_gl|ref_?src|spm|vgclid|"
    r"gidzl|cmpid|at_\w+|amp|PHPSESSID|jsessionid|ASP\.NET_SessionId|sid_session",
    re.IGNORECASE,
)
_INDEX = re.compile(r"/(?:index|default)\.(?:html?|php|aspx?|jsp)$", re.IGNORECASE)
_SESSION = re.compile(r";jsessionid=[^/?#]*", re.IGNORECASE)
_PORTS = {"http": 80, "https": 443}
_SAFE = "/:@!$&'()*+,;=~-._"


def canonical_url(url: str, base: str | None = None) -> str | None:
    """The canonical form of ``url`` (resolved against ``base``), or ``None`` where it is no web address."""
    url = url.strip()
    try:
        parts = urlsplit(urljoin(base, url) if base else url)
        port = parts.port
        host = (parts.hostname or "").rstrip(".")
        host = host.encode("idna").decode("ascii") if not host.isascii() else host
    except (ValueError, UnicodeError):
        return None
    scheme = parts.scheme.lower()
    if scheme not in _PORTS or not host:
        return None
    netloc = f"[{host}]" if ":" in host else host
    if port is not None and port != _PORTS[scheme]:
        netloc += f":{port}"
    path = _SESSION.sub("", re.sub(r"/{2,}", "/", parts.path)) or "/"
    query = [
        (key, value) for key, value in parse_qsl(parts.query, keep_blank_values=True) if not _TRACKING.fullmatch(key)
    ]
    if not query:
        path = _INDEX.sub("/", path)
    return urlunsplit((scheme, netloc, quote(unquote(path), safe=_SAFE), urlencode(sorted(query), safe="/:,"), ""))


def article_url(fetched: str, declared: str | None) -> str:
    """The identity of an article: the address its page declares, where that is on the same host, else the one fetched.

    A declared home page is a fault of the site's template and not believed.
    """
    own = canonical_url(fetched) or fetched
    named = canonical_url(declared, fetched) if declared else None
    if named is None or urlsplit(named).netloc != urlsplit(own).netloc:
        return own
    if urlsplit(named).path == "/" and not urlsplit(named).query:
        return own
    return named


def article_key(source: str, url: str) -> str:
    """The id of an article in records: its source's name, and what stands for its canonical URL."""
    return f"{source}/{hashlib.sha256(url.encode()).hexdigest()[:16]}"


def same_site(url: str, hosts: tuple[str, ...]) -> bool:
    """Whether a URL is on one of ``hosts`` (or the same with or without `www.`)."""
    host = (urlsplit(url).hostname or "").removeprefix("www.")
    return host in {known.removeprefix("www.") for known in hosts}
