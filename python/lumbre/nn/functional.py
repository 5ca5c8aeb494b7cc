"""Layers as functions: activations, convolution, pooling, normalisation, losses, attention."""

from lumbre import _C; globals().update(_C._namespace("nn.functional"))

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .._stubs.nn_functional import *

import lumbre
from lumbre._help import with_parts as _with_parts

from . import _reduction as _Reduction
from ._functional.activation import (
    _get_softmax_dim,
    alpha_dropout,
    dropout,
    dropout1d,
    dropout2d,
    dropout3d,
    feature_alpha_dropout,
    gumbel_softmax,
    log_softmax,
    softmax,
    softmin,
)
from ._functional.attention import (
    _canonical_mask,
    _in_projection,
    _in_projection_packed,
    _mha_shape_check,
    _none_or_dtype,
    multi_head_attention_forward,
)
from ._functional.grouped import ScalingType, SwizzleType, grouped_mm, scaled_addmm, scaled_addmm_, scaled_grouped_mm, scaled_mm
from ._functional.image import (
    GRID_SAMPLE_INTERPOLATION_MODES,
    GRID_SAMPLE_PADDING_MODES,
    affine_grid,
    grid_sample,
    interpolate,
    upsample,
    upsample_bilinear,
    upsample_nearest,
)
from ._functional.loss import (
    binary_cross_entropy,
    binary_cross_entropy_with_logits,
    cosine_embedding_loss,
    cross_entropy,
    ctc_loss,
    gaussian_nll_loss,
    hinge_embedding_loss,
    huber_loss,
    kl_div,
    l1_loss,
    linear_cross_entropy,
    margin_ranking_loss,
    mse_loss,
    multi_margin_loss,
    multilabel_margin_loss,
    multilabel_soft_margin_loss,
    nll_loss,
    poisson_nll_loss,
    smooth_l1_loss,
    soft_margin_loss,
    triplet_margin_loss,
    triplet_margin_with_distance_loss,
)
from ._functional.native import (
    handle_torch_function,
    has_torch_function,
    has_torch_function_unary,
    has_torch_function_variadic,
)
from ._functional.norm import (
    _no_grad_embedding_renorm_,
    _verify_batch_size,
    _verify_spatial_size,
    batch_norm,
    embedding,
    embedding_bag,
    group_norm,
    instance_norm,
    local_response_norm,
    normalize,
)
from ._functional.pooling import (
    _unpool_output_size,
    adaptive_avg_pool2d,
    adaptive_avg_pool3d,
    adaptive_max_pool1d,
    adaptive_max_pool1d_with_indices,
    adaptive_max_pool2d,
    adaptive_max_pool2d_with_indices,
    adaptive_max_pool3d,
    adaptive_max_pool3d_with_indices,
    fractional_max_pool2d,
    fractional_max_pool2d_with_indices,
    fractional_max_pool3d,
    fractional_max_pool3d_with_indices,
    lp_pool1d,
    lp_pool2d,
    lp_pool3d,
    max_pool1d,
    max_pool1d_with_indices,
    max_pool2d,
    max_pool2d_with_indices,
    max_pool3d,
    max_pool3d_with_indices,
    max_unpool1d,
    max_unpool2d,
    max_unpool3d,
)
from .modules.utils import _list_with_default, _pair, _single, _triple

Tensor = lumbre.Tensor

# Names that programs reach for although they are not documented.
_threshold = threshold  # noqa: F821
_max_pool1d, _max_pool2d, _max_pool3d = max_pool1d, max_pool2d, max_pool3d
_adaptive_max_pool1d, _adaptive_max_pool2d, _adaptive_max_pool3d = adaptive_max_pool1d, adaptive_max_pool2d, adaptive_max_pool3d
_fractional_max_pool2d, _fractional_max_pool3d = fractional_max_pool2d, fractional_max_pool3d
native_channel_shuffle = channel_shuffle  # noqa: F821


def _in_place(name):
    op = globals()[name]

    def changed(input, *args, **kwargs):
        return op(input, *args, inplace=True, **kwargs)

    changed.__name__ = changed.__qualname__ = name + "_"
    changed.__doc__ = f"`{name}` in place."
    return _with_parts(changed)


celu_, elu_, hardtanh_, leaky_relu_ = map(_in_place, ("celu", "elu", "hardtanh", "leaky_relu"))
rrelu_, selu_, threshold_ = map(_in_place, ("rrelu", "selu", "threshold"))
