"""The document before any camera: its pages as Poppler draws them, and how small its print is."""
import pathlib
import re
import subprocess
import tempfile

import cv2
import numpy
from PIL import Image

PAGE_DPI = 300
PX_PER_MM = PAGE_DPI / 25.4
INK_BELOW = 200
USUAL_X_HEIGHT_PX = 16.0
_WORD = re.compile(r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">([^<]*)<')


class Page:
    """The front of a sheet in sRGB bytes at PAGE_DPI, its size in mm, and what is printed on its back, if anything."""

    def __init__(self, front, back=None):
        self.front = front
        self.back = back
        self.height_px, self.width_px = front.shape[:2]
        self.width_mm = self.width_px / PAGE_DPI * 25.4
        self.height_mm = self.height_px / PAGE_DPI * 25.4

    def landscape(self):
        return self.width_px > self.height_px

    def ink(self):
        """Where anything darker than paper is printed."""
        return self.front.min(2) < INK_BELOW


def render(pdf, number=1):
    """One page of a PDF as sRGB bytes, or None where there is no such page or nothing can be drawn."""
    with tempfile.TemporaryDirectory() as folder:
        pages = ["-f", str(number), "-l", str(number)]
        subprocess.run(["pdftoppm", "-r", str(PAGE_DPI), *pages, "-png", str(pdf), f"{folder}/page"],
                       check=False, stderr=subprocess.DEVNULL)
        drawn = sorted(pathlib.Path(folder).iterdir())
        if not drawn:
            return None
        with Image.open(drawn[0]) as picture:
            return numpy.array(picture.convert("RGB"))


def smallest_x_height_px(pdf, front):
    """How high the small letters of the smallest print of page 1 are, in pixels at PAGE_DPI.

    A word counts with the median height of its glyphs; the answer is the 3rd percentile over the words.
    """
    command = ["pdftotext", "-f", "1", "-l", "1", "-bbox", str(pdf), "-"]
    words = subprocess.run(command, capture_output=True, text=True, check=False).stdout
    darkest = front.min(2)
    px_per_point = PAGE_DPI / 72
    heights = []
    for word in _WORD.finditer(words):
        left, top, right, bottom = (int(float(edge) * px_per_point) for edge in word.groups()[:4])
        if len(word.group(5)) < 4 or right - left < bottom - top:
            continue
        glyphs = _glyph_heights(darkest[max(0, top):bottom, max(0, left):right], bottom - top)
        if len(glyphs) >= 3:
            heights.append(float(numpy.median(glyphs)))
    return float(numpy.percentile(heights, 3)) if heights else USUAL_X_HEIGHT_PX


def _glyph_heights(word, line_height):
    """Heights of the glyphs in the picture of a word, dark on light or light on dark."""
    if word.size < 50 or numpy.ptp(word) < 60:
        return []
    ink = word < (int(word.max()) + int(word.min())) / 2
    if ink.mean() > 0.5:
        ink = ~ink
    _, _, statistics, _ = cv2.connectedComponentsWithStats(ink.astype(numpy.uint8))
    heights = statistics[1:, cv2.CC_STAT_HEIGHT]
    return heights[heights >= max(5, 0.2 * line_height)]
