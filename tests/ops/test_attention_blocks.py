"""Attention over more places than one block of scores holds, against numpy."""

import math

import numpy as np
import pytest

import lumbre
import lumbre.nn.functional as F


def reference(q, k, v, g, causal, mask=0.0):
    """The result and the gradients by q, k and v, with the whole matrix of scores."""
    scale = 1 / math.sqrt(q.shape[-1])
    scores = scale * q @ k.swapaxes(-1, -2) + mask
    if causal:
        scores = np.where(np.tri(*scores.shape[-2:], dtype=bool), scores, -np.inf)
    most = scores.max(-1, keepdims=True)
    weights = np.exp(scores - np.where(np.isinf(most), 0, most))
    # A row that is allowed nothing has no weights.
    weights /= np.maximum(weights.sum(-1, keepdims=True), 1e-300)
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


def masks(l, s):
    """Masks of several shapes, as what is added and as what is given: floats, and bool where that says the same."""
    hidden = np.random.default_rng(5).random((2, 1, l, s)) < 0.4
    hidden[:, :, min(3, l - 1)] = True
    later = ~np.tri(l, s, dtype=bool)
    absent = np.arange(s)[None, None, None, :] >= np.array([s, max(1, s // 3)])[:, None, None, None]
    bias = numbers(3, l, s, seed=6)
    yield np.where(hidden, -np.inf, 0.0), ~hidden
    yield np.where(later, -np.inf, 0.0), ~later
    yield np.where(absent, -np.inf, 0.0), ~absent
    yield np.where(hidden, -np.inf, bias), np.where(hidden, -np.inf, bias)
    yield bias, bias


@pytest.mark.parametrize("which", range(5))
@pytest.mark.parametrize("lengths", [(1, 1), (65, 40), (70, 600), (300, 70)])
@pytest.mark.parametrize("dtype", ["float32", "float64", "float16", "bfloat16"])
def test_masks_agree_with_whole_scores(which, lengths, dtype):
    l, s = lengths
    added, given = list(masks(l, s))[which]
    kind = getattr(lumbre, dtype)
    q, k, v = (lumbre.tensor(numbers(2, 3, n, e, seed=i), dtype=kind).requires_grad_() for i, (n, e) in enumerate([(l, 8), (s, 8), (s, 5)]))
    g = lumbre.tensor(numbers(2, 3, l, 5, seed=4), dtype=kind)
    mask = lumbre.tensor(given, dtype=lumbre.bool if given.dtype == bool else kind)
    y = F.scaled_dot_product_attention(q, k, v, attn_mask=mask)
    assert y.dtype == kind
    y.backward(g)
    # The reference begins with what the dtype made of the numbers.
    if given.dtype != bool:
        added = mask.double().numpy()
    want = reference(*(t.detach().double().numpy() for t in (q, k, v, g)), False, added)
    tol = {"float32": (1e-4, 2e-5), "float64": (1e-10, 1e-12), "float16": (5e-3, 5e-3), "bfloat16": (4e-2, 4e-2)}[dtype]
    for got, expected in zip((y.detach(), q.grad, k.grad, v.grad), want):
        np.testing.assert_allclose(got.double().numpy(), expected, rtol=tol[0], atol=tol[1] * max(1.0, np.abs(expected).max()))


@pytest.mark.parametrize("dtype", ["float16", "bfloat16"])
def test_halves_without_a_mask_agree_with_whole_scores(dtype):
    kind = getattr(lumbre, dtype)
    q, k, v = (lumbre.tensor(numbers(2, n, 3, 16, seed=i), dtype=kind).transpose(1, 2).requires_grad_() for i, n in enumerate((150, 300, 300)))
    g = lumbre.tensor(numbers(2, 3, 150, 16, seed=4), dtype=kind)
    y = F.scaled_dot_product_attention(q, k, v, is_causal=True)
    y.backward(g)
    want = reference(*(t.detach().double().numpy() for t in (q, k, v, g)), True)
    bound = 5e-3 if dtype == "float16" else 4e-2
    for got, expected in zip((y.detach(), q.grad, k.grad, v.grad), want):
        np.testing.assert_allclose(got.double().numpy(), expected, rtol=bound, atol=bound * np.abs(expected).max())


def test_a_mask_of_minus_infinities_gives_zeros_however_it_is_given():
    q, k, v = (lumbre.tensor(numbers(2, 3, 4, 2, seed=i), dtype=lumbre.float32) for i in range(3))
    hidden = lumbre.zeros(4, 4)
    hidden[2] = float("-inf")
    wanted = hidden.clone().requires_grad_()
    for mask in (hidden, hidden == 0, wanted):
        y = F.scaled_dot_product_attention(q, k, v, attn_mask=mask)
        assert y[:, :, 2].tolist() == lumbre.zeros(2, 3, 2).tolist()
        assert y.isfinite().all()


def test_a_mask_gets_its_gradient():
    q, k, v = (lumbre.tensor(numbers(2, 3, 4, seed=i)) for i in range(3))
    mask = lumbre.tensor(numbers(3, 3, seed=9)).requires_grad_()
    assert lumbre.autograd.gradcheck(lambda m: F.scaled_dot_product_attention(q, k, v, attn_mask=m), (mask,))


def test_bits_do_not_depend_on_the_number_of_threads():
    results = []
    before = lumbre.get_num_threads()
    for threads in (1, 2, 4):
        lumbre.set_num_threads(threads)
        q, k, v = (lumbre.tensor(numbers(2, 2, 200, 16, seed=i), dtype=lumbre.float32).requires_grad_() for i in range(3))
        mask = lumbre.tensor(numbers(200, 200, seed=7), dtype=lumbre.float32)
        y = F.scaled_dot_product_attention(q, k, v, is_causal=True) + F.scaled_dot_product_attention(q, k, v, attn_mask=mask)
        y.sum().backward()
        results.append([t.detach().numpy().tobytes() for t in (y, q.grad, k.grad, v.grad)])
    lumbre.set_num_threads(before)
    assert results[0] == results[1] == results[2]


def test_second_derivatives_hold():
    q, k, v = (lumbre.tensor(numbers(2, 3, 4, seed=i)).requires_grad_() for i in range(3))
    for causal in (False, True):
        assert lumbre.autograd.gradgradcheck(lambda *a: F.scaled_dot_product_attention(*a, is_causal=causal), (q, k, v))
    for mask in (lumbre.tensor(numbers(3, 3, seed=5)), lumbre.tensor([[True, False, True], [False, False, False], [True, True, True]])):
        assert lumbre.autograd.gradgradcheck(lambda *a: F.scaled_dot_product_attention(*a, attn_mask=mask), (q, k, v))


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
