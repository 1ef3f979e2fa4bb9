"""Every recipe by its name, and which document gets which."""
import dataclasses
import hashlib
from collections.abc import Callable

from . import chance, hand, hard_photos, photos, scans, screen

SMALLEST_EASY_X_HEIGHT_PX = 4.8  # below it no recipe is called easy
SHARES = {("photo", "easy"): 0.45, ("scan", "easy"): 0.25, ("photo", "hard"): 0.20, ("scan", "hard"): 0.10}


@dataclasses.dataclass(frozen=True)
class Recipe:
    """make(page, rng) gives a picture.Picture. reading_dpi is given where small print may be lost."""

    make: Callable
    medium: str
    readability: str
    reading_dpi: int | None = None
    both_sides: bool = False

    def says(self):
        return " ".join(self.make.__doc__.split())


RECIPES = {
    "p01-desk": Recipe(photos.desk, "photo", "easy"),
    "p02-tiltshadow": Recipe(photos.tilted_with_shadow, "photo", "easy"),
    "p03-folded": Recipe(photos.folded, "photo", "easy"),
    "p04-curled": Recipe(photos.curled, "photo", "easy"),
    "p05-messenger": Recipe(photos.messenger, "photo", "easy", reading_dpi=128),
    "p06-scanapp": Recipe(photos.scan_app, "photo", "easy"),
    "p07-sideways": Recipe(photos.sideways, "photo", "easy"),
    "p08-inhand": Recipe(hand.in_hand, "photo", "easy"),
    "p09-dim": Recipe(hard_photos.dim, "photo", "hard"),
    "p10-flash": Recipe(hard_photos.flash, "photo", "hard"),
    "p11-motion": Recipe(hard_photos.motion, "photo", "hard"),
    "p12-steep": Recipe(hard_photos.steep, "photo", "hard"),
    "p13-screen": Recipe(screen.screen, "photo", "hard"),
    "p14-crumpled": Recipe(hard_photos.crumpled, "photo", "hard"),
    "p15-small": Recipe(hard_photos.small, "photo", "hard"),
    "s16-grey300": Recipe(scans.grey300, "scan", "easy"),
    "s17-colour200": Recipe(scans.colour200, "scan", "easy", reading_dpi=200),
    "s18-bilevel300": Recipe(scans.bilevel300, "scan", "easy"),
    "s19-bleed150": Recipe(scans.bleed150, "scan", "easy", reading_dpi=150, both_sides=True),
    "s20-mfp200": Recipe(scans.mfp200, "scan", "easy", reading_dpi=200),
    "s21-lowdpi": Recipe(scans.low_dpi, "scan", "hard"),
    "s22-photocopy": Recipe(scans.photocopy, "scan", "hard"),
    "s23-fax": Recipe(scans.fax, "scan", "hard"),
}


def deal(ids, seed):
    """A recipe for each document: in an order that the seed decides, always the class that lacks most of its share."""
    classes = {}
    for name, recipe in RECIPES.items():
        classes.setdefault((recipe.medium, recipe.readability), []).append(name)
    rng = chance.generator(seed, "order")
    classes = {of: rng.permutation(names) for of, names in classes.items()}
    order = sorted(ids, key=lambda document: hashlib.sha256(f"{seed}|{document}".encode()).hexdigest())
    dealt = dict.fromkeys(SHARES, 0)
    plan = {}
    for count, document in enumerate(order, start=1):
        lacking = max(SHARES, key=lambda of: SHARES[of] * count - dealt[of])
        names = classes[lacking]
        plan[document] = str(names[dealt[lacking] % len(names)])
        dealt[lacking] += 1
    return plan
