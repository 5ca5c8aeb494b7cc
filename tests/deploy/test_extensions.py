"""Custom ops in Rust, C and Cython: eager, compiled, and from a file, each with its gradient."""

import subprocess
import sys

import numpy as np
import pytest

import lumbre
from lumbre import jit, library, ops
from lumbre.autograd import gradcheck, gradgradcheck

from . import built

EXAMPLES = built.ROOT / "examples/extensions"


@pytest.fixture(scope="module", autouse=True)
def opened(tmp_path_factory):
    """The libraries are opened once for the process."""
    if not hasattr(built, "opened"):
        folder = tmp_path_factory.mktemp("extensions")
        library.load_extension(built.target(f"libexample_ops.{built.DYLIB}"))
        library.load_extension(built.shared(EXAMPLES / "c/softclip.c", folder))
        built.run(sys.executable, EXAMPLES / "cython/build.py", folder)
        sys.path[:0] = [str(folder), str(EXAMPLES / "cython")]
        try:
            import moving_mean  # noqa: F401
        finally:
            del sys.path[:2]
        built.opened = folder
    return built.opened


def swish(x):
    return ops.example.swish(x, 1.5)


def softclip(x):
    return ops.example_c.softclip(x, 2.0)


def square(x):
    return ops.example_c.square(x)


def moving(x):
    return ops.example_cython.moving_mean(x, 3)


REFERENCES = {
    swish: lambda x: x / (1 + np.exp(-1.5 * x)),
    softclip: lambda x: x / (1 + np.abs(x) / 2),
    square: np.square,
    moving: lambda x: np.apply_along_axis(lambda r: np.convolve(r, np.ones(3) / 3, "valid"), -1, x),
}
OPS = pytest.mark.parametrize("op", REFERENCES, ids=lambda f: f.__name__)


def sample(dtype=lumbre.float64):
    lumbre.manual_seed(1)
    return lumbre.randn(4, 6, dtype=dtype)


@OPS
@pytest.mark.parametrize("dtype", [lumbre.float64, lumbre.float32], ids=str)
def test_values(op, dtype):
    x = sample(dtype)
    for v in (x, x.t().contiguous().t(), x[:, ::2].repeat_interleave(2, 1), x[:0]):
        if v.numel() or op is not moving:
            np.testing.assert_allclose(op(v).numpy(), REFERENCES[op](v.numpy()), rtol=1e-5, atol=1e-6)


@OPS
def test_gradient(op):
    assert gradcheck(op, sample().requires_grad_())


@pytest.mark.parametrize("op", [square, moving], ids=lambda f: f.__name__)
def test_second_derivative_where_the_backward_calls_ops(op):
    assert gradgradcheck(op, sample().requires_grad_())


@pytest.mark.parametrize("op", [softclip, swish], ids=lambda f: f.__name__)
def test_second_derivative_of_a_backward_on_memory_raises(op):
    x = sample().requires_grad_()
    (g,) = lumbre.autograd.grad(op(x).sum(), x, create_graph=True)
    with pytest.raises(RuntimeError, match="cannot be differentiated again"):
        g.sum().backward()


@OPS
@pytest.mark.parametrize("compiled", ["trace", "script"])
def test_compiled_and_from_a_file(op, compiled, tmp_path):
    x = sample()
    forms = {"trace": lambda: jit.trace(lambda x: op(x * 2) + 1, x), "script": lambda: jit.script(_SCRIPTED[op])}
    program = forms[compiled]()
    assert "example" in str(program.graph)
    jit.save(program, tmp_path / "op.lmb")
    for run in (program, jit.load(tmp_path / "op.lmb")):
        x = sample()[:3].requires_grad_()
        y = run(x)
        np.testing.assert_allclose(y.detach().numpy(), REFERENCES[op](2 * x.detach().numpy()) + 1, rtol=1e-6)
        y.sum().backward()
        want = lumbre.autograd.grad(op(x * 2).sum(), x)[0]
        np.testing.assert_allclose(x.grad.numpy(), want.numpy(), rtol=1e-6)


def scripted_swish(x):
    return ops.example.swish(x * 2, 1.5) + 1


def scripted_softclip(x):
    return ops.example_c.softclip(x * 2, 2.0) + 1


def scripted_square(x):
    return ops.example_c.square(x * 2) + 1


def scripted_moving(x):
    return ops.example_cython.moving_mean(x * 2, 3) + 1


_SCRIPTED = {swish: scripted_swish, softclip: scripted_softclip, square: scripted_square, moving: scripted_moving}


@OPS
def test_shapes_on_meta(op):
    if op is square:
        with pytest.raises(RuntimeError, match="no fake impl"):
            op(sample().to("meta"))
    else:
        assert op(sample().to("meta")).shape == op(sample()).shape


def test_several_results():
    x, y = (sample().requires_grad_() for _ in range(2))
    assert gradcheck(lambda a, b: ops.example.pair(a, b), (x, y))
    assert str(ops.example.pair.default._schema) == "example::pair(Tensor x, Tensor y) -> (Tensor, Tensor)"


def test_c_op_says_what_it_does_not_take():
    with pytest.raises(NotImplementedError, match="only float32 and float64"):
        ops.example_c.softclip(lumbre.ones(2, dtype=lumbre.int64))
    with pytest.raises(ValueError, match="limit must be positive"):
        ops.example_c.softclip(lumbre.ones(2), -1.0)
    with pytest.raises(RuntimeError, match="missing value for argument 'x'"):
        ops.example_c.softclip()


def test_file_says_which_op_is_missing_where_nothing_was_opened(opened, tmp_path):
    jit.save(jit.trace(lambda x: softclip(x), sample()), tmp_path / "op.lmb")
    code = f"import lumbre\ntry:\n    lumbre.jit.load({str(tmp_path / 'op.lmb')!r})\nexcept ValueError as e:\n    print(e)"
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60)
    assert "example_c::softclip" in said.stdout and "registered" in said.stdout, said.stdout + said.stderr


def test_runner_takes_the_extension(opened, tmp_path):
    x = sample(lumbre.float32)
    jit.save(jit.trace(lambda x: softclip(x) + ops.example.swish(x, 1.0), x), tmp_path / "op.lmb")
    np.save(tmp_path / "x.npy", x.numpy())
    libraries = ["--extension", opened / "softclip.so", "--extension", built.target(f"libexample_ops.{built.DYLIB}")]
    runner = built.target("lumbre-run")
    built.run(runner, tmp_path / "op.lmb", "-i", tmp_path / "x.npy", "-o", tmp_path / "y.npy", *libraries)
    v = x.numpy()
    np.testing.assert_allclose(np.load(tmp_path / "y.npy"), v / (1 + np.abs(v) / 2) + v / (1 + np.exp(-v)), rtol=1e-5)
    assert "registered" in built.run(runner, tmp_path / "op.lmb", status=1).stderr


def test_what_is_no_extension_is_refused(tmp_path):
    empty = tmp_path / "empty.c"
    empty.write_text("int nothing(void);\nint nothing(void) { return 0; }\n")
    with pytest.raises(OSError, match="lumbre_extension_v1"):
        library.load_extension(built.shared(empty, tmp_path))
    with pytest.raises(OSError, match="no such file"):
        library.load_extension(tmp_path / "nothing.so")
    failing = tmp_path / "failing.c"
    failing.write_text('#include <lumbre.h>\nint32_t lumbre_extension_v1(const LumbreApi *api) { return api->fail(LUMBRE_STATUS_KEY, "no licence"); }\n')
    with pytest.raises(KeyError, match="no licence"):
        library.load_extension(built.shared(failing, tmp_path))
