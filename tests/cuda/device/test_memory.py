"""Memory, copies, queues, marks, graphs and errors of the device."""

import gc
import io

import lumbre as torch
import numpy as np
import pytest
from both import GPU


def test_properties_name_the_gpu():
    assert torch.cuda.is_available() and torch.cuda.device_count() >= 1
    p = torch.cuda.get_device_properties(0)
    assert p.name == torch.cuda.get_device_name() and p.total_memory > 0
    assert torch.cuda.get_device_capability() == (p.major, p.minor)
    assert torch.cuda.current_device() == 0
    assert "driver" in torch.cuda.libraries()


@pytest.mark.parametrize("dtype", [torch.float32, torch.bool, torch.int64, torch.bfloat16, torch.complex64, torch.float8_e4m3fn])
def test_there_and_back(dtype):
    x = (torch.arange(24).reshape(2, 3, 4) % 3).to(torch.float32).to(dtype)
    y = x.cuda()
    assert y.is_cuda and y.device == GPU and y.get_device() == 0 and y.dtype == dtype
    assert (y.cpu().view(torch.uint8) == x.view(torch.uint8)).all()
    t = x.transpose(0, 2)
    back = t.to("cuda").to("cpu")
    assert back.stride() == t.to(torch.float32).stride() and (back.to(torch.complex64) == t.to(torch.complex64)).all()
    assert y.storage().device.type == "cuda"


def test_copies_between_layouts_and_dtypes():
    x = torch.arange(12.0).reshape(3, 4)
    y = torch.zeros(4, 3, device="cuda").t()
    y.copy_(x)
    assert y.cpu().tolist() == x.tolist()
    z = torch.empty(3, 4, dtype=torch.int32)
    z.t().copy_(y.t())
    assert z.tolist() == x.to(torch.int32).tolist()
    y[:, 1].copy_(torch.tensor(7))
    assert y[:, 1].tolist() == [7, 7, 7]


def test_numbers_lists_and_printing():
    x = torch.tensor([[1.5, 2.0], [3.0, 4.0]], device="cuda")
    assert x[0, 0].item() == 1.5 and x.tolist() == [[1.5, 2.0], [3.0, 4.0]]
    assert "device='cuda:0'" in repr(x) and "1.5" in repr(x)
    assert bool((x > 1).all()) and float(x.sum()) == 10.5
    with pytest.raises(TypeError, match="cuda"):
        x.numpy()
    assert np.asarray(x.cpu()).tolist() == x.tolist()


def test_saved_files_come_back(tmp_path):
    m = torch.nn.Linear(3, 2).cuda()
    torch.save(m.state_dict(), tmp_path / "m.pt")
    loaded = torch.load(tmp_path / "m.pt")
    assert loaded["weight"].is_cuda and loaded["weight"].tolist() == m.weight.tolist()
    there = torch.load(tmp_path / "m.pt", map_location="cpu")
    assert not there["weight"].is_cuda and there["weight"].tolist() == m.weight.tolist()
    buffer = io.BytesIO()
    torch.save(m.weight.detach()[1:], buffer)
    buffer.seek(0)
    assert torch.load(buffer).tolist() == m.weight[1:].tolist()


def test_allocator_counts_as_pytorch_does():
    gc.collect()
    torch.cuda.synchronize()
    torch.cuda.empty_cache()
    torch.cuda.reset_peak_memory_stats()
    base, held = torch.cuda.memory_allocated(), torch.cuda.memory_reserved()
    x = torch.empty(1000, device="cuda")
    assert torch.cuda.memory_allocated() - base == 4096
    big = torch.empty(3 << 20, dtype=torch.uint8, device="cuda")
    assert torch.cuda.memory_reserved() - held >= 20 << 20
    assert torch.cuda.max_memory_allocated() - base == 4096 + (3 << 20)
    del big
    assert torch.cuda.memory_allocated() - base == 4096
    assert torch.cuda.memory_reserved() - held >= 20 << 20, "the block is cached"
    torch.cuda.empty_cache()
    assert torch.cuda.memory_reserved() - held <= 2 << 20
    stats = torch.cuda.memory_stats()
    assert stats["requested_bytes.all.current"] >= 4000 and stats["num_ooms"] == 0
    assert "allocated_bytes" in torch.cuda.memory_summary()
    blocks = [b for s in torch.cuda.memory_snapshot() for b in s["blocks"]]
    assert any(b["address"] == x.data_ptr() and b["state"] == "active_allocated" for b in blocks)
    free, total = torch.cuda.mem_get_info()
    assert 0 < free <= total


def test_a_freed_block_is_used_again():
    x = torch.empty(5000, device="cuda")
    at = x.data_ptr()
    del x
    assert torch.empty(5000, device="cuda").data_ptr() == at


def test_out_of_memory_names_the_holders_and_goes_on():
    total = torch.cuda.mem_get_info()[1]
    with pytest.raises(torch.cuda.OutOfMemoryError, match="Tried to allocate") as e:
        torch.empty(total + (1 << 30), dtype=torch.uint8, device="cuda")
    assert "largest tensors" in str(e.value)
    assert isinstance(e.value, torch.OutOfMemoryError) and isinstance(e.value, RuntimeError)
    assert torch.ones(3, device="cuda").sum().item() == 3


def test_pinned_memory():
    x = torch.arange(1000.0)
    assert not x.is_pinned()
    p = x.pin_memory()
    assert p.is_pinned() and p.tolist() == x.tolist()
    y = p.to("cuda", non_blocking=True)
    torch.cuda.synchronize()
    assert y.tolist() == x.tolist()


def test_streams_and_events():
    s = torch.cuda.Stream()
    assert torch.cuda.current_stream() == torch.cuda.default_stream() != s
    x = torch.ones(100, device="cuda")
    start, end = torch.cuda.Event(enable_timing=True), torch.cuda.Event(enable_timing=True)
    s.wait_stream(torch.cuda.current_stream())
    with torch.cuda.stream(s):
        assert torch.cuda.current_stream() == s
        start.record()
        y = x + 1
        end.record()
        x.record_stream(s)
    torch.cuda.current_stream().wait_event(end)
    assert (y * 2).sum().item() == 400
    end.synchronize()
    assert end.query() and s.query() and start.elapsed_time(end) >= 0
    at = x.data_ptr()
    del x
    s.synchronize()
    assert torch.empty(100, device="cuda").data_ptr() is not None and at


def test_graphs_repeat_their_launches():
    x = torch.zeros(8, device="cuda")
    g = torch.cuda.CUDAGraph()
    with torch.cuda.graph(g):
        y = (x + 1) * 2
    assert not torch.cuda.is_current_stream_capturing()
    for n in (1.0, 5.0):
        x.fill_(n)
        g.replay()
        assert y.tolist() == [(n + 1) * 2] * 8
    with pytest.raises(RuntimeError, match="already owns"):
        with torch.cuda.graph(g):
            pass


def test_random_numbers_of_a_graph_go_on():
    """Each launch gives what the generator would give then; so does what is drawn between them."""
    draw = lambda: (torch.rand(700, device="cuda"), torch.nn.functional.dropout(torch.ones(300, device="cuda"), 0.5))  # noqa: E731
    draw()
    g = torch.cuda.CUDAGraph()
    with torch.cuda.graph(g):
        a, b = draw()
    torch.cuda.manual_seed(7)
    want = [[t.tolist() for t in draw()] for _ in range(3)]
    torch.cuda.manual_seed(7)
    g.replay()
    got = [[a.tolist(), b.tolist()], [t.tolist() for t in draw()]]
    g.replay()
    assert [*got, [a.tolist(), b.tolist()]] == want
    with pytest.raises(NotImplementedError, match="generator"), torch.cuda.graph(torch.cuda.CUDAGraph()):
        torch.rand(3, generator=torch.Generator(device="cuda"), device="cuda")


def test_graphed_module_trains_as_the_eager_one():
    torch.manual_seed(0)
    m = torch.nn.Sequential(torch.nn.Linear(4, 8), torch.nn.ReLU(), torch.nn.Linear(8, 2)).cuda()
    x, other = torch.randn(5, 4).cuda(), torch.randn(5, 4).cuda()
    m(other).pow(2).sum().backward()
    want = [p.grad.tolist() for p in m.parameters()]
    m.zero_grad()
    m = torch.cuda.make_graphed_callables(m, (x,))
    m(other).pow(2).sum().backward()
    for p, w in zip(m.parameters(), want, strict=True):
        assert np.allclose(p.grad.tolist(), w, atol=1e-5)


def test_bad_index_is_raised_later_and_the_gpu_lives_on():
    x = torch.arange(10.0, device="cuda")
    y = x[torch.tensor([1, 12], device="cuda")]
    with pytest.raises(IndexError, match="index 12 is out of bounds for dimension with size 10"):
        torch.cuda.synchronize()
    assert y[0].item() == 1
    torch.cuda.synchronize()
    with pytest.raises(IndexError, match="embedding"):
        torch.nn.functional.embedding(torch.tensor([7], device="cuda"), torch.ones(3, 2, device="cuda")).sum().item()
    assert (x + 1).sum().item() == 55


def test_devices_must_agree():
    x = torch.ones(3, device="cuda")
    with pytest.raises(RuntimeError, match="same device"):
        x + torch.ones(3)
    assert (x + torch.tensor(2.0)).tolist() == [3, 3, 3]
    assert (torch.tensor(2.0) - x).tolist() == [1, 1, 1]
    with torch.device("cuda"):
        assert torch.zeros(2).is_cuda
    with pytest.raises(RuntimeError, match="invalid device ordinal"):
        torch.zeros(1, device="cuda:63")


def test_what_is_missing_says_so_or_runs_on_the_cpu():
    x = torch.eye(3, device="cuda")
    with pytest.raises(NotImplementedError, match="CUDA"):
        torch.linalg.ldl_factor(x)
    before = torch.cuda.cpu_fallback(True)
    try:
        with pytest.warns(UserWarning, match="CPU"):
            values, _ = torch.linalg.ldl_factor(x)
        assert values.is_cuda and values.tolist() == [[1, 0, 0], [0, 1, 0], [0, 0, 1]]
    finally:
        torch.cuda.cpu_fallback(before)


def test_dlpack_shares_memory():
    x = torch.arange(4.0, device="cuda")
    assert x.__dlpack_device__() == (2, 0)
    y = torch.from_dlpack(x)
    y.add_(1)
    assert x.tolist() == [1, 2, 3, 4] and y.data_ptr() == x.data_ptr()
    a = x.__cuda_array_interface__
    assert a["shape"] == (4,) and a["data"][0] == x.data_ptr() and a["typestr"] == "<f4"


def test_seeds_and_states():
    torch.manual_seed(3)
    a = torch.rand(10, device="cuda")
    state = torch.cuda.get_rng_state()
    assert state.numel() == 16
    b = torch.randn(10, device="cuda")
    torch.cuda.set_rng_state(state)
    assert torch.randn(10, device="cuda").tolist() == b.tolist()
    torch.cuda.manual_seed(3)
    assert torch.rand(10, device="cuda").tolist() == a.tolist()
    g = torch.Generator(device="cuda").manual_seed(3)
    assert torch.rand(10, device="cuda", generator=g).tolist() == a.tolist()
    with pytest.raises(RuntimeError, match="generator"):
        torch.rand(3, generator=g)
