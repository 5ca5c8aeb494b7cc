"""Work that may fail: items run in processes of their own, with a time limit each, and every result is on disk before the next begins.

A *worker* is a program that is called as `worker.py [options] --items FILE`, does the items named there in order, and prints one line of
JSON before (`{"begin": item}`) and after each (`{"item": item, ...}`) to the file descriptor that `--to` names. When a worker dies,
hangs or says that its GPU is gone, what it was doing is noted as failed and another worker takes the rest.
"""

import json
import os
import selectors
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path


class Results:
    """Lines of JSON in a file that is only ever added to; what is there already is not done again."""

    def __init__(self, path):
        self.path, self.lines = Path(path), []
        if self.path.exists():
            for line in self.path.read_text().splitlines():
                try:
                    self.lines.append(json.loads(line))
                except json.JSONDecodeError:
                    pass  # the last line of a run that was killed

    def add(self, part, item, **what):
        line = {"part": part, "item": item, **what}
        self.lines.append(line)
        with open(self.path, "a") as f:
            f.write(json.dumps(line) + "\n")
            f.flush()
            os.fsync(f.fileno())

    def of(self, part):
        """`{item: line}`, the latest of each."""
        return {line["item"]: line for line in self.lines if line["part"] == part}


class _Worker:
    def __init__(self, command, items, folder):
        self.items = list(items)
        fd, name = tempfile.mkstemp(".items", dir=folder)
        with open(fd, "w") as f:
            json.dump(self.items, f)
        self.read, write = os.pipe()
        self.log = tempfile.TemporaryFile()
        self.process = subprocess.Popen(
            [*command, "--items", name, "--to", str(write)], pass_fds=[write], stdout=self.log, stderr=self.log, start_new_session=True
        )
        os.close(write)
        os.set_blocking(self.read, False)
        self.rest, self.now, self.since = b"", None, time.monotonic()

    def lines(self):
        """What the worker has said since the last time; None once it has ended."""
        try:
            data = os.read(self.read, 1 << 16)
        except BlockingIOError:
            return []
        if not data:
            return None
        *whole, self.rest = (self.rest + data).split(b"\n")
        return [json.loads(x) for x in whole if x.strip()]

    def stop(self):
        try:
            os.killpg(self.process.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
        code = self.process.wait()
        os.close(self.read)
        return code

    def said(self):
        """The end of its output."""
        self.log.seek(0)
        text = self.log.read().decode(errors="replace").strip()
        return " | ".join(text.splitlines()[-4:])[-600:]


def run(results, part, command, items, limit, deadline, jobs=1, start=120):
    """Does the items that have no result yet.

    Args:
        limit: seconds for one item; `start`: seconds until a worker says its first word.
        deadline: when to stop, by `time.monotonic`; what was not begun then has no result.
        jobs: workers at a time.
    """
    done = results.of(part)
    queue = [i for i in items if i not in done]
    if not queue:
        return
    share = max(1, -(-len(queue) // jobs))
    waiting = [queue[i : i + share] for i in range(0, len(queue), share)]
    running, barren = [], 0
    with tempfile.TemporaryDirectory() as folder, selectors.DefaultSelector() as selector:

        def begin(part_of):
            w = _Worker(command, part_of, folder)
            running.append(w)
            selector.register(w.read, selectors.EVENT_READ, w)

        def end(w, why=None):
            """Takes a worker away; what it had not done goes to the next one."""
            nonlocal barren
            selector.unregister(w.read)
            running.remove(w)
            code = w.stop()
            if why is None and w.items:
                why = f"the process ended with {code}: {w.said()}"
            if w.items and w.now is None:
                barren += 1
                if barren > 2:
                    for item in w.items:
                        results.add(part, item, error=f"no worker starts; {why}")
                    return
            elif w.items:
                results.add(part, w.now, error=why)
                w.items.remove(w.now)
            if w.items and time.monotonic() < deadline:
                waiting.append(w.items)

        while (running or waiting) and time.monotonic() < deadline:
            while waiting and len(running) < jobs:
                begin(waiting.pop(0))
            for key, _ in selector.select(timeout=min(1.0, max(0.05, deadline - time.monotonic()))):
                w = key.data
                lines = w.lines()
                if lines is None:
                    end(w)
                    continue
                for line in lines:
                    w.since = time.monotonic()
                    if "begin" in line:
                        w.now = line["begin"]
                        continue
                    item = line.pop("item")
                    results.add(part, item, **line)
                    w.items.remove(item)
                    w.now = None if not w.items else w.now
                    barren = 0
            for w in list(running):
                most = limit if w.now is not None else start
                if time.monotonic() - w.since > most:
                    end(w, f"still at it after {most:.0f} s; {w.said()}")
        for w in list(running):
            selector.unregister(w.read)
            w.stop()


def main(do, arguments=()):
    """The main program of a worker: `do(item, args)` gives a dictionary for each item, or raises."""
    import argparse

    parser = argparse.ArgumentParser()
    for name, settings in arguments:
        parser.add_argument(name, **settings)
    parser.add_argument("--items", required=True)
    parser.add_argument("--to", type=int, required=True)
    args = parser.parse_args()
    out = os.fdopen(args.to, "w", buffering=1)
    for item in json.loads(Path(args.items).read_text()):
        out.write(json.dumps({"begin": item}) + "\n")
        start = time.monotonic()
        try:
            line, gone = do(item, args), False
        except Exception as e:
            text = f"{type(e).__name__}: {e}"
            line = {"error": " ".join(text.split())[:600]}
            # A GPU that met such an error answers nothing else in this process.
            gone = any(mark in text for mark in ("cannot be used again in this process", "CUDA error", "CUBLAS_STATUS", "cudaError"))
        out.write(json.dumps({"item": item, **line, "seconds": round(time.monotonic() - start, 3)}) + "\n")
        if gone:
            sys.exit(3)
