"""Losses, and ai.onnx.ml: what scikit-learn's exporters write."""

import lumbre

from .._build import Unsupported
from . import op

ML = "ai.onnx.ml"


@op("SoftmaxCrossEntropyLoss")
def cross_entropy(g, a, x, y, w=None):
    logp = g.op("log_softmax", x, 1)
    return nll(g, a, logp, y, w), logp


@op("NegativeLogLikelihoodLoss")
def nll(g, a, logp, y, w=None):
    ignore = a.get("ignore_index")
    return g.op("nll_loss", logp, y.to("int64"), w, reduction=a.get("reduction", "mean"), ignore_index=-100 if ignore is None else ignore)


@op("Binarizer", domain=ML)
def binarizer(g, a, x):
    return (x > a.get("threshold", 0.0)).to(x.dtype)


@op("ArrayFeatureExtractor", domain=ML)
def array_feature(g, a, x, at):
    return g.op("index_select", x, x.need_rank() - 1, at.reshape([-1]))


@op("Scaler", domain=ML)
def scaler(g, a, x):
    vector = lambda n, d: g.constant(lumbre.tensor(a.get(n) or d))  # noqa: E731
    return (x.to("float32") - vector("offset", [0.0])) * vector("scale", [1.0])


@op("Imputer", domain=ML)
def imputer(g, a, x):
    floats = a.get("imputed_value_floats")
    values = g.constant(lumbre.tensor(floats if floats else a["imputed_value_int64s"]))
    gone = a.get("replaced_value_float", 0.0) if floats else a.get("replaced_value_int64", 0)
    absent = g.op("isnan", x) if gone != gone else g.op("eq", x, gone)
    return g.op("where", absent, values.to(x.dtype), x)


@op("Normalizer", domain=ML)
def normalizer(g, a, x):
    x = x.to("float32")
    kind = a.get("norm", "MAX")
    if kind == "MAX":
        size = g.op("amax", x, [1], True)
    else:
        size = g.op("linalg_vector_norm", x, {"L1": 1, "L2": 2}[kind], [1], True)
    return x / g.op("where", g.op("eq", size, 0), g.op("ones_like", size), size)


@op("FeatureVectorizer", domain=ML)
def vectorizer(g, a, *xs):
    return g.op("cat", [x.to("float32") for x in xs], 1)


@op("OneHotEncoder", domain=ML)
def one_hot(g, a, x):
    kinds = a.get("cats_int64s")
    if kinds is None:
        raise Unsupported(f"onnx.load: {g.where}: categories of text")
    return g.op("eq", g.op("unsqueeze", x.to("int64"), -1), g.constant(lumbre.tensor(kinds))).to("float32")


@op("LabelEncoder", domain=ML)
def label_encoder(g, a, x):
    pick = lambda *names: next((lumbre.tensor(a[n]) for n in names if a.get(n)), None)  # noqa: E731
    tensor = lambda n: g.literal(a[n]).const if a.get(n) is not None and n.endswith("tensor") else None  # noqa: E731
    keys = tensor("keys_tensor")
    keys = pick("keys_int64s", "keys_floats") if keys is None else keys
    values = tensor("values_tensor")
    values = pick("values_int64s", "values_floats") if values is None else values
    if keys is None or values is None:
        raise Unsupported(f"onnx.load: {g.where}: labels of text")
    absent = tensor("default_tensor")
    if absent is None:
        absent = lumbre.tensor(a.get("default_int64", -1) if values.dtype == lumbre.int64 else a.get("default_float", 0.0))
    wide = g.op("unsqueeze", x.to(str(keys.dtype).rpartition(".")[2]), -1)
    hit = g.op("eq", wide, g.constant(keys))
    if keys.is_floating_point():
        hit = g.op("logical_or", hit, g.op("logical_and", g.op("isnan", wide), g.op("isnan", g.constant(keys))))
    found = g.op("any", hit, -1)
    at = g.op("argmax", hit.to("int32"), -1)
    return g.op("where", found, g.op("index", g.constant(values), [at]), g.constant(absent.reshape(()).to(values.dtype)))


def scores(g, kind, x):
    if kind in (None, "NONE"):
        return x
    if kind == "LOGISTIC":
        return g.op("sigmoid", x)
    if kind == "SOFTMAX":
        return g.op("softmax", x, -1)
    raise Unsupported(f"onnx.load: {g.where}: the transform {kind}")


def labels_of(g, a):
    kinds = a.get("classlabels_ints") or a.get("classlabels_int64s")
    if not kinds:
        raise Unsupported(f"onnx.load: {g.where}: class labels of text")
    return g.constant(lumbre.tensor(kinds))


@op("LinearRegressor", domain=ML)
def linear_regressor(g, a, x):
    targets = a.get("targets", 1)
    w = g.constant(lumbre.tensor(a["coefficients"]).reshape(targets, -1))
    out = x.to("float32") @ g.op("t", w)
    if a.get("intercepts"):
        out = out + g.constant(lumbre.tensor(a["intercepts"]))
    return scores(g, a.get("post_transform"), out)


@op("LinearClassifier", domain=ML)
def linear_classifier(g, a, x):
    labels = labels_of(g, a)
    rows = len(a["intercepts"]) if a.get("intercepts") else labels.const.numel()
    w = g.constant(lumbre.tensor(a["coefficients"]).reshape(rows, -1))
    out = x.to("float32") @ g.op("t", w)
    if a.get("intercepts"):
        out = out + g.constant(lumbre.tensor(a["intercepts"]))
    if rows == 1 and labels.const.numel() == 2:
        positive = scores(g, a.get("post_transform"), out)
        both = g.op("cat", [1 - positive if a.get("post_transform") == "LOGISTIC" else -positive, positive], 1)
        pick = g.op("select", positive > (0.5 if a.get("post_transform") == "LOGISTIC" else 0.0), 1, 0).to("int64")
        return g.op("index_select", labels, 0, pick), both
    return g.op("index_select", labels, 0, g.op("argmax", out, 1)), scores(g, a.get("post_transform"), out)


# Trees: all of them one step deeper at a time, until every sample is at a leaf.

MAX_LEVELS = 512
_MODES = {"BRANCH_LEQ": "le", "BRANCH_LT": "lt", "BRANCH_GTE": "ge", "BRANCH_GT": "gt", "BRANCH_EQ": "eq", "BRANCH_NEQ": "ne"}


def leaves(g, a, x):
    """(for every sample and tree the number of its leaf, the nodes' numbers by (tree, node))."""
    trees, nodes, modes = a["nodes_treeids"], a["nodes_nodeids"], a["nodes_modes"]
    where = {(t, n): i for i, (t, n) in enumerate(zip(trees, nodes))}
    kinds = set(modes) - {"LEAF"}
    if len(kinds) > 1 or not kinds <= set(_MODES):
        raise Unsupported(f"onnx.load: {g.where}: several kinds of branches in one model")
    thresholds = a.get("nodes_values") or [0.0] * len(nodes)
    step = lambda n, leaf: [i if m == "LEAF" else where[t, k] for i, (t, k, m) in enumerate(zip(trees, a[n], modes))]  # noqa: E731
    yes, no = step("nodes_truenodeids", True), step("nodes_falsenodeids", False)
    children = set(v for i, v in enumerate(yes) if v != i) | set(v for i, v in enumerate(no) if v != i)
    roots = [i for i in range(len(nodes)) if i not in children]
    depth, front = 0, set(roots)
    while True:
        front = {v for i in front if modes[i] != "LEAF" for v in (yes[i], no[i])}
        if not front:
            break
        depth += 1
        if depth > MAX_LEVELS:
            raise Unsupported(f"onnx.load: {g.where}: a tree of more than {MAX_LEVELS} levels, or one that goes in circles")
    constant = lambda v, d=lumbre.int64: g.constant(lumbre.tensor(v, dtype=d))  # noqa: E731
    rows = x.size(0)
    at = g.op("expand", constant(roots), [rows, len(roots)])
    feature, limit, yes, no = constant(a["nodes_featureids"]), constant(thresholds, lumbre.float32), constant(yes), constant(no)
    missing = a.get("nodes_missing_value_tracks_true")
    missing = constant([bool(v) for v in missing], lumbre.bool) if missing and any(missing) else None
    x = x.to("float32")
    pick = lambda table: g.op("index", table, [at])  # noqa: E731
    for _ in range(depth):
        value = g.op("gather", x, 1, pick(feature))
        go = g.op(_MODES[next(iter(kinds))], value, pick(limit))
        if missing is not None:
            go = g.op("logical_or", go, g.op("logical_and", g.op("isnan", value), pick(missing)))
        at = g.op("where", go, pick(yes), pick(no))
    return at, where


def ensemble(g, a, x, prefix, classes):
    """Sums of the leaves' weights for each class or target."""
    at, where = leaves(g, a, x)
    table = [[0.0] * classes for _ in where]
    for t, n, c, w in zip(a[f"{prefix}_treeids"], a[f"{prefix}_nodeids"], a[f"{prefix}_ids"], a[f"{prefix}_weights"]):
        table[where[t, n]][c] += w
    picked = g.op("index", g.constant(lumbre.tensor(table)), [at])
    how = a.get("aggregate_function", "SUM")
    out = g.op({"SUM": "sum", "AVERAGE": "mean", "MIN": "amin", "MAX": "amax"}[how], picked, [1])
    return out + g.constant(lumbre.tensor(a["base_values"])) if a.get("base_values") else out


@op("TreeEnsembleRegressor", domain=ML)
def tree_regressor(g, a, x):
    return scores(g, a.get("post_transform"), ensemble(g, a, x, "target", a.get("n_targets", 1)))


@op("TreeEnsembleClassifier", domain=ML)
def tree_classifier(g, a, x):
    labels = labels_of(g, a)
    n = labels.const.numel()
    used = set(a["class_ids"])
    out = ensemble(g, a, x, "class", n)
    kind = a.get("post_transform")
    if n == 2 and len(used) == 1:
        # One score stands for both classes.
        score = g.op("narrow", out, 1, next(iter(used)), 1)
        positive = scores(g, kind, score)
        low = kind in (None, "NONE")
        both = g.op("cat", [1 - positive, positive], 1)
        pick = g.op("select", score > (0.5 if low else 0.0), 1, 0).to("int64")
        return g.op("index_select", labels, 0, pick), both
    return g.op("index_select", labels, 0, g.op("argmax", out, 1)), scores(g, kind, out)


@op("ZipMap", domain=ML)
def zip_map(g, a, x):
    raise Unsupported(f"onnx.load: {g.where}: maps; export with options={{'zipmap': False}}")


@op("SVMRegressor", domain=ML)
def svm_regressor(g, a, x):
    n = a["n_supports"]
    support = g.constant(lumbre.tensor(a["support_vectors"]).reshape(n, -1))
    gamma, coefficient, degree = (list(a.get("kernel_params") or []) + [1.0, 0.0, 3.0])[:3]
    x = x.to("float32")
    kind = a.get("kernel_type", "LINEAR")
    if kind == "RBF":
        far = g.op("unsqueeze", x, 1) - support
        kernel = g.op("exp", g.op("sum", far * far, [-1]) * -gamma)
    else:
        kernel = x @ g.op("t", support)
        if kind != "LINEAR":
            kernel = kernel * gamma + coefficient
            kernel = g.op("pow", kernel, degree) if kind == "POLY" else g.op("tanh", kernel)
    out = g.op("unsqueeze", kernel @ g.constant(lumbre.tensor(a["coefficients"])), 1) + a["rho"][0]
    if a.get("one_class", 0):
        out = g.op("where", out > 0, g.op("ones_like", out), g.op("full_like", out, -1.0))
    return scores(g, a.get("post_transform"), out)
