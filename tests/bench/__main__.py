"""`make bench`: never a test, machines are noisy."""

from __future__ import annotations

from tests import bench_intake, bench_workbooks
from tests.bench import floors, pages

floors.main()
bench_workbooks.main()
bench_intake.main()
pages.main()
