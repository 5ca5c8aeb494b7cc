#!/usr/bin/env bash
# Every test: the generated files, Rust, and Python against the installed wheel.
set -euo pipefail
cd "$(dirname "$0")/.."

bash python/build.sh test docs
# tests/cuda compiles the kernels for GPUs for the CPU and runs them there, tests/deploy compiles C++: with the machine's compiler, else Zig's.
for name in g++ c++; do
  if ! command -v "$name" > /dev/null; then
    .venv/bin/python -m pip install --quiet --disable-pip-version-check ziglang
    printf '#!/bin/sh\nexec "%s" -m ziglang c++ "$@"\n' "$PWD/.venv/bin/python" > ".venv/bin/$name"
    chmod +x ".venv/bin/$name"
    export PATH=$PWD/.venv/bin:$PATH
  fi
done
# Libraries whose smoke programs are run; their requirement, PyTorch, stays away.
.venv/bin/python -m pip install --quiet --disable-pip-version-check --no-deps einops torchdiffeq vit-pytorch
.venv/bin/python rust/codegen.py --check
cargo test --release
# liblumbre, lumbre-run and the examples that the Python tests run.
cargo build --release
# The repository root is on the path for the worker processes of the tests; the package is not below it, so the wheel is what is tested.
PYTHONPATH=$PWD .venv/bin/pytest tests -q
