"""The light that reaches the camera: a printed sheet with its shape, its shadow, and what lies behind it."""
import cv2
import numpy

from . import light
from .page import PX_PER_MM
from .paper import BORDER_PX

BLOCK_PX = 4  # shape, light and shadow change slowly: worked out once for so many pixels each way
DESK_PX_PER_MM = 2.0
DESK_MARGIN_MM = 60
OFF_SHEET = (50000, 50000, 50000, 0)


def on_desk(sheet, surface, camera, rng, background, lamp=None, shadow=None, shadow_depth=0.35):
    """A sheet on a desk in linear light.

    sheet as of paper.printed; background one of the desks of backgrounds; lamp what is said about the light.Lamp;
    shadow as of light.photographer_shadow, which takes away shadow_depth of the light.
    """
    desk_x, desk_y, x, y = camera.look(surface, BLOCK_PX)
    print_seen, cover = _sheet_seen(sheet, surface, camera, x, y)
    lamp = light.Lamp(rng, **(lamp or {}))
    sheet_light = lamp.on(x, y, *surface.slope(x, y))
    desk_light = sheet_light.copy()
    if shadow is not None:
        scale = light.SHADOW_PX_PER_MM
        sheet_light = sheet_light * (1 - shadow_depth * light.on_desk(shadow, x, y, scale))
        desk_light = desk_light * (1 - shadow_depth * light.on_desk(shadow, desk_x, desk_y, scale))
    desk = _desk_seen(background, surface, camera, rng, desk_x, desk_y)
    below = light.on_desk(light.sheet_shadow(surface, lamp), desk_x, desk_y, light.SHEET_SHADOW_PX_PER_MM)
    desk_light = desk_light * (1 - 0.5 * below)
    desk *= camera.enlarged(desk_light, BLOCK_PX)[..., None]
    print_seen *= camera.enlarged(sheet_light, BLOCK_PX)[..., None]
    return desk + (print_seen - desk) * cover


def in_front_of(view, sheet, surface, camera, rng, lamp):
    """A sheet in the air before a view, which has its own light; in linear light."""
    _, _, x, y = camera.look(surface, BLOCK_PX)
    print_seen, cover = _sheet_seen(sheet, surface, camera, x, y)
    sheet_light = light.Lamp(rng, **lamp).on(x, y, *surface.slope(x, y))
    print_seen *= camera.enlarged(sheet_light, BLOCK_PX)[..., None]
    return view + (print_seen - view) * cover


def _sheet_seen(sheet, surface, camera, x, y):
    """The print as the camera sees it in even light, and how far each pixel is covered by the sheet."""
    page_x, page_y = surface.on_page(x, y)
    column = camera.enlarged((page_x + surface.width_mm / 2) * PX_PER_MM + BORDER_PX - 0.5, BLOCK_PX)
    row = camera.enlarged((surface.height_mm / 2 - page_y) * PX_PER_MM + BORDER_PX - 0.5, BLOCK_PX)
    seen = cv2.remap(sheet, column, row, cv2.INTER_CUBIC, borderMode=cv2.BORDER_CONSTANT, borderValue=OFF_SHEET)
    seen = seen.astype(numpy.float32) / 65535
    return seen[..., :3], numpy.clip(seen[..., 3:], 0, 1)


def _desk_seen(background, surface, camera, rng, desk_x, desk_y):
    """The desk as the camera sees it in even light; it may run along the sheet or across."""
    width = int(min(surface.width_mm * 5, numpy.ptp(desk_x) + DESK_MARGIN_MM) * DESK_PX_PER_MM)
    height = int(min(surface.height_mm * 5, numpy.ptp(desk_y) + DESK_MARGIN_MM) * DESK_PX_PER_MM)
    texture = background(rng, height, width, DESK_PX_PER_MM)
    turn = rng.uniform(-0.12, 0.12) + (numpy.pi / 2 if rng.random() < 0.35 else 0)
    x, y = desk_x - desk_x.mean(), desk_y - desk_y.mean()
    turned_x = camera.enlarged(numpy.cos(turn) * x - numpy.sin(turn) * y, BLOCK_PX)
    turned_y = camera.enlarged(numpy.sin(turn) * x + numpy.cos(turn) * y, BLOCK_PX)
    return light.on_desk(texture, turned_x, turned_y, DESK_PX_PER_MM)
