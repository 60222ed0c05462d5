"""The public page: one file, nothing from outside, every number the query's, what is missing said."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest

from lib import actions
from lib.domain import Period
from lib.store import comparison
from tests import make
from tests.pages import trees
from tests.report.test_letters import BINH_THANH, NA_RI, PUBLISHED


def page(office, unit, period, base=None) -> str:
    wanted = actions.public_request(
        office.catalogue.units[unit], Period.parse(period), Period.parse(base) if base else None
    )
    return actions.public_file(office, wanted).decode("utf-8")


class Tags(HTMLParser):
    """What a page is made of: tags with attributes, and its text."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words = ""
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data):
        self.words += data + "\n"


@pytest.mark.parametrize("publication,unit,period,base,kind", PUBLISHED, ids=[row[0] for row in PUBLISHED])
def test_the_page_is_one_small_file_without_script_or_request(shipped, publication, unit, period, base, kind):
    text = page(shipped, unit, period, base)
    made = Tags(text)
    assert len(text.encode()) < 200_000
    assert not {"script", "link", "img", "iframe", "object", "form"} & {tag for tag, _ in made.tags}
    for _, attributes in made.tags:
        assert not [key for key in attributes if key.startswith("on") or key in {"href", "src", "srcset", "action"}]
    assert "url(" not in text and "@import" not in text and "default-src 'none'" in text


def test_every_figure_and_change_of_the_comparison_stands_on_the_page(shipped):
    words = Tags(page(shipped, BINH_THANH, "2024-09")).words
    for row in comparison(shipped.store, BINH_THANH, "2024-09", "2024-08").to_dict("records"):
        if row["indicator"] not in {"rank", "rating"}:
            assert row["label"] in words or row["indicator"] == "total", row["indicator"]
    assert "97,04%*" in words and "giảm 2,63 điểm phần trăm" in words and "tăng 232 hồ sơ" in words
    assert "đạt 93,81/100 điểm, tăng 6,84 điểm so với tháng 8/2024; xếp hạng 03/23 xã, thị trấn" in words
    assert "Ngày tra cứu: tháng 8/2024: 31/8/2024" in words and "vẫn được tính là quá hạn" in words


def test_a_district_posts_the_tables_of_its_communes(shipped):
    words = Tags(page(shipped, NA_RI, "2024-07")).words
    assert all(part in words for part in ("UBND xã Quang Phong", "89,49", "93,75", "XẾP LOẠI CẤP XÃ"))


def test_a_month_without_figures_says_so_and_shows_no_zero(shipped):
    words = Tags(page(shipped, BINH_THANH, "2024-12")).words
    assert "Chưa có số liệu tháng 12/2024 của xã Bình Thành." in words
    assert words.count("chưa có số liệu") >= 12 and not re.search(r"\b0(,0+)?/\d+ điểm", words)


def test_names_like_markup_are_text(tmp_path, monkeypatch):
    from lib.settings import sources

    folder = trees.hostile(tmp_path / "so-lieu")
    monkeypatch.setenv("CHISO766_DATA", str(folder))
    office = actions.open_office(sources())
    period = next(iter(office.store.rows("coverage", {})["period"]))
    for unit in (trees.DISTRICT, *(f"{trees.DISTRICT}.{key}" for key in trees.HOSTILE)):
        made = Tags(page(office, unit, period))
        assert not {"script", "img", "a"} & {tag for tag, _ in made.tags}
    assert "<script>alert(2)</script>" in Tags(page(office, trees.DISTRICT, period)).words
    office.store.connection.close()


def test_three_hundred_communes_stay_under_the_limit_and_what_is_left_out_is_named(office_folder, open_here):
    head = "id,name,kind,parent,code,valid_from,valid_to,children_complete\n"
    rows = ["tinh,Thử,province,,,,,true\n"]
    rows += [f"tinh.x{n},Tên Xã Khá Dài {n},commune,tinh,H99.{n},,,\n" for n in range(1, 301)]
    (office_folder / "units.csv").write_text(head + "".join(rows), encoding="utf-8")
    figures = []
    for n in range(1, 301):
        for indicator, raw in (
            ("total", "80,25"),
            ("axis.timeliness", "19,5"),
            ("axis.digitization", "18"),
            ("overdue.portal", "3"),
            ("certification.completed", "120"),
            ("online_service.online_submission_rate", "80,5"),
            ("online_payment.dossiers_paid_online", "60,5%"),
        ):
            figures.append(make.figure(f"tinh.x{n}", "2026-05", indicator, raw, position=n))
    made_of = make.snapshot(figures, period="2026-05", doc_id="tinh", issuer="tinh")
    make.store_snapshot(office_folder, made_of)
    text = page(open_here(), "tinh", "2026-05")
    assert len(text.encode()) < 200_000 and "80,25" in text
    assert "Bảng dài không in trong trang này" in text
