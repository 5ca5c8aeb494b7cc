# cython: boundscheck=False, wraparound=False, cdivision=True
"""The loops of moving_mean.py: the mean of each `width` neighbours along the last dimension, and its transpose."""

import numpy as np


def forward(const double[:, ::1] x, int width):
    cdef Py_ssize_t rows = x.shape[0], n = x.shape[1] - width + 1, i, j
    out = np.empty((rows, max(n, 0)))
    cdef double[:, ::1] y = out
    cdef double total
    for i in range(rows):
        total = 0
        for j in range(x.shape[1]):
            total += x[i, j]
            if j >= width:
                total -= x[i, j - width]
            if j >= width - 1:
                y[i, j - width + 1] = total / width
    return out


def backward(const double[:, ::1] grad, int width):
    cdef Py_ssize_t rows = grad.shape[0], n = grad.shape[1], i, j
    out = np.zeros((rows, n + width - 1))
    cdef double[:, ::1] x = out
    cdef double total
    for i in range(rows):
        total = 0
        for j in range(n + width - 1):
            if j < n:
                total += grad[i, j]
            if j >= width:
                total -= grad[i, j - width]
            x[i, j] = total / width
    return out
