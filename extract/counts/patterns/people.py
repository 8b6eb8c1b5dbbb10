"""People who are told of for what they do or get, and are no count of members, on folded text."""

from __future__ import annotations

import regex

BECAME = regex.compile(r" (?:(?:đã|đều|vừa|được|vinh dự) )+(?:trở thành|đứng|vào|gia nhập)(?!\p{L})")
ENTERS = regex.compile(
    r"(?: ưu tú)? [\"“]?(?:(?:phải|đã|được|vinh dự|sẽ|đều|xét) )*(?:đứng (?:vào|trong) hàng ngũ|vào đảng|gia nhập đảng|trở thành đảng viên|kết nạp (?:vào )?đảng)"
)
# "xã kết nạp vào dân quân 3.060 thanh niên": taken into something that is not the Party
INTO_OTHERS = regex.compile(
    r" (?:được )?vào (?:dân quân|đoàn(?! thể)|hội|công đoàn|lực lượng|đội ngũ (?!(?:của )?đảng)|tổ chức đoàn)(?!\p{L})"
)
# "thì 6 người đã nghỉ việc": what became of people, and no count of the Party's
WENT_THEIR_WAY = regex.compile(
    r" (?:(?:đã|còn|lại|vẫn|đều|sẽ|phải|xin|đang|vừa) )*(?:nghỉ việc|nghỉ làm|bỏ việc|bỏ quê|về quê|trở lại|đi làm ăn|đi làm thuê|đi xa|xin nghỉ|rút đơn|từ chối|lấy chồng|lấy vợ|ra trường|tốt nghiệp"
    r"|nhập ngũ|xuất ngũ|đi xuất khẩu)(?!\p{L})"
)
BY_THE_STATE = regex.compile(r"phạt tiền|xử phạt|kỷ luật hành chính|tịch thu|tước (?:quyền|giấy phép)")
OF_PARTY = regex.compile(r"đảng viên|tổ chức đảng|kỷ luật đảng|chi bộ|cấp ủy")
OTHERS_ARE = regex.compile(r"(?<!\p{L})(?:đoàn viên|hội viên|đội viên)(?: công đoàn| mới)? thì (?:\p{L}+ )?$")
ADMITS_AROUND = regex.compile(r"[^.;]{0,60}?(?<!\p{L})(?:vào đảng|kết nạp|phát triển đảng|đứng vào hàng ngũ)")
ADMITS_BEFORE = regex.compile(r"(?<!\p{L})(?:vào đảng|kết nạp đảng)")
MILITIA = regex.compile(
    r"(?<!\p{L})(?:lực lượng )?dân quân(?: \p{L}+){0,6}? (?:đã |vừa )?(?:kết nạp|tuyển)(?: mới| được| thêm)* $"
)
ENLISTS = regex.compile(r"[^,;.]{0,40}(?<!\p{L})nhập ngũ")
RECRUITS = regex.compile(
    r" (?:chiến sĩ|tân binh|quân nhân|thanh niên|công dân|học viên|sinh viên|học sinh|công nhân|lao động|đơn|hồ sơ)(?!\p{L})"
)
TOLD_OF_ONESELF = regex.compile(
    r"(?<!\p{L})(?<!(?:chúng|số|các|những|nhiều|lượt) )(?:tôi|mình|ông|bà|anh|chị|bác|cụ|cô|chú|em)(?: ấy| ta)?(?: đã| mới| vừa| chưa| được| xin)* $"
)
AGE = regex.compile(
    r"(?<!\p{L})tuổi(?: đời)?(?: (?:dưới|trên|từ|đến|khoảng|bình quân|trung bình))? $"
)  # "ở tuổi hai mươi"
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
# "bằng khen của Tỉnh ủy đã đến với 170 đảng viên, |10 chi bộ"
REWARDS_REACHED = regex.compile(
    r"(?<!\p{L})(?:bằng khen|giấy khen|cờ thi đua|thư khen)[^.;\d]{0,60} (?:đến với|thuộc về|đến tay|cho)"
    r" (?:(?:hơn |gần )?[\d.]+ (?:đảng viên|tập thể|cá nhân|chi bộ|đảng bộ|tổ chức(?: cơ sở)? đảng|tccsđ)[^,.;\d]{0,40}?(?:,| và|, và) )*$"
)
MARKS_OF_SCHOOL = regex.compile(r"\d{1,2},0")  # "điểm trung bình từ 7,0": no count has such a decimal
CLASS_OF_MEMBERS = regex.compile(r"(?<!\p{L})(?:lớp|khóa) [^,;.]{0,40}đảng viên mới (?:[^,;.]{0,20} )?(?:có|với|gồm) $")
MAY_JOIN = regex.compile(r"[^,;.]{0,24} (?:hội )?đủ (?:điều kiện|tiêu chuẩn)(?!\p{L})")
ON_BEHALF = regex.compile(r"(?:thay mặt|đại diện)(?: cho)?(?: (?:hơn|gần|trên|toàn thể))? $")
CLASSES_FOR = regex.compile(
    r"(?:mở|tổ chức|phối hợp mở)(?: được)? [^,.;]{0,30}(?:lớp|khóa)[^,.;]{0,30} cho (?:hơn |gần )?$"
    r"|(?<!\p{L})(?:\d+|một|hai|ba|bốn) (?:lớp|khóa)(?: này| đó)? cho (?:hơn |gần )?$"
    r"|(?:mở|tổ chức)(?: được)? (?:\d+|một|hai|ba|bốn) (?:lớp|khóa)(?:,| với|, với| có) (?:hơn |gần )?$"
)
DID = regex.compile(
    r"[^;.()\d]{0,40} được (?:phục vụ|thăm hỏi|tặng quà|hỗ trợ|cấp thẻ|đổi thẻ|cấp đổi)(?!\p{L})|"
    r" (?:tự nguyện |xung phong |gương mẫu )*(?:hiến (?:đất|\d)|đi đầu|nêu gương|đi trước)|,? (?:nhận )?(?:phụ trách|đỡ đầu|kèm cặp) \d|,? sinh hoạt cùng| trúng cử| tái cử| được bầu| (?:đang )?phụ trách (?:gần |hơn )?\d|"
    r" (?:đã|vừa|đang|đều|đã được) (?:dùng|cài|cài đặt|sử dụng|đăng ký|tham gia|học|nghe|viết|ký|nộp|hiến|ủng hộ|đóng góp|đổi|đi|làm|dự|có mặt|kích hoạt|truy cập|hoàn thành (?!xuất|tốt|nhiệm))"
)
ORGANISATIONS_DID = regex.compile(
    r"(?: \([^()]{1,90}\))?(?: (?:trong|trực thuộc|thuộc|của|toàn|ở|tại|cơ sở)(?: \p{L}+){0,6}?)? (?:đã |đang |đều |đã được )?(?:tổ chức (?:xong |thành công )?(?:sinh hoạt|đại hội|hội nghị|học tập|quán triệt|lễ)|mở (?:lớp|hội nghị|đợt|cuộc)|hoàn thành (?:đại hội|việc|công tác)|tiến hành (?:xong )?đại hội|đăng ký|xây dựng (?:kế hoạch|chương trình|xong)|(?:được|bị) (?:yêu cầu|nhắc nhở|chọn|hỗ trợ|đề nghị|hướng dẫn|rút kinh nghiệm|phê bình)|(?:còn )?(?:chậm|chưa) (?:triển khai|thực hiện|tổ chức|xây dựng|hoàn thành|có|bố trí))"
    # "còn 23 TCCSĐ, phần lớn trong doanh nghiệp, chưa công khai"
    r"|, (?:phần lớn|đa số|chủ yếu|hầu hết|nhất là)[^,;.]{0,80}, (?:còn )?(?:chưa|không) (?!có |còn |kể |phải )(?=\p{L})"
)
# "số chưa học là |402 đồng chí"
DID_NOT = regex.compile(
    r"(?<!\p{L})số (?:còn lại |đảng viên |tccsđ |tổ chức đảng |chi bộ |người )*(?:chưa|không|vắng)(?: \p{L}+){0,6}? (?:là|có|còn) $"
)
ATTENDS = regex.compile(
    r" (?:đã |được |cùng )?(?:tham gia|tham dự|dự học|theo học|đến dự|dự)(?= *(?:[,.;:()]|đạt |$))|"
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
