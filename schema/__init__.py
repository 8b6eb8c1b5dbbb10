"""The vocabulary of Chibo: article, record, mention, fact, period, flag, verdict.

The registries that are data (indicators, document types, issuers, qualifiers, flags, reasons, regimes)
stand here as TOML files; JSON Schema is made from the models. This room imports nothing of ours.
"""

from schema.article import ArticleInput, Paragraph, ZoneKind, content_hash
from schema.record import (
    RECORD_VERSION,
    Article,
    Date,
    Document,
    Evidence,
    Fact,
    FactUnit,
    Period,
    Record,
    Unit,
    record_schema,
)
from schema.registry import (
    RegistryError,
    document_types,
    flags,
    indicators,
    issuers,
    qualifiers,
    reasons,
    regimes,
)
from schema.verdict import CONTEXT_LENGTH, Decision, Reading, ServedAs, Verdict

__all__ = [
    "CONTEXT_LENGTH",
    "RECORD_VERSION",
    "Article",
    "ArticleInput",
    "Date",
    "Decision",
    "Document",
    "Evidence",
    "Fact",
    "FactUnit",
    "Paragraph",
    "Period",
    "Reading",
    "Record",
    "RegistryError",
    "ServedAs",
    "Unit",
    "Verdict",
    "ZoneKind",
    "content_hash",
    "document_types",
    "flags",
    "indicators",
    "issuers",
    "qualifiers",
    "reasons",
    "record_schema",
    "regimes",
]
