"""Memory formats of convolution weights."""

import lumbre

__all__ = ["convert_conv2d_weight_memory_format", "convert_conv3d_weight_memory_format"]


def _convert(module, memory_format, kinds):
    if isinstance(module, kinds):
        module.weight.data = module.weight.detach().clone(memory_format=memory_format)
    for child in module.children():
        _convert(child, memory_format, kinds)
    return module


def convert_conv2d_weight_memory_format(module, memory_format):
    """Lays out the weights of all 2-D convolutions in `module` in `memory_format`, in place."""
    return _convert(module, memory_format, (lumbre.nn.Conv2d, lumbre.nn.ConvTranspose2d))


def convert_conv3d_weight_memory_format(module, memory_format):
    """Lays out the weights of all 3-D convolutions in `module` in `memory_format`, in place."""
    return _convert(module, memory_format, (lumbre.nn.Conv3d, lumbre.nn.ConvTranspose3d))
