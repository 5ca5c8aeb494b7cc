"""A network on tables, honestly beside ridge regression and gradient boosting: one table that suits each of them.

    python examples/tabular/train.py [--small]

`diabetes` (442 patients, scikit-learn's) is small and noisy; `friedman` (made, 1500 rows) is smooth and bent. Every number is a prediction
for rows held back, by five-fold cross-validation. Writes to output/tabular.png: predicted against true, and everybody's R2.
"""

import sys
import time
from pathlib import Path

import lumbre as torch
import numpy
from lumbre import nn
from lumbre.nn import functional as F
from matplotlib.figure import Figure
from sklearn.datasets import load_diabetes, make_friedman1
from sklearn.ensemble import GradientBoostingRegressor
from sklearn.linear_model import RidgeCV
from sklearn.metrics import r2_score
from sklearn.model_selection import KFold
from sklearn.preprocessing import StandardScaler

OUTPUT = Path("output")


class Network:
    """A few small networks whose mean is the prediction; ``fit`` and ``predict`` as in scikit-learn, numpy in and out."""

    def __init__(self, epochs=100, members=4, width=64):
        self.epochs, self.members, self.width = epochs, members, width

    def member(self, columns):
        return nn.Sequential(
            nn.Linear(columns, self.width), nn.SiLU(), nn.Dropout(0.1),
            nn.Linear(self.width, self.width), nn.SiLU(), nn.Dropout(0.1), nn.Linear(self.width, 1), nn.Flatten(0),
        )  # fmt: skip

    def fit(self, x, y):
        # Numbers of any unit become numbers around 0 and 1: networks are not indifferent to units, as trees are.
        self.scale_x, self.scale_y = StandardScaler().fit(x), StandardScaler().fit(y[:, None])
        x = torch.from_numpy(self.scale_x.transform(x)).float()
        y = torch.from_numpy(self.scale_y.transform(y[:, None])[:, 0]).float()
        # A fifth is not learned from: on it one sees when learning turns into learning by heart.
        self.networks = [self.fit_member(x, y, torch.randperm(len(y)), len(y) // 5) for _ in range(self.members)]
        return self

    def fit_member(self, x, y, order, aside):
        model = self.member(x.shape[1])
        optimizer = torch.optim.AdamW(model.parameters(), lr=3e-3, weight_decay=0.03)
        watch, learn = order[:aside], order[aside:]
        best, kept = float("inf"), None
        for _ in range(self.epochs):
            model.train()
            for batch in learn[torch.randperm(len(learn))].split(64):
                loss = F.mse_loss(model(x[batch]), y[batch])
                optimizer.zero_grad()
                loss.backward()
                optimizer.step()
            with torch.no_grad():
                error = F.mse_loss(model.eval()(x[watch]), y[watch]).item()
            if error < best:
                best, kept = error, {name: value.clone() for name, value in model.state_dict().items()}
        model.load_state_dict(kept)
        return model.eval()

    @torch.no_grad()
    def predict(self, x):
        x = torch.from_numpy(self.scale_x.transform(x)).float()
        mean = torch.stack([network(x) for network in self.networks]).mean(0)
        return self.scale_y.inverse_transform(mean.numpy()[:, None])[:, 0]


def cross_validate(x, y, make):
    """Each row's prediction by a model that has not seen it."""
    predicted = numpy.empty_like(y)
    for learn, test in KFold(5, shuffle=True, random_state=0).split(x):
        predicted[test] = make().fit(x[learn], y[learn]).predict(x[test])
    return predicted


def draw(results):
    """One row a table: predictions over truths for each model."""
    figure = Figure(figsize=(9, 6), layout="constrained")
    for (table, (y, found)), axes in zip(results.items(), figure.subplots(2, 3)):
        for (name, predicted), axis in zip(found.items(), axes):
            axis.plot((y.min(), y.max()), (y.min(), y.max()), color="black", linewidth=0.8)
            axis.scatter(y, predicted, s=4, alpha=0.5)
            axis.set_title(f"{table}, {name}: R2 {r2_score(y, predicted):.3f}", fontsize=9)
            axis.set(xlabel="true", ylabel="predicted, held back")
    figure.savefig(OUTPUT / "tabular.png", dpi=70)


def main(small=False):
    """Cross-validates all three on both tables; gives {table: {model: R2}}."""
    torch.manual_seed(0)
    OUTPUT.mkdir(exist_ok=True)
    tables = {
        "diabetes": load_diabetes(return_X_y=True),
        "friedman": make_friedman1(300 if small else 1500, n_features=10, noise=1.0, random_state=0),
    }
    models = {
        "ridge": lambda: RidgeCV(numpy.logspace(-3, 3, 13)),
        "boosting": lambda: GradientBoostingRegressor(n_estimators=200, learning_rate=0.05, subsample=0.5, random_state=0),
        "network": lambda: Network(40, members=1) if small else Network(),
    }
    results, scores = {}, {}
    for table, (x, y) in tables.items():
        results[table] = (y, {})
        for name, make in models.items():
            start = time.time()
            results[table][1][name] = cross_validate(x, y, make)
            scores.setdefault(table, {})[name] = r2_score(y, results[table][1][name])
            print(f"{table}, {name}: R2 {scores[table][name]:.3f} in {time.time() - start:.1f} s")
    draw(results)
    return scores


if __name__ == "__main__":
    print(main(small="--small" in sys.argv))
