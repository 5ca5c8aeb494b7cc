"""Beam search for transducers. Graves, "Sequence transduction with recurrent neural networks", 2012."""

from typing import List, Tuple

import lumbre
from lumbre import Tensor, nn

#: What a search holds on to: the tokens, the predictor's last output and state, and the log-probability.
Hypothesis = Tuple[List[int], Tensor, List[List[Tensor]], float]


def _by_length(hypothesis):
    """The default order: log-probability a token."""
    return hypothesis[3] / (len(hypothesis[0]) + 1)


class RNNTBeamSearch(nn.Module):
    """The likeliest token sequences for a recording, by an `RNNT` whose last symbol is ``blank``.

    ``temperature`` divides the logits, ``hypo_sort_key`` ranks hypotheses (log-probability a token where None), and
    ``step_max_tokens`` bounds the tokens of one frame. A hypothesis is (tokens, the predictor's output, its state, log-probability).
    """

    def __init__(self, model, blank, temperature=1.0, hypo_sort_key=None, step_max_tokens=100):
        super().__init__()
        self.model, self.blank, self.temperature, self.step_max_tokens = model, blank, temperature, step_max_tokens
        self.hypo_sort_key = _by_length if hypo_sort_key is None else hypo_sort_key

    def _read(self, tokens, state, device):
        lengths = lumbre.ones(len(tokens), dtype=lumbre.int64, device=device)
        out, _, state = self.model.predict(lumbre.tensor(tokens, device=device).unsqueeze(1), lengths, state)
        return out.detach(), state

    def _start(self, device):
        out, state = self._read([self.blank], None, device)
        return [([self.blank], out[0], state, 0.0)]

    def _log_probabilities(self, frame, hypotheses):
        """(hypothesis, symbol) for one frame (1, 1, encoding)."""
        one = lumbre.ones(1, dtype=lumbre.int64, device=frame.device)
        read = lumbre.stack([h[1] for h in hypotheses])
        joined, _, _ = self.model.join(frame, one, read, one.expand(len(hypotheses)))
        return (joined / self.temperature).log_softmax(3)[:, 0, 0].cpu()

    @staticmethod
    def _end(done, open_, log_probabilities):
        """The hypotheses that end this frame, those of ``open_`` by a blank; equal tokens add up. In ascending order of score."""
        merged = {tuple(h[0]): h for h in done}
        for h, blank in zip(open_, log_probabilities[:, -1]):
            # Stays a tensor: the sum is rounded as PyTorch rounds it.
            score, key = h[3] + blank, tuple(h[0])
            if key in merged:
                score = lumbre.tensor(merged.pop(key)[3]).logaddexp(score)
            merged[key] = (*h[:3], float(score))
        found = list(merged.values())
        return [found[i] for i in lumbre.tensor([h[3] for h in found]).sort()[1].tolist()]

    def _extend(self, open_, done, log_probabilities, width, device):
        """The best ``width`` hypotheses with one more token, as far as they beat what has ended already."""
        scores = lumbre.tensor([h[3] for h in open_]).unsqueeze(1) + log_probabilities[:, :-1]
        symbols = scores.shape[1]
        best, at = scores.reshape(-1).topk(width)
        limit = done[-width][3] if len(done) >= width else -float("inf")
        kept = [(score, *divmod(i, symbols)) for score, i in zip(best.tolist(), at.tolist()) if score > limit]
        if not kept:
            return []
        bases = [open_[which] for _, which, _ in kept]
        layers = zip(*(base[2] for base in bases))
        state = [[lumbre.cat(parts) for parts in zip(*layer)] for layer in layers]
        out, state = self._read([token for _, _, token in kept], state, device)
        return [
            (base[0] + [token], out[i], [[part[i : i + 1] for part in layer] for layer in state], score)
            for i, (base, (score, _, token)) in enumerate(zip(bases, kept))
        ]

    def _search(self, encodings, hypotheses, width):
        device = encodings.device
        hypotheses = self._start(device) if hypotheses is None else hypotheses
        for t in range(encodings.shape[1]):
            open_, done, tokens = hypotheses, [], 0
            while open_:
                log_probabilities = self._log_probabilities(encodings[:, t : t + 1], open_)
                done = self._end(done, open_, log_probabilities)
                if tokens == self.step_max_tokens:
                    break
                open_ = self._extend(open_, done, log_probabilities, width, device)
                tokens += 1
            order = lumbre.tensor([self.hypo_sort_key(h) for h in done]).topk(width)[1]
            hypotheses = [done[i] for i in order.tolist()]
        return hypotheses

    @staticmethod
    def _check(input, length):
        if input.dim() != 2 and not (input.dim() == 3 and input.shape[0] == 1):
            raise ValueError("input must be of shape (T, D) or (1, T, D)")
        if length.shape not in ((), (1,)):
            raise ValueError("length must be of shape () or (1,)")
        return input.unsqueeze(0) if input.dim() == 2 else input, length.reshape(1)

    def forward(self, input, length, beam_width):
        """The ``beam_width`` best hypotheses for features (time, feature) or (1, time, feature), the best first."""
        encodings, _ = self.model.transcribe(*self._check(input, length))
        return self._search(encodings, None, beam_width)

    def infer(self, input, length, beam_width, state=None, hypothesis=None):
        """As `forward` for one segment of a stream, from the state and the hypotheses of the segment before; gives both."""
        encodings, _, state = self.model.transcribe_streaming(*self._check(input, length), state)
        return self._search(encodings, hypothesis, beam_width), state
