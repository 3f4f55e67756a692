"""Pilot reports: aggregates -> a release (what may be printed) -> pages, papers and workbooks, all from the same figures."""
