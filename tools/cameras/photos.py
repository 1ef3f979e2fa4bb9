"""Photographs that a person reads without trouble: recipes p01 to p07."""
import cv2
import numpy

from . import backgrounds, chance, colour, light, paper, phone, picture, scene
from .texture import blur

MESSENGER_LONG_SIDE_PX = 1600
APP_DPIS = [190, 210, 240, 260]
APP_CORNER_ERROR_MM = 3.0


def desk(page, rng):
    """From above, on wood, in warm lamp light."""
    camera = phone.over(page, rng, rng.uniform(0.84, 0.94), rng.uniform(1, 6), rng.uniform(0, 360), rng.normal(0, 1.5))
    view = scene.on_desk(paper.printed(page.front, rng), paper.flat(page), camera, rng, backgrounds.wood)
    pixels = phone.develop(view, camera, rng, white_balance=phone.warm(rng), vignette=rng.uniform(0.18, 0.32))
    return phone.kept(pixels, rng)


def tilted_with_shadow(page, rng):
    """Aslant, with the shadow of the hand and perhaps the phone on the page."""
    azimuth = rng.choice([rng.uniform(-40, 40), chance.either_way(rng, 60, 120)])
    camera = phone.over(page, rng, rng.uniform(0.76, 0.88), rng.uniform(15, 20), azimuth, chance.either_way(rng, 3, 10))
    shadow = light.photographer_shadow(rng, page, with_phone=rng.choice([True, False]))
    sheet = paper.printed(page.front, rng)
    background = chance.pick(rng, [backgrounds.wood, backgrounds.desk, backgrounds.cloth])
    view = scene.on_desk(sheet, paper.flat(page), camera, rng, background,
                         shadow=shadow, shadow_depth=rng.uniform(0.42, 0.62))
    pixels = phone.develop(view, camera, rng, white_balance=chance.pick(rng, [phone.warm, phone.neutral])(rng))
    return phone.kept(pixels, rng)


def folded(page, rng):
    """A letter folded in three, with worn folds, in low light from a side, on a dark table."""
    camera = phone.over(page, rng, rng.uniform(0.82, 0.92), rng.uniform(2, 12), rng.uniform(-60, 60), rng.normal(0, 3))
    surface, folds_mm = paper.folded_in_three(page, rng)
    worn = paper.worn_along(page.front, page.height_mm, folds_mm, rng)
    sheet = paper.printed(worn, rng)
    lamp = {
        "elevation": rng.uniform(28, 48),
        "ambient": rng.uniform(0.25, 0.45),
        "azimuth": rng.choice([-90, 90]) + rng.uniform(-45, 45),
    }
    view = scene.on_desk(sheet, surface, camera, rng, backgrounds.dark_table, lamp)
    white_balance = chance.pick(rng, [phone.warm, phone.neutral, phone.cool])(rng)
    return phone.kept(phone.develop(view, camera, rng, white_balance=white_balance), rng)


def curled(page, rng):
    """A sheet that curls or arches, on cloth."""
    camera = phone.over(page, rng, rng.uniform(0.8, 0.9), rng.uniform(2, 12), rng.uniform(-60, 60), rng.normal(0, 3))
    surface, light_from = paper.curled(page, rng)
    sheet = paper.printed(page.front, rng)
    lamp = {"elevation": rng.uniform(28, 50), "ambient": rng.uniform(0.3, 0.5), "azimuth": light_from}
    view = scene.on_desk(sheet, surface, camera, rng, backgrounds.cloth, lamp)
    return phone.kept(phone.develop(view, camera, rng), rng)


def messenger(page, rng):
    """Sent by a messenger: made smaller, sharpened, pressed hard, without EXIF."""
    camera = phone.over(page, rng, rng.uniform(0.95, 0.985), rng.uniform(1, 7), rng.uniform(0, 360), rng.normal(0, 1.2))
    view = _on_some_desk(page, rng, camera, [backgrounds.wood, backgrounds.desk, backgrounds.dark_table])
    pixels = phone.develop(view, camera, rng, white_balance=chance.pick(rng, [phone.warm, phone.neutral])(rng))
    small = phone.resized(phone.recompressed(pixels, 92), MESSENGER_LONG_SIDE_PX).astype(numpy.float32)
    sharp = colour.as_bytes(numpy.clip(phone.sharpened(small, 0.35, 0.8) / 255, 0, 1))
    return phone.passed_on(sharp, rng.integers(62, 77))


def sideways(page, rng):
    """Lies on its side, with a tag that says so or, as often, without."""
    camera = phone.over(page, rng, rng.uniform(0.84, 0.94), rng.uniform(2, 10), rng.uniform(0, 360), rng.normal(0, 2))
    view = _on_some_desk(page, rng, camera, [backgrounds.wood, backgrounds.desk, backgrounds.dark_table])
    pixels = phone.develop(view, camera, rng)
    way = rng.integers(4)
    quarter_turns, orientation = [
        (1, picture.TURN_CLOCKWISE),
        (-1, picture.TURN_ANTICLOCKWISE),
        (1, None),
        (-1, None),
    ][way]
    turned = numpy.ascontiguousarray(numpy.rot90(pixels, quarter_turns))
    if orientation:
        return phone.kept(turned, rng, orientation)
    return phone.passed_on(turned, rng.integers(86, 96))


def scan_app(page, rng):
    """Through a scanning application: cut out at corners found nearly right, straightened, whitened, sharpened."""
    camera = phone.over(page, rng, rng.uniform(0.82, 0.93), rng.uniform(4, 18), rng.uniform(-180, 180),
                        rng.normal(0, 4))
    surface = paper.flat(page) if rng.random() < 0.6 else paper.curled(page, rng)[0]
    shadow = None
    if rng.random() < 0.6:
        shadow = light.photographer_shadow(rng, page, with_phone=rng.choice([True, False]))
    sheet = paper.printed(page.front, rng)
    background = chance.pick(rng, [backgrounds.wood, backgrounds.dark_table, backgrounds.cloth])
    view = scene.on_desk(sheet, surface, camera, rng, background, shadow=shadow, shadow_depth=rng.uniform(0.2, 0.4))
    pixels = phone.develop(view, camera, rng)
    cut_out = _straightened(pixels, page, surface, camera, rng)
    return phone.passed_on(colour.as_bytes(_whitened(cut_out, rng)), rng.integers(75, 90))


def _on_some_desk(page, rng, camera, desks):
    sheet = paper.printed(page.front, rng)
    return scene.on_desk(sheet, paper.flat(page), camera, rng, chance.pick(rng, desks))


def _straightened(pixels, page, surface, camera, rng):
    """The page between its corners, as values from 0 to 1."""
    right, top = page.width_mm / 2, page.height_mm / 2
    outline = (-right, top), (right, top), (right, -top), (-right, -top)
    corners = numpy.array([[x, y, surface.height_at(x, y)] for x, y in outline])
    corners[:, :2] += rng.uniform(-APP_CORNER_ERROR_MM, APP_CORNER_ERROR_MM, (4, 2))
    found = (camera.project(corners) / camera.oversampling).astype(numpy.float32)
    dpi = rng.choice(APP_DPIS)
    width, height = int(page.width_mm / 25.4 * dpi), int(page.height_mm / 25.4 * dpi)
    upright = numpy.array([[0, 0], [width, 0], [width, height], [0, height]], numpy.float32)
    straight = cv2.warpPerspective(pixels, cv2.getPerspectiveTransform(found, upright), (width, height),
                                   flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)
    return straight.astype(numpy.float32) / 255


def _whitened(values, rng):
    """Divided by an estimate of the bare paper, in grey or with stronger colours; a coarse estimate leaves shadows."""
    height, width = values.shape[:2]
    small = cv2.resize(values, (width // 8, height // 8), interpolation=cv2.INTER_AREA)
    coarseness_px = rng.choice([rng.uniform(3, 6), rng.uniform(9, 22)])
    pen = numpy.ones((9, 9), numpy.uint8)
    without_print = [cv2.morphologyEx(small[..., channel], cv2.MORPH_CLOSE, pen) for channel in range(3)]
    bare = numpy.stack([blur(channel, coarseness_px) for channel in without_print], -1)
    bare = cv2.resize(bare, (width, height), interpolation=cv2.INTER_LINEAR)
    in_colour = rng.integers(3) > 0
    white = values / numpy.maximum(bare, 0.12 if in_colour else 0.05)
    black_point = rng.uniform(0.12, 0.28)
    white_point = rng.choice([rng.uniform(0.86, 0.93), rng.uniform(0.95, 1.0)])
    if in_colour:
        mean = white.mean(2, keepdims=True)
        white = mean + (white - mean) * rng.uniform(1.1, 1.5)
    else:
        white = white.mean(2)
    white = numpy.clip((white - black_point) / (white_point - black_point), 0, 1)
    return phone.sharpened(white, rng.uniform(0.3, 0.8), 1.2)
