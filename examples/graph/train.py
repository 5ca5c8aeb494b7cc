"""Who belongs together: a graph network finds the communities of a network of people from five known members of each.

    python examples/graph/train.py [--small]

The graph is a stochastic block model: friends are likelier within a community. Each person also has a noisy profile; the same network
without the friendships sees the profiles alone. Writes to output/: graph.png (the network's own map of the graph, accuracies) and graph.pt.
"""

import sys
import time
from pathlib import Path

import lumbre as torch
from lumbre import nn
from lumbre.nn import functional as F
from matplotlib.collections import LineCollection
from matplotlib.figure import Figure

OUTPUT = Path("output")
GROUPS, MEMBERS, KNOWN, PROFILE = 4, 120, 5, 16


def community_graph(within=0.05, between=0.008, noise=1.6):
    """Edges (2, edges) in both directions, profiles (person, PROFILE) and communities (person,)."""
    labels = torch.arange(GROUPS).repeat_interleave(MEMBERS)
    chance = torch.where(labels[:, None] == labels, within, between)
    # One draw for each pair: above the diagonal, then mirrored.
    upper = (torch.rand(len(labels), len(labels)) < chance).triu(1)
    edges = (upper | upper.T).nonzero().T
    centres = F.normalize(torch.randn(GROUPS, PROFILE), dim=1)
    return edges, centres[labels] + noise / PROFILE**0.5 * torch.randn(len(labels), PROFILE), labels


def smoothing(edges, count):
    """The sparse matrix D^-1/2 (A + I) D^-1/2: it replaces each person by a mean over friends and self."""
    loops = torch.arange(count).expand(2, -1)
    edges = torch.cat((edges, loops), 1)
    degree = torch.bincount(edges[0], minlength=count).float()
    values = (degree[edges[0]] * degree[edges[1]]).rsqrt()
    return torch.sparse_coo_tensor(edges, values, (count, count)).coalesce()


class GCN(nn.Module):
    """Each layer mixes friends' features, then transforms them. Kipf and Welling, 2016."""

    def __init__(self, width=32):
        super().__init__()
        self.first, self.second, self.head = nn.Linear(PROFILE, width), nn.Linear(width, 2), nn.Linear(2, GROUPS)

    def places(self, profiles, mix):
        """Two numbers a person: what the last layer decides by, and a map to look at."""
        x = F.relu(self.first(mix(profiles)))
        return self.second(mix(F.dropout(x, 0.5, self.training)))

    def forward(self, profiles, mix):
        return self.head(self.places(profiles, mix))


def train(model, profiles, mix, labels, known, epochs):
    """Fits the known members; everybody's profile and friends take part, nobody else's community does. Gives accuracies of the others."""
    optimizer, curve = torch.optim.Adam(model.parameters(), lr=0.02, weight_decay=2e-3), []
    for _ in range(epochs):
        model.train()
        loss = F.cross_entropy(model(profiles, mix)[known], labels[known])
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        with torch.no_grad():
            right = model.eval()(profiles, mix).argmax(1) == labels
        curve.append(right[~known].float().mean().item())
    return curve


def draw(curves, places, edges, labels, known):
    """The map with its edges, and the accuracies over time."""
    figure = Figure(figsize=(10, 4.6), layout="constrained")
    left, right = figure.subplots(1, 2, width_ratios=(1.3, 1))
    ends = places[edges[:, edges[0] < edges[1]]].transpose(0, 1)
    left.add_collection(LineCollection(ends.numpy(), colors="gray", linewidths=0.2, alpha=0.5))
    left.scatter(*places.T.numpy(), c=labels.numpy(), cmap="Set1", vmax=8, s=14, zorder=2)
    left.scatter(*places[known].T.numpy(), s=70, facecolors="none", edgecolors="black", zorder=3)
    left.axis("off")
    left.set_title("the network's map (rings: the known members)", fontsize=10)
    for name, curve in curves.items():
        right.plot([100 * share for share in curve], label=f"{name}: {curve[-1]:.1%}")
    right.axhline(100 / GROUPS, color="black", linestyle=":", linewidth=1, label="by chance")
    right.set(xlabel="epoch", ylabel="unknown members placed right, %", ylim=(0, 101))
    right.legend()
    figure.savefig(OUTPUT / "graph.png", dpi=75)


def main(small=False):
    """Trains with and without the friendships; gives both accuracies."""
    torch.manual_seed(0)
    OUTPUT.mkdir(exist_ok=True)
    edges, profiles, labels = community_graph()
    known = torch.zeros(len(labels), dtype=torch.bool)
    known[(torch.arange(GROUPS)[:, None] * MEMBERS + torch.arange(KNOWN)).flatten()] = True
    print(f"{len(labels)} people, {edges.shape[1] // 2} friendships, {int(known.sum())} known members")
    matrix, epochs, curves, start = smoothing(edges, len(labels)), 60 if small else 300, {}, time.time()
    for name, mix in (("profiles alone", lambda x: x), ("with the friendships", lambda x: torch.sparse.mm(matrix, x))):
        model = GCN()
        curves[name] = train(model, profiles, mix, labels, known, epochs)
        print(f"{name}: {curves[name][-1]:.1%} of the others right, {time.time() - start:.1f} s")
    with torch.no_grad():
        draw(curves, model.places(profiles, mix), edges, labels, known)
    torch.save(model.state_dict(), OUTPUT / "graph.pt")
    return {name: curve[-1] for name, curve in curves.items()}


if __name__ == "__main__":
    print(main(small="--small" in sys.argv))
