"""Names and habits around layers that programs rely on."""

import copy
import importlib
import pickle

import lumbre
import numpy as np
import pytest
from lumbre import nn
from lumbre.nn import functional as F


@pytest.mark.parametrize("name", ["relu", "gelu", "softmax", "conv2d"])
def test_functions_are_pickled_by_name(name):
    function = getattr(F, name)
    assert pickle.loads(pickle.dumps(function)) is function


def test_transformer_layer_is_pickled_and_copied():
    layer = nn.TransformerEncoderLayer(4, 2, 8).eval()
    x = lumbre.randn(3, 1, 4)
    for other in (pickle.loads(pickle.dumps(layer)), copy.deepcopy(layer)):
        np.testing.assert_array_equal(other(x).detach().numpy(), layer(x).detach().numpy())


@pytest.mark.parametrize("module", ["attention", "quantized", "quantized.dynamic", "qat", "intrinsic", "quantizable", "utils.stateless"])
def test_modules_are_importable(module):
    assert importlib.import_module(f"lumbre.nn.{module}")


def test_quantized_layers_are_refused_when_made():
    assert not isinstance(nn.Linear(2, 2), nn.quantized.Linear)
    with pytest.raises(NotImplementedError, match="Linear"):
        nn.quantized.Linear(2, 2)


def test_structured_pruning_counts_what_is_pruned_as_zero():
    prune = nn.utils.prune
    m = nn.Linear(2, 3)
    m.weight.data = lumbre.tensor([[9.0, 0.1], [2.0, 2.0], [1.0, 1.0]])
    prune.custom_from_mask(m, "weight", lumbre.tensor([[0.0, 1.0], [1.0, 1.0], [1.0, 1.0]]))
    prune.ln_structured(m, "weight", amount=1, n=2, dim=0)
    assert m.weight_mask.sum(1).tolist() == [0, 2, 2]


def test_float_functional_adds():
    assert nn.quantized.FloatFunctional().add_relu(lumbre.tensor([-2.0, 1.0]), lumbre.tensor([1.0, 1.0])).tolist() == [0.0, 2.0]


@pytest.mark.parametrize("name", ["celu", "elu", "hardtanh", "leaky_relu", "selu"])
def test_in_place_functions_change_their_input(name):
    x = lumbre.tensor([-1.0, 0.5])
    wanted = getattr(F, name)(x).tolist()
    assert getattr(F, name + "_")(x) is x and x.tolist() == wanted


def test_linear_cross_entropy_with_extra_dimensions_is_its_formula():
    lumbre.manual_seed(0)
    x, w, target = lumbre.randn(4, 3), lumbre.randn(5, 2, 3), lumbre.randint(0, 5, (4, 2))
    logits = np.einsum("ni,cki->nck", x.numpy(), w.numpy())
    logs = logits - np.log(np.exp(logits).sum(1, keepdims=True))
    wanted = -np.mean([logs[n, target[n, k], k] for n in range(4) for k in range(2)])
    np.testing.assert_allclose(F.linear_cross_entropy(x, w, target).item(), wanted, rtol=1e-5)


def test_grid_sample_identity_is_the_image():
    image = lumbre.randn(1, 2, 4, 5)
    theta = lumbre.tensor([[[1.0, 0, 0], [0, 1.0, 0]]])
    for mode in ("bilinear", "nearest", "bicubic"):
        grid = F.affine_grid(theta, image.shape, align_corners=True)
        np.testing.assert_allclose(F.grid_sample(image, grid, mode=mode, align_corners=True).numpy(), image.numpy(), atol=1e-5)


@pytest.mark.parametrize("width", [1, 9])
def test_grid_sample_of_nan_is_that_of_pytorch(width):
    grid = lumbre.full((1, 1, width, 2), float("nan"))
    # PyTorch 2.15's answers: the weights are NaN, but a place brought inside the border is 0.
    answers = {mode: F.grid_sample(lumbre.ones(1, 1, 3, 3), grid, padding_mode=mode, align_corners=False) for mode in ("zeros", "border", "reflection")}
    assert answers["zeros"].isnan().all()
    assert (answers["border"] == 1).all() and (answers["reflection"] == 1).all()


def test_errors_say_where_in_the_model_they_come_from():
    class Model(nn.Module):
        def __init__(self):
            super().__init__()
            self.layers = nn.ModuleList([nn.Sequential(nn.Linear(4, 3))])

        def forward(self, x):
            return self.layers[0](x)

    with pytest.raises(RuntimeError) as caught:
        Model()(lumbre.ones(2, 5))
    assert "2x5 and 4x3" in str(caught.value)
    if hasattr(caught.value, "__notes__"):
        assert any("layers.0.0" in note for note in caught.value.__notes__)


def test_causal_masks_are_tensors_of_their_own_class():
    from lumbre.nn.attention.bias import CausalBias, CausalVariant, causal_lower_right, causal_upper_left

    lower = causal_lower_right(2, 4)
    assert isinstance(lower, CausalBias) and lower.variant == CausalVariant.LOWER_RIGHT and (lower.seq_len_q, lower.seq_len_kv) == (2, 4)
    assert lower.tolist() == [[True, True, True, False], [True] * 4] and repr(lower).startswith("tensor([[ True")
    q, k = lumbre.arange(16.0).reshape(1, 2, 8).sin(), lumbre.arange(32.0).reshape(1, 4, 8).cos()
    masked = F.scaled_dot_product_attention(q, k, k, causal_upper_left(2, 4))
    assert type(masked) is lumbre.Tensor and lumbre.allclose(masked, F.scaled_dot_product_attention(q, k, k, is_causal=True))
