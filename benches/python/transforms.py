"""Transforms of sounds and pictures beside torchaudio's and torchvision's: a Markdown table like `table.py`'s, rows whose rival is installed.

    PYTHONPATH=python python benches/python/transforms.py [--rows REGEX] [--groups REGEX] [--threads 1] [--seconds 1.0]
"""

import argparse
import gc
import re
import time
import warnings

import torch
from common import machine
from table import compare, show

import lumbre
from rows import pictures, sounds


def import_torchaudio():
    """torchaudio refuses a torch made for another CUDA than its own, which on a CPU is no reason."""
    try:
        import torchaudio  # noqa: F401
    except ImportError:
        pass
    except RuntimeError as e:
        wanted = re.search(r"TorchAudio has CUDA version ([0-9.]+)\.\s", str(e))
        torch.version.cuda = wanted and wanted[1]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rows", default="", help="only rows that match")
    parser.add_argument("--groups", default="", help="only groups that match")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--seconds", type=float, default=1.0, help="time for one row")
    args = parser.parse_args()
    warnings.simplefilter("ignore")
    import_torchaudio()
    torch.set_num_threads(args.threads)
    lumbre.set_num_threads(args.threads)
    clock = time.thread_time if args.threads == 1 else time.perf_counter
    print(f"{machine()}; {args.threads} thread(s); PyTorch {torch.__version__}\n")
    print("| what | lumbre | torch | torch / lumbre | goal | met |\n| --- | ---: | ---: | ---: | ---: | --- |")
    gc.disable()
    for group in (*sounds.GROUPS, *pictures.GROUPS):
        if not re.search(args.groups, group.name):
            continue
        results = []
        for row in group.rows:
            if not re.search(args.rows, row.name):
                continue
            try:
                results.append((row, *compare(row, clock, args.seconds)))
            except ImportError as e:
                print(f"| {row.name} | {e} | | | | |", flush=True)
            except (AttributeError, NotImplementedError, RuntimeError, TypeError, ValueError) as e:
                print(f"| {row.name} | {type(e).__name__}: {e} | | | | no |", flush=True)
            gc.collect()
        if results:
            show(group, results)


if __name__ == "__main__":
    main()
