"""An article for tests of what stands around it."""

from __future__ import annotations

from extract.article import CutArticle, cut
from schema import ArticleInput

TITLE = "Đảng bộ huyện Vĩnh Linh tạo nguồn phát triển Đảng"
BODY = [
    "Năm 2020, Đảng bộ huyện Vĩnh Linh kết nạp 141 đảng viên, đạt 108% chỉ tiêu.",
    "Các chi bộ thôn, bản chủ động chọn đoàn viên ưu tú để bồi dưỡng, giúp đỡ và giới thiệu cho Đảng.",
]
ARTICLE = [TITLE, *BODY]


def of(lines: list[str], **known: object) -> CutArticle:
    """The article that is cut out of a page of these lines, with what is known of it."""
    return cut(ArticleInput(id="a", text="\n".join(lines), **known))  # type: ignore[arg-type]
