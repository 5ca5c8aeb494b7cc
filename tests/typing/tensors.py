"""Tensor code as PyTorch users write it; `test_typing.py` has a type checker read it."""

from __future__ import annotations

import math

import numpy as np

import lumbre as torch
import lumbre.nn.functional as F
from lumbre import Tensor
from lumbre.autograd import Function


def creation() -> list[Tensor]:
    a = torch.tensor([[1.0, 2.0], [3.0, 4.0]], dtype=torch.float64, requires_grad=True)
    b = torch.zeros(2, 3, device="cpu")
    c = torch.ones((2, 3), dtype=torch.int32)
    d = torch.arange(0, 10, 2)
    e = torch.linspace(0, 1, steps=5)
    f = torch.full((2,), math.pi)
    g = torch.from_numpy(np.zeros(3))
    h = torch.eye(3).to(torch.complex64)
    i = torch.randn(2, 3, generator=torch.Generator())
    j = torch.empty_like(a, memory_format=torch.preserve_format)
    return [a, b, c, d, e, f, g, h, i, j, a.new_zeros(2), torch.rand_like(a)]


def arithmetic(x: Tensor, y: Tensor) -> Tensor:
    z = x + y * 2 - 1 / (x.abs() + 1e-6)
    z = z @ y.mT if z.dim() > 1 else z
    z += 1
    z[0] = 0
    z[:, ::2] = x[..., None, :].sum(-1)[0]
    mask = (z > 0) & ~(z == 1) | (z < -1)
    z = torch.where(mask, z, torch.zeros_like(z)).clamp(min=-1, max=1)
    return -z.masked_fill(mask, 0.0) ** 2 // 1 % 3


def reductions(x: Tensor) -> tuple[float, int, Tensor]:
    values, indices = x.max(dim=1)
    best = x.topk(2, dim=-1).values
    mean, std = x.mean(dim=(0, 1), keepdim=True), x.std(dim=0, correction=0)
    s: Tensor = x.sum() + values.prod() + indices.float().mean() + best.norm(p=2) + mean + std
    return s.sum().item() + 0.5, int(x.argmax()), x.logsumexp(dim=0)


def shapes(x: Tensor) -> int:
    b, c = x.shape[0], x.size(1)
    y = x.view(b, -1).reshape(c, b).permute(1, 0).contiguous().unsqueeze(0).expand(3, -1, -1)
    y = torch.cat([y, y], dim=0).transpose(0, 1).flatten()
    parts = torch.split(y, 2) + y.chunk(2) + torch.unbind(x, dim=0)
    stacked = torch.stack(list(parts[:1]))
    return stacked.numel() + len(y) + y.ndim + x.stride()[0]


def linear_algebra(a: Tensor) -> Tensor:
    u, s, vh = torch.linalg.svd(a, full_matrices=False)
    values, vectors = torch.linalg.eigh(a @ a.mT)
    x = torch.linalg.solve(a, torch.ones(a.shape[-1], 1))
    spectrum = torch.fft.rfft(x.squeeze(-1), norm="ortho")
    return torch.einsum("ij,jk->ik", u, vh) + s.sum() + values.sum() + vectors.sum() + spectrum.abs().sum() + torch.special.erf(x).sum()


def functional(x: Tensor, w: Tensor) -> Tensor:
    y = F.conv2d(x, w, bias=None, stride=1, padding="same")
    y = F.max_pool2d(F.leaky_relu(y, negative_slope=0.1), kernel_size=2, stride=2)
    y = F.interpolate(y, scale_factor=2.0, mode="bilinear", align_corners=False)
    y = F.pad(y, (1, 1, 1, 1), mode="reflect")
    y = F.layer_norm(y, y.shape[-1:])
    q = y.flatten(2)
    a = F.scaled_dot_product_attention(q, q, q, is_causal=True)
    return F.cross_entropy(a.mean(-1), torch.zeros(a.shape[0], dtype=torch.long), reduction="sum")


class Cube(Function):
    @staticmethod
    def forward(ctx, x: Tensor) -> Tensor:  # type: ignore[override, no-untyped-def]
        ctx.save_for_backward(x)
        return x**3

    @staticmethod
    def backward(ctx, grad: Tensor) -> Tensor:  # type: ignore[override, no-untyped-def]
        (x,) = ctx.saved_tensors
        return 3 * x**2 * grad


def gradients(x: Tensor) -> Tensor:
    x = x.detach().requires_grad_()
    y = Cube.apply(x).sum()
    (g,) = torch.autograd.grad(y, x, create_graph=True)
    g.sum().backward()
    assert x.grad is not None and x.grad_fn is None and x.is_leaf
    handle = x.register_hook(lambda grad: grad * 2)
    handle.remove()
    per_sample = torch.func.vmap(torch.func.grad(lambda v: (v**2).sum()))(x)
    with torch.inference_mode(), torch.autocast("cpu", dtype=torch.bfloat16):
        n = x.detach().cpu().numpy()
    return x.grad + per_sample + torch.from_numpy(n).sum()
