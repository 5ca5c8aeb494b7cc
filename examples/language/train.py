"""A language, letter by letter: a small GPT and an LSTM learn to tell little stories, and we can say how good any model could be.

    python examples/language/train.py [--small]

The stories come from a grammar, so their entropy is known: no model can predict them better. The characters' names, things and colours
come back later in a story; who predicts them must have remembered them. Writes to output/: language.png (losses, stories the GPT
made up, which letters surprise the two) and language.pt (the GPT's weights).
"""

import math
import random
import sys
import textwrap
import time
from pathlib import Path

import lumbre as torch
from lumbre import nn
from lumbre.nn import functional as F
from lumbre.nn.utils.rnn import pad_sequence
from matplotlib.figure import Figure

OUTPUT = Path("output")
CONTEXT = 128

WORDS = {
    "animal": "fox bear mouse owl hare toad crow goat wolf duck".split(),
    "name": "Ada Bruno Carla Dino Edda Fritz Greta Hugo Ida Jonas Kira Leo Mina Nils Olga Pepe".split(),
    "colour": "red blue green golden silver black white yellow".split(),
    "thing": "hat coat lamp boat drum kite ring book spoon bell".split(),
    "place": "forest river market mountain castle garden mill harbour".split(),
    "feeling": "sad angry afraid tired calm".split(),
}
# Every {word} is drawn once a story: its second mention is certain to whoever remembers the first.
STORIES = (
    "A {animal} called {name} had a {colour} {thing}. {name} lost it near the {place}. Where is my {colour} {thing}? asked the {animal}.\n",
    "In the {place} lived a {animal}. It was {feeling}, for the {thing} of {name} was {colour}. "
    "{name} gave the {animal} the {colour} {thing}.\n",
    "{name} the {animal} was {feeling}. In the {place} {name} found a {thing}. It was {colour}. Now {name} is not {feeling}.\n",
)


def stories(count, seed):
    """``count`` stories, and the bits that went into drawing them all."""
    rng, told, bits = random.Random(seed), [], 0.0
    for _ in range(count):
        story = rng.choice(STORIES)
        bits += math.log2(len(STORIES)) + sum(math.log2(len(words)) for kind, words in WORDS.items() if "{" + kind + "}" in story)
        told.append(story.format(**{kind: rng.choice(words) for kind, words in WORDS.items()}))
    return told, bits


ALPHABET = sorted(set("".join(stories(500, 0)[0])))
NUMBER = {letter: number for number, letter in enumerate(ALPHABET)}


def encode(text):
    return torch.tensor([NUMBER[letter] for letter in text])


def encode_all(told):
    """Stories as (story, letter), each after a line's end, filled up with -1."""
    return pad_sequence([encode("\n" + story) for story in told], batch_first=True, padding_value=-1)


class Block(nn.Module):
    """Attention to what came before, then a small network at each place, each beside a shortcut."""

    def __init__(self, width, heads):
        super().__init__()
        self.heads = heads
        self.norms = nn.ModuleList((nn.LayerNorm(width), nn.LayerNorm(width)))
        self.qkv, self.out = nn.Linear(width, 3 * width), nn.Linear(width, width)
        self.mlp = nn.Sequential(nn.Linear(width, 4 * width), nn.GELU(), nn.Linear(4 * width, width))

    def split(self, x):
        """Queries, keys and values, each (batch, head, place, channel)."""
        return (part.unflatten(-1, (self.heads, -1)).transpose(1, 2) for part in self.qkv(self.norms[0](x)).chunk(3, dim=-1))

    def forward(self, x):
        seen = F.scaled_dot_product_attention(*self.split(x), is_causal=True)
        x = x + self.out(seen.transpose(1, 2).flatten(2))
        return x + self.mlp(self.norms[1](x))


class GPT(nn.Module):
    """Letters (batch, place) to scores of the next letter (batch, place, letter). Radford et al., 2018."""

    def __init__(self, width=96, depth=2, heads=4):
        super().__init__()
        self.letters, self.places = nn.Embedding(len(ALPHABET), width), nn.Embedding(CONTEXT, width)
        self.blocks = nn.ModuleList(Block(width, heads) for _ in range(depth))
        self.norm, self.head = nn.LayerNorm(width), nn.Linear(width, len(ALPHABET))
        # Small beginnings: each block starts close to doing nothing.
        for name, p in self.named_parameters():
            if p.ndim == 2:
                nn.init.normal_(p, std=0.02)

    def embed(self, letters):
        return self.letters(letters) + self.places(torch.arange(letters.shape[1]))

    def forward(self, letters):
        x = self.embed(letters)
        for block in self.blocks:
            x = block(x)
        return self.head(self.norm(x))


class LSTM(nn.Module):
    """The same by a recurrent network, which carries all it knows in one state."""

    def __init__(self, width=160):
        super().__init__()
        self.letters, self.body = nn.Embedding(len(ALPHABET), 64), nn.LSTM(64, width, batch_first=True)
        self.head = nn.Linear(width, len(ALPHABET))

    def forward(self, letters):
        return self.head(self.body(self.letters(letters))[0])


def bits(model, told):
    """Cross entropy in bits a letter, of each letter after those before it."""
    scores, following = model(told[:, :-1].clamp(min=0)), told[:, 1:]
    return F.cross_entropy(scores.flatten(0, 1), following.flatten(), ignore_index=-1) / math.log(2)


def train(model, told, steps, rate, name, batch=24):
    """Trains on random stories; gives the bits a letter of every batch."""
    optimizer = torch.optim.AdamW(model.parameters(), lr=rate, weight_decay=0.01)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, max_lr=rate, total_steps=steps, pct_start=0.1)
    losses, start = [], time.time()
    for step in range(steps):
        loss = bits(model, told[torch.randint(len(told), (batch,))])
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        schedule.step()
        losses.append(loss.item())
        if (step + 1) % max(1, steps // 8) == 0:
            print(f"{name}, step {step + 1:4}  {losses[-1]:.3f} bits a letter  {time.time() - start:.0f} s")
    return losses


@torch.no_grad()
def tell(model, count, temperature=0.8):
    """Stories of the model's own, all told at once, letter by letter."""
    told = encode("\n" * count).unsqueeze(1)
    while told.shape[1] < CONTEXT:
        chances = (model(told)[:, -1] / temperature).softmax(-1)
        told = torch.cat((told, torch.multinomial(chances, 1)), 1)
    return ["".join(ALPHABET[i] for i in row).split("\n")[1] for row in told.tolist()]


@torch.no_grad()
def surprise(model, story):
    """The bits that each letter of a story costs, told one after the other."""
    told = encode("\n" + story)
    scores = model(told[None, :-1])[0]
    return F.cross_entropy(scores, told[1:], reduction="none") / math.log(2)


def draw(models, curves, floor, held, sample):
    """Losses against the entropy, stories of the GPT's own, and the bits that each letter of a story costs both."""
    figure = Figure(figsize=(12, 6), layout="constrained")
    top, bottom = figure.subfigures(2, 1, height_ratios=(1.3, 1))
    left, right = top.subplots(1, 2)
    for name, losses in curves.items():
        # A running mean of 20 batches.
        smooth = torch.tensor(losses).unfold(0, min(20, len(losses)), 1).mean(1)
        left.plot(smooth.numpy(), label=f"{name}: {held[name]:.3f} held back")
    left.axhline(floor, color="black", linestyle=":", label=f"the grammar's entropy: {floor:.3f}")
    left.set(xlabel="step", ylabel="bits a letter", yscale="log")
    left.legend()
    right.axis("off")
    right.set_title("the GPT tells", fontsize=10)
    right.text(0, 1, sample, fontsize=8.5, family="monospace", va="top")
    story = "A toad called Greta had a golden kite. Greta lost it near the mill. Where is my golden kite? asked the toad."
    axis = bottom.subplots()
    for (name, model), side in zip(models.items(), (-0.2, 0.2)):
        axis.bar([place + side for place in range(len(story))], surprise(model, story).tolist(), width=0.4, label=name)
    axis.set_xticks(range(len(story)), story, family="monospace", fontsize=8)
    axis.set(ylabel="bits the letter costs", xlim=(-1, len(story)))
    axis.legend()
    figure.savefig(OUTPUT / "language.png", dpi=75)


def main(small=False):
    """Trains both; gives their held-back bits a letter, the entropy, and that of single letters."""
    torch.manual_seed(0)
    OUTPUT.mkdir(exist_ok=True)
    told, (other, drawn) = encode_all(stories(8000, 1)[0]), stories(60 if small else 300, 2)
    floor, share = drawn / len("".join(other)), torch.bincount(encode("".join(other))) / len("".join(other))
    letters = -(share * share.clamp(min=1e-9).log2()).sum().item()
    print(f"{len(told)} stories; a letter alone has {letters:.2f} bits, within its story {floor:.3f}")
    models, steps = {"GPT": GPT(), "LSTM": LSTM()}, 40 if small else 500
    curves = {name: train(models[name], told, steps, rate, name) for name, rate in (("GPT", 4e-3), ("LSTM", 1e-2))}
    with torch.no_grad():
        held = {name: bits(model, encode_all(other)).item() for name, model in models.items()}
    sample = "\n".join(textwrap.fill(story, 62) + "\n" for story in tell(models["GPT"], 4))
    print(sample)
    draw(models, curves, floor, held, sample)
    torch.save(models["GPT"].state_dict(), OUTPUT / "language.pt")
    return {"gpt": held["GPT"], "lstm": held["LSTM"], "entropy": floor, "letters": letters}


if __name__ == "__main__":
    print(main(small="--small" in sys.argv))
