"""Spectral normalisation by a forward hook; `parametrizations.spectral_norm` is its successor."""

import lumbre

from .. import functional as F
from ..modules.conv import ConvTranspose1d, ConvTranspose2d, ConvTranspose3d
from ..parameter import Parameter, UninitializedParameter

__all__ = [
    "SpectralNorm",
    "SpectralNormLoadStateDictPreHook",
    "SpectralNormStateDictHook",
    "spectral_norm",
    "remove_spectral_norm",
]


class SpectralNorm:
    """The hook that divides a weight by its largest singular value before each forward.

    The singular vectors u and v are buffers, improved by power iteration in training.
    """

    # Version 1: v is stored too, and `name` is a plain attribute.
    _version = 1

    def __init__(self, name="weight", n_power_iterations=1, dim=0, eps=1e-12):
        if n_power_iterations <= 0:
            raise ValueError(
                "Expected n_power_iterations to be positive, "
                f"but got n_power_iterations={n_power_iterations}"
            )
        self.name = name
        self.dim = dim
        self.n_power_iterations = n_power_iterations
        self.eps = eps

    def reshape_weight_to_matrix(self, weight):
        if self.dim != 0:
            order = [self.dim, *(d for d in range(weight.dim()) if d != self.dim)]
            weight = weight.permute(*order)
        return weight.reshape(weight.size(0), -1)

    def compute_weight(self, module, do_power_iteration):
        weight = getattr(module, self.name + "_orig")
        u = getattr(module, self.name + "_u")
        v = getattr(module, self.name + "_v")
        matrix = self.reshape_weight_to_matrix(weight)
        if do_power_iteration:
            with lumbre.no_grad():
                for _ in range(self.n_power_iterations):
                    v = F.normalize(lumbre.mv(matrix.t(), u), dim=0, eps=self.eps, out=v)
                    u = F.normalize(lumbre.mv(matrix, v), dim=0, eps=self.eps, out=u)
                # The buffers change in place; autograd keeps these copies.
                u = u.clone(memory_format=lumbre.contiguous_format)
                v = v.clone(memory_format=lumbre.contiguous_format)
        sigma = lumbre.dot(u, lumbre.mv(matrix, v))
        return weight / sigma

    def remove(self, module):
        with lumbre.no_grad():
            weight = self.compute_weight(module, do_power_iteration=False)
        delattr(module, self.name)
        delattr(module, self.name + "_u")
        delattr(module, self.name + "_v")
        delattr(module, self.name + "_orig")
        module.register_parameter(self.name, Parameter(weight.detach()))

    def __call__(self, module, inputs):
        setattr(module, self.name, self.compute_weight(module, do_power_iteration=module.training))

    def _solve_v_and_rescale(self, weight_mat, u, target_sigma):
        """The v with u = normalize(W v) and u . W v = target_sigma, by least squares."""
        v = lumbre.linalg.multi_dot(
            [weight_mat.t().mm(weight_mat).pinverse(), weight_mat.t(), u.unsqueeze(1)]
        ).squeeze(1)
        return v.mul_(target_sigma / lumbre.dot(u, lumbre.mv(weight_mat, v)))

    @staticmethod
    def apply(module, name, n_power_iterations, dim, eps):
        """Puts the hook and its buffers in place of the parameter `name`."""
        for hook in module._forward_pre_hooks.values():
            if isinstance(hook, SpectralNorm) and hook.name == name:
                raise RuntimeError(f"Cannot register two spectral_norm hooks on the same parameter {name}")
        fn = SpectralNorm(name, n_power_iterations, dim, eps)
        weight = module._parameters[name]
        if weight is None:
            raise ValueError(f"`SpectralNorm` cannot be applied as parameter `{name}` is None")
        if isinstance(weight, UninitializedParameter):
            raise ValueError(
                "The module passed to `SpectralNorm` can't have uninitialized parameters. Make sure to "
                "run the dummy forward before applying spectral normalization"
            )
        with lumbre.no_grad():
            matrix = fn.reshape_weight_to_matrix(weight)
            h, w = matrix.size()
            u = F.normalize(weight.new_empty(h).normal_(0, 1), dim=0, eps=fn.eps)
            v = F.normalize(weight.new_empty(w).normal_(0, 1), dim=0, eps=fn.eps)
        delattr(module, fn.name)
        module.register_parameter(fn.name + "_orig", weight)
        # A plain attribute: as a parameter it would be trained.
        setattr(module, fn.name, weight.data)
        module.register_buffer(fn.name + "_u", u)
        module.register_buffer(fn.name + "_v", v)
        module.register_forward_pre_hook(fn)
        module._register_state_dict_hook(SpectralNormStateDictHook(fn))
        module._register_load_state_dict_pre_hook(SpectralNormLoadStateDictPreHook(fn))
        return fn


class SpectralNormLoadStateDictPreHook:
    """Completes state dictionaries of version 0, which lack v."""

    def __init__(self, fn):
        self.fn = fn

    def __call__(
        self, state_dict, prefix, local_metadata, strict, missing_keys, unexpected_keys, error_msgs
    ):
        fn = self.fn
        version = local_metadata.get("spectral_norm", {}).get(fn.name + ".version", None)
        if version is not None and version >= 1:
            return
        key = prefix + fn.name
        names = [key + suffix for suffix in ("_orig", "_u", "_v")]
        if version is None and all(n in state_dict for n in names) and key not in state_dict:
            # Complete already: it was saved without metadata.
            return
        missing = [n for n in (names[0], key, names[1]) if n not in state_dict]
        if missing:
            if strict:
                missing_keys.extend(missing)
            return
        with lumbre.no_grad():
            orig = state_dict[names[0]]
            weight = state_dict.pop(key)
            sigma = (orig / weight).mean()
            matrix = fn.reshape_weight_to_matrix(orig)
            state_dict[names[2]] = fn._solve_v_and_rescale(matrix, state_dict[names[1]], sigma)


class SpectralNormStateDictHook:
    """Notes the version in the metadata."""

    def __init__(self, fn):
        self.fn = fn

    def __call__(self, module, state_dict, prefix, local_metadata):
        versions = local_metadata.setdefault("spectral_norm", {})
        key = self.fn.name + ".version"
        if key in versions:
            raise RuntimeError(f"Unexpected key in metadata['spectral_norm']: {key}")
        versions[key] = self.fn._version


def default_dim(module):
    """The dimension of a weight that holds its outputs."""
    transposed = (ConvTranspose1d, ConvTranspose2d, ConvTranspose3d)
    return 1 if isinstance(module, transposed) else 0


def spectral_norm(module, name="weight", n_power_iterations=1, eps=1e-12, dim=None):
    """Divides the parameter `name` by its largest singular value, estimated by power iteration.

    Source: Miyato et al., Spectral Normalization for GANs, 2018.
    """
    if dim is None:
        dim = default_dim(module)
    SpectralNorm.apply(module, name, n_power_iterations, dim, eps)
    return module


def remove_spectral_norm(module, name="weight"):
    """Makes `name` an ordinary parameter again."""

    def drop(hooks):
        for key, hook in hooks.items():
            fn = getattr(hook, "fn", hook)
            # Load hooks come wrapped.
            fn = getattr(getattr(hook, "hook", None), "fn", fn)
            if isinstance(fn, SpectralNorm) and fn.name == name:
                del hooks[key]
                return fn
        return None

    fn = drop(module._forward_pre_hooks)
    if fn is None:
        raise ValueError(f"spectral_norm of '{name}' not found in {module}")
    fn.remove(module)
    drop(module._state_dict_hooks)
    drop(module._load_state_dict_pre_hooks)
    return module
