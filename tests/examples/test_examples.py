"""The small run of every example ends, draws its figure, and beats what it has to beat."""

import importlib.util
import sys
from pathlib import Path

import lumbre
import pytest

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"

# The program, its figure, and what must hold for the figures it measured. Chance and baselines stand beside each.
RUNS = [
    ("shapes/train.py", "shapes", lambda r: r["augmented"] > 0.5),  # chance 0.125
    ("transfer/train.py", "transfer", lambda r: r["letters, fine-tuned"] > 0.55),  # chance 0.1
    ("autoencoder/train.py", "autoencoder", lambda r: max(r["autoencoder"], r["vae"]) < 0.85 * r["pca"] and r["neighbours"] > 0.5),
    ("contrastive/train.py", "contrastive", lambda r: r["contrastive features"] > 1.3 * max(r["raw pixels"], r["untrained network"])),
    ("language/train.py", "language", lambda r: max(r["gpt"], r["lstm"]) < 0.8 * r["letters"] and min(r["gpt"], r["lstm"]) > r["entropy"]),
    ("dates/train.py", "dates", lambda r: r["loss"] < 0.5 * r["first_loss"]),
    ("spam/train.py", "spam", lambda r: r["network"] > r["naive Bayes"] + 0.1),
    ("cartpole/dqn.py", "dqn", lambda r: r["returns"][0] > 3 * r["random"]),
    ("cartpole/ppo.py", "ppo", lambda r: r["returns"][0] > 4 * r["random"]),
    ("physics/train.py", "physics", lambda r: r["error"] < 0.4 * r["standing_still"]),
    ("graph/train.py", "graph", lambda r: r["with the friendships"] > r["profiles alone"] + 0.1),
    ("gan/train.py", "gan", lambda r: r["clouds"] >= 6 and r["inside"] > 0.3),
    ("recommend/train.py", "recommend", lambda r: r["dice"] < r["factors"] < 0.85 * r["film and person"]),
    ("tabular/train.py", "tabular", lambda r: r["diabetes"]["network"] > 0.4 and r["friedman"]["network"] > r["friedman"]["ridge"]),
]


@pytest.mark.parametrize("program, figure, holds", RUNS, ids=[figure for _, figure, _ in RUNS])
def test_small_run_beats_its_baseline(program, figure, holds, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    # Examples add folders to the path; the next test shall not see them.
    monkeypatch.setattr(sys, "path", sys.path.copy())
    state = lumbre.get_rng_state()
    spec = importlib.util.spec_from_file_location(f"example_{figure}", EXAMPLES / program)
    example = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(example)
    try:
        measured = example.main(small=True)
    finally:
        lumbre.set_rng_state(state)
    assert holds(measured), measured
    assert (tmp_path / "output" / f"{figure}.png").stat().st_size > 5000


@pytest.mark.parametrize("program", sorted(EXAMPLES.glob("*/*.png")), ids=lambda path: path.stem)
def test_committed_picture_is_small(program):
    assert program.stat().st_size < 60_000
