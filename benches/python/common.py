"""Medians of two rivals measured in turns, in one process."""

import os
import statistics
import time
from pathlib import Path


def once(body, repeat):
    """Seconds of one call, averaged over `repeat` calls."""
    start = time.perf_counter()
    for _ in range(repeat):
        body()
    return (time.perf_counter() - start) / repeat


def rivals(bodies, repeat, rounds=31):
    """The median seconds of a call of each body; the bodies take turns so that all meet the same noise."""
    for body in bodies:
        once(body, max(1, repeat // 4))
    times = [[] for _ in bodies]
    for turn in range(rounds):
        order = range(len(bodies)) if turn % 2 else reversed(range(len(bodies)))
        for i in order:
            times[i].append(once(bodies[i], repeat))
    return [statistics.median(t) for t in times]


def show(title, rows, unit=1e6, name="us"):
    """A Markdown table of (what, lumbre, torch, goal); torch's time may be None."""
    print(f"\n### {title}\n\n| what | lumbre, {name} | torch, {name} | torch / lumbre | goal |\n| --- | ---: | ---: | ---: | ---: |")
    for what, ours, theirs, goal in rows:
        if theirs is None:
            print(f"| {what} | {ours * unit:.3g} |  |  | {goal} |")
        else:
            print(f"| {what} | {ours * unit:.3g} | {theirs * unit:.3g} | {theirs / ours:.2f} | {goal} |")


def machine():
    """The kind of machine, for the head of a table."""
    names = [line.split(":")[1].strip() for line in Path("/proc/cpuinfo").read_text().splitlines() if line.startswith("model name")]
    return f"{len(os.sched_getaffinity(0))} cores, {names[0] if names else 'unknown CPU'}"
