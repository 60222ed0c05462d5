"""The database file: opened read-only and locked down, a fresh cursor for every query, its bytes verified.

Settings and their reasons: docs/architecture.md (measured: one connection shared by threads mixes rows up;
read-only alone still allows COPY TO and read_csv).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd

from lib.domain import StoreBusyError, StoreError

SQL = Path(__file__).parent / "sql"
LOCKED: dict[str, str | bool | int | float | list[str]] = {
    "enable_external_access": "false",
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "allow_community_extensions": "false",
    "allow_persistent_secrets": "false",
    "python_enable_replacements": "false",
    "memory_limit": "1GB",
    "threads": "2",
}
#: Column types are read off every row: off a sample, a rare digit or a rare value would be rounded or refused.
WRITING = {**LOCKED, "pandas_analyze_sample": "1000000000"}
#: All of it at connection: a second connection of one process shares the first one's instance, already locked.
#: One thread a query: nearly all of a query's time is planning, and visitors' queries run beside each other anyway.
READING = {**LOCKED, "threads": "1", "max_execution_time": "30000", "lock_configuration": "true"}


@dataclass(frozen=True)
class Store:
    """One opened build; `path` names the build and is the key of every cache over it."""

    path: Path
    connection: duckdb.DuckDBPyConnection

    def rows(self, name: str, parameters: Mapping[str, Any]) -> pd.DataFrame:
        """Run sql/<name>.sql. Columns `x` and `x_decimals` become one column of Decimal as printed.

        Missing is None. Raises StoreError with the query's name.
        """
        try:
            with self.connection.cursor() as cursor:
                result = cursor.execute(statement(name), dict(parameters))
                names = [column[0] for column in result.description]
                records = result.fetchall()
        except duckdb.Error as error:
            raise StoreError("Không đọc được cơ sở dữ liệu.", f"{name}: {error}") from error
        columns = zip(*records, strict=True) if records else ((),) * len(names)
        return pd.DataFrame(_exact(dict(zip(names, columns, strict=True))), dtype=object)


@cache
def statement(name: str) -> str:
    return (SQL / f"{name}.sql").read_text(encoding="utf-8")


def _exact(columns: Mapping[str, Sequence[Any]]) -> dict[str, Sequence[Any]]:
    """Put value and printed decimals together: 89.500000 with 2 decimals is Decimal('89.50')."""
    exact = dict(columns)
    for name in [name for name in columns if f"{name}_decimals" in columns]:
        exact[name] = [
            None if value is None else round(value, places or 0) if places else value.quantize(Decimal(1))
            for value, places in zip(columns[name], exact.pop(f"{name}_decimals"), strict=True)
        ]
    return exact


def digest_file(path: Path) -> Path:
    """Where the SHA-256 of a published database file stands."""
    return path.with_suffix(".sha256")


def file_digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def is_sound(path: Path) -> bool:
    """Whether a published build is there, whole and without a write-ahead log beside it."""
    try:
        stated = digest_file(path).read_text(encoding="ascii").strip()
        return not path.with_name(path.name + ".wal").exists() and file_digest(path) == stated
    except (OSError, UnicodeDecodeError):
        return False


def table_contents(path: Path) -> dict[str, tuple[int, int]]:
    """By table: how many rows, and the sum of their hashes, the same in any order. Raises StoreError."""
    with closing(open_store(path).connection) as connection:
        try:
            names = [name for (name,) in connection.execute(statement("table_names")).fetchall()]
            query = statement("table_contents")
            return {name: connection.execute(query.format(table=name)).fetchall()[0] for name in names}
        except duckdb.Error as error:
            raise _store_error(error) from error


@contextmanager
def writing(path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection for building a new file; checkpointed and closed at the end. Raises StoreError."""
    try:
        connection = duckdb.connect(str(path), config=WRITING)
        try:
            connection.execute("set enable_progress_bar = false")  # it would be written into the answer of --json
            yield connection
            connection.execute("checkpoint")
        finally:
            connection.close()
    except duckdb.Error as error:
        raise _store_error(error) from error


def open_store(path: Path) -> Store:
    """Open a published build for reading, locked down. Raises StoreError, StoreBusyError."""
    try:
        connection = duckdb.connect(str(path), read_only=True, config=READING)
    except duckdb.Error as error:
        raise _store_error(error) from error
    return Store(path, connection)


def _store_error(error: duckdb.Error) -> StoreError:
    if isinstance(error, duckdb.IOException) and "lock" in str(error).lower():
        return StoreBusyError("Cơ sở dữ liệu đang được chương trình khác sử dụng; hãy thử lại sau.", str(error))
    return StoreError("Không mở được cơ sở dữ liệu.", str(error))
