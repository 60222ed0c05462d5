"""A Letter as HTML for the page: the same paragraphs and tables as the Word file, every text escaped."""

from __future__ import annotations

import html
from collections.abc import Iterable

from lib.report.letter.description import Letter
from lib.report.preview import preview_html
from lib.report.sheet import Sheet


def letter_html(letter: Letter) -> str:
    """The whole document with its appendices, as the page Phụ lục, văn bản shows it."""
    head = letter.head
    left = [*_lines(head.above), *_lines(head.office, "b"), _line(head.number)]
    left += _lines((head.about,) if head.about else ())
    right = [
        _line("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "b"),
        _line("Độc lập - Tự do - Hạnh phúc", "b"),
        _line(head.place_and_day, "i"),
    ]
    body = "".join(
        preview_html(block)
        if isinstance(block, Sheet)
        else f'<p class="doan">{_tagged(block.text, "b" if block.bold else "i" if block.italic else "")}</p>'
        for block in letter.body
    )
    recipients = "".join(f"<li>{html.escape(line)}</li>" for line in letter.recipients)
    signature = "".join([*_lines(letter.signature, "b"), "<br><br><br>", _line(letter.signer, "b")])
    mark = _line(head.illustration, "b") if head.illustration else ""
    to = "".join(f'<p class="kinh-gui">{html.escape(line)}</p>' for line in letter.addressees)
    return (
        f'<div class="to-giay van-ban">{mark}<div class="hai-cot"><div>{"".join(left)}</div>'
        f"<div>{''.join(right)}</div></div>{''.join(_lines(letter.title, 'b'))}"
        f"{'<p class=kinh-gui>Kính gửi:</p>' if to else ''}{to}{body}"
        f'<div class="hai-cot"><div class="noi-nhan"><b><i>Nơi nhận:</i></b><ul>{recipients}</ul></div>'
        f"<div>{signature}</div></div></div>{''.join(preview_html(sheet) for sheet in letter.appendices)}"
    )


def _tagged(text: str, tag: str) -> str:
    words = html.escape(text)
    return f"<{tag}>{words}</{tag}>" if tag else words


def _line(text: str, tag: str = "") -> str:
    return f"<p>{_tagged(text, tag)}</p>"


def _lines(texts: Iterable[str], tag: str = "") -> list[str]:
    return [_line(text, tag) for text in texts]
