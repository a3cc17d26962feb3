"""A process as the kernel and callgrind count it. Used by the other scripts in this folder."""
import os
import subprocess
import tempfile

environment = {**os.environ, "TERM": "xterm-256color", "LANG": "C.UTF-8", "SOURCE_DATE_EPOCH": "1772323200"}


def run_once(command, data):
    """CPU milliseconds and peak MB of one run."""
    start = os.fork()
    if start == 0:
        null = os.open(os.devnull, os.O_RDWR)
        for stream in (0, 1, 2):
            os.dup2(null, stream)
        os.execve(command[0], command, {**environment, "LEAKY_BUCKET_DATA": data})
    _, status, usage = os.wait4(start, 0)
    assert status == 0, (command, status)
    return (usage.ru_utime + usage.ru_stime) * 1000, usage.ru_maxrss / 1024


def instructions(command, folder=None):
    """Instructions under callgrind, in millions; the same for the same binary and input on every run."""
    with tempfile.TemporaryDirectory() as data:
        ran = subprocess.run(
            ["valgrind", "--tool=callgrind", f"--callgrind-out-file={data}/callgrind", *command],
            env={**environment, "LEAKY_BUCKET_DATA": folder or data}, capture_output=True, check=True, text=True)
        collected = [line for line in ran.stderr.splitlines() if "Collected" in line]
        return int(collected[0].split()[-1]) / 1e6


def row(name, value, unit, demand):
    over = "  OVER" if demand is not None and value > demand else ""
    print(f"{name:<46} {value:8.2f} {unit:<12} {'of ' + str(demand) if demand is not None else ''}{over}")
