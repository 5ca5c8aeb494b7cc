"""Records what PyTorch answers to the case table's samples: `python tests/record/ops_reference.py [family ...]`, where torch is installed.

For each row, sample and dtype: the result's dtypes and shapes, or that PyTorch raises. For the samples in double precision (and for
random ops in every dtype) also the numbers, which rows without a `ref` are compared with.
"""

import json
import sys
import warnings
from pathlib import Path

import numpy as np
import torch

try:
    import torchvision  # noqa: F401  (its ops)
except ImportError:
    pass

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
from cases import CASES  # noqa: E402
from cases.common import ALL_DTYPES  # noqa: E402

VALUED = ("float64", "complex128", "int64", "uint8", "bool")


def flatten(result):
    if isinstance(result, (tuple, list)):
        return [y for x in result for y in flatten(x)]
    return [result]


def describe(x):
    if isinstance(x, torch.Tensor):
        return f"{str(x.dtype).removeprefix('torch.')}{list(x.shape)}"
    return f"{type(x).__name__}:{x}"


def numbers(x):
    x = x.detach().resolve_conj().resolve_neg()
    x = torch.view_as_real(x) if x.is_complex() else x
    return x.to(torch.float64).reshape(-1).tolist()


def record(case, sample, dtype, pool):
    try:
        args, kwargs = case.tensors(torch, sample, dtype)
        torch.manual_seed(0)
        results = flatten(case.call(torch, args, kwargs))
        row = {"is": [describe(x) for x in results]}
    except Exception as error:
        return {"raises": type(error).__name__}
    random = case.random or not case.values
    if case.values and case.ref is None and (dtype in VALUED or random or not any(isinstance(x, torch.Tensor) for x in results)):
        row["at"] = []
        for x in results:
            if isinstance(x, torch.Tensor):
                row["at"].append(len(pool))
                pool.extend(numbers(x))
    return row


def main():
    warnings.simplefilter("ignore")
    families = {}
    for case in CASES:
        families.setdefault(case.family, []).append(case)
    for family, cases in families.items():
        if sys.argv[1:] and family not in sys.argv[1:]:
            continue
        pool, index = [], {}
        for case in cases:
            index[case.name] = [{d: record(case, s, d, pool) for d in ALL_DTYPES} for s in range(len(case.samples))]
            if all("raises" in row for sample in index[case.name] for d, row in sample.items() if d in case.dtypes):
                print(f"{case.name}: PyTorch raises for every sample")
                case.tensors(torch, 0, case.dtypes[0])
                try:
                    case.call(torch, *case.tensors(torch, 0, case.dtypes[0]))
                except Exception as error:
                    print("   ", type(error).__name__, str(error).splitlines()[0])
        target = ROOT / "reference/ops" / f"{family}.npz"
        target.parent.mkdir(parents=True, exist_ok=True)
        text = json.dumps(compact(index), separators=(",", ":")).encode()
        np.savez_compressed(target, values=np.array(pool), index=np.frombuffer(text, np.uint8))
        print(family, len(cases), "rows", target.stat().st_size, "bytes")


def compact(index):
    """Equal answers of several dtypes are written once."""
    out = {}
    for name, samples in index.items():
        out[name] = []
        for sample in samples:
            groups = {}
            for d, row in sample.items():
                groups.setdefault(json.dumps(row), []).append(d)
            out[name].append([[dtypes, json.loads(row)] for row, dtypes in groups.items()])
    return out


if __name__ == "__main__":
    main()
