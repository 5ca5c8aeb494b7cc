"""Features of regions, and deformable convolution: the kernels are the engine's."""

import inspect

import lumbre
from lumbre import nn

__all__ = [
    "roi_align", "RoIAlign", "roi_pool", "RoIPool", "ps_roi_align", "PSRoIAlign", "ps_roi_pool", "PSRoIPool", "deform_conv2d", "DeformConv2d",
    "MultiScaleRoIAlign",
]  # fmt: skip


def _pair(x):
    return tuple(x) if isinstance(x, (list, tuple)) else (x, x)


def _rois(boxes):
    """(n, 5): the number of the image and the corners. A list has one tensor (l, 4) for each image."""
    if isinstance(boxes, lumbre.Tensor):
        if boxes.size(1) != 5:
            raise AssertionError("The boxes tensor shape is not correct as Tensor[K, 5]")
        return boxes
    if any(b.size(1) != 4 for b in boxes):
        raise AssertionError("The shape of the tensor in the boxes list is not correct as List[Tensor[L, 4]]")
    numbers = lumbre.cat([lumbre.full_like(b[:, :1], i) for i, b in enumerate(boxes)])
    return lumbre.cat([numbers, lumbre.cat(list(boxes))], dim=1)


def roi_align(input, boxes, output_size, spatial_scale=1.0, sampling_ratio=-1, aligned=False):
    """Means of bilinear samples in the cells of each region: (n, c, h, w) -> (regions, c, *output_size). He et al., "Mask R-CNN", 2017.

    `spatial_scale` takes the boxes' pixels to the features'; `sampling_ratio` samples a side of a cell (-1: as many as pixels);
    `aligned` moves the boxes by half a pixel.
    """
    return lumbre.ops.torchvision.roi_align(input, _rois(boxes), spatial_scale, *_pair(output_size), sampling_ratio, aligned)


def roi_pool(input, boxes, output_size, spatial_scale=1.0):
    """Maxima in the cells of each region. Girshick, "Fast R-CNN", 2015."""
    return lumbre.ops.torchvision.roi_pool(input, _rois(boxes), spatial_scale, *_pair(output_size))[0]


def ps_roi_align(input, boxes, output_size, spatial_scale=1.0, sampling_ratio=-1):
    """`roi_align` where each cell has channels of its own: (n, c * cells, h, w) -> (regions, c, *output_size)."""
    return lumbre.ops.torchvision.ps_roi_align(input, _rois(boxes), spatial_scale, *_pair(output_size), sampling_ratio)[0]


def ps_roi_pool(input, boxes, output_size, spatial_scale=1.0):
    """Means in the cells of each region, where each cell has channels of its own. Dai et al., "R-FCN", 2016."""
    return lumbre.ops.torchvision.ps_roi_pool(input, _rois(boxes), spatial_scale, *_pair(output_size))[0]


def _layer(name, function, fields):
    """The layer that calls a function with fixed arguments."""

    kinds = {"kind": inspect.Parameter.POSITIONAL_OR_KEYWORD}
    defaults = {"aligned": False}
    named = [inspect.Parameter(n, default=defaults.get(n, inspect.Parameter.empty), **kinds) for n in ("output_size", *fields)]
    signature = inspect.Signature(named)

    def __init__(self, *args, **kwargs):
        nn.Module.__init__(self)
        try:
            given = signature.bind(*args, **kwargs)
        except TypeError as error:
            raise TypeError(f"{name}() {error}") from None
        given.apply_defaults()
        for field, value in given.arguments.items():
            setattr(self, field, value)

    def forward(self, input, rois):
        return function(input, rois, self.output_size, *(getattr(self, f) for f in fields))

    def __repr__(self):
        return f"{name}({', '.join(f'{f}={getattr(self, f)}' for f in ('output_size', *fields))})"

    body = {"__init__": __init__, "forward": forward, "__repr__": __repr__, "__doc__": f"See `{function.__name__}`.", "__module__": __name__}
    return type(name, (nn.Module,), {**body, "__signature__": signature})


RoIAlign = _layer("RoIAlign", roi_align, ("spatial_scale", "sampling_ratio", "aligned"))
RoIPool = _layer("RoIPool", roi_pool, ("spatial_scale",))
PSRoIAlign = _layer("PSRoIAlign", ps_roi_align, ("spatial_scale", "sampling_ratio"))
PSRoIPool = _layer("PSRoIPool", ps_roi_pool, ("spatial_scale",))


def deform_conv2d(input, offset, weight, bias=None, stride=(1, 1), padding=(0, 0), dilation=(1, 1), mask=None):
    """A convolution whose taps are moved by `offset` (n, 2 * groups * taps, h, w) and weighed by `mask`. Dai et al., 2017; Zhu et al., 2018."""
    taps = weight.shape[-2] * weight.shape[-1]
    groups = offset.shape[1] // (2 * taps)
    if groups == 0:
        raise RuntimeError(
            "the shape of the offset tensor at dimension 1 is not valid. It should be a multiple of 2 * weight.size[2] * weight.size[3].\n"
            f"Got offset.shape[1]={offset.shape[1]}, while 2 * weight.size[2] * weight.size[3]={2 * taps}"
        )
    use_mask = mask is not None
    mask = mask if use_mask else lumbre.zeros((input.shape[0], 1), dtype=input.dtype, device=input.device)
    bias = lumbre.zeros(weight.shape[0], dtype=input.dtype, device=input.device) if bias is None else bias
    window = (*_pair(stride), *_pair(padding), *_pair(dilation))
    return lumbre.ops.torchvision.deform_conv2d(input, weight, offset, mask, bias, *window, input.shape[1] // weight.shape[1], groups, use_mask)


class DeformConv2d(nn.Module):
    """See `deform_conv2d`."""

    def __init__(self, in_channels, out_channels, kernel_size, stride=1, padding=0, dilation=1, groups=1, bias=True):
        super().__init__()
        if in_channels % groups:
            raise ValueError("in_channels must be divisible by groups")
        if out_channels % groups:
            raise ValueError("out_channels must be divisible by groups")
        self.in_channels, self.out_channels, self.groups, self.kernel_size = in_channels, out_channels, groups, _pair(kernel_size)
        self.stride, self.padding, self.dilation = _pair(stride), _pair(padding), _pair(dilation)
        self.weight = nn.Parameter(lumbre.empty(out_channels, in_channels // groups, *self.kernel_size))
        self.register_parameter("bias", nn.Parameter(lumbre.empty(out_channels)) if bias else None)
        self.reset_parameters()

    def reset_parameters(self):
        """Draws the weights as `Conv2d` does."""
        nn.init.kaiming_uniform_(self.weight, a=5**0.5)
        if self.bias is not None:
            fan_in, _ = nn.init._calculate_fan_in_and_fan_out(self.weight)
            nn.init.uniform_(self.bias, -(fan_in**-0.5), fan_in**-0.5)

    def forward(self, input, offset, mask=None):
        return deform_conv2d(input, offset, self.weight, self.bias, self.stride, self.padding, self.dilation, mask)

    def extra_repr(self):
        return f"{self.in_channels}, {self.out_channels}, kernel_size={self.kernel_size}, stride={self.stride}"


class MultiScaleRoIAlign(nn.Module):
    """`roi_align` on the level of a feature pyramid that fits each region's size. Lin et al., "Feature pyramid networks", 2017."""

    def __init__(self, featmap_names, output_size, sampling_ratio, *, canonical_scale=224, canonical_level=4):
        super().__init__()
        self.featmap_names, self.sampling_ratio, self.output_size = featmap_names, sampling_ratio, _pair(output_size)
        self.scales = self.map_levels = None
        self.canonical_scale, self.canonical_level = canonical_scale, canonical_level

    def _levels(self, boxes, lowest, highest):
        size = lumbre.sqrt(lumbre.cat([(b[:, 2] - b[:, 0]) * (b[:, 3] - b[:, 1]) for b in boxes]))
        level = lumbre.floor(self.canonical_level + lumbre.log2(size / self.canonical_scale) + 1e-6)
        return (level.clamp(min=lowest, max=highest) - lowest).to(lumbre.int64)

    def forward(self, x, boxes, image_shapes):
        """`x`: features by name; `boxes`: (l, 4) for each image; `image_shapes`: (height, width) of each."""
        features = [v for k, v in x.items() if k in self.featmap_names]
        if self.scales is None:
            if not image_shapes:
                raise ValueError("images list should not be empty")
            height = max(shape[0] for shape in image_shapes)
            # Each level halves the size.
            self.scales = [2.0 ** round(float(lumbre.tensor(f.shape[-2] / height).log2())) for f in features]
        rois = _rois(boxes)
        if len(features) == 1:
            return roi_align(features[0], rois, self.output_size, self.scales[0], self.sampling_ratio)
        steps = [-round(float(lumbre.tensor(s).log2())) for s in self.scales]
        levels = self._levels(boxes, steps[0], steps[-1])
        out = lumbre.zeros((len(rois), features[0].shape[1], *self.output_size), dtype=features[0].dtype, device=features[0].device)
        for i, (feature, scale) in enumerate(zip(features, self.scales)):
            mine = lumbre.where(levels == i)[0]
            out = out.index_put((mine,), roi_align(feature, rois[mine], self.output_size, scale, self.sampling_ratio).to(out.dtype))
        return out

    def __repr__(self):
        return f"{type(self).__name__}(featmap_names={self.featmap_names}, output_size={self.output_size}, sampling_ratio={self.sampling_ratio})"
