"""What a report costs: CPU time, memory, bytes, pages and, with `--instructions`, instructions.

    python3 bench/report.py target/release/leaky-bucket [--instructions]

CPU time is the least of many runs of the whole process. A document's pages stand beside its figures, since
nothing else makes them comparable. The long report is of a questionnaire that large.py writes. With
`--warm`, the time and the instructions of one report in a program that has made one before.
"""
import json
import pathlib
import re
import subprocess
import sys
import tempfile
import zlib

import large
from process import instructions, row, run_once

binary = str(pathlib.Path(sys.argv[1]).resolve())
root = pathlib.Path(__file__).resolve().parent.parent
# Enough questions for some 150 pages.
LONG = 1090


def pages_of(document):
    """How many pages a PDF has, from its own objects."""
    count = 0
    for stream in re.findall(rb"/Type /ObjStm.*?stream\n(.*?)\r\nendstream", document, re.DOTALL):
        count += len(re.findall(rb"/Type /Page\b(?!s)", zlib.decompress(stream)))
    return count


def measure(name, arguments, runs, cpu, peak, size, count):
    """Measures one report; the last four are demands, or None."""
    with tempfile.TemporaryDirectory() as data:
        out = pathlib.Path(data) / "out.pdf"
        command = [binary, "report", *arguments, "--force", "-o", str(out)]
        spent = [run_once(command, data) for _ in range(runs)]
        document = out.read_bytes()
        name = f"{name}, {pages_of(document)} pages"
        row(name, min(time for time, _ in spent), "ms CPU", cpu)
        row(name, min(memory for _, memory in spent), "MB", peak)
        row(name, len(document) / 1000, "KB", size)
        if "--instructions" in sys.argv:
            row(name, instructions(command), "M instr.", count)


def warm():
    """One report in a program that has made one before: what eleven cost more than one, divided by ten."""
    built = subprocess.run(
        ["cargo", "bench", "--no-run", "--bench", "warm", "--message-format", "json"],
        cwd=root, check=True, capture_output=True, text=True)
    messages = [json.loads(line) for line in built.stdout.splitlines()]
    program = [message["executable"] for message in messages if message.get("executable")][-1]
    for extent, demand in (("brief", 25), ("full", None)):
        ran = subprocess.run([program, extent, "60"], cwd=root, check=True, capture_output=True, text=True)
        row(f"{extent} report, warm", float(ran.stdout.split()[0]), "ms CPU", demand)
        if "--instructions" in sys.argv:
            one, eleven = (instructions([program, extent, times]) for times in ("1", "11"))
            row(f"{extent} report, warm", (eleven - one) / 10, "M instr.", None)


for team in ("weak", "mixed", "strong"):
    answers = str(root / "tests/answers" / f"{team}.yaml")
    measure(f"{team} team, brief", [answers, "--brief"], 40, 40, 20, 70, 150)
    measure(f"{team} team, full", [answers], 40, 80, None, 130, None)
with tempfile.TemporaryDirectory() as folder:
    large.write(LONG, pathlib.Path(folder))
    long = [f"{folder}/answers.yaml", "--questionnaire", f"{folder}/large.yaml"]
    measure("a long report", long, 5, 1000, 150, None, None)
if "--warm" in sys.argv:
    warm()
