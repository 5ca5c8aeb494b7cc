"""All parameters as one vector, and back."""

import lumbre


def _check_param_device(param, old_param_device):
    """The common device number, -1 for the CPU; an error where devices differ."""
    device = param.get_device() if param.is_cuda else -1
    if old_param_device is not None and device != old_param_device:
        raise TypeError("Found two parameters on different devices, this is currently not supported.")
    return device


def parameters_to_vector(parameters):
    """The parameters, flattened and joined in order."""
    device, flat = None, []
    for p in parameters:
        device = _check_param_device(p, device)
        flat.append(p.view(-1))
    return lumbre.cat(flat)


def vector_to_parameters(vec, parameters):
    """Makes the parameters views of consecutive slices of `vec`."""
    if not isinstance(vec, lumbre.Tensor):
        raise TypeError(f"expected torch.Tensor, but got: {lumbre.typename(vec)}")
    device, start = None, 0
    for p in parameters:
        device = _check_param_device(p, device)
        n = p.numel()
        p.data = vec[start : start + n].view_as(p).data
        start += n
