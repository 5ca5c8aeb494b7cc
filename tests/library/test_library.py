"""Ops that programs define: declarations, kernels, gradients, shapes."""

import pickle

import numpy as np
import pytest

import lumbre
from lumbre import Tensor, library, ops


@library.custom_op("tests::scaled", mutates_args=())
def scaled(x: Tensor, factor: float = 2.0, *, others: list[Tensor] | None = None) -> Tensor:
    return x * factor


def test_custom_op_is_called_with_defaults_and_found_by_name():
    x = lumbre.tensor([1.0, 3.0])
    assert scaled(x).tolist() == [2.0, 6.0]
    assert ops.tests.scaled(x, factor=3).tolist() == [3.0, 9.0]
    assert ops.tests.scaled.default(x, 0.5).tolist() == [0.5, 1.5]
    assert str(ops.tests.scaled.default._schema) == "tests::scaled(Tensor x, float factor=2., *, Tensor[]? others=None) -> Tensor"
    assert pickle.loads(pickle.dumps(ops.tests.scaled.default)) is ops.tests.scaled.default


def test_custom_op_rejects_arguments_that_do_not_fit():
    with pytest.raises(TypeError, match="missing value for argument 'x'"):
        scaled()
    with pytest.raises(TypeError, match="unknown keyword"):
        scaled(lumbre.ones(1), scale=1)


def test_custom_op_without_gradient_raises_in_backward():
    y = scaled(lumbre.ones(2, requires_grad=True))
    assert y.requires_grad
    with pytest.raises(RuntimeError, match="no autograd formula was registered"):
        y.sum().backward()


def test_register_autograd_with_lists_and_several_outputs():
    @library.custom_op("tests::weighted", mutates_args=())
    def weighted(xs: list[Tensor], w: float) -> tuple[Tensor, Tensor]:
        return xs[0] * w, xs[1] + xs[0]

    def setup(ctx, inputs, output):
        ctx.w = inputs[1]

    def backward(ctx, g0, g1):
        return [g0 * ctx.w + g1, g1], None

    weighted.register_autograd(backward, setup_context=setup)
    a, b = (lumbre.randn(3, dtype=lumbre.float64, requires_grad=True) for _ in range(2))
    assert lumbre.autograd.gradcheck(lambda a, b: weighted([a, b], 3.0), (a, b))


def test_fake_function_answers_on_meta():
    @library.custom_op("tests::halve", mutates_args=())
    def halve(x: Tensor) -> Tensor:
        return lumbre.from_numpy(x.numpy()[::2].copy())

    x = lumbre.zeros(6, device="meta")
    with pytest.raises(RuntimeError, match="no fake impl"):
        halve(x)
    halve.register_fake(lambda x: x.new_empty((x.shape[0] + 1) // 2))
    assert halve(x).shape == (3,)
    library.opcheck(halve, (lumbre.arange(5.0),))


def test_results_may_not_be_inputs():
    @library.custom_op("tests::same", mutates_args=())
    def same(x: Tensor) -> Tensor:
        return x.view(-1)

    with pytest.raises(RuntimeError, match="may not alias"):
        same(lumbre.ones(2, 2))


def test_mutating_op_writes_its_argument():
    @library.custom_op("tests::fill", mutates_args={"out"})
    def fill(x: Tensor, out: Tensor) -> None:
        out.copy_(x)

    out = lumbre.zeros(2)
    assert fill(lumbre.ones(2), out) is None and out.tolist() == [1, 1]
    assert fill._opoverload._schema.is_mutable


def test_library_defines_for_its_lifetime():
    lib = library.Library("tests_life", "DEF")
    assert lib.define("shift(Tensor x, int by=1) -> Tensor") == "shift"
    lib.impl("shift", lambda x, by: x + by)
    x = lumbre.ones(2, requires_grad=True)
    ops.tests_life.shift(x, 4).sum().backward()
    assert x.grad.tolist() == [1, 1]
    with pytest.raises(RuntimeError, match="already a kernel"):
        lib.impl("shift", lambda x, by: x)
    lib._destroy()
    with pytest.raises(AttributeError):
        ops.tests_life.shift


def test_define_and_impl_by_qualified_name():
    library.define("tests::sin_np", "(Tensor x) -> Tensor")

    @library.impl("tests::sin_np", "cpu")
    def sin_np(x):
        return lumbre.from_numpy(np.sin(x.numpy()))

    x = lumbre.tensor([0.5, 1.0])
    np.testing.assert_allclose(ops.tests.sin_np(x).numpy(), np.sin([0.5, 1.0]), rtol=1e-6)
    library.register_kernel("tests::sin_np", "cpu", lambda x: x)
    with pytest.raises(RuntimeError, match="does not exist"):
        library.register_fake("tests::nothing", lambda: None)


@pytest.mark.parametrize("text", [
    "f(Tensor x, Tensor? y=None, *, int[2] k=[1, 1], bool b=True) -> Tensor",
    "f.out(Tensor x, str mode=\"mean\", *, Tensor(a!) out) -> Tensor(a!)",
    "ns::g(Tensor[] xs, float eps=1e-05) -> (Tensor a, Tensor[] b)",
    "h() -> ()",
])  # fmt: skip
def test_schema_reads_and_writes_itself(text):
    from lumbre import _schema

    assert str(_schema.parse(text)) == text


def test_infer_schema_words():
    def f(x: Tensor, n: int, s: str, k: bool, ys: list[Tensor], d: lumbre.dtype | None = None) -> tuple[Tensor, Tensor]: ...

    assert library.infer_schema(f, mutates_args={"x"}) == "(Tensor(a0!) x, SymInt n, str s, bool k, Tensor[] ys, ScalarType? d=None) -> (Tensor, Tensor)"
    with pytest.raises(ValueError, match="unsupported type"):
        library.infer_schema(lambda_with_dict, mutates_args=())


def lambda_with_dict(x: dict) -> Tensor: ...


def numpy_cube(name):
    """A custom op whose function the tape and the recorder cannot look into."""

    @library.custom_op(name, mutates_args=())
    def cube(x: Tensor, scale: float = 1.0) -> Tensor:
        return lumbre.from_numpy(x.detach().numpy() ** 3 * scale)

    cube.register_fake(lambda x, scale=1.0: lumbre.empty_like(x))
    cube.register_autograd(lambda ctx, g: (g * 3 * ctx.saved_tensors[0] ** 2 * ctx.scale, None), setup_context=_save_cube)
    return cube


def _save_cube(ctx, inputs, output):
    ctx.save_for_backward(inputs[0])
    ctx.scale = inputs[1]


def test_custom_op_is_one_node_of_a_trace_and_runs_from_its_file(tmp_path):
    cube = numpy_cube("tests::cube_traced")
    x = lumbre.tensor([1.0, 2.0], dtype=lumbre.float64)
    traced = lumbre.jit.trace(lambda x: cube(x + 1, 2.0) * 2, x)
    assert "tests::cube_traced" in str(traced.graph)
    lumbre.jit.save(traced, tmp_path / "cube.lmb")
    loaded = lumbre.jit.load(tmp_path / "cube.lmb")
    x = lumbre.tensor([0.5, -1.0, 3.0], dtype=lumbre.float64, requires_grad=True)
    y = loaded(x)
    np.testing.assert_allclose(y.detach().numpy(), 4 * (x.detach().numpy() + 1) ** 3)
    y.sum().backward()
    np.testing.assert_allclose(x.grad.numpy(), 12 * (x.detach().numpy() + 1) ** 2)


def test_custom_op_in_scripted_code():
    cube = numpy_cube("tests::cube_scripted")

    def f(x: Tensor, n: int):
        for _ in range(n):
            x = cube(x, 0.5)
        return ops.tests.cube_scripted(x)

    g = lumbre.jit.script(f)
    x = lumbre.tensor([1.5], dtype=lumbre.float64)
    assert "tests::cube_scripted" in str(g.graph)
    np.testing.assert_allclose(g(x, 2).numpy(), f(x, 2).numpy())


def test_mutating_op_in_a_trace(tmp_path):
    @library.custom_op("tests::store", mutates_args={"out"})
    def store(x: Tensor, out: Tensor) -> None:
        out.copy_(lumbre.from_numpy(np.cos(x.numpy())))

    def f(x):
        out = lumbre.zeros_like(x)
        store(x, out)
        return out + 1

    traced = lumbre.jit.trace(f, lumbre.ones(2))
    x = lumbre.tensor([0.0, 0.5])
    np.testing.assert_allclose(traced(x).numpy(), np.cos([0.0, 0.5]) + 1, rtol=1e-6)


def test_exceptions_pass_through_programs():
    class Mine(Exception):
        pass

    @library.custom_op("tests::angry", mutates_args=())
    def angry(x: Tensor, calm: bool = True) -> Tensor:
        if x.sum() > 10:
            raise Mine("too much")
        return x.clone()

    program = lumbre.jit.trace(lambda x: angry(x), lumbre.ones(2))
    with pytest.raises(Mine, match="too much"):
        program(lumbre.full((2,), 50.0))


def test_vmap_over_custom_ops():
    cube = numpy_cube("tests::cube_batched")
    x = lumbre.randn(3, 4, dtype=lumbre.float64)
    want = x.numpy() ** 3 * 2
    np.testing.assert_allclose(lumbre.vmap(lambda v: cube(v, 2.0))(x).numpy(), want)
    seen = []

    @cube.register_vmap
    def rule(info, in_dims, x, scale):
        seen.append((info.batch_size, in_dims[0]))
        return cube(x, scale), in_dims[0]

    np.testing.assert_allclose(lumbre.vmap(lambda v: cube(v, 2.0), in_dims=1, out_dims=1)(x).numpy(), want)
    assert seen == [(4, 0)]


def test_opcheck_finds_what_is_missing():
    cube = numpy_cube("tests::cube_checked")
    x = lumbre.randn(3, requires_grad=True)
    assert set(library.opcheck(cube, (x, 2.0)).values()) == {"SUCCESS"}

    @library.custom_op("tests::wrong", mutates_args=())
    def wrong(x: Tensor) -> Tensor:
        return x.detach().clone()

    wrong.register_fake(lambda x: x.new_empty(x.shape[0] + 1))
    with pytest.raises(RuntimeError, match="the fake function gives"):
        library.opcheck(wrong, (lumbre.ones(2),))
    failed = library.opcheck(wrong, (lumbre.ones(2),), raise_exception=False)
    assert failed["test_schema"] == "SUCCESS" and isinstance(failed["test_faketensor"], RuntimeError)
    with pytest.raises(RuntimeError, match="no test"):
        library.opcheck(wrong, (lumbre.ones(2),), test_utils="test_nothing")


def test_ops_defined_again_are_forgotten_with_their_library():
    for by in (1, 2):
        lib = library.Library("tests_again", "DEF")
        lib.define("shift(Tensor x) -> Tensor")
        lib.impl("shift", lambda x, by=by: x + by)
        program = lumbre.jit.trace(lambda x: ops.tests_again.shift(x), lumbre.zeros(1))
        assert program(lumbre.zeros(1)).item() == by
        lib._destroy()


def test_unknown_extension_is_refused():
    with pytest.raises(OSError, match="cannot be loaded"):
        ops.load_library("/nowhere/_C_other.so")
    with pytest.raises(AttributeError):
        ops.no_such_space.op
