"""`distributed` on "nccl" with one process: the way through the library and its queue. What several processes do is told by `tests/distributed`."""

import lumbre as torch
import lumbre.distributed as dist
import pytest


@pytest.fixture
def group():
    dist.init_process_group("nccl", rank=0, world_size=1, device_id=torch.device("cuda", 0))
    try:
        dist.barrier()
    except RuntimeError as e:
        if "pip install nvidia-nccl" in str(e):
            dist.destroy_process_group()
            pytest.skip("NCCL is not installed")
        raise
    yield
    dist.destroy_process_group()


def test_collectives(group):
    assert dist.get_backend() == "nccl" and dist.is_nccl_available()
    x = torch.arange(6.0, device="cuda") * 2
    want = x.tolist()
    for op in (dist.ReduceOp.SUM, dist.ReduceOp.AVG, dist.ReduceOp.MAX):
        dist.all_reduce(x, op)
    dist.broadcast(x, 0)
    dist.reduce(x, 0)
    dist.all_reduce_coalesced([x, x])
    assert x.tolist() == want
    outs = {name: torch.zeros(6, device="cuda") for name in ("gather", "into", "scatter", "flat", "single", "all")}
    dist.all_gather([outs["gather"]], x)
    dist.all_gather_into_tensor(outs["into"], x)
    dist.reduce_scatter(outs["scatter"], [x])
    dist.reduce_scatter_tensor(outs["flat"], x)
    dist.all_to_all_single(outs["single"], x)
    dist.all_to_all([outs["all"]], [x])
    assert all(o.tolist() == want for o in outs.values())
    # Behind what the queue holds, before what comes.
    y = x * 3
    work = dist.all_reduce(y, async_op=True)
    assert work.wait() and (y + 1).tolist() == [3 * v + 1 for v in want]
    assert work.get_future().wait()[0] is y
    objects = [None]
    dist.all_gather_object(objects, {"a": 1})
    assert objects == [{"a": 1}]
    with pytest.raises(ValueError, match="contiguous"):
        dist.all_reduce(torch.ones(2, 3, device="cuda").t())
    with pytest.raises(ValueError, match="BAND"):
        dist.all_reduce(torch.ones(2, dtype=torch.int32, device="cuda"), dist.ReduceOp.BAND)
    # Tensors in the CPU's memory go by TCP, in the same group.
    dist.all_reduce(torch.ones(2))


def test_training(group):
    torch.manual_seed(0)
    inner = torch.nn.Sequential(torch.nn.Linear(4, 8), torch.nn.Tanh(), torch.nn.Linear(8, 1)).cuda()
    want = [p.detach().clone() for p in inner.parameters()]
    model = torch.nn.parallel.DistributedDataParallel(inner, device_ids=[0])
    # One process has nobody to average with; a hook averages all the same.
    from lumbre.distributed.algorithms.ddp_comm_hooks import default_hooks

    model.register_comm_hook(None, default_hooks.allreduce_hook)
    x = torch.linspace(-1, 1, 12).reshape(3, 4)
    model(x).square().sum().backward()
    got = [p.grad.clone() for p in inner.parameters()]
    inner.zero_grad()
    inner(x.cuda()).square().sum().backward()
    for a, p, w in zip(got, inner.parameters(), want, strict=True):
        torch.testing.assert_close(a, p.grad)
        assert p.detach().equal(w)
