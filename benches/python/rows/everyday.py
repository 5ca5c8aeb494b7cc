"""What a program writes all day on eight numbers, statement by statement: nothing but overhead is measured."""

from . import Group, Row

#: How often a statement stands in the body that is timed.
EACH = 20


class Affine:
    """What the statements speak of, made by one library."""

    def __init__(self, lib, grad):
        nn = lib.nn
        lib.manual_seed(0)
        self.lib, self.nn, self.F = lib, nn, nn.functional
        self.x, self.y = lib.arange(8.0) + 1, lib.ones(8)
        self.m, self.b = lib.randn(8, 8), lib.randn(4, 8)
        self.q = lib.randn(1, 4, 4)
        self.w, self.c = lib.randn(8, 8), lib.randn(8)
        self.i, self.k = lib.tensor([1, 3, 5]), lib.tensor([True, False] * 4)
        self.n, self.s = lib.arange(8), lib.tensor(2.0)
        self.labels = lib.tensor([1, 0, 3, 2])
        if grad:
            leaves = [self.x, self.m, self.q]
            for leaf in leaves:
                leaf.requires_grad_()
            self.u, self.v = self.x * 1, self.x * 2
        self.numbers = [1.0, 2.0, 3.0]
        self.array = self.c.numpy()
        self.linear, self.relu, self.identity = nn.Linear(8, 8), nn.ReLU(), nn.Identity()
        self.net = nn.Sequential(nn.Linear(8, 8), nn.ReLU(), nn.Linear(8, 8))
        self.net(self.b).sum().backward()
        self.sgd = lib.optim.SGD(self.net.parameters(), lr=1e-6)
        self.momentum = lib.optim.SGD(self.net.parameters(), lr=1e-6, momentum=0.9)
        self.adam = lib.optim.Adam(self.net.parameters(), lr=1e-6)
        self.leaf = lib.ones(8, requires_grad=True)
        self.double = type("Double", (lib.autograd.Function,), {"forward": doubled, "backward": doubled})
        self.loss = self.net(self.b).sum()
        rows = lib.utils.data.TensorDataset(lib.randn(64, 4), lib.arange(64))
        self.loader = lib.utils.data.DataLoader(rows, batch_size=16)


@staticmethod
def doubled(ctx, x):
    return x * 2


def statement(text, grad=False, each=EACH):
    """A row that runs `text` `each` times, in a function in which every name is local."""

    def make(lib):
        scope = vars(Affine(lib, grad))
        exec(f"def run({', '.join(f'{n}={n}' for n in scope)}):\n  for _ in range({each}):\n    {text}", scope)
        return scope["run"]

    return Row(text + (", tape" if grad else ""), make, calls=each)


def group(name, texts, goal=5, floor=4, **options):
    return Group(name, goal, floor, [statement(text.strip(), **options) for text in texts.split("\n") if text.strip()])


ARITHMETIC = """
    x + y
    x - y
    x * y
    x / y
    x + 1
    x * 2.0
    2.0 * x
    1 - x
    1 / x
    x ** 2
    -x
    abs(x)
    x += y
    y.mul_(0.9)
    y.zero_()
    x.copy_(y)
    x > y
    x > 0
    x == y
    n % 2
    n // 2
    k & k
    ~k
    x @ y
    m @ x
    m.mm(w)
"""
FUNCTIONS = """
    x.exp()
    x.sqrt()
    x.relu()
    lib.relu(x)
    F.relu(x)
    lib.sigmoid(x)
    x.clamp(min=0)
    lib.where(k, x, y)
    F.softmax(m, dim=1)
    x.sum()
    x.mean()
    x.max()
    x.argmax()
    x.norm()
    m.sum(1)
    lib.sum(m, dim=1, keepdim=True)
    m.max(1)
    m.argmax(dim=1)
    k.all()
    lib.maximum(x, y)
    F.mse_loss(x, y)
    F.cross_entropy(b, labels)
"""
VIEWS = """
    x[0]
    x[-1]
    x[1:]
    x[2:4]
    m[1]
    m[1, 2]
    m[:, 0]
    m[1:3, 2]
    m[..., 0]
    x[None]
    x.view(2, 4)
    m.view(-1)
    x.reshape(2, 4)
    x.reshape(-1, 1)
    m.t()
    m.T
    m.transpose(0, 1)
    m.permute(1, 0)
    x.unsqueeze(0)
    q.squeeze(0)
    x.expand(4, 8)
    m.flatten()
    x.detach()
    m.chunk(2)
    x.split(4)
    m.unbind(0)
    for row in m: pass
"""
INDEXING = """
    m[i]
    x[k]
    x[0] = 1.0
    x[1:3] = 0
    m[0] = x
    m[:, 0] = 1.0
    m[1, 2] = 3.0
    x[k] = 0.0
    m[i] = 0.0
    m.index_select(0, i)
    x.masked_fill(k, 0.0)
    lib.cat([x, y])
    lib.stack([x, y])
    x.clone()
    x.contiguous()
"""
MAKING = """
    lib.tensor(1.0)
    lib.tensor([1.0, 2.0, 3.0])
    lib.tensor(numbers)
    lib.zeros(8)
    lib.ones(2, 3)
    lib.empty(8)
    lib.full((8,), 0.5)
    lib.arange(8)
    lib.linspace(0, 1, 8)
    lib.randn(8)
    lib.rand(2, 3)
    lib.zeros_like(x)
    lib.eye(3)
    lib.from_numpy(array)
    x.float()
    x.double()
    x.long()
    x.to(lib.float32)
    x.to('cpu')
"""
READING = """
    s.item()
    float(s)
    x[0].item()
    bool(s)
    x.tolist()
    len(x)
    x.shape
    x.size(0)
    m.shape[0]
    x.dtype
    x.device
    x.dim()
    x.numel()
    x.requires_grad
    c.numpy()
    repr(x)
    lib.is_tensor(x)
    lib.equal(x, y)
    lib.allclose(x, y)
"""
MODULES = """
    F.linear(b, w, c)
    linear(b)
    relu(x)
    identity(x)
    net(b)
    loss.backward(retain_graph=True)
    net.zero_grad()
    sgd.zero_grad()
    sgd.step()
    momentum.step()
    adam.step()
    list(net.parameters())
    net.state_dict()
    net.eval()
    double.apply(leaf)
    double.apply(leaf).sum().backward()
    with lib.no_grad(): pass
    for _ in loader: pass
"""
TAPE = """
    x + y
    u + v
    x * 2.0
    u * v
    x.relu()
    x.sum()
    x.mean()
    m.sum(1)
    m @ x
    x[0]
    x[1:]
    m[:, 0]
    x.view(2, 4)
    x.reshape(2, 4)
    m.t()
    m.transpose(0, 1)
    m.permute(1, 0)
    x.unsqueeze(0)
    q.squeeze(0)
    x.expand(4, 8)
    m.flatten()
    x.detach()
    F.linear(b, m, c)
"""

GROUPS = [
    group("everyday arithmetic", ARITHMETIC),
    group("everyday functions", FUNCTIONS),
    group("everyday views", VIEWS),
    group("everyday indexing", INDEXING),
    group("everyday making of tensors", MAKING),
    group("everyday reading of tensors", READING),
    group("everyday modules", MODULES, each=5),
    group("everyday ops with the tape", TAPE, goal=6, grad=True),
]
