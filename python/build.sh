#!/usr/bin/env bash
# Makes the virtual environment .venv, builds the wheel and installs it there with the extras named in the arguments:
#     bash python/build.sh test examples
# PYTHON names the interpreter to use (python3 unless set; 3.10 or newer).
set -euo pipefail
cd "$(dirname "$0")/.."

python=${PYTHON:-python3}
if ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 10))'; then
  echo "lumbre needs Python 3.10 or newer; set PYTHON to one ($python is $("$python" --version))" >&2
  exit 1
fi
if [[ ! -x .venv/bin/python ]]; then
  "$python" -m venv .venv
fi
pip=(.venv/bin/python -m pip --disable-pip-version-check --no-input)
"${pip[@]}" install --quiet "maturin>=1.7,<2"

# The profile, features and target folder that `cargo test --release` uses: nothing is compiled twice.
rm -rf target/wheels
PYO3_PYTHON=$PWD/.venv/bin/python .venv/bin/maturin build --release --interpreter .venv/bin/python
extras=$(IFS=,; echo "$*")
wheel=$(echo target/wheels/lumbre-*.whl)
"${pip[@]}" uninstall --quiet --yes lumbre 2>/dev/null
"${pip[@]}" install --quiet "$wheel${extras:+[$extras]}"
ls -l "$wheel"
