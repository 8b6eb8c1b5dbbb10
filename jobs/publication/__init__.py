"""``chibo publish``: the data as a versioned package that researchers can cite, read and check without Chibo.

A version is a folder that appears whole or not at all and never changes again. The same database gives the same bytes.
"""
