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

MANNERS.append(
    Manner(
        "baonghean: sapo in div.b-maincontent strong; author link; header date",
        f"""<html><head><title>{TITLE} | Báo Vĩnh An điện tử</title><meta property="article:published_time" content="2024-07-05T09:30:00.000+07:00"></head><body>
<div class="c-header"><div class="c-date">Thứ Bảy, 20/7/2024 09:15</div></div><div class="l-content"><div class="c-detail-head"><h1 class="c-detail-head__title">{TITLE}</h1><div class="c-detail-head__row"><span class="c-detail-head__time">05/07/2024 09:30</span></div><div class="c-author"><div class="c-author__name"><a href="/tac-gia/thanh-le">Thanh Lê</a></div></div></div>
<div class="b-maincontent"><p><strong>{SAPO}</strong></p>{paragraphs(P1)}<div class="b-news-related"><h4>Đọc thêm</h4><ul><li><a href='/1'>Xã A có 12 đảng viên mới kết nạp năm 2023</a></li></ul></div><figure class="img"><img><figcaption><p>{CAPTION}</p></figcaption></figure>{paragraphs(P2, P3)}</div><div class="c-box">{OTHERS}</div></div></body></html>""",
        author="Thanh Lê",
        captions=(CAPTION,),
    )
)
MANNERS.append(
    Manner(
        "dnn: module spans",
        f"""<html><head><title>Huyện ủy Vĩnh An > Tin tức > {TITLE}</title></head><body><form id="Form"><div class="dnnheader"><span class="clock">05/08/2024</span>{MENU}</div>
<div class="DnnModule"><div class="newsdetail"><span id="dnn_ctr_lblTitle" class="title">{TITLE}</span><br/><span id="dnn_lblDate" class="date">Thứ sáu, 05/07/2024 | 09:30</span><div class="brief"><strong>{SAPO}</strong></div><div id="content"><p style="text-align:justify">{P1}</p><p style="text-align:justify">{P2}</p><p>{P3}</p><p style="text-align:right"><b>Tin, ảnh: Hoàng Nam</b></p></div></div></div>
<div class="DnnModule"><b>Các bài viết khác</b>{OTHERS}</div></form></body></html>""",
        author="Hoàng Nam",
    )
)
MANNERS.append(
    Manner(
        "print page /trang-in",
        f"""<html><head><title>{TITLE}</title></head><body onload="window.print()"><img src=logo.png><div>BÁO VĨNH AN ĐIỆN TỬ</div><div>http://baovinhan.vn</div><hr><h2>{TITLE}</h2><div>05/07/2024 09:30</div><div><b>{SAPO}</b></div><div>{paragraphs(P1, P2, P3)}</div><div><b>Hải Yến</b></div><hr><div>© Báo Vĩnh An. Mọi quyền được bảo lưu.</div></body></html>""",
        author="Hải Yến",
    )
)
MANNERS.append(
    Manner(
        "vnpt ioffice: title h4, lượt xem between, p with &nbsp; indents",
        f"""<html><head><title>Chi tiết bài viết</title></head><body><div class="container"><div class="row"><div class="col-8"><h4 class="tin-title">{TITLE}</h4><p class="small">Ngày đăng: 05/07/2024 - 09:30 | Lượt xem: 1.254</p><p><b>&nbsp;&nbsp;{SAPO}</b></p><p>&nbsp;&nbsp;&nbsp;{P1}</p><p><img></p><p align="center"><i>{CAPTION}</i></p><p>{P2}</p><p>{P3}</p><p align="right"><b>Ban Tuyên giáo Huyện ủy</b></p></div><div class="col-4"><h5>Tin xem nhiều</h5>{OTHERS}<h5>Thống kê</h5><p>Hôm nay: 851</p><p>Tổng lượt truy cập: 462.203</p></div></div></div></body></html>""",
        author="Ban Tuyên giáo Huyện ủy",
        captions=(CAPTION,),
    )
)
MANNERS.append(
    Manner(
        "oracle webcenter spans & nested tables",
        f"""<html><head><title>Cổng thông tin điện tử huyện Vĩnh An</title></head><body><div id="pt1"><table><tr><td><span>Thứ 7 ngày 20/07/2024</span></td></tr></table><div class="xdetail"><span class="x1">{TITLE}</span><div class="x2">Cập nhật: 09:30 05/07/2024</div><div class="x3"><div dir="ltr"><p class="MsoNormal"><span lang="VI">{SAPO}</span></p><p class="MsoNormal"><span>{P1[:40]}</span><span>{P1[40:]}</span></p><table border=0><tbody><tr><td><p><img src=1></p></td></tr><tr><td><p><em>{CAPTION}</em></p></td></tr></tbody></table><p class="MsoNormal">{P2}</p><p class="MsoNormal">{P3}</p><p class="MsoNormal" align="right" style="text-align:right"><b><i>Nguyễn Hạnh</i></b></p></div></div></div></div></body></html>""",
        author="Nguyễn Hạnh",
        captions=(CAPTION,),
    )
)
MANNERS.append(
    Manner(
        "amp-like, article schema microdata",
        f"""<html amp><head><title>{TITLE}</title></head><body><header class="h">{MENU}</header><article itemscope itemtype="http://schema.org/NewsArticle"><header><h1 itemprop="headline">{TITLE}</h1><meta itemprop="datePublished" content="2024-07-05T09:30:00+07:00"><span itemprop="author" itemscope><span itemprop="name">Mai Chi</span></span></header><div itemprop="description">{SAPO}</div><div itemprop="articleBody">{paragraphs(P1, P2, P3)}</div><footer>Từ khóa: <a>Vĩnh An</a></footer></article></body></html>""",
        author="Mai Chi",
    )
)
MANNERS.append(
    Manner(
        "short body, big sidebar of running text",
        f"""<html><head><title>{TITLE}</title></head><body><div id=c><div id=l><h1>{TITLE}</h1><div class=d>05-07-2024, 09:30</div><div id=n>{paragraphs(SAPO, P1, P3)}</div></div><div id=r><div><b>Lời Bác dạy</b><p>{"Đảng ta là một đảng cầm quyền, mỗi đảng viên và cán bộ phải thật sự thấm nhuần đạo đức cách mạng, thật sự cần kiệm liêm chính. " * 8}</p></div><div><b>Thông báo</b><p>Huyện ủy thông báo lịch tiếp công dân định kỳ của Thường trực Huyện ủy trong tháng 7 năm 2024 tại trụ sở.</p></div></div></div></body></html>""",
        text=(SAPO, P1, P3),
    )
)
MANNERS.append(
    Manner(
        "h2 section headings, list items, author middle dot date",
        f"""<html><head><title>{TITLE}</title></head><body><main><h1>{TITLE}</h1><div class="meta">Thu Hằng • 05/07/2024 09:30</div><div class=post>{paragraphs("<b>" + SAPO + "</b>", P1)}<h2>Cách làm ở cơ sở</h2><ul><li>{P2}</li><li>{P3}</li></ul></div></main></body></html>""",
        author="Thu Hằng",
        headings=("Cách làm ở cơ sở",),
    )
)
MANNERS.append(
    Manner(
        "paragraph sapo with leading source cue, theo (nguồn) at foot, updated meta only",
        f"""<html><head><title>{TITLE}</title></head><body><div class="detail"><h1>{TITLE}</h1><p class="time">Thứ Sáu, 05/07/2024 - 09:30</p><p class="sapo">(ĐN)- {SAPO}</p>{paragraphs(P1, P2, P3)}<p style="text-align:right">Theo Ngọc Anh (Báo Nhân Dân)</p></div></body></html>""",
        author="Ngọc Anh",
        syndicated_from="Báo Nhân Dân",
        text=("(ĐN)- " + SAPO, P1, P2, P3),
    )
)
MANNERS.append(
    Manner(
        "caption above/below with div class and photo credit line",
        f"""<html><head><title>{TITLE}</title></head><body><div class="detail"><h1>{TITLE}</h1><p class="time">05/07/2024 09:30</p><div class=b>{paragraphs(SAPO, P1)}<div class="img-wrap"><img><div class="img-caption">Quang cảnh hội nghị. <em>(Ảnh: H.A)</em></div></div>{paragraphs(P2)}<p style="text-align:center"><img></p><p class="Image">Ảnh: Đại biểu dự hội nghị biểu quyết thông qua chương trình.</p>{paragraphs(P3)}</div><p class="author"><b>Hồng Ánh</b></p></div></body></html>""",
        author="Hồng Ánh",
        captions=("Quang cảnh hội nghị. (Ảnh: H.A)", "Ảnh: Đại biểu dự hội nghị biểu quyết thông qua chương trình."),
    )
)
MANNERS.append(
    Manner(
        "no h1: title in td class, date cell beside 'Đọc bài viết'",
        f"""<html><head><title>Đảng bộ huyện Vĩnh An</title></head><body><table width=100%><tr><td>{MENU}</td></tr><tr><td><table><tr><td class=t><font color=red><b>{TITLE}</b></font></td></tr><tr><td>(05/07/2024 09:30:00)</td></tr><tr><td><b>{SAPO}</b></td></tr><tr><td>{P1}<br>{P2}<br>{P3}<br><div align=right><b>Đ.T</b></div></td></tr><tr><td><b>Tin mới hơn:</b><br><a href=1>Xã Tân Lập kết nạp 45 đảng viên (9/7)</a></td></tr></table></td></tr></table></body></html>""",
        author="Đ.T",
    )
)
MANNERS.append(
    Manner(
        "title link to self, breadcrumbs same words",
        f"""<html><head><title>{TITLE} - Tin tức - Huyện Vĩnh An</title></head><body><ul class=crumb><li><a href=/>Trang chủ</a></li><li><a href=/t>Tin tức</a></li></ul><div class=i><h2 class=ttl><a href="/bai.html">{TITLE}</a></h2><span class=dt>05/07/2024 09:30 AM</span><div class=txt><div>{SAPO}</div><div>{P1}</div><div>{P2}</div><div>{P3}</div></div><div>Tác giả: Lê Bình</div><div>Nguồn: vinhan.gov.vn</div></div></body></html>""",
        author="Lê Bình",
        syndicated_from="vinhan.gov.vn",
    )
)
