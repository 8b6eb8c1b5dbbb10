"""Articles of the bench with the records that an extractor would make of them: some tell what others told before.

Everything follows from the seed. The text is of our own simple sentences, and what a record quotes stands in it at its
offsets; records are put together without validation, which is the bench's business and not the store's.
"""

from __future__ import annotations

import hashlib
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from random import Random

from schema import Article, ArticleInput, Date, Document, Evidence, Fact, FactUnit, Paragraph, Period, Record, Unit
from tests.bench.store_world import COUNTED, REFORM, WEIGHTS, Counted, Place, World, steady

FIRST_DAY, LAST_DAY = date(2019, 1, 7), date(2026, 10, 31)
_REVISED, _RETOLD = 0.05, 0.22
_HEARD = 400  # stories that another article may still tell again
_QUALIFIERS = ((), (), (), (), (), (), ("female",), ("youth_union",), ("ethnic_minority",), ("student",))
_QUALIFIED = {
    "female": "nữ",
    "youth_union": "đoàn viên",
    "ethnic_minority": "người dân tộc thiểu số",
    "student": "sinh viên",
}
_CENTRAL = [("nghi_quyet", "Nghị quyết", f"{n:02}", "NQ/TW") for n in (4, 10, 12, 18, 19, 20, 21, 26, 27, 28, 29, 35)]
_CENTRAL += [("chi_thi", "Chỉ thị", f"{n:02}", "CT/TW") for n in (5, 12, 20, 28, 33, 35, 45)]
_CENTRAL += [("quy_dinh", "Quy định", str(n), "QĐ/TW") for n in (22, 24, 37, 69, 124, 144, 205, 213, 232, 294)]
_FILLER = """Cấp ủy các cấp phân công đảng viên phụ trách từng thôn, bản, giúp chi bộ tạo nguồn.
Sinh hoạt chuyên đề hằng quý được chuẩn bị kỹ, nội dung sát với công việc của địa phương.
Nhiều chi bộ lập nhóm trao đổi để gửi tài liệu trước buổi họp.
Ban tổ chức rà soát hồ sơ, rút ngắn thời gian xét duyệt mà vẫn đúng quy trình.
Đoàn thanh niên giới thiệu những người trẻ có uy tín để chi bộ theo dõi, giúp đỡ.
Mặt trận và các đoàn thể cùng vận động nhân dân hiến đất, góp ngày công làm đường.
Những nơi khó khăn được ưu tiên cử cán bộ về dự sinh hoạt cùng chi bộ.
Bí thư chi bộ nhiều nơi kiêm trưởng thôn, việc làng việc xóm được bàn chung một lần.
Công tác kiểm tra chú ý những khâu dễ phát sinh sai sót như đất đai, tài chính.
Các trường học, trạm y tế đều có đảng viên làm nòng cốt.
Vào mùa gặt, các buổi họp được chuyển sang buổi tối để bà con tham gia đông đủ.
Người cao tuổi được thăm hỏi, tặng quà vào dịp kỷ niệm ngày thành lập.
Hợp tác xã chè và cà phê mở thêm tổ liên kết, thu nhập của hội viên khá lên.
Việc nêu gương được gắn với bản cam kết của từng người, công khai ở nhà văn hóa.
Chuyển đổi số bắt đầu từ sổ tay điện tử, giúp tra cứu nhanh hơn.
Nguồn kết nạp ở vùng đồng bào có đạo còn ít, cần thêm thời gian bồi dưỡng.""".split("\n")


@dataclass(frozen=True, slots=True)
class Told:
    """One figure as an article tells it."""

    counted: Counted
    qualifiers: tuple[str, ...]
    value: float | None
    target: float | None
    rate: float | None
    share: float | None
    approximation: str | None = None


@dataclass(frozen=True, slots=True)
class Span:
    """A period of flows, and the words for it."""

    begins: date
    ends: date
    words: str
    precision: str


@dataclass(frozen=True, slots=True)
class Story:
    """What an article tells: of whom, for when, and which figures."""

    place: Place
    span: Span
    figures: tuple[Told, ...]


@dataclass(frozen=True)
class Made:
    """An article on its way into the store, with its record."""

    source: str
    url: str
    province: str
    published: date
    story: Story
    paragraphs: tuple[str, ...]
    record: Record

    def given(self) -> ArticleInput:
        """The article as the crawler would hand it in."""
        article = self.record.article
        return ArticleInput(
            id=self.url,
            url=self.url,
            title=article.title,
            published=self.published,
            author=article.author,
            site=article.site,
            province=self.province,
            paragraphs=tuple(Paragraph.model_construct(text=text, zone="body") for text in self.paragraphs),
        )


def made_articles(total: int, country: World, seed: int) -> Iterator[Made]:
    """``total`` articles in the order of their days; every twentieth comes once more later, with a sentence added."""
    random = Random(seed)
    heard: deque[Story] = deque(maxlen=_HEARD)
    edited: deque[tuple[int, Made]] = deque()
    days = (LAST_DAY - FIRST_DAY).days
    for number in range(total):
        while edited and edited[0][0] <= number:
            yield edited.popleft()[1]
        published = FIRST_DAY + timedelta(days=days * number // total)
        if heard and random.random() < _RETOLD:
            story = _retold(random.choice(heard), random)
        else:
            story = _story(country, published, random)
            heard.append(story)
        paper = random.choice(
            [p for p in country.papers if p[2] in (story.place.today, story.place.province)] or country.papers
        )
        if random.random() < 0.2:
            paper = random.choice(country.papers)
        url = f"https://{paper[0]}.example/xay-dung-dang/{published:%Y%m%d}-{number}.html"
        article = _Writer(random, story, published, paper, url)
        yield article.made()
        if random.random() < _REVISED:
            edited.append((number + 3000, article.edited()))


def _story(country: World, published: date, random: Random) -> Story:
    places = country.before if published < REFORM else country.after
    level = random.choices(list(places), [12, 30, 58][: len(places)] if len(places) == 3 else [20, 80])[0]
    place = random.choice(places[level])
    span = random.choice(_spans(published))
    figures: dict[tuple[str, tuple[str, ...]], Told] = {}
    for _ in range(random.choice((3, 4, 5, 5, 6, 6, 7, 8, 9, 10))):
        counted = random.choices(COUNTED, WEIGHTS)[0]
        qualifiers = random.choice(_QUALIFIERS) if counted.noun.startswith("đảng viên") else ()
        figures.setdefault((counted.code, qualifiers), _true(place, span, counted, qualifiers))
    return Story(place, span, tuple(figures.values()))


def _true(place: Place, span: Span, counted: Counted, qualifiers: tuple[str, ...]) -> Told:
    """What is so: the same whoever asks."""
    chance = steady(place.code, span.ends, span.begins, counted.code, qualifiers)
    part = 0.3 if qualifiers else 1.0
    if counted.kind == "share":
        return Told(counted, qualifiers, None, None, None, round(12 + 10 * chance, 2))
    years = ((span.ends - span.begins).days + 1) / 365 if counted.kind == "flow" else 1.0
    value = float(max(1, round(place.size * counted.ratio * part * years * (0.7 + 0.6 * chance))))
    if counted.code != "members_admitted" or chance < 0.6:
        return Told(counted, qualifiers, value, None, None, None)
    target = float(max(1, round(value / (0.8 + chance / 3))))
    return Told(counted, qualifiers, value, target, round(100 * value / target, 2), None)


def _retold(story: Story, random: Random) -> Story:
    """What another article makes of a story: some of it, mostly the same, now and then rounded or another number."""
    kept = random.sample(story.figures, max(1, len(story.figures) - 1))
    figures = []
    for told in kept:
        chance = random.random()
        if told.value is None or told.target is not None or chance < 0.75:
            figures.append(told)
        elif chance < 0.85 and told.value > 50:
            figures.append(replace(told, value=told.value // 10 * 10, approximation="over"))
        else:
            figures.append(replace(told, value=told.value + random.choice((1.0, 2.0, 9.0))))
    return replace(story, figures=tuple(figures))


def _spans(published: date) -> list[Span]:
    """Periods that an article of that day may be about: those over lately."""
    year = published.year
    last = Span(date(year - 1, 1, 1), date(year - 1, 12, 31), f"năm {year - 1}", "year")
    found = [last] if published.month < 4 else []
    for month, words, precision in ((3, "quý I", "quarter"), (6, "6 tháng đầu", "half"), (9, "9 tháng đầu", "months")):
        if published.month > month and published.month <= month + 4:
            ends = date(year, month + 1, 1) - timedelta(days=1)
            found.append(Span(date(year, 1, 1), ends, f"{words} năm {year}", precision))
    return found or [last]


def _number(value: float) -> str:
    return f"{value:,.0f}".replace(",", ".") if value == int(value) else f"{value:g}".replace(".", ",")


@dataclass
class _Writer:
    """Writes one article sentence by sentence and notes where everything stands."""

    random: Random
    story: Story
    published: date
    paper: tuple[str, str, str]
    url: str
    paragraphs: list[str] = field(default_factory=list)
    length: int = 0
    documents: list[Document] = field(default_factory=list)
    dates: list[Date] = field(default_factory=list)
    units: list[Unit] = field(default_factory=list)
    facts: list[Fact] = field(default_factory=list)

    def made(self) -> Made:
        name = f"Đảng bộ {self.story.place.name}"
        self.title = f"{name}: chuyển biến trong công tác phát triển đảng"
        self._paragraph(self.title)
        self._lead(name)
        for start in range(0, len(self.story.figures), 3):
            self._figures(name, self.story.figures[start : start + 3])
        sentences = self.random.sample(_FILLER, len(_FILLER))
        wanted = self.random.randint(800, 1400)
        while self.length < wanted and len(sentences) > 2:
            self._paragraph(" ".join(sentences.pop() for _ in range(3)))
        return self._made()

    def edited(self) -> Made:
        """The same article, later, with a paragraph more: offsets stay, and so does every figure."""
        self._paragraph("Tin được bổ sung ý kiến của ban tổ chức cấp ủy.")
        return self._made()

    def _made(self) -> Made:
        article = Article.model_construct(
            id=self.url,
            path=None,
            url=self.url,
            title=self.title,
            published=self.published,
            author="Nhóm phóng viên",
            syndicated_from=None,
            site=self.paper[1],
            text="\n".join(self.paragraphs),
        )
        mentions = {name: tuple(getattr(self, name)) for name in ("documents", "dates", "units", "facts")}
        record = Record.model_construct(version=1, article=article, flags=(), **mentions)
        source, _, province = self.paper
        return Made(source, self.url, province, self.published, self.story, tuple(self.paragraphs), record)

    def _paragraph(self, text: str) -> None:
        self.paragraphs.append(text)
        self.length += len(text) + 1

    def _lead(self, name: str) -> None:
        place, start = self.story.place, self.length
        kind, word, number, symbol = self.random.choice(_CENTRAL[: self.random.randint(1, len(_CENTRAL))])
        canonical = f"{number}-{symbol}"
        if self.random.random() < 0.3:
            canonical = f"{self.random.randint(1, 400):02}-KH/TU"
            kind, word, number, symbol = "ke_hoach", "Kế hoạch", canonical.split("-")[0], "KH/TU"
        day, cited = f"Ngày {self.published.day}-{self.published.month}", f"{word} số {canonical}"
        text = f"{day}, {name} sơ kết việc thực hiện {cited} của cấp trên tại {place.province}."
        at = text.index(cited)
        central = symbol.endswith("/TW")
        self.documents.append(
            Document.model_construct(
                start=start + at,
                end=start + at + len(cited),
                text=cited,
                type=kind,
                number=number,
                symbol=symbol,
                canonical=canonical,
                date=None,
                issuer="Ban Chấp hành Trung ương" if central else f"Tỉnh ủy {place.province}",
                issuer_level="central" if central else "province",
                title=None,
                antecedent=None,
                flags=(),
            )
        )
        self._date(day, start, self.published, self.published, "day")
        self._unit(name, place, "dang_bo", start + text.index(name))
        self._unit(
            place.province, replace(place, level="province"), "place", start + text.index(f"{place.province}.", at)
        )
        self._paragraph(text)

    def _figures(self, name: str, figures: tuple[Told, ...]) -> None:
        sentences = []
        start = self.length
        for told in figures:
            text = self._fact(name, told, start)
            sentences.append(text)
            start += len(text) + 1
        self._paragraph(" ".join(sentences))

    def _fact(self, name: str, told: Told, start: int) -> str:
        span, counted, random = self.story.span, told.counted, self.random
        when = f"Trong {span.words}" if counted.kind != "stock" else f"Đến ngày {span.ends.day}-{span.ends:%m-%Y}"
        about = {"over": "hơn ", None: ""}[told.approximation]
        if told.value is None:
            figure = f"{_number(told.share or 0.0)}% {counted.noun}"
        else:
            of = f"/{_number(told.target)}" if told.target is not None else ""
            figure = f"{about}{_number(told.value)}{of} {counted.noun}"
        if told.qualifiers:
            figure += f" là {_QUALIFIED[told.qualifiers[0]]}"
        rate = f", đạt {_number(told.rate)}% chỉ tiêu" if told.rate is not None else ""
        text = f"{when}, {name} {counted.verb} {figure}{rate}."
        if len(self.dates) < 2:
            begins = None if counted.kind == "stock" else span.begins
            words = when.split(" ", 1)[1]
            self._date(words, start + text.index(words), begins or span.ends, span.ends, span.precision)
        at = text.index(figure)
        doubts: tuple[str, ...] = ()
        if random.random() < 0.25:
            doubts = random.choice(
                (("rate_mismatch", "needs_review"), ("unit_inferred", "needs_review"), ("period_inferred",))
            )
        place = self.story.place
        key = hashlib.sha256(f"{self.url}\n{counted.code}\n{text}".encode()).hexdigest()[:20]
        self.facts.append(
            Fact.model_construct(
                id=key,
                start=start + at,
                end=start + at + len(figure),
                text=figure,
                indicator=counted.code,
                value=told.value,
                value_max=None,
                approximation=told.approximation,
                target=told.target,
                rate=told.rate,
                share=told.share,
                share_max=None,
                denominator=None,
                modality="actual",
                qualifiers=told.qualifiers,
                unit=FactUnit.model_construct(
                    name=name,
                    start=start + text.index(name),
                    end=start + text.index(name) + len(name),
                    level=place.level,
                    province=place.province,
                    place_code=place.code,
                    place_today=place.today,
                ),
                period=Period.model_construct(
                    from_=None if counted.kind == "stock" else span.begins, to=span.ends, start=None, end=None
                ),
                evidence=Evidence.model_construct(start=start, end=start + len(text), text=text),
                rule=f"{counted.code}.verb",
                confidence=round(random.betavariate(8, 2), 2),
                flags=doubts,
                explanations=dict.fromkeys(doubts, "The article does not say so in as many words."),
                explanations_vi=dict.fromkeys(doubts, "Bài viết không nói rõ điều này."),
            )
        )
        return text

    def _date(self, words: str, start: int, begins: date, ends: date, precision: str) -> None:
        where = {"start": start, "end": start + len(words), "text": words}
        days = {"from_": begins, "to": ends, "precision": precision, "anchored": precision == "day"}
        self.dates.append(Date.model_construct(**where, **days))

    def _unit(self, name: str, place: Place, kind: str, start: int) -> None:
        self.units.append(
            Unit.model_construct(
                start=start,
                end=start + len(name),
                text=name,
                name=name,
                kind=kind,
                level=place.level,
                province=place.province,
                place_code=place.code,
                place_today=place.today,
                parent=None,
                flags=(),
            )
        )
