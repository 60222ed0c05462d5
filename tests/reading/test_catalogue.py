"""The catalogue as shipped, a broken one of an office, and finding the unit that a person means."""

from __future__ import annotations

import unicodedata
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.catalogue import load_catalogue, source_files
from lib.domain import CatalogueError, Kind, UsageError
from lib.units import describe, find_indicator, find_parent, find_unit

CATALOGUE = load_catalogue()
UNIT_HEAD = "id,name,kind,parent,code,valid_from,valid_to,children_complete\n"
ALIAS_HEAD = "unit,alias,confirmed_by,confirmed_on,reason\n"

AXES = [
    ("transparency", "Công khai, minh bạch", 18, "Công khai"),
    ("timeliness", "Tiến độ giải quyết", 20, "Tiến độ"),
    ("online_service", "Dịch vụ công trực tuyến", 12, "DVC trực tuyến"),
    ("online_payment", "Thanh toán trực tuyến", 10, "Thanh toán"),
    ("satisfaction", "Mức độ hài lòng", 18, "Hài lòng"),
    ("digitization", "Số hóa hồ sơ", 22, "Số hóa"),
]
COMPONENTS = [
    ("transparency.published_procedures", "ratio", 1),
    ("transparency.announced_on_time_rate", "rate", 1),
    ("transparency.updated_on_time_rate", "rate", 1),
    ("transparency.synced_dossiers", "count+rate", 1),
    ("transparency.unsynced_dossiers", "count+rate", -1),
    ("timeliness.on_time_rate", "rate", 1),
    ("timeliness.overdue_rate", "rate", -1),
    ("online_service.partial_procedures", "count+rate", 0),
    ("online_service.full_procedures", "count+rate", 1),
    ("online_service.information_only_procedures", "count+rate", -1),
    ("online_service.online_submission_rate", "rate", 1),
    ("online_service.direct_submission_rate", "rate", -1),
    ("online_service.online_on_time_rate", "rate", 1),
    ("online_service.online_overdue_rate", "rate", -1),
    ("online_service.services_with_dossiers_rate", "rate", 1),
    ("online_service.service_growth", "count", 1),
    ("online_payment.procedures_integrated", "count+rate", 1),
    ("online_payment.procedures_not_integrated", "count+rate", -1),
    ("online_payment.dossiers_paid_online", "count+rate", 1),
    ("online_payment.dossiers_paid_directly", "count+rate", -1),
    ("online_payment.procedures_paid_online", "count+rate", 1),
    ("online_payment.procedures_paid_directly", "count+rate", -1),
    ("satisfaction.feedback_handling_rate", "rate", 1),
    ("satisfaction.procedure_handling_rate", "rate", 1),
    ("satisfaction.feedback_received", "count", 0),
    ("satisfaction.feedback_on_regulations", "count+rate", 0),
    ("satisfaction.feedback_on_conduct", "count+rate", -1),
    ("digitization.digitized_dossier_rate", "rate", 1),
    ("digitization.electronic_result_rate", "rate", 1),
    ("digitization.verified_accounts", "count", 1),
    ("digitization.reused_data_rate", "count+rate", 1),
    ("overdue.portal", "count", -1),
    ("overdue.provincial_system", "count", -1),
    ("certification.deployed", "ratio", 1),
    ("certification.completed", "count", 1),
]
SCORES = ["total", "rank", "rating", *(f"axis.{axis}" for axis, *_ in AXES), "axis.online_combined"]


def office(folder, units: str = "", aliases: str = "", *, head: str = UNIT_HEAD):
    (folder / "units.csv").write_text(head + units, encoding="utf-8")
    if aliases:
        (folder / "aliases.csv").write_text(ALIAS_HEAD + aliases, encoding="utf-8")
    return folder


# --- as shipped --------------------------------------------------------------------------------------------


def test_the_shipped_axes_keep_their_ids_order_words_and_maxima():
    assert [(a.id, a.label, a.max, a.short) for a in CATALOGUE.axes.values()] == AXES
    assert sum(axis.max for axis in CATALOGUE.axes.values()) == Decimal(100)
    assert (CATALOGUE.combined.id, CATALOGUE.combined.max) == ("online_combined", Decimal(22))
    assert CATALOGUE.combined_parts == ("online_service", "online_payment")


def test_the_shipped_indicators_are_the_agreed_ones_with_kind_and_direction():
    components = [(i.id, i.kind.value, i.direction) for i in CATALOGUE.indicators.values() if i.id not in SCORES]
    assert sorted(components) == sorted(COMPONENTS)
    assert set(CATALOGUE.indicators) == {*SCORES, *(row[0] for row in COMPONENTS)}
    assert {key: i.maximum for key, i in CATALOGUE.indicators.items() if i.maximum is not None} == {
        "total": Decimal(100),
        "axis.online_combined": Decimal(22),
        **{f"axis.{axis}": Decimal(maximum) for axis, _, maximum, _ in AXES},
    }
    assert {key for key, i in CATALOGUE.indicators.items() if i.external} == {"digitization.verified_accounts"}
    assert (CATALOGUE.indicators["rank"].kind, CATALOGUE.indicators["rank"].direction) == (Kind.RANK, -1)
    assert CATALOGUE.axis_indicators == (
        "axis.transparency",
        "axis.timeliness",
        "axis.online_service",
        "axis.online_payment",
        "axis.online_combined",
        "axis.satisfaction",
        "axis.digitization",
    )


def test_a_component_stands_under_its_axis_after_the_axis_score():
    keys = list(CATALOGUE.indicators)
    assert keys[:3] == ["total", "rank", "rating"]
    for key, indicator in CATALOGUE.indicators.items():
        group = key.split(".")[0]
        if group in CATALOGUE.axes:
            assert indicator.axis == group
            assert keys.index(key) > keys.index(f"axis.{group}")
        elif group in {"overdue", "certification"}:
            assert indicator.axis is None


def test_rows_that_share_a_whole_count_once_when_what_got_worse_is_listed():
    wholes: dict[str, list[str]] = {}
    for key, indicator in CATALOGUE.indicators.items():
        if indicator.whole:
            wholes.setdefault(indicator.whole, []).append(key.split(".")[1])
    assert wholes == {
        "dossiers_received": ["synced_dossiers", "unsynced_dossiers"],
        "dossiers_processed": ["on_time_rate", "overdue_rate"],
        "procedures": ["partial_procedures", "full_procedures", "information_only_procedures"],
        "dossiers_submitted": ["online_submission_rate", "direct_submission_rate"],
        "online_dossiers_processed": ["online_on_time_rate", "online_overdue_rate"],
        "procedures_with_fees": ["procedures_integrated", "procedures_not_integrated"],
        "dossiers_paid": ["dossiers_paid_online", "dossiers_paid_directly"],
        "procedures_paid": ["procedures_paid_online", "procedures_paid_directly"],
        "feedback_by_kind": ["feedback_on_regulations", "feedback_on_conduct"],
    }


def test_the_bands_are_the_agreed_ones_from_the_top():
    assert [(band.label, band.lower) for band in CATALOGUE.bands] == [
        ("Xuất sắc", 90),
        ("Tốt", 80),
        ("Khá", 70),
        ("Trung bình", 50),
        ("Yếu", 0),
    ]


def test_every_shipped_unit_reaches_a_province_and_its_id_is_plain():
    for unit in CATALOGUE.units.values():
        line = list(CATALOGUE.lineage(unit))
        assert line[0] is unit
        assert line[-1].kind.level == "province"
        assert unit.id.isascii()
        assert ".".join(part.id.rsplit(".", 1)[-1] for part in reversed(line)) == unit.id
    assert len(CATALOGUE.children("bac-kan.na-ri")) == 17
    assert CATALOGUE.units["bac-kan.na-ri"].children_complete
    assert not CATALOGUE.units["thai-nguyen.dinh-hoa"].children_complete
    binh_thanh = CATALOGUE.units["thai-nguyen.dinh-hoa.binh-thanh"]
    assert CATALOGUE.path_name(binh_thanh) == "xã Bình Thành, huyện Định Hóa, tỉnh Thái Nguyên"
    assert (binh_thanh.full_name, binh_thanh.title) == ("xã Bình Thành", "Xã Bình Thành")


def test_an_office_without_files_of_its_own_has_the_shipped_catalogue(tmp_path):
    assert load_catalogue(tmp_path).units == CATALOGUE.units
    assert [p.name for p in source_files(tmp_path)] == [p.name for p in source_files()]


def test_an_office_s_own_units_and_names_are_added_to_the_shipped_ones(tmp_path):
    name = unicodedata.normalize("NFD", "Tân Tiến")
    folder = office(
        tmp_path,
        f"bac-kan.na-ri.tan-tien,{name},commune,bac-kan.na-ri,H03.001,2025-07-01,2030-12-31,true\n",
        "bac-kan.na-ri.tan-tien,Tấn Tiến,văn phòng,2026-01-01,in nhầm\n"
        "bac-kan.na-ri.kim-hy,Kim Hỉ,văn phòng,2026-01-01,in nhầm\n",
    )
    loaded = load_catalogue(folder)
    unit = loaded.units["bac-kan.na-ri.tan-tien"]
    assert set(loaded.units) == {*CATALOGUE.units, unit.id}
    assert (unit.name, unit.kind.id, unit.parent, unit.code) == ("Tân Tiến", "commune", "bac-kan.na-ri", "H03.001")
    assert (str(unit.valid_from), str(unit.valid_to), unit.children_complete) == ("2025-07-01", "2030-12-31", True)
    assert unit.aliases == ("Tấn Tiến",)
    assert loaded.units["bac-kan.na-ri.kim-hy"].aliases == ("Kim Hỉ",)
    assert [p.parent == folder for p in source_files(folder)][-2:] == [True, True]


# --- broken ------------------------------------------------------------------------------------------------


def test_a_broken_catalogue_names_all_its_faults_at_once(tmp_path):
    folder = office(
        tmp_path,
        "bac-kan.na-ri.moi,Mới,lang,bac-kan.na-ri,,,,\n"
        "bac-kan.na-ri.ngay,Ngày,commune,bac-kan.na-ri,,30/6/2025,,\n"
        "bac-kan.na-ri.kim-hy,Kim Hỷ,commune,bac-kan.na-ri,000.28.36.H03,,,\n"
        "bac-kan.khong-co.xa,Xa,commune,bac-kan.khong-co,,,,\n"
        "lac,Lạc,commune,bac-kan.na-ri,,,,\n"
        "bac-kan.na-ri.nguoc,Ngược,commune,bac-kan.na-ri,,2025-07-01,2025-06-30,\n"
        "bac-kan.na-ri.trung,Trùng,commune,bac-kan.na-ri,000.44.36.H03,,,\n",
        "bac-kan.na-ri.vo-danh,Vô Danh,văn phòng,2026-01-01,\n",
    )
    with pytest.raises(CatalogueError) as caught:
        load_catalogue(folder)
    head, *faults = caught.value.message.split("\n- ")
    assert head == "Danh mục có lỗi:"
    assert sorted(faults) == sorted(
        [
            "units.csv dòng 2: loại đơn vị không rõ: 'lang'",
            "units.csv dòng 3: ngày hiệu lực phải viết dạng 2025-06-30",
            "units.csv dòng 4: mã đơn vị bac-kan.na-ri.kim-hy đã có",
            "units.csv: đơn vị cấp trên của bac-kan.khong-co.xa không có trong danh mục: bac-kan.khong-co",
            "units.csv: mã lac phải bắt đầu bằng mã đơn vị cấp trên bac-kan.na-ri",
            "units.csv: bac-kan.na-ri.nguoc hết hiệu lực trước khi có hiệu lực",
            "units.csv: mã định danh 000.44.36.H03 dùng cho cả bac-kan.na-ri.son-thanh và bac-kan.na-ri.trung",
            "aliases.csv dòng 2: tên khác của đơn vị không có trong danh mục: bac-kan.na-ri.vo-danh",
        ]
    )
    assert caught.value.exit_code == 1


def test_a_unit_that_is_valid_for_one_day_is_no_fault(tmp_path):
    folder = office(tmp_path, "bac-kan.na-ri.mot,Một,commune,bac-kan.na-ri,,2025-06-30,2025-06-30,\n")
    assert str(load_catalogue(folder).units["bac-kan.na-ri.mot"].valid_to) == "2025-06-30"


def test_a_unit_under_itself_is_a_fault_and_no_endless_loop(tmp_path):
    with pytest.raises(CatalogueError, match="mã vong phải bắt đầu bằng mã đơn vị cấp trên vong"):
        load_catalogue(office(tmp_path, "vong,Vòng,commune,vong,,,,\n"))


def test_a_units_file_saved_by_excel_with_a_byte_order_mark_is_read(tmp_path):
    (tmp_path / "units.csv").write_text(
        UNIT_HEAD + "bac-kan.na-ri.moi,Mới,commune,bac-kan.na-ri,,,,\n", encoding="utf-8-sig"
    )
    assert load_catalogue(tmp_path).units["bac-kan.na-ri.moi"].name == "Mới"


@pytest.mark.parametrize(
    "content",
    [
        b"id,name\nx,X\n",
        "id,name,kind,parent\nx,Tân Tiến,commune,\n".encode("utf-16"),
        b"id;name;kind;parent;code;valid_from;valid_to;children_complete\nx;X;commune;;;;;\n",
        UNIT_HEAD.encode() + "x,Mới,commune,,,,,\n".encode("cp1258", errors="replace") + b"\xff\xfe\n",
    ],
    ids=["columns missing", "utf-16", "semicolons", "not utf-8"],
)
def test_a_units_file_of_another_shape_is_refused_in_a_sentence_that_names_it(tmp_path, content):
    (tmp_path / "units.csv").write_bytes(content)
    with pytest.raises(CatalogueError, match=r"units\.csv"):
        load_catalogue(tmp_path)


def test_an_alias_file_without_its_columns_is_refused_in_a_sentence_that_names_it(tmp_path):
    (tmp_path / "aliases.csv").write_text("don vi,ten khac\nbac-kan.na-ri.kim-hy,Kim Hỉ\n", encoding="utf-8")
    with pytest.raises(CatalogueError, match=r"aliases\.csv"):
        load_catalogue(tmp_path)


# --- which unit is meant -----------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def wider(tmp_path_factory):
    """Two more Bình Thành, a Văn Lãng beside Văn Lang, a ward, and a city of district level."""
    return load_catalogue(
        office(
            tmp_path_factory.mktemp("office"),
            "thai-nguyen.phu-luong,Phú Lương,rural_district,thai-nguyen,,,,\n"
            "thai-nguyen.phu-luong.binh-thanh,Bình Thành,commune,thai-nguyen.phu-luong,H07.187,,,\n"
            "bac-kan.na-ri.van-lang-2,Văn Lãng,commune,bac-kan.na-ri,,,,\n"
            "tuyen-quang.son-duong.binh-thanh,Bình Thành,township,tuyen-quang.son-duong,,,,\n"
            "ha-noi.ba-dinh,Ba Đình,urban_district,ha-noi,,,,\n"
            "ha-noi.ba-dinh.kim-ma,Kim Mã,ward,ha-noi.ba-dinh,,,,\n",
        )
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("000.44.36.H03", "bac-kan.na-ri.son-thanh"),
        (" 000.00.36.H03 ", "bac-kan.na-ri"),
        ("H07.187", "thai-nguyen.phu-luong.binh-thanh"),
        ("bac-kan.na-ri.kim-hy", "bac-kan.na-ri.kim-hy"),
        ("thai-nguyen.dinh-hoa.binh-thanh", "thai-nguyen.dinh-hoa.binh-thanh"),
        ("Kim Hỷ", "bac-kan.na-ri.kim-hy"),
        ("kim hy", "bac-kan.na-ri.kim-hy"),
        ("KIM HỶ", "bac-kan.na-ri.kim-hy"),
        ("xã Kim Hỷ", "bac-kan.na-ri.kim-hy"),
        ("xa kim hy", "bac-kan.na-ri.kim-hy"),
        ("UBND xã Kim Hỷ", "bac-kan.na-ri.kim-hy"),
        ("Ủy ban nhân dân xã Kim Hỷ", "bac-kan.na-ri.kim-hy"),
        ("Uỷ ban nhân dân xã Kim Hỷ", "bac-kan.na-ri.kim-hy"),
        ("UBND Kim Hỷ", "bac-kan.na-ri.kim-hy"),
        ("TT. Yên Lạc", "bac-kan.na-ri.yen-lac"),
        ("thị trấn Yên Lạc", "bac-kan.na-ri.yen-lac"),
        ("1. UBND thị trấn Yên Lạc - tỉnh Bắc Kạn", "bac-kan.na-ri.yen-lac"),
        (unicodedata.normalize("NFD", "xã Cường Lợi"), "bac-kan.na-ri.cuong-loi"),
        ("cuong loi", "bac-kan.na-ri.cuong-loi"),
        ("xã\u00a0Dương\u00a0Sơn ", "bac-kan.na-ri.duong-son"),
        ("dong xa", "bac-kan.na-ri.dong-xa"),
        ("Liềm Thủy", "bac-kan.na-ri.liem-thuy"),
        ("Liên Thủy", "bac-kan.na-ri.liem-thuy"),
        ("xã Trấn Phú", "bac-kan.na-ri.tran-phu"),
        ("Văn Lang", "bac-kan.na-ri.van-lang"),
        ("Văn Lãng", "bac-kan.na-ri.van-lang-2"),
        ("xã văn lãng", "bac-kan.na-ri.van-lang-2"),
        ("huyện Na Rì", "bac-kan.na-ri"),
        ("Na Rì, Bắc Kạn", "bac-kan.na-ri"),
        ("thành phố Hà Nội", "ha-noi"),
        ("TP Hà Nội", "ha-noi"),
        ("quận Ba Đình", "ha-noi.ba-dinh"),
        ("P. Kim Mã", "ha-noi.ba-dinh.kim-ma"),
        ("Bình Thành, Định Hóa", "thai-nguyen.dinh-hoa.binh-thanh"),
        ("xã Bình Thành, huyện Định Hóa, tỉnh Thái Nguyên", "thai-nguyen.dinh-hoa.binh-thanh"),
        ("binh thanh , dinh hoa", "thai-nguyen.dinh-hoa.binh-thanh"),
        ("Bình Thành, Phú Lương", "thai-nguyen.phu-luong.binh-thanh"),
        ("Bình Thành, Tuyên Quang", "tuyen-quang.son-duong.binh-thanh"),
        ("thị trấn Bình Thành", "tuyen-quang.son-duong.binh-thanh"),
    ],
)
def test_a_unit_is_found_by_code_id_or_any_way_people_write_its_name(wider, text, expected):
    assert find_unit(wider, text).id == expected


DINH_HOA = "thai-nguyen.dinh-hoa.binh-thanh: xã Bình Thành, huyện Định Hóa, tỉnh Thái Nguyên"
PHU_LUONG = "thai-nguyen.phu-luong.binh-thanh: xã Bình Thành, huyện Phú Lương, tỉnh Thái Nguyên (mã H07.187)"
SON_DUONG = "tuyen-quang.son-duong.binh-thanh: thị trấn Bình Thành, huyện Sơn Dương, tỉnh Tuyên Quang"


@pytest.mark.parametrize(
    ("text", "candidates"),
    [
        ("Bình Thành", {DINH_HOA, PHU_LUONG, SON_DUONG}),
        ("xã Bình Thành", {DINH_HOA, PHU_LUONG}),
        ("UBND xã Bình Thành, Thái Nguyên", {DINH_HOA, PHU_LUONG}),
    ],
)
def test_a_name_of_several_units_is_asked_back_with_each_of_them(wider, text, candidates):
    with pytest.raises(UsageError) as caught:
        find_unit(wider, text)
    assert caught.value.message == (
        f"Tên “{text}” có {len(candidates)} đơn vị; hãy ghi thêm cấp trên hoặc dùng mã."
    )
    assert set(caught.value.candidates) == candidates
    assert len(caught.value.candidates) == len(candidates)
    assert caught.value.exit_code == 2


def test_a_parent_of_the_name_of_its_own_town_is_the_one_that_can_have_children(tmp_path):
    lines = ["lang-son,Lạng Sơn,province,,,,,", "lang-son.van-quan,Văn Quan,rural_district,lang-son,H37.1,,,",
             "lang-son.van-quan.van-quan,Văn Quan,township,lang-son.van-quan,,,,", "lang-son.lang-son,Lạng Sơn,district_city,lang-son,,,,"]  # fmt: skip  # noqa: E501
    head = "id,name,kind,parent,code,valid_from,valid_to,children_complete\n"
    (tmp_path / "units.csv").write_text(head + "\n".join(lines) + "\n", encoding="utf-8")
    known = load_catalogue(tmp_path)
    for text in ("Văn Quan", "van quan", "VĂN QUAN, Lạng Sơn", "huyện Văn Quan"):
        assert find_parent(known, text).id == "lang-son.van-quan"
    assert find_parent(known, "thị trấn Văn Quan").id == "lang-son.van-quan.van-quan"
    assert find_parent(known, "Kim Hỷ").id == "bac-kan.na-ri.kim-hy"
    with pytest.raises(UsageError) as town:
        find_unit(known, "Văn Quan")
    assert town.value.candidates[0] == "lang-son.van-quan: huyện Văn Quan, tỉnh Lạng Sơn (mã H37.1)"
    with pytest.raises(UsageError) as both:
        find_parent(known, "Lạng Sơn")
    assert [text.split(":")[0] for text in both.value.candidates] == ["lang-son", "lang-son.lang-son"]


def test_a_name_without_accents_that_fits_two_units_is_asked_back(wider):
    with pytest.raises(UsageError) as caught:
        find_unit(wider, "van lang")
    assert set(caught.value.candidates) == {
        "bac-kan.na-ri.van-lang: xã Văn Lang, huyện Na Rì, tỉnh Bắc Kạn (mã 000.42.36.H03)",
        "bac-kan.na-ri.van-lang-2: xã Văn Lãng, huyện Na Rì, tỉnh Bắc Kạn",
    }


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("Kim Hi", "bac-kan.na-ri.kim-hy: xã Kim Hỷ, huyện Na Rì, tỉnh Bắc Kạn (mã 000.28.36.H03)"),
        ("Cường Lợ", "bac-kan.na-ri.cuong-loi: xã Cường Lợi, huyện Na Rì, tỉnh Bắc Kạn"),
        ("xã Xuân", "bac-kan.na-ri.xuan-duong: xã Xuân Dương, huyện Na Rì, tỉnh Bắc Kạn"),
        ("huyện Kim Hỷ", "bac-kan.na-ri.kim-hy: xã Kim Hỷ, huyện Na Rì, tỉnh Bắc Kạn (mã 000.28.36.H03)"),
        ("Kim Hỷ, Định Hóa", "bac-kan.na-ri.kim-hy: xã Kim Hỷ, huyện Na Rì, tỉnh Bắc Kạn (mã 000.28.36.H03)"),
    ],
)
def test_an_unknown_name_is_refused_and_the_nearest_come_first(wider, text, first):
    with pytest.raises(UsageError) as caught:
        find_unit(wider, text)
    assert caught.value.message == f"Không có đơn vị “{text}” trong danh mục."
    assert caught.value.candidates[0] == first
    assert len(caught.value.candidates) <= 8


@given(st.text(max_size=30) | st.text("Kim Hỷxã,. ", max_size=20))
def test_no_text_in_a_unit_s_field_can_crash_the_search(text):
    try:
        unit = find_unit(CATALOGUE, text)
    except UsageError as error:
        known = {describe(CATALOGUE, unit) for unit in CATALOGUE.units.values()}
        assert set(error.candidates) <= known
    else:
        assert unit is CATALOGUE.units[unit.id]


def test_every_shipped_unit_is_found_by_its_own_description():
    for unit in CATALOGUE.units.values():
        assert find_unit(CATALOGUE, CATALOGUE.path_name(unit)) is unit
        assert find_unit(CATALOGUE, unit.id) is unit


# --- which indicator is meant ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("axis.satisfaction", "axis.satisfaction"),
        ("Mức độ hài lòng", "axis.satisfaction"),
        ("ty le ho so giai quyet dung han", "timeliness.on_time_rate"),
        ("TONG_SCORE", "total"),
        ("Chỉ số dịch vụ trực tuyến", "axis.online_combined"),
        ("Hạng", "rank"),
    ],
)
def test_an_indicator_is_found_by_id_label_or_what_documents_call_it(text, expected):
    assert find_indicator(CATALOGUE, text).id == expected


def test_an_unknown_indicator_is_refused_with_the_nearest_ids():
    with pytest.raises(UsageError) as caught:
        find_indicator(CATALOGUE, "axis.timelines")
    assert caught.value.message == "Không có chỉ số “axis.timelines”."
    assert caught.value.candidates[0] == "axis.timeliness"
    assert caught.value.exit_code == 2
