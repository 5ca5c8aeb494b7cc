from .common import Case, S, T

D = ("float32", "float64", "complex64", "complex128")
REAL = ("float32", "float64")
COMPLEX = ("complex64", "complex128")
TOL = {"float32": (1e-4, 1e-4), "complex64": (1e-4, 1e-4)}
LINE = [S(T((2, 7))), S(T((5, 3)), 4, 0, "ortho"), S(T((6,)), 8, norm="forward")]
PLANE = [S(T((2, 3, 4))), S(T((3, 5)), (4, 4), norm="ortho")]
ALL = [S(T((2, 3, 4))), S(T((2, 3, 4)), dim=(0, 2)), S(T((3, 5)), (4, 4), norm="forward")]


def row(name, samples, **kwargs):
    return Case(name, samples, **{"dtypes": D, "tol": TOL, **kwargs})


CASES = [
    row("_fft_c2c", [S(T((2, 6)), [1], 0, True), S(T((3, 5)), [0, 1], 2, False)], dtypes=COMPLEX),
    row("_fft_r2c", [S(T((2, 6)), [1], 0, True), S(T((3, 5)), [0, 1], 1, False)], dtypes=REAL),
    row("_fft_c2r", [S(T((2, 4)), [1], 0, 6), S(T((3, 5)), [0, 1], 2, 9)], dtypes=COMPLEX),
    row("fft_fft", LINE, dtypes=("int64", *D)),
    row("fft_ifft", LINE),
    row("fft_rfft", LINE, dtypes=("int64", *REAL)),
    row("fft_irfft", LINE),
    row("fft_hfft", LINE),
    row("fft_ihfft", LINE, dtypes=REAL),
    row("fft_fft2", PLANE),
    row("fft_ifft2", PLANE),
    row("fft_rfft2", PLANE, dtypes=REAL),
    row("fft_irfft2", PLANE),
    row("fft_hfft2", PLANE),
    row("fft_ihfft2", PLANE, dtypes=REAL),
    row("fft_fftn", ALL),
    row("fft_ifftn", ALL),
    row("fft_rfftn", ALL, dtypes=REAL),
    row("fft_irfftn", ALL),
    row("fft_hfftn", ALL),
    row("fft_ihfftn", ALL, dtypes=REAL),
    row("fft_fftfreq", [S(6), S(5, 0.5)], dtypes=("float32",), grad=False),
    row("fft_rfftfreq", [S(6), S(5, 0.5)], dtypes=("float32",), grad=False),
    row("fft_fftshift", [S(T((4, 5))), S(T((4, 5)), 1)], dtypes="bifc"),
    row("fft_ifftshift", [S(T((4, 5))), S(T((4, 5)), (0,))], dtypes="bifc"),
    row("stft", [S(T((2, 20)), 8, return_complex=True), S(T((20,)), 8, 3, 6, center=False, normalized=True, return_complex=False, onesided=True)], dtypes=REAL),
    row("istft", [S(T((5, 6)), 8), S(T((2, 5, 6)), 8, 3, normalized=True, length=24)], dtypes=COMPLEX, meta=False),
    row("hann_window", [S(6), S(5, False)], dtypes=("float32",), grad=False),
    row("hamming_window", [S(6), S(5, False, 0.5, 0.5)], dtypes=("float32",), grad=False),
    row("blackman_window", [S(6), S(5, False)], dtypes=("float32",), grad=False),
    row("bartlett_window", [S(6), S(5, False)], dtypes=("float32",), grad=False),
    row("kaiser_window", [S(6), S(5, False, 8.0), S(1)], dtypes=("float32",), grad=False),
]
