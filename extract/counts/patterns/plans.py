"""What is planned, owed and aimed at, and what is held against it, on folded text."""

from __future__ import annotations

import regex

# "Nhiệm vụ năm tới", "Phương hướng 6 tháng cuối năm": what stands below is to be done
HEADS_PLANS = regex.compile(
    r"(?<!\p{L})(?:nhiệm vụ|phương hướng|mục tiêu|chỉ tiêu|kế hoạch|đặt hàng|chương trình (?:công tác|kiểm tra))(?!\p{L})"
    r"[^.]{0,40}?(?<!\p{L})(?:năm (?:tới|sau|20\d\d|mới)|thời gian tới|cuối năm|nhiệm kỳ (?:mới|tới|20)|quý|tháng|phía trước|20\d\d)"
)
# "nghị quyết chốt các chỉ tiêu:": what the lines below plan
HEADS_GOALS = regex.compile(
    r"(?<!\p{L})(?:(?:các|những|một số|nhiều) (?:chỉ tiêu|mục tiêu|nhiệm vụ)|chỉ tiêu (?:chủ yếu|cụ thể|sau)|mục tiêu cụ thể)"
    r"(?: (?:sau|chủ yếu|cụ thể|sau đây|như sau|gồm|là|chính))*:$"
    r"|(?<!\p{L})(?:thông qua|đề ra|đặt ra|quyết nghị)(?: \p{L}+){0,2} \d+ (?:nhóm )?(?:chỉ tiêu|mục tiêu)(?: \p{L}+){0,3}(?: nhiệm kỳ (?P<from>\d{4})[\d –-]*)?\.$"
)
# "Chương trình công tác năm 2026: kiểm tra 9 tổ chức đảng": the head of a clause of plans
PLAN_HEAD = regex.compile(
    r"(?!\s*(?:kết quả|tổng kết|thực hiện|tại|trong|qua)(?!\p{L}))[^.;:]{0,30}?(?<!\p{L})(?:chương trình (?:công tác|kiểm tra|giám sát|năm|quý|tháng|6 tháng)|phương hướng|nhiệm vụ|kế hoạch|đề án)(?!\p{L})[^.;:\d]{0,50}(?:\d{1,4}[^.;:\d]{0,20})?:$"
    r"|[^.;:]{0,60}?(?<!\p{L})(?:phân bổ|phân giao|phân khai) chỉ tiêu(?!\p{L})[^.;:]{0,80}:$"
)
DUE_BY = regex.compile(
    r"(?<!\p{L})(?:xong|hoàn thành|hoàn tất|kết thúc|tổ chức|đại hội)(?: \p{L}+){0,4} trước (?:ngày |thời điểm )?$"
)
# "chỉ tiêu năm nay là mỗi cơ sở hội giới thiệu 02 hội viên, kết nạp được từ 1 người": a plan to the end
PLAN_FOR_EACH = regex.compile(
    r"(?<!\p{L})(?:chỉ tiêu|mục tiêu|kế hoạch)(?: [\p{L}\d\-]+){0,5} là (?:mỗi|từng|có)(?!\p{L})"
)
GIVEN_TO = regex.compile(r"(?<!\p{L})giao (?:cho )?$")
ADMITS_NEXT = regex.compile(r"[^.,;\d]{0,30} (?:kết nạp|phát triển)(?: được)? \d")
TARGET_OF = regex.compile(r"kết nạp|phát triển")  # "200% chỉ tiêu kết nạp đảng viên"
AHEAD = regex.compile(
    r"(?:sang năm|(?:năm|nhiệm kỳ|quý|tháng|khóa) (?:tới|sau)(?! (?:đó|ấy|này|khi)(?!\p{L}))|[\p{L}\d]+ (?:quý|tháng|năm) tới)"
)
HELD_AGAINST = regex.compile(
    r"(?:so với|trên tổng|trong khi|(?<= )trên|%)[^;.]{0,24}(?:chỉ tiêu|kế hoạch|nghị quyết)(?: (?!tăng|giảm)[\p{L}\d]+){0,4} $"
    r"|vượt (?:cả )?(?:chỉ tiêu|kế hoạch)(?: \p{L}+){0,4} là $"
    r"|,(?: trong khi)? (?:chỉ tiêu|kế hoạch)(?: (?:\p{L}+)){0,4} là $"
    r"|(?:trong khi|mà|dù) (?:\p{L}+ ){0,4}giao (?:có |chỉ |cho )*$"
    r"|(?:trong khi|nhưng|mà|song) (?:\p{L}+ ){0,2}(?:phải|cần) (?:hoàn thành|đạt|kết nạp|thực hiện) $"
)
# "mới được 3 so với |8 đã đăng ký", "được 118 trên tổng số |160 theo nghị quyết": what is held against, told behind
HELD = regex.compile(r"(?<!\p{L})(?:so với|trên(?: tổng số)?)(?: con số| mức)? $")
HELD_BEHIND = regex.compile(
    r"(?: (?:đảng viên|đồng chí|đ/c|người|quần chúng))?(?: mà| do)?"
    r" (?:(?:đã |mà )?đăng ký|(?:được |đã |do )?(?:tỉnh|huyện|thị xã|thành phố|xã|cấp trên|trên)? ?giao|theo (?:nghị quyết|kế hoạch|chỉ tiêu)"
    r"|(?:đã )?đề ra|(?:của )?(?:nghị quyết|kế hoạch|chỉ tiêu)|phải (?:kết nạp|đạt))(?!\p{L})"
)
TARGET_BEFORE = regex.compile(r"(?:chỉ tiêu|kế hoạch|nghị quyết|mục tiêu)(?: [\p{L}\d]+){0,5} $")
GIVES = regex.compile(r" (?:đã |sẽ )?giao(?! (?:ban|lưu|thông|dịch|thừa))(?!\p{L})")
# "Ban Thường vụ Tỉnh ủy giao xã kết nạp 20"
GIVES_TO = regex.compile(
    r" (?:đã |chỉ )?giao (?:cho )?(?:xã|phường|huyện|thị xã|quận|chi bộ|khối|trường|đơn vị|đảng bộ (?:xã|phường|huyện))(?! khác|\p{L})"
)
OWED = regex.compile(
    r" (?:còn )?(?:phải|cần|được giao) (?:kết nạp|phát triển)[^;.()]{0,70}?(?:đã|mới|chỉ) (?:kết nạp|phát triển)(?: được)? \d"
)
SET_BY = regex.compile(
    r"(?: mỗi năm| một năm|/năm)? (?:mà|do) (?:nghị quyết|kế hoạch|chỉ tiêu|đại hội|đề án|chương trình|(?:ban thường vụ )?\p{L}+ ủy)"
    r"(?!\p{L})[^.;]{0,70} (?:đề ra|đặt ra|giao|ấn định|xác định)(?!\p{L})"
)
OBLIGED = regex.compile(
    r" (?:còn )?(?:phải|cần|sẽ) (?:được )?(?:kết nạp|phát triển|giới thiệu|thành lập|kiểm tra|giám sát)"
)
DONE_JUST_BEFORE = regex.compile(
    r"(?:(?<!\p{L})(?:kết quả|thực hiện|dừng (?:lại )?ở|góp|đóng góp|cộng lại|gộp lại|được|mới có|chỉ có)(?: (?:được|đạt|là|con số|mức))* |(?<!\p{L})đã [^,;.]{0,20})$"
)
FESTIVE = regex.compile(r" (?:lễ )?(?:kỷ niệm|chào mừng|mừng|đại hội|ngày (?!\d))")
CARRIED_OUT_BEFORE = regex.compile(
    r"(?<!\p{L})(?:việc )?(?:chấp hành|thi hành|học tập|quán triệt|triển khai|cụ thể hóa|thực hiện)(?: các| chỉ thị,?| điều lệ,?)* $"
)
CARRIED_OUT = regex.compile(r"(?<!\p{L})(?:(?:đã |kết quả )?thực hiện|dừng (?:lại )?ở)(?: (?:được|là|con số|mức))* $")
PLAN_OPENS = regex.compile(r"theo (?:kế hoạch|nghị quyết|đề án|chương trình|chỉ tiêu)(?!\p{L})[^;.]{0,160}, ")
IS_PLAN = regex.compile(r" là (?:(?:cái )?đích|phần việc|chỉ tiêu|mục tiêu|kế hoạch|con số (?:được giao|phấn đấu))")
# "không kết nạp được đảng viên nào|; 14 đảng viên thì 9 là cán bộ hưu trí": what was not done is over with its clause
NONE_ADMITTED = regex.compile(
    r"(?<!\p{L})(?:không|chưa)(?: \p{L}+){0,2}? (?:kết nạp|phát triển)(?: \p{L}+){0,2}? (?:đảng viên|ai|người|đồng chí|quần chúng)"
    r"(?: mới)?(?: nào)?$"
)
# "tỉnh thì phấn đấu cả năm |20": the figure before, as it is to be
AIMS_AT = regex.compile(
    r"(?<!\p{L})(?:phấn đấu|dự kiến|đặt mục tiêu|đăng ký)(?: (?:cả|trong|đến|hết|cuối|năm|quý|kỳ|nay|tới|sau|này)| \d{4})* $"
)
# "Kế hoạch năm 2026 của Đảng ủy phường là kết nạp 45; …; kiểm tra 10 chi bộ": all that such a sentence lists is planned
PLAN_IS = regex.compile(
    r"(?:- ?|\+ ?)?(?:kế hoạch|mục tiêu|chỉ tiêu|phương hướng|nhiệm vụ|chương trình công tác)"
    r"(?: (?!hoàn thành|đạt|vượt|thực hiện|nổi bật|được)[\p{L}\d/]+){0,12}? là"
    r" (?:tiếp tục |phấn đấu |sẽ |phải )?(?:kết nạp|phát triển|kiểm tra|giám sát|thành lập|bồi dưỡng|mở|cử|trao|giải thể|sáp nhập)"
    r"(?=(?: (?!được)\p{L}+){0,3} \d)"
)
# "phải kết nạp số đảng viên bằng 4,5% trở lên so với tổng số đảng viên cuối năm trước", and below "cũng theo cách tính này"
PLAN_BY_SHARE = regex.compile(
    r"(?:kết nạp|phát triển)[^.;]{0,60}%(?: trở lên)?(?: so với| trên| của)?(?: tổng)? số đảng viên(?! (?:mới|kết nạp|được))"
)
SAME_RECKONING = regex.compile(
    r"(?:cũng )?(?:tính )?(?:theo|với) (?:cách (?:tính|so sánh)|tỷ lệ) (?:này|ấy|đó|trên(?! ?\d))"
)
# "phân bổ chỉ tiêu phát triển đảng viên năm 2018 về từng chi, đảng bộ trực thuộc, tổng cộng |600"
ALLOTS = regex.compile(
    r"(?<!\p{L})(?:phân bổ|phân giao|phân khai|giao)(?: \p{L}+){0,3}? (?:chỉ tiêu|kế hoạch) (?:kết nạp|phát triển)(?!\p{L})[^.;:\d]{0,40}"
    r"(?:\d{4}[^.;:\d]{0,80})?$"
)
