"""What runs on NVIDIA's libraries: transforms, decompositions, convolutions."""

import ctypes
import os
import subprocess
import sys

import lumbre as torch
import lumbre.nn.functional as F
import pytest
from both import both

FAKE = os.environ.get("LUMBRE_CUDA_LIBS", "").split(":")[0]
fake_only = pytest.mark.skipif(not os.path.exists(f"{FAKE}/libcudnn.so.9") or "LUMBRE_CUDA_REAL" in os.environ, reason="counts calls of the fake libraries")


def randn(*size, dtype=torch.float32, grad=False):
    torch.manual_seed(sum(size))
    return torch.randn(*size, dtype=dtype).requires_grad_(grad)


def calls(name, f):
    """How often the fake libraries were asked for a piece of work."""
    cuda = ctypes.CDLL(f"{FAKE}/libcuda.so.1")
    before = cuda.fake_cuda_launches(name.encode())
    f()
    torch.cuda.synchronize()
    return cuda.fake_cuda_launches(name.encode()) - before


@pytest.mark.parametrize("dtype", [torch.complex64, torch.complex128])
@pytest.mark.parametrize("dims", [(1,), (0,), (0, 2), (2, 1, 0), (0, 1, 2, 3)])
def test_complex_transforms(dtype, dims):
    x = randn(3, 4, 5, 2, dtype=dtype)
    both(lambda x: torch.fft.fftn(x, dim=dims), x, rtol=1e-4, atol=1e-4)
    both(lambda x: torch.fft.ifftn(x.transpose(0, 2), dim=dims, norm="ortho"), x, rtol=1e-4, atol=1e-4)


@pytest.mark.parametrize("dims", [(2,), (0,), (1, 2), (0, 2), (0, 1, 2, 3)])
@pytest.mark.parametrize("n", [6, 7])
def test_real_transforms(dims, n):
    x = randn(2, 3, n, n)
    both(lambda x: torch.fft.rfftn(x, dim=dims), x, rtol=1e-4, atol=1e-4)
    both(lambda x: torch.fft.irfftn(torch.fft.rfftn(x, dim=dims), s=[x.shape[d] for d in dims], dim=dims), x, rtol=1e-4, atol=1e-4)
    # Reading a transform back does not change what it was made of.
    y = torch.fft.rfft(x.cuda())
    kept = y.clone()
    torch.fft.irfft(y, n)
    assert (y == kept).all()


def test_gradients_of_transforms():
    both(lambda x: torch.fft.rfft2(x).abs().pow(2), randn(3, 4, 5, grad=True), rtol=1e-4, atol=1e-3, grad=True)
    both(lambda x: torch.stft(x, 16, return_complex=True).abs(), randn(64), rtol=1e-3, atol=1e-4)


def square(n, dtype, batch=()):
    return randn(*batch, n, n, dtype=dtype) + 5 * torch.eye(n, dtype=dtype)


KINDS = [torch.float32, torch.float64, torch.complex64, torch.complex128]


@pytest.mark.parametrize("dtype", KINDS)
def test_decompositions(dtype):
    tol = {"rtol": 1e-3, "atol": 1e-3} if dtype in (torch.float32, torch.complex64) else {"rtol": 1e-9, "atol": 1e-9}
    x = square(4, dtype, (2,))
    spd = x @ x.mH
    both(torch.linalg.cholesky, spd, **tol)
    both(lambda x: torch.linalg.cholesky(x, upper=True), spd, **tol)
    both(torch.linalg.eigvalsh, spd, **tol)
    both(torch.linalg.svdvals, randn(2, 3, 5, dtype=dtype), **tol)
    both(torch.linalg.inv, x, **tol)
    both(torch.linalg.det, x, **tol)
    both(torch.linalg.lu_factor, randn(2, 4, 3, dtype=dtype), **tol)
    for left in (True, False):
        both(lambda a, b, left=left: torch.linalg.solve(a, b, left=left), x, randn(2, 4, 4, dtype=dtype), **tol)
        both(lambda a, b, left=left: torch.linalg.lu_solve(*torch.linalg.lu_factor(a), b, left=left, adjoint=left), x, randn(2, 4, 4, dtype=dtype), **tol)


@pytest.mark.parametrize("dtype", KINDS)
@pytest.mark.parametrize("shape", [(5, 3), (3, 5), (2, 4, 4)])
def test_factors_make_up_the_matrix(dtype, shape):
    x = randn(*shape, dtype=dtype).cuda()
    tol = {"rtol": 1e-3, "atol": 1e-3} if dtype in (torch.float32, torch.complex64) else {"rtol": 1e-9, "atol": 1e-9}
    same = lambda a, b: torch.testing.assert_close(a.cpu(), b.cpu(), **tol)  # noqa: E731
    for full in (True, False):
        u, s, vh = torch.linalg.svd(x, full_matrices=full)
        k = s.shape[-1]
        same(u[..., :k] * s.unsqueeze(-2) @ vh[..., :k, :], x)
        same(u.mH @ u, torch.eye(u.shape[-1], dtype=dtype).expand(u.mH.shape[:-1] + u.shape[-1:]))
    for mode in ("reduced", "complete"):
        q, r = torch.linalg.qr(x, mode=mode)
        same(q @ r, x)
        same(q.mH @ q, torch.eye(q.shape[-1], dtype=dtype).expand(q.mH.shape[:-1] + q.shape[-1:]))
    p, l, u = torch.linalg.lu(x)
    same(p @ l @ u, x)
    if shape[-1] == shape[-2]:
        w, v = torch.linalg.eigh(x + x.mH)
        same(v * w.unsqueeze(-2) @ v.mH, x + x.mH)
        w, v = torch.linalg.eig(x)
        same(x.to(w.dtype) @ v, v * w.unsqueeze(-2))


@pytest.mark.parametrize("dtype", [torch.float32, torch.complex128])
@pytest.mark.parametrize("upper", [True, False])
@pytest.mark.parametrize("left", [True, False])
def test_triangular_systems(dtype, upper, left):
    a, b = square(3, dtype, (2,)), randn(2, 3, 3, dtype=dtype)
    both(lambda a, b: torch.linalg.solve_triangular(a, b, upper=upper, left=left), a, b, rtol=1e-3, atol=1e-4)
    both(lambda a, b: torch.linalg.solve_triangular(a.mH, b, upper=upper, left=left, unitriangular=True), a, b, rtol=1e-3, atol=1e-4)
    both(lambda a, b: torch.linalg.solve_triangular(a[0].conj().expand(2, 3, 3), b, upper=upper, left=left), a, b, rtol=1e-3, atol=1e-4)


def test_errors_of_decompositions_are_the_cpus():
    with pytest.raises(torch.linalg.LinAlgError, match="positive-definite"):
        torch.linalg.cholesky(-torch.eye(3, device="cuda"))
    with pytest.raises(torch.linalg.LinAlgError, match="singular"):
        torch.linalg.inv(torch.zeros(2, 2, device="cuda"))
    with pytest.raises(IndexError):
        torch.lu_unpack(torch.eye(2, device="cuda"), torch.tensor([1, 9], dtype=torch.int32, device="cuda"))
        torch.cuda.synchronize()


@pytest.mark.parametrize("dtype", [torch.float32, torch.float64, torch.float16, torch.bfloat16])
@pytest.mark.parametrize("last", [False, True])
@pytest.mark.parametrize("groups", [1, 2])
def test_convolutions(dtype, last, groups):
    x, w, b = randn(2, 4, 6, 7, grad=True).to(dtype), randn(6, 4 // groups, 3, 2, grad=True).to(dtype), randn(6, grad=True).to(dtype)
    x, w, b = (t.detach().requires_grad_() for t in (x, w, b))
    if last:
        x = x.detach().to(memory_format=torch.channels_last).requires_grad_()
    tol = {torch.float16: 2e-2, torch.bfloat16: 1.5e-1}.get(dtype, 1e-4)
    f = lambda x, w, b: F.conv2d(x, w, b, stride=(2, 1), padding=(1, 0), dilation=(1, 2), groups=groups)  # noqa: E731
    y = both(f, x, w, b, rtol=tol, atol=tol, grad=True)
    assert y.is_contiguous(memory_format=torch.channels_last if last else torch.contiguous_format)


def test_convolutions_of_other_ranks():
    both(lambda x, w: F.conv1d(x, w, padding=2), randn(2, 3, 9, grad=True), randn(4, 3, 3, grad=True), rtol=1e-3, atol=1e-4, grad=True)
    both(lambda x, w: F.conv3d(x, w, stride=2), randn(1, 2, 4, 5, 6, grad=True), randn(3, 2, 2, 2, 2, grad=True), rtol=1e-3, atol=1e-4, grad=True)
    f = lambda x, w: F.conv_transpose2d(x, w, stride=2, padding=1, output_padding=1)  # noqa: E731
    both(f, randn(2, 3, 4, 4, grad=True), randn(3, 2, 3, 3, grad=True), rtol=1e-3, atol=1e-4, grad=True)
    both(lambda x, w: F.conv1d(x.transpose(1, 2), w), randn(2, 9, 3, grad=True), randn(4, 3, 3, grad=True), rtol=1e-3, atol=1e-4, grad=True)


@fake_only
def test_the_libraries_do_the_work():
    x, w = randn(1, 2, 5, 5).cuda(), randn(3, 2, 3, 3).cuda()
    assert calls("cudnnBackendExecute", lambda: F.conv2d(x, w)) == 1
    assert calls("cudnnBackendExecute", lambda: F.conv2d(x.to(torch.int32), w.to(torch.int32))) == 0
    z = torch.fft.fft2(x)
    # One plan for both dimensions.
    assert calls("cufftExec", lambda: torch.fft.ifft2(z)) == 1
    a = square(3, torch.float32).cuda()
    assert calls("cusolverDnXgetrf", lambda: torch.linalg.inv(a)) == 1
    assert calls("cublasTrsm", lambda: torch.linalg.solve_triangular(a, a, upper=True)) == 1


@fake_only
@pytest.mark.parametrize(
    "library,package,program",
    [
        ("libcufft.so.12", "nvidia-cufft", "torch.fft.fft(x)"),
        ("libcusolver.so.12", "nvidia-cusolver", "torch.linalg.inv(x)"),
        ("libcublas.so.13", "nvidia-cublas", "torch.linalg.solve_triangular(x, x, upper=True)"),
    ],
)
def test_what_is_missing_is_named_with_its_package(library, package, program, tmp_path):
    for name in os.listdir(FAKE):
        if name != library:
            os.symlink(f"{FAKE}/{name}", tmp_path / name)
    env = {**os.environ, "LUMBRE_CUDA_LIBS": str(tmp_path), "LD_LIBRARY_PATH": str(tmp_path)}
    code = f"import lumbre as torch, sys; sys.modules['nvidia'] = None; x = torch.eye(3, device='cuda'); {program}"
    done = subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, text=True)
    assert f"pip install {package}" in done.stderr and library.split(".")[0] in done.stderr, done.stderr


@fake_only
def test_an_older_driver_gets_the_libraries_it_runs(tmp_path):
    """A driver of CUDA 12 does not load what is compiled for CUDA 13."""
    for name in os.listdir(FAKE):
        os.symlink(f"{FAKE}/{name}", tmp_path / name.replace("nvrtc.so.13", "nvrtc.so.12"))
    env = {**os.environ, "LUMBRE_CUDA_LIBS": str(tmp_path), "LUMBRE_FAKE_VERSION": "12040", "LD_LIBRARY_PATH": str(tmp_path)}
    code = "import lumbre as torch; print(torch.ones(3, device='cuda').sum().item(), torch.cuda.libraries()['nvrtc'])"
    done = subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, text=True)
    assert done.stdout.startswith("3.0") and done.stdout.strip().endswith("libnvrtc.so.12"), done.stderr
    code = "import lumbre as torch; torch.fft.fft(torch.ones(3, device='cuda'))"
    done = subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, text=True)
    assert "libcufft.so.11" in done.stderr and "pip install nvidia-cufft-cu12" in done.stderr, done.stderr


def test_collectives_of_one_process():
    try:
        group = torch._C.NcclCommunicator(0, torch._C._nccl_unique_id(), 0, 1)
    except RuntimeError as e:
        if "pip install nvidia-nccl" in str(e):
            pytest.skip("NCCL is not installed")
        raise
    x = torch.arange(6.0, device="cuda")
    for op in ("sum", "product", "max", "min", "avg"):
        group.all_reduce(x, op)
    group.broadcast(x, 0)
    group.reduce(x, 0, "sum")
    y, z = torch.empty(6, device="cuda"), torch.empty(6, device="cuda")
    group.all_gather(y, x)
    group.reduce_scatter(z, y, "sum")
    other = torch.zeros(6, device="cuda")
    group.exchange([(z, 0)], [(other, 0)])
    assert x.tolist() == y.tolist() == z.tolist() == other.tolist() == [0, 1, 2, 3, 4, 5]
    with pytest.raises(RuntimeError, match="contiguous"):
        group.all_reduce(x[::2], "sum")
    with pytest.raises(RuntimeError, match="cuda:0"):
        group.all_reduce(torch.ones(2), "sum")
    with pytest.raises(NotImplementedError, match="complex"):
        group.all_reduce(torch.ones(2, dtype=torch.complex64, device="cuda"), "sum")
    with pytest.raises(RuntimeError, match="rank 1 of 1"):
        torch._C.NcclCommunicator(0, torch._C._nccl_unique_id(), 1, 1)
