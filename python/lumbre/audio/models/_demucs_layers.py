"""The layers of Hybrid Demucs: encoders and decoders of both branches, and the residual branches within."""

import math

import lumbre
from lumbre import nn
from lumbre.nn import functional as nnf


class _ScaledEmbedding(nn.Module):
    """An embedding kept ``scale`` times smaller than it is used, so that it learns as many times faster."""

    def __init__(self, num_embeddings, embedding_dim, scale=10.0, smooth=False):
        super().__init__()
        self.embedding = nn.Embedding(num_embeddings, embedding_dim)
        weight = self.embedding.weight.data
        if smooth:
            # A random walk over the frequencies, of the spread of a single draw.
            weight.copy_(weight.cumsum(0) / lumbre.arange(1, num_embeddings + 1).sqrt()[:, None])
        weight /= scale
        self.scale = scale

    @property
    def weight(self):
        return self.embedding.weight * self.scale

    def forward(self, x):
        return self.embedding(x) * self.scale


class _LayerScale(nn.Module):
    """A learned factor for each channel, small at first."""

    def __init__(self, channels, init=0.0):
        super().__init__()
        self.scale = nn.Parameter(lumbre.full((channels,), float(init)))

    def forward(self, x):
        return self.scale[:, None] * x


class _BLSTM(nn.Module):
    """An LSTM over (batch, dim, time) that reads both ways; long sequences in overlapping windows of 200 steps."""

    max_steps = 200

    def __init__(self, dim, layers=1, skip=False):
        super().__init__()
        self.lstm = nn.LSTM(dim, dim, num_layers=layers, bidirectional=True)
        self.linear = nn.Linear(2 * dim, dim)
        self.skip = skip

    def _read(self, x):
        return self.linear(self.lstm(x.permute(2, 0, 1))[0]).permute(1, 2, 0)

    def forward(self, x):
        batch, channels, length = x.shape
        width, hop = self.max_steps, self.max_steps // 2
        if length <= width:
            y = self._read(x)
        else:
            count = math.ceil(length / hop)
            windows = nnf.pad(x, (0, (count - 1) * hop + width - length)).unfold(2, width, hop)
            y = self._read(windows.transpose(1, 2).reshape(-1, channels, width)).view(batch, count, channels, width)
            # Of two windows that overlap, each gives the half that lies farther from its edge.
            edge = hop // 2
            middles = [y[:, k, :, (edge if k else 0) : (width - edge if k < count - 1 else width)] for k in range(count)]
            y = lumbre.cat(middles, -1)[..., :length]
        return x + y if self.skip else y


class _LocalState(nn.Module):
    """Attention over (batch, channel, time) that falls off with distance at learned rates, and never sees its own step."""

    def __init__(self, channels, heads=4, ndecay=4):
        super().__init__()
        if channels % heads:
            raise ValueError("Channels must be divisible by heads.")
        self.heads, self.ndecay = heads, ndecay
        self.content, self.query, self.key = (nn.Conv1d(channels, channels, 1) for _ in range(3))
        self.query_decay = nn.Conv1d(channels, heads * ndecay, 1)
        if ndecay:
            # Wide at first: the sigmoid of -2 is small.
            self.query_decay.weight.data *= 0.01
            self.query_decay.bias.data.fill_(-2)
        self.proj = nn.Conv1d(channels, channels, 1)

    def forward(self, x):
        batch, _, length = x.shape

        def split(y):
            return y.view(batch, self.heads, -1, length)

        steps = lumbre.arange(length, device=x.device, dtype=x.dtype)
        keys, queries = split(self.key(x)), split(self.query(x))
        scores = keys.transpose(2, 3) @ queries / math.sqrt(keys.shape[2])
        if self.ndecay:
            rates = lumbre.arange(1, self.ndecay + 1, device=x.device, dtype=x.dtype)
            far = (steps[:, None] - steps).abs()
            rate = (rates[:, None] * (split(self.query_decay(x)).sigmoid() / 2)).sum(2, keepdim=True)
            scores = scores - far * rate / math.sqrt(self.ndecay)
        scores = scores.masked_fill(lumbre.eye(length, dtype=lumbre.bool, device=x.device), -100)
        found = split(self.content(x)) @ scores.softmax(2)
        return x + self.proj(found.reshape(batch, -1, length))


class _DConv(nn.Module):
    """Residual branches on fewer channels, dilated twice as far each time, with an LSTM or attention where asked for."""

    def __init__(
        self, channels, compress=4, depth=2, init=1e-4, norm_type="group_norm", attn=False, heads=4, ndecay=4, lstm=False, kernel_size=3
    ):
        super().__init__()
        if kernel_size % 2 == 0:
            raise ValueError("Kernel size should not be divisible by 2")
        self.channels, self.compress, self.depth = channels, compress, abs(depth)
        hidden = int(channels / compress)

        def norm(width):
            return nn.GroupNorm(1, width) if norm_type == "group_norm" else nn.Identity()

        self.layers = nn.ModuleList()
        for d in range(self.depth):
            dilation = 2**d if depth > 0 else 1
            first = [nn.Conv1d(channels, hidden, kernel_size, dilation=dilation, padding=dilation * (kernel_size // 2)), norm(hidden)]
            last = [nn.Conv1d(hidden, 2 * channels, 1), norm(2 * channels), nn.GLU(1), _LayerScale(channels, init)]
            attention = [_LocalState(hidden, heads, ndecay)] if attn else []
            recurrence = [_BLSTM(hidden, layers=2, skip=True)] if lstm else []
            self.layers.append(nn.Sequential(*first, nn.GELU(), *recurrence, *attention, *last))

    def forward(self, x):
        for layer in self.layers:
            x = x + layer(x)
        return x


class _Level(nn.Module):
    """What encoder and decoder share: convolutions over frequency or over time, and the norm."""

    def __init__(self, kernel_size, stride, freq, norm_type, norm_groups, empty):
        super().__init__()
        self.freq, self.kernel_size, self.stride, self.empty = freq, kernel_size, stride, empty
        self._norm_groups = norm_groups if norm_type == "group_norm" else None

    def _norm(self, width):
        return nn.Identity() if self._norm_groups is None else nn.GroupNorm(self._norm_groups, width)

    def _sizes(self, *sizes):
        """Of the frequency axis alone, where there is one."""
        return [[size, size_of_time] for size, size_of_time in zip(sizes, (1, 1, 0))] if self.freq else sizes


class _HEncLayer(_Level):
    """One level down: (batch, channel, frequency, time) or (batch, channel, time) to ``stride`` times fewer places."""

    def __init__(
        self,
        chin,
        chout,
        kernel_size=8,
        stride=4,
        norm_groups=4,
        empty=False,
        freq=True,
        norm_type="group_norm",
        context=0,
        dconv_kw=None,
        pad=True,
    ):
        super().__init__(kernel_size, stride, freq, norm_type, norm_groups, empty)
        convolution = nn.Conv2d if freq else nn.Conv1d
        self.pad = kernel_size // 4 if pad else 0
        self.conv = convolution(chin, chout, *self._sizes(kernel_size, stride, self.pad))
        self.norm1 = self._norm(chout)
        self.rewrite = nn.Identity() if empty else convolution(chout, 2 * chout, 1 + 2 * context, 1, context)
        self.norm2 = nn.Identity() if empty else self._norm(2 * chout)
        self.dconv = nn.Identity() if empty else _DConv(chout, **(dconv_kw or {}))

    def forward(self, x, inject=None):
        if not self.freq:
            x = x.flatten(1, 2) if x.dim() == 4 else x
            x = nnf.pad(x, (0, -x.shape[-1] % self.stride))
        y = self.conv(x)
        if self.empty:
            return y
        if inject is not None:
            if inject.shape[-1] != y.shape[-1]:
                raise ValueError("Injection shapes do not align")
            y = y + (inject.unsqueeze(2) if inject.dim() == 3 and y.dim() == 4 else inject)
        y = nnf.gelu(self.norm1(y))
        if self.freq:
            batch, channels, freqs, length = y.shape
            y = self.dconv(y.transpose(1, 2).reshape(-1, channels, length)).view(batch, freqs, channels, length).transpose(1, 2)
        else:
            y = self.dconv(y)
        return nnf.glu(self.norm2(self.rewrite(y)), 1)


class _HDecLayer(_Level):
    """One level up, with the encoder's output ``skip`` added; gives also what went into the last convolution."""

    def __init__(
        self,
        chin,
        chout,
        last=False,
        kernel_size=8,
        stride=4,
        norm_groups=1,
        empty=False,
        freq=True,
        norm_type="group_norm",
        context=1,
        dconv_kw=None,
        pad=True,
    ):
        super().__init__(kernel_size, stride, freq, norm_type, norm_groups, empty)
        if pad and (kernel_size - stride) % 2:
            raise ValueError("Kernel size and stride do not align")
        self.pad, self.last, self.chin = (kernel_size - stride) // 2 if pad else 0, last, chin
        convolution, transposed = (nn.Conv2d, nn.ConvTranspose2d) if freq else (nn.Conv1d, nn.ConvTranspose1d)
        self.conv_tr = transposed(chin, chout, *self._sizes(kernel_size, stride))
        self.norm2 = self._norm(chout)
        self.rewrite = nn.Identity() if empty else convolution(chin, 2 * chin, 1 + 2 * context, 1, context)
        self.norm1 = nn.Identity() if empty else self._norm(2 * chin)

    def forward(self, x, skip, length):
        if self.freq and x.dim() == 3:
            x = x.view(x.shape[0], self.chin, -1, x.shape[2])
        if self.empty:
            if skip is not None:
                raise ValueError("Skip must be none when empty is true.")
            y = x
        else:
            y = nnf.glu(self.norm1(self.rewrite(x + skip)), 1)
        z = self.norm2(self.conv_tr(y))
        if self.freq:
            z = z[:, :, self.pad : z.shape[2] - self.pad]
        else:
            z = z[..., self.pad : self.pad + length]
            if z.shape[-1] != length:
                raise ValueError("Last index of z must be equal to length")
        return z if self.last else nnf.gelu(z), y
