"""What compiled and loaded programs cost, beside PyTorch eager and its own compiler in the same process, on as many threads.

    PYTHONPATH=python python benches/python/compile.py [chains] [block] [loop] [file] [steps]      # a Python that has torch, and g++

Times take turns; the figure is the lower quartile of the rounds. With one thread (the default; `--threads N`), time is the thread's own CPU
time, which a busy neighbour moves least. With more it is the clock's.
"""

import os
import statistics
import sys
import tempfile
import time

import torch
from common import machine
from step_models import STEPS, step_of

import lumbre
import lumbre.nn.functional

LIBRARIES = {"lumbre": lumbre, "torch": torch}


THREADS = int(sys.argv[sys.argv.index("--threads") + 1]) if "--threads" in sys.argv else 1
CLOCK = time.thread_time if THREADS == 1 else time.perf_counter


def once(body, repeat):
    start = CLOCK()
    for _ in range(repeat):
        body()
    return (CLOCK() - start) / repeat


def quartiles(bodies, rounds=25, least=3e-3):
    """Lower quartiles of the seconds of a call of each body."""
    repeats = []
    for body in bodies:
        body()
        repeats.append(max(1, int(least / max(min(once(body, 1) for _ in range(3)), 1e-7))))
    times = [[] for _ in bodies]
    for turn in range(rounds):
        for i in range(len(bodies)) if turn % 2 else reversed(range(len(bodies))):
            times[i].append(once(bodies[i], repeats[i]))
    return [statistics.quantiles(t, n=4)[0] for t in times]


def gelu(lib):
    return lambda x, w, b, r: lib.nn.functional.gelu(x * w + b) + r


def gate(lib):
    return lambda x, y, z: lib.sigmoid(x) * y + lib.tanh(z) * 2 - x * x


def loss(lib):
    return lambda x, y, z: ((lib.tanh(x) - y) ** 2 * z.abs()).mean()


def attention(lib):
    return lambda x, y: lib.softmax(x * 0.125 + y, -1)


#: name, function, number of operands
CHAINS = [
    ("gelu(x * w + b) + r", gelu, 4), ("sigmoid(x) * y + tanh(z) * 2 - x * x", gate, 3), ("mean((tanh(x) - y)^2 |z|)", loss, 3),
    ("softmax(x / 8 + y)", attention, 2),
]  # fmt: skip


def chains(sizes=(16, 128, 1024)):
    print("| chain | elements | lumbre eager | lumbre compiled | torch eager | torch.compile | over torch eager | over torch.compile |")
    print("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |")
    for name, make, count in CHAINS:
        compiled = torch.compile(make(torch))
        for k in sizes:
            xs = [torch.randn(k, 1024) for _ in range(count)]
            ys = [lumbre.tensor(x.numpy()) for x in xs]
            f, g = make(lumbre), make(torch)
            fused = lumbre.compile(f)
            bodies = [lambda: f(*ys), lambda: fused(*ys), lambda: g(*xs), lambda: compiled(*xs)]
            with torch.no_grad(), lumbre.no_grad():
                a, b, c, d = quartiles(bodies, 25 if k < 4096 else 9)
            print(f"| {name} | {k}K | {a * 1e6:.0f} us | {b * 1e6:.0f} us | {c * 1e6:.0f} us | {d * 1e6:.0f} us | {c / b:.2f} | {d / b:.2f} |", flush=True)


def stack(lib, width=128, layers=12):
    nn = lib.nn
    layer = nn.TransformerEncoderLayer(width, 4, 4 * width, batch_first=True, dropout=0.0, activation="gelu")
    return nn.TransformerEncoder(layer, layers, enable_nested_tensor=False).eval()


def block():
    """The first call of a compiled stack of 12 transformer blocks over a plain one: what compiling adds."""
    print("| 12 transformer blocks (8 x 64 x 128) | plain call | first compiled call | later calls |\n| --- | ---: | ---: | ---: |")
    for name, lib in LIBRARIES.items():
        x, first = lib.randn(8, 64, 128), []
        with lib.no_grad():
            # Clock time: PyTorch's compiler works in other processes. The least of several, but for its first, which takes long.
            for _ in range(5 if lib is lumbre else 1):
                net = stack(lib)
                plain = min(once(lambda: net(x), 1) for _ in range(5))
                start = time.perf_counter()
                compiled = lib.compile(net)
                compiled(x)
                first.append(time.perf_counter() - start)
            later = min(once(lambda: compiled(x), 1) for _ in range(5))
        first = min(first)
        print(f"| {name} | {plain * 1e3:.1f} ms | {first * 1e3:.1f} ms | {later * 1e3:.1f} ms |", flush=True)


def cell(lib):
    class Loop(lib.nn.Module):
        def __init__(self):
            super().__init__()
            self.cell = lib.nn.Linear(64, 32)

        def forward(self, x, n: int):
            h = x * 0
            for i in range(n):
                h = (self.cell(lib.cat([x, h], 1))).tanh()
                if h.sum() > 100.0:
                    break
            return h

    return Loop().eval()


def loop():
    """A small recurrent loop with a data-dependent exit, from a file, beside PyTorch run eagerly."""
    net, theirs = cell(lumbre), cell(torch)
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "loop.lmb")
        lumbre.jit.script(net).save(path)
        loaded = lumbre.jit.load(path)
    x, y = lumbre.randn(1, 32), torch.randn(1, 32)
    with torch.no_grad(), lumbre.no_grad():
        a, b, c = quartiles([lambda: loaded(x, 32), lambda: net(x, 32), lambda: theirs(y, 32)])
    print("| loop (hidden 32, batch 1, 32 turns) | loaded | lumbre eager | torch eager | torch / loaded |\n| --- | ---: | ---: | ---: | ---: |")
    print(f"| | {a * 1e6:.0f} us | {b * 1e6:.0f} us | {c * 1e6:.0f} us | {c / a:.2f} |", flush=True)


def file():
    """Loading a model of 100 MB and its first inference, with the file in the page cache."""
    net = lumbre.nn.Sequential(*[lumbre.nn.Linear(1024, 1024, bias=False) for _ in range(25)]).eval()
    x = lumbre.randn(1, 1024)
    with tempfile.TemporaryDirectory() as folder, lumbre.no_grad():
        path = os.path.join(folder, "large.lmb")
        lumbre.jit.trace(net, x).save(path)

        def read():
            with open(path, "rb") as f:
                f.read()

        a, b, c = quartiles([read, lambda: lumbre.jit.load(path)(x), lambda: lumbre.jit.load(path, mmap=True)(x)], 15)
        size = os.path.getsize(path) / 1e6
    print("| file | reading it | loading and first inference | with mmap |\n| --- | ---: | ---: | ---: |")
    print(f"| {size:.0f} MB | {a * 1e3:.1f} ms | {b * 1e3:.1f} ms ({b / a:.2f}) | {c * 1e3:.1f} ms ({c / a:.2f}) |", flush=True)


def steps():
    """Training steps: forward, backward and the optimizer's update, as one program and as eager code."""
    print("| training step | lumbre eager | lumbre program | torch eager | eager / program | torch / program |\n| --- | ---: | ---: | ---: | ---: | ---: |")
    for make, optimizer, options in STEPS:
        eager, _, given = step_of(lumbre, make, optimizer, options)
        traced, state, _ = step_of(lumbre, make, optimizer, options)
        program = lumbre.jit.trace(traced, given, state=state, check_trace=False)
        theirs, _, others = step_of(torch, make, optimizer, options)
        a, b, c = quartiles([lambda: eager(*given), lambda: program(*given), lambda: theirs(*others)], 25, 3e-2)
        print(f"| {make.__name__}, {optimizer} | {a * 1e6:.0f} us | {b * 1e6:.0f} us | {c * 1e6:.0f} us | {a / b:.2f} | {c / b:.2f} |", flush=True)


if __name__ == "__main__":
    torch.set_num_threads(THREADS)
    lumbre.set_num_threads(THREADS)
    print(f"{machine()}; torch {torch.__version__}, {torch.get_num_threads()} threads; lumbre {lumbre.get_num_threads()} threads\n")
    parts = ("chains", "block", "loop", "file", "steps")
    for part in [a for a in sys.argv if a in parts] or parts:
        {"chains": chains, "block": block, "loop": loop, "file": file, "steps": steps}[part]()
        print()
