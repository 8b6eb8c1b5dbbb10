"""``python -m jobs.cli`` is ``chibo``."""

from jobs.cli import main

if __name__ == "__main__":
    main()
