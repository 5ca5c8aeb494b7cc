"""Sorting, searching, gathering, and the DataLoader."""

from . import Group, Row

N = 1_000_000


def of(body):
    def make(lib):
        lib.manual_seed(0)
        return body(lib, lib.randn(N))

    return make


def gather(lib, x):
    i = lib.randint(0, N, (N,))
    return lambda: x.gather(0, i)


def index_select(lib, x):
    x, i = x.view(-1, 100), lib.randint(0, N // 100, (N // 100,))
    return lambda: x.index_select(0, i)


def index_select_inner(lib, x):
    x, i = x.view(1000, 1000), lib.randint(0, 1000, (1000,))
    return lambda: x.index_select(1, i)


def reflect(lib, x):
    x = x.view(1, 1, 1000, 1000)
    return lambda: lib.nn.functional.pad(x, (8, 8, 8, 8), mode="reflect")


def sparse_product(lib, x):
    i = lib.stack([lib.arange(10_000) // 10, lib.arange(10_000) * 7919 % 1000])
    a = lib.sparse_coo_tensor(i, x[:10_000], (1000, 1000)).coalesce()
    b = x[:64_000].view(1000, 64)
    return lambda: lib.sparse.mm(a, b)


def index_add(lib, x):
    x, i = x.view(-1, 100), lib.randint(0, N // 100, (N // 100,))
    out = lib.zeros(N // 100, 100)
    return lambda: out.index_add_(0, i, x)


def cat(lib, x):
    parts = x.chunk(4)
    return lambda: lib.cat(parts)


def cat_columns(lib, x):
    x = x.view(1000, 1000)
    return lambda: lib.cat([x, x], 1)


def loader(lib):
    lib.manual_seed(0)
    data = lib.utils.data
    set_ = data.TensorDataset(lib.randn(20_000, 32), lib.randint(0, 10, (20_000,)))
    batches = data.DataLoader(set_, batch_size=64, shuffle=True)

    def run():
        for _ in batches:
            pass

    return run


OPS = {
    "sort": lambda lib, x: lambda: x.sort(),
    "sort rows of 1000": lambda lib, x: lambda: x.view(1000, 1000).sort(-1),
    "argsort int64": lambda lib, x: (lambda i: lambda: i.argsort())(lib.randint(0, N, (N,))),
    "topk 100": lambda lib, x: lambda: x.topk(100),
    "topk 10 of rows of 1000": lambda lib, x: lambda: x.view(1000, 1000).topk(10),
    "cumsum": lambda lib, x: lambda: x.cumsum(0),
    "cumsum of columns": lambda lib, x: lambda: x.view(1000, 1000).cumsum(0),
    "gather": gather,
    "index_select": index_select,
    "index_select of columns": index_select_inner,
    "pad, reflect": reflect,
    "sparse times dense": sparse_product,
    "index_add_": index_add,
    "cat": cat,
    "cat columns": cat_columns,
}

GROUPS = [
    Group("sort, search and gather, 1e6", 1.3, 0.9, [Row(n, of(f)) for n, f in OPS.items()]),
    Group("DataLoader in memory, 20k rows", 10, 5, [Row("pass with shuffle", loader)]),
]
