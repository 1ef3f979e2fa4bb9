"""How well weights choose, and how far their confidence can be believed."""
import zlib

import numpy
from scipy import optimize

from . import choices, logit

SURE = 0.95


def compare(documents, before, after):
    """{(field, source): {"documents", "before": figures, "after": figures}}."""
    report = {}
    for field in choices.FIELDS:
        for source in ("text_layer", "ocr"):
            chosen = [c for cs in documents.values() for c in cs if c.field == field and c.source == source]
            if chosen:
                report[field, source] = {"documents": len(chosen), "before": _figures(chosen, before), "after": _figures(chosen, after)}
    return report


def _figures(chosen, weights):
    right = loss = sure = sure_right = 0
    for choice in chosen:
        p = logit.probabilities(choice, weights)
        best, its_p, is_right = _best_of(choice, p)
        right += is_right
        loss -= float(numpy.log(max(p[list(choice.right)].sum(), 1e-12)))
        if its_p >= SURE and best > 0:
            sure += 1
            sure_right += is_right and choice.exact
    return {"right": right / len(chosen), "loss": loss / len(chosen), "sure": sure, "sure_wrong": sure - sure_right}


def table(report):
    lines = [f"{'field':<11} {'source':<10} {'documents':>9}  {'right':>15}  {'log loss':>15}  wrong of those at least {SURE} sure"]
    for (field, source), row in report.items():
        a, b = row["before"], row["after"]
        lines.append(f"{field:<11} {source:<10} {row['documents']:>9}  {a['right']:>6.3f} → {b['right']:.3f}  {a['loss']:>6.3f} → {b['loss']:.3f}  "
                     f"{a['sure_wrong']} of {a['sure']} → {b['sure_wrong']} of {b['sure']}")
    return "\n".join(lines)


def in_words(report):
    return [f"{field} ({source}) right {row['before']['right']:.3f} before, {row['after']['right']:.3f} now, of {row['documents']}"
            for (field, source), row in report.items()]


def calibrate(documents, weights):
    """Platt scaling by field and source, fitted on one half of the documents and judged on the other:
    {(field, source): (slope, offset, loss as it is, loss scaled, documents)}."""
    found = {}
    for field in choices.FIELDS:
        for source in ("text_layer", "ocr"):
            chosen = [c for cs in documents.values() for c in cs if c.field == field and c.source == source]
            halves = [[_best(c, weights) for c in chosen if zlib.crc32(c.document.encode()) % 2 == half] for half in (0, 1)]
            halves = [[pair for pair in half if pair] for half in halves]
            if min(map(len, halves)) >= 20:
                slope, offset = _platt(halves[0])
                found[field, source] = (slope, offset, _loss(halves[1], 1, 0), _loss(halves[1], slope, offset), len(halves[1]))
    return found


def _best(choice, weights):
    p = logit.probabilities(choice, weights)
    best, its_p, is_right = _best_of(choice, p)
    if best == 0:
        return None
    sure = float(numpy.clip(its_p, 1e-6, 1 - 1e-6))
    return numpy.log(sure / (1 - sure)), is_right and choice.exact


def _best_of(choice, p):
    """The likeliest alternative, how likely it is, and whether it is right. Several that are right count as one."""
    together = float(p[list(choice.right)].sum())
    best = int(p.argmax())
    if len(choice.right) > 1 and together >= 0.5:
        best = max(choice.right, key=lambda k: p[k])
    return (best, together, True) if best in choice.right else (best, float(p[best]), False)


def _platt(pairs):
    start = numpy.array([1.0, 0.0])
    result = optimize.minimize(lambda at: _loss(pairs, *at) * len(pairs) + 0.5 * ((at - start) ** 2).sum(), start)
    return tuple(float(v) for v in result.x)


def _loss(pairs, slope, offset):
    odds = numpy.array([slope * x + offset for x, _ in pairs])
    signs = numpy.array([1 if right else -1 for _, right in pairs])
    return float(numpy.logaddexp(0, -signs * odds).mean())


def calibration_table(calibration):
    lines = ["calibration (log-odds × slope + offset), judged on documents that it was not fitted on:"]
    for (field, source), (slope, offset, plain, scaled, count) in calibration.items():
        lines.append(f"{field:<11} {source:<10} slope {slope:.2f} offset {offset:+.2f}  log loss {plain:.3f} → {scaled:.3f} of {count}")
    return "\n".join(lines)
