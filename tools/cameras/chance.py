"""Chance that repeats itself: the same parts give the same generator, and so the same picture."""
import hashlib

import numpy


def generator(*parts):
    """A random generator decided by the parts alone."""
    digest = hashlib.sha256("|".join(map(str, parts)).encode()).digest()
    return numpy.random.default_rng(int.from_bytes(digest[:8], "little"))


def pick(rng, options):
    return options[rng.integers(len(options))]


def sign(rng):
    return rng.choice([-1, 1])


def either_way(rng, low, high):
    """A size between low and high, to one side or to the other."""
    return rng.uniform(low, high) * sign(rng)
