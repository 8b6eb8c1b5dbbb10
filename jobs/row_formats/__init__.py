"""Rows of any view as a table, CSV, a workbook, JSON, JSON Lines or Parquet: one row held at a time, or one batch.

``columns`` says what a column may hold, ``writing.write_rows`` writes; each format has a module of its own.
"""

from jobs.row_formats.columns import Column, ColumnType, Row, columns_of
from jobs.row_formats.writing import FORMATS_OF_BYTES, RowFormat, write_rows

__all__ = ["FORMATS_OF_BYTES", "Column", "ColumnType", "Row", "RowFormat", "columns_of", "write_rows"]
