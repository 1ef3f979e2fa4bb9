"""Photographs that are hard to read: recipes p09 to p12, p14 and p15."""
import cv2
import numpy

from . import backgrounds, chance, colour, lens, paper, phone, scene, sensor
from .texture import blur, pixel_grid, smooth_noise

LAMP_LIGHT_AT_NIGHT = (1.12, 1, 0.72)
SHAKE_STEPS = 160
SHAKE_KERNEL_PX = 31
SMALL_LONG_SIDES_PX = [1280, 1280, 1152, 1024]
GLARE_COLOUR = numpy.array([0.97, 1, 1.02], numpy.float32)
GLARE_BLOCK_PX = 8


def dim(page, rng):
    """At night: much noise, smeared away in patches, blotches of colour left."""
    camera = phone.over(page, rng, rng.uniform(0.8, 0.92), rng.uniform(2, 14), rng.uniform(-90, 90), rng.normal(0, 3),
                        oversampling=1.0)
    sheet = paper.printed(page.front, rng)
    background = backgrounds.any_desk(rng)
    lamp = {"elevation": rng.uniform(25, 45), "ambient": 0.25, "distance_mm": rng.uniform(450, 800)}
    view = scene.on_desk(sheet, paper.flat(page), camera, rng, background, lamp)
    pixels = phone.develop(
        view, camera, rng, white_balance=LAMP_LIGHT_AT_NIGHT, paper_light=rng.uniform(0.22, 0.42), vignette=0.35,
        lens_blur_px=rng.uniform(1.1, 1.5), gain=rng.uniform(18, 45), noise_reduction=rng.uniform(0.9, 1.0),
        sharpening=0.8)
    height, width = pixels.shape[:2]
    smeared = cv2.bilateralFilter(pixels, 7, rng.uniform(28, 45), 2.2)
    patches = numpy.clip(0.75 + 0.3 * smooth_noise(rng, height, width, 90), 0.3, 1)[..., None]
    values = pixels * (1 - patches) + smeared * patches
    blotches = numpy.stack([smooth_noise(rng, height, width, 14) for _ in range(2)], -1) * 2.6
    values[..., 0] += blotches[..., 0]
    values[..., 2] += blotches[..., 1]
    values[..., 1] -= 0.3 * blotches.sum(-1)
    return phone.kept(colour.as_bytes(values / 255), rng, quality=int(rng.integers(80, 90)))


def flash(page, rng):
    """With flash: a burnt spot on the page, the rest falling off into the dark."""
    camera = phone.over(page, rng, rng.uniform(0.84, 0.93), rng.uniform(1, 9), rng.uniform(-90, 90), rng.normal(0, 2))
    surface = paper.curled(page, rng)[0] if rng.random() < 0.4 else paper.flat(page)
    sheet = paper.printed(page.front, rng)
    lamp = {"elevation": 80, "ambient": 0.15, "distance_mm": camera.distance_mm * 1.5}
    view = scene.on_desk(sheet, surface, camera, rng, backgrounds.any_desk(rng), lamp)
    glare = _glare(view.shape[0] // GLARE_BLOCK_PX, view.shape[1] // GLARE_BLOCK_PX, rng)
    view = sensor.exposed(lens.reduced(view, camera.oversampling), 0.6)
    glare = cv2.resize(glare, (view.shape[1], view.shape[0]), interpolation=cv2.INTER_LINEAR)
    view *= (1 - 0.35 * numpy.clip(glare, 0, 1))[..., None]
    view += (0.62 * glare)[..., None] * GLARE_COLOUR
    view = lens.vignette(view, 0.4)
    settings = sensor.Settings(lens_blur_px=0.8, gain=1.5, noise_reduction=0.5, sharpening=0.6, contrast=0.2)
    return phone.kept(sensor.shoot(numpy.clip(view, 0, 1.2), rng, phone.cool(rng), settings), rng)


def motion(page, rng):
    """The hand shook."""
    camera = phone.over(page, rng, rng.uniform(0.84, 0.93), rng.uniform(2, 10), rng.uniform(-90, 90), rng.normal(0, 3),
                        oversampling=1.0)
    view = _on_any_desk(page, rng, camera)
    view = cv2.filter2D(view, -1, _shake(rng))
    return phone.kept(phone.develop(view, camera, rng, gain=rng.uniform(2, 6), noise_reduction=0.7), rng)


def steep(page, rng):
    """Very aslant, the far end out of focus."""
    azimuth = rng.choice([rng.uniform(-25, 25), chance.either_way(rng, 60, 120)])
    camera = phone.over(page, rng, rng.uniform(0.84, 0.95), rng.uniform(35, 40), azimuth, rng.normal(0, 5),
                        oversampling=1.4)
    view = lens.reduced(_on_any_desk(page, rng, camera), camera.oversampling)
    camera.oversampling = 1.0
    height, width = view.shape[:2]
    out_of_focus = blur(view, rng.uniform(1.3, 2.0))
    y, x = pixel_grid(height, width)
    angle = numpy.radians(azimuth)
    far = -(x / width - 0.5) * numpy.sin(angle) - (y / height - 0.5) * numpy.cos(angle)
    share = numpy.clip(far * 2.4 - 0.15, 0, 1)[..., None]
    view = view * (1 - share) + out_of_focus * share
    return phone.kept(phone.develop(view, camera, rng), rng)


def crumpled(page, rng):
    """Crumpled and smoothed again, in low light."""
    camera = phone.over(page, rng, rng.uniform(0.82, 0.92), rng.uniform(2, 12), rng.uniform(-90, 90), rng.normal(0, 3))
    sheet = paper.printed(page.front, rng)
    surface = paper.crumpled(page, rng)
    background = backgrounds.any_desk(rng)
    lamp = {"elevation": rng.uniform(28, 45), "ambient": rng.uniform(0.3, 0.5)}
    view = scene.on_desk(sheet, surface, camera, rng, background, lamp)
    return phone.kept(phone.develop(view, camera, rng), rng)


def small(page, rng):
    """Few pixels and pressed hard, as a thumbnail or an old messenger leaves it."""
    camera = phone.over(page, rng, rng.uniform(0.86, 0.95), rng.uniform(2, 10), rng.uniform(-90, 90),
                        rng.normal(0, 2.5), oversampling=1.0)
    view = _on_any_desk(page, rng, camera)
    pixels = phone.develop(view, camera, rng, gain=2)
    pixels = phone.resized(pixels, int(rng.choice(SMALL_LONG_SIDES_PX)))
    return phone.passed_on(pixels, rng.integers(55, 80))


def _on_any_desk(page, rng, camera):
    sheet = paper.printed(page.front, rng)
    return scene.on_desk(sheet, paper.flat(page), camera, rng, backgrounds.any_desk(rng))


def _glare(height, width, rng):
    """The flash on the paper: a burnt middle in two wider halos."""
    y, x = pixel_grid(height, width)
    middle_x, middle_y = width * rng.uniform(0.3, 0.7), height * rng.uniform(0.25, 0.7)
    radius = width * rng.uniform(0.05, 0.09)
    distance = numpy.hypot((x - middle_x) * rng.uniform(0.8, 1.2), (y - middle_y)) / radius
    distance *= 1 + 0.06 * smooth_noise(rng, height, width, 40)
    return (2.4 * numpy.exp(-((distance / 1.15) ** 2)) + 0.50 * numpy.exp(-((distance / 2.4) ** 2))
            + 0.10 * numpy.exp(-distance / 4))


def _shake(rng):
    """Where the light of one spot goes while the shutter is open: along a bent line, now slower, now faster."""
    length_px = rng.uniform(8, 17)
    angle = rng.uniform(0, numpy.pi)
    bend = rng.normal(0, 0.25)
    time = numpy.linspace(-0.5, 0.5, SHAKE_STEPS)
    off_line = bend * (time * time - 0.08)
    xs = length_px * (time * numpy.cos(angle) - off_line * numpy.sin(angle)) + SHAKE_KERNEL_PX // 2
    ys = length_px * (time * numpy.sin(angle) + off_line * numpy.cos(angle)) + SHAKE_KERNEL_PX // 2
    stays = 1 + 0.5 * numpy.sin(time * 5 + rng.uniform(0, 6))
    kernel = numpy.zeros((SHAKE_KERNEL_PX, SHAKE_KERNEL_PX), numpy.float32)
    for x, y, weight in zip(xs, ys, stays):
        column, row = int(x), int(y)
        right, below = x - column, y - row
        kernel[row, column] += weight * (1 - right) * (1 - below)
        kernel[row, column + 1] += weight * right * (1 - below)
        kernel[row + 1, column] += weight * (1 - right) * below
        kernel[row + 1, column + 1] += weight * right * below
    return kernel / kernel.sum()
