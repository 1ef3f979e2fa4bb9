"""Sheets of paper: what print looks like on them, and how they lie: flat, folded, curled, crumpled, held."""
import cv2
import numpy

from . import chance, colour
from .page import PAGE_DPI
from .texture import blur, smooth_noise

BORDER_PX = 40  # transparent, around the page
TONER = 0.025
PAPER_WHITE = 0.86
PAPER_TONES = [(1, 1, 1), (1, 0.99, 0.965), (0.985, 0.99, 1.0), (0.98, 0.975, 0.955)]
FOLD_PX = 8
BARE_FIBRE = 225


def printed(front, rng):
    """The page on paper in linear light: RGBA in 16 bits with a transparent border of BORDER_PX."""
    height, width = front.shape[:2]
    light = blur(colour.linear(front), rng.uniform(0.35, 0.6))  # ink spreads
    light = TONER + 0.975 * light * PAPER_WHITE
    tone = chance.pick(rng, PAPER_TONES)
    fibre = 1 + 0.010 * smooth_noise(rng, height, width, 6) + 0.008 * smooth_noise(rng, height, width, 60)
    light *= numpy.array(tone, numpy.float32) * fibre[..., None].astype(numpy.float32)
    sheet = numpy.zeros((height + 2 * BORDER_PX, width + 2 * BORDER_PX, 4), numpy.uint16)
    sheet[..., :3] = int(0.8 * 65535)
    inside = sheet[BORDER_PX:-BORDER_PX, BORDER_PX:-BORDER_PX]
    inside[..., :3] = numpy.clip(light * 65535, 0, 65535)
    inside[..., 3] = 65535
    return sheet


def worn_along(front, page_height_mm, folds_mm, rng):
    """The page with a hair of toner lost along each fold; folds in mm above the middle."""
    worn = front.copy()
    for fold_mm in folds_mm:
        row = int((page_height_mm / 2 - fold_mm) * PAGE_DPI / 25.4)
        strip = worn[row - FOLD_PX // 2:row + FOLD_PX // 2]
        print_left = strip.astype(numpy.float32)
        patches = numpy.clip(0.5 + 0.6 * smooth_noise(rng, FOLD_PX, worn.shape[1], 7, 3), 0, 1)[..., None]
        profile = numpy.exp(-((numpy.arange(FOLD_PX) - (FOLD_PX - 1) / 2) / 1.6) ** 2)[:, None, None]
        lost = patches * profile * 0.35
        strip[:] = (print_left * (1 - lost) + BARE_FIBRE * lost).astype(numpy.uint8)
    return worn


class Surface:
    """How high a sheet stands over the desk, and which spot of the page lies where.

    Everything in mm, the origin in the middle of the sheet, x to the right, y up the page, z towards the viewer.
    Tabulated every STEP_MM over twice the width and height, so that it goes on beyond the edges.
    """

    STEP_MM = 0.5

    def __init__(self, width_mm, height_mm, shape=None):
        """shape(x, y) gives the height; without it the sheet is flat."""
        self.width_mm = width_mm
        self.height_mm = height_mm
        self.flat = shape is None
        if not self.flat:
            self._tabulate(shape)

    def _tabulate(self, shape):
        columns = int(2 * self.width_mm / self.STEP_MM) + 1
        rows = int(2 * self.height_mm / self.STEP_MM) + 1
        x = (-self.width_mm + numpy.arange(columns) * self.STEP_MM).astype(numpy.float32)
        y = (-self.height_mm + numpy.arange(rows) * self.STEP_MM).astype(numpy.float32)
        heights = shape(x[None, :], y[:, None]).astype(numpy.float32)
        self._heights = heights + numpy.zeros((rows, columns), numpy.float32)
        slope_y, slope_x = numpy.gradient(self._heights, self.STEP_MM)
        self._slope_x = slope_x.astype(numpy.float32)
        self._slope_y = slope_y.astype(numpy.float32)
        # Paper does not stretch: the spot of the page is the way along the surface from the middle.
        along_x = numpy.cumsum(numpy.sqrt(1 + self._slope_x**2), 1) * self.STEP_MM
        along_y = numpy.cumsum(numpy.sqrt(1 + self._slope_y**2), 0) * self.STEP_MM
        self._page_x = (along_x - along_x[:, [columns // 2]]).astype(numpy.float32)
        self._page_y = (along_y - along_y[[rows // 2], :]).astype(numpy.float32)

    def _at(self, table, x, y):
        column = ((x + self.width_mm) / self.STEP_MM).astype(numpy.float32)
        row = ((y + self.height_mm) / self.STEP_MM).astype(numpy.float32)
        return cv2.remap(table, column, row, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)

    def height(self, x, y):
        return numpy.zeros_like(x) if self.flat else self._at(self._heights, x, y)

    def height_at(self, x, y):
        """The height over one spot."""
        return float(self.height(numpy.array([[x]], numpy.float32), numpy.array([[y]], numpy.float32))[0, 0])

    def on_page(self, x, y):
        """The spot of the page that lies over a spot of the desk."""
        return (x, y) if self.flat else (self._at(self._page_x, x, y), self._at(self._page_y, x, y))

    def slope(self, x, y):
        if self.flat:
            return numpy.zeros_like(x), numpy.zeros_like(x)
        return self._at(self._slope_x, x, y), self._at(self._slope_y, x, y)

    def relief_mm(self):
        """From the lowest to the highest spot; a flat sheet still lies a little off the desk."""
        return 0.6 if self.flat else float(self._heights.max() - self._heights.min())


def flat(page):
    return Surface(page.width_mm, page.height_mm)


def folded_in_three(page, rng):
    """A letter out of its envelope: two folds that have not quite gone flat. Gives the surface and the folds."""
    width, height = page.width_mm, page.height_mm
    upper = height / 6 + rng.normal(0, 1.2)
    lower = -height / 6 + rng.normal(0, 1.2)
    way = rng.integers(3)
    upper_slope, lower_slope = rng.uniform(0.10, 0.22, 2)
    upper_twist, lower_twist = rng.normal(0, 0.02, 2)
    radius = rng.uniform(0.5, 1.4)

    def shape(x, y):
        above = y - upper - upper_twist * x * 0.3
        below = lower + lower_twist * x * 0.3 - y
        above_rise = upper_slope * (_soft_abs(above, radius) + above) / 2
        below_rise = lower_slope * (_soft_abs(below, radius) + below) / 2
        if way == 0:  # both outer panels rise
            z = above_rise + below_rise
        elif way == 1:  # the creases stand like tents
            crease = max(upper_slope, lower_slope) * height / 6 * 0.8
            z = (crease - upper_slope * 0.8 * (_soft_abs(above, radius) + above) / 2
                 - lower_slope * 0.8 * (_soft_abs(below, radius) + below) / 2)
            middle = numpy.clip((upper - y) / (upper - lower), 0, 1)
            z = z - 0.5 * crease * 4 * middle * (1 - middle)
        else:  # one ridge and one valley
            z = upper_slope * _soft_abs(above, radius) * 0.5 - lower_slope * _soft_abs(below, radius) * 0.35
        z = z + 1.2 * numpy.sin(x / width * 2.2 + upper_twist * 50) * numpy.cos(y / height * 3)
        return numpy.maximum(z, -3)

    return Surface(width, height, shape), (upper, lower)


def curled(page, rng):
    """One edge rises, or the sheet arches. Gives the surface, and from where light shows it (degrees)."""
    rise_mm = rng.uniform(9, 20)
    across = rng.random() < 0.6
    side = chance.sign(rng)
    turn = rng.normal(0, 0.06)
    length = page.width_mm if across else page.height_mm
    arch = bool(rng.integers(2))

    def shape(x, y):
        along, beside = (x, y) if across else (y, x)
        way = along * numpy.cos(turn) + beside * numpy.sin(turn)
        way = side * way / (length / 2)
        if arch:
            return rise_mm * numpy.cos(numpy.clip(way, -1.6, 1.6) * 1.45) * 0.8
        return rise_mm * numpy.clip(way + 0.35, 0, 2) ** 2 * 0.55

    surface = Surface(page.width_mm, page.height_mm, shape)
    light_from = (0 if across else 90) + rng.uniform(-40, 40) + 180 * rng.integers(2)
    return surface, light_from


def crumpled(page, rng):
    """Crumpled and smoothed again: many short ridges, a few creases right across."""
    width, height = page.width_mm, page.height_mm

    def shape(x, y):
        z = numpy.zeros(numpy.broadcast(x, y).shape, numpy.float32)
        for _ in range(26):
            angle = rng.uniform(0, numpy.pi)
            middle_x, middle_y = rng.uniform(-0.5, 0.5, 2) * (width, height)
            off = (x - middle_x) * numpy.cos(angle) + (y - middle_y) * numpy.sin(angle)
            along = -(x - middle_x) * numpy.sin(angle) + (y - middle_y) * numpy.cos(angle)
            ridge_length = rng.uniform(25, 90)
            ridge_width = rng.uniform(12, 45)
            rise = chance.sign(rng) * rng.uniform(0.9, 3.2) * numpy.exp(-_soft_abs(off, 0.5) / ridge_width * 2.2)
            z = z + rise * numpy.exp(-((along / ridge_length) ** 2))
        for _ in range(10):
            angle = rng.uniform(0, numpy.pi)
            offset = rng.uniform(-0.45, 0.45) * height
            off = x * numpy.cos(angle) + y * numpy.sin(angle) - offset
            z = z + chance.sign(rng) * rng.uniform(0.01, 0.028) * _soft_abs(off, 0.6)
        z = z + 0.35 * smooth_noise(rng, z.shape[0], z.shape[1], 24)
        return z - numpy.median(z)

    return Surface(width, height, shape)


def held(page, rng):
    """Held in the air: bent around its length, its top and foot not alike."""
    across_mm = rng.uniform(5, 14)
    along_mm = rng.uniform(-6, 8)
    turn = rng.normal(0, 0.12)

    def shape(x, y):
        way = (x + turn * y) / (page.width_mm / 2)
        up = y / (page.height_mm / 2)
        return -across_mm * way * way + along_mm * up**2 * (0.4 + 0.3 * numpy.sign(y))

    return Surface(page.width_mm, page.height_mm, shape)


def _soft_abs(distance, radius):
    """Distance from a crease, rounded within the radius."""
    return numpy.sqrt(distance * distance + radius * radius) - radius
