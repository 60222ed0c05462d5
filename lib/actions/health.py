"""Look an installation over: what is stored, how its revisions hang together, what refers to what, the database."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from lib.catalogue import SHIPPED, Catalogue, load_catalogue
from lib.domain import Chiso766Error
from lib.settings import Sources
from lib.snapshots import (
    Snapshot,
    damaged_files,
    find_revisions,
    read_document,
    read_snapshot,
    revisions_of,
    snapshot_digest,
)
from lib.snapshots.durable import leftovers
from lib.snapshots.originals import is_whole, kept_originals
from lib.snapshots.records import every_revision, read_record
from lib.store import database_path, differing_tables, ensure_built, is_sound

Progress = Callable[[int, int], None]
_FROM_BACKUP = "Phục hồi thư mục này từ bản sao lưu (chiso766 restore-backup vào một thư mục trống rồi chép lại)."
_ORIGINAL = "Lấy lại tệp này từ bản sao lưu (restore-backup --replace), hoặc nhập lại đúng tệp đó."


@dataclass(frozen=True)
class Diagnosis:
    """One thing that doctor looked at; advice says what to do where something is wrong or left over."""

    subject: str
    sound: bool
    message: str
    advice: str = ""


def doctor(sources: Sources, progress: Progress = lambda done, of: None) -> list[Diagnosis]:
    """Look at catalogue, every revision, the chains of revisions, references, and the build beside a rebuild.

    Nothing is changed, but a missing or damaged build is made anew.
    """
    try:
        catalogue = load_catalogue(sources.office)
    except Chiso766Error as error:
        return [_failed("danh mục", error, "Sửa units.csv, aliases.csv trong thư mục số liệu theo lời báo.")]
    found = [Diagnosis("danh mục", True, f"{len(catalogue.units)} đơn vị")]
    documents = find_revisions(sources.snapshot_roots)
    for number, (document, stored) in enumerate(sorted(documents.items()), start=1):
        found += _document(document, stored, catalogue)
        progress(number, len(documents) + 1)
    found += _records(sources, catalogue)
    found += _originals(sources, documents)
    found.append(_database(sources))
    left = [path for root in _written_in(sources) for path in leftovers(root)]
    if left:
        names = ", ".join(str(path.relative_to(sources.office)) for path in left)
        advice = "Không ảnh hưởng số liệu; có thể xóa, lần công bố hoặc dựng sau cũng tự dọn."
        found.append(Diagnosis("lần ghi bị ngắt", True, f"Còn lại: {names}", advice))
    return found


def _written_in(sources: Sources) -> list[Path]:
    """The folders in which a write begins."""
    office = sources.office
    return [office, *sorted(path for path in office.iterdir() if path.is_dir())] if office.is_dir() else []


def _document(document: str, stored: Mapping[int, Path], catalogue: Catalogue) -> Iterator[Diagnosis]:
    """One line per revision that is wrong, and one for the latest."""
    # a revision of a shipped publication follows the shipped one even where that is hidden
    chain = {**revisions_of([SHIPPED / "snapshots"], document), **stored}
    for number in sorted(stored):
        name = f"{document}/r{number}"
        damaged = damaged_files(stored[number])
        if damaged:
            yield Diagnosis(name, False, f"Nội dung không khớp mã kiểm tra: {', '.join(damaged)}", _FROM_BACKUP)
            continue
        try:
            snapshot = read_snapshot(stored[number])
        except Chiso766Error as error:
            yield _failed(name, error, _advice_unreadable(error))
            continue
        broken = _broken_link(snapshot, chain)
        if broken:
            yield Diagnosis(name, False, broken, _FROM_BACKUP)
        if number == max(stored):
            latest = _latest(name, snapshot, catalogue)
            if not (broken and latest.sound):
                yield latest


def _advice_unreadable(error: Chiso766Error) -> str:
    if "schema_version" in error.detail:
        return "Bộ số liệu do phần mềm mới hơn ghi: cập nhật phần mềm."
    return _FROM_BACKUP


def _broken_link(snapshot: Snapshot, chain: Mapping[int, Path]) -> str:
    """What is wrong between a revision and the one it replaces; empty where nothing is."""
    document, before = snapshot.document, snapshot.document.revision - 1
    if before == 0:
        return "Lần đầu nhưng ghi là thay lần khác" if document.replaces else ""
    if before not in chain:
        return f"Thiếu lần {before}"
    if document.replaces != f"r{before}":
        return f"Ghi là thay {document.replaces or 'không lần nào'}, không phải r{before}"
    if document.replaces_digest and document.replaces_digest != snapshot_digest(chain[before]):
        return f"Lần {before} đã bị thay bằng nội dung khác sau khi lần này được lưu"
    return ""


def _latest(name: str, snapshot: Snapshot, catalogue: Catalogue) -> Diagnosis:
    document = snapshot.document
    listed = document.complete_lists
    units = {document.issuer, *(item.parent for item in listed)}
    units |= {figure.unit for figure in snapshot.figures} | {change.unit for change in snapshot.changes}
    indicators = {figure.indicator for figure in snapshot.figures}
    indicators |= {change.indicator for change in snapshot.changes if change.indicator}
    indicators |= {indicator for item in listed for indicator in item.indicators}
    rules = {item.rule for item in document.accepted} | {item.rule for item in document.remarks}
    unknown = sorted(
        (units - catalogue.units.keys())
        | (indicators - catalogue.indicators.keys())
        | (rules - catalogue.rules.keys())
    )
    if unknown:
        advice = "Thêm đơn vị vào units.csv của cơ quan, hoặc cập nhật phần mềm nếu là chỉ số, quy tắc mới."
        return Diagnosis(name, False, f"Nhắc tới mã không có trong danh mục: {', '.join(unknown[:8])}", advice)
    return Diagnosis(name, True, "đã rút" if document.withdrawn else f"{len(snapshot.figures)} số liệu")


def _records(sources: Sources, catalogue: Catalogue) -> Iterator[Diagnosis]:
    """The office's own texts and assignments: a line per wrong revision, one for the sound ones."""
    sound = 0
    for folder in every_revision(sources.office):
        name = folder.relative_to(sources.office).as_posix()
        try:
            record = read_record(folder)
        except Chiso766Error as error:
            yield _failed(name, error, _FROM_BACKUP)
            continue
        if record.unit not in catalogue.units:
            yield Diagnosis(name, False, f"Đơn vị {record.unit} không có trong danh mục", "Thêm vào units.csv.")
        else:
            sound += 1
    if sound:
        yield Diagnosis("mẫu văn bản, phân công", True, f"{sound} lần sửa")


def _originals(sources: Sources, documents: Mapping[str, Mapping[int, Path]]) -> Iterator[Diagnosis]:
    """The kept files: a line for each that is damaged, or missing though a revision names it; one for the sound."""
    wanted: dict[str, str] = {}
    for document, stored in documents.items():
        for number, folder in stored.items():
            try:
                about = read_document(folder)
            except Chiso766Error:
                continue  # told by its own line
            if about.source_digest and about.source_size is not None:
                wanted.setdefault(about.source_digest, f"{document}/r{number}")
    kept = {path.name: path for path in kept_originals(sources.office)}
    for digest, name in wanted.items():
        if digest not in kept:
            yield Diagnosis(f"tệp gốc {digest[:12]}", False, f"Thiếu tệp gốc của {name}", _FROM_BACKUP)
    damaged = [digest for digest, path in kept.items() if not is_whole(path)]
    for digest in damaged:
        message = f"Tệp gốc của {wanted.get(digest, 'không văn bản nào')} không khớp mã kiểm tra"
        yield Diagnosis(f"tệp gốc {digest[:12]}", False, message, _ORIGINAL)
    if len(kept) > len(damaged):
        yield Diagnosis("tệp gốc", True, f"{len(kept) - len(damaged)} tệp")


def _database(sources: Sources) -> Diagnosis:
    """The build against its own digest, then table by table against a rebuild from the snapshots."""
    subject = "cơ sở dữ liệu"
    try:
        path = database_path(sources)
        was_damaged = path.parent.exists() and not is_sound(path)
        path = ensure_built(sources)
        differing = differing_tables(sources, path)
    except Chiso766Error as error:
        return _failed(subject, error, "Sửa các lỗi nêu trên rồi chạy lại; số liệu gốc nằm trong snapshots/.")
    if was_damaged:
        return Diagnosis(
            subject, False, "Tệp bị hỏng; đã dựng lại từ số liệu gốc", "Chạy lại doctor; kiểm tra ổ đĩa."
        )
    if differing:
        advice = "Xóa thư mục store/ trong thư mục số liệu; phần mềm tự dựng lại."
        return Diagnosis(subject, False, f"Khác bản dựng lại ở bảng: {', '.join(differing)}", advice)
    return Diagnosis(subject, True, f"{path.name}, bằng bản dựng lại")


def _failed(subject: str, error: Chiso766Error, advice: str) -> Diagnosis:
    return Diagnosis(subject, False, f"{error.message} {error.detail}".strip(), advice)
