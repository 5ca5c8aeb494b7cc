"""Records what PyTorch answers to every row's call with empty and 0-dim tensors: `python tests/record/edges_reference.py`, where torch is."""

import json
import sys
import warnings
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "record")]
from cases import CASES  # noqa: E402
from cases.common import ALL_DTYPES  # noqa: E402
from cases.edges import edge_case  # noqa: E402
from ops_reference import compact, record  # noqa: E402

# PyTorch 2.15 and torchvision end the process here.
CRASHES = {("_scaled_dot_product_flash_attention_for_cpu", "no columns"), *((op, "no columns") for op in ("roi_align", "roi_pool", "ps_roi_align", "ps_roi_pool", "deform_conv2d", "nms"))}


def answer(case, sample, dtype, pool):
    if (case.name, case.names[sample]) in CRASHES:
        return {"raises": "crash"}
    try:
        return record(case, sample, dtype, pool)
    except NotImplementedError as error:  # a lazy view that cannot be read
        return {"raises": type(error).__name__}


def main():
    warnings.simplefilter("ignore")
    pool, index = [], {}
    for case in filter(None, map(edge_case, CASES)):
        index[case.name] = [{d: answer(case, s, d, pool) for d in ALL_DTYPES} for s in range(len(case.samples))]
    target = ROOT / "reference/ops_edges.npz"
    text = json.dumps(compact(index), separators=(",", ":")).encode()
    np.savez_compressed(target, values=np.array(pool), index=np.frombuffer(text, np.uint8))
    print(len(index), "rows", target.stat().st_size, "bytes")


if __name__ == "__main__":
    main()
