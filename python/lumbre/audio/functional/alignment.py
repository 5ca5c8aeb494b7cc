"""Sequences against each other: edit distance, the transducer loss, and alignment of labels to emissions."""

from dataclasses import dataclass

import lumbre
from lumbre.autograd import Function


def edit_distance(seq1, seq2):
    """Insertions, deletions and substitutions that turn one sequence into the other, at least (Levenshtein)."""
    row = list(range(len(seq2) + 1))
    for i, a in enumerate(seq1, 1):
        corner, row[0] = row[0], i
        for j, b in enumerate(seq2, 1):
            corner, row[j] = row[j], corner if a == b else 1 + min(corner, row[j], row[j - 1])
    return row[-1]


class _Clamped(Function):
    """Costs whose gradient in the logits is clamped to [-limit, limit] for each item, before it is weighted."""

    @staticmethod
    def forward(ctx, logits, cost, limit):
        with lumbre.enable_grad():
            inner = logits.detach().requires_grad_()
            costs = cost(inner)
            (grad,) = lumbre.autograd.grad(costs.sum(), inner)
        ctx.save_for_backward(grad.clamp(-limit, limit))
        return costs.detach()

    @staticmethod
    def backward(ctx, g):
        return ctx.saved_tensors[0] * g.view(-1, 1, 1, 1), None, None


def _rnnt_costs(logits, targets, logit_lengths, target_lengths, blank, fused_log_softmax):
    batch, times, steps, _ = logits.shape
    logp = logits.log_softmax(-1) if fused_log_softmax else logits
    stay = logp[..., blank]
    index = targets[:, : steps - 1].long()[:, None, :, None].expand(-1, times, -1, -1)
    emit = logp[:, :, :-1].gather(-1, index).squeeze(-1)
    # Inside one time the recursion over targets is a running logsumexp, once the emissions so far are taken off.
    so_far = lumbre.nn.functional.pad(emit.cumsum(-1), (1, 0))
    alpha, rows = so_far[:, 0], [so_far[:, 0]]
    for t in range(1, times):
        alpha = so_far[:, t] + (alpha + stay[:, t - 1] - so_far[:, t]).logcumsumexp(-1)
        rows.append(alpha)
    alphas = lumbre.stack(rows, 1)
    item = lumbre.arange(batch, device=logits.device)
    last, end = logit_lengths.long() - 1, target_lengths.long()
    return -(alphas[item, last, end] + stay[item, last, end])


def rnnt_loss(
    logits,
    targets,
    logit_lengths,
    target_lengths,
    blank=-1,
    clamp=-1,
    reduction="mean",
    fused_log_softmax=True,
):
    """The transducer loss, minus the log of the summed probability of all alignments. Graves, "Sequence transduction with RNNs", 2012.

    ``logits`` (batch, time, target + 1, class), ``targets`` (batch, target) int, lengths (batch,) int. ``clamp`` > 0 limits the
    gradient of the logits. Without ``fused_log_softmax`` the logits are log-probabilities already.
    """
    if reduction not in ("none", "mean", "sum"):
        raise ValueError('reduction should be one of "none", "mean", or "sum"')
    if blank < 0:
        blank += logits.shape[-1]
    if targets.shape[1] < logits.shape[2] - 1:
        raise RuntimeError(f"rnnt_loss: logits of shape {tuple(logits.shape)} need {logits.shape[2] - 1} targets, got {targets.shape[1]}")

    def costs(x):
        return _rnnt_costs(x, targets, logit_lengths, target_lengths, blank, fused_log_softmax)

    cost = _Clamped.apply(logits, costs, clamp) if clamp > 0 else costs(logits)
    return cost.mean() if reduction == "mean" else cost.sum() if reduction == "sum" else cost


def forced_align(log_probs, targets, input_lengths=None, target_lengths=None, blank=0):
    """The likeliest way the labels ``targets`` (1, label) are spread over ``log_probs`` (1, time, class), by CTC's rules.

    Gives the label at each time (1, time), ``blank`` between, and its log-probability (1, time). One sequence at a time.
    """
    import numpy as np

    if bool((targets == blank).any()):
        raise ValueError(f"targets Tensor shouldn't contain blank index. Found {targets}.")
    if targets.numel() and int(targets.max()) >= log_probs.shape[-1]:
        raise ValueError("targets values must be less than the CTC dimension")
    if log_probs.shape[0] != 1 or targets.shape[0] != 1:
        raise RuntimeError("forced_align: one sequence at a time, the batch size must be 1")
    times = log_probs.shape[1] if input_lengths is None else int(input_lengths[0])
    count = targets.shape[1] if target_lengths is None else int(target_lengths[0])
    logp = log_probs[0, :times].detach().cpu().to(lumbre.float64).numpy()
    labels = targets[0, :count].cpu().numpy().astype(np.int64)
    if times < count + int((labels[1:] == labels[:-1]).sum()):
        raise RuntimeError(f"targets length is too long for CTC. Found log_probs length: {times}, targets length: {count}")
    states = np.full(2 * count + 1, blank)
    states[1::2] = labels
    can_skip = np.zeros(len(states), bool)
    can_skip[3::2] = labels[1:] != labels[:-1]
    score = np.full(len(states), -np.inf)
    score[:2] = logp[0, states[:2]]
    steps = np.zeros((times, len(states)), np.int64)
    for t in range(1, times):
        ways = np.full((3, len(states)), -np.inf)
        ways[0], ways[1, 1:] = score, score[:-1]
        ways[2, 2:] = np.where(can_skip[2:], score[:-2], -np.inf)
        steps[t] = ways.argmax(0)
        score = ways.max(0) + logp[t, states]
    at = len(states) - 1 if len(states) == 1 or score[-1] > score[-2] else len(states) - 2
    path = np.empty(times, np.int64)
    for t in range(times - 1, -1, -1):
        path[t] = states[at]
        at -= steps[t, at]
    paths = lumbre.from_numpy(path).to(targets.device, targets.dtype).unsqueeze(0)
    return paths, log_probs[:, :times].gather(-1, paths.long().unsqueeze(-1)).squeeze(-1)


@dataclass
class TokenSpan:
    """A token with the times [start, end) of its emission and its mean score."""

    token: int
    start: int
    end: int
    score: float

    def __len__(self):
        return self.end - self.start


def merge_tokens(tokens, scores, blank=0):
    """Runs of equal labels in `forced_align`'s path (time,) as a list of `TokenSpan`, without blanks."""
    if tokens.ndim != 1 or scores.ndim != 1:
        raise ValueError("`tokens` and `scores` must be 1D Tensor.")
    if len(tokens) != len(scores):
        raise ValueError("`tokens` and `scores` must be the same length.")
    labels, spans, start = tokens.tolist(), [], 0
    for end in range(1, len(labels) + 1):
        if end == len(labels) or labels[end] != labels[start]:
            if labels[start] != blank:
                spans.append(TokenSpan(labels[start], start, end, scores[start:end].mean().item()))
            start = end
    return spans
