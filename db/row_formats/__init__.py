"""Rows of any view as CSV, a workbook, JSON, JSON Lines or Parquet: one row held at a time, or one batch.

``columns`` says what a column may hold, ``writing.write_rows`` writes; each format has a module of its own. This
file imports none of them: `chibo --help` asks for the names of the formats only.
"""
