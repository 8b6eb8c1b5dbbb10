"""Totals, parts and what a body has now or began with, on folded text."""

from __future__ import annotations

import regex

ONLY = regex.compile(r"(?<!\p{L})(?:duy nhất|chỉ có|có đúng|đúng) $")
OUT_OF_ALL = regex.compile(r"(?<!\p{L})(?:trên|trong) tổng số (?:hơn |gần )?$")
WORK_IS = regex.compile(
    r"(?<!\p{L})(?:làm|thực hiện|tiến hành|đảm nhận) là (?:\d[\d.]* (?:lượt )?tổ chức(?: đảng)?(?:,| và) )?$"
)
BEGAN = regex.compile(
    r"(?<!\p{L})(?:được thành lập|thành lập (?:ngày|từ|trên)|ra đời|ra mắt|đi vào hoạt động|hoạt động từ|(?:khi|mới|vừa) thành lập"
    r"|chính thức (?:hoạt động|vận hành)|sau (?:sáp nhập|hợp nhất))(?!\p{L})"
)
# "Thành lập ngày 01/7/2025 từ bốn đảng bộ phường, xã cũ": what it was made of
MADE_OF_SO_MANY = regex.compile(
    r"(?<!\p{L})(?:thành lập|lập|hợp nhất|sáp nhập|hình thành) (?:vào |từ )?(?:ngày|tháng|năm|hồi)[^,;.]{0,40} từ (?:cả )?$"
)
# "nâng số đảng viên kết nạp |cả năm 2025 lên 52": the date is of that sum alone
RAISES_OF = regex.compile(r"(?<!\p{L})(?:nâng|đưa)(?: tổng)? số [^,;.]{0,60}$")
TOTAL_OF = regex.compile(r"(?:tổng số|số lượng|đội ngũ|số)(?: đảng viên)?(?: toàn| trong)?(?: của)? $")
NEW_ONES = regex.compile(r" mới(?= *(?:[.,;)]|$)| và \d)")
SO_FAR = regex.compile(r"(?<!\p{L})(?:đến|tới|hết)(?: nay| giờ| hết| cuối| ngày| tháng| quý|[ \d/.\-]|năm nay)* $")
MOVED = regex.compile(r" (?:về|sang|đến|tới)(?!\p{L})")
NOW = regex.compile(
    r"(?<!\p{L})(?:nay|đến nay|bây giờ|giờ|giờ đây|hiện|hiện nay|hiện giờ|lúc này),? (?:chi bộ|đảng bộ|toàn đảng bộ|toàn chi bộ|cả chi bộ) (?:đã |chỉ )?có $|"
    r"(?<!\p{L})(?:nay|đến nay|bây giờ|giờ|giờ đây|hiện|hiện nay|hiện giờ|lúc này)(?: (?:thì|là|lên|đã|còn|tăng|chỉ))* $"
)
RECOGNISED = regex.compile(r"(?:công nhận|xét chuyển)(?: (?:cho|thêm|được))? $")
ALONE = regex.compile(r"[,;] (?:trong đó )?riêng [^,;.:]{3,50}$")
# "Đảng viên người Vân Kiều ở hai xã A, B lần lượt là |96 và 11"
MEMBERS_ARE = regex.compile(
    r"(?:hiện nay,? |hiện,? |đến nay,? |tổng )?(?:đội ngũ |số )?đảng viên(?: (?:là )?(?:người|nữ|trẻ|có đạo|dân tộc|công giáo|theo đạo)(?!\p{L})[^,.;:()\d]{0,30}?)?"
    r"(?: (?:của|ở|tại|trong|thuộc) [^.;:()\d]{1,70}?| (?:toàn |cả )?(?:tỉnh|huyện|xã|phường|thành phố|thị xã|đảng bộ|khối)(?: [\p{L} ]{1,24})?)?"
    r" (?:hiện |nay |hiện nay )?(?:lần lượt )?(?:là|có) (?:hơn |gần |khoảng |trên )?"
)
ARE_MEMBERS = regex.compile(r" (?:đều |đã )?là đảng viên(?! (?:mới|dự bị|chính thức|ưu tú|gương mẫu|tiêu biểu)|\p{L})")
OF_THESE = regex.compile(r"(?: (?:lúc ấy|khi đó|này|trên|toàn \p{L}+))?,? (?:thì )?có (?:tới |đến |chỉ )?\d")
OF_ORGANISATIONS = regex.compile(r"(?<!\p{L})(?:của|ở|tại|trong) $")
MEMBERS_OF = regex.compile(r"(?<!\p{L})(?:tổng số|số|số lượng) đảng viên (?:của|ở|tại|trong)(?: (?:cả|toàn bộ))? $")
HAS_TODAY = regex.compile(r"(?<!\p{L})(?:mới|hiện|đang|vốn) (?:chỉ )?có $")
OPENS_WITH = regex.compile(
    r"(?:được )?(?:lập|thành lập|ra đời|ra mắt|từ|từ chỗ|với|có|chỉ có|mới có)(?!\p{L})[^.;]{0,60}"
)
# "năm 2010 chỉ |bốn đảng viên": all there were
NO_MORE_THAN = regex.compile(r"(?<!\p{L})(?:chỉ|vỏn vẹn|vẻn vẹn|chỉ còn|còn đúng|vừa đúng|mới) $")
IS_SOME = regex.compile(
    r" (?:luôn )?(?:kiêm|đồng thời là|đang giữ chức)(?!\p{L})| (?:đều )?là (?!số |những |tổng |con số |chỉ tiêu|kế hoạch|mục tiêu|phần việc)"
)
HAS = regex.compile(r"(?<!\p{L})có (?:\p{L}+ ){0,2}$")
NOW_HAS = regex.compile(
    r"(?<!\p{L})(?<!thực )(?:nay|hiện|hiện nay|đến nay),? (?:cả|toàn) \p{L}+ $|(?<!\p{L})chi bộ (?:chúng )?(?:tôi|mình) $"
)
OUT_OF = regex.compile(r" (?:trong (?:tổng )?số|trong) ")
# "11 tổ chức đảng được lập mới, nâng số hiện có |lên 183": of what was counted right before
THEIR_NUMBER = regex.compile(
    r"(?:nâng|đưa) (?:tổng )?số(?: (?:hiện có|hiện nay|này|ấy|nơi đây|ở đây|tại đây|trong khối))? $"
)
# "có |34 đảng viên ở 5 chi bộ": all that these have
IN_ORGANISATIONS = regex.compile(
    r" (?:đang )?(?:ở|trong|thuộc|tại|sinh hoạt (?:ở|tại|trong)) (?:\d+|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười) (?:chi bộ|đảng bộ|chi, đảng bộ|tổ chức|tccsđ)(?!\p{L})"
)
