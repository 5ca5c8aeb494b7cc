"""Functions and forms that PyTorch's documentation shows and few programs use."""

import numpy as np
import pytest

import lumbre as torch
from lumbre.func import rearrange


def test_einsum_of_lists():
    a, b = torch.arange(12.0).reshape(2, 2, 3), torch.arange(18.0).reshape(2, 3, 3)
    want = np.einsum("bij,bjk->bik", a.numpy(), b.numpy())
    np.testing.assert_array_equal(torch.einsum(a, [..., 0, 1], b, [..., 1, 2], [..., 0, 2]).numpy(), want)
    np.testing.assert_array_equal(torch.einsum(a, [30, 0, 1], b, [30, 1, 2], [30, 0, 2]).numpy(), want)
    np.testing.assert_array_equal(torch.einsum(a[:, :, :2], [0, 1, 1]).numpy(), np.einsum("abb", a[:, :, :2].numpy()))
    with pytest.raises(ValueError, match="valid range"):
        torch.einsum(a, [0, 1, 52])
    with pytest.raises(ValueError, match="at least one operand"):
        torch.einsum("ij")


def test_rearrange():
    x = torch.arange(2 * 4 * 6 * 3.0).reshape(2, 4, 6, 3)
    n = x.numpy()
    same = lambda pattern, want, **k: np.testing.assert_array_equal(rearrange(x, pattern, **k).numpy(), want)
    same("b h w c -> b c h w", n.transpose(0, 3, 1, 2))
    same("b h w c -> h (b w) c", n.transpose(1, 0, 2, 3).reshape(4, 12, 3))
    same("b (h p) w c -> b h w (c p)", n.reshape(2, 2, 2, 6, 3).transpose(0, 1, 3, 4, 2).reshape(2, 2, 6, 6), p=2)
    same("b ... c -> (b c) ... 1", n.transpose(0, 3, 1, 2).reshape(6, 4, 6, 1))
    assert rearrange([x[0], x[1]], "n h w c -> (n h) w c").shape == (8, 6, 3)
    for pattern, why in [("b h w c -> b h w", "same axes"), ("b b w c -> b w c", "twice"), ("b (h p) w c -> b h p w c", "unknown"), ("b h w -> b h w", "dimensions"), ("b h w c", "two sides")]:
        with pytest.raises(ValueError, match=why):
            rearrange(x, pattern)


def test_fake_quantize():
    x = torch.tensor([-3.0, -0.26, 0.0, 0.24, 1.0, 40.0], requires_grad=True)
    y = torch.fake_quantize_per_tensor_affine(x, 0.1, 2, 0, 255)
    steps = np.clip(np.rint(x.detach().numpy() / np.float32(0.1)) + 2, 0, 255)
    np.testing.assert_allclose(y.detach().numpy(), (steps - 2) * np.float32(0.1), rtol=1e-6)
    y.sum().backward()
    # The first element and the last are cut off, so is the second: -3 + 2 is below 0.
    assert x.grad.tolist() == [0, 0, 1, 1, 1, 0]
    z = torch.stack([x.detach(), x.detach()], 1)
    by_channel = torch.fake_quantize_per_channel_affine(z, torch.tensor([0.1, 0.5]), torch.tensor([2, 0], dtype=torch.int32), 1, 0, 255)
    np.testing.assert_array_equal(by_channel[:, 0].numpy(), y.detach().numpy())
    np.testing.assert_allclose(by_channel[:, 1].numpy(), np.clip(np.rint(z[:, 1].numpy() / 0.5), 0, 255) * 0.5)
    with pytest.raises(RuntimeError, match="zero_point"):
        torch.fake_quantize_per_tensor_affine(x, 0.1, 300, 0, 255)
    with pytest.raises(IndexError):
        torch.fake_quantize_per_channel_affine(z, torch.ones(2), torch.zeros(2), 2, 0, 255)


def test_from_file(tmp_path):
    path = str(tmp_path / "numbers")
    np.arange(10, dtype=np.float64).tofile(path)
    x = torch.from_file(path, shared=False, size=6, dtype=torch.float64)
    assert x.tolist() == list(range(6))
    x[0] = 7
    assert np.fromfile(path)[0] == 0
    y = torch.from_file(path, shared=True, size=12, dtype=torch.float64)
    y[11] = 3
    del y
    assert np.fromfile(path)[11] == 3
    with pytest.raises(RuntimeError, match="smaller"):
        torch.from_file(path, size=100)


def test_dim_order_asks_for_no_ambiguity():
    x = torch.empty(2, 3, 5, 7)
    assert x.dim_order(ambiguity_check=True) == (0, 1, 2, 3)
    one = torch.empty(2, 1, 5, 7)
    with pytest.raises(RuntimeError, match="unique dim order"):
        one.dim_order(ambiguity_check=True)
    with pytest.raises(TypeError, match="ambiguity_check"):
        x.dim_order(ambiguity_check="ILLEGAL")


def test_asarray_keeps_the_history_unless_told():
    x = torch.ones(2, requires_grad=True) * 2
    assert torch.asarray(x).grad_fn is x.grad_fn
    assert not torch.asarray(x, requires_grad=False).requires_grad
    assert torch.asarray(x, dtype=torch.float64).requires_grad


def test_large_unsigned_numbers_are_read():
    x = torch.from_numpy(np.array([2**63 + 5, 3], dtype=np.uint64))
    assert x.tolist() == [2**63 + 5, 3] and x[0].item() == 2**63 + 5
    assert str(2**63 + 5) in repr(x)


def test_hooks_after_accumulation_may_return_a_tensor():
    x = torch.zeros(3, requires_grad=True)
    x.register_post_accumulate_grad_hook(lambda p: p.data.add_(p.grad, alpha=-0.5))
    x.sum().backward()
    assert x.tolist() == [-0.5] * 3
    x.register_post_accumulate_grad_hook(lambda p: 3)
    with pytest.raises(TypeError, match="expected Variable"):
        x.sum().backward()


def test_checkpoint_decorates():
    from lumbre.utils.checkpoint import checkpoint

    calls = []

    @checkpoint(use_reentrant=False)
    def f(x, scale=1):
        calls.append(1)
        return (x * scale).exp()

    x = torch.ones(2, requires_grad=True)
    f(x, scale=2).sum().backward()
    assert len(calls) == 2 and torch.allclose(x.grad, 2 * torch.exp(torch.tensor(2.0)))
    assert f.__name__ == "f"


def test_threads_of_a_loader_have_generators():
    assert torch.random.thread_safe_generator() is None

    class Draws(torch.utils.data.Dataset):
        def __len__(self):
            return 8

        def __getitem__(self, i):
            return torch.rand(1, generator=torch.random.thread_safe_generator())

    loader = lambda: torch.cat(list(torch.utils.data.DataLoader(Draws(), num_workers=2, worker_threads=True, generator=torch.Generator().manual_seed(3))))
    first = loader()
    assert len(set(first.flatten().tolist())) == 8 and torch.equal(first, loader())


def test_lists_of_tensors_under_public_names():
    a = [torch.ones(2), torch.arange(3.0)]
    added = torch.foreach.add(a, 1, alpha=2)
    assert type(added) is tuple and [t.tolist() for t in added] == [[3, 3], [2, 3, 4]]
    assert torch.foreach.mul_(a, 2) is a and a[1].tolist() == [0, 2, 4]
    assert all(hasattr(torch, "_foreach_" + name) for name in torch.foreach.__all__)
    with pytest.raises(RuntimeError, match="at least one"):
        torch.foreach.abs([])


def test_options_of_loading():
    from lumbre import serialization as s

    assert s.get_default_load_endianness() is None
    s.set_default_load_endianness(s.LoadEndianness.LITTLE)
    assert s.get_default_load_endianness() is s.LoadEndianness.LITTLE
    s.set_default_load_endianness(None)
    with pytest.raises(TypeError):
        s.set_default_load_endianness("little")
    with s.set_default_mmap_options(s.get_default_mmap_options()), pytest.raises(ValueError, match="MAP_PRIVATE"):
        s.set_default_mmap_options(12345)
