"""What stands between a figure and its noun, and nouns that are others than they seem, on folded text."""

from __future__ import annotations

import regex

BADGE_YEARS = frozenset(range(30, 100, 5))
AFTER_YEARS = regex.compile(r"(?<!\d)[3-9][05] năm (?:là |có )?$")
BADGES_JOINED = regex.compile(r"(?<!\d)[3-9][05](?: năm)?(?:, ?| và )$")
YEARS_OF_BADGE = regex.compile(r" ?năm(?! (?:19|20)\d\d)| tuổi đảng(?!\p{L})")
GLUE = regex.compile(r"[\s\"']*(?:(?:là|lượt|vị|tân|lượt các) )?[\s\"']*")
ELIDED_AFTER = regex.compile(
    r"[\s\"'.…]*(?:$|[,;:()/.]|- đó |(?:và|đều|bị|được|là|trong số|trong đó|còn|nhưng|so với|trở lên|theo|ở|tại|trong|của|với|mới|đã|vừa|nay|phải|hiện|thuộc|vào|thì|đang|đến|từ|không|chưa|"
    r"người|lượt|đạt|bằng|chiếm|vượt|tăng|giảm|cũng|do|vì|khi|mà|cho|nơi|làm|lên|xuống|nâng|đưa|riêng|tương|gần|hơn|trên)(?!\p{L}))"
)
RATIO = regex.compile(
    r"(?<!\p{L})(?:thà|giả sử|giả dụ) (?:\p{L}+ ){0,3}$|(?<!\p{L})thà [^.;]{3,60} hơn $|(?<!\p{L})cứ (?!mỗi|đến|sau|năm)(?:\p{L}+ ){0,3}$|(?<!\p{L})cứ [^.;,]{3,160} thì (?:\p{L}+ ){0,3}$"
)
ALL_OF_THEM = regex.compile(r" (?:đã |đều |được )*(?:học|dự|qua|kết nạp|tham gia)(?!\p{L})")
PLACES_WITHOUT = regex.compile(
    r"(?:thôn|bản|ấp|xóm|buôn|làng|khu phố)(?!\p{L})[^.]{0,50}(?:chưa có|không (?:có|kết nạp)|trắng)[^.]{0,40}[,;] (?:\p{L}+ ){1,4}(?:là|còn) $"
)
OF_TENTHS = regex.compile(
    r"(?:\d|(?<!\p{L})(?:một|hai|ba|bốn|sáu|bảy|tám|chín)) phần $"
)  # "góp 6 phần 10 đảng viên mới"
# "Số thôn phải sinh hoạt ghép giảm từ 31 xuống còn 2": places and cells in want of something, and not what there is
IN_WANT = regex.compile(
    r"(?<!\p{L})(?P<number>số (?:lượng )?)?(?:thôn|bản|ấp|xóm|buôn|làng|khóm|khu phố|khối phố|khối|khu dân cư|tổ dân phố|chi bộ|nơi|doanh nghiệp|trường)(?!\p{L})[^,;.:()\d]{0,40}"
    r"(?:(?<!\p{L})ghép|chưa có|không có|trắng|chưa kết nạp)(?!\p{L})(?(number)[^;:.()]{0,60}|(?:(?!kết nạp|phát triển|giới thiệu|thành lập)[^;:.()]){0,60})(?:\((?:\p{L}+ ){1,3})?$"
)
# "còn 4 thôn có dưới 5 đảng viên": a threshold
FEWER_THAN = regex.compile(
    r"(?<!\p{L})(?:thôn|bản|ấp|xóm|buôn|làng|khóm|khu phố|tổ dân phố|chi bộ|nơi|doanh nghiệp)(?: \p{L}+){0,2} có (?:dưới|trên|ít hơn|không quá|chưa đến|đủ) $"
)
NAMED_THINGS = regex.compile(
    r" (?:huyện|xã|phường|thị xã|thị trấn|thành phố|quận|tỉnh|thôn|bản|ấp|đơn vị|địa phương|trường|công ty|doanh nghiệp|bệnh viện|cơ quan|nhà máy)(?!\p{L})"
)
DISCIPLINED_PLACES = regex.compile(
    r"(?:nơi|đơn vị|tập thể) (?:đã |đều )?(?:phải|bị)(?: nhận| chịu)?(?: hình thức)? (?:thi hành )?(?:kỷ luật|khiển trách|cảnh cáo|giải tán)(?!\p{L})"
)
VIOLATED = regex.compile(
    r" (?:do |vì )?| (?:do |vì |đã )?(?:làm|vi phạm|vướng(?: vào)?|sa sút về|mắc|liên quan(?: đến| tới)?|dính(?: tới| đến| vào)?|thiếu|buông lỏng)(?: \p{L}+){0,2} "
)
RATED_PLACES = regex.compile(
    r"(?:nơi|đơn vị|cơ sở) (?:được |đều )?(?:(?:xếp|đánh giá|đạt)(?: loại| mức| chất lượng)* )?(?:hoàn thành (?:xuất sắc|tốt)|xuất sắc|trong sạch)(?!\p{L})"
)
SHORT_LEVELS = frozenset(
    ("tốt", "xuất sắc", "khá", "trung bình", "yếu", "kém")
)  # levels only where something is being rated
BADGES = regex.compile(r" (?:tấm |chiếc )?huy hiệu")
THESE = regex.compile(r"(?: \p{L}+){0,2} (?:ấy|này|đó|nói trên)(?!\p{L})")
AMONG_THESE = regex.compile(r"(?<!\p{L})trong (?:tổng )?số $|(?<!\p{L})trong $")
AGAIN = regex.compile(r" (?:vừa|mới) (?:được )?(?:kết nạp|được)| (?:này|ấy|nói trên|trên|kể trên)(?!\p{L})")
EQUALS = regex.compile(
    r"(?:^|[ ,])(?:là|hiện là|còn|hiện có|từ|đạt|lên|:)(?: (?:hơn|gần|khoảng|trên|chỉ|tới|đến))* $|: $"
)
MIXED = regex.compile(r"phát triển (?:tổ chức đảng(?: và|,) đảng viên|đảng viên(?: và|,) tổ chức đảng)")
BECOME_ONE = regex.compile(r"(?<!\p{L})(?:nhập|sáp nhập|gộp|hợp nhất)(?: lại)? (?:thành|còn) $")
PLACES = regex.compile(
    r"(?:công ty|doanh nghiệp|nhà máy|xã|phường|thị trấn|huyện|thị xã|thành phố|quận|đặc khu)(?!\p{L})"
)
ARE_PROBATIONARY = regex.compile(
    r" (?:(?:hiện |còn |vẫn )*là|(?:hiện )?(?:còn|đang|vẫn còn)(?: là)?) (?:đảng viên )?dự bị(?!\p{L})"
)
# "công nhận |233 đảng viên dự bị thành đảng viên chính thức"
MADE_OFFICIAL = regex.compile(
    r" (?:(?:đủ|được|đã|xét|chuyển|công nhận) )*(?:trở thành|thành|lên|là|sang|chuyển) (?:đảng viên )?chính thức(?!\p{L})"
)
CASES = regex.compile(r" (?:hơn |gần )?[\d.]+ (?:trường hợp|đảng viên|người)(?! mới)")
ARTICLE = regex.compile(r"(?<!\p{L})(?:là|như|ở|của|về|tại|từ|làm|thành) $")  # "là một đảng viên": an article, no count
IS_NUMBER_OF = regex.compile(r" (?:là|-) (?:tổng )?số (?:lượng )?")
THRESHOLD = regex.compile(r"(?:đủ|dưới|trên|từ|quá) ?$")
