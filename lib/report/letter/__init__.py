"""The document itself: a letter, report or notice as a description, and the one Word writer that draws it."""

from lib.report.letter.body import Results
from lib.report.letter.compose import letter_of
from lib.report.letter.description import Letter, LetterRequest
from lib.report.letter.texts import LetterKind, Texts, letter_kind, letter_kinds, usual_kind
from lib.report.letter.word import word_document

__all__ = [
    "Letter",
    "LetterKind",
    "LetterRequest",
    "Results",
    "Texts",
    "letter_kind",
    "letter_kinds",
    "letter_of",
    "usual_kind",
    "word_document",
]
