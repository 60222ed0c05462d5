"""HTML of our own: every word is escaped (markupsafe), only the functions here make markup.

Tables, headings of blocks and drawings; what reads markdown or brings buttons of its own costs a page too much. A
cell is a str, shown literally, or what the functions below return. Streamlit's own table reads markdown in each
of its cells, which at 1,000 cells takes most of a page's time.
"""

from __future__ import annotations

import base64
from collections.abc import Collection, Mapping, Sequence

import streamlit as st
from markupsafe import Markup, escape

from lib.report.palette import Palette, palette
from lib.vietnamese import slug

#: Words of the bands and their classes, whose colours are the theme's.
_BANDS = {word: f"xep-{slug(word)}" for word in palette("light").bands}


def strong(words: str) -> Markup:
    return Markup(f"<b>{escape(words)}</b>")


def quiet(words: str) -> Markup:
    """What is no published figure: not reported, no such row, only computed."""
    return Markup(f'<i class="mo">{escape(words)}</i>')


def worse(words: str) -> Markup:
    """What got worse."""
    return Markup(f'<span class="xau">{escape(words)}</span>')


def warned(words: str) -> Markup:
    """A number with a warning, or a loss among other numbers."""
    return worse(strong(words))


def better(words: str) -> Markup:
    return Markup(f'<span class="tot">{escape(words)}</span>')


def badge(words: str) -> Markup:
    return Markup(f'<span class="nhan">{escape(words)}</span>')


def band_class(word: str) -> str:
    """The class of a rating's word; nothing for any other word."""
    return f"xep {_BANDS[word]}" if word in _BANDS else ""


def band(word: str) -> Markup | str:
    """A rating's word in its band's colour; any other word as it is."""
    return Markup(f'<b class="{band_class(word)}">{escape(word)}</b>') if word in _BANDS else word


def link(words: str, address: str) -> Markup:
    """An address of the application, opened in the same window."""
    return Markup(f'<a href="{escape(address)}">{escape(words)}</a>')


def together(*parts: str) -> Markup:
    """Several parts in one cell."""
    return Markup(" ").join(part for part in parts if part)


def heading(words: str, under: str) -> None:
    """The heading of a block, and a quiet line under it."""
    st.html(f'<div class="dau-khoi"><h3>{escape(words)}</h3><p class="mo">{escape(under)}</p></div>')


def picture(svg: str, alt: str) -> None:
    """A drawing as wide as its place; it stays a picture, so that nothing in it can run."""
    st.html(_image(svg, alt))


def pictures(drawn: Sequence[tuple[str, str]]) -> None:
    """Small drawings (SVG and its words) side by side, on as many lines as they need."""
    st.html(f'<div class="hang-hinh">{"".join(_image(svg, alt) for svg, alt in drawn)}</div>')


def _image(svg: str, alt: str) -> str:
    data = base64.b64encode(svg.encode()).decode("ascii")
    return f'<img class="hinh" alt="{escape(alt)}" src="data:image/svg+xml;base64,{data}">'


def table(
    columns: Mapping[str, Sequence[str]],
    alt: str,
    *,
    numbers: Collection[str] = (),
    whole: Collection[str] = (),
    long: str | None = None,
    fixed: str | None = None,
) -> None:
    """Draw a table: heading → its cells from top to bottom; the words of table_markup."""
    st.html(table_markup(columns, alt, numbers=numbers, whole=whole, long=long, fixed=fixed))


def table_markup(
    columns: Mapping[str, Sequence[str]],
    alt: str,
    *,
    numbers: Collection[str] = (),
    whole: Collection[str] = (),
    long: str | None = None,
    looks: Mapping[str, Sequence[str]] | None = None,
    fixed: str | None = None,
) -> Markup:
    """A table: heading → its cells from top to bottom.

    numbers: headings of columns that stand to the right; whole: of columns whose cells are never broken into lines;
    long: of the one with whole sentences, which paper gives the most room; looks: heading → the classes of its
    cells (dam, xau, mo, thap, a band's); fixed: the column that stays in sight on a narrow screen, the first one
    where none is named.

    The browser cleans and parses every element and every attribute, so what most columns are is said once.
    """
    stays, mostly = fixed or next(iter(columns), None), 2 * len(numbers) > len(columns)

    def kind(heading: str) -> str:
        number = heading in numbers
        marks = (
            ("dung", heading == stays),
            ("so", number and not mostly),
            ("chu", mostly and not number),
            ("lien", heading in whole),
            ("dai", heading == long),
        )
        return " ".join(word for word, there in marks if there)

    def cell(tag: str, classes: str, words: str) -> str:
        return f'<{tag} class="{classes}">{escape(words)}' if classes else f"<{tag}>{escape(words)}"

    drawn = []
    for heading, cells in columns.items():
        always, looked = kind(heading), (looks or {}).get(heading) or [""] * len(cells)
        shown = zip(looked, cells, strict=True)
        drawn.append([cell("td", f"{always} {look}".strip(), words) for look, words in shown])
    rows = "".join(f"<tr>{''.join(row)}" for row in zip(*drawn, strict=True))
    head = "".join(cell("th scope=col", kind(heading), heading) for heading in columns)
    name = escape(alt)
    return Markup(
        f'<div class="bang" tabindex="0" role="region" aria-label="{name}">'
        f'<table aria-label="{name}"{" class=nhieu-so" if mostly else ""}>'
        f"<thead><tr>{head}<tbody>{rows}</table></div>"
    )


def colours_css(colours: Palette) -> str:
    """The colours that the stylesheet names, of one theme."""
    bands = "".join(f".bang .{_BANDS[word]} {{ color: {ink}; }}" for word, (_, ink) in colours.bands.items())
    return (
        f":root {{ --xau: {colours.worse}; --tot: {colours.own}; --mo: {colours.muted}; --ke: {colours.border}; "
        f"--thap: {colours.lowest}; --nen: {colours.page}; }} {bands}"
    )
