"""Multi-head attention as one function of its weights."""

import math
import warnings

import lumbre

from .activation import dropout, softmax
from .native import native, overridable


def _none_or_dtype(input):
    if input is None:
        return None
    if isinstance(input, lumbre.Tensor):
        return input.dtype
    raise RuntimeError("input to _none_or_dtype() must be None or torch.Tensor")


def _canonical_mask(mask, mask_name, other_type, other_name, target_type, check_other=True):
    """A boolean mask as one to be added: -inf where it is True."""
    if mask is None:
        return None
    is_float = mask.is_floating_point()
    if mask.dtype != lumbre.bool and not is_float:
        raise AssertionError(f"only bool and floating types of {mask_name} are supported")
    if check_other and other_type is not None and mask.dtype != other_type:
        warnings.warn(
            f"Support for mismatched {mask_name} and {other_name} is deprecated. "
            "Use same type for both instead.",
            stacklevel=3,
        )
    if is_float:
        return mask
    return lumbre.zeros_like(mask, dtype=target_type).masked_fill_(mask, float("-inf"))


def _mha_shape_check(query, key, value, key_padding_mask, attn_mask, num_heads):
    """Checks the ranks of all arguments; whether they are batched."""
    if query.dim() not in (2, 3):
        raise AssertionError(
            f"query should be unbatched 2D or batched 3D tensor but received {query.dim()}-D query tensor"
        )
    batched = query.dim() == 3
    kind = "batched (3-D)" if batched else "unbatched (2-D)"
    n = query.dim()
    if key.dim() != n or value.dim() != n:
        raise AssertionError(
            f"For {kind} `query`, expected `key` and `value` to be {n}-D "
            f"but found {key.dim()}-D and {value.dim()}-D tensors respectively"
        )
    if key_padding_mask is not None and key_padding_mask.dim() != n - 1:
        raise AssertionError(
            f"For {kind} `query`, expected `key_padding_mask` to be `None` or {n - 1}-D "
            f"but found {key_padding_mask.dim()}-D tensor instead"
        )
    if attn_mask is not None:
        if attn_mask.dim() not in (2, 3):
            raise AssertionError(
                f"For {kind} `query`, expected `attn_mask` to be `None`, 2-D or 3-D "
                f"but found {attn_mask.dim()}-D tensor instead"
            )
        if not batched and attn_mask.dim() == 3:
            expected = (num_heads, query.shape[0], key.shape[0])
            if tuple(attn_mask.shape) != expected:
                raise AssertionError(f"Expected `attn_mask` shape to be {expected} but got {attn_mask.shape}")
    return batched


def _in_projection_packed(q, k, v, w, b=None):
    """Query, key and value projected by one weight (3 E, E)."""
    e = q.size(-1)
    if k is v and q is k:
        # Self-attention: one product for all three.
        packed = native.linear(q, w, b).unflatten(-1, (3, e)).unsqueeze(0).transpose(0, -2)
        return list(packed.squeeze(-2).contiguous().unbind(0))
    if k is v:
        w_q, w_kv = w.split([e, 2 * e])
        b_q, b_kv = (None, None) if b is None else b.split([e, 2 * e])
        packed = native.linear(k, w_kv, b_kv).unflatten(-1, (2, e)).unsqueeze(0).transpose(0, -2)
        return [native.linear(q, w_q, b_q), *packed.squeeze(-2).contiguous().unbind(0)]
    w_q, w_k, w_v = w.chunk(3)
    b_q, b_k, b_v = (None, None, None) if b is None else b.chunk(3)
    return [native.linear(q, w_q, b_q), native.linear(k, w_k, b_k), native.linear(v, w_v, b_v)]


def _in_projection(q, k, v, w_q, w_k, w_v, b_q=None, b_k=None, b_v=None):
    """Query, key and value, each projected by its own weight (E, its size)."""
    e = q.size(-1)
    for name, w, x in (("query", w_q, q), ("key", w_k, k), ("value", w_v, v)):
        expected = (e, x.size(-1))
        if tuple(w.shape) != expected:
            raise AssertionError(f"expecting {name} weights shape of {expected}, but got {w.shape}")
    return native.linear(q, w_q, b_q), native.linear(k, w_k, b_k), native.linear(v, w_v, b_v)


def _check_causal(is_causal, attn_mask, key_padding_mask, need_weights):
    """The mask and whether the kernel's own causal mask stands for it."""
    if is_causal and attn_mask is None:
        raise RuntimeError("Need attn_mask if specifying the is_causal hint.")
    if is_causal and key_padding_mask is None and not need_weights:
        return None, True
    return attn_mask, False


def _check_attn_mask(attn_mask, tgt_len, src_len, batch_heads):
    if attn_mask.dim() == 2:
        expected = (tgt_len, src_len)
    elif attn_mask.dim() == 3:
        expected = (batch_heads, tgt_len, src_len)
    else:
        raise RuntimeError(f"attn_mask's dimension {attn_mask.dim()} is not supported")
    if tuple(attn_mask.shape) != expected:
        raise RuntimeError(
            f"The shape of the {attn_mask.dim()}D attn_mask is {attn_mask.shape}, but should be {expected}."
        )
    return attn_mask.unsqueeze(0) if attn_mask.dim() == 2 else attn_mask


def _static(x, name, batch_heads, head_dim):
    if x.size(0) != batch_heads:
        raise AssertionError(f"expecting {name}.size(0) of {batch_heads}, but got {x.size(0)}")
    if x.size(2) != head_dim:
        raise AssertionError(f"expecting {name}.size(2) of {head_dim}, but got {x.size(2)}")
    return x


def _pad_masks(masks, n=1):
    return [None if m is None else native.pad(m, (0, n)) for m in masks]


@overridable
def multi_head_attention_forward(
    query,
    key,
    value,
    embed_dim_to_check,
    num_heads,
    in_proj_weight,
    in_proj_bias,
    bias_k,
    bias_v,
    add_zero_attn,
    dropout_p,
    out_proj_weight,
    out_proj_bias,
    training=True,
    key_padding_mask=None,
    need_weights=True,
    attn_mask=None,
    use_separate_proj_weight=False,
    q_proj_weight=None,
    k_proj_weight=None,
    v_proj_weight=None,
    static_k=None,
    static_v=None,
    average_attn_weights=True,
    is_causal=False,
):
    """softmax(Q K^T / sqrt(d) + mask) V per head, with input and output projections.

    Returns the output and, with `need_weights`, the attention weights. True or -inf in a mask forbids attention.

    Shapes: query (L, N, E), key (S, N, kdim), value (S, N, vdim), or all without N; `key_padding_mask` (N, S), `attn_mask` (L, S) or
        (N heads, L, S): the output (L, N, E) and weights (N, L, S), or (N, heads, L, S) without `average_attn_weights`.
    Dtypes: floats; others raise RuntimeError or NotImplementedError.
    Raises: AssertionError for sizes that do not fit; RuntimeError for masks of another shape and `is_causal` without a mask.
    Source: Vaswani et al., Attention Is All You Need, 2017; PyTorch's `torch.nn.functional.multi_head_attention_forward`.
    """
    batched = _mha_shape_check(query, key, value, key_padding_mask, attn_mask, num_heads)
    if not batched:
        # One weight product serves self-attention only while the three stay one object.
        same_kv, same_qk = key is value, query is key
        query = query.unsqueeze(1)
        key = query if same_qk else key.unsqueeze(1)
        value = key if same_kv else value.unsqueeze(1)
        if key_padding_mask is not None:
            key_padding_mask = key_padding_mask.unsqueeze(0)
    tgt_len, bsz, embed_dim = query.shape
    src_len = key.shape[0]
    key_padding_mask = _canonical_mask(
        key_padding_mask, "key_padding_mask", _none_or_dtype(attn_mask), "attn_mask", query.dtype
    )
    attn_mask, causal_kernel = _check_causal(is_causal, attn_mask, key_padding_mask, need_weights)
    attn_mask = _canonical_mask(attn_mask, "attn_mask", None, "", query.dtype, check_other=False)
    if embed_dim != embed_dim_to_check:
        raise AssertionError(f"was expecting embedding dimension of {embed_dim_to_check}, but got {embed_dim}")
    head_dim = embed_dim // num_heads
    if head_dim * num_heads != embed_dim:
        raise AssertionError(f"embed_dim {embed_dim} not divisible by num_heads {num_heads}")

    if use_separate_proj_weight:
        if key.shape[:2] != value.shape[:2]:
            raise AssertionError(
                f"key's sequence and batch dims {key.shape[:2]} do not match value's {value.shape[:2]}"
            )
        for name, w in (("q", q_proj_weight), ("k", k_proj_weight), ("v", v_proj_weight)):
            if w is None:
                raise AssertionError(f"use_separate_proj_weight is True but {name}_proj_weight is None")
        biases = (None, None, None) if in_proj_bias is None else in_proj_bias.chunk(3)
        q, k, v = _in_projection(
            query, key, value, q_proj_weight, k_proj_weight, v_proj_weight, *biases
        )
    else:
        if key.shape != value.shape:
            raise AssertionError(f"key shape {key.shape} does not match value shape {value.shape}")
        if in_proj_weight is None:
            raise AssertionError("use_separate_proj_weight is False but in_proj_weight is None")
        q, k, v = _in_projection_packed(query, key, value, in_proj_weight, in_proj_bias)

    batch_heads = bsz * num_heads
    if attn_mask is not None:
        attn_mask = _check_attn_mask(attn_mask, tgt_len, src_len, batch_heads)
    if bias_k is not None and bias_v is not None:
        if static_k is not None or static_v is not None:
            raise AssertionError("bias cannot be added to static key or value.")
        k = lumbre.cat([k, bias_k.repeat(1, bsz, 1)])
        v = lumbre.cat([v, bias_v.repeat(1, bsz, 1)])
        attn_mask, key_padding_mask = _pad_masks((attn_mask, key_padding_mask))
    elif bias_k is not None or bias_v is not None:
        raise AssertionError("bias_k and bias_v must be given together")

    # To (N heads, length, head size).
    q = q.view(tgt_len, batch_heads, head_dim).transpose(0, 1)
    if static_k is None:
        k = k.view(k.shape[0], batch_heads, head_dim).transpose(0, 1)
    else:
        k = _static(static_k, "static_k", batch_heads, head_dim)
    if static_v is None:
        v = v.view(v.shape[0], batch_heads, head_dim).transpose(0, 1)
    else:
        v = _static(static_v, "static_v", batch_heads, head_dim)
    if add_zero_attn:
        zero = (batch_heads, 1, head_dim)
        k = lumbre.cat([k, lumbre.zeros(zero, dtype=k.dtype, device=k.device)], dim=1)
        v = lumbre.cat([v, lumbre.zeros(zero, dtype=v.dtype, device=v.device)], dim=1)
        attn_mask, key_padding_mask = _pad_masks((attn_mask, key_padding_mask))
    src_len = k.size(1)

    if key_padding_mask is not None:
        if tuple(key_padding_mask.shape) != (bsz, src_len):
            raise AssertionError(
                f"expecting key_padding_mask shape of {(bsz, src_len)}, but got {key_padding_mask.shape}"
            )
        spread = key_padding_mask.view(bsz, 1, 1, src_len).expand(-1, num_heads, -1, -1)
        spread = spread.reshape(batch_heads, 1, src_len)
        attn_mask = spread if attn_mask is None else attn_mask + spread
    if not training:
        dropout_p = 0.0

    if need_weights:
        scores = (q * math.sqrt(1.0 / head_dim), k.transpose(-2, -1))
        if attn_mask is not None:
            weights = lumbre.baddbmm(attn_mask, *scores)
        else:
            weights = lumbre.bmm(*scores)
        weights = softmax(weights, dim=-1)
        if dropout_p > 0.0:
            weights = dropout(weights, p=dropout_p)
        out = lumbre.bmm(weights, v)
        out = out.transpose(0, 1).contiguous().view(tgt_len * bsz, embed_dim)
        out = native.linear(out, out_proj_weight, out_proj_bias).view(tgt_len, bsz, -1)
        weights = weights.view(bsz, num_heads, tgt_len, src_len)
        if average_attn_weights:
            weights = weights.mean(dim=1)
        if not batched:
            out, weights = out.squeeze(1), weights.squeeze(0)
        return out, weights

    if attn_mask is not None:
        if attn_mask.size(0) == 1 and attn_mask.dim() == 3:
            attn_mask = attn_mask.unsqueeze(0)
        else:
            attn_mask = attn_mask.view(bsz, num_heads, -1, src_len)
    out = native.scaled_dot_product_attention(
        q.view(bsz, num_heads, tgt_len, head_dim),
        k.view(bsz, num_heads, src_len, head_dim),
        v.view(bsz, num_heads, src_len, head_dim),
        attn_mask,
        dropout_p,
        causal_kernel,
    )
    out = out.permute(2, 0, 1, 3).contiguous().view(bsz * tgt_len, embed_dim)
    out = native.linear(out, out_proj_weight, out_proj_bias).view(tgt_len, bsz, -1)
    return (out if batched else out.squeeze(1)), None
