"""A document shown on a monitor and photographed from it: recipe p13."""
import cv2
import numpy

from . import backgrounds, colour, lens, paper, phone
from .texture import blur

SHOWN_HEIGHTS_PX = [1250, 1300, 1440, 1620]
WINDOW_GREYS = [0.32, 0.20, 0.82]
BAR_GREYS = [0.15, 0.93]
BAR_PX = 48
ICON_GREY = (0.5, 0.5, 0.5)
CELL = 6  # a monitor's pixel is worked out in so many parts each way
BLOCK_PX = 4
WITHIN_PHOTOSITE = (-0.33, 0, 0.33)  # px: where one photosite gathers its light
OFF_SCREEN = 0.02


def screen(page, rng):
    """A document viewer on a monitor: sub-pixels and moiré, a dim reflection of the room, bands of flicker."""
    shown_height = int(rng.choice(SHOWN_HEIGHTS_PX))
    shown_width = round(shown_height * page.width_px / page.height_px)
    window, top = _window(page, shown_width, shown_height, rng)
    cell = _cell(rng)
    pitch_mm = page.height_mm / shown_height * rng.uniform(0.95, 1.1)
    camera = _camera(shown_width * pitch_mm, shown_height * pitch_mm, rng)
    width, height = camera.width_px, camera.height_px

    rows, columns = window.shape[:2]
    monitor = paper.Surface(columns * pitch_mm, rows * pitch_mm)
    _, _, x, y = camera.look(monitor, BLOCK_PX)
    column = camera.enlarged(x / pitch_mm + columns / 2, BLOCK_PX)
    row = camera.enlarged(rows / 2 - y / pitch_mm + (top + shown_height / 2 - rows / 2), BLOCK_PX)
    view = _light_of(window, cell, column, row)
    view[~((column > 0) & (column < columns) & (row > 0) & (row < rows))] = OFF_SCREEN

    from_middle = camera.enlarged(numpy.hypot(x, y) / monitor.height_mm, BLOCK_PX)
    view *= (1 - 0.25 * numpy.clip(from_middle, 0, 1))[..., None]
    reflection = blur(backgrounds.room(rng, height // 8, width // 8), 10)
    view += 0.035 * cv2.resize(reflection, (width, height)) + 0.004
    down = numpy.arange(height, dtype=numpy.float32) / height
    flicker = 1 + rng.uniform(0, 0.05) * numpy.sin(down * rng.uniform(6, 25) + rng.uniform(0, 6))
    view *= flicker[:, None, None]
    pixels = phone.develop(
        view, camera, rng, white_balance=phone.cool(rng), paper_light=rng.uniform(0.95, 1.25), vignette=0.15,
        lens_blur_px=rng.uniform(0.55, 0.9), noise_reduction=0.4, gain=1.5, aberration_px=0.2)
    return phone.kept(pixels, rng)


def _window(page, shown_width, shown_height, rng):
    """The viewer's window in linear light, and at which of its rows the page begins."""
    shown = cv2.resize(colour.linear(page.front), (shown_width, shown_height), interpolation=cv2.INTER_AREA)
    side = int(shown_width * rng.uniform(0.10, 0.3))
    top, bottom = int(rng.uniform(70, 120)), int(rng.uniform(10, 40))
    size = shown_height + top + bottom, shown_width + 2 * side, 3
    window = numpy.full(size, rng.choice(WINDOW_GREYS), numpy.float32)
    window[:BAR_PX] = rng.choice(BAR_GREYS)
    window[top:top + shown_height, side:side + shown_width] = colour.srgb(shown)
    for icon in range(7):
        left = 30 + icon * 60
        cv2.rectangle(window, (left, 14), (left + 18, 32), ICON_GREY, 2)
    title_at = window.shape[1] // 2 - 60, 30
    cv2.putText(window, "Document.pdf", title_at, cv2.FONT_HERSHEY_SIMPLEX, 0.5, ICON_GREY, 1, cv2.LINE_AA)
    return colour.linear(colour.as_bytes(window)), top


def _cell(rng):
    """One pixel of the monitor: a red, a green and a blue stripe with dark between; on some monitors much weaker."""
    stripes = numpy.zeros((CELL, CELL, 3), numpy.float32)
    for channel in range(3):
        stripes[:5, 2 * channel:2 * channel + 2, channel] = [0.95, 0.55]
    stripes = blur(stripes, 0.45)
    stripes /= stripes.mean((0, 1))
    return 0.35 + 0.65 * stripes if rng.random() < 0.3 else 0.12 + 0.88 * stripes


def _camera(width_mm, height_mm, rng):
    width, height = phone.PICTURE_PX
    focal_px = height / lens.SENSOR_35MM * 26
    camera = lens.Camera(width, height, focal_px, rng.uniform(2, 10), rng.uniform(-180, 180), rng.normal(0, 2))
    camera.distortion = rng.uniform(-0.01, 0.005)
    camera.frame(width_mm, height_mm, rng.uniform(0.86, 0.95), rng.uniform(-0.4, 0.4, 2))
    return camera


def _light_of(window, cell, column, row):
    """The light of the monitor's cells at these spots, gathered over the width of a photosite."""
    height, width = column.shape
    column_step = numpy.gradient(column[height // 2, :]).mean()
    row_step = numpy.gradient(row[:, width // 2]).mean()
    light = numpy.zeros((height, width, 3), numpy.float32)
    for off_row in WITHIN_PHOTOSITE:
        for off_column in WITHIN_PHOTOSITE:
            x, y = column + off_column * column_step, row + off_row * row_step
            left, top = numpy.floor(x), numpy.floor(y)
            part = cv2.remap(window, left.astype(numpy.float32), top.astype(numpy.float32), cv2.INTER_NEAREST,
                             borderMode=cv2.BORDER_REPLICATE)
            cell_column = ((x - left) * CELL).astype(numpy.uint8).clip(0, CELL - 1)
            cell_row = ((y - top) * CELL).astype(numpy.uint8).clip(0, CELL - 1)
            light += part * cell[cell_row, cell_column]
    return light / len(WITHIN_PHOTOSITE) ** 2
