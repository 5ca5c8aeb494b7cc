"""The speech example, on tones in place of words."""

import importlib.util
from pathlib import Path

import lumbre

_path = Path(__file__).resolve().parents[2] / "examples" / "speech" / "train.py"
_spec = importlib.util.spec_from_file_location("speech_train", _path)
example = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(example)


def test_network_of_the_speech_example_tells_tones_apart(capsys):
    lumbre.manual_seed(0)
    labels = lumbre.arange(3).repeat(12)
    time = lumbre.arange(example.LENGTH) / example.RATE
    freqs = lumbre.tensor([300.0, 800.0, 2000.0])[labels] * (0.95 + 0.1 * lumbre.rand(len(labels)))
    clips = 0.5 * lumbre.sin(2 * 3.14159265 * freqs[:, None] * time)
    model = example.Recogniser(3)
    example.train(model, clips, labels, epochs=10)
    table = example.confusion(model, clips, labels, 3)
    assert int(table.sum()) == len(labels) and int(table.trace()) >= 34
