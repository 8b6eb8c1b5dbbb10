"""The web application: verify, explore, read, and an API over what is kept.

For editors, who confirm or correct what the rules have read, and for readers of the table of facts.
Nothing stands here yet. This room imports ``schema`` and ``db`` only.
"""
