#!/usr/bin/env bash
# Every test: the generated files, Rust, and Python against the installed wheel.
set -euo pipefail
cd "$(dirname "$0")/.."

bash python/build.sh test
.venv/bin/python rust/codegen.py --check
cargo test --release
# -I keeps the source tree off the path, so that the wheel is what is tested.
.venv/bin/python -I -m pytest tests -q
