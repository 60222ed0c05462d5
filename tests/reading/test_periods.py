"""The period of a figure: its id, its bounds, its words and its predecessor in the calendar."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.domain import Period, PeriodKind, UsageError

KNOWN = [
    # id, kind, first day, last day, label, the one before
    ("2024-09", "month", (2024, 9, 1), (2024, 9, 30), "tháng 9/2024", "2024-08"),
    ("2024-01", "month", (2024, 1, 1), (2024, 1, 31), "tháng 1/2024", "2023-12"),
    ("2024-03", "month", (2024, 3, 1), (2024, 3, 31), "tháng 3/2024", "2024-02"),
    ("2024-02", "month", (2024, 2, 1), (2024, 2, 29), "tháng 2/2024", "2024-01"),
    ("2023-02", "month", (2023, 2, 1), (2023, 2, 28), "tháng 2/2023", "2023-01"),
    ("2024-W03", "week", (2024, 1, 15), (2024, 1, 21), "tuần 3/2024", "2024-W02"),
    ("2024-W01", "week", (2024, 1, 1), (2024, 1, 7), "tuần 1/2024", "2023-W52"),
    ("2021-W01", "week", (2021, 1, 4), (2021, 1, 10), "tuần 1/2021", "2020-W53"),
    ("2020-W53", "week", (2020, 12, 28), (2021, 1, 3), "tuần 53/2020", "2020-W52"),
    ("2025-W01", "week", (2024, 12, 30), (2025, 1, 5), "tuần 1/2025", "2024-W52"),
    ("2024-Q1", "quarter", (2024, 1, 1), (2024, 3, 31), "quý I/2024", "2023-Q4"),
    ("2024-Q2", "quarter", (2024, 4, 1), (2024, 6, 30), "quý II/2024", "2024-Q1"),
    ("2024-Q3", "quarter", (2024, 7, 1), (2024, 9, 30), "quý III/2024", "2024-Q2"),
    ("2024-Q4", "quarter", (2024, 10, 1), (2024, 12, 31), "quý IV/2024", "2024-Q3"),
    ("2024-H1", "half", (2024, 1, 1), (2024, 6, 30), "6 tháng đầu năm 2024", "2023-H2"),
    ("2024-H2", "half", (2024, 7, 1), (2024, 12, 31), "6 tháng cuối năm 2024", "2024-H1"),
    ("2024-9M", "nine_months", (2024, 1, 1), (2024, 9, 30), "9 tháng đầu năm 2024", "2023-9M"),
    ("2024", "year", (2024, 1, 1), (2024, 12, 31), "năm 2024", "2023"),
    ("2024-03-31", "day", (2024, 3, 31), (2024, 3, 31), "tính đến ngày 31/3/2024", "2024-03-30"),
    ("2024-03-01", "day", (2024, 3, 1), (2024, 3, 1), "tính đến ngày 1/3/2024", "2024-02-29"),
    ("2024-01-01", "day", (2024, 1, 1), (2024, 1, 1), "tính đến ngày 1/1/2024", "2023-12-31"),
    (
        "2024-01..2024-09",
        "year_to_date",
        (2024, 1, 1),
        (2024, 9, 30),
        "lũy kế đến tháng 9/2024",
        "2024-01..2024-08",
    ),
    (
        "2024-01..2024-02",
        "year_to_date",
        (2024, 1, 1),
        (2024, 2, 29),
        "lũy kế đến tháng 2/2024",
        "2024-01..2024-01",
    ),
    (
        "2024-01..2024-12",
        "year_to_date",
        (2024, 1, 1),
        (2024, 12, 31),
        "lũy kế đến tháng 12/2024",
        "2024-01..2024-11",
    ),
]


@pytest.mark.parametrize(("text", "kind", "start", "end", "label", "before"), KNOWN, ids=[row[0] for row in KNOWN])
def test_a_period_has_its_own_days_words_and_calendar_predecessor(text, kind, start, end, label, before):
    period = Period.parse(text)
    assert period == Period(text, PeriodKind(kind), date(*start), date(*end))
    assert period.label == label
    assert period.previous == Period.parse(before)
    assert period.previous.kind is period.kind


def test_the_year_to_date_of_january_is_not_compared_with_last_year():
    january = Period.parse("2024-01..2024-01")
    assert (january.start, january.end) == (date(2024, 1, 1), date(2024, 1, 31))
    assert january.previous is None


BAD = [
    "",
    " ",
    "2024-13",
    "2024-00",
    "2024-9",
    "24-09",
    "02024-09",
    "2024-09 ",
    " 2024-09",
    "2024-09\n",
    "2024/09",
    "9/2024",
    "tháng 9/2024",
    "2024-W54",
    "2024-W00",
    "2024-W53",
    "2024-W3",
    "2024-w03",
    "2024-Q0",
    "2024-Q5",
    "2024-q1",
    "2024-H0",
    "2024-H3",
    "2024-9m",
    "2024-6M",
    "2024-12M",
    "2024-02-30",
    "2023-02-29",
    "2024-09-31",
    "2024-9-1",
    "0000",
    "0000-01",
    "0000-W01",
    "2024-02..2024-09",
    "2024-01..2025-09",
    "2024-01..2024-13",
    "2024-01..2024-00",
    "2024-01..",
    "2024-01..2024",
    "../../",
    "..\\..\\",
    "%00",
    "\x00",
    "2024-09\x00",
    "２０２４-０９",
    "٢٠٢٤-٠٩",
    "2024−09",
    "2024-09'; DROP TABLE x;--",
    "<script>",
    "NaN",
    "-2024",
    "9999-W52",
    "9999-W53",
    "2024-09" * 1000,
]


@pytest.mark.parametrize("text", BAD, ids=[repr(text[:24]) for text in BAD])
def test_a_hostile_or_impossible_period_in_an_address_is_refused_in_one_sentence(text):
    with pytest.raises(UsageError) as caught:
        Period.parse(text)
    assert caught.value.message == (
        f"Kỳ “{text[:40]}” không hợp lệ; ví dụ đúng: 2024-09, 2024-Q2, 2024-01..2024-09."
    )
    assert caught.value.exit_code == 2


@given(st.text(max_size=20) | st.text("0123456789-.WQHM٠０", max_size=18))
def test_no_text_in_an_address_can_crash_the_period(text):
    try:
        period = Period.parse(text)
    except UsageError:
        return
    assert period.id == text
    assert period.start <= period.end
    assert period.label


YEARS = st.integers(1990, 2100)
PERIODS = st.one_of(
    st.builds("{}-{:02d}".format, YEARS, st.integers(1, 12)),
    st.builds("{}-W{:02d}".format, YEARS, st.integers(1, 52)),
    st.builds("{}-Q{}".format, YEARS, st.integers(1, 4)),
    st.builds("{}-H{}".format, YEARS, st.integers(1, 2)),
    st.builds("{}-9M".format, YEARS),
    st.builds("{}".format, YEARS),
    st.dates(date(1990, 1, 1), date(2100, 12, 31)).map(date.isoformat),
).map(Period.parse)


@given(PERIODS)
def test_comparing_with_the_period_before_never_skips_or_repeats_a_day(period):
    before = period.previous
    assert before is not None
    assert before.kind is period.kind
    if period.kind is PeriodKind.NINE_MONTHS:
        assert (before.start.year, before.end.year) == (period.start.year - 1, period.start.year - 1)
    else:
        assert before.end == period.start - timedelta(days=1)


@given(YEARS, st.integers(2, 12))
def test_a_year_to_date_is_compared_with_one_month_less_of_the_same_year(year, month):
    period = Period.parse(f"{year}-01..{year}-{month:02d}")
    before = period.previous
    assert before is not None
    assert (before.start, before.end.year, before.end.month) == (date(year, 1, 1), year, month - 1)


@pytest.mark.parametrize(
    "text",
    ["0001", "0001-01", "0001-W01", "0001-Q1", "0001-H1", "0001-9M", "0001-01-01", "1000-01", "1000", "0500-Q1"],
)
def test_an_early_year_in_an_address_does_not_crash_a_page_that_asks_for_the_period_before(text):
    """`?ky=0001-01` or `?ky=1000-01`: refused as a period, or with a predecessor (or none); never a traceback."""
    try:
        period = Period.parse(text)
    except UsageError:
        return
    before = period.previous
    assert before is None or before.end < period.end
