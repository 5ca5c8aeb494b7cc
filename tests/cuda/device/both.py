"""The same program on the CPU and on the fake GPU."""

import lumbre as torch

CPU, GPU = torch.device("cpu"), torch.device("cuda", 0)


def move(value, device):
    """Tensors of nested containers on a device; leaves that want gradients are leaves there too."""
    if isinstance(value, torch.Tensor):
        moved = value.detach().to(device)
        return moved.requires_grad_() if value.requires_grad else moved
    if isinstance(value, (list, tuple)):
        return type(value)(move(v, device) for v in value)
    if isinstance(value, dict):
        return {k: move(v, device) for k, v in value.items()}
    return value


def same(a, b, rtol=1e-5, atol=1e-5):
    """Equal in value, shape, dtype and layout; the second is on the GPU."""
    if isinstance(a, torch.Tensor):
        assert b.device == GPU, b.device
        assert a.shape == b.shape and a.dtype == b.dtype, (a.shape, b.shape, a.dtype, b.dtype)
        torch.testing.assert_close(b.cpu(), a, rtol=rtol, atol=atol, equal_nan=True)
    elif isinstance(a, (list, tuple)):
        assert len(a) == len(b)
        for x, y in zip(a, b, strict=True):
            same(x, y, rtol, atol)
    else:
        assert a == b, (a, b)


def both(f, *args, rtol=1e-5, atol=1e-5, grad=False):
    """`f` gives the same on both devices, and with `grad` the gradients of its sum too."""
    results = []
    for device in (CPU, GPU):
        given = [move(a, device) for a in args]
        out = f(*given)
        grads = []
        if grad:
            wanted = [t for t in given if isinstance(t, torch.Tensor) and t.requires_grad]
            seeds = torch.linspace(-1, 1, out.numel()).reshape(out.shape).to(device=device, dtype=out.dtype)
            grads = list(torch.autograd.grad(out, wanted, seeds))
        results.append((out, grads))
    same(results[0][0], results[1][0], rtol, atol)
    same(results[0][1], results[1][1], rtol, atol)
    return results[1][0]
