"""Translates dates as people write them ("the third of May, 1998") into 1998-05-03: a sequence-to-sequence network with attention.

    python examples/dates/train.py [--small]

Writes to output/: dates.png (loss and accuracy, which letters it looks at for each digit it writes) and dates.pt (the weights).
"""

import datetime
import random
import sys
import time
from pathlib import Path

import lumbre as torch
from lumbre import nn
from lumbre.nn import functional as F
from lumbre.nn.utils.rnn import pad_sequence
from matplotlib.figure import Figure

OUTPUT = Path("output")
MONTHS = "January February March April May June July August September October November December".split()
ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth "
    "seventeenth eighteenth nineteenth twentieth twenty-first twenty-second twenty-third twenty-fourth twenty-fifth twenty-sixth "
    "twenty-seventh twenty-eighth twenty-ninth thirtieth thirty-first"
).split()
# Number 0 fills up short lines, for the letters read; 0 to 9 and "-" are what is written, and 11 starts a line.
LETTERS = {letter: i for i, letter in enumerate(" ,.-/0123456789abcdefghijklmnopqrstuvwxyz", 1)}
DIGITS = "0123456789-"
START = len(DIGITS)


def written(day, rng):
    """One of many ways to write a date down."""
    month = rng.choice((MONTHS[day.month - 1], MONTHS[day.month - 1][:3]))
    number = rng.choice((f"{day.day}", f"{day.day:02}", f"{day.day}."))
    forms = (
        f"{month} {day.day}, {day.year}", f"{number} {month} {day.year}", f"the {ORDINALS[day.day - 1]} of {month}, {day.year}",
        f"{day.strftime('%A')}, {number} {month} {day.year}", f"{day.day}.{day.month}.{day.year}", f"{day.month}/{day.day}/{day.year}",
        f"{month} the {ORDINALS[day.day - 1]} {day.year}", f"in {day.year}, on {month} {day.day}",
    )  # fmt: skip
    return rng.choice(forms).lower()


def encode(texts):
    """Letters as numbers (batch, letter), short lines filled with 0."""
    return pad_sequence([torch.tensor([LETTERS[c] for c in text]) for text in texts], batch_first=True)


def dates(count, seed):
    """Dates as people write them, read as (count, letter), and as (count, 10) digits and dashes."""
    rng = random.Random(seed)
    days = [datetime.date(1950, 1, 1) + datetime.timedelta(rng.randrange(36500)) for _ in range(count)]
    texts = [written(day, rng) for day in days]
    return texts, encode(texts), torch.tensor([[DIGITS.index(c) for c in day.isoformat()] for day in days])


class Translator(nn.Module):
    """A GRU reads in both directions, another writes; before each sign it looks over all that was read. Bahdanau et al., 2014."""

    def __init__(self, width=96):
        super().__init__()
        self.letters = nn.Embedding(len(LETTERS) + 1, 32, padding_idx=0)
        self.digits = nn.Embedding(len(DIGITS) + 1, 32)
        self.reader = nn.GRU(32, width, batch_first=True, bidirectional=True)
        self.writer = nn.GRUCell(32 + 2 * width, width)
        self.begin = nn.Linear(2 * width, width)
        self.query, self.key, self.score = nn.Linear(width, width), nn.Linear(2 * width, width), nn.Linear(width, 1, bias=False)
        self.out = nn.Linear(3 * width, len(DIGITS))

    def forward(self, read, answer=None):
        """Scores (batch, 10, sign), attention (batch, 10, letter). With the ``answer``, each sign is told before the next one is asked."""
        notes, _ = self.reader(self.letters(read))
        keys, empty = self.key(notes), (read == 0).unsqueeze(-1)
        state = torch.tanh(self.begin(notes.masked_fill(empty, 0).mean(1)))
        sign, scores, looks = torch.full((len(read),), START), [], []
        for step in range(10):
            fit = self.score(torch.tanh(keys + self.query(state).unsqueeze(1)))
            weights = fit.masked_fill(empty, float("-inf")).softmax(1)
            seen = (weights * notes).sum(1)
            state = self.writer(torch.cat((self.digits(sign), seen), 1), state)
            scores.append(self.out(torch.cat((state, seen), 1)))
            looks.append(weights.squeeze(-1))
            sign = scores[-1].argmax(1) if answer is None else answer[:, step]
        return torch.stack(scores, 1), torch.stack(looks, 1)


@torch.no_grad()
def right(model, read, answers):
    """The share of dates with every digit right, the model writing on its own."""
    return torch.cat([(model(r)[0].argmax(-1) == a).all(1) for r, a in zip(read.split(250), answers.split(250))]).float().mean().item()


def train(model, data, test, steps, batch=64):
    """Trains on random batches; gives the losses and (step, held-back accuracy)."""
    _, read, answers = data
    optimizer = torch.optim.Adam(model.parameters())
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, max_lr=1e-2, total_steps=steps)
    losses, checks, start = [], [], time.time()
    for step in range(1, steps + 1):
        chosen = torch.randint(len(read), (batch,))
        scores, _ = model(read[chosen], answers[chosen])
        loss = F.cross_entropy(scores.flatten(0, 1), answers[chosen].flatten())
        optimizer.zero_grad()
        loss.backward()
        # Through time gradients may grow without bounds.
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        schedule.step()
        losses.append(loss.item())
        if step % max(1, steps // 10) == 0:
            checks.append((step, right(model, *test[1:])))
            print(f"step {step:4}  loss {losses[-1]:.4f}  held back {checks[-1][1]:.1%}  {time.time() - start:.0f} s")
    return losses, checks


@torch.no_grad()
def draw(model, losses, checks):
    """The learning curve, and the attention for two dates."""
    figure = Figure(figsize=(12, 4.4), layout="constrained")
    left, right_side = figure.subfigures(1, 2, width_ratios=(1, 1.8))
    axis = left.subplots()
    axis.plot(losses, color="tab:blue", linewidth=0.8)
    axis.set(xlabel="step", yscale="log")
    axis.set_ylabel("loss", color="tab:blue")
    other = axis.twinx()
    other.plot(*zip(*[(step, 100 * share) for step, share in checks]), "o-", color="tab:orange")
    other.set_ylabel("held-back dates right, %", color="tab:orange")
    for axis, text in zip(right_side.subplots(2, 1), ("the thirty-first of december, 1987", "wednesday, 8. may 2024")):
        scores, looks = model(encode([text]))
        axis.imshow(looks[0].numpy(), cmap="magma_r", aspect="auto")
        axis.set_xticks(range(len(text)), text, family="monospace")
        axis.set_yticks(range(10), [DIGITS[i] for i in scores[0].argmax(-1).tolist()], family="monospace", fontsize=8)
    figure.savefig(OUTPUT / "dates.png", dpi=75)


def main(small=False):
    """Trains; gives the share of held-back dates that are right in every digit, and the last batches' loss."""
    torch.manual_seed(0)
    OUTPUT.mkdir(exist_ok=True)
    data, test = dates(2000 if small else 10000, 0), dates(200 if small else 1000, 1)
    model = Translator()
    losses, checks = train(model, data, test, 80 if small else 300)
    for text, scores in zip(test[0][:5], model(test[1][:5])[0]):
        print(f"{text:40} {''.join(DIGITS[i] for i in scores.argmax(-1).tolist())}")
    draw(model, losses, checks)
    torch.save(model.state_dict(), OUTPUT / "dates.pt")
    return {"right": checks[-1][1], "loss": sum(losses[-10:]) / 10, "first_loss": losses[0]}


if __name__ == "__main__":
    print(main(small="--small" in sys.argv))
