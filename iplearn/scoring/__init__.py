"""(Item, response) -> Outcome. The browser scores by the same rules; both run tests/cases/scoring.json."""
