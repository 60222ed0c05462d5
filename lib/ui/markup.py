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
from lib.ui.data import theme_name


def strong(words: str) -> Markup:
    return Markup("<b>{}</b>").format(words)


def quiet(words: str) -> Markup:
    """What is no published figure: not reported, no such row, only computed."""
    return Markup('<i class="mo">{}</i>').format(words)


def worse(words: str) -> Markup:
    """What got worse."""
    return Markup('<span class="xau">{}</span>').format(words)


def warned(words: str) -> Markup:
    """A number with a warning, or a loss among other numbers."""
    return worse(strong(words))


def better(words: str) -> Markup:
    return Markup('<span class="tot">{}</span>').format(words)


def badge(words: str) -> Markup:
    return Markup('<span class="nhan">{}</span>').format(words)


def band(word: str) -> Markup | str:
    """A rating's word in its band's colour; any other word as it is."""
    colours = palette(theme_name()).bands.get(word)
    return Markup('<b style="color: {}">{}</b>').format(colours[1], word) if colours else word


def link(words: str, address: str) -> Markup:
    """An address of the application, opened in the same window."""
    return Markup('<a href="{}">{}</a>').format(address, words)


def together(*parts: str) -> Markup:
    """Several parts in one cell."""
    return Markup(" ").join(part for part in parts if part)


def heading(words: str, under: str) -> None:
    """The heading of a block, and a quiet line under it."""
    st.html(Markup('<div class="dau-khoi"><h3>{}</h3><p class="mo">{}</p></div>').format(words, under))


def picture(svg: str, alt: str) -> None:
    """A drawing as wide as its place; it stays a picture, so that nothing in it can run."""
    data = base64.b64encode(svg.encode()).decode("ascii")
    st.html(Markup('<img class="hinh" alt="{}" src="data:image/svg+xml;base64,{}">').format(alt, data))


def table(
    columns: Mapping[str, Sequence[str]],
    alt: str,
    *,
    numbers: Collection[str] = (),
    whole: Collection[str] = (),
    long: str | None = None,
    low: Mapping[str, Sequence[bool]] | None = None,
    lead: int = 0,
    fixed: str | None = None,
) -> None:
    """Draw a table: heading → its cells from top to bottom.

    numbers: headings of columns that stand to the right; whole: of columns whose cells are never broken into lines;
    long: of the one with whole sentences, which paper gives the most room; low: heading → which of its cells are
    shaded; lead: how many rows at the top are repeated further down (not on paper); fixed: the column that stays in
    sight on a narrow screen, the first one where none is named.
    """
    nowhere = [False] * max(map(len, columns.values()), default=0)
    shaded = {name: (low or {}).get(name) or nowhere for name in columns}
    stays = fixed or next(iter(columns), None)

    def opened(tag: str, heading: str, dark: bool) -> str:
        marks = {"dung": heading == stays, "so": heading in numbers, "lien": heading in whole}
        marks |= {"dai": heading == long, "thap": dark}
        words = " ".join(word for word, there in marks.items() if there)
        return f'<{tag} class="{words}">' if words else f"<{tag}>"

    starts = {(name, dark): opened("td", name, dark) for name in columns for dark in (False, True)}
    rows = [
        "".join(f"{starts[name, shaded[name][row]]}{escape(cells[row])}</td>" for name, cells in columns.items())
        for row in range(len(nowhere))
    ]
    head = "".join(f"{opened('th scope=col', name, False)}{escape(name)}</th>" for name in columns)
    lines = [f"<tr>{row}</tr>" for row in rows]
    above = f'<tbody class="dang-xem">{"".join(lines[:lead])}</tbody>' if lead else ""
    name = escape(alt)
    st.html(
        f'<div class="bang" tabindex="0" role="region" aria-label="{name}"><table aria-label="{name}">'
        f"<thead><tr>{head}</tr></thead>{above}<tbody>{''.join(lines[lead:])}</tbody></table></div>"
    )


def colours_css(colours: Palette) -> str:
    """The colours that the stylesheet names, of one theme."""
    return (
        f":root {{ --xau: {colours.worse}; --tot: {colours.own}; --mo: {colours.muted}; --ke: {colours.border}; "
        f"--thap: {colours.lowest}; --nen: {colours.page}; }}"
    )
