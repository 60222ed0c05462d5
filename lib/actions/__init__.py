"""What can be done, one function each; pages and command line call the same ones."""

from lib.actions.exporting import export, form_result, form_sheet, request, save
from lib.actions.health import Diagnosis, doctor
from lib.actions.letters import (
    assignment_for,
    letter,
    letter_request,
    record_history,
    restore,
    save_assignment,
    save_texts,
    tasks_asked,
    texts_for,
)
from lib.actions.office import Office, open_office

__all__ = [
    "Diagnosis",
    "Office",
    "assignment_for",
    "doctor",
    "export",
    "form_result",
    "form_sheet",
    "letter",
    "letter_request",
    "open_office",
    "record_history",
    "request",
    "restore",
    "save",
    "save_assignment",
    "save_texts",
    "tasks_asked",
    "texts_for",
]
