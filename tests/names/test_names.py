"""Modules that programs import: names answer plausibly, and what is not there refuses by name."""

import importlib
import math

import numpy as np
import pytest

import lumbre

MODULES = [
    "_dynamo", "_dynamo.eval_frame", "_dynamo.utils", "_custom_ops", "_subclasses.fake_tensor", "accelerator", "ao.quantization", "cpu", "cuda.nvtx",
    "distributed.tensor.placement_types", "distributed.device_mesh", "distributed.fsdp.wrap", "distributed.algorithms.join", "distributed.optim",
    "distributed.checkpoint.state_dict", "distributed.elastic.multiprocessing.errors", "futures", "jit.annotations", "mps", "xpu",
    "nn.attention.bias", "nn.attention.flex_attention", "nn.parallel.distributed", "onnx.symbolic_helper", "onnx.symbolic_opset11",
    "quantization", "utils.cpp_extension",
]  # fmt: skip


@pytest.mark.parametrize("name", MODULES)
def test_module_imports(name):
    importlib.import_module(f"lumbre.{name}")


def test_absent_work_is_refused_by_name():
    with pytest.raises(NotImplementedError, match="fully_shard"):
        lumbre.distributed.fsdp.fully_shard(None)
    with pytest.raises(NotImplementedError, match="quantize_dynamic"):
        lumbre.ao.quantization.quantize_dynamic(None)
    with pytest.raises(ValueError, match="process group has not been initialized"):
        lumbre.nn.parallel.DistributedDataParallel(lumbre.nn.Linear(1, 1))
    assert not isinstance(lumbre.ones(1), lumbre.distributed.tensor.DTensor)


def test_checks_raise_their_kind():
    lumbre._check(True, lambda: 1 / 0)
    for check, kind in ((lumbre._check, RuntimeError), (lumbre._check_value, ValueError), (lumbre._check_index, IndexError), (lumbre._check_type, TypeError)):
        with pytest.raises(kind, match="why"):
            check(False, lambda: "why")
    with pytest.raises(TypeError, match="must be a bool"):
        lumbre._check(lumbre.tensor(True))
    with pytest.raises(RuntimeError):
        lumbre._check_tensor_all(lumbre.tensor([True, False]))


def test_future_calls_back_once_its_value_is_there():
    a, b = lumbre.futures.Future(), lumbre.futures.Future()
    doubled = a.then(lambda f: 2 * f.value())
    both = lumbre.futures.collect_all([a, b])
    a.set_result(3)
    assert doubled.wait() == 6 and not both.done()
    b.set_exception(ValueError("no"))
    assert both.done()
    with pytest.raises(ValueError, match="no"):
        b.wait()
    with pytest.raises(RuntimeError, match="only be marked completed once"):
        a.set_result(4)


def test_flex_attention_is_attention_with_a_score_function():
    from lumbre.nn.attention.flex_attention import create_block_mask, flex_attention

    q, k, v = (lumbre.randn(2, 4, 5, 8, dtype=lumbre.float64) for _ in range(3))
    causal = create_block_mask(lambda b, h, i, j: i >= j, None, None, 5, 5, BLOCK_SIZE=2)
    want = lumbre.nn.functional.scaled_dot_product_attention(q, k, v, is_causal=True)
    np.testing.assert_allclose(flex_attention(q, k, v, block_mask=causal).numpy(), want.numpy(), rtol=1e-10)
    assert causal.to_dense().tolist() == [[[[1, 0, 0], [1, 1, 0], [1, 1, 1]]]]
    biased = flex_attention(q, k, v, score_mod=lambda s, b, h, i, j: s - (i - j).abs())
    distance = np.abs(np.subtract.outer(np.arange(5), np.arange(5)))
    scores = np.einsum("bhid,bhjd->bhij", q.numpy(), k.numpy()) / math.sqrt(8) - distance
    weights = np.exp(scores - scores.max(-1, keepdims=True))
    weights /= weights.sum(-1, keepdims=True)
    np.testing.assert_allclose(biased.numpy(), weights @ v.numpy(), rtol=1e-10)


def test_gather_joins_nested_pieces():
    from lumbre.nn.parallel import gather

    parts = [{"a": lumbre.ones(2), "b": (lumbre.zeros(1),)}, {"a": lumbre.zeros(1), "b": (lumbre.ones(1),)}]
    joined = gather(parts, "cpu")
    assert joined["a"].tolist() == [1, 1, 0] and joined["b"][0].tolist() == [0, 1]


def test_gpu_contexts_do_nothing_without_a_gpu():
    if lumbre.cuda.is_available():
        pytest.skip("there is a GPU")
    with lumbre.cuda.device(None), lumbre.cuda.stream(None):
        assert lumbre.cuda.get_rng_state_all() == []
    with pytest.raises(RuntimeError, match="NVIDIA"):
        lumbre.cuda.Event(enable_timing=True)


def test_dispatch_key_sets():
    keys = lumbre._C.DispatchKey
    both = lumbre._C.DispatchKeySet(keys.CPU) | lumbre._C.DispatchKeySet(keys.AutocastXPU)
    assert both.has(keys.CPU) and not both.remove(keys.CPU).has(keys.CPU)


def test_a_star_import_brings_every_public_name_and_no_module():
    space = {}
    exec("from lumbre import *", space)
    assert {"tensor", "float32", "Tensor", "int", "add", "FloatTensor", "no_grad", "manual_seed"} <= set(space)
    assert "nn" not in space and not any(name.startswith("_") for name in lumbre.__all__)
