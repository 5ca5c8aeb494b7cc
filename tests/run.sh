#!/usr/bin/env bash
# Every test: the generated files, Rust, and Python against the installed wheel.
set -euo pipefail
cd "$(dirname "$0")/.."

# The kernels for GPUs are compiled for the CPU and run there (tests/cuda).
command -v g++ > /dev/null || { echo "tests/run.sh: tests/cuda needs a C++ compiler (g++), and there is none" >&2; exit 1; }

bash python/build.sh test
# Libraries whose smoke programs are run; their requirement, PyTorch, stays away.
.venv/bin/python -m pip install --quiet --disable-pip-version-check --no-deps einops torchdiffeq vit-pytorch
.venv/bin/python rust/codegen.py --check
cargo test --release
# liblumbre, lumbre-run and the examples that the Python tests run.
cargo build --release
# The repository root is on the path for the worker processes of the tests; the package is not below it, so the wheel is what is tested.
PYTHONPATH=$PWD .venv/bin/pytest tests -q
