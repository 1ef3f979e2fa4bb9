"""A hand that holds the page up in a room, its thumb on a margin: recipe p08."""
import cv2
import numpy

from . import backgrounds, chance, colour, paper, phone, scene
from .page import PX_PER_MM
from .texture import blur, fractal_noise, pixel_grid, smooth_noise

SKIN_TONES = [(224, 178, 150), (205, 152, 120), (168, 115, 84), (112, 74, 54), (236, 196, 172)]
THUMB_REACHES_MM = [17, 13, 9, 6]
SHORTEST_REACH_MM = 4
THUMB_HALF_WIDTH_MM = 11
THUMB_OVER_PAGE_MM = 4
DRAWN_BLOCK_PX = 4
SHADOW_BLOCK_PX = 8
LIGHT_FROM = numpy.array([-0.35, -0.5, 0.8])


def in_hand(page, rng):
    """Held in a hand before a room, the thumb on a margin where nothing is printed."""
    camera = phone.over(page, rng, rng.uniform(0.8, 0.9), rng.uniform(2, 12), rng.uniform(-90, 90), rng.normal(0, 4))
    surface = paper.held(page, rng)
    room = backgrounds.room(rng, camera.height_px, camera.width_px)
    px_per_mm = camera.focal_px / camera.distance_mm
    skin = chance.pick(rng, SKIN_TONES)
    thumb, fingers, nail = _hand(page, surface, camera, rng, px_per_mm)
    _draw(room, fingers, rng, skin, px_per_mm, brightness=0.62, softness=5)
    sheet = paper.printed(page.front, rng)
    lamp = {"elevation": rng.uniform(35, 65), "ambient": rng.uniform(0.4, 0.6)}
    view = scene.in_front_of(room, sheet, surface, camera, rng, lamp)
    view *= (1 - 0.42 * _thumb_shadow(view, thumb[:2], px_per_mm))[..., None]
    _draw(view, thumb, rng, skin, px_per_mm, brightness=0.85, nail=nail)
    white_balance = chance.pick(rng, [phone.warm, phone.neutral])(rng)
    return phone.kept(phone.develop(view, camera, rng, white_balance=white_balance), rng)


def _hand(page, surface, camera, rng, px_per_mm):
    """Thumb and fingers as limbs (x, y, radius, x, y, radius), the nail as (x, y, two half axes, angle); all in px."""
    edge, along_mm, reach_mm = _grip(page, rng)
    if edge == "bottom":
        at = numpy.array([-page.width_mm / 2 + along_mm, -page.height_mm / 2])
        inwards = numpy.array([rng.uniform(-0.3, 0.3), 1.0])
    else:
        side = -1 if edge == "left" else 1
        at = numpy.array([page.width_mm / 2 * side, page.height_mm / 2 - along_mm])
        inwards = numpy.array([-side, rng.uniform(0, 0.35)])
    inwards = inwards / numpy.linalg.norm(inwards)
    across = numpy.array([-inwards[1], inwards[0]])
    height_mm = surface.height_at(*at) + THUMB_OVER_PAGE_MM

    def seen(spot):
        return camera.project([[spot[0], spot[1], height_mm]])[0]

    def limb(start, start_mm, end, end_mm):
        return start[0], start[1], start_mm * px_per_mm, end[0], end[1], end_mm * px_per_mm

    tip_mm = at + inwards * (reach_mm - 9)
    base = seen(at - inwards * 42)
    joint = seen(at - inwards * 16 + across * rng.uniform(-3, 3))
    thumb = [limb(seen(tip_mm), 8.2, joint, 9.6), limb(joint, 9.6, base, 12)]
    nail_middle = seen(tip_mm + inwards * 1.0)
    nail_way = seen(tip_mm + inwards * 5) - seen(tip_mm)
    nail = (*nail_middle, 7 * px_per_mm, 5.3 * px_per_mm, numpy.arctan2(nail_way[1], nail_way[0]))
    side = chance.sign(rng)
    fingers = []
    for finger in range(4):
        middle = at + across * side * (6 + 19 * finger) - inwards * (10 - 3 * finger)
        knuckle = seen(middle - inwards * 6 + across * side * -6)
        wrist_end = seen(at - inwards * (62 + 2 * finger) + across * side * (5 + 12 * finger))
        fingers.append(limb(seen(middle + inwards * 45), 8.5, knuckle, 9.5))
        fingers.append(limb(knuckle, 9.5, wrist_end, 15))
    palm = seen(at - inwards * 62 + across * side * 12)
    arm = seen(at - inwards * 330 + across * side * 40)
    fingers.append(limb(palm, 34, arm, 40))
    thumb.append(limb(base, 12, palm, 22))
    return thumb, fingers, nail


def _grip(page, rng):
    """Edge, way along it in mm from the left or the top, and how far the thumb reaches in: as far as print allows."""
    edges = rng.permutation(["left", "right", "bottom"])
    for reach_mm in THUMB_REACHES_MM:
        for edge in edges:
            along_mm = _free_spot(page, edge, rng, reach_mm + 1.5)
            if along_mm is not None:
                return edge, along_mm, reach_mm
    return "bottom", page.width_mm / 2, SHORTEST_REACH_MM


def _free_spot(page, edge, rng, reach_mm):
    """Somewhere along the edge, in mm, where nothing is printed under a thumb that reaches so far; or None."""
    ink = page.ink()
    reach_px = int(reach_mm * PX_PER_MM)
    strip = {"left": ink[:, :reach_px], "right": ink[:, -reach_px:], "bottom": ink[-reach_px:].T}[edge]
    printed = strip.any(1)
    thumb_px = int(THUMB_HALF_WIDTH_MM * PX_PER_MM)
    bare = (~printed).astype(numpy.uint8)[:, None]
    free = cv2.erode(bare, numpy.ones((2 * thumb_px + 1, 1), numpy.uint8))[:, 0] > 0
    low, high = (0.2, 0.8) if edge == "bottom" else (0.35, 0.85)
    first, last = int(len(free) * low), int(len(free) * high)
    spots = numpy.nonzero(free[first:last])[0]
    if not len(spots):
        return None
    return (chance.pick(rng, spots) + first) / PX_PER_MM


def _thumb_shadow(view, limbs, px_per_mm):
    """The shadow of the thumb on the paper, 0 to 1."""
    height, width = view.shape[:2]
    mask = numpy.zeros((height // SHADOW_BLOCK_PX, width // SHADOW_BLOCK_PX), numpy.float32)

    def beside(x, y):
        return int((x + px_per_mm) / SHADOW_BLOCK_PX), int((y + 2.5 * px_per_mm) / SHADOW_BLOCK_PX)

    for start_x, start_y, radius, end_x, end_y, _ in limbs:
        cv2.line(mask, beside(start_x, start_y), beside(end_x, end_y), 1.0, int(radius * 2 / SHADOW_BLOCK_PX))
    return cv2.resize(blur(mask, 2.2 * px_per_mm / SHADOW_BLOCK_PX), (width, height))


def _draw(view, limbs, rng, skin, px_per_mm, brightness, softness=1.2, nail=None):
    """Draws limbs with skin upon a view in linear light; changes the view itself."""
    height, width = view.shape[0] // DRAWN_BLOCK_PX, view.shape[1] // DRAWN_BLOCK_PX
    scaled = [tuple(value / DRAWN_BLOCK_PX for value in limb) for limb in limbs]
    depth, relief = _limbs(height, width, scaled, px_per_mm * 2 / DRAWN_BLOCK_PX)
    relief = blur(relief, px_per_mm * 0.9 / DRAWN_BLOCK_PX)
    texture = (1 + 0.05 * fractal_noise(rng, height, width, px_per_mm * 5 / DRAWN_BLOCK_PX)
               + 0.03 * smooth_noise(rng, height, width, max(1.1, px_per_mm * 0.5 / DRAWN_BLOCK_PX)))
    flesh = colour.linear_colour(skin)[None, None] * (_shading(relief) * texture)[..., None]
    flesh = flesh * numpy.array([1.06, 0.97, 0.95], numpy.float32)
    thin = numpy.clip(1 - relief / (relief.max() + 1e-3), 0, 1)[..., None]  # blood shines through at the rims
    flesh *= 1 - thin * numpy.array([0.02, 0.14, 0.18], numpy.float32)
    if nail is not None:
        flesh = _with_nail(flesh, nail)
    cover = numpy.clip(depth / (softness * 2 / DRAWN_BLOCK_PX * 2) + 0.5, 0, 1)
    size = width * DRAWN_BLOCK_PX, height * DRAWN_BLOCK_PX
    cover = cv2.resize(cover, size, interpolation=cv2.INTER_LINEAR)[..., None]
    flesh = cv2.resize(flesh, size, interpolation=cv2.INTER_LINEAR) * brightness
    drawn = view[:size[1], :size[0]]
    drawn += (flesh - drawn) * cover


def _limbs(height, width, limbs, melt_px):
    """How deep each pixel lies within the limbs, which melt into each other, and how high they stand there."""
    y, x = pixel_grid(height, width)
    depth = numpy.full((height, width), -1e3, numpy.float32)
    relief = numpy.zeros((height, width), numpy.float32)
    for start_x, start_y, start_radius, end_x, end_y, end_radius in limbs:
        way_x, way_y = end_x - start_x, end_y - start_y
        along = ((x - start_x) * way_x + (y - start_y) * way_y) / (way_x * way_x + way_y * way_y)
        along = numpy.clip(along, 0, 1)
        radius = start_radius + (end_radius - start_radius) * along
        distance = numpy.hypot(x - start_x - along * way_x, y - start_y - along * way_y)
        inside = radius - distance
        melt = numpy.clip(0.5 + 0.5 * (inside - depth) / melt_px, 0, 1)
        stands = numpy.sqrt(numpy.clip(1 - (distance / radius) ** 2, 0, 1)) * radius
        depth = numpy.maximum(depth, inside) + melt_px * melt * (1 - melt) * 0.5
        relief = numpy.maximum(relief, stands)
    return depth, relief


def _shading(relief):
    slope_y, slope_x = numpy.gradient(relief)
    lamp = LIGHT_FROM / numpy.linalg.norm(LIGHT_FROM)
    normal = numpy.sqrt(1 + slope_x * slope_x + slope_y * slope_y)
    return 0.35 + 0.65 * numpy.clip((-slope_x * lamp[0] - slope_y * lamp[1] + lamp[2]) / normal, 0, 1)


def _with_nail(flesh, nail):
    """A paler, shining nail with a darker rim."""
    middle_x, middle_y, half_length, half_width, angle = nail
    half_length, half_width = half_length / DRAWN_BLOCK_PX, half_width / DRAWN_BLOCK_PX
    y, x = pixel_grid(*flesh.shape[:2])
    x = x - middle_x / DRAWN_BLOCK_PX
    y = y - middle_y / DRAWN_BLOCK_PX
    cos, sin = numpy.cos(angle), numpy.sin(angle)
    along = (x * cos + y * sin) / half_length
    across = (-x * sin + y * cos) / half_width
    reach = numpy.abs(along) ** 2.6 + numpy.abs(across) ** 2.6
    inside = numpy.clip((1 - reach) * 4, 0, 1)[..., None]
    rim = numpy.exp(-(((reach - 1) / 0.22) ** 2))[..., None]
    shine = numpy.exp(-((along - 0.1) ** 2 * 3 + (across + 0.35) ** 2 * 10))[..., None]
    plate = flesh * numpy.array([1.1, 1.12, 1.14], numpy.float32) + 0.18 * shine
    flesh = flesh * (1 - inside) + plate * inside
    return flesh * (1 - 0.28 * rim)
