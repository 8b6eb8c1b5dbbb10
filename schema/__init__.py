"""The vocabulary of Chibo: article, record, mention, fact, period, flag.

The registries that are data (indicators, document types, issuers, qualifiers, flags) stand here as
TOML files; JSON Schema is made from the models. This room imports nothing of ours.
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
from schema.registry import RegistryError, document_types, flags, indicators, issuers, qualifiers

__all__ = [
    "RECORD_VERSION",
    "Article",
    "ArticleInput",
    "Date",
    "Document",
    "Evidence",
    "Fact",
    "FactUnit",
    "Paragraph",
    "Period",
    "Record",
    "RegistryError",
    "Unit",
    "ZoneKind",
    "content_hash",
    "document_types",
    "flags",
    "indicators",
    "issuers",
    "qualifiers",
    "record_schema",
]
