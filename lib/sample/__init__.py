"""A synthetic province in a data folder of its own, for trying and measuring: made up, and marked so everywhere."""

from lib.sample.write import LAST, write_sample

__all__ = ["LAST", "write_sample"]
