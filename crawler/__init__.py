"""The web to articles: sources as TOML files, one Scrapy spider driven by them, pages read into paragraphs.

A page becomes a ``schema.ArticleInput``; what keeps it is behind ``CrawlStore``, so that this room needs
no database. Raw pages are archived as WARC. This room imports ``schema`` only.
"""
