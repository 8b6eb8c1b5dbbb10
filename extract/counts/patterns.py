"""The patterns that bind a figure to the words around it, on folded text."""

from __future__ import annotations

import regex

from schema.record import Level

BADGE_YEARS = frozenset(range(30, 100, 5))
AFTER_YEARS = regex.compile(r"(?<!\d)[3-9][05] năm (?:là |có )?$")
BADGES_JOINED = regex.compile(r"(?<!\d)[3-9][05](?: năm)?(?:, ?| và )$")
YEARS_OF_BADGE = regex.compile(r" ?năm(?! (?:19|20)\d\d)| tuổi đảng(?!\p{L})")
GLUE = regex.compile(r"[\s\"']*(?:(?:là|lượt|vị|tân|lượt các) )?[\s\"']*")
ELIDED_AFTER = regex.compile(
    r"[\s\"'.…]*(?:$|[,;:()/.]|- đó |(?:và|đều|bị|được|là|trong số|trong đó|còn|nhưng|so với|trở lên|theo|ở|tại|trong|của|với|mới|đã|vừa|nay|phải|hiện|thuộc|vào|thì|đang|đến|từ|không|chưa|"
    r"người|lượt|đạt|bằng|chiếm|vượt|tăng|giảm|cũng|do|vì|khi|mà|cho|nơi|làm|lên|xuống|nâng|đưa|riêng|tương|gần|hơn|trên)(?!\p{L}))"
)
YOUTH_UNIONS: dict[str, Level] = {
    "tỉnh đoàn": "province", "huyện đoàn": "district", "thị đoàn": "district", "quận đoàn": "district",
    "xã đoàn": "commune",
}  # fmt: skip
LOSSES = frozenset("strike_off expel remove resign reprimand warning dismiss discipline dissolve suspend".split())
PLANNED = frozenset(("admit", "official", "train", "establish", "introduce"))
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
)
# "Cùng kỳ năm ngoái, hai tỉnh cũ cộng lại được 1.241": of the tellers of the count, and not of the places
TOGETHER = regex.compile(r"(?<!\p{L})(?:cộng lại|gộp lại|cộng chung|tính chung|tổng cộng)(?: \p{L}+){0,2} $")
RATIO = regex.compile(
    r"(?<!\p{L})(?:thà|giả sử|giả dụ) (?:\p{L}+ ){0,3}$|(?<!\p{L})thà [^.;]{3,60} hơn $|(?<!\p{L})cứ (?!mỗi|đến|sau|năm)(?:\p{L}+ ){0,3}$|(?<!\p{L})cứ [^.;,]{3,160} thì (?:\p{L}+ ){0,3}$"
)
ALL_OF_THEM = regex.compile(r" (?:đã |đều |được )*(?:học|dự|qua|kết nạp|tham gia)(?!\p{L})")
ONLY = regex.compile(r"(?<!\p{L})(?:duy nhất|chỉ có|có đúng|đúng) $")
TOLD_NEXT = regex.compile(
    r",? (?:thì |(?:hai |ba |các |những )?con số (?:này |ấy |đó )?|toàn \p{L}+ )*(?:là|có|chỉ|được|đạt|mới|tới|đến|những|lên tới)(?: \p{L}+){0,2} \d[\d.]*(?! ?%)"
)
TOLD_BEHIND_COLON = regex.compile(r" ?: \d[\d.]* (?:đảng viên|đồng chí|người|tổ chức|chi bộ)")
_THAT_IS = r"đó (?:chính )?là (?:kết quả|(?:con )?số)"
GOES_BACK = regex.compile(
    r"(?:như vậy|như thế|với (?:kết quả|con số) (?:này|đó|ấy|trên)|(?:kết quả|con số) (?:này|đó|ấy)"
    rf"|{_THAT_IS})(?!\p{{L}})"
)
DEFINES = regex.compile(rf"{_THAT_IS}(?!\p{{L}})")
COMPARED = regex.compile(
    r" (?:so (?:với )?|của )?(?:cả )?(?:cùng kỳ|(?:năm|nhiệm kỳ) (?:trước|ngoái)|mức (?:của )?(?:năm|nhiệm kỳ) (?:trước|ngoái))"
)
ROLL_ENDS = regex.compile(r"[\"'”]? *(?:[,.;)]|$)| thì(?!\p{L})| sinh hoạt(?!\p{L})")
OUT_OF_ALL = regex.compile(r"(?<!\p{L})(?:trên|trong) tổng số (?:hơn |gần )?$")
BECAME = regex.compile(r" (?:(?:đã|đều|vừa|được|vinh dự) )+(?:trở thành|đứng|vào|gia nhập)(?!\p{L})")
ENTERS = regex.compile(
    r"(?: ưu tú)? [\"“]?(?:(?:phải|đã|được|vinh dự|sẽ|đều|xét) )*(?:đứng (?:vào|trong) hàng ngũ|vào đảng|gia nhập đảng|trở thành đảng viên|kết nạp (?:vào )?đảng)"
)
IN_BRACKETS = regex.compile(r"\([^()]*\)")
WORK_IS = regex.compile(
    r"(?<!\p{L})(?:làm|thực hiện|tiến hành|đảm nhận) là (?:\d[\d.]* (?:lượt )?tổ chức(?: đảng)?(?:,| và) )?$"
)
PLACES_WITHOUT = regex.compile(
    r"(?:thôn|bản|ấp|xóm|buôn|làng|khu phố)(?!\p{L})[^.]{0,50}(?:chưa có|không (?:có|kết nạp)|trắng)[^.]{0,40}[,;] (?:\p{L}+ ){1,4}(?:là|còn) $"
)
LEADS = regex.compile(
    r" (?:vẫn |luôn |tiếp tục )?(?:đứng đầu|dẫn đầu|nhiều nhất|cao nhất|phổ biến nhất|chiếm đa số|là chủ yếu) "
)
LEADS_AS = regex.compile(
    r" (?:vẫn |luôn )?(?:là (?:vi phạm|lỗi|nguyên nhân|nội dung|sai phạm) )?(?:phổ biến|nhiều|cao|đứng đầu|chủ yếu)(?: nhất)?"
)
TWO_IN_TURN = regex.compile(r" và \d[\d.]*(?= *(?:[.;,)]|$)| (?:đảng viên|đồng chí|người)(?!\p{L}))")
DUE_BY = regex.compile(
    r"(?<!\p{L})(?:xong|hoàn thành|hoàn tất|kết thúc|tổ chức|đại hội)(?: \p{L}+){0,4} trước (?:ngày |thời điểm )?$"
)
# "chỉ tiêu năm nay là mỗi cơ sở hội giới thiệu 02 hội viên, kết nạp được từ 1 người": a plan to the end
PLAN_FOR_EACH = regex.compile(
    r"(?<!\p{L})(?:chỉ tiêu|mục tiêu|kế hoạch)(?: [\p{L}\d\-]+){0,5} là (?:mỗi|từng|có)(?!\p{L})"
)
GIVEN_TO = regex.compile(r"(?<!\p{L})giao (?:cho )?$")
ADMITS_NEXT = regex.compile(r"[^.,;\d]{0,30} (?:kết nạp|phát triển)(?: được)? \d")
# "xã kết nạp vào dân quân 3.060 thanh niên": taken into something that is not the Party
INTO_OTHERS = regex.compile(
    r" (?:được )?vào (?:dân quân|đoàn(?! thể)|hội|công đoàn|lực lượng|đội ngũ (?!(?:của )?đảng)|tổ chức đoàn)(?!\p{L})"
)
# "thì 6 người đã nghỉ việc": what became of people, and no count of the Party's
WENT_THEIR_WAY = regex.compile(
    r" (?:(?:đã|còn|lại|vẫn|đều|sẽ|phải|xin|đang|vừa) )*(?:nghỉ việc|nghỉ làm|bỏ việc|bỏ quê|về quê|trở lại|đi làm ăn|đi làm thuê|đi xa|xin nghỉ|rút đơn|từ chối|lấy chồng|lấy vợ|ra trường|tốt nghiệp"
    r"|nhập ngũ|xuất ngũ|đi xuất khẩu)(?!\p{L})"
)
OF_TENTHS = regex.compile(
    r"(?:\d|(?<!\p{L})(?:một|hai|ba|bốn|sáu|bảy|tám|chín)) phần $"
)  # "góp 6 phần 10 đảng viên mới"
BEGAN = regex.compile(
    r"(?<!\p{L})(?:được thành lập|thành lập (?:ngày|từ|trên)|ra đời|ra mắt|đi vào hoạt động|hoạt động từ|(?:khi|mới|vừa) thành lập"
    r"|chính thức (?:hoạt động|vận hành)|sau (?:sáp nhập|hợp nhất))(?!\p{L})"
)
# "Số thôn phải sinh hoạt ghép giảm từ 31 xuống còn 2": places and cells in want of something, and not what there is
IN_WANT = regex.compile(
    r"(?<!\p{L})(?P<number>số (?:lượng )?)?(?:thôn|bản|ấp|xóm|buôn|làng|khóm|khu phố|khu dân cư|tổ dân phố|chi bộ|nơi|doanh nghiệp|trường)(?!\p{L})[^,;.:()\d]{0,40}"
    r"(?:(?<!\p{L})ghép|chưa có|không có|trắng|chưa kết nạp)(?!\p{L})(?(number)[^;:.()]{0,60}|(?:(?!kết nạp|phát triển|giới thiệu|thành lập)[^;:.()]){0,60})$"
)
# "còn 4 thôn có dưới 5 đảng viên": a threshold
FEWER_THAN = regex.compile(
    r"(?<!\p{L})(?:thôn|bản|ấp|xóm|buôn|làng|khóm|khu phố|tổ dân phố|chi bộ|nơi|doanh nghiệp)(?: \p{L}+){0,2} có (?:dưới|trên|ít hơn|không quá|chưa đến|đủ) $"
)
# "Thành lập ngày 01/7/2025 từ bốn đảng bộ phường, xã cũ": what it was made of
MADE_OF_SO_MANY = regex.compile(
    r"(?<!\p{L})(?:thành lập|lập|hợp nhất|sáp nhập|hình thành) (?:vào |từ )?(?:ngày|tháng|năm|hồi)[^,;.]{0,40} từ (?:cả )?$"
)
# "nâng số đảng viên kết nạp |cả năm 2025 lên 52": the date is of that sum alone
RAISES_OF = regex.compile(r"(?<!\p{L})(?:nâng|đưa)(?: tổng)? số [^,;.]{0,60}$")
TOTAL_OF = regex.compile(r"(?:tổng số|số lượng|đội ngũ|số)(?: đảng viên)?(?: toàn| trong)?(?: của)? $")
BY_THE_STATE = regex.compile(r"phạt tiền|xử phạt|kỷ luật hành chính|tịch thu|tước (?:quyền|giấy phép)")
OF_PARTY = regex.compile(r"đảng viên|tổ chức đảng|kỷ luật đảng|chi bộ|cấp ủy")
EXCESS = regex.compile(
    r"(?<!\p{L})(?:hơn|(?<!yếu )kém|tăng|giảm|cao hơn|thấp hơn|nhiều hơn|ít hơn)(?: so)?(?: với)? (?:cùng kỳ|cùng thời điểm)(?: năm (?:trước|ngoái|\d{4}))?(?: là| tới| đến)? $"
    r"|(?<!\p{L})(?:hơn|(?<!yếu )kém|tăng|giảm|nhiều hơn|ít hơn)(?: so với)? (?:hồi )?(?:đầu (?:năm|nhiệm kỳ|khóa)|cuối năm (?:trước|ngoái|20\d\d)) $"
    r"|cao hơn (?:mức|so với)[^,;.]{0,30} là $"
    r"|(?<!\p{L})(?:hụt|còn thiếu|thiếu|(?<!yếu )kém|ít hơn|nhiều hơn)(?: so với)?(?: (?:kế hoạch|chỉ tiêu|mục tiêu|nghị quyết))?(?: tới| đến| gần| hơn)? $|vượt(?: (?:mức|quá))?(?: (?:so với )?(?:kế hoạch|chỉ tiêu|mục tiêu|nghị quyết)(?: (?:được giao|đề ra|năm|giao))?)?"
    r"(?: (?:là|tới|đến|gần|hơn|thêm))? $"
)  # "vượt kế hoạch 62 người": a difference
NAMED_THINGS = regex.compile(
    r" (?:huyện|xã|phường|thị xã|thị trấn|thành phố|quận|tỉnh|thôn|bản|ấp|đơn vị|địa phương|trường|công ty|doanh nghiệp|bệnh viện|cơ quan|nhà máy)(?!\p{L})"
)
TARGET_OF = regex.compile(r"kết nạp|phát triển")  # "200% chỉ tiêu kết nạp đảng viên"
DISCIPLINED_PLACES = regex.compile(
    r"(?:nơi|đơn vị|tập thể) (?:đã |đều )?(?:phải|bị)(?: nhận| chịu)?(?: hình thức)? (?:thi hành )?(?:kỷ luật|khiển trách|cảnh cáo|giải tán)(?!\p{L})"
)
VIOLATED = regex.compile(
    r" (?:do |vì )?| (?:do |vì |đã )?(?:làm|vi phạm|vướng(?: vào)?|sa sút về|mắc|liên quan(?: đến| tới)?|dính(?: tới| đến| vào)?|thiếu|buông lỏng)(?: \p{L}+){0,2} "
)
NEW_ONES = regex.compile(r" mới(?= *(?:[.,;)]|$)| và \d)")
OTHERS_ARE = regex.compile(r"(?<!\p{L})(?:đoàn viên|hội viên|đội viên)(?: công đoàn| mới)? thì (?:\p{L}+ )?$")
AHEAD = regex.compile(
    r"(?:sang năm|(?:năm|nhiệm kỳ|quý|tháng|khóa) (?:tới|sau)(?! (?:đó|ấy|này|khi)(?!\p{L}))|[\p{L}\d]+ (?:quý|tháng|năm) tới)"
)
SO_FAR = regex.compile(r"(?<!\p{L})(?:đến|tới|hết)(?: nay| giờ| hết| cuối| ngày| tháng| quý|[ \d/.\-]|năm nay)* $")
SHORT_BY = regex.compile(r"(?<!\p{L})(?:hụt|còn hụt|thiếu|còn thiếu)(?: gần| hơn| khoảng)? $")
MOVED = regex.compile(r" (?:về|sang|đến|tới)(?!\p{L})")
RATED_PLACES = regex.compile(
    r"(?:nơi|đơn vị|cơ sở) (?:được |đều )?(?:(?:xếp|đánh giá|đạt)(?: loại| mức| chất lượng)* )?(?:hoàn thành (?:xuất sắc|tốt)|xuất sắc|trong sạch)(?!\p{L})"
)
ADMITS_AROUND = regex.compile(r"[^.;]{0,60}?(?<!\p{L})(?:vào đảng|kết nạp|phát triển đảng|đứng vào hàng ngũ)")
ADMITS_BEFORE = regex.compile(r"(?<!\p{L})(?:vào đảng|kết nạp đảng)")
MILITIA = regex.compile(
    r"(?<!\p{L})(?:lực lượng )?dân quân(?: \p{L}+){0,6}? (?:đã |vừa )?(?:kết nạp|tuyển)(?: mới| được| thêm)* $"
)
ENLISTS = regex.compile(r"[^,;.]{0,40}(?<!\p{L})nhập ngũ")
RECRUITS = regex.compile(
    r" (?:chiến sĩ|tân binh|quân nhân|thanh niên|công dân|học viên|sinh viên|học sinh|công nhân|lao động|đơn|hồ sơ)(?!\p{L})"
)
RECEIVES = regex.compile(r"(?:^|[ ,])(?:nhận|chịu|mang|lĩnh)(?: (?:hình thức|mức|án))?(?: (?:thi hành )?kỷ luật)? ?$")
IS_NUMBER = regex.compile(rf" là (?:tổng )?số | - {_THAT_IS} ")
AND_NUMBER = regex.compile(r"(?:,| và|, và) ")
NOW = regex.compile(
    r"(?<!\p{L})(?:nay|đến nay|bây giờ|giờ đây|hiện|hiện nay|hiện giờ|lúc này),? (?:chi bộ|đảng bộ|toàn đảng bộ|toàn chi bộ|cả chi bộ) (?:đã |chỉ )?có $|"
    r"(?<!\p{L})(?:nay|đến nay|bây giờ|giờ|giờ đây|hiện|hiện nay|hiện giờ|lúc này)(?: (?:thì|là|lên|đã|còn|tăng|chỉ))* $"
)
SHORT_LEVELS = frozenset(
    ("tốt", "xuất sắc", "khá", "trung bình", "yếu", "kém")
)  # levels only where something is being rated
SHARE_OF_MEMBERS = regex.compile(
    r"(?<!\p{L})(?:tỷ lệ|tỉ lệ) đảng viên (?:là |trong |ở |nữ|trẻ|người|so với)[^,;.]{0,60}$"
)
MEMBERS_AMONG_OTHERS = regex.compile(r"(?<!\p{L})(?:tỷ lệ|tỉ lệ) đảng viên (?:trong|ở|so với)(?!\p{L})[^,;.]{0,60}$")
OF_ECONOMY = regex.compile(
    r"(?<!\p{L})(?:thu ngân sách|ngân sách|sản lượng|thu nhập|kinh tế|giá trị sản xuất|doanh thu|lợi nhuận|hộ nghèo|diện tích|tuyển quân|giao quân)(?!\p{L})"
    r"[^,;.:]{0,40}$"
)
SEVERAL = regex.compile(r"(?:hai|ba|bốn|các|những) ")
TOLD_OF_ONESELF = regex.compile(
    r"(?<!\p{L})(?<!(?:chúng|số|các|những|nhiều|lượt) )(?:tôi|mình|ông|bà|anh|chị|bác|cụ|cô|chú|em)(?: ấy| ta)?(?: đã| mới| vừa| chưa| được| xin)* $"
)
AGE = regex.compile(
    r"(?<!\p{L})tuổi(?: đời)?(?: (?:dưới|trên|từ|đến|khoảng|bình quân|trung bình))? $"
)  # "ở tuổi hai mươi"
BADGES = regex.compile(r" (?:tấm |chiếc )?huy hiệu")
RECOGNISED = regex.compile(r"(?:công nhận|xét chuyển)(?: (?:cho|thêm|được))? $")
SUBORDINATE = regex.compile(
    r"(?<!\p{L})(?:lúc|khi|sau|trước|ngày|từ khi|sau khi|trước khi|kể từ)(?: mới| được| đã| có quyết định)? $"
)
THESE = regex.compile(r"(?: \p{L}+){0,2} (?:ấy|này|đó|nói trên)(?!\p{L})")
AMONG_THESE = regex.compile(r"(?<!\p{L})trong (?:tổng )?số $|(?<!\p{L})trong $")
AGAIN = regex.compile(r" (?:vừa|mới) (?:được )?(?:kết nạp|được)| (?:này|ấy|nói trên|trên|kể trên)(?!\p{L})")
TOPICS = frozenset(
    "admit official train introduce establish award award_posthumous strike_off expel remove discipline inspect supervise inspect_supervise inspect_suspected".split()
)
DISCIPLINE = frozenset("discipline reprimand warning dismiss expel".split())
FORMS = DISCIPLINE - {"discipline"}
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
EQUALS = regex.compile(
    r"(?:^|[ ,])(?:là|hiện là|còn|hiện có|từ|đạt|lên|:)(?: (?:hơn|gần|khoảng|trên|chỉ|tới|đến))* $|: $"
)
POLITICAL_SCHOOL = (
    r"(?:(?:trung tâm|tt) (?:bdct|bdllct|(?:bồi dưỡng )?(?:lý luận )?chính trị)|trường chính trị)(?!\p{L})"
)
TRAINERS = regex.compile(rf"(?:các )?{POLITICAL_SCHOOL}")
MIXED = regex.compile(r"phát triển (?:tổ chức đảng(?: và|,) đảng viên|đảng viên(?: và|,) tổ chức đảng)")
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
LIMIT = regex.compile(
    r"(?:trong khung|khung|giới hạn|mức trần|tỷ lệ trần|trần|khống chế|quy định)(?: là| ở mức| không quá)? $"
)
GIVES = regex.compile(r" (?:đã |sẽ )?giao(?! (?:ban|lưu|thông|dịch|thừa))(?!\p{L})")
# "Ban Thường vụ Tỉnh ủy giao xã kết nạp 20"
GIVES_TO = regex.compile(
    r" (?:đã |chỉ )?giao (?:cho )?(?:xã|phường|huyện|thị xã|quận|chi bộ|khối|trường|đơn vị|đảng bộ (?:xã|phường|huyện))(?! khác|\p{L})"
)
IS_WHO = regex.compile(
    r"(?:trở lên )?là (?:người|nữ|phụ nữ|đoàn viên|thanh niên|sinh viên|học sinh|giáo viên|công nhân|nông dân|cán bộ|hạ sĩ quan|chiến sĩ|dân quân|trí thức|đồng bào|đảng viên)"
)
ALONE = regex.compile(r"[,;] (?:trong đó )?riêng [^,;.:]{3,50}$")
PAIR = regex.compile(r":? (?:(?:thì|đối với|được|lần lượt|lần lượt là|là|tương ứng|tương ứng là) )*")
ENDS = regex.compile(r"(?:[,;.)]|$)")
MEMBERS_ARE = regex.compile(
    r"(?:đội ngũ |số )?đảng viên(?: (?:của )?(?:toàn |cả )?(?:tỉnh|huyện|xã|phường|thành phố|thị xã|đảng bộ|khối)(?: [\p{L} ]{1,24})?)? (?:hiện |nay |hiện nay )?(?:là|có) (?:hơn |gần |khoảng |trên )?"
)
ARE_MEMBERS = regex.compile(r" (?:đều |đã )?là đảng viên(?! (?:mới|dự bị|chính thức|ưu tú|gương mẫu|tiêu biểu)|\p{L})")
OF_THESE = regex.compile(r"(?: (?:lúc ấy|khi đó|này|trên|toàn \p{L}+))?,? (?:thì )?có (?:tới |đến |chỉ )?\d")
OF_ORGANISATIONS = regex.compile(r"(?<!\p{L})(?:của|ở|tại|trong) $")
MEMBERS_OF = regex.compile(r"(?<!\p{L})(?:tổng số|số|số lượng) đảng viên (?:của|ở|tại|trong)(?: (?:cả|toàn bộ))? $")
REACHED_SO_FAR = regex.compile(
    r"(?<!\p{L})(?:đến nay|tới nay|hiện(?: nay)?|tính đến [^,;.]{1,30}),? (?:\p{L}+ ){0,3}?(?:đã |mới |chỉ )(?:đạt|thực hiện|hoàn thành)(?: được)? $"
)
# "39 đảng viên xuất sắc giai đoạn 2010 - 2014 được tặng bằng khen": the rewarded are not all who were rated so
REWARDED = regex.compile(
    r"(?:(?! và |, |trong đó)[^.;:]){0,80}?\d năm (?:liền|liên tục)(?!\p{L})[^.;:]{0,160}?(?<!\p{L})được [^.;:]{0,60}?(?:tặng|trao|khen thưởng|biểu dương)(?!\p{L})|"
    r"(?:(?! và |, )[^.;:]){0,80}?(?<!\p{L})được (?:[^.;,:]{0,60} )?(?:tặng|khen thưởng|biểu dương|nhận|trao)(?: thưởng)? (?:bằng khen|giấy khen|cờ|thưởng|danh hiệu|bức trướng)"
)
# "75 đảng viên chưa được đánh giá": of whom no rating is told
NOT_RATED = regex.compile(
    r"(?:(?! và |, )[^.;:(\d]){0,60}?(?<!\p{L})(?:chưa|không|miễn) (?:được |phải )?(?:đánh giá|xếp loại|phân loại|bình xét)(?!\p{L})"
)
# "64 đồng chí nhận bằng khen của UBND tỉnh": a reward that counts nobody's members
GIVEN_A_REWARD = regex.compile(
    r" (?:(?:được|vinh dự|đã|đón) )*(?:nhận|tặng|trao tặng|trao|khen thưởng)(?: (?!huy hiệu)\p{L}+){0,8}? (?:bằng khen|giấy khen|kỷ niệm chương)(?!\p{L})"
)
REWARDS = regex.compile(
    r"(?<!\p{L})(?:tặng|trao tặng|trao|khen thưởng)(?: thưởng)?(?: (?:bằng khen|giấy khen|cờ thi đua|cờ))(?: (?!kết nạp|xếp loại)\p{L}+){0,8}(?: \d+ (?:tập thể|tccsđ|tổ chức(?: cơ sở)? đảng|chi bộ|đảng bộ)[^,.;]{0,50}(?: và|,))? $|(?<!\p{L})khen thưởng(?: cho)? $"
)
REACHED = regex.compile(r"(?<!\p{L})(?:hoàn thành|thực hiện|đạt)(?: (?:được|đạt|và vượt|vượt))* $")
MARK = regex.compile(r"(?:mốc|ngưỡng)(?: hơn| gần| trên)? $")
MARKS_OF_SCHOOL = regex.compile(r"\d{1,2},0")  # "điểm trung bình từ 7,0": no count has such a decimal
OWED = regex.compile(
    r" (?:còn )?(?:phải|cần|được giao) (?:kết nạp|phát triển)[^;.()]{0,70}?(?:đã|mới|chỉ) (?:kết nạp|phát triển)(?: được)? \d"
)
HAS_TODAY = regex.compile(r"(?<!\p{L})(?:mới|hiện|đang|vốn) (?:chỉ )?có $")
CLASS_OF_MEMBERS = regex.compile(r"(?<!\p{L})(?:lớp|khóa) [^,;.]{0,40}đảng viên mới (?:[^,;.]{0,20} )?(?:có|với|gồm) $")
MAY_JOIN = regex.compile(r"[^,;.]{0,24} (?:hội )?đủ (?:điều kiện|tiêu chuẩn)(?!\p{L})")
BECOME_ONE = regex.compile(r"(?<!\p{L})(?:nhập|sáp nhập|gộp|hợp nhất)(?: lại)? (?:thành|còn) $")
SET_BY = regex.compile(
    r"(?: mỗi năm| một năm|/năm)? (?:mà|do) (?:nghị quyết|kế hoạch|chỉ tiêu|đại hội|đề án|chương trình|(?:ban thường vụ )?\p{L}+ ủy)"
    r"(?!\p{L})[^.;]{0,70} (?:đề ra|đặt ra|giao|ấn định|xác định)(?!\p{L})"
)
OBLIGED = regex.compile(
    r" (?:còn )?(?:phải|cần|sẽ) (?:được )?(?:kết nạp|phát triển|giới thiệu|thành lập|kiểm tra|giám sát)"
)
PLACES = regex.compile(
    r"(?:công ty|doanh nghiệp|nhà máy|xã|phường|thị trấn|huyện|thị xã|thành phố|quận|đặc khu)(?!\p{L})"
)
OPENS_WITH = regex.compile(
    r"(?:được )?(?:lập|thành lập|ra đời|ra mắt|từ|từ chỗ|với|có|chỉ có|mới có)(?!\p{L})[^.;]{0,60}"
)
ON_BEHALF = regex.compile(r"(?:thay mặt|đại diện)(?: cho)?(?: (?:hơn|gần|trên|toàn thể))? $")
ARE_PROBATIONARY = regex.compile(r" (?:còn )?là (?:đảng viên )?dự bị(?!\p{L})")
OF_OTHERS = regex.compile(
    r" (?:của )?(?:tổng )?(?:số )?(?:(?:được )?giới thiệu|quân số|dân số|dân cư|lao động|cán bộ|hộ|dân|người lao động)(?!\p{L})"
)
CASES = regex.compile(r" (?:hơn |gần )?[\d.]+ (?:trường hợp|đảng viên|người)(?! mới)")
ABOUT = regex.compile(r"(?:về|trong|riêng|riêng về)(?: công tác| việc| mặt| lĩnh vực)?(?: xử lý| xem xét)? ")
CLASSES_FOR = regex.compile(
    r"(?:mở|tổ chức|phối hợp mở)(?: được)? [^,.;]{0,30}(?:lớp|khóa)[^,.;]{0,30} cho (?:hơn |gần )?$"
    r"|(?<!\p{L})(?:\d+|một|hai|ba|bốn) (?:lớp|khóa)(?: này| đó)? cho (?:hơn |gần )?$"
    r"|(?:mở|tổ chức)(?: được)? (?:\d+|một|hai|ba|bốn) (?:lớp|khóa)(?:,| với|, với| có) (?:hơn |gần )?$"
)
IS_SOME = regex.compile(
    r" (?:luôn )?(?:kiêm|đồng thời là|đang giữ chức)(?!\p{L})| (?:đều )?là (?!số |những |tổng |con số |chỉ tiêu|kế hoạch|mục tiêu|phần việc)"
)
ARTICLE = regex.compile(r"(?<!\p{L})(?:là|như|ở|của|về|tại|từ|làm|thành) $")  # "là một đảng viên": an article, no count
HAS = regex.compile(r"(?<!\p{L})có (?:\p{L}+ ){0,2}$")
DID = regex.compile(
    r" (?:tự nguyện |xung phong |gương mẫu )*(?:hiến (?:đất|\d)|đi đầu|nêu gương|đi trước)|,? (?:nhận )?(?:phụ trách|đỡ đầu|kèm cặp) \d|,? sinh hoạt cùng| trúng cử| tái cử| được bầu| (?:đang )?phụ trách (?:gần |hơn )?\d|"
    r" (?:đã|vừa|đang|đều|đã được) (?:dùng|cài|cài đặt|sử dụng|đăng ký|tham gia|học|nghe|viết|ký|nộp|hiến|ủng hộ|đóng góp|đổi|đi|làm|dự|có mặt|kích hoạt|truy cập|hoàn thành (?!xuất|tốt|nhiệm))"
)
ORGANISATIONS_DID = regex.compile(
    r"(?: \([^()]{1,12}\))?(?: (?:trong|trực thuộc|thuộc|của|toàn|ở|tại|cơ sở)(?: \p{L}+){0,6}?)? (?:đã |đang |đều |đã được )?(?:tổ chức (?:xong |thành công )?(?:sinh hoạt|đại hội|hội nghị|học tập|quán triệt|lễ)|hoàn thành (?:đại hội|việc|công tác)|tiến hành (?:xong )?đại hội|đăng ký|xây dựng (?:kế hoạch|chương trình|xong)|(?:được|bị) (?:yêu cầu|nhắc nhở|chọn|hỗ trợ|đề nghị|hướng dẫn|rút kinh nghiệm|phê bình)|(?:còn )?(?:chậm|chưa) (?:triển khai|thực hiện|tổ chức|xây dựng|hoàn thành|có|bố trí))"
)
ATTENDS = regex.compile(
    r"[^,;.()]{0,60}? (?:xuống |về |đang |sang )*(?:sinh hoạt tạm thời|sinh hoạt (?:tại|với|cùng|ở) (?:các |\d+ )?chi bộ (?:thôn|bản|xóm|ấp|buôn|làng|khu phố))|"
    r" (?:đang |được cử |được giới thiệu )?tham gia cấp ủy(?! viên)|"
    r"[^,;.()]{0,90}? (?:theo học|dự học|học lý luận)(?!\p{L})|"
    r"[^,;.()]{0,60}? (?:dự|tham dự|tham gia|học tập|về dự) (?:họp|sinh hoạt|hội nghị|lễ|buổi|đại hội|quán triệt|học tập|cuộc họp|lớp tập huấn)"
)
# "Dự đại hội có 76 đảng viên chính thức": who was there
PRESENT = regex.compile(
    r"(?<!\p{L})(?:dự|tham dự|về dự|dự và chỉ đạo|chứng kiến|có mặt tại)(?: (?:đại hội|hội nghị|lễ|buổi lễ|buổi họp|họp mặt|gặp mặt))? (?:có|gồm)(?: \p{L}+)? $"
)
SEATS = regex.compile(
    r"(?:ban chi ủy|ban chấp hành|ban thường vụ|ban thường trực|ủy ban kiểm tra|\bbch|\bbtv|\bubkt|cấp ủy(?! viên)|đoàn đại biểu|đoàn chủ tịch)"
    r"(?: [\p{L}\d]+){0,12} (?:gồm|gồm có|có|là|với|:)?(?: \p{L}+)? ?$"
    r"|(?:ban chấp hành|ban thường vụ|cấp ủy)[^,;.:()]{0,50}(?: tối đa| không quá| từ)(?: \d+ đồng chí \(nhiệm kỳ trước)? $"
)  # "Ban Chấp hành khóa mới gồm 39 đồng chí": seats of a committee
IS_RESULT = regex.compile(r"[^;.()]{0,12}, ?(?:đạt|vượt|bằng)(?: \p{L}+){0,2} [\d,]+ ?%(?! (?:tổng )?số đảng viên)")
DONE_JUST_BEFORE = regex.compile(
    r"(?:(?<!\p{L})(?:kết quả|thực hiện|dừng (?:lại )?ở|góp|đóng góp|cộng lại|gộp lại|được|mới có|chỉ có)(?: (?:được|đạt|là|con số|mức))* |(?<!\p{L})đã [^,;.]{0,20})$"
)
FESTIVE = regex.compile(r" (?:lễ )?(?:kỷ niệm|chào mừng|mừng|đại hội|ngày (?!\d))")
NOW_HAS = regex.compile(
    r"(?<!\p{L})(?<!thực )(?:nay|hiện|hiện nay|đến nay),? (?:cả|toàn) \p{L}+ $|(?<!\p{L})chi bộ (?:chúng )?(?:tôi|mình) $"
)
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
IN_TURN = regex.compile(r"(?:,|;|,? và|,? còn) ")
CARRIED_OUT_BEFORE = regex.compile(
    r"(?<!\p{L})(?:việc )?(?:chấp hành|thi hành|học tập|quán triệt|triển khai|cụ thể hóa|thực hiện)(?: các| chỉ thị,?| điều lệ,?)* $"
)
CARRIED_OUT = regex.compile(r"(?<!\p{L})(?:(?:đã |kết quả )?thực hiện|dừng (?:lại )?ở)(?: (?:được|là|con số|mức))* $")
PLAN_OPENS = regex.compile(r"theo (?:kế hoạch|nghị quyết|đề án|chương trình|chỉ tiêu)(?!\p{L})[^;.]{0,160}, ")
IS_PLAN = regex.compile(r" là (?:(?:cái )?đích|phần việc|chỉ tiêu|mục tiêu|kế hoạch|con số (?:được giao|phấn đấu))")
IS_NUMBER_OF = regex.compile(r" (?:là|-) (?:tổng )?số (?:lượng )?")
OUT_OF = regex.compile(r" (?:trong (?:tổng )?số|trong) ")
THRESHOLD = regex.compile(r"(?:đủ|dưới|trên|từ|quá) ?$")
PREDICATE = regex.compile(
    r"[^;.()]{0,40}?không (?:kết nạp|phát triển)|(?: \p{L}+){0,3} do (?:\p{L}+['’]?\p{L}* ){1,6}làm(?!\p{L})"
    r"|[^,;.()]{0,40}?(?:đạt|vượt|chưa|đã qua|(?:xong|hoãn|đã|mở|tổ chức|tiến hành|hoàn thành)(?: xong| thành công)? đại hội|đại hội (?:xong|thành công)|hoàn thành (?!xuất|tốt|nhiệm)|về đích|không có|có đảng viên mới|đã kết nạp|còn hạn chế|đăng ký)"
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
CHECKED_SHARE = regex.compile(
    r"(?:trở lên )?(?:tổng )?(?:số )?(đảng viên|tổ chức(?: cơ sở)? đảng|tccsđ|chi bộ|đảng bộ)(?!\p{L})"
)
# "Xét theo tỷ lệ giữa số kết nạp với số đảng viên cuối năm trước, …": what the percents of a paragraph are of
BY_SHARE_OF_MEMBERS = regex.compile(
    r"(?:nếu |khi )?(?:xét|tính|so|đánh giá)(?: theo| về)? tỷ lệ [^,.;]{0,60}(?:so với|trên|với)(?: tổng)? số đảng viên[^,.;]{0,40}, "
)
# "không kết nạp được đảng viên nào|; 14 đảng viên thì 9 là cán bộ hưu trí": what was not done is over with its clause
NONE_ADMITTED = regex.compile(
    r"(?<!\p{L})(?:không|chưa)(?: \p{L}+){0,2}? (?:kết nạp|phát triển)(?: \p{L}+){0,2}? (?:đảng viên|ai|người|đồng chí|quần chúng)"
    r"(?: mới)?(?: nào)?$"
)
# "11 tổ chức đảng được lập mới, nâng số hiện có |lên 183": of what was counted right before
THEIR_NUMBER = regex.compile(
    r"(?:nâng|đưa) (?:tổng )?số(?: (?:hiện có|hiện nay|này|ấy|nơi đây|ở đây|tại đây|trong khối))? $"
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
# "kết nạp 75 đồng chí, 100% chi bộ thôn có chi ủy": a percent of other things
OF_THINGS = regex.compile(
    r"(?:số )?(?:chi bộ|tổ chức|tccsđ|đảng bộ|thôn|bản|ấp|xóm|khu phố|xã|cấp ủy|bí thư|cán bộ|hộ|trường|doanh nghiệp|đoàn viên|hội viên)(?!\p{L})"
)
OF_TARGET = regex.compile(
    r"(?:chặng đường )?(?:so với |so |của |trên |/ ?)?(?:phần )?(?:chỉ tiêu|kế hoạch|kh\b|nq\b|nghị quyết|mục tiêu|phần (?:được giao|việc)|được giao|so với (?:chỉ tiêu|kế hoạch|nghị quyết)|tiến độ)"
)
