"""What runs: the nightly way from web page to stored fact, the command line ``chibo``, the sample site.

This room joins the others (it alone may import all of them) and knows no rule of extraction itself.
Its public name is the command, ``jobs.cli.main``.
"""
