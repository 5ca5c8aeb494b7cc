"""Initial values for seed 0, recorded from PyTorch 2.15: the last two entries of each parameter.

They fix the order in which layers draw from the generator.
"""

import lumbre
import pytest
from lumbre import nn

RECORDED = {
    "Linear(3, 2)": [
        ("weight", [-0.22237, 0.15482]),
        ("bias", [-0.01144, 0.45777]),
    ],
    "Conv2d(2, 2, 2, padding=1, padding_mode='circular')": [
        ("weight", [-0.14574, 0.0131]),
        ("bias", [0.13977, 0.21214]),
    ],
    "ConvTranspose1d(2, 2, 3, stride=2)": [
        ("weight", [-0.12338, -0.08025]),
        ("bias", [-0.39002, -0.27038]),
    ],
    "Embedding(3, 2, padding_idx=1)": [
        ("weight", [-1.08452, -1.3986]),
    ],
    "Bilinear(2, 3, 1)": [
        ("weight", [-0.27235, 0.18962]),
        ("bias", [-0.01401]),
    ],
    "MultiheadAttention(4, 2, kdim=2, vdim=2, add_bias_kv=True)": [
        ("q_proj_weight", [-0.60504, -0.81109]),
        ("k_proj_weight", [0.16918, -0.93369]),
        ("v_proj_weight", [0.63956, 0.99413]),
        ("in_proj_bias", [0.0, 0.0]),
        ("bias_k", [-0.01044, -0.35924]),
        ("bias_v", [0.096, 0.27139]),
        ("out_proj.weight", [-0.20611, 0.01852]),
        ("out_proj.bias", [0.0, 0.0]),
    ],
    "GRU(2, 2, bidirectional=True)": [
        ("weight_ih_l0", [-0.2137, -0.13899]),
        ("weight_hh_l0", [-0.14552, 0.52914]),
        ("bias_ih_l0", [-0.44515, -0.17901]),
        ("bias_hh_l0", [-0.49401, -0.66225]),
        ("weight_ih_l0_reverse", [0.44614, 0.41459]),
        ("weight_hh_l0_reverse", [-0.49009, -0.36528]),
        ("bias_ih_l0_reverse", [0.38818, -0.08925]),
        ("bias_hh_l0_reverse", [-0.54491, -0.25913]),
    ],
    "LSTMCell(2, 2)": [
        ("weight_ih", [-0.29149, 0.02619]),
        ("weight_hh", [-0.27563, 0.61094]),
        ("bias_ih", [0.31552, 0.34272]),
        ("bias_hh", [0.44614, 0.41459]),
    ],
    "TransformerDecoderLayer(4, 2, 4)": [
        ("self_attn.in_proj_weight", [0.02338, 0.14189]),
        ("self_attn.in_proj_bias", [0.0, 0.0]),
        ("self_attn.out_proj.weight", [-0.20611, 0.01852]),
        ("self_attn.out_proj.bias", [0.0, 0.0]),
        ("multihead_attn.in_proj_weight", [0.43837, -0.06295]),
        ("multihead_attn.in_proj_bias", [0.0, 0.0]),
        ("multihead_attn.out_proj.weight", [0.38018, -0.49876]),
        ("multihead_attn.out_proj.bias", [0.0, 0.0]),
        ("linear1.weight", [-0.46793, -0.422]),
        ("linear1.bias", [0.27032, -0.48222]),
        ("linear2.weight", [0.43971, -0.20395]),
        ("linear2.bias", [-0.45123, 0.31635]),
        ("norm1.weight", [1.0, 1.0]),
        ("norm1.bias", [0.0, 0.0]),
        ("norm2.weight", [1.0, 1.0]),
        ("norm2.bias", [0.0, 0.0]),
        ("norm3.weight", [1.0, 1.0]),
        ("norm3.bias", [0.0, 0.0]),
    ],
    "Transformer(4, 2, 1, 1, 4)": [
        ("encoder.layers.0.self_attn.in_proj_weight", [-0.50747, -0.52659]),
        ("encoder.layers.0.self_attn.in_proj_bias", [0.0, 0.0]),
        ("encoder.layers.0.self_attn.out_proj.weight", [0.41843, 0.4721]),
        ("encoder.layers.0.self_attn.out_proj.bias", [0.0, 0.0]),
        ("encoder.layers.0.linear1.weight", [-0.69547, 0.6837]),
        ("encoder.layers.0.linear1.bias", [-0.08228, -0.22888]),
        ("encoder.layers.0.linear2.weight", [0.61993, 0.66868]),
        ("encoder.layers.0.linear2.bias", [-0.37653, -0.38568]),
        ("encoder.layers.0.norm1.weight", [1.0, 1.0]),
        ("encoder.layers.0.norm1.bias", [0.0, 0.0]),
        ("encoder.layers.0.norm2.weight", [1.0, 1.0]),
        ("encoder.layers.0.norm2.bias", [0.0, 0.0]),
        ("encoder.norm.weight", [1.0, 1.0]),
        ("encoder.norm.bias", [0.0, 0.0]),
        ("decoder.layers.0.self_attn.in_proj_weight", [-0.10958, -0.45508]),
        ("decoder.layers.0.self_attn.in_proj_bias", [0.0, 0.0]),
        ("decoder.layers.0.self_attn.out_proj.weight", [-0.17568, 0.58234]),
        ("decoder.layers.0.self_attn.out_proj.bias", [0.0, 0.0]),
        ("decoder.layers.0.multihead_attn.in_proj_weight", [-0.13315, 0.08138]),
        ("decoder.layers.0.multihead_attn.in_proj_bias", [0.0, 0.0]),
        ("decoder.layers.0.multihead_attn.out_proj.weight", [0.27347, 0.35441]),
        ("decoder.layers.0.multihead_attn.out_proj.bias", [0.0, 0.0]),
        ("decoder.layers.0.linear1.weight", [0.30354, -0.62734]),
        ("decoder.layers.0.linear1.bias", [0.26479, 0.38376]),
        ("decoder.layers.0.linear2.weight", [-0.31062, 0.16362]),
        ("decoder.layers.0.linear2.bias", [-0.40416, 0.39854]),
        ("decoder.layers.0.norm1.weight", [1.0, 1.0]),
        ("decoder.layers.0.norm1.bias", [0.0, 0.0]),
        ("decoder.layers.0.norm2.weight", [1.0, 1.0]),
        ("decoder.layers.0.norm2.bias", [0.0, 0.0]),
        ("decoder.layers.0.norm3.weight", [1.0, 1.0]),
        ("decoder.layers.0.norm3.bias", [0.0, 0.0]),
        ("decoder.norm.weight", [1.0, 1.0]),
        ("decoder.norm.bias", [0.0, 0.0]),
    ],
}


@pytest.mark.parametrize("spec", RECORDED)
def test_initial_values_follow_the_recorded_stream(spec):
    lumbre.manual_seed(0)
    layer = eval("nn." + spec, {"nn": nn})
    found = list(layer.named_parameters())
    assert [name for name, _ in found] == [name for name, _ in RECORDED[spec]]
    for (name, values), (_, param) in zip(RECORDED[spec], found):
        assert param.flatten()[-2:].tolist() == pytest.approx(values, abs=2e-5), name
