"""Blocks that many vision networks are built of."""

import warnings
from collections.abc import Sequence

import lumbre
from lumbre import nn

__all__ = [
    "FrozenBatchNorm2d", "ConvNormActivation", "Conv2dNormActivation", "Conv3dNormActivation", "SqueezeExcitation", "MLP", "Permute",
]  # fmt: skip


class FrozenBatchNorm2d(nn.Module):
    """Batch norm of (batch, channel, height, width) whose statistics and scale are constants."""

    def __init__(self, num_features, eps=1e-5):
        super().__init__()
        self.eps = eps
        for name, value in (("weight", 1.0), ("bias", 0.0), ("running_mean", 0.0), ("running_var", 1.0)):
            self.register_buffer(name, lumbre.full((num_features,), value))

    def _load_from_state_dict(self, state_dict, prefix, *rest):
        # An ordinary batch norm counts its batches.
        state_dict.pop(prefix + "num_batches_tracked", None)
        super()._load_from_state_dict(state_dict, prefix, *rest)

    def forward(self, x):
        scale = self.weight * (self.running_var + self.eps).rsqrt()
        shift = self.bias - self.running_mean * scale
        return x * scale.reshape(1, -1, 1, 1) + shift.reshape(1, -1, 1, 1)

    def __repr__(self):
        return f"{type(self).__name__}({self.weight.shape[0]}, eps={self.eps})"


def _same_padding(kernel_size, dilation):
    if isinstance(kernel_size, int) and isinstance(dilation, int):
        return (kernel_size - 1) // 2 * dilation
    n = len(kernel_size) if isinstance(kernel_size, Sequence) else len(dilation)
    k = kernel_size if isinstance(kernel_size, Sequence) else (kernel_size,) * n
    d = dilation if isinstance(dilation, Sequence) else (dilation,) * n
    return tuple((a - 1) // 2 * b for a, b in zip(k, d))


class ConvNormActivation(nn.Sequential):
    """A convolution, a norm and an activation; the padding keeps the size unless it is given."""

    def __init__(
        self, in_channels, out_channels, kernel_size=3, stride=1, padding=None, groups=1, norm_layer=nn.BatchNorm2d,
        activation_layer=nn.ReLU, dilation=1, inplace=True, bias=None, conv_layer=nn.Conv2d,
    ):  # fmt: skip
        if padding is None:
            padding = _same_padding(kernel_size, dilation)
        bias = norm_layer is None if bias is None else bias
        layers = [conv_layer(in_channels, out_channels, kernel_size, stride, padding, dilation=dilation, groups=groups, bias=bias)]
        if norm_layer is not None:
            layers.append(norm_layer(out_channels))
        if activation_layer is not None:
            layers.append(activation_layer() if inplace is None else activation_layer(inplace=inplace))
        super().__init__(*layers)
        self.out_channels = out_channels
        if type(self) is ConvNormActivation:
            warnings.warn("Use Conv2dNormActivation or Conv3dNormActivation instead of ConvNormActivation.", stacklevel=2)


class Conv2dNormActivation(ConvNormActivation):
    """`Conv2d`, norm and activation."""

    def __init__(
        self, in_channels, out_channels, kernel_size=3, stride=1, padding=None, groups=1, norm_layer=nn.BatchNorm2d,
        activation_layer=nn.ReLU, dilation=1, inplace=True, bias=None,
    ):  # fmt: skip
        super().__init__(
            in_channels, out_channels, kernel_size, stride, padding, groups, norm_layer, activation_layer, dilation, inplace, bias, nn.Conv2d
        )


class Conv3dNormActivation(ConvNormActivation):
    """`Conv3d`, norm and activation."""

    def __init__(
        self, in_channels, out_channels, kernel_size=3, stride=1, padding=None, groups=1, norm_layer=nn.BatchNorm3d,
        activation_layer=nn.ReLU, dilation=1, inplace=True, bias=None,
    ):  # fmt: skip
        super().__init__(
            in_channels, out_channels, kernel_size, stride, padding, groups, norm_layer, activation_layer, dilation, inplace, bias, nn.Conv3d
        )


class SqueezeExcitation(nn.Module):
    """Weighs the channels by a small network of their means. Hu et al., "Squeeze-and-excitation networks", 2018."""

    def __init__(self, input_channels, squeeze_channels, activation=nn.ReLU, scale_activation=nn.Sigmoid):
        super().__init__()
        self.avgpool = nn.AdaptiveAvgPool2d(1)
        self.fc1 = nn.Conv2d(input_channels, squeeze_channels, 1)
        self.fc2 = nn.Conv2d(squeeze_channels, input_channels, 1)
        self.activation, self.scale_activation = activation(), scale_activation()

    def forward(self, input):
        return self.scale_activation(self.fc2(self.activation(self.fc1(self.avgpool(input))))) * input


class MLP(nn.Sequential):
    """Linear layers, each but the last followed by a norm (if given) and an activation, and all by dropout."""

    def __init__(
        self, in_channels, hidden_channels, norm_layer=None, activation_layer=nn.ReLU, inplace=None, bias=True, dropout=0.0
    ):
        mode = {} if inplace is None else {"inplace": inplace}
        layers = []
        for i, width in enumerate(hidden_channels):
            layers.append(nn.Linear(in_channels, width, bias=bias))
            if i < len(hidden_channels) - 1:
                layers += [norm_layer(width)] if norm_layer is not None else []
                layers.append(activation_layer(**mode))
            layers.append(nn.Dropout(dropout, **mode))
            in_channels = width
        super().__init__(*layers)


class Permute(nn.Module):
    """`x.permute(dims)` as a layer."""

    def __init__(self, dims):
        super().__init__()
        self.dims = dims

    def forward(self, x):
        return x.permute(self.dims)
