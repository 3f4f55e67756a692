"""Measures the build: `python -m bench.build`. Standard library only, so that what is measured is what is installed."""
