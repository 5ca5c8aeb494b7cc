"""Gradients of convolutions as functions."""

import lumbre

from .modules.utils import _pair, _single, _triple


def _backward(n, ntuple, grad_output, input, weight, stride, padding, dilation, groups, mask):
    return lumbre.ops.aten.convolution_backward(
        grad_output,
        input,
        weight,
        None,
        ntuple(stride),
        ntuple(padding),
        ntuple(dilation),
        False,
        [0] * n,
        groups,
        mask,
    )


def _input(n, ntuple, input_size, weight, grad_output, stride, padding, dilation, groups):
    # Only the shape of this tensor counts.
    input = grad_output.new_empty(1).expand(input_size)
    mask = (True, False, False)
    return _backward(n, ntuple, grad_output, input, weight, stride, padding, dilation, groups, mask)[0]


def _weight(n, ntuple, input, weight_size, grad_output, stride, padding, dilation, groups):
    weight = grad_output.new_empty(1).expand(weight_size)
    mask = (False, True, False)
    return _backward(n, ntuple, grad_output, input, weight, stride, padding, dilation, groups, mask)[1]


def conv1d_input(input_size, weight, grad_output, stride=1, padding=0, dilation=1, groups=1):
    """The gradient of `conv1d` with respect to its input."""
    return _input(1, _single, input_size, weight, grad_output, stride, padding, dilation, groups)


def conv1d_weight(input, weight_size, grad_output, stride=1, padding=0, dilation=1, groups=1):
    """The gradient of `conv1d` with respect to its weight."""
    return _weight(1, _single, input, weight_size, grad_output, stride, padding, dilation, groups)


def conv2d_input(input_size, weight, grad_output, stride=1, padding=0, dilation=1, groups=1):
    """The gradient of `conv2d` with respect to its input."""
    return _input(2, _pair, input_size, weight, grad_output, stride, padding, dilation, groups)


def conv2d_weight(input, weight_size, grad_output, stride=1, padding=0, dilation=1, groups=1):
    """The gradient of `conv2d` with respect to its weight."""
    return _weight(2, _pair, input, weight_size, grad_output, stride, padding, dilation, groups)


def conv3d_input(input_size, weight, grad_output, stride=1, padding=0, dilation=1, groups=1):
    """The gradient of `conv3d` with respect to its input."""
    return _input(3, _triple, input_size, weight, grad_output, stride, padding, dilation, groups)


def conv3d_weight(input, weight_size, grad_output, stride=1, padding=0, dilation=1, groups=1):
    """The gradient of `conv3d` with respect to its weight."""
    return _weight(3, _triple, input, weight_size, grad_output, stride, padding, dilation, groups)
