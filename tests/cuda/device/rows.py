"""One row of the case table on the GPU and on the CPU. Needs neither pytest nor PyTorch: `benches/cuda/run` does the rows with it too."""

import lumbre
from both import move
from ops.suite import CASES_HERE, FACTORY, RANDOM, TOLERANCE, flatten, recorded, words

PREFERRED = ("float32", "int64", "bool", "complex64", "float64")
# Sizes of packed batches stay on the CPU, also where everything else is on a GPU.
ON_THE_CPU = {"lstm.data", "gru.data", "rnn_tanh.data", "rnn_relu.data", "_pack_padded_sequence", "_pad_packed_sequence"}
ROWS = {c.name: c for c in CASES_HERE if c.name not in ON_THE_CPU}


def on(case, sample, dtype, device):
    args, kwargs = case.tensors(lumbre, sample, dtype)
    lumbre.manual_seed(0)
    if device == "cuda":
        args, kwargs = move(args, "cuda"), move(kwargs, "cuda")
        if words(case) & FACTORY:
            kwargs["device"] = "cuda"
    return flatten(case.call(lumbre, args, kwargs))


def compare(case, sample, dtype):
    want, got = on(case, sample, dtype, "cpu"), on(case, sample, dtype, "cuda")
    assert len(want) == len(got)
    for a, b in zip(want, got, strict=True):
        if not isinstance(a, lumbre.Tensor):
            assert a == b or str(a) == str(b).replace("cuda:0", "cpu"), (a, b)
            continue
        assert a.shape == b.shape and a.dtype == b.dtype, f"{b.shape} {b.dtype}, the CPU's is {a.shape} {a.dtype}"
        if case.values and not words(case) & RANDOM:
            rtol, atol = case.tol.get(dtype) or TOLERANCE.get(str(a.dtype).split(".")[-1], (0, 0))
            lumbre.testing.assert_close(b.cpu(), a, rtol=max(rtol, 1e-4) if rtol else 0, atol=max(atol, 1e-5) if rtol else 0, equal_nan=True)


def check(case):
    """None where all samples agree, else what the op says that it has no kernel; raises where results differ."""
    dtype = next((d for d in PREFERRED if d in case.dtypes), case.dtypes[0])
    for sample in range(len(case.samples)):
        row = recorded(case, sample, dtype)
        if row is not None and "raises" in row:
            continue
        try:
            compare(case, sample, dtype)
        except NotImplementedError as e:
            assert "CUDA" in str(e), e
            return str(e)
        except Exception as e:
            e.add_note(f"sample {sample}") if hasattr(e, "add_note") else None
            raise
    lumbre.cuda.synchronize()
    return None
