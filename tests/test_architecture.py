"""The layers of docs/architecture.md, held by reading the imports; and what the tree promises."""

from __future__ import annotations

import ast
import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SOURCES = sorted([*ROOT.glob("lib/**/*.py"), *ROOT.glob("pages/*.py"), ROOT / "app.py"])

#: From bottom to top: a layer imports itself and what stands before it.
LAYERS = [
    "lib.domain",
    "lib.vietnamese",
    "lib.scoring",
    "lib.variation",
    "lib.catalogue",
    "lib.estimate",
    "lib.units",
    "lib.settings",
    "lib.snapshots",
    "lib.sample",
    "lib.checks",
    "lib.store",
    "lib.report",
    "lib.intake",
    "lib.actions",
    "lib.serve",
    "lib.cli",
    "lib.ui",
    "pages",
    "app",
]
NEVER = {
    "lib.report": {"lib.store", "lib.snapshots", "lib.checks"},
    "lib.intake": {"lib.store"},
    "lib.ui": {"lib.cli", "lib.serve"},
    "lib.store": {"lib.units"},
    "pages": {"lib.cli"},
}
ONLY_IN = {
    "streamlit": {"lib.ui", "pages", "app"},
    "duckdb": {"lib.store"},
    "openpyxl": {"lib.report", "lib.intake"},
    "docx": {"lib.report"},
    "click": {"lib.cli", "lib.serve"},
    "rich": {"lib.cli"},
}


def module(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def layer(name: str) -> str | None:
    return next((known for known in LAYERS if name == known or name.startswith(known + ".")), None)


def imports(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            found |= {f"{base}.{alias.name}" if base == "lib" else base for alias in node.names}
    return found


@pytest.mark.parametrize("path", SOURCES, ids=module)
def test_a_layer_imports_only_what_stands_below_it(path):
    own = layer(module(path))
    if own is None:
        assert path.name == "__init__.py"
        return
    for name in imports(path):
        other = layer(name)
        if other is not None and other != own:
            assert LAYERS.index(other) < LAYERS.index(own), f"{module(path)} imports {name}"
            assert other not in NEVER.get(own, set()), f"{module(path)} imports {name}"


@pytest.mark.parametrize("path", SOURCES, ids=module)
def test_each_foreign_library_stays_in_its_layer(path):
    for library, allowed in ONLY_IN.items():
        if any(name.split(".")[0] == library for name in imports(path)):
            assert layer(module(path)) in allowed


@pytest.mark.parametrize("path", sorted(ROOT.glob("pages/*.py")), ids=lambda p: p.stem)
def test_a_page_holds_no_sql_no_colour_and_enters_through_the_frame(path):
    text = path.read_text(encoding="utf-8")
    assert "require_frame()" in text
    assert "select " not in text.lower().replace("selection", "") or "st.selectbox" in text
    assert "#0" not in text and "rgb(" not in text
    assert text.count("\n") <= 90


def test_one_broad_except_exists_and_it_is_in_the_frame():
    broad = [
        module(path)
        for path in SOURCES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ExceptHandler)
        and (node.type is None or ast.unparse(node.type) in {"Exception", "BaseException"})
    ]
    assert sorted(broad) == ["lib.ui.frame"]


def test_every_cache_stands_in_one_module():
    holders = [module(path) for path in SOURCES if "st.cache_" in path.read_text(encoding="utf-8")]
    assert holders == ["lib.ui.data"]


def test_every_public_function_says_what_it_gives():
    bare = []
    for path in SOURCES:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        assert ast.get_docstring(tree), path
        for node in tree.body:
            if (
                isinstance(node, ast.FunctionDef | ast.ClassDef)
                and not node.name.startswith("_")
                and not ast.get_docstring(node)
            ):
                lines = (node.end_lineno or 0) - node.lineno
                if lines > 12:
                    bare.append(f"{module(path)}.{node.name}")
    assert bare == []


def test_the_logo_is_drawn_in_colours_of_the_palette_so_that_another_theme_can_replace_them():
    light = tomllib.loads((ROOT / "data" / "palette.toml").read_text(encoding="utf-8"))["light"]
    logo = (ROOT / "lib" / "ui" / "logo.svg").read_text(encoding="utf-8")
    assert set(re.findall(r"#\w+", logo)) == {light["own"], light["ink"]}


def test_the_servers_theme_equals_the_palette():
    config = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))["theme"]
    colours = tomllib.loads((ROOT / "data" / "palette.toml").read_text(encoding="utf-8"))
    for theme in ("light", "dark"):
        ours, theirs = colours[theme], config[theme]
        assert (theirs["backgroundColor"], theirs["textColor"], theirs["primaryColor"]) == (
            ours["page"],
            ours["ink"],
            ours["own"],
        )
        assert (theirs["greenColor"], theirs["redColor"], theirs["grayTextColor"], theirs["borderColor"]) == (
            ours["own"],
            ours["worse"],
            ours["muted"],
            ours["border"],
        )
        bands = ours["bands"]
        assert (theirs["violetTextColor"], theirs["blueTextColor"], theirs["orangeTextColor"]) == (
            bands["Xuất sắc"][1],
            bands["Tốt"][1],
            bands["Trung bình"][1],
        )


def test_the_locks_hold_hashes_and_no_address():
    for name in ("requirements.lock", "requirements-dev.lock"):
        text = (ROOT / name).read_text(encoding="utf-8")
        assert "http" not in text and "hatchling==" in text
        pinned = [line for line in text.splitlines() if "==" in line and not line.startswith(" ")]
        assert len(pinned) > 20 and text.count("--hash=sha256:") > len(pinned)


def test_git_does_not_swallow_the_library():
    ignored = (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()
    assert not {"lib", "lib/", "/lib", "/lib/", "data/", "*.toml"} & set(ignored)


def test_no_rule_on_screen_asks_what_the_page_holds():
    """`:has()` is asked again over the whole page at every change, longer on Tổng quan than all the rest."""
    on_screen = (ROOT / "lib" / "ui" / "style.css").read_text(encoding="utf-8").split("@media print")[0]
    assert ":has(" not in on_screen + (ROOT / "lib" / "ui" / "present.css").read_text(encoding="utf-8")
