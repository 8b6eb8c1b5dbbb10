"""How figures and units stand in rows, and who tells of whom, on folded text."""

from __future__ import annotations

import regex

from extract.counts.patterns.percents import THAT_IS
from schema.record import Level

EACH_PLACE = ("mỗi nơi ", "mỗi đơn vị ", "mỗi chi bộ ", "mỗi xã ", "mỗi trường ", "mỗi huyện ", "mỗi phường ")
YOUTH_UNIONS: dict[str, Level] = {
    "tỉnh đoàn": "province", "huyện đoàn": "district", "thị đoàn": "district", "quận đoàn": "district",
    "xã đoàn": "commune",
}  # fmt: skip
# "Cùng kỳ năm ngoái, hai tỉnh cũ cộng lại được 1.241": of the tellers of the count, and not of the places
TOGETHER = regex.compile(r"(?<!\p{L})(?:cộng lại|gộp lại|cộng chung|tính chung|tổng cộng)(?: \p{L}+){0,2} $")
TOLD_NEXT = regex.compile(
    r",? (?:thì |(?:hai |ba |các |những )?con số (?:này |ấy |đó )?|toàn \p{L}+ )*(?:là|có|chỉ|được|đạt|mới|tới|đến|những|lên tới)(?: \p{L}+){0,2} \d[\d.]*(?! ?%)"
)
TOLD_BEHIND_COLON = regex.compile(r" ?: \d[\d.]* (?:đảng viên|đồng chí|người|tổ chức|chi bộ)")
ROLL_ENDS = regex.compile(r"[\"'”]? *(?:[,.;)]|$)| thì(?!\p{L})| sinh hoạt(?!\p{L})")
IN_BRACKETS = regex.compile(r"\([^()]*\)")
LEADS = regex.compile(
    r" (?:vẫn |luôn |tiếp tục )?(?:đứng đầu|dẫn đầu|nhiều nhất|cao nhất|phổ biến nhất|chiếm đa số|là chủ yếu) "
)
LEADS_AS = regex.compile(
    r" (?:vẫn |luôn )?(?:là (?:vi phạm|lỗi|nguyên nhân|nội dung|sai phạm) )?(?:phổ biến|nhiều|cao|đứng đầu|chủ yếu)(?: nhất)?"
)
TWO_IN_TURN = regex.compile(r" và \d[\d.]*(?= *(?:[.;,)]|$)| (?:đảng viên|đồng chí|người)(?!\p{L}))")
RECEIVES = regex.compile(
    r"(?:^|[ ,])(?:nhận|chịu|mang|lĩnh)(?: (?:các |những )?(?:hình thức|mức|án))?(?: (?:thi hành )?kỷ luật)? ?$"
)
IS_NUMBER = regex.compile(rf" là (?:tổng )?số | - {THAT_IS} ")
AND_NUMBER = regex.compile(r"(?:,| và|, và) ")
SEVERAL = regex.compile(r"(?:hai|ba|bốn|các|những) ")
SUBORDINATE = regex.compile(
    r"(?<!\p{L})(?:lúc|khi|sau|trước|ngày|từ khi|sau khi|trước khi|kể từ)(?: mới| được| đã| có quyết định)? $"
)
ABOVE = regex.compile(
    r"(?:trực thuộc|thuộc|về|do|được|đề nghị|so với|theo|giữa|cùng với|phối hợp với|từ|quyết định của|của)(?: các| đảng bộ cơ sở| toàn)? $"
)
MADE_FROM = regex.compile(
    r"(?:(?:qua|sau|sau khi|từ khi) )?(?:được )?(?:sáp nhập|hợp nhất|nhập|tách|chia tách|thành lập|hình thành|lập|ra đời)(?: ra| lại)? (?:từ|với|trên cơ sở)(?!\p{L})[^,.;]*"
)
MADE_OF = regex.compile(
    r"(?:trên cơ sở|sáp nhập|hợp nhất|nhập|tách|tách ra|được lập|thành lập|hình thành) (?:từ )?(?:nguyên trạng |toàn bộ )?(?:các |hai |ba )?$|trên cơ sở [^,.;]{0,20}$"
)
JOIN_ASIDE = regex.compile(r"\s*(?:\(cũ\))?\s*(?:,|và|với)?\s*(?:(?:và )?một phần )?(?:các )?")
JOIN = regex.compile(r"\s*(?:,|và|,? ?cùng với|;)?\s*(?:các )?")
ITEM_GAP = regex.compile(
    r"[\s:(]*(?:(?:có|được|với|kết nạp|kết nạp được|đạt|là|chỉ|thêm|mới|mới kết nạp|cùng|đều|mỗi nơi|mỗi đơn vị|mỗi trường|mỗi xã|mỗi \p{L}+|phát triển|phát triển được|cũng|đã|đạt tỷ lệ|vừa tròn|giữ|nhận|góp|chiếm|đi trước|đi đầu|dẫn đầu|đông nhất|nhiều nhất|vẻn vẹn|vỏn vẹn|khiêm tốn hơn|ít hơn cả|(?:ít|nhiều|cao|thấp) nhất,|(?:cuối|chót) bảng,|nhiều hơn|ít hơn|kề bên|cùng thời gian|cùng kỳ|đứng đầu|đứng sau|đóng góp|góp được)[\s:(]*)*"
)
POLITICAL_SCHOOL = (
    r"(?:(?:trung tâm|tt) (?:bdct|bdllct|(?:bồi dưỡng )?(?:lý luận )?chính trị)|trường chính trị)(?!\p{L})"
)
TRAINERS = regex.compile(rf"(?:các )?{POLITICAL_SCHOOL}")
PAIR = regex.compile(r":? (?:(?:thì|đối với|được|lần lượt|lần lượt là|là|tương ứng|tương ứng là) )*")
ENDS = regex.compile(r"(?:[,;.)]|$)")
ABOUT = regex.compile(r"(?:về|trong|riêng|riêng về)(?: công tác| việc| mặt| lĩnh vực)?(?: xử lý| xem xét)? ")
IN_TURN = regex.compile(r"(?:,|;|,? và|,? còn) ")
PREDICATE = regex.compile(
    r"[^;.()]{0,40}?không (?:kết nạp|phát triển)|(?: \p{L}+){0,3} do (?:\p{L}+['’]?\p{L}* ){1,6}làm(?!\p{L})"
    r"|[^,;.()]{0,40}?(?:đạt|vượt|chưa|đã qua|(?:xong|hoãn|đã|mở|tổ chức|tiến hành|hoàn thành)(?: xong| thành công)? đại hội|đại hội (?:xong|thành công)|hoàn thành (?!xuất|tốt|nhiệm)|về đích|không có|có đảng viên mới|đã kết nạp|còn hạn chế|đăng ký)"
)
