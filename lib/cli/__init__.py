"""The command line: the operations of the pages, for people (Vietnamese text) and for machines (--json).

Exit codes: 0 ok, 1 bad data, 2 usage, 3 busy. With --json an error is an object on stderr.
"""

from lib.cli import (  # noqa: F401  registering the commands
    exporting,
    importing,
    installation,
    letters,
    publishing,
    reading,
    sample,
)
from lib.cli.main import main

__all__ = ["main"]
