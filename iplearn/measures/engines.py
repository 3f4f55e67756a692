"""Where the expressions run. All engines get the same Ibis expressions over tables of the same names.

`Engine.run` gives a pyarrow table whose rows are sorted by their columns, so that engines can be compared.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable
from pathlib import Path

import ibis
import pyarrow as pa
import pyarrow.parquet as pq
from ibis.expr.types import Table

from iplearn.measures.tables import READ, SCHEMAS


class Engine(ABC):
    """Tables are given as Parquet files; more than one file may make up `responses`."""

    name: str

    @abstractmethod
    def register(self, name: str, files: str) -> None:
        """`files` is a path or a glob of Parquet files; the table has the columns of SCHEMAS[name]."""

    @abstractmethod
    def execute(self, expression: Table) -> pa.Table:
        """The rows in any order."""

    def run(self, expression: Table, by: str | None = None) -> pa.Table:
        """The rows of `expression`, sorted, with the types that the expression has.

        `by` is a column of numbers that are in the order of the others: it saves comparing texts, and is left out then.
        """
        found = self.execute(expression)
        schema = expression.schema().to_pyarrow()
        found = pa.table([found[name].cast(field.type) for name, field in zip(schema.names, schema)], schema=schema)
        if by:
            numbers = found[by].to_numpy()
            # An engine often has them in order; moving every row costs as much as the join before.
            found = found if (numbers[1:] >= numbers[:-1]).all() else found.sort_by(by)
            return found.drop_columns(by)
        return found.sort_by([(name, "ascending") for name in schema.names])

    def keep(self, expression: Table, name: str, path: Path) -> None:
        """Works `expression` out once, as table `name`; `path` is a Parquet file the engine may use for it."""
        pq.write_table(self.run(expression), path)
        self.register(name, str(path))

    def close(self) -> None:
        """Lets go of what the engine holds."""


class DuckDB(Engine):
    """Embedded, in this process; spills to disk where memory runs out."""

    name = "duckdb"

    def __init__(self, memory: str | None = None) -> None:
        self.connection = ibis.duckdb.connect()
        if memory:
            self.connection.raw_sql(f"SET memory_limit = '{memory}'")

    def register(self, name: str, files: str) -> None:
        self.connection.read_parquet(files, table_name=name)

    def execute(self, expression: Table) -> pa.Table:
        return self.connection.to_pyarrow(expression)

    def keep(self, expression: Table, name: str, path: Path) -> None:
        """In memory, without a way round by Arrow and a file."""
        self.connection.raw_sql(f"CREATE OR REPLACE TEMP TABLE {name} AS {ibis.to_sql(expression, dialect='duckdb')}")

    def close(self) -> None:
        self.connection.disconnect()


class Spark(Engine):
    """PySpark on this machine, or on a cluster where SPARK_REMOTE or the session's configuration names one."""

    name = "spark"

    def __init__(self) -> None:
        from pyspark.sql import SparkSession

        self.session = (
            SparkSession.builder.appName("iplearn")
            .config("spark.sql.session.timeZone", "UTC")
            .config("spark.sql.shuffle.partitions", "8")
            .config("spark.ui.enabled", "false")
            .config("spark.sql.ansi.enabled", "false")
            .getOrCreate()
        )
        self.session.sparkContext.setLogLevel("ERROR")
        self.connection = ibis.pyspark.connect(self.session)

    def register(self, name: str, files: str) -> None:
        self.session.read.parquet(files).createOrReplaceTempView(name)

    def execute(self, expression: Table) -> pa.Table:
        return self.connection.to_pyarrow(expression)

    def close(self) -> None:
        self.session.stop()


class ClickHouse(Engine):
    """Embedded ClickHouse (chdb). The SQL is what a ClickHouse server would get."""

    name = "clickhouse"

    def __init__(self) -> None:
        from chdb import session

        self.session = session.Session()
        self.session.query("CREATE DATABASE IF NOT EXISTS iplearn ENGINE = Atomic")
        self.session.query("USE iplearn")

    def register(self, name: str, files: str) -> None:
        columns = ", ".join(f"`{column}`" for column in SCHEMAS[name].names)
        self.session.query(f"CREATE OR REPLACE VIEW {name} AS SELECT {columns} FROM file('{files}', Parquet) SETTINGS schema_inference_make_columns_nullable = 0")

    def execute(self, expression: Table) -> pa.Table:
        sql = ibis.to_sql(expression, dialect="clickhouse")
        found = self.session.query(f"{sql} SETTINGS join_use_nulls = 1", "ArrowStream")
        return pa.ipc.open_stream(found.bytes()).read_all()

    def close(self) -> None:
        self.session.close()


ENGINES: dict[str, Callable[[], Engine]] = {"duckdb": DuckDB, "spark": Spark, "clickhouse": ClickHouse}


def open_engine(name: str, folder: Path) -> Engine:
    """The engine with the tables that measures start from, Parquet files of a folder, registered."""
    engine = ENGINES[name]()
    for table in READ:
        engine.register(table, str(folder / f"{table}.parquet"))
    return engine
