"""What a folder of many assessments costs: the list, the first screen, a result with its years, and the years.

The folder is generated: teams of the shipped questionnaire, each with a round a year. The first list reads every
file; the next ones read what was noted of files that are still the same, and the files that are not.

    python3 bench/folder.py target/release/leaky-bucket
"""
import json
import os
import pathlib
import sys
import tempfile
import time
import uuid
import zlib

from process import instructions, row, run_once
from terminal import Terminal

ROUNDS = 5
RUNS = 15
# What was changed less than three seconds ago is read again.
SETTLED = 4
INDEX = ".leaky-bucket-index"
binary = str(pathlib.Path(sys.argv[1]).resolve())
root = pathlib.Path(__file__).resolve().parent.parent


def sealed(entry):
    """A line as the program writes it: an object that ends with the checksum of what stands before."""
    body = json.dumps(entry, separators=(",", ":"), ensure_ascii=False)[:-1].encode()
    return body + b',"sum":"%08x"}\n' % zlib.crc32(body)


def fill(folder, count):
    """Fills a folder with assessments that differ in who they are about, and when."""
    with tempfile.TemporaryDirectory() as one:
        run_once([binary, "import", str(root / "tests/answers/mixed.yaml")], one)
        first = next(pathlib.Path(one).glob("*.lbr")).read_bytes()
    header, rest = first.split(b"\n", 1)
    header = json.loads(header)
    del header["sum"]
    for number in range(count):
        team, year = number // ROUNDS, 2022 + number % ROUNDS
        about = f"Team {team:04}"
        one = {**header, "id": str(uuid.uuid4()), "about": about, "label": str(year), "date": f"{year}-03-01"}
        (folder / f"team-{team:04}-{year}.lbr").write_bytes(sealed(one) + rest)


def cpu_of_list(data, forget):
    runs = []
    for _ in range(RUNS if len(os.listdir(data)) < 5000 else 5):
        if forget:
            (pathlib.Path(data) / INDEX).unlink(missing_ok=True)
        runs.append(run_once([binary, "list"], data)[0])
    return min(runs)


def on_screen(data):
    """CPU of the start until the list is there, of opening a result, and of the key that shows its years."""
    found = []
    for _ in range(5):
        terminal = Terminal([binary], data)
        terminal.settle(1)
        costs = [terminal.cpu()]
        for keys in (b"\x1b[B", b"\r", b"t", b"\x1b"):
            before = terminal.cpu()
            terminal.press(keys)
            terminal.settle(0.5)
            costs.append(terminal.cpu() - before)
        terminal.end()
        found.append(costs)
    return [min(run[at] for run in found) for at in range(4)]


for count in (1_000, 10_000):
    with tempfile.TemporaryDirectory() as data:
        fill(pathlib.Path(data), count)
        time.sleep(SETTLED)
        what = f"{count:,} assessments"
        demand = 100 if count == 1_000 else 1_000
        row(f"{what}: the first list", cpu_of_list(data, True), "ms CPU", demand)
        row(f"{what}: every other list", cpu_of_list(data, False), "ms CPU", demand)
        changed = next(pathlib.Path(data).glob("*.lbr"))
        changed.touch()
        row(f"{what}: with one that was changed", cpu_of_list(data, False), "ms CPU", demand)
        start, move, opened, years = on_screen(data)
        row(f"{what}: until the first screen has its list", start, "ms CPU", None)
        row(f"{what}: a key that moves on it", move, "ms CPU", None)
        row(f"{what}: opening a result, its years found", opened, "ms CPU", None)
        row(f"{what}: the key that shows them", years, "ms CPU", 16)
        if "--instructions" in sys.argv and count == 1_000:
            for forget, name in ((True, "the first list"), (False, "every other list")):
                if forget:
                    (pathlib.Path(data) / INDEX).unlink(missing_ok=True)
                row(f"{what}: {name}", instructions([binary, "list"], data), "M instr.", None)
