"""A program that draws on a terminal, as a person would see it. Used by the other scripts in this folder."""
import fcntl
import os
import pathlib
import pty
import select
import signal
import struct
import termios

from process import environment


class Terminal:
    """A program in a pseudo-terminal of 80x24."""

    def __init__(self, command, data):
        self.command = command
        self.pid, self.master = pty.fork()
        if self.pid == 0:
            os.execve(command[0], command, {**environment, "LEAKY_BUCKET_DATA": data})
        fcntl.ioctl(self.master, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))

    def settle(self, quiet=0.15):
        """Reads until nothing more is drawn."""
        seen = b""
        while select.select([self.master], [], [], quiet)[0]:
            try:
                seen += os.read(self.master, 65536)
            except OSError:
                break
        return seen

    def press(self, keys):
        os.write(self.master, keys)

    def cpu(self):
        """Milliseconds on the CPU so far, all threads."""
        tasks = pathlib.Path(f"/proc/{self.pid}/task").iterdir()
        return sum(int((task / "schedstat").read_text().split()[0]) for task in tasks) / 1e6

    def wake_ups(self):
        count = 0
        for task in pathlib.Path(f"/proc/{self.pid}/task").iterdir():
            for line in (task / "status").read_text().splitlines():
                if line.startswith("voluntary_ctxt_switches"):
                    count += int(line.split()[1])
        return count

    def resident(self, of="VmRSS"):
        """Megabytes in memory: all, or only a kind of them."""
        for line in pathlib.Path(f"/proc/{self.pid}/status").read_text().splitlines():
            if line.startswith(of):
                return int(line.split()[1]) / 1024
        return 0.0

    def resident_by_mapping(self):
        """Megabytes in memory by what is mapped: the program, each library, the heap .."""
        program = pathlib.Path(self.command[0]).name
        found, name = {}, ""
        for line in pathlib.Path(f"/proc/{self.pid}/smaps").read_text().splitlines():
            fields = line.split()
            if "-" in fields[0] and not fields[0].endswith(":"):
                name = pathlib.Path(fields[5]).name if len(fields) > 5 else "threads and large pieces"
                name = f"{name}, code" if "x" in fields[1] and name == program else name
            elif fields[0] == "Rss:":
                found[name] = found.get(name, 0) + int(fields[1]) / 1024
        return sorted(found.items(), key=lambda item: -item[1])

    def end(self):
        os.kill(self.pid, signal.SIGTERM)
        self.settle()
        os.waitpid(self.pid, 0)
        os.close(self.master)
