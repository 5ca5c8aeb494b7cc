"""Attention, losses over sequences, images, boxes and samplers on the fake GPU."""

import lumbre as torch
import lumbre.nn.functional as F
import pytest
from both import both


def randn(*shape, dtype=torch.float32, grad=True):
    torch.manual_seed(sum(shape))
    return torch.randn(*shape).to(dtype).requires_grad_(grad)


@pytest.mark.parametrize("causal", [False, True])
@pytest.mark.parametrize("dtype", [torch.float16, torch.bfloat16])
def test_fused_attention(causal, dtype):
    q, k, v = randn(1, 4, 20, 24, dtype=dtype), randn(1, 2, 35, 24, dtype=dtype), randn(1, 2, 35, 24, dtype=dtype)
    tol = 5e-3 if dtype == torch.float16 else 4e-2
    both(lambda q, k, v: F.scaled_dot_product_attention(q, k, v, is_causal=causal, enable_gqa=True), q, k, v, rtol=tol, atol=tol, grad=True)
    y = F.scaled_dot_product_attention(q.cuda(), q.cuda(), q.cuda())
    assert y.grad_fn.name() == "ScaledDotProductFlashAttentionBackward0"


def test_attention_that_the_kernel_does_not_take_is_composed():
    q, k, v = (randn(2, 2, 9, 12) for _ in range(3))
    mask = torch.ones(9, 9, dtype=torch.bool).tril()
    both(lambda q, k, v, m: F.scaled_dot_product_attention(q, k, v, attn_mask=m), q, k, v, mask, grad=True)


def test_ctc_loss():
    x = randn(7, 2, 5).log_softmax(-1).detach().requires_grad_()
    targets, steps, lengths = torch.tensor([[1, 1, 3], [2, 4, 0]]), [7, 6], [3, 2]
    both(lambda x: F.ctc_loss(x, targets.to(x.device), steps, lengths, zero_infinity=True), x, grad=True)


@pytest.mark.parametrize("mode", ["bilinear", "nearest"])
@pytest.mark.parametrize("padding", ["zeros", "border", "reflection"])
def test_grid_sample(mode, padding):
    x, grid = randn(2, 3, 5, 6), torch.linspace(-1.3, 1.3, 2 * 4 * 3 * 2).reshape(2, 4, 3, 2)
    # The nearest pixel does not move with its point.
    grid.requires_grad_(mode == "bilinear")
    both(lambda x, g: F.grid_sample(x, g, mode=mode, padding_mode=padding, align_corners=False), x, grid, grad=True)


def test_triangles_and_parts_of_numbers():
    x = randn(3, 5, 6)
    both(lambda x: x.tril(-1) + x.triu(2), x, grad=True)
    both(lambda x: list(torch.frexp(x)), x.detach())


def test_samplers_draw_from_the_gpus_generator():
    torch.manual_seed(3)
    rate = torch.full((4000,), 4.0, device="cuda")
    p = torch.poisson(rate)
    assert abs(p.mean().item() - 4) < 0.3 and abs(p.var().item() - 4) < 0.6
    g = torch._standard_gamma(rate)
    assert abs(g.mean().item() - 4) < 0.3
    b = torch.binomial(rate * 5, rate * 0.1)
    assert abs(b.mean().item() - 8) < 0.3
    m = torch.multinomial(torch.tensor([1.0, 0, 3], device="cuda"), 2000, replacement=True)
    share = torch.bincount(m, minlength=3).cpu().float() / 2000
    assert abs(share[0] - 0.25) < 0.05 and share[1] == 0
    torch.manual_seed(3)
    assert (torch.poisson(rate) == p).all()


@pytest.mark.parametrize("kind", ["LSTM", "GRU", "RNN"])
@pytest.mark.parametrize("lengths", [None, [5, 3, 1]])
def test_recurrent_layers(kind, lengths):
    """Two layers, both directions, packed batches too: results, gradients and how little is launched."""
    torch.manual_seed(4)
    m = getattr(torch.nn, kind)(3, 4, 2, bidirectional=True)
    x = torch.randn(5, 3, 3)
    found = []
    for device in ("cpu", "cuda"):
        m.to(device).zero_grad()
        given = x.detach().to(device).requires_grad_()
        fed = given if lengths is None else torch.nn.utils.rnn.pack_padded_sequence(given, lengths)
        out, state = m(fed)
        out = out if lengths is None else out.data
        state = state if isinstance(state, tuple) else (state,)
        (out.sin().sum() + sum(s.cos().sum() for s in state)).backward()
        found.append([out, *state, given.grad, *(p.grad.clone() for p in m.parameters())])
    assert found[1][0].grad_fn is not None
    for a, b in zip(*found, strict=True):
        torch.testing.assert_close(b.cpu(), a, rtol=1e-4, atol=1e-5)


def test_a_step_of_a_recurrent_layer_is_two_launches():
    m, x = torch.nn.LSTM(3, 4).cuda(), torch.randn(9, 2, 3, device="cuda")
    with torch.no_grad():
        m(x)
        before = torch._C._cuda_launches()
        m(x[:1])
        one = torch._C._cuda_launches()
        m(x)
    # The products are the library's and not counted: one kernel a step.
    assert torch._C._cuda_launches() - one - (one - before) == 8
