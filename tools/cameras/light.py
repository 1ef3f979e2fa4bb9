"""A lamp over the desk, and the shadows of a phone, of a hand and of the sheet itself."""
import cv2
import numpy

from . import chance
from .texture import blur

SHADOW_PX_PER_MM = 0.5
SHEET_SHADOW_PX_PER_MM = 2
PHONE_MM = (78, 160)


class Lamp:
    """One lamp with some light from everywhere; what is not said is drawn by chance.

    elevation over the desk and azimuth in degrees, distance in mm, ambient the share of light from everywhere.
    """

    def __init__(self, rng, elevation=None, azimuth=None, ambient=None, distance_mm=None):
        elevation = rng.uniform(45, 75) if elevation is None else elevation
        self._elevation = numpy.radians(elevation)
        self._azimuth = rng.uniform(0, 2 * numpy.pi) if azimuth is None else numpy.radians(azimuth)
        self._ambient = rng.uniform(0.35, 0.6) if ambient is None else ambient
        self._distance = rng.uniform(900, 2200) if distance_mm is None else distance_mm

    def on(self, x, y, slope_x, slope_y):
        """How bright a surface is: 1 where it lies flat right in the light."""
        elevation, azimuth, distance = self._elevation, self._azimuth, self._distance
        lamp = distance * numpy.array([numpy.cos(elevation) * numpy.cos(azimuth),
                                       numpy.cos(elevation) * numpy.sin(azimuth),
                                       numpy.sin(elevation)])
        to_x, to_y, to_z = lamp[0] - x, lamp[1] - y, lamp[2]
        squared = to_x * to_x + to_y * to_y + to_z * to_z
        normal = numpy.sqrt(1 + slope_x * slope_x + slope_y * slope_y)
        facing = numpy.clip((-slope_x * to_x - slope_y * to_y + to_z) / (normal * numpy.sqrt(squared)), 0, 1)
        direct = facing * (distance * distance) / squared / numpy.sin(elevation)
        return (self._ambient + (1 - self._ambient) * direct).astype(numpy.float32)

    def throw(self):
        """How far to each side, per mm of height, a shadow falls short of the lamp."""
        tangent = numpy.tan(self._elevation)
        return numpy.cos(self._azimuth) / tangent, numpy.sin(self._azimuth) / tangent


def photographer_shadow(rng, page, with_phone):
    """The soft shadow of a hand, with or without its phone, 0 to 1, SHADOW_PX_PER_MM over three times the page."""
    width, height = int(page.width_mm * 1.5), int(page.height_mm * 1.5)
    mask = numpy.zeros((height, width), numpy.float32)

    def spot(x, y):
        return int(width / 2 + x * SHADOW_PX_PER_MM), int(height / 2 - y * SHADOW_PX_PER_MM)

    x = rng.uniform(-0.35, 0.35) * page.width_mm
    y = rng.uniform(-0.45, 0.1) * page.height_mm
    if with_phone:
        turn = rng.uniform(-25, 25)
        size = tuple(side * SHADOW_PX_PER_MM for side in PHONE_MM)
        cv2.fillPoly(mask, [cv2.boxPoints((spot(x, y), size, turn)).astype(numpy.int32)], 1.0)
    side = chance.sign(rng)
    elbow = spot(x + side * page.width_mm * 0.7, -page.height_mm * 1.3)
    cv2.line(mask, spot(x + side * 25, y - 40), elbow, 1.0, 36)
    cv2.ellipse(mask, spot(x + side * 28, y - 35), (26, 34), 20 * side, 0, 360, 1.0, -1)
    for finger in range(4):
        knuckle = spot(x + side * (20 + 6 * finger), y - 30)
        tip = spot(x - side * 40 + 4 * finger, y + 10 - 22 * finger)
        cv2.line(mask, knuckle, tip, 1.0, 9)
    return blur(mask, rng.uniform(3, 8))


def sheet_shadow(surface, lamp):
    """The shadow of the sheet on the desk, 0 to 1, SHEET_SHADOW_PX_PER_MM over twice the page."""
    width, height = int(surface.width_mm * 4), int(surface.height_mm * 4)
    mask = numpy.zeros((height, width), numpy.float32)
    relief = surface.relief_mm()
    throw_x, throw_y = lamp.throw()
    off_x = -throw_x * min(relief, 9) * 0.6
    off_y = -throw_y * min(relief, 9) * 0.6
    corners = []
    for side_x, side_y in ((-1, -1), (1, -1), (1, 1), (-1, 1)):
        x = width / 2 + (side_x * surface.width_mm / 2 + off_x) * SHEET_SHADOW_PX_PER_MM
        y = height / 2 - (side_y * surface.height_mm / 2 + off_y) * SHEET_SHADOW_PX_PER_MM
        corners.append((x, y))
    cv2.fillPoly(mask, [numpy.array(corners, numpy.int32)], 1.0)
    return 0.6 * blur(mask, 1.2 + relief * 0.55) + 0.4 * blur(mask, 2 + relief * 1.6)


def on_desk(texture, x, y, px_per_mm):
    """Values of a texture that is centred on the desk, at spots in mm."""
    height, width = texture.shape[:2]
    column = (x * px_per_mm + width / 2).astype(numpy.float32)
    row = (height / 2 - y * px_per_mm).astype(numpy.float32)
    return cv2.remap(texture, column, row, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REFLECT_101)
