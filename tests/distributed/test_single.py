"""A group of one process, and the wrappers that train in groups."""

import lumbre
import lumbre.distributed as dist
import pytest


@pytest.fixture
def group():
    dist.init_process_group("gloo", rank=0, world_size=1)
    yield
    dist.destroy_process_group()


def test_group_answers_and_ends(group):
    assert dist.is_available() and dist.is_initialized()
    assert (dist.get_rank(), dist.get_world_size(), dist.get_backend()) == (0, 1, "gloo")
    with pytest.raises(ValueError, match="twice"):
        dist.init_process_group("gloo", rank=0, world_size=1)


def test_without_group_is_an_error():
    assert not dist.is_initialized()
    with pytest.raises(ValueError, match="init_process_group"):
        dist.get_rank()
    with pytest.raises(ValueError, match="init_process_group"):
        lumbre.nn.parallel.DistributedDataParallel(lumbre.nn.Linear(2, 2))


def test_collectives_keep_values(group):
    x = lumbre.arange(4.0)
    dist.all_reduce(x)
    dist.broadcast(x, 0)
    assert x.tolist() == [0, 1, 2, 3]
    out = [lumbre.zeros(4)]
    assert dist.all_gather(out, x, async_op=True).wait()
    assert out[0].tolist() == [0, 1, 2, 3]
    half = lumbre.zeros(4)
    dist.reduce_scatter_tensor(half, x)
    assert half.tolist() == [0, 1, 2, 3]
    objects = [None]
    dist.all_gather_object(objects, {"a": 1})
    assert objects == [{"a": 1}]
    dist.barrier()
    with pytest.raises(ValueError):
        dist.send(x, 1)


def test_ddp_trains_as_its_module(group):
    lumbre.manual_seed(0)
    inner = lumbre.nn.Linear(3, 2)
    model = lumbre.nn.parallel.DistributedDataParallel(inner)
    assert list(model.state_dict()) == ["module.weight", "module.bias"]
    x = lumbre.ones(1, 3)
    with model.no_sync():
        model(x).sum().backward()
    assert inner.weight.grad.tolist() == [[1, 1, 1], [1, 1, 1]]
    dist.destroy_process_group()
    dist.init_process_group("gloo", init_method="tcp://localhost:1?rank=0&world_size=1")
