"""Where a head names so many of a kind, and none in particular: "11 đảng bộ xã", "mỗi chi bộ"."""

from __future__ import annotations

import regex

PLURAL = regex.compile(
    r"(?:%|(?<!(?:19|20)\d|[/\-]\d?)\d|(?:có|được|còn) \d{1,2}/\d{1,2}|/(?:1[3-9]|[2-9]\d|\d{3}|\d\.\d{3})"
    r"|các|những|mỗi|từng|nhiều|một số|một|hai|ba"
    r"|bốn|năm|sáu|bảy|tám|chín|mười|trong|ở|sinh hoạt|tại các|số"
    r"|thành lập|và|cấp|đảng bộ,|chi,|đảng,"
    r"|(?:mỗi|các|từng|\d|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười) (?:xã|huyện|thôn|phường),"
    r"|đảng bộ (?:huyện|thị xã|quận|xã|phường),) $"
)
