"""Web pages as a browser shows them: for every reader, by day and by night, on a telephone and on paper."""
import base64
import importlib.util
import json
import pathlib
import re
import subprocess
import sys
import tempfile

from selenium import webdriver
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.keys import Keys

reports = pathlib.Path(sys.argv[1]).resolve()
faults = []
# The rules of accessibility come as one script within a package that needs nothing else here.
rules = pathlib.Path(importlib.util.find_spec("axe_playwright_python").origin).with_name("axe.min.js")
AXE = rules.read_text(encoding="utf-8")
PAPERS = {"A4": (8.27, 11.69), "Letter": (8.5, 11)}


def browser(folder):
    """A browser of its own, that asks nobody for anything."""
    options = webdriver.ChromeOptions()
    options.binary_location = "/usr/bin/chromium"
    for argument in (
        "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
        "--disable-background-networking", "--disable-component-update", "--disable-sync",
        "--disable-dev-shm-usage", f"--user-data-dir={folder}",
    ):
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"performance": "ALL", "browser": "ALL"})
    return webdriver.Chrome(options=options, service=Service("/usr/bin/chromedriver"))


def requests(driver):
    """Where the page went since this was last asked."""
    messages = [json.loads(entry["message"])["message"] for entry in driver.get_log("performance")]
    sent = (message for message in messages if message["method"] == "Network.requestWillBeSent")
    return [message["params"]["request"]["url"] for message in sent]


def check_screen(driver, page, scheme, width):
    name = f"{page.name}, {scheme}, {width} px"
    metrics = {"width": width, "height": 800, "deviceScaleFactor": 1, "mobile": False}
    driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
    features = [{"name": "prefers-color-scheme", "value": scheme}]
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": features})
    requests(driver)
    driver.get(page.as_uri())
    dark = driver.execute_script("return getComputedStyle(document.body).backgroundColor") != "rgb(255, 255, 255)"
    if dark != (scheme == "dark"):
        faults.append(f"{name}: the page does not follow the scheme")
    elsewhere = [url for url in requests(driver) if url != page.as_uri()]
    faults.extend(f"{name}: asks for {url}" for url in elsewhere)
    faults.extend(f"{name}: says {entry['message']}" for entry in driver.get_log("browser"))
    wide, room = driver.execute_script("return [document.documentElement.scrollWidth, innerWidth]")
    if wide > room:
        faults.append(f"{name}: {wide} px wide")
    check_labels(driver, name)
    driver.execute_script("document.querySelectorAll('details').forEach(part => part.open = true)")
    driver.execute_script(AXE)
    run = "axe.run({resultTypes: ['violations']}).then(arguments[0], error => arguments[0]({error: '' + error}))"
    result = driver.execute_async_script(run)
    if "error" in result:
        faults.append(f"{name}: {result['error']}")
        return
    print(f"{name}: {len(result['passes'])} rules hold, {len(result['violations'])} do not")
    for rule in result["violations"]:
        faults.append(f"{name}: {rule['id']}: {rule['help']}: {rule['nodes'][0]['html'][:200]}")


def check_labels(driver, name):
    """The texts of drawings, in this browser's own fonts, keep apart and stay inside."""
    found = driver.execute_script("""
        const found = [];
        for (const svg of document.querySelectorAll('svg')) {
            const frame = svg.getBoundingClientRect();
            if (frame.width === 0) continue;
            const boxes = [...svg.querySelectorAll('text')].map(text => [text, text.getBoundingClientRect()]);
            boxes.forEach(([text, box], index) => {
                if (box.left < frame.left - 1 || frame.right + 1 < box.right) found.push('outside: ' + text.textContent);
                for (const [other, rest] of boxes.slice(index + 1)) {
                    const across = Math.min(box.right, rest.right) - Math.max(box.left, rest.left);
                    const down = Math.min(box.bottom, rest.bottom) - Math.max(box.top, rest.top);
                    // Lines of one text may touch; the box of a line is higher than its letters.
                    if (across > 1 && down > 0.5 * Math.min(box.height, rest.height)) {
                        found.push('overlap: ' + text.textContent + ' / ' + other.textContent);
                    }
                }
            });
        }
        return found;
    """)
    faults.extend(f"{name}: {fault}" for fault in found)


def check_keys(driver, page):
    """The first key leads past the contents to the report."""
    driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", {"width": 1280, "height": 800, "deviceScaleFactor": 1, "mobile": False})
    driver.get(page.as_uri())
    driver.switch_to.active_element.send_keys(Keys.TAB)
    link = driver.switch_to.active_element
    top = driver.execute_script("return document.activeElement.getBoundingClientRect().top")
    if link.get_attribute("class") != "skip" or top < 0:
        faults.append(f"{page.name}: the first key does not show the way to the report")
        return
    link.send_keys(Keys.ENTER)
    if not driver.current_url.endswith("#report"):
        faults.append(f"{page.name}: the way to the report leads to {driver.current_url}")


def check_print(driver, page, paper):
    """On paper nothing is cut at the edge, and the light colours are used."""
    name = f"{page.name}, {paper}"
    width, height = PAPERS[paper]
    settings = {"paperWidth": width, "paperHeight": height, "preferCSSPageSize": False, "printBackground": False}
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [{"name": "prefers-color-scheme", "value": "dark"}]})
    driver.get(page.as_uri())
    printed = base64.b64decode(driver.execute_cdp_cmd("Page.printToPDF", settings)["data"])
    path = page.with_suffix(f".{paper}.printed")
    path.write_bytes(printed)
    boxes = subprocess.run(["pdftotext", "-bbox", path, "-"], check=True, capture_output=True, text=True).stdout
    path.unlink()
    right = max(float(edge) for edge in re.findall(r'xMax="([0-9.]+)"', boxes))
    pages = boxes.count("<page ")
    print(f"{name}: {pages} pages, text to {right:.0f} of {width * 72:.0f} points")
    if right > width * 72 - 36:
        faults.append(f"{name}: text runs to {right:.0f} points of {width * 72:.0f}")
    if "Contents" in boxes:
        faults.append(f"{name}: the contents are printed")


with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
    driver = browser(folder)
    driver.set_script_timeout(120)
    try:
        # The browser's own first page asks for much.
        driver.get("about:blank")
        for page in sorted(reports.glob("*.html")):
            for scheme in ("light", "dark"):
                for width in (1280, 320):
                    check_screen(driver, page, scheme, width)
            check_keys(driver, page)
            for paper in PAPERS:
                check_print(driver, page, paper)
    finally:
        driver.quit()

sys.exit("\n".join(faults) or 0)
