"""Which documents are cited: date, issuer, antecedent and registry for the mentions of ``extract.documents``.

A date or an issuer that the text does not state stays None; the registry gives only the title.
"""

from __future__ import annotations

from bisect import bisect_right, insort
from collections.abc import Sequence
from dataclasses import replace

import regex

from extract.antecedents import resolve_pronouns, resolve_short_forms
from extract.citation_checks import code_level, flags_of, registered
from extract.citation_ties import Days, Tie, body_code, tie_before, tie_behind
from extract.issuing_bodies import fits_code
from extract.mentions import Citation, Context, DateSpan
from extract.text import Text
from schema.documents import document_registry

_JOINED = regex.compile(r"[ ]{0,2}(?:,|;|và|cùng(?: với)?|,[ ]?và|;[ ]?và)[ ]{0,2}(?:các |theo |thực hiện )?(?:số )?")
_SENTENCE_END = regex.compile(r"[.!?…]\s|\n")


def _ties(text: Text, citations: Sequence[Citation], days: Days) -> list[Tie]:
    ties: list[Tie] = []
    ends: list[int] = []
    for i, citation in enumerate(citations):
        following = i + 1
        while following < len(citations) and citations[following].start < citation.end:
            following += 1  # members of one list share their stretch of text
        tie = tie_behind(text, days, citation, citations[following].start if following < len(citations) else len(text.raw))
        if tie.issuer is None or tie.date is None:
            before = bisect_right(ends, citation.start)
            tie_before(text, days, citation, tie, ends[before - 1] if before else 0)
        insort(ends, citation.end)
        ties.append(tie)
    return ties


def _is_item(citation: Citation) -> bool:
    return citation.rule.endswith("_item")


def _known_on(citation: Citation, tie: Tie) -> bool:
    return any(d.date == tie.date for d in document_registry().by_number(citation.canonical))


def _share(text: Text, citations: Sequence[Citation], ties: list[Tie]) -> None:
    """Hand a date or an issuer back through a list, and an issuing subject on through its sentence."""
    for i in range(len(citations) - 2, -1, -1):
        one, other, tie, next_tie = citations[i], citations[i + 1], ties[i], ties[i + 1]
        same_list = _is_item(other) and (
            other.start == one.start or _JOINED.fullmatch(text.folded, one.end, other.start) or one.end >= other.start
        )
        joined = same_list or bool(_JOINED.fullmatch(text.folded, tie.end, other.start))
        if not joined or next_tie.how == "before":
            continue
        if tie.date is None and next_tie.date is not None and not next_tie.late:
            known = document_registry().by_number(one.canonical)
            if (same_list and (not known or _known_on(one, next_tie))) or (joined and _known_on(one, next_tie)):
                tie.date = next_tie.date
        if tie.issuer is None and next_tie.issuer is not None and not next_tie.late and _may_issue(one, next_tie):
            tie.issuer, tie.level, tie.how = next_tie.issuer, next_tie.level, "shared"
        tie.term = tie.term or (next_tie.term if same_list or tie.how == "shared" else None)
    for i in range(1, len(citations)):
        one, other, tie, last = citations[i], citations[i - 1], ties[i], ties[i - 1]
        if last.how != "before" or _SENTENCE_END.search(text.folded, other.end, max(other.end, one.start)):
            continue
        if tie.issuer is None and body_code(one) is not None and body_code(one) == body_code(other):
            tie.issuer, tie.level, tie.how, tie.term = last.issuer, last.level, "before", last.term
        if _is_item(one) and tie.date is None:
            tie.date = last.date


def _may_issue(citation: Citation, tie: Tie) -> bool:
    return tie.issuer is not None and fits_code(body_code(citation), tie.issuer, tie.level or "other") is not False


def _resolve_nickname(citation: Citation, context: Context) -> Citation | None:
    """The document in force on the article's day; without that day there is none to name."""
    nickname = next(n for n in document_registry().nicknames if n.words[0] == citation.canonical)
    if context.published is None:
        return None
    documents = [document_registry().by_key(key) for key in nickname.documents]
    past = [d for d in documents if d.date <= context.published]
    return replace(citation, canonical=past[-1].canonical, title=past[-1].title) if past else None


def _finished(text: Text, citation: Citation, tie: Tie, context: Context) -> Citation:
    document = registered(text, citation, tie, context) if citation.rule != "document_nickname" else None
    return replace(
        citation,
        date=tie.date,
        issuer=tie.issuer,
        issuer_level=tie.level or code_level(citation),
        title=document.title if document is not None else citation.title,
        flags=flags_of(citation, tie),
    )


def resolve(citations: Sequence[Citation], text: Text, dates: Sequence[DateSpan], context: Context) -> list[Citation]:
    """Citations with what the text ties to them, short forms resolved, doubts flagged.

    ``citations`` are those of ``extract.documents.read`` in order; ``dates`` the text's date spans.
    Pronouns without one antecedent and nicknames without a day to resolve them are left out.
    """
    mentions = [c for c in citations if c.rule != "document_pronoun"]
    nicknames = {id(c): _resolve_nickname(c, context) for c in mentions if c.rule == "document_nickname"}
    mentions = [known for c in mentions if (known := nicknames.get(id(c), c)) is not None]
    ties = _ties(text, mentions, Days(dates))
    _share(text, mentions, ties)
    resolved = resolve_short_forms(mentions, ties)
    finished = [_finished(text, citation, tie, context) for citation, tie in zip(resolved, ties, strict=True)]
    pronouns = [c for c in citations if c.rule == "document_pronoun"]
    return resolve_pronouns(text, sorted([*finished, *pronouns], key=lambda c: (c.start, c.end)))
