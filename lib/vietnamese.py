"""Numbers, dates and names as Vietnamese offices write them: read and written in one place.

The kind of the field decides what a text means, not its look: `1.001` is 1001 in a count and refused
in a score (docs/contract.md). Text is brought to NFC; full-width digits and no-break spaces are understood.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache

from lib.domain import Kind, Status, UsageError

MINUS = "\u2212"
_SPACED_GROUP = re.compile("(?<=\\d)[\u00a0\u202f\u2009](?=\\d{3}(?!\\d|,?\\d*\\s*%))")
_FOOTNOTES = str.maketrans("", "", "\u00b9\u00b2\u00b3\u2070\u2074\u2075\u2076\u2077\u2078\u2079")
_DASHES = re.compile("[\u2212\u2013\u2014\ufe63\uff0d](?=\\s*\\d)")
_NUMBER = r"[+-]?\s?\d[\d.,]*+"
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_DAY = re.compile(r"\d{1,2}/\d{1,2}/\d{4}")
#: A bound or a guess, wherever it stands in a sentence; `3 trên 23` and `18,2 điểm trên 22` only say of how many.
_ABOUT = re.compile(
    r"[≤≥≈~<>]\s*\d|(?<!\w)(?:dưới|khoảng|hơn|gần|chừng|ít nhất|không quá)\s+\d"
    r"|(?:^|(?<!\w)(?:đạt|là|mức|tỷ lệ)\s+)trên\s+\d",
    re.IGNORECASE,
)
_BRACKET = re.compile(r"\(([^()]*)\)")

#: Remarks that reading a number can leave; each is the id of a rule in data/rules.toml.
DECIMAL_POINT = "decimal-point"
COMMA_GROUPING = "comma-grouping"


#: How many words a process remembers having read: every rule and every build reads the same ones again.
_REMEMBERED = 1 << 15


@dataclass(frozen=True)
class Reading:
    """What a text says: the fields of an observation, and how it was printed (`remarks`: rule ids)."""

    value: Decimal | None = None
    text: str | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    status: Status = Status.REPORTED
    remarks: tuple[str, ...] = ()


def clean(text: str) -> str:
    """NFC, one line, single plain spaces, no control or direction characters."""
    if text.isprintable() and "  " not in text and text == text.strip() and unicodedata.is_normalized("NFC", text):
        return text  # nearly always
    visible = "".join(" " if c.isspace() else c for c in text if c.isspace() or c.isprintable())
    return unicodedata.normalize("NFC", " ".join(visible.split()))


@lru_cache(maxsize=_REMEMBERED)
def fold(text: str) -> str:
    """For finding only: lower case, no accents, đ as d, words separated by one space."""
    bare = unicodedata.normalize("NFD", clean(text).casefold().replace("đ", "d"))
    return " ".join(re.findall(r"[^\W_]+", "".join(c for c in bare if not unicodedata.combining(c))))


@lru_cache(maxsize=_REMEMBERED)
def tone_moved(text: str) -> str:
    """A spelling in which the place of the tone mark in oa, oe, uy does not matter (Thuỷ, Thủy; hoà, hòa).

    Lower case; each word's tone mark is moved behind its letters, all other accents are kept.
    """
    words = []
    for word in clean(text).casefold().split():
        letters = unicodedata.normalize("NFD", word)
        tones = "".join(c for c in letters if c in _TONES)
        words.append("".join(c for c in letters if c not in _TONES) + tones)
    return " ".join(words)


def slug(text: str) -> str:
    """ASCII words joined by hyphens, for ids and file names; `unnamed` where nothing is left."""
    return "-".join(re.findall(r"[a-z0-9]+", fold(text))) or "unnamed"


# --- reading numbers -------------------------------------------------------------------------------------


def _plain(text: str) -> str:
    """Digits, signs and spaces in their ASCII form.

    A no-break space inside a number is grouping, unless a rate stands behind it; footnote marks are no digits.
    """
    joined = _SPACED_GROUP.sub("", text.translate(_FOOTNOTES))
    return _DASHES.sub("-", clean(unicodedata.normalize("NFKC", joined)))


def _refuse(text: str, why: str) -> UsageError:
    return UsageError(f"Không đọc được số “{text[:40]}”: {why}")


def read_count(text: str) -> Reading:
    """A whole number: `1.773`, `1773`; `984,851` is understood and remarked. Else UsageError."""
    number = _plain(text).replace(" ", "")
    if re.fullmatch(r"[+-]?\d+", number) or re.fullmatch(r"[+-]?\d{1,3}(\.\d{3})+", number):
        return Reading(value=Decimal(number.replace(".", "")))
    if re.fullmatch(r"[+-]?\d{1,3}(,\d{3})+", number):
        return Reading(value=Decimal(number.replace(",", "")), remarks=(COMMA_GROUPING,))
    raise _refuse(text, "số lượng phải là số nguyên, ví dụ 1.773.")


def _read_decimal(text: str, most_decimals: int) -> Reading:
    number = _plain(text).replace(" ", "")
    match = re.fullmatch(r"([+-]?\d+)(?:([.,])(\d+))?", number)
    if match is None:
        raise _refuse(text, "viết số thập phân với dấu phẩy, ví dụ 87,15.")
    whole, separator, digits = match.group(1), match.group(2), match.group(3) or ""
    if len(digits) > most_decimals:
        why = (
            "“.” có thể là dấu ngăn nghìn, cũng có thể là dấu thập phân."
            if separator == "."
            else (f"nhiều nhất {most_decimals} chữ số sau dấu phẩy.")
        )
        raise _refuse(text, why)
    value = Decimal(f"{whole}.{digits}" if digits else whole)
    return Reading(value=value, remarks=(DECIMAL_POINT,) if separator == "." else ())


def read_score(text: str) -> Reading:
    """Points, 0 to 100, at most two decimals; `1.773` is refused as ambiguous. Else UsageError."""
    reading = _read_decimal(text, 2)
    if reading.value is not None and reading.value > 100:
        raise _refuse(text, "điểm không quá 100.")
    return reading


def read_rate(text: str) -> Reading:
    """Per cent with or without its sign, at most two decimals (`96,55%`). Else UsageError."""
    return _read_decimal(_plain(text).removesuffix("%"), 2)


def _numbers(text: str) -> list[str]:
    """Number tokens in order, each with the `%` that follows it, if any."""
    found = re.findall(rf"(?<![\w.,])({_NUMBER})(?!\w)(\s*%)?", text)
    return [number.rstrip(".,") + percent.strip() for number, percent in found]


def _read_score_text(text: str) -> Reading:
    """`17,5`, `17,5/18 điểm`, `19,5/20 điểm (97,42%)`: the bracket is not part of the score."""
    body = _BRACKET.sub(" ", text)
    tokens = _numbers(body.replace("/", " "))
    if not 1 <= len(tokens) <= (2 if "/" in body else 1):
        raise _refuse(text, "cần đúng một điểm số, có thể kèm điểm tối đa.")
    score = read_score(tokens[0])
    maximum = read_score(tokens[1]).value if len(tokens) == 2 else None
    return Reading(value=score.value, denominator=maximum, remarks=score.remarks)


def _read_single(text: str, read: Callable[[str], Reading], noun: str) -> Reading:
    tokens = _numbers(text)
    if len(tokens) != 1:
        raise _refuse(text, f"cần đúng một {noun}.")
    return read(tokens[0])


def _read_parts(text: str) -> Reading:
    """A count, a rate, a ratio a/b, in one cell in any order: `4.642 96,55%`, `100% (1.773/1.773 TTHC)`."""
    rates: list[Reading] = []
    counts: list[Reading] = []
    for token in _numbers(text.replace("/", " ")):
        (rates if token.endswith("%") else counts).append(
            read_rate(token) if token.endswith("%") else read_count(token)
        )
    if len(rates) > 1 or len(counts) > (2 if "/" in text else 1) or not (rates or counts):
        raise _refuse(text, "cần một số lượng, một tỷ lệ (%), hoặc một tỷ số a/b.")
    return Reading(
        value=rates[0].value if rates else None,
        numerator=counts[0].value if counts else None,
        denominator=counts[1].value if len(counts) == 2 else None,
        remarks=tuple(mark for part in (*rates, *counts) for mark in part.remarks),
    )


def _read_rank(text: str) -> Reading:
    """`03/23 xã, thị trấn`: the position, of how many, and the counting noun in `text`."""
    match = re.search(r"(?<![\w.,+-])(\d{1,5})(?:\s*/\s*(\d{1,5}))?(?!\w|[.,/]\d)\s*(.*)$", text)
    if match is None:
        raise _refuse(text, "cần thứ hạng, ví dụ 03/23 xã, thị trấn.")
    of = Decimal(int(match.group(2))) if match.group(2) else None
    return Reading(value=Decimal(int(match.group(1))), denominator=of, text=_noun(match.group(3)))


def _noun(rest: str) -> str | None:
    """The counting noun behind a rank (`xã, thị trấn`); None where something else follows."""
    words = rest.strip().rstrip(".")
    return words if words[:1].isalpha() else None


_READERS: dict[Kind, Callable[[str], Reading]] = {
    Kind.SCORE: _read_score_text,
    Kind.RATE: lambda text: _read_single(text, read_rate, "tỷ lệ"),
    Kind.COUNT: lambda text: _read_single(text, read_count, "số lượng"),
    Kind.RATIO: _read_parts,
    Kind.COUNT_RATE: _read_parts,
    Kind.RANK: _read_rank,
    Kind.RATING: lambda text: Reading(text=text),
}


@lru_cache(maxsize=_REMEMBERED)
def read_figure(raw: str, kind: Kind) -> Reading:
    """Read a printed figure by the kind of its indicator.

    `_` and `-` are not applicable, blank is not reported, "không phát sinh" and "không nhận được" none
    occurred. Raises UsageError with a Vietnamese sentence for anything ambiguous or out of its kind.
    """
    text = _plain(raw)
    if not text:
        return Reading(status=Status.NOT_REPORTED)
    if all(part in {"_", "-", MINUS, "\u2013", "\u2014"} for part in text.split()):
        return Reading(status=Status.NOT_APPLICABLE)
    if fold(text).startswith(("khong phat sinh", "khong nhan duoc")):
        return Reading(status=Status.NONE_OCCURRED)
    if text.startswith("#"):  # #DIV/0! is no zero
        raise _refuse(raw, "ô của bảng tính báo lỗi; hãy sửa công thức trong tệp rồi nhập lại.")
    if _DAY.fullmatch(text):  # of `3/23` or `1.5` a spreadsheet makes a day
        raise _refuse(raw, "đó là một ngày; nếu Excel đã đổi số thành ngày, hãy định dạng ô là văn bản rồi gõ lại.")
    if kind is not Kind.RATING and _ABOUT.search(text):
        raise _refuse(raw, "cần một con số chính xác, không phải mức chặn hay ước chừng.")
    return _READERS[kind](text)


def read_change(raw: str, kind: Kind | None) -> Decimal:
    """A stated change: `+ 3,8`, `−0,0263`, `Giảm 0,1 điểm`, `tăng 18 bậc`; grouping for counts only."""
    text = _plain(raw)
    token = re.search(rf"(?<![\w.,])(?<!\d\s){_NUMBER}(?!\w|\s\d{{3}}(?!\d))", text)
    if token is None:
        raise _refuse(raw, "cần một con số.")
    number = token.group().replace(" ", "").rstrip(".,")
    reading = read_count(number) if kind in {Kind.COUNT, Kind.RANK} else _read_decimal(number, 4)
    assert reading.value is not None
    lowered = "giam" in fold(text[: token.start()]).split()
    return -abs(reading.value) if lowered else reading.value


# --- writing numbers -------------------------------------------------------------------------------------


def write_number(number: Decimal, *, signed: bool = False) -> str:
    """Decimal comma, thousands point, the printed digits kept: 1773 → `1.773`, 89.50 → `89,50`."""
    sign = MINUS if number < 0 else "+" if signed and number > 0 else ""
    return sign + f"{abs(number):,f}".translate(str.maketrans(",.", ".,"))


def write_date(day: date) -> str:
    """`22/4/2024`, as the documents write it."""
    return f"{day.day}/{day.month}/{day.year}"


def read_date(text: str) -> date | None:
    """A day written d/m/yyyy; None for one that is not in the calendar (31/9/2024) or lacks its year."""
    match = _DAY.fullmatch(_plain(text))
    if match is None:
        return None
    day, month, year = (int(part) for part in match.group().split("/"))
    try:
        return date(year, month, day)
    except ValueError:
        return None


def is_impossible_date(text: str) -> bool:
    """A complete date d/m/yyyy that no calendar has; one without its year is only unknown."""
    return bool(_DAY.fullmatch(_plain(text))) and read_date(text) is None


# --- names -----------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class PrintedName:
    """A unit's name taken apart: list number, kind word (folded), bare name, province of the suffix."""

    position: int | None
    kind: str | None
    bare: str
    province: str | None


_OFFICES = ("ubnd", "ủy ban nhân dân")
_LIST_NUMBER = re.compile(r"^(\d{1,4})\s*[.)]\s*(?=\D)")
_PROVINCE_SUFFIX = re.compile(r"\s+[-\u2013\u2014\u2212]\s+(?:tỉnh|thành phố|TP\.?)\s+(.+)$", re.IGNORECASE)


@lru_cache(maxsize=_REMEMBERED)
def read_name(printed: str, kind_prefixes: tuple[str, ...]) -> PrintedName:
    """Take a printed unit name apart: `10. UBND xã Liềm Thủy - tỉnh Bắc Kạn`.

    kind_prefixes: the kind words, longest first ("thị trấn", "tt", "xã"). The bare name keeps its accents; a
    name that is only a kind word is kept whole, and `Xá Nhè` does not begin with one.
    """
    name = clean(printed)
    number = _LIST_NUMBER.match(name)
    name = name[number.end() :] if number else name
    suffix = _PROVINCE_SUFFIX.search(name)
    name = name[: suffix.start()] if suffix else name
    words = name.replace(".", ". ").split()  # `TT.Yên Lạc` and `TT. Yên Lạc` are the same two words
    _, words = _split_prefix(words, _OFFICES)
    kind, words = _split_prefix(words, kind_prefixes)
    return PrintedName(
        position=int(number.group(1)) if number else None,
        kind=kind,
        bare=" ".join(words),
        province=suffix.group(1) if suffix else None,
    )


def _split_prefix(words: list[str], prefixes: tuple[str, ...]) -> tuple[str | None, list[str]]:
    """Take the first prefix off that leaves at least one word; it is returned folded."""
    for prefix in prefixes:
        parts = prefix.split(" ")
        if len(parts) < len(words) and all(map(_is_word, words, parts)):
            return fold(prefix), words[len(parts) :]
    return None, words


def _is_word(printed: str, word: str) -> bool:
    """Whether a printed word is this one: with its accents, or with none at all (`Thi tran`)."""
    bare = fold(printed)
    return bare == fold(word) and (printed.casefold().strip(".") == bare or tone_moved(printed) == tone_moved(word))
