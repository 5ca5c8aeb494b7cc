"""`rearrange`: permuting, splitting and merging dimensions by a pattern of names."""

import lumbre

__all__ = ["rearrange"]


def _side(text):
    """The groups of one side of a pattern: lists of names, `"..."` and `"1"` among them."""
    groups, inside = [], None
    for token in text.replace("(", " ( ").replace(")", " ) ").replace("...", " ... ").split():
        if token == "(":
            if inside is not None:
                raise ValueError(f"brackets inside brackets in {text!r}")
            inside = []
        elif token == ")":
            if inside is None:
                raise ValueError(f"brackets are not balanced in {text!r}")
            groups.append(inside)
            inside = None
        elif not (token in ("...", "1") or token.isidentifier()):
            raise ValueError(f"invalid axis name {token!r} in {text!r}")
        elif inside is None:
            groups.append([token])
        else:
            inside.append(token)
    if inside is not None:
        raise ValueError(f"brackets are not balanced in {text!r}")
    names = [n for g in groups for n in g if n != "1"]
    if len(set(names)) != len(names):
        raise ValueError(f"an axis occurs twice in {text!r}")
    return groups, names


def _lengths(group, size, given):
    """The sizes of the axes of one group of the left side, the unknown one inferred."""
    known, unknown = 1, None
    for name in group:
        if name == "1":
            continue
        if name in given:
            known *= given[name]
        elif unknown is None:
            unknown = name
        else:
            raise ValueError(f"the sizes of {unknown!r} and {name!r} are both unknown")
    if unknown is None:
        if known != size:
            raise ValueError(f"axes {group} have {known} elements, the dimension has {size}")
    elif known == 0 or size % known:
        raise ValueError(f"a dimension of {size} does not split into axes {group}")
    else:
        given[unknown] = size // known


def rearrange(tensor, pattern, **axes_lengths):
    """Permutes, splits (`"(a b)"` on the left) and merges (on the right) dimensions: `rearrange(x, "b (h p) c -> b p (h c)", p=2)`.

    Shapes: any of the left side; a list of tensors is one with a first dimension more. The result has the right side's; a view where one does.
    Dtypes: any.
    Raises: ValueError for patterns that are not well formed, and sizes that do not fit.
    Source: PyTorch's `functorch.rearrange`.
    """
    if not isinstance(tensor, lumbre.Tensor):
        tensor = lumbre.stack(list(tensor))
    if pattern.count("->") != 1:
        raise ValueError(f"a pattern has two sides, joined by '->': {pattern!r}")
    (left, names), (right, wanted) = (_side(side) for side in pattern.split("->"))
    if set(names) != set(wanted):
        raise ValueError(f"both sides need the same axes: {sorted(set(names) ^ set(wanted))} is on one only")
    if set(axes_lengths) - set(names):
        raise ValueError(f"sizes of axes that are not in the pattern: {sorted(set(axes_lengths) - set(names))}")
    if any(len(g) > 1 and "..." in g for g in left):
        raise ValueError("an ellipsis stands alone on the left side")
    rest = tensor.dim() - sum(g != ["..."] for g in left)
    if rest < 0 or (rest > 0 and "..." not in names):
        raise ValueError(f"the pattern has {len(left)} dimensions, the tensor has {tensor.dim()}")
    sizes, spread, at = dict(axes_lengths), {}, 0
    for group in left:
        if group == ["..."]:
            spread["..."] = [f"...{i}" for i in range(rest)]
            sizes.update({n: tensor.shape[at + i] for i, n in enumerate(spread["..."])})
            at += rest
        else:
            _lengths(group, tensor.shape[at], sizes)
            at += 1

    def flat(names):
        return [m for n in names for m in spread.get(n, [n]) if n != "1"]

    order = flat(names)
    x = tensor.reshape([sizes[n] for n in order]).permute([order.index(n) for n in flat(wanted)])
    shape = []
    for group in right:
        if group == ["..."]:
            shape += [sizes[n] for n in spread["..."]]
            continue
        shape.append(1)
        for name in flat(group):
            shape[-1] *= sizes[name]
    return x.reshape(shape)
