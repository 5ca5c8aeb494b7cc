#!/usr/bin/env bash
# Trains the digits network from Python, then loads the saved program from Rust.
set -euo pipefail
cd "$(dirname "$0")/../.."

bash python/build.sh examples
.venv/bin/python -m lumbre run examples/digits/train.py
.venv/bin/python -m lumbre run examples/digits/step.py
cargo run --release --example train_program -- output/step.lmb output/train.safetensors 3 output/trained.lmb
cargo run --release --example digits_predict -- output/digits.lmb output/digits.safetensors
