"""What responses tell: two aggregates written once in Ibis, and measures that read nothing else.

    tables     the tables that come in: responses, what their numbers stand for, sums of attempts
    cube       additive: counts and sums, from which every item measure is computed
    learners   one row per learner: totals, gain over parallel items, mastery of objectives
    engines    where the expressions run: DuckDB, Spark, ClickHouse

Each measure is a file of its own. Its docstring states meaning, formula, grain, source and what is held back.
"""
