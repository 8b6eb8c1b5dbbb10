"""Files into the database, through the identity, the revisions and the extraction of the crawl.

``origins`` says which source an article is of, ``reading`` makes of a file's article what is kept, ``keeping`` keeps
it in batches, ``command`` is ``chibo ingest``.
"""
