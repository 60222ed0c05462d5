"""The command line as a script uses it: real processes, JSON held by docs/schemas, exit codes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import jsonschema
import pytest

from lib.report.forms import forms
from tests.make import figure, snapshot, store_snapshot

ROOT = Path(__file__).parent.parent.parent
BINH_THANH, NA_RI = "thai-nguyen.dinh-hoa.binh-thanh", "bac-kan.na-ri"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("cli")


def run(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    env = {**os.environ, "CHISO766_DATA": str(folder), "PYTHONIOENCODING": "utf-8"}
    return subprocess.run(
        [sys.executable, "-m", "lib.cli", *words], cwd=ROOT, env=env, capture_output=True, text=True, check=False
    )


def answer(folder: Path, *words: str):
    done = run(folder, *words, "--json")
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    schema = json.loads((ROOT / "docs" / "schemas" / f"{words[0]}.json").read_text(encoding="utf-8"))
    jsonschema.validate(found, schema, format_checker=jsonschema.FormatChecker())
    return found


def test_ranking_gives_the_published_table_with_axes_by_id(folder):
    rows = answer(folder, "ranking", "--parent", "na ri", "--period", "2024-07")
    assert len(rows) == 17
    first = {
        key: rows[0][key]
        for key in ("rank", "position", "unit", "unit_id", "axes", "total", "rating", "rank_published", "flags")
    }
    assert first == {
        "rank": 1,
        "position": 1,
        "unit": "Xã Quang Phong",
        "unit_id": "bac-kan.na-ri.quang-phong",
        "axes": {
            "transparency": 18,
            "timeliness": 20,
            "online_combined": 13.99,
            "satisfaction": 20,
            "digitization": 17.5,
        },
        "total": 89.49,
        "rating": "Tốt",
        "rank_published": 1,
        "flags": ["score-over-maximum"],
    }


def test_leaderboard_ranks_ties_alike_and_keeps_the_printed_position(folder):
    rows = answer(
        folder,
        "leaderboard",
        "--indicator",
        "online_payment.dossiers_paid_online",
        "--parent",
        "000.00.36.H03",
        "--period",
        "2024-07",
    )
    assert [(r["rank"], r["position"], r["unit"], r["value"]) for r in rows[-3:]] == [
        (15, 15, "Xã Trần Phú", 10.42),
        (16, 16, "Xã Lương Thượng", 0),
        (16, 17, "Xã Văn Vũ", 0),
    ]


def test_figures_give_every_value_the_current_one_first(folder):
    rows = answer(folder, "figures", "--unit", "xã Bình Thành", "--period", "2024-09")
    assert len(rows) == 42
    digitized = [
        (r["value"], r["current"], r["raw"], r["locator"])
        for r in rows
        if r["indicator"] == "digitization.digitized_dossier_rate"
    ]
    assert digitized == [
        (97.04, True, "97,04%", "Phụ lục I, dòng 6.1, cột 31/9/2024"),
        (89.5, False, "89,50%", "Phụ lục II, dòng 4, cột 31/9/2024"),
    ]
    accounts = next(r for r in rows if r["indicator"] == "digitization.verified_accounts")
    assert (accounts["value"], accounts["scope"], accounts["looked_up"]) == (984851, "external", None)


def test_compare_gives_the_computed_change_beside_the_stated_one(folder):
    rows = {
        r["indicator"]: r
        for r in answer(folder, "compare", "--unit", BINH_THANH, "--period", "2024-09", "--with", "2024-08")
    }
    online = rows["online_service.online_submission_rate"]
    assert (
        online["value"],
        online["value_previous"],
        online["change"],
        online["change_unit"],
        online["change_stated"],
        online["change_stated_unit"],
    ) == (96.95, 99.58, -2.63, "pp", -0.0263, "fraction")
    assert (rows["rank"]["change"], rows["rank"]["change_unit"]) == (18, "place")
    assert (rows["total"]["change"], rows["total"]["change_stated"]) == (6.84, 6.84)


def test_flags_say_what_is_odd_with_raw_words_and_place(folder):
    rows = answer(folder, "flags", "--unit", "Na Rì", "--period", "2024-07", "--rule", "score-over-maximum")
    assert len(rows) == 15
    lang = next(r for r in rows if r["unit"] == "Xã Văn Lang")
    assert lang["message"] == (
        "Mức độ hài lòng 20 điểm, vượt tối đa 18 điểm. Nếu áp trần 18 điểm: 5 xã đổi hạng, 1 xã đổi xếp loại; "
        "đơn vị này còn 79,93 điểm, Tốt → Khá."
    )
    assert (lang["severity"], lang["raw"], lang["indicator"]) == ("warning", "20", "axis.satisfaction")


def test_units_forms_doctor_and_build_answer_by_their_schemas(folder):
    assert len(answer(folder, "units")) == 27
    assert [r["form"] for r in answer(folder, "forms")] == list(forms())
    assert all(item["sound"] for item in answer(folder, "doctor"))
    assert Path(answer(folder, "build")["database"]).is_file()


def test_export_writes_a_workbook_named_for_what_it_is(folder, tmp_path):
    words = ("export", "phu-luc-1", "--unit", BINH_THANH, "--period", "2024-09", "--out", str(tmp_path))
    assert Path(answer(folder, *words)["file"]).name == "phu-luc-1_xa-binh-thanh_2024-09_kiem-tra.xlsx"
    assert Path(answer(folder, *words, "--release")["file"]).name == "phu-luc-1_xa-binh-thanh_2024-09.xlsx"
    assert sorted(p.name for p in tmp_path.iterdir()) == [
        "phu-luc-1_xa-binh-thanh_2024-09.xlsx",
        "phu-luc-1_xa-binh-thanh_2024-09_kiem-tra.xlsx",
    ]


def test_one_indicator_and_everything_of_a_month_are_written_where_they_were_asked_for(folder, tmp_path):
    words = ("export", "ty-le", "--unit", NA_RI, "--period", "2024-07", "--out", str(tmp_path), "--release")
    file = Path(answer(folder, *words, "--indicator", "certification.completed")["file"])
    assert file.is_file() and file.name.startswith("ty-le-") and file.name.endswith("_huyen-na-ri_2024-07.xlsx")
    everything = ("export-all", "--unit", "Mê Linh", "--period", "2024-10", "--out", str(tmp_path))
    file = Path(answer(folder, *everything)["file"])
    assert file.name == "ho-so-ky_huyen-me-linh_2024-10.zip" and zipfile.is_zipfile(file)
    assert sorted(path.suffix for path in tmp_path.iterdir()) == [".xlsx", ".zip"]


@pytest.mark.parametrize(
    "name",
    [
        "Kim Hỷ",
        "kim hy",
        "xã Kim Hỷ",
        "UBND xã Kim Hỷ",
        "000.28.36.H03",
        "bac-kan.na-ri.kim-hy",
        "KIM HỶ",
        "kim hy, na ri",
        "Kim Hỷ, huyện Na Rì, tỉnh Bắc Kạn",
    ],
)
def test_a_unit_is_understood_by_code_id_or_any_unambiguous_name(folder, name):
    rows = answer(folder, "figures", "--unit", name, "--period", "2024-07")
    assert {r["unit_id"] for r in rows} == {"bac-kan.na-ri.kim-hy"}


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("figures", "--unit", "Kim", "--period", "2024-07"), 2, "Không có đơn vị “Kim” trong danh mục."),
        (("figures", "--unit", NA_RI, "--period", "2024-13"), 2, "Kỳ “2024-13” không hợp lệ"),
        (("figures", "--unit", NA_RI), 2, "Thiếu --period"),
        (("khong-co",), 2, "Lệnh không đúng"),
        (("leaderboard", "--indicator", "x", "--parent", NA_RI, "--period", "2024-07"), 2, "Không có chỉ số “x”"),
        (("export", "mau-la", "--unit", NA_RI, "--period", "2024-07", "--out", "x.xlsx"), 2, "Không có biểu mẫu"),
        (
            ("export", "ty-le", "--unit", NA_RI, "--period", "2024-07", "--out", "x.xlsx"),
            2,
            "Biểu mẫu “ty-le” cần một chỉ số",
        ),
        (
            ("export-all", "--unit", NA_RI, "--period", "2019-01", "--out", "x.zip"),
            2,
            "Chưa có số liệu tháng 1/2019 của huyện Na Rì",
        ),
        (("flags", "--rule", "khong-co"), 2, "Không có quy tắc"),
        (
            ("export", "bang-xep-hang", "--unit", NA_RI, "--period", "2024-07", "--out", "/khong/co/x.xlsx"),
            1,
            "Không ghi được tệp",
        ),
    ],
)
def test_a_wrong_command_is_a_vietnamese_sentence_and_an_exit_code(folder, words, code, said):
    done = run(folder, *words)
    assert (done.returncode, done.stdout) == (code, "")
    assert done.stderr.startswith(said) and "Traceback" not in done.stderr
    schema = json.loads((ROOT / "docs" / "schemas" / "error.json").read_text(encoding="utf-8"))
    as_json = run(folder, *words, "--json")
    if words != ("khong-co",):
        jsonschema.validate(json.loads(as_json.stderr), schema)
        assert json.loads(as_json.stderr)["exit_code"] == code


def test_an_ambiguous_name_lists_its_candidates(tmp_path):
    (tmp_path / "units.csv").write_text(
        "id,name,kind,parent,code,valid_from,valid_to,children_complete\n"
        "bac-kan.khac,Khác,rural_district,bac-kan,,,,\nbac-kan.khac.kim-hy,Kim Hỷ,commune,bac-kan.khac,,,,\n",
        encoding="utf-8",
    )
    done = run(tmp_path, "figures", "--unit", "kim hy", "--period", "2024-07", "--json")
    assert done.returncode == 2
    assert json.loads(done.stderr)["candidates"] == [
        "bac-kan.na-ri.kim-hy: xã Kim Hỷ, huyện Na Rì, tỉnh Bắc Kạn (mã 000.28.36.H03)",
        "bac-kan.khac.kim-hy: xã Kim Hỷ, huyện Khác, tỉnh Bắc Kạn",
    ]


def test_a_reading_command_builds_first_when_the_build_is_stale(tmp_path):
    assert answer(tmp_path, "figures", "--unit", "kim hy", "--period", "2030-01") == []
    store_snapshot(
        tmp_path,
        snapshot([figure("bac-kan.na-ri.kim-hy", "2030-01", "total", "81,25")], period="2030-01", doc_id="moi"),
    )
    rows = answer(tmp_path, "figures", "--unit", "kim hy", "--period", "2030-01")
    assert [(r["value"], r["document"]) for r in rows] == [(81.25, "moi")]


def test_doctor_ends_with_1_when_a_figure_was_edited_by_hand(tmp_path):
    made = store_snapshot(tmp_path, snapshot([figure("bac-kan.na-ri.kim-hy", "2024-09", "total", "80")]))
    (made / "figures.csv").write_bytes((made / "figures.csv").read_bytes().replace(b",80,", b",90,"))
    done = run(tmp_path, "doctor")
    assert done.returncode == 1
    assert "LỖI  thu/r1: Nội dung không khớp mã kiểm tra: figures.csv" in done.stdout


def test_the_people_view_is_vietnamese_and_missing_is_not_zero(folder):
    done = run(folder, "figures", "--unit", BINH_THANH, "--period", "2025-03")
    assert done.returncode == 0
    assert "không phát" in done.stdout and "19,5" in done.stdout


PORTAL = """DANH SÁCH tháng 7/2026
ROW_STT;TEN;MA_COQUAN;CKMB;TDGQ;CLGQ;TTTT;MDHL;MDSH;TONG_SCORE
1;UBND xã Văn Lang;H99.101;18;20;12;9,5;18;20;97,5
3;UBND phường Văn Lãng;H99.102;17;19;11;9;18;20;94
"""


def test_import_of_a_portal_file_makes_province_units_and_ranking_in_an_empty_folder(tmp_path):
    folder, file = tmp_path / "moi", tmp_path / "tinh.csv"
    file.write_text(PORTAL, encoding="utf-8")
    words = ("import", str(file), "--parent", "tỉnh Mới", "--create-units", "--yes", "--reason", "bảng tháng 7")
    first = answer(folder, *words)
    assert [(r["outcome"], r["document"], r["revision"], r["figures"], r["basis"]) for r in first] == [
        ("published", "moi_2026-07_bang-cong_diem", 1, 14, "portal-2026")
    ]
    assert [r["outcome"] for r in answer(folder, *words)] == ["unchanged"]
    ranked = answer(folder, "ranking", "--parent", "tỉnh Mới", "--period", "2026-07")
    assert [(r["rank"], r["position"], r["unit"]) for r in ranked] == [
        (1, 1, "Xã Văn Lang"),
        (2, 3, "Phường Văn Lãng"),
    ]
    file.write_text(PORTAL.replace("97,5", "97,6").replace("9,5", "9,6"), encoding="utf-8")
    again = answer(folder, *words)
    assert [(r["outcome"], r["revision"], r["differences"]) for r in again] == [("published", 2, 2)]


def test_a_dry_run_stores_nothing_and_a_bad_file_among_good_ones_is_exit_code_1(tmp_path):
    folder, files = tmp_path / "moi", tmp_path / "tep"
    files.mkdir()
    (files / "a.csv").write_text(PORTAL, encoding="utf-8")
    (files / "b.xlsx").write_bytes(b"%PDF-1.7")
    words = ("import", str(files), "--parent", "tỉnh Mới", "--create-units")
    done = run(folder, *words, "--dry-run", "--json")
    assert done.returncode == 1
    assert [row["outcome"] for row in json.loads(done.stdout)] == ["ready", "refused"]
    assert not list((folder / "snapshots").glob("*")) and not (folder / "units.csv").exists()
    assert run(folder, "import", str(files / "khong-co.csv")).returncode == 2
    assert run(folder, "import", str(files), "--period", "2024-13").returncode == 2


def test_template_writes_the_form_of_a_parent_or_of_a_unit_but_not_of_both(folder, tmp_path):
    words = ("template", "--parent", NA_RI, "--period", "2024-08", "--out", str(tmp_path))
    assert Path(answer(folder, *words)["file"]).name == "mau-nhap_huyen-na-ri_truc-thuoc_2024-08.xlsx"
    assert run(folder, *words, "--unit", BINH_THANH).returncode == 2
