"""Conditional logistic regression (McFadden 1974), by L-BFGS with a Gaussian prior around the weights of before.

The prior is what keeps generated documents from unlearning what real ones taught: a weight moves only as far as the
documents insist."""
import numpy
from scipy import optimize, sparse, special

IMPOSSIBLE = -1e9  # log-odds
WITHIN_A_KIND = "kind.usual."  # tells subkinds apart, of which the fit knows nothing
FEWEST = 5  # documents that must show a piece of evidence before its weight is moved


class Problem:
    """All choices of one field as one matrix: a row an alternative, a column a weight. What has no column counts with
    its weight of before."""

    def __init__(self, choices, names, before):
        column = {name: k for k, name in enumerate(names)}
        rows, columns, values, offsets, self.starts, right = [], [], [], [], [], []
        count = 0
        for choice in choices:
            self.starts.append(count)
            right += [count + alternative for alternative in choice.right]
            for alternative in choice.features:
                known = [(column[name], strength) for name, strength in alternative.items() if name in column]
                rows += [count] * len(known)
                columns += [at for at, _ in known]
                values += [strength for _, strength in known]
                offsets.append(sum(before.get(name, 0.0) * strength for name, strength in alternative.items() if name not in column))
                count += 1
        self.right = numpy.zeros(count, dtype=bool)
        self.right[right] = True
        self.offsets = numpy.array(offsets)
        self.matrix = sparse.csr_matrix((values, (rows, columns)), shape=(count, len(names)))
        self.group = numpy.repeat(numpy.arange(len(self.starts)), numpy.diff(self.starts + [count]))

    def _normalised(self, scores):
        highest = numpy.maximum.reduceat(scores, self.starts)
        total = numpy.add.reduceat(numpy.exp(scores - highest[self.group]), self.starts)
        return scores - (highest + numpy.log(total))[self.group], highest + numpy.log(total)

    def loss(self, weights, prior, spread):
        """Of all choices, how unlikely their right alternatives together are."""
        scores = self.matrix @ weights + self.offsets
        log_p, everything = self._normalised(scores)
        log_p_if_right, right = self._normalised(numpy.where(self.right, scores, IMPOSSIBLE))
        off = (weights - prior) / spread
        expected = self.matrix.T @ (numpy.exp(log_p) - numpy.exp(log_p_if_right))
        return (everything - right).sum() + 0.5 * (off ** 2).sum(), expected + off / spread


def fit(documents, field, known, spread, kept=()):
    """The weights of one field, fitted; {name: weight}. Those of `kept` stay as they are."""
    choices = [c for choices in documents.values() for c in choices if c.field == field]
    shown = {}
    for choice in choices:
        for name in {name for alternative in choice.features for name in alternative}:
            shown[name] = shown.get(name, 0) + 1
    names = sorted(name for name, count in shown.items()
                   if name in known and name not in kept and count >= FEWEST and not name.startswith(WITHIN_A_KIND))
    problem = Problem(choices, names, known)
    prior = numpy.array([known[name] for name in names])
    result = optimize.minimize(problem.loss, prior, args=(prior, spread), jac=True, method="L-BFGS-B", options={"maxiter": 500})
    if not result.success:
        raise RuntimeError(f"the fit of {field} did not settle: {result.message}")
    return {name: round(float(weight), 2) for name, weight in zip(names, result.x)}


def probabilities(choice, weights):
    """Of each alternative of one choice."""
    scores = numpy.array([sum(weights.get(n, 0.0) * s for n, s in a.items()) for a in choice.features])
    return special.softmax(scores)
