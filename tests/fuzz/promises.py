"""What the extractor promises of any input, whatever is in it."""

from __future__ import annotations

from extract import extract
from schema import ArticleInput, Record


def kept(given: ArticleInput) -> Record:
    """The record of an input. AssertionError names a promise that was broken; whatever else is raised breaks the first.

    Nothing is raised; every mention is the text at its offsets; mentions stand in order; what the record refers to is
    there; its JSON is one line and reads as the same record.
    """
    record = extract(given)
    text = record.article.text
    for kind in ("documents", "dates", "units", "facts"):
        for mention in getattr(record, kind):
            assert 0 <= mention.start < mention.end <= len(text), f"{kind}: empty or outside the text"
            assert text[mention.start : mention.end] == mention.text, f"{kind}: not the text at its offsets"
    for kind in ("documents", "dates", "units"):
        starts = [mention.start for mention in getattr(record, kind)]
        assert starts == sorted(starts), f"{kind}: out of order"
    for day in record.dates:
        assert day.from_ is None or day.to is None or day.from_ <= day.to, f"dates: {day.text!r} ends before it begins"
    starts_of_documents = {document.start for document in record.documents}
    for document in record.documents:
        assert document.antecedent is None or document.antecedent in starts_of_documents, "documents: no antecedent"
    for fact in record.facts:
        assert text[fact.evidence.start : fact.evidence.end] == fact.evidence.text, "facts: evidence"
        for part in (fact.unit, fact.period):
            if part is not None and part.start is not None and part.end is not None:
                assert 0 <= part.start < part.end <= len(text), "facts: a unit or period outside the text"
        assert set(fact.flags) == set(fact.explanations) == set(fact.explanations_vi), "facts: flags not explained"
    assert len({fact.id for fact in record.facts}) == len(record.facts), "facts: two with one id"
    line = record.to_json()
    assert len(line.splitlines()) == 1, "the record's JSON is more than a line"
    assert Record.model_validate_json(line) == record, "the record's JSON is another record"
    return record
