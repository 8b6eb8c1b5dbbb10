"""Pages in the manners of Vietnamese content management systems, written for the tests.

Each ``Manner`` is one page with what a reader should find. The news in them is invented. P1, P2, P3 are
body paragraphs; what belongs to no article (menus, counters, other titles) has numbers in it that must
not be read.
"""

from __future__ import annotations

from dataclasses import dataclass

TITLE = "Đảng bộ huyện Vĩnh An kết nạp 128 đảng viên trong sáu tháng"
SAPO = "Nửa đầu năm, các chi bộ ở Vĩnh An tìm nguồn kết nạp ngay tại thôn, bản và trường học."
P1 = "Sáu tháng đầu năm 2024, Đảng bộ huyện Vĩnh An kết nạp 128 đảng viên, đạt 51,2% chỉ tiêu năm; trong đó 61 đồng chí là nữ."
P2 = "Theo Ban Tổ chức Huyện ủy, nguồn ở nông thôn ngày càng ít vì thanh niên đi làm ăn xa, nhiều chi bộ ba năm liền chưa kết nạp được ai."
P3 = "Từ nay đến cuối năm, huyện mở thêm 3 lớp bồi dưỡng nhận thức về Đảng cho 180 quần chúng ưu tú./."
CAPTION = "Lễ kết nạp đảng viên ở Chi bộ thôn Đông, xã Hòa Bình. Ảnh: M.A"
MENU = (
    '<a href="/">Trang chủ</a> <a href="/ct">Chính trị</a> <a href="/xdd">Xây dựng Đảng</a> <a href="/kt">Kinh tế</a>'
)
OTHERS = (
    '<ul><li><a href="/a1.html">Xã Tân Lập kết nạp 45 đảng viên sau 9 tháng</a> (02/07/2024)</li>'
    '<li><a href="/a2.html">Trao Huy hiệu Đảng cho 77 đảng viên lão thành</a> (30/06/2024)</li></ul>'
)
FOOT = "<p>Giấy phép số 112/GP-TTĐT ngày 27/11/2021. Chịu trách nhiệm: ông Nguyễn Văn A.</p><p>Bản quyền thuộc Huyện ủy Vĩnh An, mọi sao chép phải ghi rõ nguồn.</p>"


@dataclass(frozen=True)
class Manner:
    """One page: its HTML and what it says."""

    name: str
    html: str
    title: str | None = TITLE
    published: str | None = "2024-07-05 09:30"
    author: str | None = None
    syndicated_from: str | None = None
    text: tuple[str, ...] = (SAPO, P1, P2, P3)
    captions: tuple[str, ...] = ()
    headings: tuple[str, ...] = ()


def paragraphs(*texts: str) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)


MANNERS = [
    Manner(
        "onecms: sapo and author outside the content box, related box inside it",
        f"""<html><head><title>{TITLE} - Báo Vĩnh An</title><meta property="og:title" content="{TITLE}">
        <meta property="article:published_time" content="2024-07-05T09:30:00+0700"><meta name="author" content="Báo Vĩnh An điện tử"></head>
        <body><header class="site-header"><span class="time">Thứ Bảy, 20/07/2024</span>{MENU}</header>
        <div class="main"><h1 class="detail__title">{TITLE}</h1><div class="detail__meta"><span class="detail__author">MINH ANH</span><span>05/07/2024 09:30</span></div>
        <h2 class="detail__summary">{SAPO}</h2>
        <div class="detail__content">{paragraphs(P1)}<figure><img src="a.jpg"><figcaption>{CAPTION}</figcaption></figure>
        <div class="article-relate"><a href="/x">Xã Phú Sơn có 14 đảng viên mới</a></div>{paragraphs(P2, P3)}</div>
        <div class="detail__tags"><a href="/t">đảng viên</a></div><div class="box-comment"><h3>Bình luận (2)</h3><p>Xã tôi năm nay kết nạp được 3 đảng viên trẻ, bà con rất mừng và tự hào.</p></div>
        <div class="box">{OTHERS}</div></div><footer>{FOOT}</footer></body></html>""",
        author="MINH ANH",
        captions=(CAPTION,),
    ),
    Manner(
        "nukeviet: hometext, author and source lines, points",
        f"""<html><head><meta charset="utf-8"><title>{TITLE}</title></head><body><nav>{MENU}</nav>
        <div class="news_column panel"><div class="panel-body"><h1 class="title margin-bottom-lg">{TITLE}</h1>
        <div class="row"><em class="pull-left">Thứ sáu - 05/07/2024 09:30</em></div>
        <div class="clearfix"><div class="hometext m-bottom">{SAPO}</div></div>
        <div id="news-bodyhtml" class="bodytext margin-bottom-lg">{paragraphs(P1, P2, P3)}</div>
        <div class="margin-bottom-lg"><p class="h5 text-right"><strong>Tác giả bài viết: </strong>Lê Thu Hà</p>
        <p class="h5 text-right"><strong>Nguồn tin: </strong>Báo Vĩnh An</p></div></div></div>
        <div class="panel"><form><div class="h5">Tổng số điểm của bài viết là: 5 trong 1 đánh giá</div><div>Click để đánh giá bài viết</div></form></div>
        <div class="panel"><p class="h3"><strong>Những tin mới hơn</strong></p>{OTHERS}</div>
        <div class="panel"><div class="panel-heading">Thống kê</div><p>Đang truy cập 12</p><p>Hôm nay 1,203</p></div></body></html>""",
        author="Lê Thu Hà",
        syndicated_from="Báo Vĩnh An",
    ),
    Manner(
        "sharepoint: divs for paragraphs, time line with views behind",
        f"""<html><head><title>Chi tiết tin</title></head><body><form id="aspnetForm"><div id="s4-titlerow">{MENU}</div>
        <div class="ms-webpart-zone"><h3 class="ArticleTitle">{TITLE}</h3><div class="ArticleDate">09:30 05-07-2024 | :974</div>
        <div class="ms-rtestate-field"><div><b>{SAPO}</b></div><div>{P1}</div><div><br></div><div>{P2}</div><div>{P3}</div>
        <div style="text-align:right"><b>H.Tr</b></div></div></div><div class="tinkhac"><b>Tin khác</b>{OTHERS}</div></form></body></html>""",
        author="H.Tr",
    ),
    Manner(
        "one cell, lines split by br",
        f"""<html><head><title>Trang tin Huyện ủy</title></head><body><table><tr><td>{MENU}</td></tr><tr><td>
        <span class="tieude_tin">{TITLE}</span><br><span class="ngay">Cập nhật lúc 09:30, Thứ Sáu, 05/07/2024 (GMT+7)</span><br><br>
        <b>{SAPO}</b><br><br>{P1}<br><br>{P2}<br>{P3}<br><br><b>Văn Việt</b></td></tr><tr><td>{OTHERS}</td></tr></table></body></html>""",
        author="Văn Việt",
    ),
    Manner(
        "year-month family: time before the weekday, source in brackets after the author",
        f"""<html><head><title>{TITLE} - Báo Vĩnh An Online</title></head><body><div id="header"><div class="today">Thứ Hai, 15/07/2024 08:00</div>{MENU}</div>
        <div class="content"><h1>{TITLE}</h1><div class="date">09:30, Thứ Sáu, 05/07/2024 [GMT+7]</div><div class="entry">
        <p><b>{SAPO}</b></p>{paragraphs(P1, P2, P3)}<p><strong>Mai Chi (Theo TTXVN)</strong></p></div>
        <div class="tags">Từ khóa: <a href="/k">Vĩnh An</a></div></div><div class="newer"><b>Các tin khác:</b>{OTHERS}</div></body></html>""",
        author="Mai Chi",
        syndicated_from="TTXVN",
    ),
    Manner(
        "dangcongsan: a mark before each caption, comment form under the text",
        f"""<html><head><title>{TITLE}</title></head><body><div class="header">{MENU}</div><div class="post">
        <div class="post-title">{TITLE}</div><div class="lbPublishedDate">Thứ sáu, 05/07/2024 09:30</div>
        <div class="post-summary"><h2>(ĐCSVN) - {SAPO}</h2></div><div class="post-content">{paragraphs(P1)}
        <table class="MASTERCMS_TPL_TABLE"><tr><td><span>leftcenterrightdel</span></td></tr><tr><td>{CAPTION}</td></tr></table>{paragraphs(P2, P3)}
        </div><div class="post-author">QT</div></div><div>CÓ THỂ BẠN QUAN TÂM</div>{OTHERS}
        <div>Ý kiến bình luận</div><div>Họ và tên</div><div>Email</div><div>Lời bình</div><div>Xác thực</div></body></html>""",
        author="QT",
        text=(f"(ĐCSVN) - {SAPO}", P1, P2, P3),
        captions=(CAPTION,),
    ),
    Manner(
        "wordpress",
        f"""<html><head><title>{TITLE} – Trang tin Vĩnh An</title><meta property="og:site_name" content="Trang tin Vĩnh An"></head><body class="single has-sidebar">
        <header id="masthead" class="site-header"><p class="site-title">Trang tin Vĩnh An</p><nav>{MENU}</nav></header>
        <main><article class="post hentry tag-dang-vien"><header class="entry-header"><h1 class="entry-title">{TITLE}</h1>
        <div class="entry-meta"><time class="entry-date published" datetime="2024-07-05T09:30:00+07:00">05/07/2024</time> <span class="byline">bởi <span class="author vcard"><a href="/author/admin">admin</a></span></span></div></header>
        <div class="entry-content">{paragraphs(f"<strong>{SAPO}</strong>", P1)}<h3>Khó ở nguồn</h3>{paragraphs(P2, P3)}<p style="text-align: right;"><strong>Bài, ảnh: Lê Ngân, BBT</strong></p>
        <div class="sharedaddy"><h3>Chia sẻ:</h3></div></div></article><div id="comments"><h2>2 bình luận</h2><p>Bài viết rất hay, mong huyện có thêm nhiều đảng viên trẻ trong năm tới.</p></div></main>
        <aside class="widget-area"><h2>Bài viết mới</h2>{OTHERS}</aside></body></html>""",
        author="Lê Ngân",
        headings=("Khó ở nguồn",),
    ),
    Manner(
        "page builder: every paragraph in boxes of its own",
        f"""<html><head><title>{TITLE}</title></head><body><div class="top">{MENU}</div><div class="wrap"><div class="r"><div class="c"><h2>{TITLE}</h2></div></div>
        <div class="r"><div class="c"><div>Ngày đăng: 05/07/2024 09:30</div></div></div>
        <div class="r"><div class="c"><div><p>{SAPO}</p></div></div></div><div class="r"><div class="c"><div><p>{P1}</p></div></div></div>
        <div class="r"><div class="c"><div><p>{P2}</p></div></div></div><div class="r"><div class="c"><div><p>{P3}</p></div></div></div></div><div class="foot">{FOOT}</div></body></html>""",
    ),
    Manner(
        "the date stands under the text, a clock above the title",
        f"""<html><head><title>{TITLE}</title></head><body><div class="head"><div id="dongho">Thứ Hai, 15/07/2024 | 08:12:45</div>{MENU}</div>
        <div class="detail"><h1>{TITLE}</h1>{paragraphs(SAPO, P1, P2, P3)}<div class="dt">Ngày cập nhật: 05/07/2024 09:30</div></div>
        <div class="khac"><h4>Tin đã đưa</h4>{OTHERS}</div></body></html>""",
    ),
    Manner(
        "JSON-LD in a graph, without a zone; several authors",
        f"""<html><head><title>{TITLE}</title><script type="application/ld+json">{{"@context":"https://schema.org","@graph":[{{"@type":"WebSite","name":"Báo Vĩnh An"}},
        {{"@type":["NewsArticle"],"headline":"{TITLE}","datePublished":"2024-07-05 09:30:00","dateModified":"2024-07-09 10:00:00","author":[{{"@type":"Person","name":"Mai Chi"}},{{"@type":"Person","name":"Văn Việt"}}]}}]}}</script></head>
        <body><div>{MENU}</div><div class="a"><h1>{TITLE}</h1><p class="lead">{SAPO}</p><div class="b">{paragraphs(P1, P2, P3)}</div></div></body></html>""",
        author="Mai Chi, Văn Việt",
    ),
    Manner(
        "JSON-LD in universal time; broken script before it; the paper named as the author",
        f"""<html><head><title>{TITLE}</title><script type="application/ld+json">{{"@type": "NewsArticle", }}</script>
        <script type="application/ld+json">{{"@type":"NewsArticle","headline":"{TITLE}","datePublished":"2024-07-05T02:30:00Z","author":{{"@type":"Person","name":"Báo Vĩnh An"}}}}</script></head>
        <body><div class="a"><h1>{TITLE}</h1><div class="b">{paragraphs(SAPO, P1, P2, P3)}<p><em>Thu Biên VX</em></p></div></div></body></html>""",
        author="Thu Biên VX",
    ),
    Manner(
        "the text only in JSON-LD, shown by script",
        f"""<html><head><title>{TITLE}</title><script type="application/ld+json">{{"@type":"NewsArticle","headline":"{TITLE}","datePublished":"2024-07-05T09:30:00+07:00","articleBody":"{SAPO}\\n{P1}\\n\\n{P2}\\n{P3}"}}</script></head>
        <body><div id="app">Đang tải…</div></body></html>""",
    ),
    Manner(
        "comments longer than the article, without telling names",
        f"""<html><head><title>{TITLE}</title></head><body><div class="x1"><h1>{TITLE}</h1><div class="x2">Thứ sáu, 05/07/2024 09:30</div>
        <div class="x3">{paragraphs(SAPO, P1, P2, P3)}</div><div class="x4"><b>Ý kiến bạn đọc (12)</b>{"<p>Tôi ở xã Hòa Bình, năm nay chi bộ tôi kết nạp được 4 đảng viên, nhưng chỉ tiêu là 9 nên còn phải cố gắng nhiều.</p>" * 6}</div></div></body></html>""",
    ),
    Manner(
        "the text twice, for wide and narrow screens; the caption twice",
        f"""<html><head><title>{TITLE}</title></head><body><div class="d"><h1>{TITLE}</h1><p>05/07/2024 09:30</p>
        <div class="wide">{paragraphs(SAPO, P1)}<p style="text-align:center"><img src="a.jpg"></p><p style="text-align:center"><i>{CAPTION}</i></p><p style="text-align:center"><i>{CAPTION}</i></p>{paragraphs(P2, P3)}</div>
        <div class="narrow">{paragraphs(SAPO, P1, P2, P3)}</div></div></body></html>""",
        captions=(CAPTION,),
    ),
    Manner(
        "links among the paragraphs: see also, arrows",
        f"""<html><head><title>{TITLE}</title></head><body><div class="d"><h1>{TITLE}</h1><div>Thứ sáu, 05/07/2024, 09:30</div><div class="n">{paragraphs(SAPO, P1)}
        <p><strong>Tin liên quan</strong></p><p><a href="/1">Xã Phú Sơn có 14 đảng viên mới trong quý II năm 2024</a></p><p><a href="/2">Kiểm tra 9 tổ chức đảng có dấu hiệu vi phạm</a></p>
        {paragraphs(P2)}<p>&gt;&gt; <a href="/3">Năm 2023, toàn huyện kết nạp 250 đảng viên</a></p><p>Xem thêm: <a href="/4">Hòa Bình vượt 20% chỉ tiêu</a></p>{paragraphs(P3)}
        <p><em>Theo Báo Vĩnh An</em></p></div></div></body></html>""",
        syndicated_from="Báo Vĩnh An",
    ),
    Manner(
        "a table of figures in the text",
        f"""<html><head><title>{TITLE}</title></head><body><div class="d"><h1>{TITLE}</h1><div>05.07.2024 - 9:30</div><div class="n">{paragraphs(SAPO, P1)}
        <table border="1"><tr><td>Đơn vị</td><td>Kết nạp</td><td>Chỉ tiêu</td></tr><tr><td>Xã Hòa Bình</td><td>12</td><td>20</td></tr><tr><td>Xã Tân Lập</td><td>9</td><td>18</td></tr></table>
        {paragraphs(P2, P3)}</div></div></body></html>""",
        text=(SAPO, P1, "Đơn vị | Kết nạp | Chỉ tiêu", "Xã Hòa Bình | 12 | 20", "Xã Tân Lập | 9 | 18", P2, P3),
    ),
    Manner(
        "only a clock, no date of the article",
        f"""<html><head><title>{TITLE}</title></head><body><div class="header"><div class="datetime">Hôm nay, Thứ Hai, 15/07/2024 08:12</div>{MENU}</div>
        <div class="d"><h1>{TITLE}</h1><div class="n">{paragraphs(SAPO, P1, P2, P3)}</div></div><div class="right"><p>Thời tiết 15/07/2024</p></div></body></html>""",
        published=None,
    ),
    Manner(
        "a sentence that begins with Theo Báo, last lines of a signature in capitals",
        f"""<html><head><title>{TITLE}</title></head><body><div class="d"><h1>{TITLE}</h1><div>Ngày 5 tháng 7 năm 2024, 9h30</div><div class="n">{paragraphs(SAPO, P1, P2)}
        <p>Theo Báo Vĩnh An, trong 6 tháng huyện có 12 chi bộ thoát tình trạng ba năm không kết nạp.</p><p>{P3}</p><p>NGUYỄN VĂN ĐĂNG - HÀ MY</p></div></div></body></html>""",
        author="NGUYỄN VĂN ĐĂNG - HÀ MY",
        text=(
            SAPO,
            P1,
            P2,
            "Theo Báo Vĩnh An, trong 6 tháng huyện có 12 chi bộ thoát tình trạng ba năm không kết nạp.",
            P3,
        ),
    ),
    Manner(
        "a correction's time beside the first one",
        f"""<html><head><title>{TITLE}</title></head><body><div class="d"><div class="u">Cập nhật lúc 22:38, Thứ Hai, 08/07/2024 (GMT+7)</div><h1>{TITLE}</h1><div class="p">Xuất bản: 05/07/2024 09:30</div>
        <div class="n">{paragraphs(SAPO, P1, P2, P3)}<p><i>(Nguồn: Cổng thông tin điện tử huyện Vĩnh An)</i></p></div></div></body></html>""",
        syndicated_from="Cổng thông tin điện tử huyện Vĩnh An",
    ),
]
