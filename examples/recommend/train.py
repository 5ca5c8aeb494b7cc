"""What would they like? Ratings nobody gave, from those that were given: matrix factorisation.

    python examples/recommend/train.py [--small]

The ratings are made from tastes we know (four a person), so the best possible error is known too: that of the dice thrown at each rating.
Writes to output/: recommend.png (the errors, predicted and true tastes) and recommend.pt (the factors).
"""

import sys
import time
from pathlib import Path

import lumbre as torch
from lumbre import nn
from matplotlib.figure import Figure

OUTPUT = Path("output")
PEOPLE, FILMS, TASTES, NOISE = 600, 300, 4, 0.5


def make_ratings(share=0.1):
    """What everyone truly thinks of every film (person, film), around 1 to 5 stars, and the few ratings given: person, film, stars."""
    people, films = torch.randn(PEOPLE, TASTES), torch.randn(FILMS, TASTES)
    true = 3 + 0.4 * torch.randn(PEOPLE, 1) + 0.4 * torch.randn(FILMS) + 0.45 * people @ films.T
    # Some films are known to many and others to few.
    fame = torch.rand(FILMS).pow(2) * 3
    person, film = (torch.rand(PEOPLE, FILMS) < share * fame).nonzero(as_tuple=True)
    return true, person, film, true[person, film] + NOISE * torch.randn(len(person))


class Factors(nn.Module):
    """Persons and films (batch,) to stars (batch,): mean, two offsets, and how well tastes meet. Koren, Bell and Volinsky, 2009."""

    def __init__(self, mean, factors=8):
        super().__init__()
        self.mean = mean
        # Sparse gradients: a batch touches few rows, and only these are changed.
        self.people, self.films = (nn.Embedding(n, factors + 1, sparse=True) for n in (PEOPLE, FILMS))
        for table in (self.people, self.films):
            nn.init.normal_(table.weight, std=0.05)

    def rows(self, person, film):
        return self.people(person), self.films(film)

    def meet(self, p, f):
        return self.mean + p[..., 0] + f[..., 0] + (p[..., 1:] * f[..., 1:]).sum(-1)

    def forward(self, person, film):
        return self.meet(*self.rows(person, film))


def rmse(predicted, stars):
    """The root of the mean square error, in stars."""
    return (predicted - stars).square().mean().sqrt().item()


def baselines(person, film, stars):
    """The mean of all ratings; a film's mean (drawn to the mean of all by five votes); the same with the person's offset."""
    mean = stars.mean()

    def offsets(index, size, left):
        return torch.zeros(size).index_add_(0, index, left) / (torch.bincount(index, minlength=size) + 5)

    of_film = offsets(film, FILMS, stars - mean)
    of_person = offsets(person, PEOPLE, stars - mean - of_film[film])
    return {
        "mean of all": lambda p, f: mean.expand(len(p)),
        "the film's mean": lambda p, f: mean + of_film[f],
        "film and person": lambda p, f: mean + of_film[f] + of_person[p],
    }


def train(model, given, held, epochs, shrink=0.04):
    """SparseAdam on batches of ratings; gives the errors of every epoch on what was learned from, and on what was held back."""
    person, film, stars = given
    optimizer, curve = torch.optim.SparseAdam(model.parameters(), lr=0.01), []
    schedule = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, epochs)
    for epoch in range(epochs):
        for batch in torch.randperm(len(stars)).split(512):
            p, f = model.rows(person[batch], film[batch])
            # Tastes are kept small: three ratings say little about a person, who is then taken for an average one.
            loss = (model.meet(p, f) - stars[batch]).square().mean() + shrink * (p.square().sum(1) + f.square().sum(1)).mean()
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
        schedule.step()
        with torch.no_grad():
            curve.append((rmse(model(person, film), stars), rmse(model(*held[:2]), held[2])))
        if (epoch + 1) % max(1, epochs // 6) == 0:
            print(f"epoch {epoch + 1:2}  learned from {curve[-1][0]:.3f}  held back {curve[-1][1]:.3f}")
    return curve


def draw(curve, errors, true, predicted):
    """The error beside the baselines', and true and predicted opinions of 60 people on 60 films."""
    figure = Figure(figsize=(11, 3.8), layout="constrained")
    left, *rest = figure.subplots(1, 3, width_ratios=(1.3, 1, 1))
    epochs = range(1, len(curve) + 1)
    left.plot(epochs, [given for given, _ in curve], color="tab:blue", alpha=0.4, label="factors, learned from")
    left.plot(epochs, [held for _, held in curve], color="tab:blue", label=f"factors, held back: {curve[-1][1]:.3f}")
    for (name, error), style in zip(errors.items(), (":", "-.", "--")):
        left.axhline(error, color="tab:orange", linestyle=style, label=f"{name}: {error:.3f}")
    left.axhline(NOISE, color="black", linewidth=1, label=f"the dice: {NOISE}")
    left.set(xlabel="epoch", ylabel="error in stars")
    left.legend(fontsize=7)
    # Rows and columns in the order of the strongest true taste, so that the eye finds the pattern.
    tastes = torch.linalg.svd(true - true.mean(), full_matrices=False)
    people, films = tastes.U[:, 0].argsort()[:: PEOPLE // 60], tastes.Vh[0].argsort()[:: FILMS // 60]
    for axis, table, name in zip(rest, (true, predicted), ("what they truly think", "what was predicted")):
        axis.imshow(table[people][:, films].numpy(), cmap="PiYG", vmin=0, vmax=6)
        axis.set(xlabel="films", ylabel="people", xticks=[], yticks=[])
        axis.set_title(name, fontsize=10)
    figure.savefig(OUTPUT / "recommend.png", dpi=75)


def main(small=False):
    """Trains; gives the held-back errors of the factors and of the baselines, and the dice's."""
    torch.manual_seed(0)
    OUTPUT.mkdir(exist_ok=True)
    true, *ratings = make_ratings()
    order = torch.randperm(len(ratings[0]))
    held, given = ([part[chosen] for part in ratings] for chosen in (order[: len(order) // 5], order[len(order) // 5 :]))
    print(f"{len(given[2])} ratings of {PEOPLE * FILMS} possible, {len(held[2])} held back")
    errors = {name: rmse(predict(*held[:2]), held[2]) for name, predict in baselines(*given).items()}
    model, start = Factors(given[2].mean()), time.time()
    curve = train(model, given, held, 15 if small else 50)
    print(f"trained in {time.time() - start:.0f} s")
    with torch.no_grad():
        draw(curve, errors, true, model.meet(model.people.weight[:, None], model.films.weight))
    torch.save(model.state_dict(), OUTPUT / "recommend.pt")
    return {"factors": curve[-1][1], **errors, "dice": NOISE}


if __name__ == "__main__":
    print(main(small="--small" in sys.argv))
