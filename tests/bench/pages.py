"""Xếp hạng and Tổng quan in real Chromium over the synthetic province, beside the plainest page and a bare one.

Product, plain and bare take turns within one run, so that all see the same machine. Every change goes to a month
or a unit that this server has not shown yet. Painted: the script has run and ended, the heading has the new words,
every chart has its svg.
"""

from __future__ import annotations

import contextlib
import json
import statistics
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Browser, Page, expect, sync_playwright

from lib.actions import open_office
from lib.domain import Period
from lib.report.words import period_title
from lib.sample import write_sample
from lib.settings import Sources
from lib.store import coverage, ranking
from tests.browser.conftest import _ARGS, chromium, filter_box, serving

UNITS, MONTHS, SEED, ROUNDS = 120, 14, 1, 7
#: The product first; the others are the baselines that the ratios are against.
SCRIPTS = {"product": "app.py", "plain": "tests/bench/plain.py", "bare": "tests/bench/bare.py"}
#: Measure → baseline → the ratio to reach.
TO_REACH = {"change": {"plain": 0.65, "bare": 1.6}, "warm load": {"plain": 0.8}}
FIRST_TO_SECOND = 1.2

_WATCH = """([words, query]) => { window.painted = new Promise(done => {
  let start = null, ran = false;
  addEventListener('pointerdown', () => { start = performance.now() }, {capture: true, once: true});
  const look = () => {
    const app = document.querySelector('[data-testid=stApp]');
    const idle = app.dataset.testScriptState === 'notRunning';
    if (start && !idle) ran = true;
    const heading = document.querySelector('[data-testid=stMain] h1');
    const ready = ran && idle && location.search.includes(query) && heading?.textContent.includes(words)
      && !document.querySelector('[data-stale="true"], [data-testid=stSkeleton]')
      && [...document.querySelectorAll('.stPlotlyChart')].every(c => c.querySelector('svg.main-svg'));
    if (ready) done(performance.now() - start); else requestAnimationFrame(look);
  };
  new MutationObserver(() => {
    const app = document.querySelector('[data-testid=stApp]');
    if (start && app?.dataset.testScriptState !== 'notRunning') ran = true;
  }).observe(document.body, {subtree: true, attributes: true, attributeFilter: ['data-test-script-state']});
  requestAnimationFrame(look);
}) }"""


def changed(page: Page, label: str, option: str, words: str, query: str) -> float:
    """Milliseconds from the press on an option to the painted page."""
    box = filter_box(page, label)
    box.click()
    box.fill(option)
    wanted = page.get_by_role("option", name=option, exact=True)
    wanted.wait_for()
    page.evaluate(_WATCH, [words, query])
    wanted.click()
    return float(page.evaluate("() => window.painted"))


#: Milliseconds since the navigation began, once the same holds as after a change; looked at before every frame.
_LOADED = """() => {
  const app = document.querySelector('[data-testid=stApp]');
  const ready = app?.dataset.testScriptState === 'notRunning' && document.querySelector('[data-testid=stMain] h1')
    && !document.querySelector('[data-stale="true"], [data-testid=stSkeleton]')
    && [...document.querySelectorAll('.stPlotlyChart')].every(c => c.querySelector('svg.main-svg'));
  return ready ? performance.now() : false;
}"""


def loaded(page: Page, address: str) -> float:
    """Milliseconds from the address to the painted page, by the page's own clock.

    Not by `expect`, which looks after 0.1, 0.35, 0.85 and 1.85 s: every page measured took one of these times.
    """
    page.goto(address, wait_until="commit")
    return float(page.wait_for_function(_LOADED).json_value())


@contextlib.contextmanager
def visitor(browser: Browser) -> Iterator[Page]:
    """A browser of its own, with nothing in its cache."""
    context = browser.new_context(viewport={"width": 1366, "height": 900})
    context.set_default_timeout(60_000)
    yield context.new_page()
    context.close()


def changes(browser: Browser, province: Path) -> dict[tuple[str, str], list[float]]:
    """(measure, script) → milliseconds of every round."""
    office = open_office(Sources(province, with_shipped=False))
    covered = coverage(office.store)  # a month without figures is not offered
    held = {
        period for unit, period in zip(covered["unit_id"], covered["period"], strict=True) if unit == "minh-hoa"
    }
    every = [Period.parse(f"{year}-{month:02}") for year in (2026, 2025) for month in range(12, 0, -1)]
    months = [month for month in every if month.id in held and month.id <= "2026-06"][: ROUNDS + 1]
    units = office.catalogue.units
    often = Counter(unit.name for unit in office.catalogue.children("minh-hoa"))  # the filter shows the name alone
    ranked = sorted(ranking(office.store, "minh-hoa", months[0].id)["unit_id"])
    communes = [units[key] for key in ranked if often[units[key].name] == 1]
    taken: dict[tuple[str, str], list[float]] = defaultdict(list)
    with contextlib.ExitStack() as stack:
        open_pages = {}
        for name, script in SCRIPTS.items():
            server = stack.enter_context(serving(province, script=script))
            open_pages[name] = (stack.enter_context(visitor(browser)), server.url)
        for place, title in (("xep-hang", "Xếp hạng"), ("tong-quan", "Tổng quan")):
            start = f"/{place}?don-vi={communes[0].id}&ky={months[0].id}"
            for page, url in open_pages.values():
                loaded(page, url + start)
            for turn in range(1, ROUNDS + 1):
                month, unit = months[turn], communes[turn]
                for name, (page, _) in open_pages.items():
                    taken[f"{title}: month", name].append(
                        changed(page, "Kỳ", period_title(month.id), month.label, f"ky={month.id}")
                    )
                for name, (page, _) in open_pages.items():
                    words = unit.title if place == "tong-quan" else ""
                    taken[f"{title}: unit", name].append(
                        changed(page, "Huyện, xã", unit.title, words, f"don-vi={unit.id}")
                    )
            for _ in range(ROUNDS):
                for name, (page, url) in open_pages.items():
                    taken[f"{title}: warm load", name].append(loaded(page, url + start))
    return taken


def visitors(browser: Browser, province: Path) -> dict[tuple[str, str], list[float]]:
    """The first visitor after a start against the second, each with an empty cache of the browser."""
    taken: dict[tuple[str, str], list[float]] = defaultdict(list)
    for _ in range(ROUNDS):
        with serving(province) as server:
            for name in ("first visitor", "second visitor"):
                with visitor(browser) as page:
                    taken[name, "product"].append(loaded(page, f"{server.url}/tong-quan"))
    return taken


def table(medians: dict[tuple[str, str], float]) -> list[dict[str, object]]:
    """One row per measure: medians in ms, ratios, and whether the ratios to reach are reached."""
    rows: list[dict[str, object]] = []
    for measure in dict.fromkeys(name for name, script in medians if script == "bare"):
        ours = medians[measure, "product"]
        limits = TO_REACH["warm load" if measure.endswith("warm load") else "change"]
        row: dict[str, object] = {"measure": measure, "product": round(ours)}
        for script in ("plain", "bare"):
            row[script] = round(medians[measure, script])
            row[f"to_{script}"] = round(ours / medians[measure, script], 2)
        row["reached"] = all(ours <= limit * medians[measure, script] for script, limit in limits.items())
        rows.append(row)
    first, second = medians["first visitor", "product"], medians["second visitor", "product"]
    rows.append(
        {
            "measure": "first visitor to second", "product": round(first), "second": round(second),
            "to_second": round(first / second, 2), "reached": first <= FIRST_TO_SECOND * second,
        }
    )  # fmt: skip
    return rows


def main() -> None:
    """Print the table, then the same as one JSON line."""
    expect.set_options(timeout=60_000)  # a machine that is busy
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        province = Path(folder) / "tinh"
        write_sample(province, units=UNITS, months=MONTHS, seed=SEED)
        browser = playwright.chromium.launch(executable_path=chromium(), args=_ARGS)
        taken = changes(browser, province) | visitors(browser, province)
        browser.close()
    rows = table({key: statistics.median(times) for key, times in taken.items()})
    for row in rows:
        print("  ".join(f"{key}={value}" for key, value in row.items()))  # noqa: T201
    print(json.dumps({"rounds": ROUNDS, "pages": rows}, ensure_ascii=False))  # noqa: T201


if __name__ == "__main__":
    main()
