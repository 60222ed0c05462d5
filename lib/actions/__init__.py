"""What can be done, one function each; pages and command line call the same ones."""

from lib.actions.exporting import export, form_result, form_sheet, request, save
from lib.actions.health import Diagnosis, doctor
from lib.actions.office import Office, open_office

__all__ = [
    "Diagnosis",
    "Office",
    "doctor",
    "export",
    "form_result",
    "form_sheet",
    "open_office",
    "request",
    "save",
]
