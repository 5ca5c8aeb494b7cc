"""The recurrent neural network transducer: speech heard by an `Emformer`, symbols by an LSTM, joined. Graves, 2012; Shi et al., 2021."""

import lumbre
from lumbre import nn

from .emformer import Emformer


class _TimeReduction(nn.Module):
    """``stride`` frames become one that is as many times wider; what is left over at the end is dropped."""

    def __init__(self, stride):
        super().__init__()
        self.stride = stride

    def forward(self, input, lengths):
        batch, length, width = input.shape
        whole = length // self.stride
        frames = input[:, : whole * self.stride].reshape(batch, whole, width * self.stride)
        return frames, lengths.div(self.stride, rounding_mode="trunc")


class _CustomLSTM(nn.Module):
    """An LSTM whose gates and cell may be normed; (time, batch, input_dim) and [h, c] or None."""

    def __init__(self, input_dim, hidden_dim, layer_norm=False, layer_norm_epsilon=1e-5):
        super().__init__()
        self.x2g = nn.Linear(input_dim, 4 * hidden_dim, bias=not layer_norm)
        self.p2g = nn.Linear(hidden_dim, 4 * hidden_dim, bias=False)
        self.c_norm = nn.LayerNorm(hidden_dim, eps=layer_norm_epsilon) if layer_norm else nn.Identity()
        self.g_norm = nn.LayerNorm(4 * hidden_dim, eps=layer_norm_epsilon) if layer_norm else nn.Identity()
        self.hidden_dim = hidden_dim

    def forward(self, input, state):
        h, c = [input.new_zeros(input.shape[1], self.hidden_dim) for _ in range(2)] if state is None else state
        outputs = []
        for given in self.x2g(input).unbind(0):
            entry, forget, cell, out = self.g_norm(given + self.p2g(h)).chunk(4, 1)
            c = self.c_norm(forget.sigmoid() * c + entry.sigmoid() * cell.tanh())
            h = out.sigmoid() * c.tanh()
            outputs.append(h)
        return lumbre.stack(outputs), [h, c]


class _EmformerEncoder(nn.Module):
    """Features (batch, time, input_dim) to encodings at a lower rate."""

    def __init__(
        self,
        *,
        input_dim,
        output_dim,
        segment_length,
        right_context_length,
        time_reduction_input_dim,
        time_reduction_stride,
        transformer_num_heads,
        transformer_ffn_dim,
        transformer_num_layers,
        transformer_left_context_length,
        transformer_dropout=0.0,
        transformer_activation="relu",
        transformer_max_memory_size=0,
        transformer_weight_init_scale_strategy="depthwise",
        transformer_tanh_on_mem=False,
    ):
        super().__init__()
        width = time_reduction_input_dim * time_reduction_stride
        self.input_linear = nn.Linear(input_dim, time_reduction_input_dim, bias=False)
        self.time_reduction = _TimeReduction(time_reduction_stride)
        self.transformer = Emformer(
            width,
            transformer_num_heads,
            transformer_ffn_dim,
            transformer_num_layers,
            segment_length // time_reduction_stride,
            dropout=transformer_dropout,
            activation=transformer_activation,
            left_context_length=transformer_left_context_length,
            right_context_length=right_context_length // time_reduction_stride,
            max_memory_size=transformer_max_memory_size,
            weight_init_scale_strategy=transformer_weight_init_scale_strategy,
            tanh_on_mem=transformer_tanh_on_mem,
        )
        self.output_linear = nn.Linear(width, output_dim)
        self.layer_norm = nn.LayerNorm(output_dim)

    def forward(self, input, lengths):
        x, lengths = self.transformer(*self.time_reduction(self.input_linear(input), lengths))
        return self.layer_norm(self.output_linear(x)), lengths

    def infer(self, input, lengths, states):
        x, lengths, states = self.transformer.infer(*self.time_reduction(self.input_linear(input), lengths), states)
        return self.layer_norm(self.output_linear(x)), lengths, states


class _Predictor(nn.Module):
    """Symbols so far (batch, time) to encodings, with the state of each LSTM."""

    def __init__(
        self,
        num_symbols,
        output_dim,
        symbol_embedding_dim,
        num_lstm_layers,
        lstm_hidden_dim,
        lstm_layer_norm=False,
        lstm_layer_norm_epsilon=1e-5,
        lstm_dropout=0.0,
    ):
        super().__init__()
        self.embedding = nn.Embedding(num_symbols, symbol_embedding_dim)
        self.input_layer_norm = nn.LayerNorm(symbol_embedding_dim)
        widths = [symbol_embedding_dim] + [lstm_hidden_dim] * (num_lstm_layers - 1)
        self.lstm_layers = nn.ModuleList(_CustomLSTM(w, lstm_hidden_dim, lstm_layer_norm, lstm_layer_norm_epsilon) for w in widths)
        self.dropout = nn.Dropout(lstm_dropout)
        self.linear = nn.Linear(lstm_hidden_dim, output_dim)
        self.output_layer_norm = nn.LayerNorm(output_dim)
        self.lstm_dropout = lstm_dropout

    def forward(self, input, lengths, state=None):
        x, after = self.input_layer_norm(self.embedding(input.t())), []
        for i, lstm in enumerate(self.lstm_layers):
            x, new = lstm(x, None if state is None else state[i])
            x = self.dropout(x)
            after.append(new)
        return self.output_layer_norm(self.linear(x)).transpose(0, 1), lengths, after


class _Joiner(nn.Module):
    """Every encoding of a frame with every one of a symbol: (batch, frame, symbol, output_dim)."""

    def __init__(self, input_dim, output_dim, activation="relu"):
        super().__init__()
        if activation not in ("relu", "tanh"):
            raise ValueError(f"Unsupported activation {activation}")
        self.linear = nn.Linear(input_dim, output_dim)
        self.activation = nn.ReLU() if activation == "relu" else nn.Tanh()

    def forward(self, source_encodings, source_lengths, target_encodings, target_lengths):
        joined = source_encodings.unsqueeze(2) + target_encodings.unsqueeze(1)
        return self.linear(self.activation(joined)), source_lengths, target_lengths


class RNNT(nn.Module):
    """A transducer: ``transcriber`` hears, ``predictor`` reads the symbols so far, ``joiner`` gives the logits of the next.

    `forward` takes features (batch, time, input_dim), targets (batch, symbol), their lengths and the predictor's state, and gives logits
    (batch, frame, symbol, num_symbols) for `functional.rnnt_loss`, both lengths and the state. Built by `emformer_rnnt_model`.
    """

    def __init__(self, transcriber, predictor, joiner):
        super().__init__()
        self.transcriber, self.predictor, self.joiner = transcriber, predictor, joiner

    def forward(self, sources, source_lengths, targets, target_lengths, predictor_state=None):
        heard, source_lengths = self.transcriber(sources, source_lengths)
        read, target_lengths, state = self.predictor(targets, target_lengths, predictor_state)
        return (*self.joiner(heard, source_lengths, read, target_lengths), state)

    def transcribe_streaming(self, sources, source_lengths, state):
        """One segment with its right context; gives encodings, lengths and the state for the next."""
        return self.transcriber.infer(sources, source_lengths, state)

    def transcribe(self, sources, source_lengths):
        """The encodings of whole recordings and their lengths."""
        return self.transcriber(sources, source_lengths)

    def predict(self, targets, target_lengths, state):
        """The encodings of symbols, their lengths and the predictor's state."""
        return self.predictor(targets, target_lengths, state)

    def join(self, source_encodings, source_lengths, target_encodings, target_lengths):
        """The logits of every frame with every symbol, and both lengths."""
        return self.joiner(source_encodings, source_lengths, target_encodings, target_lengths)


def emformer_rnnt_model(
    *,
    input_dim,
    encoding_dim,
    num_symbols,
    segment_length,
    right_context_length,
    time_reduction_input_dim,
    time_reduction_stride,
    transformer_num_heads,
    transformer_ffn_dim,
    transformer_num_layers,
    transformer_dropout,
    transformer_activation,
    transformer_left_context_length,
    transformer_max_memory_size,
    transformer_weight_init_scale_strategy,
    transformer_tanh_on_mem,
    symbol_embedding_dim,
    num_lstm_layers,
    lstm_layer_norm,
    lstm_layer_norm_epsilon,
    lstm_dropout,
):
    """An `RNNT` over an `Emformer` of these sizes; segment and right context are counted in input frames."""
    encoder = _EmformerEncoder(
        input_dim=input_dim,
        output_dim=encoding_dim,
        segment_length=segment_length,
        right_context_length=right_context_length,
        time_reduction_input_dim=time_reduction_input_dim,
        time_reduction_stride=time_reduction_stride,
        transformer_num_heads=transformer_num_heads,
        transformer_ffn_dim=transformer_ffn_dim,
        transformer_num_layers=transformer_num_layers,
        transformer_dropout=transformer_dropout,
        transformer_activation=transformer_activation,
        transformer_left_context_length=transformer_left_context_length,
        transformer_max_memory_size=transformer_max_memory_size,
        transformer_weight_init_scale_strategy=transformer_weight_init_scale_strategy,
        transformer_tanh_on_mem=transformer_tanh_on_mem,
    )
    predictor = _Predictor(
        num_symbols,
        encoding_dim,
        symbol_embedding_dim,
        num_lstm_layers,
        symbol_embedding_dim,
        lstm_layer_norm,
        lstm_layer_norm_epsilon,
        lstm_dropout,
    )
    return RNNT(encoder, predictor, _Joiner(encoding_dim, num_symbols))


def emformer_rnnt_base(num_symbols):
    """The published `RNNT`: 80 mel bands, 20 layers, segments of 16 frames with 4 of right context."""
    return emformer_rnnt_model(
        input_dim=80,
        encoding_dim=1024,
        num_symbols=num_symbols,
        segment_length=16,
        right_context_length=4,
        time_reduction_input_dim=128,
        time_reduction_stride=4,
        transformer_num_heads=8,
        transformer_ffn_dim=2048,
        transformer_num_layers=20,
        transformer_dropout=0.1,
        transformer_activation="gelu",
        transformer_left_context_length=30,
        transformer_max_memory_size=0,
        transformer_weight_init_scale_strategy="depthwise",
        transformer_tanh_on_mem=True,
        symbol_embedding_dim=512,
        num_lstm_layers=3,
        lstm_layer_norm=True,
        lstm_layer_norm_epsilon=1e-3,
        lstm_dropout=0.3,
    )
