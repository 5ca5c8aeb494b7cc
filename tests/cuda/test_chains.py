"""The kernels that `compile` makes for chains, through NVIDIA's compiler."""

import json
import os
import subprocess
import sys
from pathlib import Path

import build
import kernels
import nvrtc
import pytest
import sources
from test_compile import ARCHITECTURES, LIBRARY, check, needs

DEVICE = Path(__file__).resolve().parent / "device"
PROGRAM = """
import json, sys
sys.path[:0] = [{device!r}, {root!r}]
import lumbre as torch
from chains import CHAINS
for _, f, args, _ in CHAINS:
    torch.compile(f)(*(a.cuda() for a in args))
print(json.dumps(torch._C._cuda_chains()))
"""


@needs
@pytest.mark.skipif(build.compiler() is None, reason="needs g++")
def test_chains_of_the_engine(tmp_path):
    """The texts that the engine makes for the chains of `chains.py`; the architecture turns."""
    libs = str(build.folder())
    env = {**os.environ, "LUMBRE_CUDA_LIBS": libs, "LUMBRE_CUDA_CACHE": str(tmp_path), "LUMBRE_FAKE_CACHE": str(build.folder().parent)}
    env["LD_LIBRARY_PATH"] = ":".join(filter(None, [libs, env.get("LD_LIBRARY_PATH")]))
    program = PROGRAM.format(device=str(DEVICE), root=str(DEVICE.parents[2]))
    done = subprocess.run([sys.executable, "-c", program], env=env, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr[-2000:]
    texts = json.loads(done.stdout)
    assert len(texts) >= 15
    bad = [line for i, (family, tail) in enumerate(texts) for line in check(family, [tail], ARCHITECTURES[i % 3])[1]]
    assert not bad, bad


@needs
def test_a_product_and_a_sum_of_two_ops_are_not_joined():
    """One rounding in place of two would be other bits than those of the ops by themselves."""
    text = nvrtc.ptx(LIBRARY, sources.source("fused", kernels.chain("f32", (1, 1), True, 4) + "CHAIN(k, Chain0)\n"), 90)
    lines = text.splitlines()
    products = [i for i, line in enumerate(lines) if "mul.f32" in line or "mul.rn.f32" in line]
    # Each product goes through an exclusive or before anything else is done with it.
    assert len(products) >= 4
    for i in products[:4]:
        value = lines[i].split()[1].rstrip(",")
        uses = [line for line in lines[i + 1 :] if value + "," in line or value + ";" in line]
        assert not any("fma" in line or "add" in line for line in uses[:1]), uses[:2]
    assert "xor.b32" in text
