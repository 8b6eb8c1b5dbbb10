"""Articles as a paper shows them, and how it edits them: a sentence knows where it has come from, whatever is done to it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from random import Random

from schema import Record

PLACES = ("Chi bộ Hoa Sen", "Chi bộ Hoa Mai", "Chi bộ Sơn Ca")
_VERBS = ("kết nạp", "kết nạp", "có", "tặng")
_NUMBERS = ("5", "5", "7", "12", "5/12")
_TAILS = ("", "", " mới", " trong năm", " sau một thời gian dài thử thách và rèn luyện")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence and where it has come from; a copy and an edited form have come from the same."""

    origin: int
    text: str


Lines = list[list[Sentence]]
Writer = Callable[[Random], Sentence]


@dataclass(slots=True)
class Page:
    """An article as the paper shows it now, and as it was read last."""

    lines: Lines
    published: date
    record: Record | None = None
    read_lines: Lines = field(default_factory=list)

    @property
    def text(self) -> str:
        return "\n".join(" ".join(sentence.text for sentence in line) for line in self.lines)

    def sentence_at(self, offset: int) -> Sentence:
        """The sentence at an offset of the text that was read."""
        place = 0
        for line in self.read_lines:
            for sentence in line:
                if offset < place + len(sentence.text):
                    return sentence
                place += len(sentence.text) + 1
        raise AssertionError(f"nothing stands at {offset}")


def new_sentence(origin: int, random: Random) -> Sentence:
    """A sentence with a figure."""
    parts = (random.choice(PLACES), random.choice(_VERBS), random.choice(_NUMBERS), "đảng viên")
    return Sentence(origin, f"{' '.join(parts)}{random.choice(_TAILS)}.")


def edit(lines: Lines, random: Random, write: Writer) -> None:
    """Edit some lines at one place; ``write`` writes a sentence."""
    random.choice((_word, _number, _added, _removed, _moved, _doubled))(lines, random, write)


def _at(lines: Lines, random: Random) -> tuple[list[Sentence], int]:
    line = random.choice([line for line in lines if line] or [lines[0]])
    return line, random.randrange(max(1, len(line)))


def _word(lines: Lines, random: Random, write: Writer) -> None:
    line, place = _at(lines, random)
    if line:
        words = line[place].text[:-1].split()
        words.insert(random.randint(3, len(words)), random.choice(("đã", "vừa", "cũng", "mới")))
        line[place] = replace(line[place], text=" ".join(words) + ".")


def _number(lines: Lines, random: Random, write: Writer) -> None:
    line, place = _at(lines, random)
    if line:
        text = line[place].text
        for number in ("5/12", "12", "7", "5"):
            if f" {number} " in text:
                line[place] = replace(line[place], text=text.replace(f" {number} ", f" {random.choice(_NUMBERS)} "))
                return


def _added(lines: Lines, random: Random, write: Writer) -> None:
    line, place = _at(lines, random)
    line.insert(place, write(random))


def _removed(lines: Lines, random: Random, write: Writer) -> None:
    line, place = _at(lines, random)
    if line:
        del line[place]


def _moved(lines: Lines, random: Random, write: Writer) -> None:
    line, place = _at(lines, random)
    if line:
        sentence = line.pop(place)
        random.choice(lines).append(sentence)


def _doubled(lines: Lines, random: Random, write: Writer) -> None:
    line, place = _at(lines, random)
    if line:
        random.choice(lines).append(line[place])
