"""What stands behind the editors' pages: marks in a text, numbers as they are written, forms of a record, practice."""
