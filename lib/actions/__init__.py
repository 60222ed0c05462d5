"""What can be done, one function each; pages and command line call the same ones."""

from lib.actions.backup import BackupError, Restored, backup, restore_backup
from lib.actions.bundle import Wanted, bundle, bundle_name
from lib.actions.exporting import (
    export,
    export_pdf,
    form_result,
    form_sheet,
    form_sheets,
    indicators_of,
    request,
    requests,
    save,
)
from lib.actions.health import Diagnosis, doctor
from lib.actions.letters import (
    assignment_for,
    letter,
    letter_pdf,
    letter_request,
    letter_word,
    public_file,
    public_request,
    record_history,
    restore_record,
    save_assignment,
    save_texts,
    tasks_asked,
    texts_for,
)
from lib.actions.naming import save_units
from lib.actions.office import Office, open_office
from lib.actions.pdf import can_make_pdf, to_pdf
from lib.actions.publishing import Published, RefusedError, publish, restore_document, withdraw
from lib.actions.reviewing import Review, review
from lib.actions.writing import Author, machine_author

__all__ = [
    "Author",
    "BackupError",
    "Diagnosis",
    "Office",
    "Published",
    "RefusedError",
    "Restored",
    "Review",
    "Wanted",
    "assignment_for",
    "backup",
    "bundle",
    "bundle_name",
    "can_make_pdf",
    "doctor",
    "export",
    "export_pdf",
    "form_result",
    "form_sheet",
    "form_sheets",
    "indicators_of",
    "letter",
    "letter_pdf",
    "letter_request",
    "letter_word",
    "machine_author",
    "open_office",
    "public_file",
    "public_request",
    "publish",
    "record_history",
    "request",
    "requests",
    "restore_backup",
    "restore_document",
    "restore_record",
    "review",
    "save",
    "save_assignment",
    "save_texts",
    "save_units",
    "tasks_asked",
    "texts_for",
    "to_pdf",
    "withdraw",
]
