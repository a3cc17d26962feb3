"""What the program costs: CPU time, memory and wake-ups of whole processes; reports are measured by report.py.

CPU time is what the kernel counted for the process and its threads, in nanoseconds where it can be had;
of several runs the least counts, since everything else on the machine can only add to it.

    python3 bench/measure.py target/release/leaky-bucket
"""
import os
import pathlib
import sys
import tempfile
import time

import large as large_form
from process import instructions, row, run_once
from terminal import Terminal

RUNS = 100
binary = str(pathlib.Path(sys.argv[1]).resolve())
root = pathlib.Path(__file__).resolve().parent.parent


def command(name, demand, arguments):
    with tempfile.TemporaryDirectory() as data:
        runs = [run_once([binary, *arguments], data) for _ in range(RUNS)]
    row(name, min(cpu for cpu, _ in runs), "ms CPU", demand)


def forget():
    """Drops the program from the file cache: what is mapped of it depends on how it came there."""
    with open(binary, "rb") as file:
        os.fsync(file.fileno())
        os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


def terminal():
    forget()
    frames, keys, residents, owns, idle_cpu, idle_wakes = [], [], [], [], [], []
    for _ in range(RUNS // 8):
        with tempfile.TemporaryDirectory() as data:
            started = Terminal([binary], data)
            started.settle()
            frames.append(started.cpu())
            started.end()
            asked = Terminal([binary, "take", "--about", "Bench", "--label", "2026"], data)
            asked.settle()
            presses = 100
            before = asked.cpu()
            for press in range(presses):
                # Down and up move the cursor: a whole frame each, nothing saved.
                asked.press(b"\x1b[B" if press % 2 == 0 else b"\x1b[A")
                asked.settle(0.01)
            keys.append((asked.cpu() - before) / presses)
            asked.settle(0.5)
            cpu, wakes = asked.cpu(), asked.wake_ups()
            time.sleep(1.0)
            idle_cpu.append(asked.cpu() - cpu)
            idle_wakes.append(asked.wake_ups() - wakes)
            residents.append(asked.resident())
            owns.append(asked.resident("RssAnon"))
            mappings = asked.resident_by_mapping()
            asked.end()
    row("first frame, whole process", min(frames), "ms CPU", 6)
    row("a key, from press to drawn frame", min(keys), "ms CPU", 0.3)
    row("idle for a second: time", min(idle_cpu), "ms CPU", 0)
    row("idle for a second: wake-ups", min(idle_wakes), "", 0)
    row("resident while answering", min(residents), "MB", 8)
    row("  of it its own, not the mapped program", min(owns), "MB", None)
    if "--mappings" in sys.argv:
        for name, megabytes in mappings:
            if 0.05 <= megabytes:
                row(f"  {name}", megabytes, "MB", None)


def keys_of(form, moves):
    """CPU of a key that moves the cursor, and of one that answers, in milliseconds, and of the start."""
    with tempfile.TemporaryDirectory() as data:
        asked = Terminal([binary, "take", form, "--about", "Bench", "--label", "2026"], data)
        asked.settle(2)
        start = asked.cpu()
        per_key = []
        for pair in ((b"\x1b[B", b"\x1b[A"), (b"1", b"2")):
            before = asked.cpu()
            for press in range(moves):
                asked.press(pair[press % 2])
                asked.settle(0.02)
            per_key.append((asked.cpu() - before) / moves)
        asked.end()
    return [start, *per_key]


def by_size():
    """The same form of questionnaire with 46 questions and with 10,000, in turns."""
    with tempfile.TemporaryDirectory() as small, tempfile.TemporaryDirectory() as large:
        large_form.write(46, pathlib.Path(small))
        large_form.write(10_000, pathlib.Path(large))
        forms = [f"{small}/large.yaml", f"{large}/large.yaml"]
        runs = [[keys_of(form, 60) for form in forms] for _ in range(4)]
    for index, what in enumerate(["start, until a key is waited for", "a key that moves", "a key that answers"]):
        few, many = (min(run[size][index] for run in runs) for size in (0, 1))
        row(f"{what}: 46 questions", few, "ms CPU", None)
        row(f"{what}: 10,000 questions", many, "ms CPU", 1000 if index == 0 else few)


floor = min(run_once(["/bin/true"], "/nonexistent")[0] for _ in range(RUNS))
row("a process that does nothing (/bin/true)", floor, "ms CPU", None)
questionnaire = str(root / "questionnaires/leaky-bucket.yaml")
answers = str(root / "tests/answers/mixed.yaml")
command("questionnaire check, the shipped one", 3, ["questionnaire", "check", questionnaire])
command("show --json", None, ["show", answers, "--json"])
terminal()
if "--sizes" in sys.argv:
    by_size()
if "--instructions" in sys.argv:
    row("questionnaire check", instructions([binary, "questionnaire", "check", questionnaire]), "M instr.", None)
