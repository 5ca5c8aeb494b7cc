import numpy as np
from scipy import special

from .common import Case, S, T

FD = dict(dtypes=("float32", "float64"))
REDUCTIONS = ("mean", "sum", "none")


def reduced(f):
    """The loss of each element, then mean, sum or neither."""

    def ref(*args, reduction="mean", **kwargs):
        loss = f(*args, **kwargs)
        return {"mean": np.mean, "sum": np.sum, "none": lambda x: x}[reduction](loss)

    return ref


def each(*args, **kwargs):
    return [S(*args, reduction=r, **kwargs) for r in REDUCTIONS]


PAIR = (T((3, 4)), T((3, 4)))
INSIDE = T((3, 4), low=0.1, high=0.9)
SIGNS = T(values=[1.0, -1.0, 1.0, -1.0], grad=False)
CLASSES = T(dtype="int64", values=[1, 0, 3])
WEIGHTS = T((4,), low=0.5, high=2, grad=False)

CASES = [
    Case("mse_loss", each(*PAIR), ref=reduced(lambda x, y: (x - y) ** 2), **FD),
    Case("l1_loss", each(*PAIR), ref=reduced(lambda x, y: np.abs(x - y)), **FD),
    Case("smooth_l1_loss", [*each(*PAIR), S(*PAIR, beta=0.5), S(*PAIR, beta=0.0)], **FD),
    Case("huber_loss", [*each(*PAIR), S(*PAIR, delta=0.5)], **FD),
    Case("binary_cross_entropy", [*each(INSIDE, INSIDE), S(INSIDE, T((3, 4), low=0.1, high=0.9, grad=False), T((4,), low=0.5, high=2, grad=False))], **FD),
    Case("binary_cross_entropy_with_logits", [
        *each(T((3, 4)), INSIDE), S(T((3, 4)), T((3, 4), low=0.1, high=0.9, grad=False), WEIGHTS, pos_weight=T((4,), low=0.5, high=2, grad=False))], **FD),
    Case("cross_entropy", [
        *each(T((3, 4)), CLASSES), S(T((3, 4)), CLASSES, WEIGHTS, ignore_index=0), S(T((3, 4)), CLASSES, label_smoothing=0.2),
        S(T((3, 4)), T((3, 4), low=0.1, high=0.9, grad=False)), S(T((2, 3, 4)), T((2, 4), dtype="int64", low=0, high=3)), S(T((4,)), T(dtype="int64", values=2))], **FD),
    Case("nll_loss", [*each(T((3, 4)), CLASSES), S(T((3, 4)), CLASSES, WEIGHTS, ignore_index=0), S(T((2, 3, 4)), T((2, 4), dtype="int64", low=0, high=3))], **FD),
    Case("kl_div", [*each(T((3, 4)), INSIDE), S(*PAIR, reduction="batchmean", log_target=True)], **FD),
    Case("poisson_nll_loss", [*each(T((3, 4)), T((3, 4), low=1.2, high=4, grad=False)), S(INSIDE, T((3, 4), low=1.2, high=4, grad=False), log_input=False, full=True)], **FD),
    Case("hinge_embedding_loss", [*each(T((3, 4)), SIGNS), S(T((3, 4)), SIGNS, 0.5)], **FD),
    Case("cosine_embedding_loss", [*each(T((4, 3)), T((4, 3)), SIGNS), S(T((4, 3)), T((4, 3)), SIGNS, 0.3)], **FD),
    Case("margin_ranking_loss", [*each(T((4,)), T((4,)), SIGNS), S(T((4,)), T((4,)), SIGNS, 0.3)], **FD),
    Case("soft_margin_loss", each(T((3, 4)), SIGNS), ref=reduced(lambda x, y: np.logaddexp(0, -x * y)), **FD),
    Case("multi_margin_loss", [*each(T((3, 4)), CLASSES), S(T((3, 4)), CLASSES, 2, 0.5, WEIGHTS)], **FD),
    Case("multilabel_margin_loss", each(T((3, 4)), T(dtype="int64", values=[[1, 3, -1, 0], [0, -1, 2, 1], [2, 1, 0, 3]])), **FD),
    Case("triplet_margin_loss", [*each(T((4, 3)), T((4, 3)), T((4, 3))), S(T((4, 3)), T((4, 3)), T((4, 3)), 0.5, 1.0, swap=True)], tol={"float32": (1e-4, 1e-5)}, **FD),
    Case("cosine_similarity", [S(T((3, 4)), T((3, 4))), S(T((2, 3)), T((1, 3)), dim=0)], tol={"float32": (1e-4, 1e-5)}, **FD),
    Case("pairwise_distance", [S(T((3, 4)), T((3, 4))), S(T((3, 4)), T((4,)), 1.0, keepdim=True), S(T((3, 4)), T((3, 4)), 3.0)], tol={"float32": (1e-4, 1e-5)}, **FD),
    Case("glu", [S(T((3, 4))), S(T((4, 3)), 0)], ref=lambda x, dim=-1: np.split(x, 2, dim)[0] * special.expit(np.split(x, 2, dim)[1]), dtypes="f"),
]
for case in CASES:
    # The package has functions of some of these names that take other arguments.
    case.fn = lambda lib, *args, name=case.name, **kwargs: getattr(lib.nn.functional, name)(*args, **kwargs)
