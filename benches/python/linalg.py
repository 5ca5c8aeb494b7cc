"""Decompositions, systems and Fourier transforms, beside PyTorch in one process.

    PYTHONPATH=python:benches/python python benches/python/linalg.py [threads]
"""

import sys

import lumbre
import numpy as np
import torch
from common import machine, rivals, show

THREADS = int(sys.argv[1]) if len(sys.argv) > 1 else 1
GOAL = "0.83"


def both(make, *arrays):
    """The same call on both libraries' tensors."""
    bodies = []
    for lib in (lumbre, torch):
        tensors = [lib.from_numpy(a.copy()) for a in arrays]
        bodies.append(lambda lib=lib, tensors=tensors: make(lib, *tensors))
    return bodies


def main():
    lumbre.set_num_threads(THREADS)
    torch.set_num_threads(THREADS)
    random = np.random.default_rng(0)

    def normal(*shape):
        return random.standard_normal(shape).astype("float32")

    def definite(*shape):
        x = normal(*shape)
        return x @ np.swapaxes(x, -1, -2) + shape[-1] * np.eye(shape[-1], dtype="float32")

    rows = []
    work = [
        ("solve, 4 x 4, batch of 1000", lambda lib, a, b: lib.linalg.solve(a, b), [definite(1000, 4, 4), normal(1000, 4, 1)], 20),
        ("solve, 64 x 64", lambda lib, a, b: lib.linalg.solve(a, b), [normal(64, 64), normal(64, 4)], 100),
        ("solve, 512 x 512", lambda lib, a, b: lib.linalg.solve(a, b), [normal(512, 512), normal(512, 4)], 5),
        ("inv, 256 x 256", lambda lib, a: lib.linalg.inv(a), [normal(256, 256)], 10),
        ("cholesky, 64 x 64", lambda lib, a: lib.linalg.cholesky(a), [definite(64, 64)], 100),
        ("cholesky, 512 x 512", lambda lib, a: lib.linalg.cholesky(a), [definite(512, 512)], 10),
        ("qr, 256 x 64", lambda lib, a: lib.linalg.qr(a), [normal(256, 64)], 20),
        ("qr, 512 x 512", lambda lib, a: lib.linalg.qr(a), [normal(512, 512)], 3),
        ("svd, 64 x 64", lambda lib, a: lib.linalg.svd(a), [normal(64, 64)], 10),
        ("svd, 256 x 256", lambda lib, a: lib.linalg.svd(a), [normal(256, 256)], 2),
        ("svdvals, 256 x 256", lambda lib, a: lib.linalg.svdvals(a), [normal(256, 256)], 3),
        ("eigh, 64 x 64", lambda lib, a: lib.linalg.eigh(a), [definite(64, 64)], 20),
        ("eigh, 256 x 256", lambda lib, a: lib.linalg.eigh(a), [definite(256, 256)], 2),
        ("eig, 64 x 64", lambda lib, a: lib.linalg.eig(a), [normal(64, 64)], 5),
        ("det, 64 x 64", lambda lib, a: lib.linalg.det(a), [normal(64, 64)], 50),
        ("fft, 1024 points, batch of 64", lambda lib, a: lib.fft.fft(a), [normal(64, 1024)], 20),
        ("rfft, 1024 points, batch of 64", lambda lib, a: lib.fft.rfft(a), [normal(64, 1024)], 20),
        ("irfft, 1024 points, batch of 64", lambda lib, a: lib.fft.irfft(lib.complex(a, a)), [normal(64, 513)], 20),
        ("fft, 1009 points (a prime), batch of 64", lambda lib, a: lib.fft.fft(a), [normal(64, 1009)], 10),
        ("rfft2, 256 x 256", lambda lib, a: lib.fft.rfft2(a), [normal(256, 256)], 10),
        ("fft2, 8 x 3 x 128 x 128", lambda lib, a: lib.fft.fft2(a), [normal(8, 3, 128, 128)], 3),
        ("stft, 16000 samples, 400 points", lambda lib, a: lib.stft(a, 400, 160, window=lib.hann_window(400), return_complex=True), [normal(16000)], 20),
    ]
    for what, make, arrays, repeat in work:
        ours, theirs = rivals(both(make, *arrays), repeat, rounds=5)
        rows.append((what, ours, theirs, GOAL))
    show(f"Linear algebra and Fourier transforms ({THREADS} threads; {machine()})", rows)


if __name__ == "__main__":
    main()
