"""Latency of the digits network, one image, one thread: PyTorch eager and TorchScript, lumbre from Python, the saved program from Rust.

    python benches/python/deploy.py [PATH OF lumbre-run]
"""

import subprocess
import sys
import tempfile
import time
from pathlib import Path

import lumbre
import torch

RUNS = 3000


def network(nn):
    return nn.Sequential(
        nn.Conv2d(1, 32, 3, padding=1), nn.BatchNorm2d(32), nn.ReLU(), nn.MaxPool2d(2),
        nn.Conv2d(32, 64, 3, padding=1), nn.BatchNorm2d(64), nn.ReLU(), nn.MaxPool2d(2),
        nn.Flatten(), nn.Dropout(0.3), nn.Linear(256, 10),
    ).eval()  # fmt: skip


def measure(name, call):
    for _ in range(100):
        call()
    times = []
    for _ in range(RUNS):
        start = time.perf_counter()
        call()
        times.append(time.perf_counter() - start)
    times.sort()
    print(f"{name:32} median {times[RUNS // 2] * 1e6:8.1f} us   p99 {times[RUNS * 99 // 100] * 1e6:8.1f} us   best {times[0] * 1e6:8.1f} us", flush=True)


def main():
    torch.set_num_threads(1)
    lumbre.set_num_threads(1)
    theirs, ours = network(torch.nn), network(lumbre.nn)
    x, y = torch.rand(1, 1, 8, 8), lumbre.rand(1, 1, 8, 8)
    with torch.inference_mode():
        measure("PyTorch, eager", lambda: theirs(x))
        script = torch.jit.freeze(torch.jit.trace(theirs, x))
        measure("PyTorch, TorchScript frozen", lambda: script(x))
    with lumbre.inference_mode():
        measure("lumbre, eager", lambda: ours(y))
        program = lumbre.jit.trace(ours, y)
        measure("lumbre, traced", lambda: program(y))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "digits.lmb")
        lumbre.jit.save(program, path)
        print(f"the file: {path.stat().st_size} bytes")
        for runner in sys.argv[1:]:
            said = subprocess.run([runner, path, "-i", str(y.tolist()), "-o", Path(folder, "out.npy"), "--threads", "1", "--time", str(RUNS)], capture_output=True, text=True, check=True)
            print(f"{runner}: {Path(runner).stat().st_size} bytes; {said.stderr.strip()}")


if __name__ == "__main__":
    main()
