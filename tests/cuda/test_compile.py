"""Every kernel through NVIDIA's compiler, for three generations of GPUs, within budgets of registers and spills.

    python tests/cuda/test_compile.py            the whole table, about 1500 kernels three times; prints a summary
    pytest tests/cuda/test_compile.py            a choice of it that fits continuous integration
"""

import os
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

import kernels
import nvrtc
import pytest
import sources

ARCHITECTURES = (80, 90, 100)
LIBRARY = nvrtc.load()
needs = pytest.mark.skipif(LIBRARY is None, reason="NVIDIA's compiler is not installed: pip install nvidia-cuda-nvrtc")


def check(family, tails, arch):
    """The kernels of a module and what breaks their budgets."""
    try:
        _, log = nvrtc.compile_source(LIBRARY, sources.source(family, "\n".join(tails) + "\n"), arch)
    except nvrtc.CompileError as e:
        return {}, [f"{family} sm_{arch}: {str(e)[:2000]}"]
    used = nvrtc.usage(log)
    bad = []
    for name, (registers, spilled, _) in used.items():
        if registers > kernels.budget(family):
            bad.append(f"{family} {name} sm_{arch}: {registers} registers")
        if spilled > kernels.spills(name):
            bad.append(f"{family} {name} sm_{arch}: {spilled} bytes spilled")
    return used, bad


def check_all(modules):
    # Fresh processes: the compiler would take the emulator's libcuda, where that is loaded, for a driver.
    with ProcessPoolExecutor(min(os.cpu_count() or 1, 8), get_context("spawn")) as pool:
        results = list(pool.map(check, *zip(*modules)))
    return sum(len(used) for used, _ in results), [line for _, bad in results for line in bad]


@needs
@pytest.mark.parametrize("family", sorted({f for f, _ in kernels.structured()}))
def test_structured_kernels(family):
    """All dtypes for one architecture, which turns from module to module, so that each family meets all three."""
    found = [(f, tails) for f, tails in kernels.structured() if f == family]
    count, bad = check_all([(f, tails, ARCHITECTURES[i % 3]) for i, (f, tails) in enumerate(found)])
    assert not bad, "\n".join(bad)
    assert count >= len(found)


@needs
@pytest.mark.parametrize("dtype,arch", [("bf16", 80), ("f32", 90), ("f64", 100), ("c128", 90), ("i64", 80), ("u8", 100)])
def test_elementwise_kernels(dtype, arch):
    count, bad = check_all([(f, tails, arch) for f, tails in kernels.elementwise([dtype])])
    assert not bad, "\n".join(bad)
    assert count > 40


@needs
def test_layouts_and_casts():
    modules = list(kernels.layouts())
    modules = [(f, tails, ARCHITECTURES[i % 3]) for i, (f, tails) in enumerate(modules)]
    count, bad = check_all(modules)
    assert not bad, "\n".join(bad)


def main():
    start = time.time()
    modules = [*kernels.elementwise(kernels.COMPUTES), *kernels.layouts(), *kernels.structured()]
    failed = 0
    for arch in ARCHITECTURES:
        count, bad = check_all([(f, tails, arch) for f, tails in modules])
        failed += len(bad)
        print(f"sm_{arch}: {count} kernels in {len(modules)} modules, {len(bad)} over budget, {time.time() - start:.0f} s")
        print("\n".join(bad))
    return failed > 0


if __name__ == "__main__":
    sys.exit(main())
