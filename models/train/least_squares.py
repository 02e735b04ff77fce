"""The best convolution from one picture to another."""

import torch
import torch.nn.functional as F


@torch.no_grad()
def fit_convolution(pairs, kernel):
    """`pairs` of (input [1, C, h + K - 1, w + K - 1], wanted [1, O, h, w]) -> weight [O, C, K, K], bias [O], mean squared error [O], in double precision."""
    products, targets, squares, count, channels = 0, 0, 0, 0, 0
    for given, wanted in pairs:
        channels, rows = given.shape[1], F.unfold(given, kernel)[0].double()
        rows = torch.cat([rows, torch.ones_like(rows[:1])])
        wanted = wanted[0].flatten(1).double()
        products, targets = products + rows @ rows.T, targets + rows @ wanted.T
        squares, count = squares + wanted.square().sum(dim=1), count + wanted.shape[1]
    found = torch.linalg.solve(products + 1e-3 * torch.eye(len(products), dtype=torch.float64), targets)
    missed = (squares - (found * targets).sum(dim=0)) / count
    return found[:-1].T.reshape(-1, channels, kernel, kernel), found[-1], missed
