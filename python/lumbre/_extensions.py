"""Compiled extensions of well-known packages whose ops the engine has itself."""

import os

_SPATIAL = "float spatial_scale, int pooled_height, int pooled_width"
_SIZES = "int batch_size, int channels, int height, int width"
_WINDOW = "int stride_h, int stride_w, int pad_h, int pad_w, int dilation_h, int dilation_w, int groups, int offset_groups, bool use_mask"


def provide(ops, path):
    """Makes the ops of a library file available. False where the engine does not have them."""
    folder, name = os.path.basename(os.path.dirname(path)), os.path.basename(path)
    if folder != "torchvision" or not name.startswith("_C"):
        return False
    if "_cuda_version" not in ops.torchvision.__dict__:
        # Quantized and rotated forms are known by name; calling them is refused.
        for schema, function in _TORCHVISION.items():
            packet = ops.torchvision._packet(schema.partition("(")[0])
            packet.define("", f"torchvision::{schema}")._impls["CompositeImplicitAutograd"] = function
    return True


def _transposed(name, grad, sizes, arguments):
    """The gradient of a pooling that is linear in its input."""
    import lumbre

    x = lumbre.zeros(sizes, dtype=grad.dtype, device=grad.device, requires_grad=True)
    with lumbre.enable_grad():
        y = getattr(lumbre.ops.torchvision, name)(x, *arguments)
        y = y[0] if isinstance(y, tuple) else y
    return lumbre.autograd.grad(y, x, grad, create_graph=lumbre.is_grad_enabled())[0]


def _roi_align_backward(grad, rois, scale, ph, pw, n, c, h, w, sampling_ratio, aligned):
    return _transposed("roi_align", grad, (n, c, h, w), (rois, scale, ph, pw, sampling_ratio, aligned))


def _ps_roi_align_backward(grad, rois, channel_mapping, scale, ph, pw, sampling_ratio, n, c, h, w):
    return _transposed("ps_roi_align", grad, (n, c, h, w), (rois, scale, ph, pw, sampling_ratio))


def _ps_roi_pool_backward(grad, rois, channel_mapping, scale, ph, pw, n, c, h, w):
    return _transposed("ps_roi_pool", grad, (n, c, h, w), (rois, scale, ph, pw))


def _roi_pool_backward(grad, rois, argmax, scale, ph, pw, n, c, h, w):
    import lumbre

    planes = rois[:, :1].long() * c + lumbre.arange(c)
    places = (planes[..., None] * (h * w) + argmax.flatten(2).long().clamp(min=0)).flatten()
    given = (grad.flatten(2) * (argmax.flatten(2) >= 0)).flatten()
    return lumbre.zeros(n * c * h * w, dtype=grad.dtype).index_add(0, places, given).reshape(n, c, h, w)


def _deform_conv2d_backward(grad, input, weight, offset, mask, bias, *window):
    import lumbre

    tensors = [t.detach().requires_grad_() for t in (input, weight, offset, mask, bias)]
    with lumbre.enable_grad():
        y = lumbre.ops.torchvision.deform_conv2d(*tensors, *window)
    grads = lumbre.autograd.grad(y, tensors, grad, allow_unused=True)
    return tuple(lumbre.zeros_like(t) if g is None else g for g, t in zip(grads, tensors))


def _absent_kernel(name):
    def refuse(*args):
        raise NotImplementedError(f"torchvision::{name}")

    return refuse


_TORCHVISION = {
    "qnms(Tensor dets, Tensor scores, float iou_threshold) -> Tensor": _absent_kernel("qnms"),
    "qroi_align(Tensor input, Tensor rois, float input_scale, int input_zero_point, float rois_scale, int rois_zero_point, "
    f"{_SPATIAL}, int sampling_ratio, bool aligned) -> Tensor": _absent_kernel("qroi_align"),
    "box_iou_rotated(Tensor boxes1, Tensor boxes2) -> Tensor": _absent_kernel("box_iou_rotated"),
    "_cuda_version() -> int": lambda: -1,
    f"_roi_align_backward(Tensor grad, Tensor rois, {_SPATIAL}, {_SIZES}, int sampling_ratio, bool aligned) -> Tensor": _roi_align_backward,
    f"_roi_pool_backward(Tensor grad, Tensor rois, Tensor argmax, {_SPATIAL}, {_SIZES}) -> Tensor": _roi_pool_backward,
    f"_ps_roi_align_backward(Tensor grad, Tensor rois, Tensor channel_mapping, {_SPATIAL}, int sampling_ratio, {_SIZES}) -> Tensor": _ps_roi_align_backward,
    f"_ps_roi_pool_backward(Tensor grad, Tensor rois, Tensor channel_mapping, {_SPATIAL}, {_SIZES}) -> Tensor": _ps_roi_pool_backward,
    "_deform_conv2d_backward(Tensor grad, Tensor input, Tensor weight, Tensor offset, Tensor mask, Tensor bias, "
    f"{_WINDOW}) -> (Tensor, Tensor, Tensor, Tensor, Tensor)": _deform_conv2d_backward,
}
