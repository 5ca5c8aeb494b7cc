"""What the processes of `test_processes.py` do; each function gets its rank and the number of processes."""

import datetime
import os
import time

import lumbre
import lumbre.distributed as dist
from lumbre.nn.parallel import DistributedDataParallel as DDP


def start(rank, size, path, seconds=60):
    lumbre.set_num_threads(1)
    dist.init_process_group("gloo", init_method=f"file://{path}", rank=rank, world_size=size, timeout=datetime.timedelta(seconds=seconds))


def raises(kind, text, f):
    try:
        f()
    except kind as e:
        assert text in str(e), str(e)
        return
    raise AssertionError(f"no {kind.__name__}")


def collectives(rank, size, path):
    start(rank, size, path)
    ranks = range(size)
    assert (dist.get_rank(), dist.get_world_size(), dist.get_process_group_ranks()) == (rank, size, list(ranks))
    # Small (one round) and large (two rounds, uneven parts) tensors; every dtype; results are the same bits everywhere.
    for n in (5, 30001):
        for dtype in (lumbre.float32, lumbre.float64, lumbre.float16, lumbre.bfloat16, lumbre.int32, lumbre.int64, lumbre.uint8, lumbre.complex64):
            x = (lumbre.arange(n) % 7 + rank).to(dtype)
            dist.all_reduce(x)
            assert x.equal(((lumbre.arange(n) % 7) * size + sum(ranks)).to(dtype)), (n, dtype)
        x = (lumbre.arange(n, dtype=lumbre.float64) + 1) * (rank + 1)
        for op, want in (("MAX", size), ("MIN", 1), ("AVG", (size + 1) / 2)):
            y = x.clone()
            dist.all_reduce(y, getattr(dist.ReduceOp, op))
            assert y.allclose((lumbre.arange(n, dtype=lumbre.float64) + 1) * want), op
        noise = lumbre.randn(n, generator=lumbre.Generator().manual_seed(rank))
        dist.all_reduce(noise)
        everybody = [lumbre.empty(n) for _ in ranks]
        dist.all_gather(everybody, noise)
        assert all(e.equal(noise) for e in everybody)
    bits = lumbre.tensor([1 << rank, 7])
    dist.all_reduce(bits, dist.ReduceOp.BOR)
    assert bits.tolist() == [(1 << size) - 1, 7]
    flags = lumbre.tensor([rank == 0, True, False])
    dist.all_reduce(flags)
    assert flags.tolist() == [True, True, False]
    # Tensors of other layouts, leaves, 0-dim and empty ones.
    x = lumbre.full((3, 4), float(rank)).t()
    dist.all_reduce(x)
    assert x.shape == (4, 3) and x.eq(sum(ranks)).all()
    leaf = lumbre.full((2,), float(rank), requires_grad=True)
    dist.broadcast(leaf, size - 1)
    assert leaf.tolist() == [size - 1] * 2 and leaf.requires_grad
    # A value that a backward pass needs is not written over unseen.
    x = lumbre.full((3,), 2.0, requires_grad=True)
    y = x * 1
    z = y * y
    dist.broadcast(y.detach(), 0)
    raises(RuntimeError, "modified by an inplace operation", lambda: z.sum().backward())
    zero = lumbre.tensor(float(rank))
    dist.all_reduce(zero)
    assert zero.item() == sum(ranks)
    dist.all_reduce(lumbre.empty(0))
    # The others.
    x = lumbre.tensor([rank + 1.0])
    dist.reduce(x, 1)
    assert x.item() == (sum(ranks) + size if rank == 1 else rank + 1)
    out = lumbre.empty(size, 2)
    dist.all_gather_into_tensor(out, lumbre.tensor([rank, 10.0 * rank]))
    assert out.tolist() == [[k, 10 * k] for k in ranks]
    got = [lumbre.empty(2) for _ in ranks] if rank == 1 else None
    dist.gather(lumbre.tensor([rank, 1.0]), got, dst=1)
    assert rank != 1 or [g.tolist() for g in got] == [[k, 1] for k in ranks]
    x = lumbre.empty(3)
    dist.scatter(x, [lumbre.full((3,), float(k)) for k in ranks] if rank == 0 else None, src=0)
    assert x.tolist() == [rank] * 3
    out = lumbre.empty(2)
    dist.reduce_scatter(out, [lumbre.full((2,), float(k + rank)) for k in ranks])
    assert out.tolist() == [rank * size + sum(ranks)] * 2
    dist.reduce_scatter_tensor(out, lumbre.arange(2.0 * size) * (rank + 1))
    assert out.tolist() == [v * sum(k + 1 for k in ranks) for v in (2 * rank, 2 * rank + 1)]
    outs = [lumbre.empty(k + 1) for k in ranks]
    dist.all_to_all(outs, [lumbre.full((rank + 1,), 10.0 * rank + k) for k in ranks])
    assert [o.tolist() for o in outs] == [[10 * k + rank] * (k + 1) for k in ranks]
    out = lumbre.empty(size, dtype=lumbre.int64)
    dist.all_to_all_single(out, lumbre.arange(size) + 10 * rank)
    assert out.tolist() == [10 * k + rank for k in ranks]
    uneven = lumbre.empty(sum(ranks), 2)
    dist.all_to_all_single(uneven, lumbre.full((rank * size, 2), float(rank)), list(ranks), [rank] * size)
    assert uneven[:, 0].tolist() == [float(k) for k in ranks for _ in range(k)]
    # Objects.
    objects = [None] * size
    dist.all_gather_object(objects, {"rank": rank, "text": "x" * (rank * 5000)})
    assert [o["rank"] for o in objects] == list(ranks) and [len(o["text"]) for o in objects] == [5000 * k for k in ranks]
    objects = [("a", rank), rank]
    dist.broadcast_object_list(objects, src=1)
    assert objects == [("a", 1), 1]
    mine = [None]
    dist.scatter_object_list(mine, [{"k": k} for k in ranks] if rank == 0 else None, src=0)
    assert mine == [{"k": rank}]
    kept = [None] * size if rank == 2 else None
    dist.gather_object(rank * 2, kept, dst=2)
    assert rank != 2 or kept == [2 * k for k in ranks]
    # Several at once, waited for in another order.
    xs = [lumbre.full((1000 * (k + 1),), float(rank)) for k in range(4)]
    works = [dist.all_reduce(x, async_op=True) for x in xs]
    dist.barrier()
    for w in reversed(works):
        assert w.wait() and w.is_completed() and w.is_success()
    assert all(x.eq(sum(ranks)).all() for x in xs)
    future = dist.all_reduce(lumbre.ones(3), async_op=True).get_future()
    assert future.wait()[0].tolist() == [size] * 3
    dist.all_reduce_coalesced(xs)
    assert all(x.eq(sum(ranks) * size).all() for x in xs)
    dist.monitored_barrier()
    dist.destroy_process_group()
    assert not dist.is_initialized()


def between_two(rank, size, path):
    start(rank, size, path)
    after, before = (rank + 1) % size, (rank - 1) % size
    # Everybody sends first, more than a socket holds.
    big = lumbre.full((1 << 20,), float(rank))
    work = dist.isend(big, after)
    got = lumbre.empty(1 << 20)
    assert dist.recv(got, before) == before and got.eq(before).all()
    work.wait()
    # By tags, not by order; without a source.
    if rank == 0:
        for tag in (3, 5):
            dist.send(lumbre.tensor([tag]), 1, tag=tag)
    if rank == 1:
        x = lumbre.zeros(1, dtype=lumbre.int64)
        for tag in (5, 3):
            dist.recv(x, 0, tag=tag)
            assert x.item() == tag
    if rank == 2:
        froms = set()
        for _ in range(size - 1):
            x = lumbre.zeros(1)
            froms.add(dist.recv(x))
            assert x.item() in froms
        assert froms == set(range(size)) - {2}
    else:
        dist.send(lumbre.tensor([float(rank)]), 2)
    out, strided = lumbre.tensor([float(rank)] * 2), lumbre.zeros(2, 2)
    ops = [dist.P2POp(dist.isend, out, after), dist.P2POp(dist.irecv, strided[:, 0], before)]
    for w in dist.batch_isend_irecv(ops):
        w.wait()
    assert strided.tolist() == [[before, 0], [before, 0]]
    raises(ValueError, "same as the rank of the current process", lambda: dist.send(out, rank))
    # Groups: their own ranks, independent of each other.
    pair = dist.new_group([0, 2])
    single = dist.new_group([1])
    assert (pair == dist.GroupMember.NON_GROUP_MEMBER) == (rank == 1) and dist.get_rank(pair) == {0: 0, 1: -1, 2: 1}[rank]
    if rank != 1:
        x = lumbre.tensor([float(rank + 1)])
        dist.all_reduce(x, group=pair)
        assert x.item() == 4 and dist.get_global_rank(pair, 1) == 2 and dist.get_group_rank(pair, 2) == 1
        dist.broadcast(x.fill_(rank), 2, group=pair)
        assert x.item() == 2
    else:
        x = lumbre.ones(1)
        dist.all_reduce(x, group=single)
        assert x.item() == 1
    # A grid.
    raises(RuntimeError, "world size", lambda: dist.init_device_mesh("cpu", (2, 2)))
    mesh = dist.init_device_mesh("cpu", (size, 1), mesh_dim_names=("data", "model"))
    assert mesh.get_coordinate() == [rank, 0] and mesh.shape == (size, 1) and mesh["data"].get_local_rank() == rank
    x = lumbre.tensor([float(rank)])
    dist.all_reduce(x, group=mesh.get_group("data"))
    dist.all_reduce(x, group=mesh["model"].get_group())
    assert x.item() == sum(range(size)) and mesh["model"].mesh.tolist() == [rank]
    DDP(lumbre.nn.Linear(1, 1), device_mesh=mesh["data"])(x[None]).sum().backward()
    dist.barrier()
    dist.destroy_process_group()
    # Once more, with the same file.
    start(rank, size, path + "2")
    dist.barrier()
    dist.destroy_process_group()


def _model():
    lumbre.manual_seed(3)
    return lumbre.nn.Sequential(lumbre.nn.Linear(6, 40), lumbre.nn.Tanh(), lumbre.nn.Linear(40, 40), lumbre.nn.GELU(), lumbre.nn.Linear(40, 3))


def training(rank, size, path):
    """As one process with the whole batch: parameters after steps, accumulation, unused parameters, hooks, buffers."""
    start(rank, size, path)
    data = lumbre.randn(4, size * 8, 6, generator=lumbre.Generator().manual_seed(0))
    goal = lumbre.randn(4, size * 8, 3, generator=lumbre.Generator().manual_seed(1))
    share = slice(rank * 8, rank * 8 + 8)

    def train(model, part, accumulate=False):
        opt = lumbre.optim.AdamW(model.parameters(), lr=1e-2)
        for x, y in zip(data, goal, strict=True):
            opt.zero_grad()
            if accumulate:
                with model.no_sync():
                    (lumbre.nn.functional.mse_loss(model(x[part][:4]), y[part][:4]) / 2).backward()
                (lumbre.nn.functional.mse_loss(model(x[part][4:]), y[part][4:]) / 2).backward()
            else:
                lumbre.nn.functional.mse_loss(model(x[part]), y[part]).backward()
            opt.step()
        return [p.detach().clone() for p in model.parameters()]

    want = train(_model(), slice(None))
    for cap in (25, 0.001):
        for accumulate in (False, True):
            model = _model()
            if rank:
                lumbre.nn.init.zeros_(model[0].weight)
            got = train(DDP(model, bucket_cap_mb=cap), share, accumulate)
            for a, b in zip(got, want, strict=True):
                lumbre.testing.assert_close(a, b, rtol=1e-4, atol=1e-5)
    # The same bits on all processes.
    everybody = [None] * size
    dist.all_gather_object(everybody, got)
    assert all(a.equal(b) for other in everybody for a, b in zip(other, got, strict=True))

    from lumbre.distributed.algorithms.ddp_comm_hooks import default_hooks

    for hook, tol in ((default_hooks.allreduce_hook, 1e-4), (default_hooks.bf16_compress_hook, 0.2)):
        model = DDP(_model())
        model.register_comm_hook(None, hook)
        for a, b in zip(train(model, share), want, strict=True):
            lumbre.testing.assert_close(a, b, rtol=tol, atol=tol / 10)

    class Branches(lumbre.nn.Module):
        def __init__(self):
            super().__init__()
            self.a, self.b, self.c = (lumbre.nn.Linear(2, 2, bias=False) for _ in range(3))

        def forward(self, x, which):
            return getattr(self, which)(x)

    model = DDP(Branches(), find_unused_parameters=True)
    for _ in range(2):
        model.zero_grad()
        # `c` is used by nobody, `a` and `b` by some.
        model(lumbre.ones(1, 2), "a" if rank == 0 else "b").sum().backward()
        assert model.module.c.weight.grad is None
        lumbre.testing.assert_close(model.module.a.weight.grad, lumbre.full((2, 2), 1 / size))
        lumbre.testing.assert_close(model.module.b.weight.grad, lumbre.full((2, 2), 1 - 1 / size))
    model = DDP(Branches())
    model(lumbre.ones(1, 2), "a").sum().backward()
    raises(RuntimeError, "find_unused_parameters", lambda: model(lumbre.ones(1, 2), "a"))

    # Statistics: rank 0's in ordinary layers, those of the whole batch in synchronised ones.
    x = lumbre.randn(4 * size, 5, 3, generator=lumbre.Generator().manual_seed(2), requires_grad=True)
    norm = lumbre.nn.BatchNorm1d(5)
    w = lumbre.randn(x.shape, generator=lumbre.Generator().manual_seed(5))
    (norm(x) * w).sum().backward()
    part = x.detach()[rank * 4 : rank * 4 + 4].clone().requires_grad_()
    sync = lumbre.nn.SyncBatchNorm.convert_sync_batchnorm(lumbre.nn.BatchNorm1d(5))
    (sync(part) * w[rank * 4 : rank * 4 + 4]).sum().backward()
    lumbre.testing.assert_close(part.grad, x.grad[rank * 4 : rank * 4 + 4], rtol=1e-4, atol=1e-5)
    lumbre.testing.assert_close(sync.running_var, norm.running_var)
    total = sync.weight.grad.clone()
    dist.all_reduce(total)
    lumbre.testing.assert_close(total, norm.weight.grad, rtol=1e-4, atol=1e-5)
    model = DDP(lumbre.nn.Sequential(lumbre.nn.BatchNorm1d(2), lumbre.nn.Linear(2, 1)))
    model(lumbre.randn(8, 2) + rank).sum().backward()
    model(lumbre.randn(8, 2)).sum().backward()
    assert model.module[0].num_batches_tracked.item() == 2
    raises(RuntimeError, "same model across all ranks", lambda: DDP(lumbre.nn.Linear(2, 2 + (rank == 1))))

    # Different numbers of batches: rank k has k + 1.
    for initial in (True, False):
        model = DDP(lumbre.nn.Sequential(lumbre.nn.Linear(1, 1, bias=False), lumbre.nn.BatchNorm1d(1, affine=False, momentum=1.0)))
        lumbre.nn.init.ones_(model.module[0].weight)
        plain = DDP(lumbre.nn.Linear(1, 1, bias=False))
        lumbre.nn.init.ones_(plain.module.weight)
        opt = lumbre.optim.SGD(plain.parameters(), lr=1.0)
        with plain.join(divide_by_initial_world_size=initial):
            for _ in range(rank + 1):
                opt.zero_grad()
                plain(lumbre.full((1, 1), float(rank + 1))).sum().backward()
                opt.step()
        with model.join():
            for k in range(rank + 1):
                model(lumbre.tensor([[0.0], [1.0 + k]])).sum().backward()
        active = [[r + 1 for r in range(size) if r >= k] for k in range(size)]
        want = 1 - sum(sum(a) / (size if initial else len(a)) for a in active)
        assert abs(plain.module.weight.item() - want) < 1e-5 and abs(model.module[1].running_mean.item() - size / 2) < 1e-5
    early = DDP(lumbre.nn.Linear(1, 1))

    def stops():
        with early.join(throw_on_early_termination=True):
            for _ in range(rank + 1):
                early(lumbre.ones(1, 1)).sum().backward()

    raises(RuntimeError, "exhausted inputs", stops)

    # State in shares: the same steps, and the same whole state.
    from lumbre.distributed.optim import ZeroRedundancyOptimizer

    model, plain = _model(), _model()
    shared = ZeroRedundancyOptimizer(model.parameters(), lumbre.optim.AdamW, lr=1e-2)
    whole = lumbre.optim.AdamW(plain.parameters(), lr=1e-2)
    for k in range(4):
        for m, opt in ((model, shared), (plain, whole)):
            opt.zero_grad()
            m(data[k]).square().mean().backward()
            opt.param_groups[0]["lr"] = 1e-2 / (k + 1)
            opt.step()
        if k == 1:
            raises(RuntimeError, "consolidated", shared.state_dict)
            shared.consolidate_state_dict(to=1)
            state = [shared.state_dict() if rank == 1 else None]
            dist.broadcast_object_list(state, src=1)
            lumbre.testing.assert_close(state[0]["state"][2]["exp_avg"], whole.state_dict()["state"][2]["exp_avg"])
            assert len(shared.optim.state) < len(whole.state)
            shared = ZeroRedundancyOptimizer(model.parameters(), lumbre.optim.AdamW, lr=1.0)
            shared.load_state_dict(state[0])
    for a, b in zip(model.parameters(), plain.parameters(), strict=True):
        lumbre.testing.assert_close(a, b)

    # Collectives with derivatives.
    x = lumbre.tensor([float(rank + 1)], requires_grad=True)
    y = dist.nn.all_reduce(x * 2)
    (y * (rank + 1)).sum().backward()
    assert y.item() == size * (size + 1) and x.grad.item() == size * (size + 1)
    from lumbre.distributed import _functional_collectives as fc

    mine = lumbre.arange(2 * size).reshape(size, 2) + rank
    assert fc.all_reduce(mine, "sum").equal(size * lumbre.arange(2 * size).reshape(size, 2) + sum(range(size)))
    assert fc.all_gather_tensor(mine, 0).shape == (size * size, 2) and fc.broadcast(mine, 1).equal(mine - rank + 1)
    assert fc.reduce_scatter_tensor(mine, "max", 0).equal(mine[rank : rank + 1] - rank + size - 1)
    assert fc.all_to_all_single(mine, None, None)[:, 0].tolist() == [2 * rank + k for k in range(size)]
    x.grad = None
    parts = dist.nn.all_gather(x)
    (sum(p * (k + 1) for k, p in enumerate(parts))).sum().backward()
    assert x.grad.item() == size * (rank + 1)
    dist.destroy_process_group()


def death(rank, size, path, how):
    """Rank 1 ends; the others are told at once, though they wait for somebody else."""
    start(rank, size, path)
    dist.barrier()
    began = time.monotonic()
    if rank == 1:
        if how == "kill":
            os._exit(0)
        if how == "other":
            raises(dist.DistBackendError, "another collective", lambda: dist.broadcast(lumbre.ones(3), 0))
        if how == "size":
            raises(dist.DistBackendError, "bytes", lambda: dist.all_reduce(lumbre.ones(4)))
    else:
        text = {"kill": "rank 1 has closed its connection", "other": "another collective", "size": "bytes"}[how]
        x = lumbre.ones(100000) if how == "kill" else lumbre.ones(3)
        raises(dist.DistBackendError, text, lambda: dist.all_reduce(x))
        raises(dist.DistBackendError, "", lambda: dist.all_reduce(x))
    assert time.monotonic() - began < 20
    os._exit(0)


def slow(rank, size, path):
    """One process does not come: a time limit ends the wait, and says whom it was for."""
    start(rank, size, path, seconds=0.5)
    if rank == 0:
        raises(dist.DistBackendError, "Ranks 1 failed", lambda: dist.monitored_barrier(timeout=datetime.timedelta(seconds=0.2)))
        work = dist.irecv(lumbre.ones(1), 1, tag=9)
        raises(dist.DistBackendError, "", work.wait)
    time.sleep(1.0)
    os._exit(0)
