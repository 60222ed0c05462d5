"""What only a browser shows of the analysis pages: that their drawings are painted."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import serving
from tests.pages import trees

pytestmark = pytest.mark.browser

#: Painted = in a picture laid on a canvas, how many pixels have the colour of the own unit.
_PAINTED = """images => Promise.all(images.map(async image => {
    await image.decode();
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [image.clientWidth, image.clientHeight];
    const context = canvas.getContext('2d');
    context.drawImage(image, 0, 0, canvas.width, canvas.height);
    const data = context.getImageData(0, 0, canvas.width, canvas.height).data;
    let own = 0;
    for (let i = 0; i < data.length; i += 4)
        own += data[i + 3] > 200 && data[i] < 20 && Math.abs(data[i + 1] - 101) < 20
            && Math.abs(data[i + 2] - 107) < 20;
    return [own > 100, image.alt.length > 20];
}))"""


@pytest.fixture(scope="module")
def fourteen_server(tmp_path_factory):
    with serving(trees.fourteen_months(tmp_path_factory.mktemp("xu-huong") / "so-lieu")) as server:
        yield server


def test_small_multiples_are_painted_on_a_wide_screen_and_on_a_phone(fourteen_server, visit):
    for width in (1366, 390):
        page = visit(
            fourteen_server,
            f"/xu-huong?don-vi={trees.TREND_UNIT}&ky=2025-12",
            viewport={"width": width, "height": 900},
        )
        pictures = page.locator("img.hinh")
        expect(pictures).to_have_count(3)
        assert pictures.evaluate_all(_PAINTED) == [[True, True]] * 3
