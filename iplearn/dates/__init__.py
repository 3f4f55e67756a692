"""Reckoning with dates as the law does. The browser's half is theme/assets/tools/; tests/cases/dates.json holds both."""
