"""What lies under or behind a page: wood, a dark table, cloth, a plain desk, a room out of focus; in linear light."""
import cv2
import numpy

from . import chance, colour
from .texture import blur, fractal_noise, smooth_noise

WOODS = [
    ((196, 158, 112), (150, 108, 66)),
    ((132, 88, 54), (84, 52, 30)),
    ((215, 190, 152), (178, 146, 104)),
    ((160, 118, 84), (112, 76, 50)),
]
DARK_WOOD = WOODS[1]
DARK_TABLES = [(38, 36, 36), (52, 44, 40), (34, 40, 48)]
CLOTHS = [
    ((88, 96, 118), (60, 68, 92)),
    ((150, 140, 126), (118, 106, 92)),
    ((120, 62, 58), (90, 40, 40)),
    ((92, 110, 92), (62, 80, 66)),
]
DESKS = [(226, 222, 214), (190, 188, 184), (120, 122, 126), (205, 196, 178)]
WALLS = [(168, 156, 140), (120, 116, 112), (188, 178, 166)]
FLOORS = [(110, 82, 58), (92, 88, 86), (140, 118, 92)]
WINDOW_LIGHT = (1.3, 1.4, 1.6)


def wood(rng, height, width, px_per_mm, dark=False):
    """Planks with year rings, fibre, pores and mostly visible joints."""
    light_colour, dark_colour = DARK_WOOD if dark else chance.pick(rng, WOODS)
    x, y = _millimetres(height, width, px_per_mm)
    plank_mm = rng.uniform(70, 140)
    offset_mm = rng.uniform(0, 100)
    plank = numpy.floor((y + offset_mm) / plank_mm).astype(int) + numpy.zeros((1, width), int)
    planks = plank.max() + 1
    shade = rng.normal(0, 0.12, planks + 1).astype(numpy.float32)[plank]
    warp = (7 * smooth_noise(rng, height, width, 180 * px_per_mm, 40 * px_per_mm)
            + 2 * smooth_noise(rng, height, width, 60 * px_per_mm, 14 * px_per_mm))
    across = y + warp + rng.uniform(0, 500, planks + 1).astype(numpy.float32)[plank]
    rings = 0.5 + 0.5 * numpy.sin(across * 2 * numpy.pi / rng.uniform(7, 13) + 0.8 * numpy.sin(across * 0.31))
    coarse_fibre = smooth_noise(rng, height, width, 30 * px_per_mm, max(1.2, 0.5 * px_per_mm))
    fine_fibre = smooth_noise(rng, height, width, 8 * px_per_mm, max(1.05, 0.25 * px_per_mm))
    share = numpy.clip(0.35 * rings**2 + 0.13 * coarse_fibre + 0.08 * fine_fibre + 0.3 + shade, 0, 1.2)
    surface = _between(light_colour, dark_colour, share)
    if rng.random() < 0.75:
        from_middle = numpy.abs(((y + offset_mm) % plank_mm) - plank_mm / 2)
        surface *= (1 - 0.75 * numpy.exp(-((plank_mm / 2 - from_middle) / 0.7) ** 2))[..., None]
    pores = smooth_noise(rng, height, width, 4 * px_per_mm, max(1.05, 0.3 * px_per_mm)) > 2.1
    surface[pores] *= 0.7
    return _within(surface, 0.003)


def dark_table(rng, height, width, px_per_mm):
    """Dark wood, or a dark plain top with dust on it."""
    if rng.random() < 0.4:
        return wood(rng, height, width, px_per_mm, dark=True) * numpy.float32(0.5)
    top = chance.pick(rng, DARK_TABLES)
    uneven = (0.08 * fractal_noise(rng, height, width, 40 * px_per_mm)
              + 0.10 * smooth_noise(rng, height, width, 1.6 * px_per_mm))
    surface = colour.linear_colour(top)[None, None] * (1 + uneven)[..., None]
    dust = smooth_noise(rng, height, width, max(1.6, 0.7 * px_per_mm)) > 3.2
    surface[dust] *= 2.2
    return _within(surface, 0.002)


def cloth(rng, height, width, px_per_mm):
    """Woven threads, sometimes striped, in soft folds."""
    light_colour, dark_colour = chance.pick(rng, CLOTHS)
    x, y = _millimetres(height, width, px_per_mm)
    thread_mm = rng.uniform(1.1, 1.9)
    shift_x = 0.25 * smooth_noise(rng, height, width, 25 * px_per_mm)
    shift_y = 0.25 * smooth_noise(rng, height, width, 25 * px_per_mm)
    warp = numpy.sin((x + shift_x) * 2 * numpy.pi / thread_mm)
    weft = numpy.sin((y + shift_y) * 2 * numpy.pi / thread_mm)
    weave = numpy.where(warp * weft > 0, numpy.abs(warp), numpy.abs(weft))
    share = numpy.clip(0.25 + 0.6 * weave + 0.14 * smooth_noise(rng, height, width, 1.2 * px_per_mm)
                       + 0.06 * smooth_noise(rng, height, width, 14 * px_per_mm, 0.6 * px_per_mm), 0, 1.1)
    surface = _between(dark_colour, light_colour, share)
    if rng.random() < 0.5:
        stripe = (numpy.sin(x * 2 * numpy.pi / rng.uniform(30, 60)) > 0.6).astype(numpy.float32)
        surface *= (1 - 0.35 * blur(numpy.repeat(stripe, height, 0), 1))[..., None]
    surface *= (1 + 0.13 * fractal_noise(rng, height, width, 90 * px_per_mm, 2))[..., None]
    return _within(surface, 0.003)


def desk(rng, height, width, px_per_mm):
    """A plain light desk."""
    top = chance.pick(rng, DESKS)
    uneven = (1 + 0.04 * fractal_noise(rng, height, width, 60 * px_per_mm)
              + 0.03 * smooth_noise(rng, height, width, max(1.2, 0.6 * px_per_mm)))
    return _within(colour.linear_colour(top)[None, None] * uneven[..., None], 0.003)


def any_desk(rng):
    return chance.pick(rng, [wood, desk, cloth, dark_table])


def room(rng, height, width):
    """Furniture and perhaps a window, far out of focus; unlike the others as the camera sees it, not as it lies."""
    small_height, small_width = height // 8, width // 8
    view = numpy.ones((small_height, small_width, 3), numpy.float32) * colour.linear_colour(chance.pick(rng, WALLS))
    floor = int(small_height * rng.uniform(0.5, 0.75))
    view[floor:] = colour.linear_colour(chance.pick(rng, FLOORS))
    for _ in range(rng.integers(7, 13)):
        shade = colour.linear_colour(rng.integers(25, 215, 3))
        thing_width = int(small_width * rng.uniform(0.06, 0.35))
        thing_height = int(small_height * rng.uniform(0.06, 0.4))
        x = int(rng.integers(-thing_width, small_width))
        y = int(rng.uniform(0, 0.85) * small_height)
        shade = shade * 0.5 + shade.mean() * 0.5
        cv2.rectangle(view, (x, y), (x + thing_width, y + thing_height), [float(value) for value in shade], -1)
    if rng.random() < 0.7:
        x = int(rng.integers(0, small_width))
        y = int(small_height * rng.uniform(0, 0.25))
        cv2.rectangle(view, (x, y), (x + small_width // 5, y + small_height // 5), WINDOW_LIGHT, -1)
    view = blur(view, small_width * rng.uniform(0.012, 0.03))
    view *= (1 + 0.05 * fractal_noise(rng, small_height, small_width, 60))[..., None]
    return numpy.clip(cv2.resize(view, (width, height), interpolation=cv2.INTER_LINEAR), 0.002, 2)


def _millimetres(height, width, px_per_mm):
    x = numpy.arange(width, dtype=numpy.float32)[None] / px_per_mm
    y = numpy.arange(height, dtype=numpy.float32)[:, None] / px_per_mm
    return x, y


def _between(first, second, share):
    """Every pixel between two colours, nearer to the second the greater its share."""
    first, second = colour.linear_colour(first), colour.linear_colour(second)
    return first[None, None] * (1 - share[..., None]) + second[None, None] * share[..., None]


def _within(surface, darkest):
    return numpy.clip(surface, darkest, 1).astype(numpy.float32)
