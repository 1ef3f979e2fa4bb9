"""A flatbed or feeder: how the sheet lies on the glass, and what the head and its firmware make of it."""
import cv2
import numpy

from . import chance
from .page import PAGE_DPI
from .texture import blur, smooth_noise

TONER = 0.07
PAPER_TONES = [(0.97, 0.965, 0.95), (0.955, 0.955, 0.955), (0.96, 0.95, 0.92), (0.95, 0.96, 0.965)]
LID_SHADOW_PX = (9, 12)


def sheet(page, rng):
    """The page as encoded values from 0 to 1, with grey toner, the tone of its paper and fibre."""
    values = page.front.astype(numpy.float32) / 255
    values = blur(values, rng.uniform(0.45, 0.75))
    tone = numpy.array(chance.pick(rng, PAPER_TONES), numpy.float32)
    values = TONER + values * (tone - TONER)
    height, width = values.shape[:2]
    values += (0.006 * smooth_noise(rng, height, width, 5) + 0.004 * smooth_noise(rng, height, width, 90))[..., None]
    return values


def laid(values, rng, skew, dpi=PAGE_DPI, dpi_down=None, bed=0.93, shift_mm=1.5, margin_mm=0, lid_shadow=True):
    """The sheet turned by skew degrees on a bed of this brightness, seen at dpi across and, if not alike, dpi_down."""
    height, width = values.shape[:2]
    margin = int(margin_mm / 25.4 * PAGE_DPI)
    size = width + 2 * margin, height + 2 * margin
    move = cv2.getRotationMatrix2D((width / 2, height / 2), skew, 1.0)
    move[:, 2] += margin + rng.normal(0, shift_mm, 2) / 25.4 * PAGE_DPI
    seen = cv2.warpAffine(values, move, size, flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)
    cover = cv2.warpAffine(numpy.ones((height, width), numpy.float32), move, size, flags=cv2.INTER_LINEAR)
    around = numpy.ones_like(seen) * numpy.array(bed if numpy.ndim(bed) else (bed,) * 3, numpy.float32)
    if lid_shadow:
        aside = numpy.float32([[1, 0, LID_SHADOW_PX[0]], [0, 1, LID_SHADOW_PX[1]]])
        shadow = numpy.clip(blur(cv2.warpAffine(cover, aside, size), 6), 0, 1)
        around *= (1 - 0.28 * shadow * (blur(cover, 10) * 2).clip(0, 1))[..., None]
    cover = cover[..., None]
    seen = seen * cover + around * (1 - cover)
    scaled = round(size[0] * (dpi / PAGE_DPI)), round(size[1] * ((dpi_down or dpi) / PAGE_DPI))
    return seen if scaled == size else cv2.resize(seen, scaled, interpolation=cv2.INTER_AREA)


def read(values, rng, noise=0.008, column_noise=0.003, blur_px=0.5, sharpening=0.5):
    """What the head reads: a little out of focus, each of its columns with a gain of its own, noise, sharpened."""
    width = values.shape[1]
    values = blur(values, blur_px)
    gains = (1 + column_noise * rng.standard_normal(width).astype(numpy.float32)
             + 0.006 * smooth_noise(rng, 1, width, width / 6)[0])
    values = values * gains[None, :, None]
    values = values + noise * rng.standard_normal(values.shape, dtype=numpy.float32) * (0.6 + 0.4 * values)
    return values + sharpening * (values - blur(values, 1.0))
