"""What a percent is of, and how a result is told in percents, on folded text."""

from __future__ import annotations

import regex

THAT_IS = r"đó (?:chính )?là (?:kết quả|(?:con )?số)"
GOES_BACK = regex.compile(
    r"(?:như vậy|như thế|với (?:kết quả|con số) (?:này|đó|ấy|trên)|(?:kết quả|con số) (?:này|đó|ấy)"
    rf"|{THAT_IS})(?!\p{{L}})"
)
DEFINES = regex.compile(rf"{THAT_IS}(?!\p{{L}})")
COMPARED = regex.compile(
    r" (?:so (?:với )?|của )?(?:cả )?(?:cùng kỳ|(?:năm|nhiệm kỳ) (?:trước|ngoái)|mức (?:của )?(?:năm|nhiệm kỳ) (?:trước|ngoái))"
)
EXCESS = regex.compile(
    r"(?<!\p{L})(?:hơn|(?<!yếu )kém|tăng|giảm|cao hơn|thấp hơn|nhiều hơn|ít hơn)(?: so)?(?: với)? (?:cùng kỳ|cùng thời điểm)(?: năm (?:trước|ngoái|\d{4}))?(?: là| tới| đến)? $"
    r"|(?<!\p{L})(?:hơn|(?<!yếu )kém|tăng|giảm|nhiều hơn|ít hơn)(?: so với)? (?:hồi )?(?:đầu (?:năm|nhiệm kỳ|khóa)|cuối năm (?:trước|ngoái|20\d\d)) $"
    r"|cao hơn (?:mức|so với)[^,;.]{0,30} là $"
    r"|(?<!\p{L})(?:hụt|còn thiếu|thiếu|(?<!yếu )kém|ít hơn|nhiều hơn)(?: so với)?(?: (?:kế hoạch|chỉ tiêu|mục tiêu|nghị quyết))?(?: tới| đến| gần| hơn)? $|vượt(?: (?:mức|quá))?(?: (?:so với )?(?:kế hoạch|chỉ tiêu|mục tiêu|nghị quyết)(?: (?:được giao|đề ra|năm|giao))?)?"
    r"(?: (?:là|tới|đến|gần|hơn|thêm))? $"
)  # "vượt kế hoạch 62 người": a difference
SHORT_BY = regex.compile(r"(?<!\p{L})(?:hụt|còn hụt|thiếu|còn thiếu)(?: gần| hơn| khoảng)? $")
SHARE_OF_MEMBERS = regex.compile(
    r"(?<!\p{L})(?:tỷ lệ|tỉ lệ) đảng viên (?:là |trong |ở |nữ|trẻ|người|so với)[^,;.]{0,60}$"
)
MEMBERS_AMONG_OTHERS = regex.compile(r"(?<!\p{L})(?:tỷ lệ|tỉ lệ) đảng viên (?:trong|ở|so với)(?!\p{L})[^,;.]{0,60}$")
OF_ECONOMY = regex.compile(
    r"(?<!\p{L})(?:thu ngân sách|ngân sách|sản lượng|thu nhập|kinh tế|giá trị sản xuất|doanh thu|lợi nhuận|hộ nghèo|diện tích|tuyển quân|giao quân)(?!\p{L})"
    r"[^,;.:]{0,40}$"
)
LIMIT = regex.compile(
    r"(?:trong khung|khung|giới hạn|mức trần|tỷ lệ trần|trần|khống chế|quy định)(?: là| ở mức| không quá)? $"
)
IS_WHO = regex.compile(
    r"(?:trở lên )?là (?:người|nữ|phụ nữ|đoàn viên|thanh niên|sinh viên|học sinh|giáo viên|công nhân|nông dân|cán bộ|hạ sĩ quan|chiến sĩ|dân quân|trí thức|đồng bào|đảng viên)"
)
REACHED_SO_FAR = regex.compile(
    r"(?<!\p{L})(?:đến nay|tới nay|hiện(?: nay)?|tính đến [^,;.]{1,30}),? (?:\p{L}+ ){0,3}?(?:đã |mới |chỉ )(?:đạt|thực hiện|hoàn thành)(?: được)? $"
)
REACHED = regex.compile(r"(?<!\p{L})(?:hoàn thành|thực hiện|đạt)(?: (?:được|đạt|và vượt|vượt))* $")
MARK = regex.compile(r"(?:mốc|ngưỡng)(?: hơn| gần| trên)? $")
OF_OTHERS = regex.compile(
    r" (?:của )?(?:tổng )?(?:số )?(?:(?:được )?giới thiệu|quân số|dân số|dân cư|lao động|cán bộ|hộ|dân|người lao động)(?!\p{L})"
)
IS_RESULT = regex.compile(r"[^;.()]{0,12}, ?(?:đạt|vượt|bằng)(?: \p{L}+){0,2} [\d,]+ ?%(?! (?:tổng )?số đảng viên)")
RATED_NEXT = regex.compile(
    r"(?:số )?(?:tổ chức cơ sở đảng|tccsđ|tổ chức đảng|chi bộ|đảng bộ|chi, đảng bộ|đảng viên)(?!\p{L})[^,;.%]{0,40}"
    r"(?:hoàn thành|trong sạch|vững mạnh|đủ tư cách)"
)
RATE_BEFORE = regex.compile(
    r": $|%(?: (?:chỉ tiêu|kế hoạch|nghị quyết))?,? (?:với|tức|tương ứng|tương đương)(?: \p{L}+)? $| với $"
)
CHANGED = regex.compile(
    r"(?<!\p{L})(?:tăng|giảm)(?: thêm)?(?: (?:gần|hơn|trên|khoảng))? $"
)  # "tăng 9,5% so với năm 2022"
OF_PLAN = regex.compile(
    r"[^,;.()]{0,16}(?:, ?| )(?:mới )?(?:đạt|bằng|tức)(?: \p{L}+){0,2} [\d,]+ ?%(?! (?:tổng|số|so với tổng))"
)
OF_WHOLE = regex.compile(
    r"(?:trở lên )?(?:so với |so |trên |/ ?|trong )?(?:tổng số|số|tổng|lực lượng|đội ngũ) (?:đảng viên|tccs|đảng|chi bộ|tổ chức)|(?:đảng viên )?(?:toàn|của) (?:tỉnh|đảng bộ|huyện)|đảng viên toàn"
)
OF_ALL_MEMBERS = regex.compile(
    r"(?:đảng viên mới )?(?:trở lên )?(?:so với |so |trên |của )?(?:tổng số|tổng|số) đảng viên(?! (?:mới|được|bị|vừa|kết nạp))(?!\p{L})"
)
ADMITS_SHARE = regex.compile(r"(?<!\p{L})(?:kết nạp|phát triển)(?: (?!không)\p{L}+){0,7} $")
CHECKS_SHARE = regex.compile(
    r"(?<!\p{L})(kiểm tra|giám sát)(?: (?:chuyên đề|được|từ|ít nhất|tối thiểu|trên|hơn|khoảng|đạt|trung bình|bình quân))* $"
)
# "giữ tỷ lệ đảng viên bị kỷ luật dưới |0,5%"
DISCIPLINED_SHARE = regex.compile(
    r"tỷ lệ đảng viên (?:vi phạm )?(?:phải |bị )*(?:xử lý |thi hành )?kỷ luật"
    r"(?: (?!chiếm tỷ lệ|(?:tăng|giảm)(?! (?:còn|xuống|lên)(?!\p{L})))[\p{L}]+){0,4} $"
)
CHECKED_SHARE = regex.compile(
    r"(?:trở lên )?(?:tổng )?(?:số )?(đảng viên|tổ chức(?: cơ sở)? đảng|tccsđ|chi bộ|đảng bộ)(?!\p{L})"
)
# "Xét theo tỷ lệ giữa số kết nạp với số đảng viên cuối năm trước, …": what the percents of a paragraph are of
BY_SHARE_OF_MEMBERS = regex.compile(
    r"(?:nếu |khi )?(?:xét|tính|so|đánh giá)(?: theo| về)? tỷ lệ [^,.;]{0,60}(?:so với|trên|với)(?: tổng)? số đảng viên[^,.;]{0,40}, "
)
# "kết nạp 75 đồng chí, 100% chi bộ thôn có chi ủy": a percent of other things
OF_THINGS = regex.compile(
    r"(?:số )?(?:chi bộ|tổ chức|tccsđ|đảng bộ|thôn|bản|ấp|xóm|khu phố|xã|cấp ủy|bí thư|cán bộ|hộ|trường|doanh nghiệp|đoàn viên|hội viên)(?!\p{L})"
)
OF_TARGET = regex.compile(
    r"(?:chặng đường )?(?:so với |so |của |trên |/ ?)?(?:phần )?(?:chỉ tiêu|kế hoạch|kh\b|nq\b|nghị quyết|mục tiêu|phần (?:được giao|việc)|được giao|so với (?:chỉ tiêu|kế hoạch|nghị quyết)|tiến độ)"
)
