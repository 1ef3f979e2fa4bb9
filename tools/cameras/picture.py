"""A finished picture and how it is kept: format, quality, resolution, and what a phone notes in EXIF."""
import dataclasses

import numpy
from PIL import ExifTags, Image

from . import chance

PHONES = [
    ("Apple", "iPhone 13"),
    ("samsung", "SM-A546B"),
    ("Google", "Pixel 7a"),
    ("Xiaomi", "22101316G"),
    ("HUAWEI", "P30"),
    ("Apple", "iPhone SE (3rd generation)"),
]
UPRIGHT = 1
TURN_CLOCKWISE = 6
TURN_ANTICLOCKWISE = 8
UNIT_INCH = 2


@dataclasses.dataclass
class Picture:
    """Pixels in bytes, RGB or grey; dpi is one number, or two where they differ across and down."""

    pixels: numpy.ndarray
    suffix: str
    quality: int = 85
    dpi: int | tuple[int, int] | None = None
    exif: Image.Exif | None = None
    compression: str = "group4"

    def save(self, path):
        image = Image.fromarray(self.pixels)
        dpi = (self.dpi, self.dpi) if numpy.isscalar(self.dpi) else self.dpi
        if self.suffix == "jpg":
            options = {"quality": self.quality, "dpi": dpi, "exif": self.exif}
            if self.pixels.ndim == 3:
                options["subsampling"] = "4:2:0"
            image.save(path, "JPEG", **{name: value for name, value in options.items() if value is not None})
        elif self.suffix == "png":
            image.save(path, dpi=dpi)
        else:
            image.convert("1", dither=Image.Dither.NONE).save(path, compression=self.compression, dpi=dpi)


def phone_exif(rng, orientation):
    """What a phone writes: who made it, when, and how to turn the picture."""
    tags = Image.Exif()
    tags[ExifTags.Base.Make], tags[ExifTags.Base.Model] = chance.pick(rng, PHONES)
    tags[ExifTags.Base.Orientation] = orientation
    tags[ExifTags.Base.XResolution] = 72.0
    tags[ExifTags.Base.YResolution] = 72.0
    tags[ExifTags.Base.ResolutionUnit] = UNIT_INCH
    month, day, hour, minute, second = (
        int(rng.integers(*span)) for span in ((1, 13), (1, 29), (8, 22), (0, 60), (0, 60)))
    tags[ExifTags.Base.DateTime] = f"2026:{month:02d}:{day:02d} {hour:02d}:{minute:02d}:{second:02d}"
    return tags
