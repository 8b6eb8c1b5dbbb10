"""Addresses that misbehave on purpose, under `/loi/` of the portal; no listing of the portal links to them."""

from __future__ import annotations

from urllib.parse import SplitResult

from jobs.demo_site.page import HTML, NOTICE, Page, View, html, missing

PREFIX = "/loi/"
OVERSIZE = 6 * 1024 * 1024
NO_LENGTH = "X-Demo-No-Length"
_PADDING = b"<p>Trang qu\xc3\xa1 l\xe1\xbb\x9bn.</p>\n"
_NAMES = ("loi-500.html", "vong-lap-1.html", "qua-lon.html", "qua-lon-khong-bao-truoc.html", "khong-co.html")


def respond(address: SplitResult, view: View) -> Page:
    """A listing of the faults, or one of them: status 500, a redirect loop, a page over 5 MB, a missing page."""
    name = address.path.removeprefix(PREFIX)
    if name == "":
        good = view.of_site("cong")[0]
        links = "".join(f'<li><a class="tin" href="{PREFIX}{n}">{n}</a></li>' for n in _NAMES)
        return html(f'<ul>{links}<li><a class="tin" href="{good.path}">Một bài lành</a></li></ul><p>{NOTICE}</p>')
    if name == "loi-500.html":
        return Page(b"<h1>500</h1>", status=500)
    if name in ("vong-lap-1.html", "vong-lap-2.html"):
        other = "vong-lap-2.html" if name == "vong-lap-1.html" else "vong-lap-1.html"
        return Page(b"", status=302, headers={"Location": PREFIX + other})
    if name in ("qua-lon.html", "qua-lon-khong-bao-truoc.html"):
        headers = {NO_LENGTH: "1"} if "khong" in name else {}
        return Page(_PADDING * (OVERSIZE // len(_PADDING) + 1), HTML, headers=headers)
    return missing(address.path)
