"""What a file must keep to before anything parses it; each refusal is a sentence of its own.

Nothing here trusts what a file says of itself: sizes are counted while unpacking, names are only compared.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator

from lib.intake.draft import IntakeError
from lib.vietnamese import clean

MAX_BYTES = 20 * 2**20
MAX_UNPACKED = 50 * 2**20
MAX_ENTRIES = 2_000
MAX_RATIO = 100
#: A list of every commune of the country before July 2025 had some 10,600.
MAX_ROWS = 12_000
MAX_COLUMNS = 60
#: What a person fills in or pastes is never as long as a list of the whole country.
FORM_ROWS = 5_000
#: The name that a pasted table goes by.
PASTED = "bảng đã dán.tsv"
MAX_CELL = 32_767  # characters, as Excel itself

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_CHUNK = 2**16
_OVERLAP = 32
_DECLARATION = re.compile(
    rb"<\x00?!\x00?(?:D\x00?O\x00?C\x00?T\x00?Y\x00?P\x00?E|E\x00?N\x00?T\x00?I\x00?T\x00?Y)", re.I
)
_MACROS = re.compile(r"vbaProject|macrosheets/|activeX/", re.I)
_LINKS = re.compile(r"externalLinks/", re.I)


def shown_name(file_name: str) -> str:
    """A file's name for people: the last part of whatever path it pretends to be, cleaned, at most 120 letters."""
    last = re.split(r"[\\/]", file_name)[-1]
    return clean(last)[:120] or "tệp không tên"


def file_format(data: bytes, file_name: str) -> str:
    """`xlsx` or `text`, by content and never by name. Raises IntakeError for everything else."""
    name = shown_name(file_name)
    if len(data) > MAX_BYTES:
        raise IntakeError(f"Tệp {name} lớn hơn {MAX_BYTES // 2**20} MB.")
    if not data.strip(b"\x00 \t\r\n\xef\xbb\xbf"):
        raise IntakeError(f"Tệp {name} không có nội dung.")
    if data.startswith(_OLE):
        raise IntakeError(_ole_sentence(data, name))
    if data.startswith(b"%PDF"):
        raise IntakeError(f"Tệp {name} là PDF; hãy chép bảng trong đó và dán vào, hoặc nhập theo biểu mẫu.")
    if data.startswith(b"PK"):
        return "xlsx"
    head = data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if re.match(rb"<(?:!doctype|html|head|table|body|meta|style|div|\?xml)", head):
        raise IntakeError(f"Tệp {name} thực ra là trang web (HTML hoặc XML); hãy mở bằng Excel và lưu thành .xlsx.")
    if name.lower().endswith((".xlsx", ".xlsm", ".xls")):
        if _is_text(data):
            raise IntakeError(
                f"Tệp {name} có đuôi Excel nhưng nội dung là văn bản thường (CSV); hãy đổi đuôi thành .csv."
            )
        raise IntakeError(f"Tệp {name} có đuôi Excel nhưng không phải tệp Excel.")
    if not _is_text(data):
        raise IntakeError(
            f"Tệp {name} không phải bảng tính .xlsx, cũng không phải văn bản CSV, TSV hay JSON (mã UTF-8)."
        )
    return "text"


def _ole_sentence(data: bytes, name: str) -> str:
    if "EncryptedPackage".encode("utf-16-le") in data:
        return f"Tệp {name} được đặt mật khẩu; hãy bỏ mật khẩu rồi nhập lại."
    return f"Tệp {name} là định dạng Office cũ (.xls, .doc); hãy lưu thành .xlsx."


def _is_text(data: bytes) -> bool:
    return data.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\x00" not in data


def check_package(data: bytes, name: str) -> None:
    """Hold a zip package to its limits, part by part, without keeping any of it. Raises IntakeError."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            entries = package.infolist()
            _check_entries(entries, name)
            if "[Content_Types].xml" not in package.namelist():
                raise IntakeError(f"Tệp {name} là tệp nén, không phải bảng tính .xlsx.")
            if "xl/workbook.xml" not in package.namelist():
                raise IntakeError(f"Tệp {name} không phải bảng tính Excel; hãy lưu thành .xlsx.")
            unpacked = 0
            for entry in entries:
                for chunk in _parts(package, entry):
                    unpacked += len(chunk) - _OVERLAP
                    if unpacked > MAX_UNPACKED:
                        raise IntakeError(_bomb(name))
                    _check_content(entry.filename, chunk, name)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError) as error:
        raise IntakeError(f"Tệp {name} bị hỏng hoặc bị cắt ngắn; hãy lấy lại tệp gốc.", str(error)) from error


def _bomb(name: str) -> str:
    return f"Tệp {name} giải nén ra quá lớn so với một bảng số liệu; không mở."


def _check_entries(entries: list[zipfile.ZipInfo], name: str) -> None:
    if len(entries) > MAX_ENTRIES:
        raise IntakeError(f"Tệp {name} chứa quá {MAX_ENTRIES:,} phần; không mở.".replace(",", "."))
    for entry in entries:
        path = entry.orig_filename.replace("\\", "/")
        if path.startswith("/") or ".." in path.split("/") or ":" in path or "\x00" in path:
            raise IntakeError(f"Tệp {name} chứa đường dẫn không an toàn; không mở.")
        if entry.file_size > 2**20 and entry.file_size > MAX_RATIO * max(entry.compress_size, 1):
            raise IntakeError(_bomb(name))
        if _MACROS.search(path):
            raise IntakeError(f"Tệp {name} có macro; hãy lưu thành .xlsx không có macro.")
        if _LINKS.search(path):
            raise IntakeError(
                f"Tệp {name} có liên kết tới tệp khác; hãy ngắt liên kết (Data › Edit Links) rồi lưu lại."
            )
    if sum(entry.file_size for entry in entries) > MAX_UNPACKED:
        raise IntakeError(_bomb(name))


def _parts(package: zipfile.ZipFile, entry: zipfile.ZipInfo) -> Iterator[bytes]:
    """The unpacked bytes in chunks that overlap, so that nothing looked for is cut in two."""
    kept = b" " * _OVERLAP
    with package.open(entry) as part:
        while chunk := part.read(_CHUNK):
            yield kept + chunk
            kept = chunk[-_OVERLAP:].rjust(_OVERLAP)


def _check_content(path: str, chunk: bytes, name: str) -> None:
    if path.endswith((".xml", ".rels", ".vml")):
        if _DECLARATION.search(chunk):
            raise IntakeError(f"Tệp {name} chứa khai báo XML không được phép (DOCTYPE, ENTITY); không mở.")
        if b"macroEnabled" in chunk and path == "[Content_Types].xml":
            raise IntakeError(f"Tệp {name} có macro; hãy lưu thành .xlsx không có macro.")
