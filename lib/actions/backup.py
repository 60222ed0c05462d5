"""One file with everything an office has brought in, and the way back from it."""

from __future__ import annotations

import hashlib
import tempfile
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO

from lib.actions.writing import writing
from lib.domain import Chiso766Error
from lib.settings import Sources
from lib.snapshots.durable import DRAFT, draft_folder, make_folder, sync_file, sync_folder
from lib.snapshots.originals import FOLDER
from lib.snapshots.written_once import DIGEST

#: The list of every file with its SHA-256, in the form of sha256sum.
SUMS = "SHA256SUMS"
#: Made again from the snapshots, or not published yet.
_LEFT_OUT = {"store", "drafts"}
_MOST_FILES, _MOST_BYTES, _MOST_RATIO = 200_000, 4_000_000_000, 200
_CHUNK = 1 << 20
Progress = Callable[[int, int], None]


class BackupError(Chiso766Error):
    """A backup that cannot be made, or a file that is no sound backup."""


@dataclass(frozen=True)
class Restored:
    """Files that were put back, that were there already, and that took the place of different ones."""

    added: int
    same: int
    replaced: tuple[str, ...]


def backup(sources: Sources, out: Path, progress: Progress = lambda done, of: None) -> int:
    """Write everything in the data folder but the database and drafts into one zip; returns how many files.

    The file appears whole or not at all. Raises BackupError, StoreBusyError.
    """
    if out.exists():
        raise BackupError(f"Đã có tệp {out}; hãy chọn tên khác.")
    with writing(sources):
        files = sorted(_kept(sources.office))
        if sum(file.stat().st_size for file in files) > _MOST_BYTES:  # what restoring would refuse
            raise BackupError(f"Thư mục số liệu quá lớn cho một tệp sao lưu; hãy chép cả thư mục {sources.office}.")
        out.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(prefix=DRAFT, dir=out.parent, delete=False) as draft:
            path = Path(draft.name)
        try:
            sums = []
            with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
                for number, file in enumerate(files, start=1):
                    name, data = file.relative_to(sources.office).as_posix(), file.read_bytes()
                    archive.writestr(name, data, _packing(name))
                    sums.append(f"{hashlib.sha256(data).hexdigest()}  {name}\n")
                    progress(number, len(files))
                archive.writestr(SUMS, "".join(sums))
            sync_file(path)
            path.rename(out)
            sync_folder(out.parent)
        finally:
            path.unlink(missing_ok=True)
    return len(files)


def _packing(name: str) -> int:
    """Originals are packed as they are: one that can be made very small would look like a bomb on the way back."""
    return zipfile.ZIP_STORED if name.startswith(f"{FOLDER}/") else zipfile.ZIP_DEFLATED


def _kept(office: Path) -> Iterator[Path]:
    for path in office.rglob("*"):
        parts = path.relative_to(office).parts
        hidden = any(part.startswith(".") for part in parts)
        if parts[0] not in _LEFT_OUT and not hidden and path.is_file() and not path.is_symlink():
            yield path


def restore_backup(
    sources: Sources, source: Path, *, replace: bool = False, progress: Progress = lambda done, of: None
) -> Restored:
    """Put back what a backup holds and the data folder has not; all is verified before the first file is placed.

    A revision that is there is never touched: one with other content stops everything. Another file with other
    content stops everything too, unless `replace`. Raises BackupError, StoreBusyError; then nothing was changed.
    """
    try:
        with zipfile.ZipFile(source) as archive, writing(sources), draft_folder(sources.office) as draft:
            entries = _entries(archive)
            for number, (name, sha) in enumerate(entries.items(), start=1):
                _extract(archive, name, sha, draft)
                progress(number, len(entries))
            return _place(entries, draft, sources.office, replace=replace)
    except OSError as error:
        raise BackupError(f"Không đọc được tệp {source}.", str(error)) from error
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, UnicodeDecodeError) as error:
        raise BackupError(f"{source.name} không phải bản sao lưu đọc được.", str(error)) from error


def _entries(archive: zipfile.ZipFile) -> dict[str, str]:
    """SHA-256 by name of every file of a sound backup; judged by its directory before anything is unpacked."""
    found = archive.infolist()
    names = [entry.filename for entry in found]
    if len(found) > _MOST_FILES or sum(entry.file_size for entry in found) > _MOST_BYTES:
        raise BackupError("Bản sao lưu quá lớn khi giải nén nên không được mở.")
    for entry in found:
        if entry.file_size > _MOST_RATIO * max(entry.compress_size, 1_000):
            raise BackupError(f"Bản sao lưu có mục nén bất thường “{entry.filename[:80]}” nên không được mở.")
        if not _is_safe(entry.filename) or entry.is_dir():
            raise BackupError(f"Bản sao lưu có tên tệp không được phép: “{entry.filename[:80]}”.")
    if len(set(names)) != len(names) or SUMS not in names:
        raise BackupError(f"Tệp không phải bản sao lưu của phần mềm: thiếu {SUMS} hoặc có tên trùng nhau.")
    lines = archive.read(SUMS).decode("utf-8").splitlines()
    stated = {name: sha for sha, _, name in (line.partition("  ") for line in lines)}
    if set(stated) != set(names) - {SUMS}:
        raise BackupError("Bản sao lưu không đủ hoặc thừa tệp so với danh sách đi kèm.")
    return stated


def _is_safe(name: str) -> bool:
    """A plain relative name inside the data folder, outside the database."""
    path = PurePosixPath(name)
    return (
        name == path.as_posix()
        and not path.is_absolute()
        and not any(sign in name for sign in ("\\", ":", "\0"))
        and all(not part.startswith(".") for part in path.parts)
        and path.parts[0] not in _LEFT_OUT
    )


def _extract(archive: zipfile.ZipFile, name: str, sha: str, draft: Path) -> None:
    target = draft / name
    target.parent.mkdir(parents=True, exist_ok=True)
    with archive.open(name) as packed, target.open("wb") as file:
        if _copy(packed, file, archive.getinfo(name).file_size) != sha:
            raise BackupError(f"Bản sao lưu bị hỏng: {name} không khớp mã kiểm tra.")
    sync_file(target)


def _copy(packed: IO[bytes], file: IO[bytes], size: int) -> str:
    """Copy at most `size` bytes; the SHA-256 of what was copied."""
    total = hashlib.sha256()
    while data := packed.read(min(_CHUNK, size)):
        total.update(data)
        file.write(data)
        size -= len(data)
    return total.hexdigest()


def _place(entries: Mapping[str, str], draft: Path, office: Path, *, replace: bool) -> Restored:
    folders = {str(PurePosixPath(name).parent) for name in entries if PurePosixPath(name).name == DIGEST}
    revisions = {folder: [n for n in entries if str(PurePosixPath(n).parent) == folder] for folder in folders}
    single = [name for name in entries if str(PurePosixPath(name).parent) not in folders]
    clashing = [
        folder
        for folder, names in revisions.items()
        if (office / folder).exists() and not all(_is_same(office / name, entries[name]) for name in names)
    ]
    if clashing:
        raise BackupError(
            f"Trong thư mục số liệu đã có {len(clashing)} bộ số liệu cùng tên nhưng khác nội dung "
            f"({', '.join(sorted(clashing)[:3])}); không ghi đè. Hãy phục hồi vào một thư mục trống.",
        )
    different = [name for name in single if (office / name).exists() and not _is_same(office / name, entries[name])]
    if different and not replace:
        raise BackupError(
            f"Thư mục số liệu có tệp khác bản sao lưu: {', '.join(sorted(different)[:5])}. Chưa có gì bị ghi đè; "
            "muốn thay bằng tệp của bản sao lưu, thêm --replace."
        )
    fresh = [folder for folder in revisions if not (office / folder).exists()]
    added = [name for name in single if not (office / name).exists()]
    for name in sorted([*added, *different], key=_units_first):
        _move(draft / name, office / name)
    for folder in sorted(fresh):
        sync_folder(draft / folder)
        _move(draft / folder, office / folder)
    put = len(added) + sum(len(revisions[folder]) for folder in fresh)
    return Restored(put, len(entries) - put - len(different), tuple(sorted(different)))


def _units_first(name: str) -> tuple[int, str]:
    order = ("units.csv", "aliases.csv")
    return (order.index(name) if name in order else len(order), name)


def _is_same(path: Path, sha: str) -> bool:
    return path.is_file() and hashlib.sha256(path.read_bytes()).hexdigest() == sha


def _move(source: Path, target: Path) -> None:
    make_folder(target.parent)
    source.replace(target)
    sync_folder(target.parent)
