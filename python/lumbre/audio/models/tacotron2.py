"""Tacotron 2: mel spectrograms from text.

Shen et al., "Natural TTS synthesis by conditioning WaveNet on mel spectrogram predictions", 2018.
"""

import warnings

import lumbre
from lumbre import nn
from lumbre.nn import functional as nnf

from ._lengths import padding_mask


def _xavier(layer, gain="linear"):
    nn.init.xavier_uniform_(layer.weight, gain=nn.init.calculate_gain(gain))
    return layer


def _convolution(inner, outer, kernel_size, gain):
    """Convolution of the same length, batch norm."""
    conv = nn.Conv1d(inner, outer, kernel_size, padding=(kernel_size - 1) // 2)
    return nn.Sequential(_xavier(conv, gain), nn.BatchNorm1d(outer))


class _Encoder(nn.Module):
    """Embedded text (batch, channel, token) to (batch, token, channel): convolutions, then an LSTM in both directions."""

    def __init__(self, channels, n_convolution, kernel_size):
        super().__init__()
        self.convolutions = nn.ModuleList(_convolution(channels, channels, kernel_size, "relu") for _ in range(n_convolution))
        self.lstm = nn.LSTM(channels, channels // 2, batch_first=True, bidirectional=True)

    def forward(self, x, lengths):
        for convolution in self.convolutions:
            x = nnf.dropout(nnf.relu(convolution(x)), 0.5, self.training)
        packed = nn.utils.rnn.pack_padded_sequence(x.transpose(1, 2), lengths.cpu(), batch_first=True)
        return nn.utils.rnn.pad_packed_sequence(self.lstm(packed)[0], batch_first=True)[0]


class _Prenet(nn.Module):
    """Two narrow layers between a frame and the decoder, whose dropout is on in evaluation too: it gives speech its variety."""

    def __init__(self, *sizes):
        super().__init__()
        self.layers = nn.ModuleList(_xavier(nn.Linear(i, o, bias=False)) for i, o in zip(sizes, sizes[1:]))

    def forward(self, x):
        for layer in self.layers:
            x = nnf.dropout(nnf.relu(layer(x)), 0.5, training=True)
        return x


class _Location(nn.Module):
    """Features of where the attention has been: (batch, 2, token) to (batch, token, hidden)."""

    def __init__(self, n_filter, kernel_size, hidden_dim):
        super().__init__()
        self.location_conv = _xavier(nn.Conv1d(2, n_filter, kernel_size, padding=(kernel_size - 1) // 2, bias=False))
        self.location_dense = _xavier(nn.Linear(n_filter, hidden_dim, bias=False), "tanh")

    def forward(self, history):
        return self.location_dense(self.location_conv(history).transpose(1, 2))


class _Attention(nn.Module):
    """Location-sensitive attention. Chorowski et al., "Attention-based models for speech recognition", 2015.

    The score of token j is v . tanh(W query + V memory_j + U location_j); tokens of the padding get no weight.
    """

    def __init__(self, query_dim, memory_dim, hidden_dim, n_filter, kernel_size):
        super().__init__()
        self.query_layer = _xavier(nn.Linear(query_dim, hidden_dim, bias=False), "tanh")
        self.memory_layer = _xavier(nn.Linear(memory_dim, hidden_dim, bias=False), "tanh")
        self.v = _xavier(nn.Linear(hidden_dim, 1, bias=False))
        self.location_layer = _Location(n_filter, kernel_size, hidden_dim)

    def forward(self, query, memory, keys, history, padding):
        hidden = self.query_layer(query).unsqueeze(1) + self.location_layer(history) + keys
        scores = self.v(hidden.tanh()).squeeze(2).masked_fill(padding, -float("inf"))
        weights = scores.softmax(1)
        return (weights.unsqueeze(1) @ memory).squeeze(1), weights


class _State:
    """What the decoder carries from one step to the next, and what stays the same in all of them."""

    def __init__(self, decoder, memory, lengths):
        batch, tokens, _ = memory.shape
        self.memory, self.keys, self.padding = memory, decoder.attention_layer.memory_layer(memory), padding_mask(lengths)
        self.attention = (memory.new_zeros(batch, decoder.attention_rnn_dim),) * 2
        self.decoder = (memory.new_zeros(batch, decoder.decoder_rnn_dim),) * 2
        self.weights = self.weights_so_far = memory.new_zeros(batch, tokens)
        self.context = memory.new_zeros(batch, decoder.encoder_embedding_dim)


class _Decoder(nn.Module):
    """The text's encoding (batch, token, channel) to frames, a few at each step."""

    def __init__(
        self,
        n_mels,
        n_frames_per_step,
        encoder_embedding_dim,
        decoder_rnn_dim,
        decoder_max_step,
        decoder_dropout,
        decoder_early_stopping,
        attention_rnn_dim,
        attention_hidden_dim,
        attention_location_n_filter,
        attention_location_kernel_size,
        attention_dropout,
        prenet_dim,
        gate_threshold,
    ):
        super().__init__()
        self.n_mels, self.n_frames_per_step, self.encoder_embedding_dim = n_mels, n_frames_per_step, encoder_embedding_dim
        self.attention_rnn_dim, self.decoder_rnn_dim, self.prenet_dim = attention_rnn_dim, decoder_rnn_dim, prenet_dim
        self.attention_dropout, self.decoder_dropout = attention_dropout, decoder_dropout
        self.decoder_max_step, self.decoder_early_stopping, self.gate_threshold = decoder_max_step, decoder_early_stopping, gate_threshold
        # The modules are made in torchaudio's order, for the same weights from the same seed.
        self.prenet = _Prenet(n_mels * n_frames_per_step, prenet_dim, prenet_dim)
        self.attention_rnn = nn.LSTMCell(prenet_dim + encoder_embedding_dim, attention_rnn_dim)
        self.attention_layer = _Attention(
            attention_rnn_dim, encoder_embedding_dim, attention_hidden_dim, attention_location_n_filter, attention_location_kernel_size
        )
        self.decoder_rnn = nn.LSTMCell(attention_rnn_dim + encoder_embedding_dim, decoder_rnn_dim)
        self.linear_projection = _xavier(nn.Linear(decoder_rnn_dim + encoder_embedding_dim, n_mels * n_frames_per_step))
        self.gate_layer = _xavier(nn.Linear(decoder_rnn_dim + encoder_embedding_dim, 1), "sigmoid")

    def _step(self, frame, state):
        """From what the prenet made of the last frame, the next one (batch, n_mels * n_frames_per_step) and its gate (batch, 1)."""
        hidden, cell = self.attention_rnn(lumbre.cat([frame, state.context], 1), state.attention)
        hidden = nnf.dropout(hidden, self.attention_dropout, self.training)
        state.attention = hidden, cell
        history = lumbre.stack([state.weights, state.weights_so_far], 1)
        state.context, state.weights = self.attention_layer(hidden, state.memory, state.keys, history, state.padding)
        state.weights_so_far = state.weights_so_far + state.weights
        hidden, cell = self.decoder_rnn(lumbre.cat([hidden, state.context], 1), state.decoder)
        hidden = nnf.dropout(hidden, self.decoder_dropout, self.training)
        state.decoder = hidden, cell
        seen = lumbre.cat([hidden, state.context], 1)
        return self.linear_projection(seen), self.gate_layer(seen)

    def _gather(self, made):
        """What the steps made as (batch, n_mels, frame), (batch, step) and (batch, step, token)."""
        if not made:
            raise RuntimeError("Tacotron2: there must be at least one step, not a spectrogram without frames or decoder_max_step=0")
        frames, gates, weights = zip(*made)
        frames = lumbre.stack(frames, 1)
        return frames.reshape(len(frames), -1, self.n_mels).transpose(1, 2), lumbre.cat(gates, 1), lumbre.stack(weights, 1)

    def _first_frame(self, memory):
        return memory.new_zeros(len(memory), self.n_mels * self.n_frames_per_step)

    def forward(self, memory, mel_specgram, lengths):
        """Teacher forcing: every step is given the true frames before its own."""
        batch, channels, frames = mel_specgram.shape
        steps = frames // self.n_frames_per_step
        truth = mel_specgram.transpose(1, 2).reshape(batch, steps, channels * self.n_frames_per_step).transpose(0, 1)
        # The prenet sees the last frame too, which no step reads: the random numbers of its dropout are torchaudio's then.
        inputs = self.prenet(lumbre.cat([self._first_frame(memory).unsqueeze(0), truth]))
        state = _State(self, memory, lengths)
        made = []
        for step in range(steps):
            made.append((*self._step(inputs[step], state), state.weights))
        return self._gather(made)

    def infer(self, memory, lengths):
        """Every step is given the frames of the one before, until every gate has opened or ``decoder_max_step`` is reached."""
        state = _State(self, memory, lengths)
        frame = self._first_frame(memory)
        steps = lumbre.zeros(len(memory), dtype=lumbre.int32, device=memory.device)
        finished = lumbre.zeros(len(memory), dtype=lumbre.bool, device=memory.device)
        made = []
        for _ in range(self.decoder_max_step):
            frame, gate = self._step(self.prenet(frame), state)
            made.append((frame, gate, state.weights))
            steps += ~finished
            finished = finished | (gate.squeeze(1).sigmoid() > self.gate_threshold)
            if self.decoder_early_stopping and finished.all():
                break
        if len(made) == self.decoder_max_step:
            warnings.warn(f"Tacotron2: stopped at decoder_max_step ({len(made)}); the end of the text may not be spoken", stacklevel=3)
        frames, gates, weights = self._gather(made)
        return frames, steps * self.n_frames_per_step, gates, weights


class _Postnet(nn.Module):
    """What convolutions over all frames add to them: (batch, n_mels, frame) to the same."""

    def __init__(self, n_mels, channels, kernel_size, n_convolution):
        super().__init__()
        sizes = [n_mels, *[channels] * (n_convolution - 1), n_mels]
        gains = [*["tanh"] * (n_convolution - 1), "linear"]
        self.convolutions = nn.ModuleList(_convolution(i, o, kernel_size, gain) for i, o, gain in zip(sizes, sizes[1:], gains))

    def forward(self, x):
        for i, convolution in enumerate(self.convolutions, 1):
            x = convolution(x)
            x = nnf.dropout(x.tanh() if i < len(self.convolutions) else x, 0.5, self.training)
        return x


class Tacotron2(nn.Module):
    """Text to mel spectrograms: an encoder of characters or phonemes, and a decoder that attends to it frame by frame.

    Parameters (torchaudio's, with its defaults): ``n_symbol`` kinds of token, embedded in ``symbol_embedding_dim`` channels, which
    must be ``encoder_embedding_dim`` (even); the encoder's, the postnet's and the attention's kernel sizes must be odd. ``mask_padding``
    makes `forward` blank what it makes past each spectrogram's end. ``gate_threshold`` is the probability of the end at which `infer`
    takes a sentence as spoken; with ``decoder_early_stopping`` it stops when all are, else after ``decoder_max_step`` steps.
    ``n_frames_per_step`` frames come from one step.

    The dropout between a frame and the next step is on in evaluation too, so `infer` differs from call to call; `lumbre.manual_seed`
    fixes it. Parameters are named as torchaudio's, so its ``state_dict`` loads. Source: Shen et al., "Natural TTS synthesis by
    conditioning WaveNet on mel spectrogram predictions", 2018.
    """

    def __init__(
        self,
        mask_padding=False,
        n_mels=80,
        n_symbol=148,
        n_frames_per_step=1,
        symbol_embedding_dim=512,
        encoder_embedding_dim=512,
        encoder_n_convolution=3,
        encoder_kernel_size=5,
        decoder_rnn_dim=1024,
        decoder_max_step=2000,
        decoder_dropout=0.1,
        decoder_early_stopping=True,
        attention_rnn_dim=1024,
        attention_hidden_dim=128,
        attention_location_n_filter=32,
        attention_location_kernel_size=31,
        attention_dropout=0.1,
        prenet_dim=256,
        postnet_n_convolution=5,
        postnet_kernel_size=5,
        postnet_embedding_dim=512,
        gate_threshold=0.5,
    ):
        super().__init__()
        self.mask_padding, self.n_mels, self.n_frames_per_step = mask_padding, n_mels, n_frames_per_step
        self.embedding = _xavier(nn.Embedding(n_symbol, symbol_embedding_dim))
        self.encoder = _Encoder(encoder_embedding_dim, encoder_n_convolution, encoder_kernel_size)
        self.decoder = _Decoder(
            n_mels,
            n_frames_per_step,
            encoder_embedding_dim,
            decoder_rnn_dim,
            decoder_max_step,
            decoder_dropout,
            decoder_early_stopping,
            attention_rnn_dim,
            attention_hidden_dim,
            attention_location_n_filter,
            attention_location_kernel_size,
            attention_dropout,
            prenet_dim,
            gate_threshold,
        )
        self.postnet = _Postnet(n_mels, postnet_embedding_dim, postnet_kernel_size, postnet_n_convolution)

    def forward(self, tokens, token_lengths, mel_specgram, mel_specgram_lengths):
        """The spectrograms, each frame made from the true ones before it (teacher forcing), for training.

        ``tokens`` (batch, token), integers below ``n_symbol``; ``token_lengths`` (batch,), integers, the longest first;
        ``mel_specgram`` (batch, n_mels, frame), of the parameters' dtype; ``mel_specgram_lengths`` (batch,), integers.

        Gives the spectrogram before and after the postnet, both (batch, n_mels, frame); the logits of the end (batch, frame); the
        attention (batch, frame, token), rows of sum 1. With ``mask_padding``, frames past ``mel_specgram_lengths`` are 0 and their
        logits 1000. With several frames in a step, the last two have one row for a step.

        Raises `RuntimeError` where the lengths are not in descending order, there is no frame, or not a multiple of ``n_frames_per_step``.
        """
        memory = self.encoder(self.embedding(tokens).transpose(1, 2), token_lengths)
        frames, gates, weights = self.decoder(memory, mel_specgram, token_lengths)
        refined = frames + self.postnet(frames)
        if self.mask_padding:
            padding = padding_mask(mel_specgram_lengths)
            frames = frames.masked_fill(padding.unsqueeze(1), 0.0)
            refined = refined.masked_fill(padding.unsqueeze(1), 0.0)
            gates = gates.masked_fill(padding[:, :: self.n_frames_per_step], 1e3)
        return frames, refined, gates, weights

    def infer(self, tokens, lengths=None):
        """The spectrograms of ``tokens`` (batch, token), integers; ``lengths`` (batch,), the longest first, all of them by default.

        Gives the spectrogram (batch, n_mels, frame), the number of its frames that are speech (batch,), int32, and the attention
        (batch, step, token). Warns where ``decoder_max_step`` ends it. Put the module in `eval` mode first.
        Raises `RuntimeError` where the lengths are not in descending order.
        """
        if lengths is None:
            lengths = tokens.new_full((tokens.size(0),), tokens.size(1))
        memory = self.encoder(self.embedding(tokens).transpose(1, 2), lengths)
        frames, frame_lengths, _, weights = self.decoder.infer(memory, lengths)
        return frames + self.postnet(frames), frame_lengths, weights
