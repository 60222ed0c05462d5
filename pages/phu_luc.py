"""Phụ lục, văn bản: every official form and letter, previewed from what its file is made from."""

from lib.ui.blocks import nothing_stored
from lib.ui.choice import end_page, linked_choice
from lib.ui.filters import choose
from lib.ui.frame import require_frame
from lib.ui.views.forms import form_view
from lib.ui.views.letters import letter_view, public_view

require_frame()
what = linked_choice(
    "loai", "Loại", {"phu-luc": "Phụ lục", "van-ban": "Văn bản", "cong-khai": "Trang công khai"}, buttons=True
)
if what == "phu-luc":
    form_view()
    end_page()
chosen = choose()
if chosen is None:
    nothing_stored()
elif what == "van-ban":
    letter_view(chosen)
else:
    public_view(chosen)
