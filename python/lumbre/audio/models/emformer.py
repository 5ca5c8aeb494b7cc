"""Emformer: a transformer that hears speech in segments, with a little of the future and a memory of the past. Shi et al., 2021."""

import math

import lumbre
from lumbre import nn

from ._lengths import padding_mask

_ACTIVATIONS = {"relu": nn.ReLU, "gelu": nn.GELU, "silu": nn.SiLU}


def _gains(strategy, layers):
    if strategy is None:
        return [None] * layers
    if strategy == "depthwise":
        return [1.0 / math.sqrt(i + 1) for i in range(layers)]
    if strategy == "constant":
        return [1.0 / math.sqrt(2)] * layers
    raise ValueError(f"Unsupported weight_init_scale_strategy value {strategy}")


class _EmformerAttention(nn.Module):
    """Attention of (right context, utterance, summary) to (memory, right context, left context, utterance), time first."""

    def __init__(self, input_dim, num_heads, dropout=0.0, weight_init_gain=None, tanh_on_mem=False, negative_inf=-1e8):
        super().__init__()
        if input_dim % num_heads:
            raise ValueError(f"input_dim ({input_dim}) is not a multiple of num_heads ({num_heads}).")
        self.input_dim, self.num_heads, self.dropout = input_dim, num_heads, dropout
        self.tanh_on_mem, self.negative_inf = tanh_on_mem, negative_inf
        self.scaling = (input_dim // num_heads) ** -0.5
        self.emb_to_key_value = nn.Linear(input_dim, 2 * input_dim)
        self.emb_to_query = nn.Linear(input_dim, input_dim)
        self.out_proj = nn.Linear(input_dim, input_dim)
        if weight_init_gain:
            for layer in (self.emb_to_key_value, self.emb_to_query):
                nn.init.xavier_uniform_(layer.weight, gain=weight_init_gain)

    def _weights(self, scores, mask, padding):
        """Softmax of scores (batch, head, query, key) where neither mask says True."""
        scores = scores.float().masked_fill(mask, self.negative_inf)
        if padding is not None:
            scores = scores.masked_fill(padding[:, None, None], self.negative_inf)
        return nn.functional.dropout(scores.softmax(-1), float(self.dropout), self.training)

    def _attend(self, utterance, lengths, right_context, summary, mems, mask, left=None):
        """The attended frames and summaries, and the keys and values past the memory and the right context."""
        batch, future = utterance.shape[1], right_context.shape[0]
        frames = lumbre.cat([right_context, utterance])
        query = self.emb_to_query(lumbre.cat([frames, summary]))
        key, value = self.emb_to_key_value(lumbre.cat([mems, frames])).chunk(2, 2)
        # In a batch the longest sequence fills its frames, and what is longer than it counts as context.
        context = frames.shape[0] - int(lengths.max()) if batch > 1 or left is not None else 0
        if left is not None:
            at = mems.shape[0] + context
            key, value = (lumbre.cat([x[:at], past, x[at:]]) for x, past in zip((key, value), left))
        padding = None
        if batch > 1:
            padding = padding_mask(lengths + mems.shape[0] + context + (0 if left is None else left[0].shape[0]))
        q, k, v = (x.unflatten(2, (self.num_heads, -1)).permute(1, 2, 0, 3) for x in (query, key, value))
        weights = self._weights((q * self.scaling) @ k.transpose(2, 3), mask, padding).to(v.dtype)
        attended = self.out_proj((weights @ v).permute(2, 0, 1, 3).flatten(2))
        out, out_mems = attended.split([frames.shape[0], summary.shape[0]])
        out_mems = out_mems.tanh() if self.tanh_on_mem else out_mems.clamp(-10, 10)
        past = mems.shape[0] + future
        return out, out_mems, key[past:], value[past:]

    def forward(self, utterance, lengths, right_context, summary, mems, attention_mask):
        out, out_mems, _, _ = self._attend(utterance, lengths, right_context, summary, mems, attention_mask)
        return out, out_mems[:-1]

    def infer(self, utterance, lengths, right_context, summary, mems, left_context_key, left_context_val):
        rows = right_context.shape[0] + utterance.shape[0] + summary.shape[0]
        columns = right_context.shape[0] + utterance.shape[0] + mems.shape[0] + left_context_key.shape[0]
        mask = lumbre.zeros(rows, columns, dtype=lumbre.bool, device=utterance.device)
        mask[-1, : mems.shape[0]] = True  # a summary is made of its own segment alone
        return self._attend(utterance, lengths, right_context, summary, mems, mask, (left_context_key, left_context_val))


class _EmformerLayer(nn.Module):
    """Attention and a feed-forward network around residuals; `infer` carries [memory, keys, values, frames heard] from segment to segment."""

    def __init__(
        self,
        input_dim,
        num_heads,
        ffn_dim,
        segment_length,
        dropout=0.0,
        activation="relu",
        left_context_length=0,
        max_memory_size=0,
        weight_init_gain=None,
        tanh_on_mem=False,
        negative_inf=-1e8,
    ):
        super().__init__()
        if activation not in _ACTIVATIONS:
            raise ValueError(f"Unsupported activation {activation}")
        self.attention = _EmformerAttention(input_dim, num_heads, dropout, weight_init_gain, tanh_on_mem, negative_inf)
        self.dropout = nn.Dropout(dropout)
        self.memory_op = nn.AvgPool1d(segment_length, segment_length, ceil_mode=True)
        self.pos_ff = nn.Sequential(
            nn.LayerNorm(input_dim),
            nn.Linear(input_dim, ffn_dim),
            _ACTIVATIONS[activation](),
            nn.Dropout(dropout),
            nn.Linear(ffn_dim, input_dim),
            nn.Dropout(dropout),
        )
        self.layer_norm_input, self.layer_norm_output = nn.LayerNorm(input_dim), nn.LayerNorm(input_dim)
        self.left_context_length, self.segment_length = left_context_length, segment_length
        self.max_memory_size, self.input_dim, self.use_mem = max_memory_size, input_dim, max_memory_size > 0

    def _start(self, utterance, right_context):
        """Both normed, and the mean of each segment (none without memory)."""
        future = right_context.shape[0]
        normed = self.layer_norm_input(lumbre.cat([right_context, utterance]))
        right_context, utterance = normed[:future], normed[future:]
        summary = self.memory_op(utterance.permute(1, 2, 0)).permute(2, 0, 1) if self.use_mem else utterance[:0]
        return utterance, right_context, summary

    def _finish(self, attended, utterance, right_context):
        x = self.dropout(attended) + lumbre.cat([right_context, utterance])
        x = self.layer_norm_output(self.pos_ff(x) + x)
        future = right_context.shape[0]
        return x[future:], x[:future]

    def forward(self, utterance, lengths, right_context, mems, attention_mask):
        frames, future, summary = self._start(utterance, right_context)
        attended, mems = self.attention(frames, lengths, future, summary, mems, attention_mask)
        return (*self._finish(attended, utterance, right_context), mems)

    def _fresh_state(self, like):
        def zeros(length):
            return like.new_zeros(length, like.shape[1], self.input_dim)

        heard = lumbre.zeros(1, like.shape[1], dtype=lumbre.int32, device=like.device)
        return [zeros(self.max_memory_size), zeros(self.left_context_length), zeros(self.left_context_length), heard]

    def infer(self, utterance, lengths, right_context, state, mems):
        memory, keys, values, heard = self._fresh_state(utterance) if state is None else state
        past = int(heard[0, 0])
        left, size = self.left_context_length, self.max_memory_size
        known, segments = min(left, past), min(size, math.ceil(past / self.segment_length))
        frames, future, summary = self._start(utterance, right_context)
        attended, out_mems, key, value = self.attention.infer(
            frames, lengths, future, summary[:1], memory[size - segments :], keys[left - known :], values[left - known :]
        )
        keys, values = (lumbre.cat(pair)[-left:] if left else pair[0] for pair in ((keys, key), (values, value)))
        memory = lumbre.cat([memory, mems])[-size:] if size else memory
        out, right_context = self._finish(attended, utterance, right_context)
        return out, right_context, [memory, keys, values, heard + utterance.shape[0]], out_mems


class Emformer(nn.Module):
    """A stack of layers over (batch, time + right_context_length, input_dim) with valid ``lengths`` (batch,).

    `forward` gives (batch, time, input_dim) and the lengths, for training; `infer` takes one segment with its right context and the
    states of the last call (None at first), for speech that goes on. ``max_memory_size`` counts remembered segments, the context lengths
    count frames. Raises ValueError where ``input_dim`` is no multiple of ``num_heads`` or a name of an option is unknown.
    """

    def __init__(
        self,
        input_dim,
        num_heads,
        ffn_dim,
        num_layers,
        segment_length,
        dropout=0.0,
        activation="relu",
        left_context_length=0,
        right_context_length=0,
        max_memory_size=0,
        weight_init_scale_strategy="depthwise",
        tanh_on_mem=False,
        negative_inf=-1e8,
    ):
        super().__init__()
        self.use_mem = max_memory_size > 0
        self.memory_op = nn.AvgPool1d(segment_length, segment_length, ceil_mode=True)
        options = (left_context_length, max_memory_size)
        self.emformer_layers = nn.ModuleList(
            _EmformerLayer(
                input_dim, num_heads, ffn_dim, segment_length, dropout, activation, *options, gain, tanh_on_mem, negative_inf
            )
            for gain in _gains(weight_init_scale_strategy, num_layers)
        )
        self.left_context_length, self.right_context_length = left_context_length, right_context_length
        self.segment_length, self.max_memory_size = segment_length, max_memory_size

    def _right_context(self, input, utterance_length):
        """What follows each segment, one block after the other; the last block is the end of the input."""
        segment, future = self.segment_length, self.right_context_length
        starts = [*range(segment, utterance_length, segment), utterance_length]
        return lumbre.cat([input[s : s + future] for s in starts])

    def _attention_mask(self, length, device):
        """True where a row (right contexts, utterance, summaries) must not see a column (memory, right contexts, utterance)."""
        segments = math.ceil(length / self.segment_length)
        number = lumbre.arange(segments, device=device)
        of_context = number.repeat_interleave(self.right_context_length)
        frame = lumbre.arange(length, device=device)
        of_frame = frame // self.segment_length
        rows = [of_context, of_frame] + ([number] if self.use_mem else [])
        row = lumbre.cat(rows).unsqueeze(1)
        frames = (frame >= row * self.segment_length - self.left_context_length) & (of_frame <= row)
        seen = [of_context == row, frames]
        if self.use_mem:
            memory = (number[:-1] < row) & (number[:-1] >= row - self.max_memory_size)
            memory[-segments:] = False
            seen.insert(0, memory)
        return ~lumbre.cat(seen, 1)

    def _memory(self, utterance):
        return self.memory_op(utterance.permute(1, 2, 0)).permute(2, 0, 1) if self.use_mem else utterance[:0]

    def forward(self, input, lengths):
        x = input.transpose(0, 1)
        length = x.shape[0] - self.right_context_length
        right_context, utterance = self._right_context(x, length), x[:length]
        mask = self._attention_mask(length, x.device)
        mems = self._memory(utterance)[:-1]
        for layer in self.emformer_layers:
            utterance, right_context, mems = layer(utterance, lengths, right_context, mems, mask)
        return utterance.transpose(0, 1), lengths

    def infer(self, input, lengths, states=None):
        """One segment (batch, segment_length + right_context_length, input_dim); gives the output, its lengths and the states for the next."""
        expected = self.segment_length + self.right_context_length
        if input.shape[1] != expected:
            raise ValueError(
                f"Per configured segment_length and right_context_length, expected size of {expected} for dimension 1 of input, "
                f"but got {input.shape[1]}."
            )
        x = input.transpose(0, 1)
        utterance, right_context = x[: self.segment_length], x[self.segment_length :]
        lengths = (lengths - self.right_context_length).clamp(min=0)
        mems, after = self._memory(utterance), []
        for i, layer in enumerate(self.emformer_layers):
            utterance, right_context, state, mems = layer.infer(
                utterance, lengths, right_context, None if states is None else states[i], mems
            )
            after.append(state)
        return utterance.transpose(0, 1), lengths, after
