"""Numbers, dates and names as offices print them, read by the kind of their field and never guessed."""

from __future__ import annotations

import unicodedata
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from lib.catalogue import load_catalogue
from lib.domain import Kind, Status, UsageError
from lib.vietnamese import (
    MINUS,
    PrintedName,
    Reading,
    clean,
    fold,
    read_change,
    read_count,
    read_date,
    read_figure,
    read_name,
    read_rate,
    read_score,
    slug,
    tone_moved,
    write_date,
    write_number,
)

D = Decimal
NBSP, NARROW, THIN = "\u00a0", "\u202f", "\u2009"
POINT, COMMA = ("decimal-point",), ("comma-grouping",)
NUMERIC = (Kind.SCORE, Kind.RATE, Kind.COUNT, Kind.RATIO, Kind.COUNT_RATE, Kind.RANK)
PREFIXES = load_catalogue().kind_prefixes


def exactly(reading: Reading) -> tuple[object, ...]:
    """Every field, numbers as the digits they were printed with: 89.50 is not 89.5 here."""
    numbers = (reading.value, reading.numerator, reading.denominator)
    return (*(None if n is None else str(n) for n in numbers), reading.text, reading.status.value, reading.remarks)


def number(value=None, numerator=None, denominator=None, text=None, remarks=()):
    return value, numerator, denominator, text, "reported", remarks


def refusal(read, *arguments) -> str:
    with pytest.raises(UsageError) as caught:
        read(*arguments)
    return caught.value.message


# --- one field, one kind -----------------------------------------------------------------------------------

READ = [
    # score
    ("87,15", Kind.SCORE, number("87.15")),
    ("87.15", Kind.SCORE, number("87.15", remarks=POINT)),
    ("87,1", Kind.SCORE, number("87.1")),
    ("89,50", Kind.SCORE, number("89.50")),
    ("20", Kind.SCORE, number("20")),
    ("100", Kind.SCORE, number("100")),
    ("100,00", Kind.SCORE, number("100.00")),
    ("0", Kind.SCORE, number("0")),
    ("+ 3,8", Kind.SCORE, number("3.8")),
    (f"{MINUS}0,1", Kind.SCORE, number("-0.1")),
    ("17,5 điểm", Kind.SCORE, number("17.5")),
    ("17,5/18 điểm", Kind.SCORE, number("17.5", denominator="18")),
    ("17.5/18", Kind.SCORE, number("17.5", denominator="18", remarks=POINT)),
    ("17,5 / 18", Kind.SCORE, number("17.5", denominator="18")),
    ("19,5/20 điểm (97,42%)", Kind.SCORE, number("19.5", denominator="20")),
    ("10,0/12 (88,9%)", Kind.SCORE, number("10.0", denominator="12")),
    ("9,7/10 (64,98%)", Kind.SCORE, number("9.7", denominator="10")),
    ("18,2/22 (82,9%)", Kind.SCORE, number("18.2", denominator="22")),
    ("87,15.", Kind.SCORE, number("87.15")),
    # rate
    ("96,55%", Kind.RATE, number("96.55")),
    ("96,55 %", Kind.RATE, number("96.55")),
    ("96,9", Kind.RATE, number("96.9")),
    ("57.53", Kind.RATE, number("57.53", remarks=POINT)),
    ("57.53%", Kind.RATE, number("57.53", remarks=POINT)),
    ("-2,7%", Kind.RATE, number("-2.7")),
    (f"{MINUS}1,20%", Kind.RATE, number("-1.20")),
    ("100%", Kind.RATE, number("100")),
    ("101%", Kind.RATE, number("101")),
    ("đạt 99,58%", Kind.RATE, number("99.58")),
    # count
    ("1.773", Kind.COUNT, number("1773")),
    ("1.001", Kind.COUNT, number("1001")),
    ("1.234.567", Kind.COUNT, number("1234567")),
    ("1773", Kind.COUNT, number("1773")),
    ("8715", Kind.COUNT, number("8715")),
    ("1,773", Kind.COUNT, number("1773", remarks=COMMA)),
    ("984,851", Kind.COUNT, number("984851", remarks=COMMA)),
    ("984.851", Kind.COUNT, number("984851")),
    ("1,234,567", Kind.COUNT, number("1234567", remarks=COMMA)),
    ("915 hồ sơ", Kind.COUNT, number("915")),
    ("0", Kind.COUNT, number("0")),
    ("-5", Kind.COUNT, number("-5")),
    ("+232", Kind.COUNT, number("232")),
    # ratio, count+rate
    ("1784/1784", Kind.RATIO, number(None, "1784", "1784")),
    ("1.773/1.773", Kind.RATIO, number(None, "1773", "1773")),
    ("100% (1.773/1.773 TTHC)", Kind.RATIO, number("100", "1773", "1773")),
    ("1,784/1.784", Kind.RATIO, number(None, "1784", "1784", remarks=COMMA)),
    ("17/17 xã, thị trấn", Kind.RATIO, number(None, "17", "17")),
    ("4.642 96,55%", Kind.COUNT_RATE, number("96.55", "4642")),
    ("96,55% (4.642)", Kind.COUNT_RATE, number("96.55", "4642")),
    ("4.642 96.55%", Kind.COUNT_RATE, number("96.55", "4642", remarks=POINT)),
    ("4,642 96.55%", Kind.COUNT_RATE, number("96.55", "4642", remarks=(*POINT, *COMMA))),
    ("184 62,25 %", Kind.COUNT_RATE, number("62.25", "184")),
    ("0 hồ sơ (0%)", Kind.COUNT_RATE, number("0", "0")),
    ("915 hồ sơ", Kind.COUNT_RATE, number(None, "915")),
    ("96,55%", Kind.COUNT_RATE, number("96.55")),
    ("1.773", Kind.COUNT_RATE, number(None, "1773")),
    # rank, rating
    ("03/23 xã, thị trấn", Kind.RANK, number("3", denominator="23", text="xã, thị trấn")),
    ("Xếp thứ 03/23 xã, thị trấn", Kind.RANK, number("3", denominator="23", text="xã, thị trấn")),
    ("03/23 xã.", Kind.RANK, number("3", denominator="23", text="xã")),
    ("1/7 h. Na Rì", Kind.RANK, number("1", denominator="7", text="h. Na Rì")),
    ("03/23, tăng 18 bậc", Kind.RANK, number("3", denominator="23")),
    ("2/8", Kind.RANK, number("2", denominator="8")),
    ("1 / 7", Kind.RANK, number("1", denominator="7")),
    ("16", Kind.RANK, number("16")),
    ("00012", Kind.RANK, number("12")),
    ("Tốt", Kind.RATING, number(text="Tốt")),
    ("mức tốt", Kind.RATING, number(text="mức tốt")),
]


@pytest.mark.parametrize(("raw", "kind", "expected"), READ, ids=[f"{kind.value}: {raw}" for raw, kind, _ in READ])
def test_a_printed_figure_is_stored_as_what_its_field_means(raw, kind, expected):
    assert exactly(read_figure(raw, kind)) == expected


REFUSED = [
    ("1.773", Kind.SCORE, "“.” có thể là dấu ngăn nghìn, cũng có thể là dấu thập phân."),
    ("8715", Kind.SCORE, "điểm không quá 100."),
    ("100,01", Kind.SCORE, "điểm không quá 100."),
    ("12,345", Kind.SCORE, "nhiều nhất 2 chữ số sau dấu phẩy."),
    ("17,5 18", Kind.SCORE, "cần đúng một điểm số, có thể kèm điểm tối đa."),
    ("17,5/18/20", Kind.SCORE, "cần đúng một điểm số, có thể kèm điểm tối đa."),
    ("(97,42%)", Kind.SCORE, "cần đúng một điểm số, có thể kèm điểm tối đa."),
    ("17,5%", Kind.SCORE, "viết số thập phân với dấu phẩy, ví dụ 87,15."),
    ("1.234,5", Kind.SCORE, "viết số thập phân với dấu phẩy, ví dụ 87,15."),
    ("1.773", Kind.RATE, "“.” có thể là dấu ngăn nghìn, cũng có thể là dấu thập phân."),
    ("96,555%", Kind.RATE, "nhiều nhất 2 chữ số sau dấu phẩy."),
    ("97,04% và 89,50%", Kind.RATE, "cần đúng một tỷ lệ."),
    ("tốt", Kind.RATE, "cần đúng một tỷ lệ."),
    ("17,5", Kind.COUNT, "số lượng phải là số nguyên, ví dụ 1.773."),
    ("1.77", Kind.COUNT, "số lượng phải là số nguyên, ví dụ 1.773."),
    ("1.773,5", Kind.COUNT, "số lượng phải là số nguyên, ví dụ 1.773."),
    ("1.773,000", Kind.COUNT, "số lượng phải là số nguyên, ví dụ 1.773."),
    ("1234.567", Kind.COUNT, "số lượng phải là số nguyên, ví dụ 1.773."),
    ("5 %", Kind.COUNT, "số lượng phải là số nguyên, ví dụ 1.773."),
    ("3 và 5", Kind.COUNT, "cần đúng một số lượng."),
    ("x", Kind.COUNT, "cần đúng một số lượng."),
    ("5 6", Kind.RATIO, "cần một số lượng, một tỷ lệ (%), hoặc một tỷ số a/b."),
    ("5/6/7", Kind.RATIO, "cần một số lượng, một tỷ lệ (%), hoặc một tỷ số a/b."),
    ("97,04% 89,50%", Kind.COUNT_RATE, "cần một số lượng, một tỷ lệ (%), hoặc một tỷ số a/b."),
    ("nhiều", Kind.COUNT_RATE, "cần một số lượng, một tỷ lệ (%), hoặc một tỷ số a/b."),
    ("96,55", Kind.COUNT_RATE, "số lượng phải là số nguyên, ví dụ 1.773."),
    ("17,5", Kind.RANK, "cần thứ hạng, ví dụ 03/23 xã, thị trấn."),
    ("1.773", Kind.RANK, "cần thứ hạng, ví dụ 03/23 xã, thị trấn."),
    ("nhất", Kind.RANK, "cần thứ hạng, ví dụ 03/23 xã, thị trấn."),
]


@pytest.mark.parametrize(("raw", "kind", "why"), REFUSED, ids=[f"{kind.value}: {raw}" for raw, kind, _ in REFUSED])
def test_an_ambiguous_figure_is_refused_with_its_reason_and_not_guessed(raw, kind, why):
    message = refusal(read_figure, raw, kind)
    assert message.startswith("Không đọc được số “")
    assert message.endswith(f"”: {why}")


def test_a_refusal_quotes_the_words_and_cuts_endless_ones():
    assert refusal(read_count, "17,5") == ("Không đọc được số “17,5”: số lượng phải là số nguyên, ví dụ 1.773.")
    assert refusal(read_count, "7" * 50 + "x") == (
        f"Không đọc được số “{'7' * 40}”: số lượng phải là số nguyên, ví dụ 1.773."
    )


@pytest.mark.parametrize("kind", NUMERIC)
@pytest.mark.parametrize("raw", ["NaN", "inf", "-inf", "Infinity", "1e3", "1E3", "0x1", "0b1", "1_000"])
def test_a_programmer_s_number_never_becomes_a_figure(raw, kind):
    """`1e3` must not be stored as 1, nor `0x1` as 0 (abuse case 13)."""
    assert refusal(read_figure, raw, kind).startswith("Không đọc được số “")


@pytest.mark.parametrize("raw", ["NaN", "inf", "1e3", "0x1", "", " ", "1_000", "1..773", ".5", "5,"])
@pytest.mark.parametrize("read", [read_count, read_score, read_rate])
def test_a_typed_field_takes_numbers_only(read, raw):
    assert refusal(read, raw).startswith(f"Không đọc được số “{raw.strip()}")


@pytest.mark.parametrize(
    ("read", "raw", "expected"),
    [
        (read_count, "1.773", number("1773")),
        (read_count, "1,773", number("1773", remarks=COMMA)),
        (read_count, "-1.773", number("-1773")),
        (read_count, "+1,773", number("1773", remarks=COMMA)),
        (read_count, "- 5", number("-5")),
        (read_score, "87,15", number("87.15")),
        (read_score, "87.15", number("87.15", remarks=POINT)),
        (read_score, "100", number("100")),
        (read_rate, "96,55%", number("96.55")),
        (read_rate, "96,55 %", number("96.55")),
        (read_rate, "57.53", number("57.53", remarks=POINT)),
    ],
)
def test_a_typed_number_is_understood_as_it_is_written(read, raw, expected):
    assert exactly(read(raw)) == expected


# --- missing is not zero -----------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", list(Kind))
@pytest.mark.parametrize(
    ("raw", "status"),
    [
        ("_", Status.NOT_APPLICABLE),
        ("-", Status.NOT_APPLICABLE),
        (MINUS, Status.NOT_APPLICABLE),
        ("–", Status.NOT_APPLICABLE),
        ("—", Status.NOT_APPLICABLE),
        ("_ _", Status.NOT_APPLICABLE),
        (" - _ ", Status.NOT_APPLICABLE),
        ("", Status.NOT_REPORTED),
        ("   ", Status.NOT_REPORTED),
        (f"{NBSP}\t\n{NARROW}", Status.NOT_REPORTED),
        ("không phát sinh", Status.NONE_OCCURRED),
        ("Không phát sinh hồ sơ quá hạn", Status.NONE_OCCURRED),
        (unicodedata.normalize("NFD", "Không phát sinh"), Status.NONE_OCCURRED),
        ("Không nhận được phản ánh, kiến nghị", Status.NONE_OCCURRED),
    ],
)
def test_what_is_missing_keeps_its_reason_and_never_becomes_zero(raw, status, kind):
    assert read_figure(raw, kind) == Reading(status=status)


def test_zero_is_a_reported_number():
    assert read_figure("0", Kind.COUNT) == Reading(value=D(0), status=Status.REPORTED)


# --- other people's keyboards ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("raw", "kind", "expected"),
    [
        (f"1{NBSP}773", Kind.COUNT, number("1773")),
        (f"1{NARROW}234{NARROW}567", Kind.COUNT, number("1234567")),
        (f"1{THIN}773 hồ sơ", Kind.COUNT, number("1773")),
        ("１.７７３", Kind.COUNT, number("1773")),
        ("１７７３", Kind.COUNT, number("1773")),
        ("８７，１５", Kind.SCORE, number("87.15")),
        (f"87,15{NBSP}", Kind.SCORE, number("87.15")),
        (f"{NARROW}96,55{NBSP}%", Kind.RATE, number("96.55")),
        ("９６,５５％", Kind.RATE, number("96.55")),
        (f"4.642{NBSP}96,55%", Kind.COUNT_RATE, number("96.55", "4642")),
        (f"4.642\t96,55{NARROW}%", Kind.COUNT_RATE, number("96.55", "4642")),
        ("\ufe630,5", Kind.SCORE, number("-0.5")),
        ("\uff0d0,5", Kind.SCORE, number("-0.5")),
        ("–0,5", Kind.SCORE, number("-0.5")),
        ("— 0,5", Kind.SCORE, number("-0.5")),
        (f"{MINUS} 0,5", Kind.SCORE, number("-0.5")),
        (f"03{NBSP}/{NBSP}23 xã", Kind.RANK, number("3", denominator="23", text="xã")),
        (unicodedata.normalize("NFD", "mức tốt"), Kind.RATING, number(text="mức tốt")),
        ("915\u200b hồ sơ", Kind.COUNT, number("915")),
    ],
)
def test_spaces_signs_and_digits_of_other_keyboards_give_the_same_number(raw, kind, expected):
    assert exactly(read_figure(raw, kind)) == expected


@pytest.mark.parametrize("space", [NBSP, NARROW, THIN])
@pytest.mark.parametrize(("count", "digits"), [("282", "282"), ("1.773", "1773")])
def test_a_count_and_a_full_rate_held_together_by_a_no_break_space_stay_two_numbers(count, digits, space):
    """`282 100%` with a no-break space is 282 and 100 %, not a rate of 282100 %."""
    assert exactly(read_figure(f"{count}{space}100%", Kind.COUNT_RATE)) == number("100", digits)


@pytest.mark.parametrize(("raw", "kind"), [("17,5²", Kind.SCORE), ("96,5¹%", Kind.RATE), ("5¹", Kind.COUNT)])
def test_a_footnote_mark_is_never_read_as_a_digit(raw, kind):
    """A superscript after a figure: the figure without it or a refusal, never 17.52."""
    try:
        reading = read_figure(raw, kind)
    except UsageError:
        return
    assert reading.value == {"17,5²": D("17.5"), "96,5¹%": D("96.5"), "5¹": D(5)}[raw]


@pytest.mark.parametrize("raw", ["03/23.", "Xếp thứ 03/23, tăng 18 bậc", "03/23; giữ nguyên", "03/23,"])
def test_a_rank_in_a_sentence_keeps_of_how_many(raw):
    reading = read_figure(raw, Kind.RANK)
    assert (reading.value, reading.denominator) == (D(3), D(23))


def test_a_negative_rank_is_refused_and_not_turned_positive():
    assert refusal(read_figure, "-3", Kind.RANK).startswith("Không đọc được số “-3”")


# --- stated changes ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("raw", "kind", "expected"),
    [
        ("+ 3,8", Kind.SCORE, "3.8"),
        ("3,8", Kind.SCORE, "3.8"),
        (f"{MINUS}0,0263", Kind.RATE, "-0.0263"),
        (f"{MINUS}0,1", Kind.SCORE, "-0.1"),
        ("+0,1193", Kind.RATE, "0.1193"),
        ("0,2026", Kind.RATE, "0.2026"),
        ("-2,7%", Kind.RATE, "-2.7"),
        (f"{MINUS}1,20%", Kind.COUNT_RATE, "-1.20"),
        ("tăng 0,7%", Kind.SCORE, "0.7"),
        ("Tăng 6,84 điểm.", Kind.SCORE, "6.84"),
        ("tăng 6,84, cao nhất huyện", Kind.SCORE, "6.84"),
        ("+3,8.", Kind.SCORE, "3.8"),
        ("tăng 18.", Kind.RANK, "18"),
        ("Giảm 0,1 điểm", Kind.SCORE, "-0.1"),
        ("giảm -0,1", Kind.SCORE, "-0.1"),
        ("(giảm 2,5)", Kind.SCORE, "-2.5"),
        (unicodedata.normalize("NFD", "Giảm 0,1 điểm"), Kind.SCORE, "-0.1"),
        ("tăng 18 bậc", Kind.RANK, "18"),
        ("giảm 2 bậc", Kind.RANK, "-2"),
        ("+232", Kind.COUNT, "232"),
        ("+1.773", Kind.COUNT, "1773"),
        ("-1,773", Kind.COUNT, "-1773"),
        ("-17", Kind.COUNT, "-17"),
        (f"giảm 1{NBSP}250", Kind.COUNT, "-1250"),
        ("0", None, "0"),
        ("6,4", None, "6.4"),
        ("0.5", Kind.SCORE, "0.5"),
    ],
)
def test_a_stated_change_keeps_its_sign_and_its_printed_digits(raw, kind, expected):
    assert str(read_change(raw, kind)) == expected


@pytest.mark.parametrize(
    ("raw", "kind", "why"),
    [
        ("không đổi", Kind.SCORE, "cần một con số."),
        ("", None, "cần một con số."),
        ("17,5", Kind.COUNT, "số lượng phải là số nguyên, ví dụ 1.773."),
        ("1,5", Kind.RANK, "số lượng phải là số nguyên, ví dụ 1.773."),
        ("0,12345", Kind.RATE, "nhiều nhất 4 chữ số sau dấu phẩy."),
        ("1.234,5", None, "viết số thập phân với dấu phẩy, ví dụ 87,15."),
    ],
)
def test_a_change_that_is_no_number_of_its_kind_is_refused(raw, kind, why):
    assert refusal(read_change, raw, kind) == f"Không đọc được số “{raw}”: {why}"


@pytest.mark.parametrize(("raw", "allowed"), [("1 250", D(1250)), ("1e3", None), ("12x5", None)])
def test_a_change_is_never_cut_off_after_its_first_digits(raw, allowed):
    """`1 250` is 1250 or refused, never 1."""
    try:
        value = read_change(raw, Kind.COUNT)
    except UsageError:
        return
    assert value == allowed


# --- writing and reading back ------------------------------------------------------------------------------


def scaled(low: int, high: int, most: int):
    """Decimals as printed: up to `most` digits after the comma, trailing zeros included."""
    return st.integers(0, most).flatmap(
        lambda places: st.integers(low * 10**places, high * 10**places).map(lambda n: D(n).scaleb(-places))
    )


COUNTS = st.integers(-(10**12), 10**12).map(D)
RATES = scaled(-999, 999, 2)
SCORES = scaled(0, 100, 2)


def same(found: Decimal | None, expected: Decimal) -> bool:
    """Equal to the printed digit (−0 is 0)."""
    return found is not None and found == expected and found.as_tuple().exponent == expected.as_tuple().exponent


@given(COUNTS)
def test_a_written_count_reads_back_as_itself(count):
    text = write_number(count)
    assert same(read_figure(text, Kind.COUNT).value, count)
    assert same(read_count(text).value, count)
    assert read_figure(text, Kind.COUNT).remarks == ()


@given(RATES)
def test_a_written_rate_reads_back_as_itself(rate):
    for text in (f"{write_number(rate)}%", f"{write_number(rate)} %", write_number(rate)):
        assert same(read_figure(text, Kind.RATE).value, rate)
        assert read_figure(text, Kind.RATE).remarks == ()


@given(SCORES, SCORES)
def test_a_written_score_reads_back_as_itself(score, maximum):
    assert same(read_figure(write_number(score), Kind.SCORE).value, score)
    both = read_figure(f"{write_number(score)}/{write_number(maximum)} điểm", Kind.SCORE)
    assert same(both.value, score)
    assert same(both.denominator, maximum)


@given(st.integers(0, 10**9).map(D), scaled(0, 999, 2))
def test_a_written_count_with_its_rate_reads_back_as_both(count, rate):
    for text in (
        f"{write_number(count)} {write_number(rate)}%",
        f"{write_number(rate)}% ({write_number(count)} hồ sơ)",
    ):
        reading = read_figure(text, Kind.COUNT_RATE)
        assert same(reading.value, rate)
        assert same(reading.numerator, count)
        assert reading.denominator is None


@given(st.integers(0, 10**9).map(D), st.integers(0, 10**9).map(D))
def test_a_written_ratio_reads_back_as_its_two_numbers(part, whole):
    reading = read_figure(f"{write_number(part)}/{write_number(whole)}", Kind.RATIO)
    assert (reading.value, reading.numerator, reading.denominator) == (None, part, whole)


@given(st.integers(1, 99999), st.integers(1, 99999))
def test_a_written_rank_reads_back_with_of_how_many(position, of):
    reading = read_figure(f"{position:02d}/{of} xã, thị trấn", Kind.RANK)
    assert (reading.value, reading.denominator, reading.text) == (D(position), D(of), "xã, thị trấn")


@given(scaled(-999, 999, 4), st.sampled_from([Kind.SCORE, Kind.RATE, Kind.COUNT_RATE, Kind.RATIO, None]))
def test_a_written_change_reads_back_with_its_sign(change, kind):
    assert same(read_change(write_number(change, signed=True), kind), change)
    assert same(read_change(write_number(change), kind), change)


@given(COUNTS, st.sampled_from([Kind.COUNT, Kind.RANK]))
def test_a_written_change_of_a_count_reads_back_with_its_sign(change, kind):
    assert same(read_change(write_number(change, signed=True), kind), change)


@pytest.mark.parametrize(
    ("value", "plain", "signed"),
    [
        ("1773", "1.773", "+1.773"),
        ("1234567.5", "1.234.567,5", "+1.234.567,5"),
        ("89.50", "89,50", "+89,50"),
        ("-0.1", f"{MINUS}0,1", f"{MINUS}0,1"),
        ("-1773", f"{MINUS}1.773", f"{MINUS}1.773"),
        ("0", "0", "0"),
        ("0.00", "0,00", "0,00"),
        ("-0.0", "0,0", "0,0"),
        ("1E+3", "1.000", "+1.000"),
        ("999", "999", "+999"),
    ],
)
def test_a_number_is_shown_with_comma_grouping_and_the_published_digits(value, plain, signed):
    assert write_number(D(value)) == plain
    assert write_number(D(value), signed=True) == signed


# --- anything at all ---------------------------------------------------------------------------------------

SIGNS = "0123456789０９٣.,%/+-−–—_ \u00a0\u202f\t()eExX²½"
ANYTHING = (
    st.text(max_size=40) | st.text(SIGNS, max_size=16) | st.text(SIGNS + "hồ sơ điểm giảm không", max_size=24)
)
WORDS = "ạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹđĐƯƠÂÊÔ TT.xãUBND0123456789,"


def outcome(read, *arguments) -> object:
    """What came out, a refusal included."""
    try:
        return read(*arguments)
    except UsageError:
        return "refused"


@given(ANYTHING, st.sampled_from(list(Kind)))
@example("\ud800", Kind.COUNT)
@example("9" * 5000, Kind.RANK)
@example("٣", Kind.RANK)
def test_no_text_in_a_figure_s_cell_can_crash_the_reading(text, kind):
    reading = outcome(read_figure, text, kind)
    if isinstance(reading, Reading):
        numbers = [n for n in (reading.value, reading.numerator, reading.denominator) if n is not None]
        assert all(n.is_finite() for n in numbers)
        assert reading.status is Status.REPORTED or (not numbers and reading.text is None)
        assert reading.status is not Status.REPORTED or numbers or kind is Kind.RATING
    else:
        assert reading == "refused"


@given(ANYTHING, st.sampled_from([*Kind, None]))
def test_no_text_in_a_change_s_cell_can_crash_the_reading(text, kind):
    change = outcome(read_change, text, kind)
    assert change == "refused" or (isinstance(change, Decimal) and change.is_finite())


@given(ANYTHING)
def test_no_text_in_a_form_field_can_crash_the_reading(text):
    for read in (read_count, read_score, read_rate):
        reading = outcome(read, text)
        assert reading == "refused" or (isinstance(reading, Reading) and reading.value is not None)
    assert read_date(text) is None or isinstance(read_date(text), date)
    name = read_name(text, PREFIXES)
    assert bool(name.bare) is bool(clean(text)) or name.position is not None or name.province is not None


@given(st.text(SIGNS + WORDS, max_size=30), st.sampled_from(list(Kind)))
def test_decomposed_and_composed_text_read_the_same(text, kind):
    composed, decomposed = (unicodedata.normalize(form, text) for form in ("NFC", "NFD"))
    assert outcome(read_figure, composed, kind) == outcome(read_figure, decomposed, kind)
    assert outcome(read_change, composed, kind) == outcome(read_change, decomposed, kind)
    assert read_name(composed, PREFIXES) == read_name(decomposed, PREFIXES)
    assert clean(composed) == clean(decomposed)
    assert fold(composed) == fold(decomposed)
    assert slug(composed) == slug(decomposed)


@given(st.text(WORDS + "\n\t\u00a0\u202f\u200f", max_size=30))
def test_cleaned_text_is_one_composed_line_and_cleaning_again_changes_nothing(text):
    once = clean(text)
    assert once == unicodedata.normalize("NFC", once) == clean(once)
    assert once == " ".join(once.split())


@given(st.text(max_size=30))
def test_an_id_or_file_name_is_ascii_words_and_hyphens_whatever_the_name(text):
    made = slug(text)
    assert made
    assert set(made) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert made == made.strip("-")
    assert slug(made) == made


# --- dates -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("22/4/2024", date(2024, 4, 22)),
        ("01/07/2024", date(2024, 7, 1)),
        (f" 31/8/2024{NBSP}", date(2024, 8, 31)),
        ("２２/４/２０２４", date(2024, 4, 22)),
        ("29/2/2024", date(2024, 2, 29)),
        ("29/2/2023", None),
        ("31/9/2024", None),
        ("31/3", None),
        ("0/1/2024", None),
        ("1/13/2024", None),
        ("1/1/0000", None),
        ("1/1/24", None),
        ("ngày 22/4/2024", None),
        ("22/4/2024.", None),
        ("22-4-2024", None),
        ("", None),
    ],
)
def test_a_look_up_date_that_no_calendar_has_is_unknown_and_never_moved(text, expected):
    assert read_date(text) == expected


@given(st.dates(min_value=date(1000, 1, 1)))
def test_a_written_date_reads_back_as_itself(day):
    assert read_date(write_date(day)) == day


def test_a_date_is_written_as_the_documents_write_it():
    assert write_date(date(2024, 4, 22)) == "22/4/2024"
    assert write_date(date(2024, 12, 5)) == "5/12/2024"


# --- names -------------------------------------------------------------------------------------------------

NAMES = [
    ("Bình Thành", (None, None, "Bình Thành", None)),
    ("xã Bình Thành", (None, "xa", "Bình Thành", None)),
    ("Xã Bình Thành", (None, "xa", "Bình Thành", None)),
    ("UBND xã Bình Thành", (None, "xa", "Bình Thành", None)),
    ("ỦY BAN NHÂN DÂN XÃ BÌNH THÀNH", (None, "xa", "BÌNH THÀNH", None)),
    ("Ủy ban nhân dân xã Bình Thành", (None, "xa", "Bình Thành", None)),
    ("Uỷ ban nhân dân xã Bình Thành", (None, "xa", "Bình Thành", None)),
    ("UBND huyện Na Rì", (None, "huyen", "Na Rì", None)),
    ("10. UBND xã Liềm Thủy - tỉnh Bắc Kạn", (10, "xa", "Liềm Thủy", "Bắc Kạn")),
    ("10.UBND xã Liềm Thủy", (10, "xa", "Liềm Thủy", None)),
    ("1) UBND thị trấn Yên Lạc", (1, "thi tran", "Yên Lạc", None)),
    ("1. UBND thị trấn Yên Lạc", (1, "thi tran", "Yên Lạc", None)),
    ("TT. Yên Lạc", (None, "tt", "Yên Lạc", None)),
    ("TT.Yên Lạc", (None, "tt", "Yên Lạc", None)),
    ("tt Yên Lạc", (None, "tt", "Yên Lạc", None)),
    ("X. Kim Hỷ", (None, "x", "Kim Hỷ", None)),
    ("thành phố Hà Nội", (None, "thanh pho", "Hà Nội", None)),
    ("TP. Hà Nội", (None, "tp", "Hà Nội", None)),
    ("xã Đại Thịnh - thành phố Hà Nội", (None, "xa", "Đại Thịnh", "Hà Nội")),
    ("xã Đại Thịnh - TP. Hà Nội", (None, "xa", "Đại Thịnh", "Hà Nội")),
    ("xã Đại Thịnh - TP Hà Nội", (None, "xa", "Đại Thịnh", "Hà Nội")),
    ("Bạch Đằng - Hà Nội", (None, None, "Bạch Đằng - Hà Nội", None)),
    ("xã", (None, None, "xã", None)),
    ("UBND", (None, None, "UBND", None)),
    ("UBND xã", (None, None, "xã", None)),
    ("Đồng Xá", (None, None, "Đồng Xá", None)),
    ("xã Đồng Xá", (None, "xa", "Đồng Xá", None)),
    ("12", (None, None, "12", None)),
    ("12345. Kim Hỷ", (None, None, "12345. Kim Hỷ", None)),
    ("9999. Kim Hỷ", (9999, None, "Kim Hỷ", None)),
    ("", (None, None, "", None)),
    (f"  UBND{NBSP}xã\tKim   Hỷ \n", (None, "xa", "Kim Hỷ", None)),
    (
        unicodedata.normalize("NFD", "10. Uỷ ban nhân dân xã Liềm Thủy - tỉnh Bắc Kạn"),
        (10, "xa", "Liềm Thủy", "Bắc Kạn"),
    ),
]


@pytest.mark.parametrize(("printed", "expected"), NAMES, ids=[repr(printed) for printed, _ in NAMES])
def test_a_printed_unit_name_is_taken_apart_without_losing_the_unit(printed, expected):
    assert read_name(printed, PREFIXES) == PrintedName(*expected)


@pytest.mark.parametrize("dash", ["–", "—", MINUS])
def test_a_province_after_a_long_dash_is_the_same_suffix(dash):
    printed = f"UBND xã Liềm Thủy {dash} tỉnh Bắc Kạn"
    assert read_name(printed, PREFIXES) == PrintedName(None, "xa", "Liềm Thủy", "Bắc Kạn")


def test_a_district_level_town_is_not_taken_for_a_commune():
    """The longest kind word wins: thị xã is not a name that begins with thị."""
    prefixes = ("thị xã", "thị", "xã")
    assert read_name("thị xã Sơn Tây", prefixes) == PrintedName(None, "thi xa", "Sơn Tây", None)
    assert PREFIXES.index("thị trấn") < PREFIXES.index("xã") < PREFIXES.index("x")


@pytest.mark.parametrize(
    ("one", "other"),
    [("Thuỷ", "Thủy"), ("Hoà", "Hòa"), ("khoẻ", "khỏe"), ("LIÊM  THUỶ", "liêm thủy"), ("Định Hoá", "Định Hóa")],
)
def test_the_old_and_the_new_place_of_a_tone_mark_are_one_spelling(one, other):
    assert tone_moved(one) == tone_moved(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Văn Lang", "Văn Lãng"),
        ("Trần", "Trấn"),
        ("Liêm", "Liềm"),
        ("Kim Hỷ", "Kim Hý"),
        ("Hoa", "Hoá"),
        ("Ma", "Mạ"),
        ("Đa", "Da"),
        ("Thu", "Thư"),
        ("Bồ", "Bò"),
        ("an ba", "anba"),
        ("Hòa An", "Hoa Àn"),
        ("Mà", "Mã"),
    ],
)
def test_names_that_differ_by_an_accent_stay_two_spellings(one, other):
    assert tone_moved(one) != tone_moved(other)


@pytest.mark.parametrize(
    ("text", "folded", "slugged"),
    [
        ("Định Hóa", "dinh hoa", "dinh-hoa"),
        ("ĐẠI THỊNH", "dai thinh", "dai-thinh"),
        ("  Kim\u00a0Hỷ ", "kim hy", "kim-hy"),
        ("TT. Yên-Lạc", "tt yen lac", "tt-yen-lac"),
        ("Uỷ ban_nhân dân", "uy ban nhan dan", "uy-ban-nhan-dan"),
        (unicodedata.normalize("NFD", "Lương Thượng"), "luong thuong", "luong-thuong"),
        ("Tháng 9/2024", "thang 9 2024", "thang-9-2024"),
        ("日本", "日本", "unnamed"),
        ("../../etc", "etc", "etc"),
        ("…", "", "unnamed"),
        ("", "", "unnamed"),
    ],
)
def test_a_name_is_found_without_accents_and_gives_a_plain_file_name(text, folded, slugged):
    assert fold(text) == folded
    assert slug(text) == slugged


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("  xã\u00a0Kim\tHỷ\r\n", "xã Kim Hỷ"),
        ("a\u202eb", "ab"),
        ("a\u200fb\u0000c", "abc"),
        ("dòng một\u2028dòng hai", "dòng một dòng hai"),
        (unicodedata.normalize("NFD", "Liềm Thủy"), "Liềm Thủy"),
        ("１", "１"),
    ],
)
def test_shown_text_is_one_line_without_hidden_characters(text, expected):
    assert clean(text) == expected


def test_text_is_composed_even_where_a_hidden_character_stood_between_letter_and_mark():
    assert clean("xa\u200b\u0303") == "xã"


@pytest.mark.parametrize("name", ["Xá Nhè", "Bố Hạ", "Xà Bang"])
def test_a_name_that_only_sounds_like_a_kind_word_stays_whole(name):
    assert read_name(name, PREFIXES).bare == name


@pytest.mark.parametrize("kind", list(Kind))
@pytest.mark.parametrize("day", ["23/3/2026", "05/01/2024", "１/5/2024"])
def test_a_number_that_a_spreadsheet_made_a_day_of_is_refused_in_every_kind(kind, day):
    """`3/23` typed as a rank and `1.5` typed as points come back as days."""
    with pytest.raises(UsageError, match="đó là một ngày"):
        read_figure(day, kind)


@pytest.mark.parametrize("kind", list(Kind))
@pytest.mark.parametrize("error", ["#DIV/0!", "#N/A", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#NULL!", " #DIV/0! "])
def test_an_error_of_a_spreadsheet_is_neither_zero_nor_a_word(kind, error):
    with pytest.raises(UsageError, match="báo lỗi"):
        read_figure(error, kind)


@pytest.mark.parametrize("kind", [Kind.SCORE, Kind.RATE, Kind.COUNT, Kind.COUNT_RATE])
@pytest.mark.parametrize(
    "text",
    [
        "≥ 90", "~90", "<50", "> 5", "trên 90", "Dưới 50", "khoảng 12", "đạt trên 80", "không quá 5",
        "mới đạt dưới 50", "kết quả ước khoảng 12", "là trên 80", "ở mức trên 80", "đã hơn 90", "12 (khoảng 90%)",
    ],
)  # fmt: skip
def test_a_bound_or_a_guess_is_no_figure(kind, text):
    with pytest.raises(UsageError, match="cần một con số chính xác"):
        read_figure(text, kind)


def test_words_that_only_begin_like_a_bound_leave_a_figure_as_it_is():
    assert read_figure("hạng 3 trên 23", Kind.RANK).value == 3
    assert read_figure("đạt 17,5/18 điểm", Kind.SCORE).value == Decimal("17.5")
    assert read_figure("trên", Kind.RATING).text == "trên"
    assert read_figure("đứng thứ 3 trên 23 xã", Kind.RANK).value == 3
    assert read_figure("5 hồ sơ của đơn vị gần trụ sở", Kind.COUNT).value == 5
