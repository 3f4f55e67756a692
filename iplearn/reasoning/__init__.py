"""(tool, answers) -> what its rules say. Three-valued: what is not known stays open and never becomes a conclusion.

The browser's half is theme/assets/tools/reason.js; both run tests/cases/reasoning.json.
"""
