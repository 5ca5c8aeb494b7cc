"""Attention over more places than one block of scores holds, against numpy."""

import math

import numpy as np
import pytest

import lumbre
import lumbre.nn.functional as F


def reference(q, k, v, g, causal):
    """The result and the gradients by q, k and v, with the whole matrix of scores."""
    scale = 1 / math.sqrt(q.shape[-1])
    scores = scale * q @ k.swapaxes(-1, -2)
    if causal:
        scores = np.where(np.tri(*scores.shape[-2:], dtype=bool), scores, -np.inf)
    weights = np.exp(scores - scores.max(-1, keepdims=True))
    weights /= weights.sum(-1, keepdims=True)
    slopes = g @ v.swapaxes(-1, -2)
    slopes = scale * weights * (slopes - (slopes * weights).sum(-1, keepdims=True))
    return weights @ v, slopes @ k, slopes.swapaxes(-1, -2) @ q, weights.swapaxes(-1, -2) @ g


def numbers(*shape, seed=0):
    return np.random.default_rng(seed).normal(size=shape)


@pytest.mark.parametrize("causal", [False, True])
@pytest.mark.parametrize("lengths", [(1, 1), (65, 40), (150, 300), (70, 600), (300, 70)])
@pytest.mark.parametrize("dtype", ["float32", "float64"])
def test_blocks_agree_with_whole_scores(causal, lengths, dtype):
    l, s = lengths
    arrays = [numbers(2, l, 3, 8, seed=1), numbers(2, s, 3, 8, seed=2), numbers(2, s, 3, 5, seed=3)]
    # Heads side by side in memory, as models split them.
    q, k, v = (lumbre.tensor(a, dtype=getattr(lumbre, dtype)).transpose(1, 2).requires_grad_() for a in arrays)
    g = numbers(2, 3, l, 5, seed=4)
    y = F.scaled_dot_product_attention(q, k, v, is_causal=causal)
    y.backward(lumbre.tensor(g, dtype=y.dtype))
    want = reference(*(a.swapaxes(1, 2) for a in arrays), g, causal)
    tol = dict(rtol=1e-4, atol=2e-5) if dtype == "float32" else dict(rtol=1e-10, atol=1e-12)
    for got, expected in zip((y.detach(), q.grad, k.grad, v.grad), want):
        np.testing.assert_allclose(got.numpy(), expected, **tol)


def test_bits_do_not_depend_on_the_number_of_threads():
    results = []
    before = lumbre.get_num_threads()
    for threads in (1, 2, 4):
        lumbre.set_num_threads(threads)
        q, k, v = (lumbre.tensor(numbers(2, 2, 200, 16, seed=i), dtype=lumbre.float32).requires_grad_() for i in range(3))
        y = F.scaled_dot_product_attention(q, k, v, is_causal=True)
        y.sum().backward()
        results.append([t.detach().numpy().tobytes() for t in (y, q.grad, k.grad, v.grad)])
    lumbre.set_num_threads(before)
    assert results[0] == results[1] == results[2]


def test_second_derivatives_hold():
    q, k, v = (lumbre.tensor(numbers(2, 3, 4, seed=i)).requires_grad_() for i in range(3))
    for causal in (False, True):
        assert lumbre.autograd.gradgradcheck(lambda *a: F.scaled_dot_product_attention(*a, is_causal=causal), (q, k, v))


def test_infinite_scores_and_nan_give_what_softmax_gives():
    q, k, v = (lumbre.tensor(numbers(1, 3, 2, seed=i), dtype=lumbre.float32) for i in range(3))
    k[0, 1] = float("nan")
    y = F.scaled_dot_product_attention(q, k, v, is_causal=True)
    assert not y[0, 0].isnan().any() and y[0, 1:].isnan().all()


def test_an_empty_key_list_gives_zeros():
    q, k, v = lumbre.ones(2, 3, 4), lumbre.ones(2, 0, 4), lumbre.ones(2, 0, 5)
    assert F.scaled_dot_product_attention(q, k, v).tolist() == lumbre.zeros(2, 3, 5).tolist()


def test_merging_the_heads_copies_nothing():
    q = lumbre.randn(2, 3, 7, 4)
    assert F.scaled_dot_product_attention(q, q, q).transpose(1, 2).is_contiguous()
