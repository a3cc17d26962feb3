"""What a key costs on every screen, with few questions and with many.

    python3 bench/keys.py target/release/leaky-bucket [SCREEN ..]

A key is pressed, the frame it draws is waited for, and the CPU time of the process is what the kernel counted; of
several rounds the least counts. Every screen is reached by keys, as a person would reach it.
"""
import pathlib
import subprocess
import sys
import tempfile

import large as large_form
from process import environment
from terminal import Terminal

UP, DOWN, END, ENTER, ESCAPE = b"\x1b[A", b"\x1b[B", b"\x1b[F", b"\r", b"\x1b"
PRESSES, ROUNDS = 16, 2
SIZES = 46, 10_000

# From the result: the keys that lead to a screen, and two that are pressed there in turns.
SCREENS = {
    "result": ([], (DOWN, UP)),
    "result, in the middle": ([b"\x1b[6~"] * 12, (DOWN, UP)),
    "result, its bucket": ([b"b"], (DOWN, UP)),
    "result, its order": ([], (b"v", b"v")),
    "result, finding a line": ([b"/", b"a"], (b"c", b"\x7f")),
    "an area": ([ENTER], (DOWN, UP)),
    "an area, the next one": ([ENTER], (b"l", b"h")),
    "why this score": ([b"i"], (DOWN, UP)),
    "what if": ([b"w"], (DOWN, UP)),
    "what if, a leak plugged": ([b"w"], (b" ", b" ")),
    "actions, what to add": ([b"a", b"+"], (DOWN, UP)),
    "years": ([b"t"], (DOWN, UP)),
    "years, sorted": ([b"t"], (b"v", b"v")),
    "years, what changed": ([b"t", b"c"], (DOWN, UP)),
    "export": ([b"e"], (DOWN, UP)),
    "overview": ([b"o"], (DOWN, UP)),
    "overview, finding a line": ([b"o", b"/", b"a"], (b"c", b"\x7f")),
    "overview, from finding to list": ([b"o", b"/"], (DOWN, UP)),
    "a question": ([b"o", DOWN, DOWN, ENTER], (DOWN, UP)),
    "the last check": ([b"o", END, ENTER], (DOWN, UP)),
    "help": ([b"?"], (DOWN, UP)),
}


def folder(binary, count, data, form):
    """Two rounds of answers, so that there are years to look at."""
    large_form.write(count, form)
    answers = form / "answers.yaml"
    text = answers.read_text(encoding="utf-8")
    earlier = form / "earlier.yaml"
    earlier.write_text(text.replace("2026", "2025", 2).replace(": yes\n", ": no\n", count // 40), encoding="utf-8")
    for file in (earlier, answers):
        subprocess.run([binary, "import", file, "--questionnaire", form / "large.yaml"], check=True, capture_output=True,
                       env={**environment, "LEAKY_BUCKET_DATA": data})


def cost(terminal, keys, presses=PRESSES):
    before = terminal.cpu()
    for press in range(presses):
        terminal.press(keys[press % 2])
        terminal.settle(0.03)
    return (terminal.cpu() - before) / presses


def on_screens(binary, data, wanted):
    found = {}
    for name, (way, keys) in SCREENS.items():
        if wanted and name not in wanted:
            continue
        terminal = Terminal([binary], data)
        terminal.settle(1.0)
        for key in (DOWN, ENTER):
            terminal.press(key)
            terminal.settle(1.0)
        for key in way:
            terminal.press(key)
            terminal.settle(0.5)
        if "--show" in sys.argv:
            terminal.press(b"\x0c")
            print(name, terminal.settle(0.3).decode(errors="replace"))
        found[name] = min(cost(terminal, keys) for _ in range(ROUNDS))
        terminal.end()
    return found


if __name__ == "__main__":
    binary = str(pathlib.Path(sys.argv[1]).resolve())
    with tempfile.TemporaryDirectory() as place:
        costs = []
        for count in SIZES:
            data, form = pathlib.Path(place) / f"data{count}", pathlib.Path(place) / f"form{count}"
            data.mkdir()
            form.mkdir()
            folder(binary, count, str(data), form)
            costs.append(on_screens(binary, str(data), sys.argv[2:]))
    few, many = costs
    print(f"{'ms CPU a key':<34} {'46':>8} {'10,000':>8}")
    for name in few:
        print(f"{name:<34} {few[name]:8.2f} {many[name]:8.2f}")
