"""``chibo doctor``: looks for what is wrong with the database and the archive, says where, and mends what it can.

A module for each kind of thing looked at; a check is a function from a ``Patient`` to findings.
"""
