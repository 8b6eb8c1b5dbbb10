"""What stands behind the researchers' pages: views and their addresses, charts, maps, marked texts, downloads."""
