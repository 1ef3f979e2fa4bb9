"""Scans, easy and hard: recipes s16 to s23."""
import cv2
import numpy

from . import chance, colour, scanner
from .page import PX_PER_MM
from .picture import Picture
from .texture import blur, smooth_noise

PUNCH_APART_MM = 80  # ISO 838
PUNCH_FROM_EDGE_MM = 12
PUNCH_RADIUS_MM = 3
THRESHOLD_WINDOW_PX = (61, 61)
FAX_DPI = 204
FAX_DPI_DOWN = 98  # standard resolution; fine is twice that
FAX_HEADER_ROWS = 12


def grey300(page, rng):
    """An office scanner: grey, 300 dpi, JPEG."""
    sheet = scanner.sheet(page, rng)
    skew = chance.either_way(rng, 0.3, 1.5)
    values = scanner.laid(sheet, rng, skew, bed=rng.choice([0.93, 0.97, 0.88]))
    return Picture(colour.as_bytes(colour.grey(scanner.read(values, rng, 0.007))), "jpg", 85, dpi=300)


def colour200(page, rng):
    """Punched paper on a dark bed, the lid ajar at one side: colour, 200 dpi."""
    values = scanner.sheet(page, rng)
    _punch(values, page, rng)
    bed = numpy.array((0.13, 0.13, 0.14)) * rng.uniform(0.6, 1.7)
    skew = chance.either_way(rng, 0.2, 1.2)
    margin_mm = rng.uniform(0, 3.5)
    values = scanner.laid(values, rng, skew, 200, bed=bed, shift_mm=1.6, margin_mm=margin_mm, lid_shadow=False)
    values = _lid_ajar(values, rng)
    return Picture(colour.as_bytes(scanner.read(values, rng, 0.010, blur_px=0.45)), "jpg", 75, dpi=200)


def bilevel300(page, rng):
    """Black and white with specks: 300 dpi, TIFF in CCITT group 4."""
    sheet = scanner.sheet(page, rng)
    skew = chance.either_way(rng, 0.1, 1.2)
    values = scanner.laid(sheet, rng, skew, bed=0.95, lid_shadow=rng.random() < 0.5)
    grey = colour.grey(scanner.read(values, rng, 0.02, sharpening=0.7))
    white = grey > _threshold(grey, rng)
    _speckle(white, rng)
    return Picture((white * 255).astype(numpy.uint8), "tif", dpi=300)


def bleed150(page, rng):
    """Thin paper whose other side shows through, page 1 again if there is no page 2: grey, 150 dpi, PNG."""
    values = scanner.sheet(page, rng)
    back = page.front if page.back is None else page.back
    behind = back[:, ::-1].astype(numpy.float32) / 255
    if behind.shape != values.shape:
        behind = cv2.resize(behind, (values.shape[1], values.shape[0]))
    behind = numpy.roll(behind, tuple(int(px) for px in rng.normal(0, 12, 2)), (0, 1))
    behind = blur(1 - behind, rng.uniform(3, 5.5))
    strength = rng.uniform(0.09, 0.17)
    if page.back is None:
        strength *= 0.9
    uneven = (1 + 0.25 * smooth_noise(rng, values.shape[0], values.shape[1], 40)[..., None]).clip(0.2, 2)
    values *= 1 - strength * behind * uneven
    values = scanner.laid(values, rng, chance.either_way(rng, 0.1, 1.0), 150, bed=0.94)
    grey = colour.grey(scanner.read(values, rng, 0.006, blur_px=0.35, sharpening=0.6))
    return Picture(colour.as_bytes(grey), "png", dpi=150)


def mfp200(page, rng):
    """Through the feeder of an office machine, with lines from dust on its glass: 200 dpi, pressed hard."""
    sheet = scanner.sheet(page, rng)
    values = scanner.laid(sheet, rng, chance.either_way(rng, 0.1, 0.9), 200, bed=0.98, lid_shadow=False)
    height, width = values.shape[:2]
    values = scanner.read(values, rng, 0.010, 0.004, 0.45)
    for _ in range(rng.integers(1, 3)):
        left = int(rng.uniform(0.06, 0.94) * width)
        right = left + rng.integers(1, 3)
        depth = rng.uniform(0.18, 0.5) * rng.choice([1, 1, -0.4])
        profile = (1 + 0.25 * smooth_noise(rng, height, 1, 4, 60)[:, 0]).clip(0.2, 1.6)
        tint = numpy.array([1, 1, 1] if rng.random() < 0.6 else rng.uniform(0.3, 1, 3), numpy.float32)
        values[:, left:right] -= depth * profile[:, None, None] * tint * 0.7
    if rng.random() < 0.5:
        values = 1.06 * values - 0.03
    return Picture(_colour_or_grey(values, rng, 0.6), "jpg", 50, dpi=200)


def low_dpi(page, rng):
    """Scanned at 100 to 120 dpi."""
    dpi = int(rng.choice([100, 110, 120]))
    sheet = scanner.sheet(page, rng)
    skew = chance.either_way(rng, 0.1, 1.3)
    values = scanner.laid(sheet, rng, skew, dpi, bed=rng.choice([0.94, 0.2]))
    values = scanner.read(values, rng, 0.009, blur_px=0.4, sharpening=0.3)
    pixels = _colour_or_grey(values, rng, 0.4)
    return Picture(pixels, "jpg", int(rng.integers(60, 82)), dpi=dpi)


def photocopy(page, rng):
    """A copy of a copy: thickened or broken letters, specks, black blobs at the borders."""
    sheet = scanner.sheet(page, rng)
    grey = colour.grey(scanner.laid(sheet, rng, chance.either_way(rng, 0.2, 1.0), bed=0.97))
    for _ in range(2 + (rng.random() < 0.4)):
        grey = _copied(grey, rng)
    for _ in range(rng.integers(2, 6)):
        _blob(grey, rng)
    grey = blur(grey, 0.6) + 0.02 * rng.standard_normal(grey.shape, dtype=numpy.float32)
    if rng.random() < 0.5:
        return Picture(colour.as_bytes(grey > 0.5), "tif", dpi=300)
    grey = cv2.resize(grey, None, fx=2 / 3, fy=2 / 3, interpolation=cv2.INTER_AREA)
    return Picture(colour.as_bytes(0.06 + 0.9 * grey), "jpg", 75, dpi=200)


def fax(page, rng):
    """A fax at standard resolution with its sender's line and lines lost, as the machine or a gateway keeps it."""
    way_kept = rng.integers(3)
    sheet = scanner.sheet(page, rng)
    skew = chance.either_way(rng, 0.1, 0.8)
    grey = colour.grey(scanner.laid(sheet, rng, skew, FAX_DPI, FAX_DPI_DOWN, bed=0.97))
    grey = grey + 0.03 * rng.standard_normal(grey.shape, dtype=numpy.float32)
    grey = grey + 0.5 * (grey - blur(grey, 0.8))
    white = grey > rng.uniform(0.62, 0.74)
    height, width = white.shape
    for _ in range(rng.integers(0, 4)):  # a row comes again instead of those below
        row = int(rng.uniform(0.05, 0.95) * height)
        white[row:row + rng.integers(1, 3)] = white[row - 1]
    white[rng.integers(0, height, 40), rng.integers(0, width, 40)] = False
    white[1:1 + FAX_HEADER_ROWS] = _fax_header(width, rng)
    pixels = (white * 255).astype(numpy.uint8)
    if way_kept == 0:
        return Picture(pixels, "tif", dpi=(FAX_DPI, FAX_DPI_DOWN), compression="group3")
    if way_kept == 1:
        return Picture(numpy.repeat(pixels, 2, 0), "tif", dpi=(FAX_DPI, 2 * FAX_DPI_DOWN))
    square = width, round(height * FAX_DPI / FAX_DPI_DOWN)
    return Picture(cv2.resize(pixels, square, interpolation=cv2.INTER_LINEAR), "png", dpi=FAX_DPI)


def _colour_or_grey(values, rng, share_in_colour):
    return colour.as_bytes(values if rng.random() < share_in_colour else colour.grey(values))


def _punch(values, page, rng):
    """Two holes at the left through which the dark lid shows, none through words; changes the values themselves."""
    ink = page.ink()
    radius = int(PUNCH_RADIUS_MM * PX_PER_MM)
    around = radius + 8
    from_middle = PUNCH_APART_MM / 2 * PX_PER_MM
    for middle in (page.height_px / 2 - from_middle, page.height_px / 2 + from_middle):
        x = int(PUNCH_FROM_EDGE_MM * PX_PER_MM + rng.normal(0, 5))
        y = int(middle + rng.normal(0, 6))
        if ink[y - around:y + around, max(0, x - around):x + around].any():
            continue
        cv2.circle(values, (x, y), radius, (0.16, 0.155, 0.15), -1, cv2.LINE_AA)
        cv2.ellipse(values, (x, y), (radius, radius), 0, 100, 260, (0.62, 0.61, 0.6), 3, cv2.LINE_AA)


def _lid_ajar(values, rng):
    """Darker towards one side: 0 left, 1 right, 2 top, 3 bottom."""
    height, width = values.shape[:2]
    side = rng.integers(4)
    distance = numpy.arange(width if side < 2 else height, dtype=numpy.float32)
    if side % 2:
        distance = distance[::-1]
    light = 1 - rng.uniform(0.3, 0.7) * numpy.exp(-distance / rng.uniform(8, 26))
    return values * (light[None, :, None] if side < 2 else light[:, None, None])


def _threshold(grey, rng):
    """Sauvola's threshold; on coloured bands without much contrast a higher one, which keeps reversed print."""
    mean = cv2.boxFilter(grey, -1, THRESHOLD_WINDOW_PX)
    deviation = numpy.sqrt(numpy.maximum(cv2.boxFilter(grey * grey, -1, THRESHOLD_WINDOW_PX) - mean * mean, 0))
    threshold = mean * (1 + rng.uniform(0.18, 0.28) * (deviation / 0.5 - 1))
    band = numpy.clip((0.84 - mean) / 0.1, 0, 1) * (deviation < 0.3)
    return numpy.clip(threshold * (1 - band) + mean * 1.06 * band, 0.3, 0.84)


def _speckle(white, rng):
    """Black specks on the paper and white ones in the print; changes the picture itself."""
    height, width = white.shape
    specks = int(height * width * rng.uniform(0.4e-5, 3e-5))
    rows, columns = rng.integers(0, height - 2, specks), rng.integers(0, width - 2, specks)
    for down in (0, 1):
        for right in (0, 1):
            hit = rng.random(specks) < (1 if down + right == 0 else 0.35)
            white[rows[hit] + down, columns[hit] + right] = False
    lost = int((~white).sum() * 0.004)
    rows, columns = numpy.nonzero(~white)
    chosen = rng.integers(0, len(rows), lost)
    white[rows[chosen], columns[chosen]] = True


def _copied(grey, rng):
    """One generation of copying: moved, scaled, blurred, its contrast raised, specks of toner added."""
    height, width = grey.shape
    move = cv2.getRotationMatrix2D((width / 2, height / 2), rng.normal(0, 0.35), rng.uniform(0.985, 1.012))
    move[:, 2] += rng.normal(0, 8, 2)
    grey = cv2.warpAffine(grey, move, (width, height), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_CONSTANT,
                          borderValue=rng.choice([0.15, 0.95, 0.95]))
    grey = (blur(grey, rng.uniform(1.0, 1.4)) + 0.045 * smooth_noise(rng, height, width, 2.0)
            + 0.02 * smooth_noise(rng, height, width, 300))
    threshold = rng.uniform(0.62, 0.74)
    grey = 1 / (1 + numpy.exp(-(grey - threshold) * rng.uniform(14, 24)))
    specks = rng.integers(150, 600)
    spots = zip(rng.integers(0, width, specks), rng.integers(0, height, specks), rng.exponential(0.8, specks))
    for x, y, radius in spots:
        cv2.circle(grey, (int(x), int(y)), int(min(radius, 4)), float(rng.uniform(0, 0.4)), -1)
    return grey


def _blob(grey, rng):
    """A black blob at one border (0 top, 1 bottom, 2 left, 3 right); changes the picture itself."""
    height, width = grey.shape
    side = int(rng.integers(4))
    length, depth_px = rng.uniform(0.05, 0.4), rng.uniform(8, 38)
    along = numpy.linspace(0, 1, 40)
    depth = depth_px * numpy.sin(numpy.pi * along) ** 0.5 * (1 + 0.3 * rng.standard_normal(40)).clip(0.2, 2)
    along = rng.uniform(0, 1 - length) + length * along
    if side < 2:
        outline = numpy.stack([along * width, depth if side == 0 else height - depth], 1)
        edge = 0 if side == 0 else height
        corners = [[along[-1] * width, edge], [along[0] * width, edge]]
    else:
        outline = numpy.stack([depth if side == 2 else width - depth, along * height], 1)
        edge = 0 if side == 2 else width
        corners = [[edge, along[-1] * height], [edge, along[0] * height]]
    cv2.fillPoly(grey, [numpy.vstack([outline, corners]).astype(numpy.int32)], 0.05)


def _fax_header(width, rng):
    """Where the sender's line is white: date, time, number, page."""
    month, day, hour, minute, number = (
        int(rng.integers(*span)) for span in ((1, 13), (1, 29), (8, 18), (0, 60), (1000, 9999)))
    text = f"{month:02d}/{day:02d}/2026 {hour:02d}:{minute:02d}  FAX +46 36 555 {number:04d}            P.01/02"
    line = numpy.full((2 * FAX_HEADER_ROWS, width), 255, numpy.uint8)
    cv2.putText(line, text, (60, 18), cv2.FONT_HERSHEY_PLAIN, 1.3, 0, 1)
    return cv2.resize(line, (width, FAX_HEADER_ROWS), interpolation=cv2.INTER_AREA) > 170
