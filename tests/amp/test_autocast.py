"""Autocast against the same programs with casts written out, and the scaling of gradients."""

import pickle
import threading
import warnings

import lumbre
import lumbre.nn.functional as F
import pytest

BF16, F16, F32, F64 = lumbre.bfloat16, lumbre.float16, lumbre.float32, lumbre.float64


def numbers(*shape, dtype=F32):
    n = 1
    for s in shape:
        n *= s
    return (lumbre.arange(n, dtype=F32).mul(0.37).sin() * 2).reshape(shape).to(dtype)


A, B = numbers(3, 4), numbers(4, 5)


@pytest.mark.parametrize(
    ("call", "dtype"),
    [
        (lambda: A @ B, BF16),
        (lambda: lumbre.mm(A, B), BF16),
        (lambda: A.matmul(B), BF16),
        (lambda: lumbre.einsum("ij,jk->ik", A, B), BF16),
        (lambda: F.linear(A, B.t()), BF16),
        (lambda: F.conv2d(numbers(1, 2, 5, 5), numbers(3, 2, 3, 3)), BF16),
        (lambda: F.scaled_dot_product_attention(*(numbers(1, 2, 3, 4) for _ in range(3))), BF16),
        (lambda: lumbre.addmm(numbers(3, 5), A, B), BF16),
        (lambda: lumbre.bmm(A[None], B[None]), BF16),
        (lambda: F.prelu(A, lumbre.ones(1)), BF16),
        (lambda: A + 1, F32),
        (lambda: A.softmax(-1), F32),
        (lambda: A.bfloat16().softmax(-1), BF16),
        (lambda: F.relu(A.bfloat16()), BF16),
        (lambda: F.mse_loss(A.bfloat16(), A.bfloat16() + 1), F32),
        (lambda: F.cross_entropy(A.bfloat16(), lumbre.tensor([0, 1, 2])), F32),
        (lambda: A.bfloat16().prod(), F32),
        (lambda: lumbre.cdist(A.bfloat16(), A.bfloat16()), F32),
        (lambda: lumbre.cat([A, A.bfloat16()]), F32),
        (lambda: lumbre.cat([A.bfloat16(), A.bfloat16()]), BF16),
        (lambda: lumbre.stack([A.bfloat16(), A]), F32),
        (lambda: lumbre.mv(A, B[:, 0]), F32),
        (lambda: A.double() @ B.double(), F64),
        (lambda: lumbre.mm(A, B, out=lumbre.empty(3, 5)), F32),
        (lambda: numbers(3, 5).addmm_(A, B), F32),
        (lambda: lumbre.arange(4) @ lumbre.arange(4), lumbre.int64),
    ],
)
def test_results_have_pytorchs_dtypes(call, dtype):
    with lumbre.autocast("cpu"):
        assert call().dtype == dtype
        with lumbre.autocast("cpu", enabled=False):
            assert (A @ B).dtype == F32


def test_values_and_gradients_are_those_of_written_out_casts():
    layer = lumbre.nn.Linear(4, 2)
    x = numbers(3, 4)
    with lumbre.autocast("cpu", dtype=BF16):
        out = layer(x)
        loss = F.mse_loss(out, lumbre.zeros(3, 2))
    assert (out.dtype, loss.dtype) == (BF16, F32)
    loss.backward()
    w, b = (p.detach().clone().requires_grad_() for p in (layer.weight, layer.bias))
    wanted = F.mse_loss(F.linear(x.bfloat16(), w.bfloat16(), b.bfloat16()).float(), lumbre.zeros(3, 2))
    wanted.backward()
    assert loss.item() == wanted.item()
    assert layer.weight.grad.dtype == F32
    assert layer.weight.grad.tolist() == w.grad.tolist()
    assert layer.bias.grad.tolist() == b.grad.tolist()


def test_a_parameter_is_cast_once_and_anew_after_a_change():
    w = numbers(4, 4).clone().requires_grad_()
    with lumbre.autocast("cpu"):
        with lumbre.no_grad():
            A @ w
        first = A @ w
        assert first.requires_grad
        # A change that no version counts shows whether the cast is kept.
        memory = w.detach().numpy()
        memory[:] += 1
        assert (A @ w).tolist() == first.tolist()
        with lumbre.no_grad():
            w.zero_()
        assert (A @ w).abs().sum().item() == 0
        memory[:] += 1
    with lumbre.autocast("cpu"):
        assert (A @ w).abs().sum().item() > 0
    with lumbre.autocast("cpu", cache_enabled=False):
        before = (A @ w).tolist()
        memory[:] += 1
        assert (A @ w).tolist() != before


def test_switches_nest_and_are_each_threads_own():
    assert not lumbre.is_autocast_enabled("cpu")
    seen = []
    with lumbre.autocast("cpu", dtype=F16):
        assert lumbre.is_autocast_enabled("cpu")
        assert not lumbre.is_autocast_enabled()
        assert lumbre.get_autocast_dtype("cpu") == F16
        assert (A @ B).dtype == F16
        with lumbre.amp.autocast("cpu", enabled=False):
            assert not lumbre.is_autocast_enabled("cpu")
            with lumbre.autocast("cpu", dtype=BF16):
                assert (A @ B).dtype == BF16
        assert (A @ B).dtype == F16
        thread = threading.Thread(target=lambda: seen.append((A @ B).dtype))
        thread.start()
        thread.join()
    assert seen == [F32]
    assert (A @ B).dtype == F32
    assert lumbre.get_autocast_dtype("cpu") == BF16
    with pytest.raises(ZeroDivisionError), lumbre.autocast("cpu"):
        1 / 0  # noqa: B018
    assert not lumbre.is_autocast_enabled("cpu")


def test_decorated_functions_and_reentered_objects_cast():
    @lumbre.autocast("cpu")
    def product():
        return (A @ B).dtype

    assert product() == BF16
    block = lumbre.autocast("cpu")
    with block, block:
        pass
    assert not lumbre.is_autocast_enabled("cpu")


def test_autocast_for_a_gpu_that_is_not_there_is_off():
    if lumbre.cuda.is_available():
        pytest.skip("there is a GPU")
    with pytest.warns(UserWarning, match="CUDA is not available. Disabling"):
        block = lumbre.autocast("cuda")
    with block:
        assert not lumbre.is_autocast_enabled("cuda")
        assert (A @ B).dtype == F32
    with pytest.warns(FutureWarning, match="deprecated"):
        from lumbre.cuda.amp import autocast

        autocast(enabled=False)
    with pytest.warns(FutureWarning, match="deprecated"), lumbre.cpu.amp.autocast():
        assert (A @ B).dtype == BF16


def test_wrong_devices_and_dtypes():
    with pytest.raises(ValueError, match="Expected `device_type` of type `str`"):
        lumbre.autocast(lumbre.device("cpu"))
    with pytest.raises(RuntimeError, match="unsupported autocast device_type"):
        lumbre.autocast("toaster")
    with pytest.warns(UserWarning, match="target dtype is not supported"), lumbre.autocast("cpu", dtype=F64):
        assert (A @ B).dtype == F32


class Product(lumbre.autograd.Function):
    seen = []

    @staticmethod
    @lumbre.amp.custom_fwd(device_type="cpu")
    def forward(ctx, a, b):
        ctx.save_for_backward(a, b)
        return a @ b

    @staticmethod
    @lumbre.amp.custom_bwd(device_type="cpu")
    def backward(ctx, g):
        a, b = ctx.saved_tensors
        Product.seen.append((A @ B).dtype)
        return (g @ b.t().to(g.dtype)).to(a.dtype), (a.t().to(g.dtype) @ g).to(b.dtype)


class InFloat(lumbre.autograd.Function):
    @staticmethod
    @lumbre.amp.custom_fwd(device_type="cpu", cast_inputs=F32)
    def forward(ctx, a):
        assert not lumbre.is_autocast_enabled("cpu")
        return a @ a.t()

    @staticmethod
    @lumbre.amp.custom_bwd(device_type="cpu")
    def backward(ctx, g):
        assert not lumbre.is_autocast_enabled("cpu")
        return g[:, :1].expand(3, 4)


def test_custom_functions_run_backward_as_forward():
    a = A.clone().requires_grad_()
    Product.seen.clear()
    with lumbre.autocast("cpu"):
        out = Product.apply(a, B)
        assert out.dtype == BF16
        assert InFloat.apply(a.bfloat16()).dtype == F32
    out.sum().backward()
    Product.apply(a, B).sum().backward()
    assert Product.seen == [BF16, F32]


def model_and_grads(grad):
    p = lumbre.nn.Parameter(lumbre.tensor([1.0, 2.0]))
    p.grad = lumbre.tensor(grad)
    return p, lumbre.optim.SGD([p], lr=1.0)


def test_scaler_scales_unscales_and_grows():
    scaler = lumbre.amp.GradScaler("cpu", init_scale=8.0, growth_interval=2)
    p = lumbre.nn.Parameter(lumbre.tensor([1.0, 2.0]))
    opt = lumbre.optim.SGD([p], lr=0.5)
    for step in range(4):
        opt.zero_grad()
        scaled = scaler.scale((p * 3).sum())
        scaled.backward()
        assert p.grad.tolist() == [3.0 * scaler.get_scale()] * 2
        scaler.unscale_(opt)
        assert p.grad.tolist() == [3.0, 3.0]
        scaler.step(opt)
        scaler.update()
    assert scaler.get_scale() == 32.0
    assert p.tolist() == [1.0 - 6.0, 2.0 - 6.0]


def test_scaler_leaves_out_steps_with_infinities_and_shrinks():
    scaler = lumbre.amp.GradScaler("cpu", init_scale=4.0)
    scaler.scale(lumbre.ones(1))
    p, opt = model_and_grads([float("inf"), 1.0])
    scaler.step(opt)
    assert p.tolist() == [1.0, 2.0]
    scaler.update()
    assert scaler.get_scale() == 2.0
    p, opt = model_and_grads([4.0, 2.0])
    scaler.step(opt)
    assert p.tolist() == [-1.0, 1.0]
    with pytest.raises(RuntimeError, match="already been called"):
        scaler.step(opt)
    with pytest.raises(RuntimeError, match="after step"):
        scaler.unscale_(opt)
    scaler.update(new_scale=16.0)
    assert scaler.get_scale() == 16.0


def test_scaler_saves_pickles_and_switches_off():
    scaler = lumbre.amp.GradScaler("cpu", init_scale=4.0, growth_interval=7)
    scaler.scale(lumbre.ones(1))
    state = scaler.state_dict()
    assert state == {"scale": 4.0, "growth_factor": 2.0, "backoff_factor": 0.5, "growth_interval": 7, "_growth_tracker": 0}
    other = lumbre.amp.GradScaler("cpu")
    other.load_state_dict(state)
    assert other.get_scale() == 4.0
    assert pickle.loads(pickle.dumps(scaler)).get_scale() == 4.0
    with pytest.raises(RuntimeError, match="empty"):
        other.load_state_dict({})
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        off = lumbre.cuda.amp.GradScaler(enabled=False)
    p, opt = model_and_grads([1.0, 1.0])
    assert off.scale(p) is p
    off.step(opt)
    off.update()
    assert p.tolist() == [0.0, 1.0]
    assert off.state_dict() == {}
    if not lumbre.cuda.is_available():
        with pytest.warns(UserWarning, match="CUDA is not available"):
            assert not lumbre.amp.GradScaler().is_enabled()
