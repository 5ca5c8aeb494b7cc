"""Sobol's sequences against values that PyTorch gave."""

import lumbre
import numpy as np
import pytest
from lumbre.quasirandom import SobolEngine

pytest.importorskip("scipy")


def test_plain_points_are_pytorch_s():
    engine = SobolEngine(3)
    assert engine.draw(4).tolist() == [[0, 0, 0], [0.5, 0.5, 0.5], [0.75, 0.25, 0.25], [0.25, 0.75, 0.75]]
    assert engine.draw().tolist() == [[0.375, 0.375, 0.625]] and engine.num_generated == 5
    whole = engine.reset().draw(20)
    assert engine.reset().fast_forward(7).draw(13).tolist() == whole[7:].tolist()
    assert repr(engine) == "SobolEngine(dimension=3)"


def test_scrambled_points_are_pytorch_s():
    engine = SobolEngine(3, True, 3)
    first = [[0.0684651, 0.224527, 0.6991852], [0.5496887, 0.7254598, 0.3090892], [0.8697724, 0.4686842, 0.9338194]]
    np.testing.assert_allclose(engine.draw(3).numpy(), first, atol=2e-7)
    later = engine.fast_forward(4).draw(2, dtype=lumbre.float64)
    np.testing.assert_allclose(later.numpy(), [[0.154764907, 0.612756435, 0.856769013], [0.192186608, 0.435676712, 0.214280335]], atol=1e-9)


def test_balanced_draws_and_limits():
    points = SobolEngine(2, scramble=True, seed=1).draw_base2(6)
    assert ((points < 0.5).sum(0) == 32).all()
    engine = SobolEngine(2)
    engine.draw(3)
    with pytest.raises(ValueError, match="power of 2"):
        engine.draw_base2(2)
    with pytest.raises(ValueError, match="dimensionality"):
        SobolEngine(21202)
