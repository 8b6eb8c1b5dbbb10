"""For researchers: notebooks over the public query functions of ``db``, on a copy of the database.

What a notebook needs again and again becomes a function of ``db``, not of this room. This room imports ``db`` only.
"""
