"""A second opinion on the ends of names that the grammar had to guess, from underthesea's own models.

An organisation's name goes on in small letters ("Công ty TNHH một thành viên Xổ số kiến thiết Đồng Nai") and ends where
a word of the rest of the sentence begins. Where a word that can begin such a rest is also a syllable of a longer word
("xổ số", "hậu cần"), the grammar guesses wrongly; word segmentation knows better. Of the sentences with such a guess,
and of no others, underthesea is asked. Its names (NER) are read as well, but no rule here believes them: on Vietnamese
lists of places they are worse than none (the figures are in `docs/second-opinion.md`).

Not on the default path: ``extract(article, second_opinion=True)``. Where the package or one of its models is missing,
nothing is asked and nothing changes.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

from extract.crf_features import CHUNK_TEMPLATE, NER_TEMPLATE, POS_TEMPLATE, features
from extract.mentions import Sentence, UnitSpan
from extract.names import organisation_name
from extract.text import Text

_SEGMENTATION = "word_tokenize/models/ws_crf_vlsp2013_20230727"
_POS = "pos_tag/pos_crf_2017_10_11.bin"
_CHUNKS = "chunking/chunk_crf_2017_10_12.bin"
_NAMES = "ner/ner_crf_2017_10_12.bin"

_GUESSED = frozenset(("unit.organisation", "unit.of_organisation", "unit.cell_named", "unit.group"))
"""The rules that end a name by `names.organisation_name`."""
_NOUNS = frozenset(("N", "Np", "Ny"))
_NAMED = frozenset(("Np", "Ny", "M"))

Tagger = Callable[[list[list[str]]], list[str]]


@dataclass(frozen=True, slots=True)
class Word:
    """One word of one or more syllables; offsets of the text, tags of the Vietnamese treebank (VLSP).

    ``pos`` is its part of speech (N noun, Np proper noun, V verb, M numeral, C conjunction …), ``chunk`` its place
    in a phrase (B-NP, I-NP …), ``name`` its place in a name (B-LOC, I-PER, O …).
    """

    start: int
    end: int
    pos: str
    chunk: str
    name: str


@dataclass(frozen=True, slots=True)
class _Models:
    find_tokens: Callable[[str], Any]
    normal_text: Callable[[str], str]
    normal_token: Callable[[str], str]
    segment: Tagger
    pos: Tagger
    chunk: Tagger
    name: Tagger


@cache
def _models() -> _Models | None:
    """The four models; ``None`` where underthesea or one of them is not there."""
    try:
        tokenizing = import_module("underthesea.pipeline.word_tokenize.regex_tokenize")
        folder = Path(str(tokenizing.__file__)).parents[1]
        segmenter = import_module("underthesea.models.fast_crf_sequence_tagger").FastCRFSequenceTagger()
        segmenter.load(str(folder / _SEGMENTATION))
        new_tagger = import_module("underthesea_core").CRFTagger
        taggers: list[Tagger] = []
        for model in (_POS, _CHUNKS, _NAMES):
            tagger = new_tagger()
            tagger.load(str(folder / model))
            taggers.append(tagger.tag)
        return _Models(
            tokenizing.patterns.finditer,
            tokenizing.normalize_characters_in_text,
            tokenizing.token_normalize,
            segmenter.predict,
            *taggers,
        )
    except (ImportError, OSError, AttributeError):
        return None


def available() -> bool:
    """Whether underthesea and its models are there to be asked; loads them (about a second, once)."""
    return _models() is not None


def words(sentence: str) -> list[Word]:
    """The words of a sentence with the labels that ``underthesea.ner`` gives; none where it cannot be asked."""
    models = _models()
    normal = models.normal_text(sentence) if models is not None else ""
    if models is None or len(normal) != len(sentence):  # a letter that grows when it is normalised: no offsets
        return []
    found = [(token.start(), token.end()) for token in models.find_tokens(normal)]
    tokens = [models.normal_token(normal[start:end]) for start, end in found]
    spans: list[tuple[int, int]] = []
    surfaces: list[str] = []
    tags = models.segment([[token] for token in tokens]) if tokens else []
    for (start, end), token, tag in zip(found, tokens, tags, strict=True):
        if tag == "I-W" and spans:
            spans[-1] = spans[-1][0], end
            surfaces[-1] = f"{surfaces[-1]} {token}"
        else:
            spans.append((start, end))
            surfaces.append(token)
    if not spans:
        return []
    unknown = ["X"] * len(surfaces)
    pos = models.pos(features((surfaces, unknown), POS_TEMPLATE))
    chunks = models.chunk(features((surfaces, pos, unknown), CHUNK_TEMPLATE))
    names = models.name(features((surfaces, pos, chunks, unknown), NER_TEMPLATE))
    return [Word(*span, *labels) for span, *labels in zip(spans, pos, chunks, names, strict=True)]


def review(text: Text, sentences: Sequence[Sentence], units: Sequence[UnitSpan]) -> list[UnitSpan]:
    """The units with their guessed ends set right where word segmentation says so, in order."""
    starts = [sentence.start for sentence in sentences]
    asked: dict[int, list[Word]] = {}
    reviewed: list[UnitSpan] = []
    for unit in units:
        if reviewed and unit.start < reviewed[-1].end and reviewed[-1].rule.endswith("+words"):
            continue  # "Đồng Nai" was a name of its own until the one before it went on over it
        if unit.rule not in _GUESSED:
            reviewed.append(unit)
            continue
        at = bisect_right(starts, unit.start) - 1
        sentence = sentences[at]
        if at not in asked:
            asked[at] = [
                replace(word, start=word.start + sentence.start, end=word.end + sentence.start)
                for word in words(text.raw[sentence.start : sentence.end])
            ]
        opinion = _opinion(text, sentence, unit, asked[at])
        if opinion is not None:
            reviewed.append(opinion)
    return reviewed


def _opinion(text: Text, sentence: Sentence, unit: UnitSpan, words: list[Word]) -> UnitSpan | None:
    """One guessed name as the words have it; ``None`` where it begins inside a word."""
    if _begins_inside_a_word(text, unit, words):
        return None
    last = next((at for at, word in enumerate(words) if word.start < unit.end <= word.end), None)
    if last is None:
        return unit
    end = _end_of_cut_word(text, sentence, unit, words, last) or _end_before_verb(text, unit, words, last)
    return unit if end is None else replace(unit, end=end, name=text.raw[unit.start : end], rule=f"{unit.rule}+words")


def _begins_inside_a_word(text: Text, unit: UnitSpan, words: list[Word]) -> bool:
    """The "sở Hội" of "38 cơ sở Hội"."""
    first = next((word for word in words if word.end > unit.start), None)
    return (
        unit.rule == "unit.organisation"
        and first is not None
        and first.start < unit.start
        and text.raw[unit.start].islower()
    )


def _end_of_cut_word(text: Text, sentence: Sentence, unit: UnitSpan, words: list[Word], last: int) -> int | None:
    """The end of a name that stopped inside a word: "Phòng Hậu|cần", "Xổ|số kiến thiết Đồng Nai".

    Only words of two syllables that begin with a capital are believed: longer ones join a name to its verb
    ("Hải Dương kết nạp").
    """
    word = words[last]
    surface = text.raw[word.start : word.end]
    if word.end == unit.end or word.start <= unit.start or not surface[0].isupper() or surface.count(" ") != 1:
        return None
    following = words[last + 1] if last + 1 < len(words) else None
    if following is not None and following.pos in _NOUNS and text.raw[word.end : following.start] == " ":
        return organisation_name(text, following.start, sentence.end)
    return word.end


def _end_before_verb(text: Text, unit: UnitSpan, words: list[Word], last: int) -> int | None:
    """The end of a name that ran on over a verb: "Đại học Thái Nguyên |giao", "Phú Hội |nói".

    Only after a proper noun or a number: inside a name a verb may well stand ("Giao thông vận tải").
    """
    word, before = words[last], words[last - 1]
    runs_on = word.end == unit.end and word.pos == "V" and text.raw[word.start].islower()
    return before.end if runs_on and last and before.start > unit.start and before.pos in _NAMED else None
