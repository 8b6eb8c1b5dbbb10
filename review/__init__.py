"""The web application: verify, explore, read, and an API over what is kept.

For editors, who confirm or correct what the rules have read, and for readers of the table of facts.
``app.create_app`` makes it, ``server.serve`` runs it. This room imports ``schema`` and ``db`` only.
"""
