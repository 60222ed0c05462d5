"""Ước tính tăng điểm: exact sentences on the five publications and on a small table where ranks change."""

from __future__ import annotations

from tests import make
from tests.pages.conftest import faults, headings, opened, tables, texts, title, unescaped

BINH_THANH = "thai-nguyen.dinh-hoa.binh-thanh"
TARGET = "mt-timeliness-on-time-rate"
KIM_HY = f"{make.PARENT}.kim-hy"


def with_target(unit: str, period: str, words: str):
    return opened("uoc_tinh", don_vi=unit, ky=period, **{TARGET: words})


def why(at) -> dict[str, str]:
    """Axis → what the table says of its formula."""
    return {unescaped(row[0]): unescaped(row[3]) for row in tables(at)[0].rows}


def test_binh_thanh_september_at_97_per_cent(on_shipped):
    at = with_target(BINH_THANH, "2024-09", "97")
    assert faults(at) == []
    assert title(at) == "Xã Bình Thành, tháng 9/2024 (giả định): 93,81 → 94,55 điểm nếu đạt các mục tiêu"
    said = texts(at)
    assert "Hiểu là 97%.] **Giải quyết đúng hạn 93,31% → 97%: ước thêm 0,74 điểm Tiến độ**" in said
    assert "Tổng điểm 93,81 → 94,55; xếp loại Xuất sắc, không đổi." in said
    assert "Không ước tính hạng: chưa đủ đơn vị trong danh sách." in said
    assert why(at) == {
        "Công khai, minh bạch": "Không ước tính: văn bản không nêu Tỷ lệ TTHC công bố đúng hạn; "
        "Tỷ lệ TTHC cập nhật, công khai đúng hạn",
        "Tiến độ giải quyết": "Công thức cho 18,66, lệch 0,06 điểm: dùng được",
        "Dịch vụ công trực tuyến": "Không ước tính: 12 điểm này chưa có công thức được xác nhận",
        "Thanh toán trực tuyến": "Không ước tính: trước năm 2026 điểm thanh toán tính theo mục tiêu khác",
        "Mức độ hài lòng": "Đã đủ điểm",
        "Số hóa hồ sơ": "Không ước tính: văn bản không nêu Chia sẻ để sử dụng lại; "
        "Khai thác CSDL quốc gia về dân cư; Chứng thực bản sao điện tử",
    }


def test_august_without_a_target_takes_full_marks_and_says_so(on_shipped):
    at = opened("uoc_tinh", don_vi=BINH_THANH, ky="2024-08")
    said = texts(at)
    assert "Mặc định 100%: mức đủ điểm của thành phần này." in said
    assert "81,38% → 100%: ước thêm 3,70 điểm Tiến độ, ước thêm 0,57 điểm Hài lòng" in said
    assert "Tổng điểm 86,97 → 91,24; xếp loại Tốt → Xuất sắc." in said


def test_where_the_formula_misses_the_page_says_by_how_much_and_estimates_nothing(on_shipped):
    at = opened("uoc_tinh", don_vi="tuyen-quang.son-duong", ky="2024-03")
    assert title(at) == "Huyện Sơn Dương, tháng 3/2024 (giả định): chưa ước tính được nhóm chỉ số nào"
    assert why(at)["Tiến độ giải quyết"] == "Không ước tính: công thức cho 18,89, công bố 18,6, lệch 0,29 điểm"
    assert "Không nhóm chỉ số nào ước tính được cho đơn vị và kỳ này." in texts(at)
    at = opened("uoc_tinh", don_vi=make.PARENT, ky="2024-07")
    assert why(at)["Tiến độ giải quyết"] == "Không ước tính: công thức cho 18,15, công bố 17,3, lệch 0,85 điểm"


def test_words_that_are_no_rate_are_refused_with_a_sentence(on_shipped):
    for words in ("chín bảy", "120", "-5"):
        at = with_target(BINH_THANH, "2024-09", words)
        assert faults(at) == []
        assert ":red[" in "".join(item.value for item in at.markdown)
        assert title(at).endswith("các mục tiêu không thêm điểm")
    assert "mục tiêu là tỷ lệ từ 0 đến 100%" in texts(with_target(BINH_THANH, "2024-09", "120"))


def test_a_target_typed_is_kept_in_the_link(on_shipped):
    at = opened("uoc_tinh", don_vi=BINH_THANH, ky="2024-09")
    at.text_input(key=f"loc-{TARGET}").set_value("96,5%").run()
    assert at.query_params[TARGET] == "96,5%"
    assert "93,31% → 96,5%: ước thêm 0,64 điểm Tiến độ" in texts(at)  # 20 × 3,19 % = 0,638


def test_rank_dossiers_and_the_best_peer_in_a_whole_table(tmp_path, monkeypatch):
    office = make.own_tree(tmp_path / "so-lieu")
    names = [unit.id for unit in make.CATALOGUE.children(make.PARENT)]
    figures = []
    for place, unit in enumerate(names, start=1):
        late = unit == KIM_HY
        values = {
            "total": "80" if late else f"{82 if place <= 3 else 70}",
            "axis.transparency": "16,5" if late else "18",
            "timeliness.on_time_rate": "95" if late else "98,5",
            "axis.timeliness": "19" if late else "19,7",
        }
        figures += [make.figure(unit, "2024-09", key, raw, position=place) for key, raw in values.items()]
    shares = {
        "transparency.announced_on_time_rate": "100%",
        "transparency.updated_on_time_rate": "100%",
        "transparency.published_procedures": "20/20",
        "transparency.synced_dossiers": "150 75,00%",
    }
    figures += [make.figure(KIM_HY, "2024-09", key, raw) for key, raw in shares.items()]
    make.store_snapshot(office, make.snapshot(figures))
    monkeypatch.setenv("CHISO766_DATA", str(office))
    at = with_target(KIM_HY, "2024-09", "97")
    said = texts(at)
    # 6 + 4 + 2 + 6 × 0,75 = 16,5; all 200 dossiers: 1,5 more; 20 × 2 % = 0,4 more: 80 → 81,9
    assert "cần thêm 50 hồ sơ (150 → 200 trong 200, mẫu số suy ra từ số lượng và tỷ lệ)" in said
    assert "Hồ sơ đã đồng bộ 75,00% → 100%: ước thêm 1,50 điểm Công khai" in said
    assert "Tổng điểm 80 → 81,90; xếp loại Tốt, không đổi." in said
    assert "Hạng 4, không đổi, trong 17 đơn vị, nếu các đơn vị khác giữ nguyên." in said
    at = opened("uoc_tinh", don_vi=KIM_HY, ky="2024-09")
    assert "Mặc định 98,5%: cao nhất trong huyện Na Rì" in texts(at)
    assert "Hạng 4 → 1 trong 17 đơn vị" in texts(at)  # 80 + 0,7 + 1,5 = 82,2
    assert headings(at)[1] == "Công khai, minh bạch tăng nhiều nhất: ước thêm 1,50 điểm (giả định)"


def test_a_unit_without_figures_of_its_own_says_what_to_do(on_shipped):
    at = opened("uoc_tinh", don_vi="thai-nguyen.dinh-hoa", ky="2024-09")
    assert faults(at) == [] and "Đơn vị này chưa có số liệu trong kỳ." in texts(at)
