"""The archive: written page by page, read back, torn at every byte."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from warcio.archiveiterator import ArchiveIterator

from crawler.archive import Archive, read_page_at, read_warc

NOW = datetime(2026, 11, 5, 1, 2, 3, tzinfo=UTC)
BODIES = [f"<p>Bài số {number}</p>".encode() * 20 for number in range(3)]


@pytest.fixture
def warc(tmp_path: Path) -> tuple[Path, list[int]]:
    path = tmp_path / "vinh-an" / "a.warc.gz"
    with Archive(path, "Chibo/0") as archive:
        offsets = [
            archive.write(
                f"https://bao.vn/bai/{number}?x=1",
                NOW,
                request=[("User-Agent", "Chibo/0")],
                status=200,
                headers=[("Content-Type", "text/html"), ("Content-Encoding", "gzip"), ("X-Two", "a"), ("X-Two", "b")],
                body=body,
            )
            for number, body in enumerate(BODIES)
        ]
    return path, offsets


def test_pages_come_back_as_they_were(warc: tuple[Path, list[int]]) -> None:
    path, offsets = warc
    reader = read_warc(path)
    pages = list(reader)
    assert reader.torn is None
    assert [page.body for page in pages] == BODIES
    assert [page.offset for page in pages] == offsets
    assert {(page.status, page.content_type, page.fetched_at) for page in pages} == {(200, "text/html", NOW)}
    assert pages[1].url == "https://bao.vn/bai/1?x=1"
    assert [value for name, value in pages[0].headers if name == "X-Two"] == ["a", "b"]
    assert read_page_at(path, offsets[1]) == pages[1]


def test_each_record_is_a_member_of_its_own_and_others_can_read_it(warc: tuple[Path, list[int]]) -> None:
    with warc[0].open("rb") as file:
        kinds = [
            (record.rec_type, record.rec_headers.get_header("WARC-Target-URI"))
            for record in ArchiveIterator(file, check_digests="raise")
        ]
    assert [kind for kind, _ in kinds] == ["warcinfo", *["response", "request"] * 3]


def test_a_page_is_on_the_disk_before_the_archive_is_closed(tmp_path: Path) -> None:
    archive = Archive(tmp_path / "a.warc.gz", "Chibo/0")
    assert not archive.path.exists()
    archive.write("https://bao.vn/", NOW, request=[], status=200, headers=[], body=b"x")
    assert [page.body for page in read_warc(archive.path)] == [b"x"]
    archive.close()


def test_torn_at_every_byte(warc: tuple[Path, list[int]], tmp_path: Path) -> None:
    path, offsets = warc
    data = path.read_bytes()
    torn = tmp_path / "torn.warc.gz"
    whole = {0}
    for length in range(0, len(data), 3):
        torn.write_bytes(data[:length])
        reader = read_warc(torn)
        pages = list(reader)
        assert [page.body for page in pages] == BODIES[: len(pages)]
        assert len(pages) >= sum(1 for offset in offsets[1:] if length >= offset)
        if reader.torn is None:
            whole.add(length)
        else:
            assert reader.torn.startswith("torn.warc.gz: torn at byte")
    assert len(whole) <= 8


def test_rubbish_in_the_middle_ends_the_reading(warc: tuple[Path, list[int]]) -> None:
    path, offsets = warc
    data = bytearray(path.read_bytes())
    data[offsets[1] + 30 : offsets[1] + 60] = bytes(30)
    path.write_bytes(data)
    reader = read_warc(path)
    assert [page.body for page in reader] == BODIES[:1]
    assert reader.torn is not None
    with pytest.raises(ValueError, match="no page at byte"):
        read_page_at(path, offsets[1])


@pytest.mark.parametrize("data", [b"", b"no warc at all\r\n\r\n", b"\x1f\x8b"])
def test_what_is_no_archive(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "x.warc"
    path.write_bytes(data)
    assert list(read_warc(path)) == []


def test_an_archive_is_never_written_over(warc: tuple[Path, list[int]]) -> None:
    with pytest.raises(FileExistsError):
        Archive(warc[0], "Chibo/0").write("https://bao.vn/", NOW, request=[], status=200, headers=[], body=b"")
