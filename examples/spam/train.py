"""Tells spam from other messages, and shows which words made it think so.

    python examples/spam/train.py [--small]

The messages come from a grammar. Six in ten are hard: spam and honest warnings made of the very same words in another order, so counting
words (naive Bayes, asked beside the network) cannot tell them apart. Writes to output/: spam.png (messages with their words' weight) and
spam.pt (the weights).
"""

import random
import re
import sys
import time
from pathlib import Path

import lumbre as torch
from lumbre import nn
from lumbre.nn import functional as F
from lumbre.nn.utils.rnn import pad_sequence
from matplotlib.figure import Figure
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.metrics import roc_curve
from sklearn.naive_bayes import MultinomialNB

OUTPUT = Path("output")
PARTS = {
    "who": "mum|dad|Anna|the boss|our teacher|grandpa|Tom|the neighbours|my sister",
    "greeting": "Hi|Hello|Dear friend|Hey|Good morning|Attention",
    "sum": "500 euros|a thousand dollars|20 pounds|the money|100 euros",
    "prize": "a prize|a free phone|a voucher|a free holiday|two tickets",
    "hurry": "today|now|before midnight|by tomorrow|as soon as you can",
    "link": "the link|this page|the attachment|our website|the form",
    "filler": "I heard it from {who}.|It is about {sum}.|{who} got one too.|It came {hurry}.|",
}
# Spam on the left and an honest warning on the right, in the very same words: only their order differs.
PAIRS = (
    ("Do not wait, click {link} {hurry}.", "Wait, do not click {link} {hurry}."),
    ("It is not a joke, you did win {prize}!", "It is a joke, you did not win {prize}!"),
    ("You do not lose {sum}: just send the code.", "You lose {sum}: just do not send the code."),
    ("The bank asks for your password, never doubt it.", "The bank never asks for your password, doubt it."),
    ("Answer {hurry} and do not tell {who}.", "Do not answer and tell {who} {hurry}."),
    ("Why not open {link}? It is safe.", "Why open {link}? It is not safe."),
    ("Call the number below, you must not wait.", "You must not call the number below, wait."),
)
# The easy ones: what only one kind says.
PLAIN = (
    ("Limited offer, {prize} for all who register {hurry}!", "{who} won {prize} in the school lottery, how lovely!"),
    ("Earn {sum} a week from home, act {hurry}!", "I sent you {sum} for the concert, see you {hurry}."),
    ("Your account is suspended, confirm your card at {link}.", "The photos of the trip are at {link}, love from {who}."),
)


def fill(sentence, rng):
    """The sentence with a choice in place of each {part}, and of the parts within."""
    while "{" in sentence:
        sentence = re.sub(r"{(\w+)}", lambda part: rng.choice(PARTS[part[1]].split("|")), sentence)
    return " ".join(sentence.split())


def messages(count, seed):
    """Messages, what people called them (1: spam; one in twenty wrongly, as in life), and what they are."""
    rng = random.Random(seed)
    kinds = [rng.random() < 0.4 for _ in range(count)]
    texts = []
    for kind in kinds:
        spam, honest = rng.choice(PAIRS if rng.random() < 0.6 else PLAIN)
        parts = rng.choice(("{greeting}!", "{greeting},", "")), "{filler}", spam if kind else honest, "{filler}"
        texts.append(fill(" ".join(parts), rng))
    called = [float(kind != (rng.random() < 0.05)) for kind in kinds]
    return texts, torch.tensor(called), torch.tensor([float(kind) for kind in kinds])


def words(text):
    return re.findall(r"\w+|[!?.,:]", text)


class Vocabulary:
    """Numbers for the words of some texts: 0 fills up short messages, 1 stands for words never seen."""

    def __init__(self, texts):
        self.number = {word: i for i, word in enumerate(sorted({w.lower() for t in texts for w in words(t)}), 2)}

    def __len__(self):
        return len(self.number) + 2

    def encode(self, texts):
        return pad_sequence([torch.tensor([self.number.get(w.lower(), 1) for w in words(t)]) for t in texts], batch_first=True)


class Classifier(nn.Module):
    """Words (batch, word) to the logit of spam (batch,): convolutions over neighbouring words, and their maximum. Kim, 2014."""

    def __init__(self, size, width=32, filters=24):
        super().__init__()
        self.words = nn.Embedding(size, width, padding_idx=0)
        self.patterns = nn.ModuleList(nn.Conv1d(width, filters, length, padding=length // 2) for length in (1, 3, 5))
        self.head = nn.Sequential(nn.Dropout(0.5), nn.Linear(3 * filters, 1))

    def from_vectors(self, vectors):
        found = [F.relu(pattern(vectors.transpose(1, 2))).amax(2) for pattern in self.patterns]
        return self.head(torch.cat(found, 1)).squeeze(1)

    def forward(self, numbers):
        # Some words are hidden while it learns, so that no single one decides.
        hidden = (torch.rand(numbers.shape) < 0.1) if self.training else torch.zeros(numbers.shape, dtype=torch.bool)
        return self.from_vectors(self.words(numbers.masked_fill(hidden, 1)))


def train(model, numbers, labels, epochs):
    """Gives the mean loss of every epoch."""
    optimizer, losses = torch.optim.AdamW(model.parameters(), lr=3e-3, weight_decay=0.02), []
    for epoch in range(epochs):
        model.train()
        total = 0.0
        for batch in torch.randperm(len(labels)).split(64):
            loss = F.binary_cross_entropy_with_logits(model(numbers[batch]), labels[batch])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            total += loss.item() * len(batch)
        losses.append(total / len(labels))
        print(f"epoch {epoch + 1:2}  loss {losses[-1]:.3f}")
    return losses


def importances(model, numbers, steps=32):
    """What each word adds to the logit (batch, word): gradients gathered on the way from unknown words to these (integrated gradients,
    Sundararajan et al., 2017). They sum to the difference between the two logits."""
    model.eval()
    there = model.words(numbers).detach()
    empty = model.words(torch.where(numbers == 0, 0, 1)).detach()
    total = torch.zeros_like(there)
    for step in range(steps):
        point = torch.lerp(empty, there, (step + 0.5) / steps).requires_grad_()
        total += torch.autograd.grad(model.from_vectors(point).sum(), point)[0]
    return ((there - empty) * total / steps).sum(-1)


def draw(model, vocabulary, curves, texts):
    """How well both do, beside messages in which red words speak for spam and blue ones against it."""
    figure = Figure(figsize=(12, 4), layout="constrained")
    left, right = figure.subplots(1, 2, width_ratios=(1, 2.4))
    for name, (wrong, right_share) in curves.items():
        left.plot(100 * wrong, 100 * right_share, label=name)
    left.set(xlabel="other messages taken for spam, %", ylabel="spam found, %", xlim=(-2, 102), ylim=(0, 102))
    left.legend(loc="lower right")
    right.axis("off")
    numbers = vocabulary.encode(texts)
    with torch.no_grad():
        chances = torch.sigmoid(model.eval()(numbers))
    for row, (text, weights, chance) in enumerate(zip(texts, importances(model, numbers), chances.tolist())):
        x, y = 0.09, 0.96 - 0.105 * row
        colour = "firebrick" if chance > 0.5 else "navy"
        right.text(0.0, y, f"{chance:4.0%}", fontsize=9, weight="bold", color=colour, transform=right.transAxes)
        for word, weight in zip(words(text), weights.tolist()):
            strength = min(1.0, abs(weight) / 3)
            shade = (1, 1 - strength, 1 - strength) if weight > 0 else (1 - strength, 1 - strength, 1)
            box = {"facecolor": shade, "edgecolor": "none", "pad": 1.2}
            right.text(x, y, word, fontsize=7.5, family="monospace", transform=right.transAxes, bbox=box)
            x += 0.0092 * len(word) + 0.009
    figure.savefig(OUTPUT / "spam.png", dpi=80)


def main(small=False):
    """Trains both; gives the share of held-back messages they name rightly."""
    torch.manual_seed(0)
    OUTPUT.mkdir(exist_ok=True)
    (texts, labels, _), (held, _, truth) = messages(600 if small else 3000, 0), messages(500 if small else 2000, 1)
    vocabulary, start = Vocabulary(texts), time.time()
    model = Classifier(len(vocabulary))
    train(model, vocabulary.encode(texts), labels, 8 if small else 15)
    print(f"trained in {time.time() - start:.0f} s on {len(texts)} messages of {len(vocabulary)} words")
    with torch.no_grad():
        network = torch.sigmoid(model.eval()(vocabulary.encode(held))).numpy()
    counter = CountVectorizer()
    bayes = MultinomialNB().fit(counter.fit_transform(texts), labels.numpy()).predict_proba(counter.transform(held))[:, 1]
    scores = {"network": network, "naive Bayes": bayes}
    shares = {name: float(((score > 0.5) == truth.numpy()).mean()) for name, score in scores.items()}
    curves = {f"{name}: {shares[name]:.1%} right": roc_curve(truth.numpy(), score)[:2] for name, score in scores.items()}
    draw(model, vocabulary, curves, held[:9])
    torch.save({"weights": model.state_dict(), "words": vocabulary.number}, OUTPUT / "spam.pt")
    return shares


if __name__ == "__main__":
    print(main(small="--small" in sys.argv))
