"""iplearn: one Markdown source for a public IP education site, lesson packs, kits and reports.

The package is a house of floors; a module imports only from lower floors and its own folder
(docs/developing.md). `tests/unit/test_architecture.py` holds the house to it.
"""

__version__ = "0.1.0"
