"""Programs for telephones: not part of this build; calls raise `NotImplementedError` with their name."""

import enum

from .. import _absent

__all__ = ["LintCode", "MobileOptimizerType", "generate_mobile_module_lints", "optimize_for_mobile"]


class LintCode(enum.Enum):
    BUNDLED_INPUT, REQUIRES_GRAD, DROPOUT, BATCHNORM = 1, 2, 3, 4


class MobileOptimizerType(enum.Enum):
    """What would be done."""

    CONV_BN_FUSION, INSERT_FOLD_PREPACK_OPS, REMOVE_DROPOUT, FUSE_ADD_RELU, HOIST_CONV_PACKED_PARAMS, CONV_1D_TO_2D, VULKAN_AUTOMATIC_GPU_TRANSFER = range(7)


optimize_for_mobile = _absent.function("torch.utils.mobile_optimizer.optimize_for_mobile")
generate_mobile_module_lints = _absent.function("torch.utils.mobile_optimizer.generate_mobile_module_lints")
