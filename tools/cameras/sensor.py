"""A phone's sensor and what its firmware makes of it: noise, colour mosaic, noise reduction, tone, sharpening."""
import dataclasses

import cv2
import numpy

from . import colour
from .texture import blur

RED_GAIN, BLUE_GAIN = 0.55, 0.62  # of green: what a sensor takes in of each colour
GAINS = numpy.array([RED_GAIN, 1, BLUE_GAIN], numpy.float32)
RAW_SCALE, RAW_BLACK = 0.8, 0.02
SATURATION = 1.05
SHARPENING_LIMIT = 0.12


@dataclasses.dataclass
class Settings:
    """gain is 1 in daylight or a bright room, 4 in dim light, 12 and more at night; the strengths go from 0 to 1."""

    lens_blur_px: float
    gain: float
    noise_reduction: float
    sharpening: float
    contrast: float
    aberration_px: float = 0.3


def exposed(picture, paper_light):
    """The picture in such light that its paper has this brightness, in linear light."""
    bright = numpy.percentile(picture[::16, ::16].max(2), 88)
    return picture * numpy.float32(paper_light / max(bright, 1e-4))


def shoot(picture, rng, white_balance, settings):
    """sRGB bytes of a picture in linear light, whose paper should be at 0.6 to 0.85."""
    height, width = (side - side % 2 for side in picture.shape[:2])
    picture = blur(picture[:height, :width], settings.lens_blur_px)
    _fringe(picture, settings.aberration_px)
    rgb = _through_mosaic(picture, rng, settings.gain)
    rgb *= numpy.array(white_balance, numpy.float32)
    encoded = cv2.cvtColor(colour.srgb(rgb), cv2.COLOR_RGB2YCrCb)
    _reduce_noise(encoded, settings)
    brightness = encoded[..., 0]
    detail = brightness - blur(brightness, 1.1)
    brightness = brightness + settings.sharpening * numpy.clip(detail, -SHARPENING_LIMIT, SHARPENING_LIMIT)
    brightness = numpy.clip(brightness, 0, 1)
    curve = brightness * brightness * (3 - 2 * brightness)
    encoded[..., 0] = brightness + settings.contrast * (curve - brightness)
    encoded[..., 1:] = (encoded[..., 1:] - 0.5) * SATURATION + 0.5
    return colour.as_bytes(cv2.cvtColor(encoded, cv2.COLOR_YCrCb2RGB))


def _fringe(picture, aberration_px):
    """Draws red a little larger and blue a little smaller, as a lens does; changes the picture itself."""
    height, width = picture.shape[:2]
    for channel, scale in ((0, 1 + aberration_px / width), (2, 1 - aberration_px / width)):
        about_middle = numpy.array(
            [[scale, 0, width / 2 * (1 - scale)], [0, scale, height / 2 * (1 - scale)]], numpy.float32)
        picture[..., channel] = cv2.warpAffine(
            numpy.ascontiguousarray(picture[..., channel]), about_middle, (width, height),
            flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)


def _through_mosaic(picture, rng, gain):
    """One colour for each photosite (red, green; green, blue), noise upon it, and the colours worked out again."""
    height, width = picture.shape[:2]
    raw = numpy.empty((height, width), numpy.float32)
    raw[0::2, 0::2] = picture[0::2, 0::2, 0] * GAINS[0]
    raw[0::2, 1::2] = picture[0::2, 1::2, 1]
    raw[1::2, 0::2] = picture[1::2, 0::2, 1]
    raw[1::2, 1::2] = picture[1::2, 1::2, 2] * GAINS[2]
    shot_noise = 0.00010 * gain
    read_noise = 0.0009 * numpy.sqrt(gain) * (1 + 0.15 * gain)
    deviation = numpy.sqrt(shot_noise * numpy.clip(raw, 0, 1) * 6 + read_noise**2)
    raw += rng.standard_normal((height, width), dtype=numpy.float32) * deviation
    counts = numpy.clip((raw * RAW_SCALE + RAW_BLACK) * 65535, 0, 65535).astype(numpy.uint16)
    # OpenCV names a mosaic from its second row and column on.
    rgb = cv2.cvtColor(counts, cv2.COLOR_BayerBG2RGB_EA).astype(numpy.float32)
    return (rgb / 65535 - RAW_BLACK) / RAW_SCALE / GAINS


def _reduce_noise(encoded, settings):
    """Smears colour widely and brightness between edges; changes the YCrCb values themselves."""
    strength = settings.noise_reduction
    colour_blur_px = 1.0 + 2.5 * strength * min(3, numpy.sqrt(settings.gain))
    for channel in (1, 2):
        encoded[..., channel] = blur(encoded[..., channel], colour_blur_px)
    brightness = encoded[..., 0]
    noise = 0.010 * numpy.sqrt(settings.gain) * 2
    diameter_px = 5 if strength < 0.8 else 7
    smooth = cv2.bilateralFilter(brightness, diameter_px, noise * (1 + strength), 0.8 + strength)
    encoded[..., 0] = brightness * (1 - strength) + smooth * strength
