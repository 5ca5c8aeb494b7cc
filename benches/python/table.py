"""The whole comparison with PyTorch: one Markdown table, with what passes its goal and what falls below its floor.

    PYTHONPATH=python python benches/python/table.py [--rows REGEX] [--threads 1] [--seconds 1.0] [--import]

Both libraries run in one process and take turns. With one thread, time is the thread's own CPU time (page faults included, other
processes not), and the figure is the lower quartile of the rounds, which a busy neighbour moves least. With more threads it is the clock's.
"""

import argparse
import gc
import math
import re
import statistics
import time

import torch
from common import machine
from import_size import probe
from rows import Group, Row, attention, convolution, everyday, models, pointwise, products, search, small

import lumbre


def seconds_of(clock, body, repeat):
    start = clock()
    for _ in range(repeat):
        body()
    return (clock() - start) / repeat


def compare(row, clock, budget):
    """Lower quartiles of the seconds of a call, ours and PyTorch's; at least 5 rounds, however long a call takes."""
    bodies = [row.make(lumbre), row.make(torch)]
    repeats, cost = [], 0.0
    for body in bodies:
        body()
        once = min(seconds_of(clock, body, 1) for _ in range(2))
        # Rounds of 5 ms keep the clock's own cost out.
        repeats.append(max(1, math.ceil(5e-3 / max(once, 1e-7))))
        cost += once * repeats[-1]
    times = [[], []]
    for turn in range(max(5, min(60, int(budget / cost)))):
        for i in (0, 1) if turn % 2 else (1, 0):
            times[i].append(seconds_of(clock, bodies[i], repeats[i]))
    return [statistics.quantiles(t, n=4)[0] / row.calls for t in times]


def duration(seconds):
    return f"{seconds * 1e6:.3g} us" if seconds < 1e-3 else f"{seconds * 1e3:.3g} ms"


def show(group, results):
    """The lines of one group; `results` are (row, ours, theirs)."""
    ratios = [theirs / ours for _, ours, theirs in results]
    mean = math.exp(statistics.fmean(map(math.log, ratios)))
    verdict = "yes" if mean >= group.goal else "no"
    print(f"| **{group.name}** | | | **{mean:.2f}** | {group.goal:g} | {verdict} |", flush=True)
    for (row, ours, theirs), ratio in zip(results, ratios):
        floor = group.floor if row.floor is None else row.floor
        below = f"below {floor:g}" if ratio < floor else ""
        print(f"| {row.name} | {duration(ours)} | {duration(theirs)} | {ratio:.2f} | | {below} |", flush=True)


def imports():
    """Time and memory of the bare import, in processes of their own."""
    (bare, base), ours, theirs = probe("sys"), probe("lumbre"), probe("torch", rounds=3)
    time_group = Group("import, time", 20, 10, [])
    show(time_group, [(Row("import", None), ours[0], theirs[0])])
    ratio = theirs[1] / ours[1]
    print(f"| **import, resident memory** | {ours[1]:.0f} MB | {theirs[1]:.0f} MB | **{ratio:.1f}** | 8 | {'yes' if ratio >= 8 else 'no'} |")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rows", default="", help="only groups or rows that match")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--seconds", type=float, default=1.0, help="time for one row")
    parser.add_argument("--import", dest="imports", action="store_true", help="import time and memory too")
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    lumbre.set_num_threads(args.threads)
    clock = time.thread_time if args.threads == 1 else time.perf_counter
    wanted = re.compile(args.rows)
    print(f"{machine()}; {args.threads} thread(s); PyTorch {torch.__version__}\n")
    print("| what | lumbre | torch | torch / lumbre | goal | met |\n| --- | ---: | ---: | ---: | ---: | --- |")
    gc.disable()
    for module in (small, everyday, products, pointwise, convolution, attention, models, search):
        for group in module.GROUPS:
            rows = [r for r in group.rows if wanted.search(r.name) or wanted.search(group.name)]
            results = []
            for row in rows:
                try:
                    results.append((row, *compare(row, clock, args.seconds)))
                except (AttributeError, NotImplementedError) as e:
                    print(f"| {row.name} | {type(e).__name__}: {e} | | | | no |", flush=True)
                gc.collect()
            if results:
                show(group, results)
    if args.imports:
        imports()


if __name__ == "__main__":
    main()
