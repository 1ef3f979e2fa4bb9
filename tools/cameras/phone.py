"""A phone in someone's hand: how it is held over a page, and how it makes a picture of the light it gets."""
import dataclasses

import cv2
import numpy

from . import lens, picture, sensor
from .texture import blur

PICTURE_PX = (3024, 4032)  # 12 megapixels
WIDE_ANGLES_MM = [24, 26, 26, 27, 28]  # focal lengths as of 35 mm film
OVERSAMPLING = 1.25


def warm(rng):
    return 1.0 + rng.uniform(0.02, 0.09), 1.0, 1.0 - rng.uniform(0.06, 0.17)


def neutral(rng):
    return 1.0 + rng.normal(0, 0.015), 1.0, 1.0 + rng.normal(0, 0.025)


def cool(rng):
    return 1.0 - rng.uniform(0.02, 0.06), 1.0, 1.0 + rng.uniform(0.02, 0.08)


def over(page, rng, fill, tilt, azimuth, roll, oversampling=OVERSAMPLING):
    """The camera of a phone whose picture the page fills to this share; angles in degrees, as of lens.Camera."""
    size = PICTURE_PX[::-1] if page.landscape() else PICTURE_PX
    width, height = (int(side * oversampling) for side in size)
    focal_px = max(width, height) / lens.SENSOR_35MM * rng.choice(WIDE_ANGLES_MM) * 1.04
    camera = lens.Camera(width, height, focal_px, tilt, azimuth, roll)
    camera.oversampling = oversampling
    camera.distortion = rng.uniform(-0.012, 0.006)
    camera.frame(page.width_mm, page.height_mm, fill, rng.uniform(-0.6, 0.6, 2))
    return camera


def develop(scene, camera, rng, white_balance=None, paper_light=None, vignette=0.18, **settings):
    """sRGB bytes of a scene in linear light; settings are those of sensor.Settings that chance must not draw."""
    scene = lens.reduced(scene, camera.oversampling)
    scene = lens.vignette(scene, vignette, rng.normal(0, 60), rng.normal(0, 60))
    scene = sensor.exposed(scene, paper_light or rng.uniform(0.58, 0.78))
    usual = sensor.Settings(
        lens_blur_px=rng.uniform(0.6, 0.95),
        gain=rng.uniform(0.6, 2.0),
        noise_reduction=rng.uniform(0.35, 0.7),
        sharpening=rng.uniform(0.4, 0.9),
        contrast=rng.uniform(0.08, 0.25),
    )
    return sensor.shoot(scene, rng, white_balance or neutral(rng), dataclasses.replace(usual, **settings))


def kept(pixels, rng, orientation=picture.UPRIGHT, quality=None):
    """The file as the phone writes it."""
    quality = quality or int(rng.integers(86, 96))
    return picture.Picture(pixels, "jpg", quality, exif=picture.phone_exif(rng, orientation))


def passed_on(pixels, quality):
    """The file after an application has written it anew, without EXIF."""
    return picture.Picture(pixels, "jpg", int(quality))


def resized(pixels, long_side_px):
    scale = long_side_px / max(pixels.shape[:2])
    size = round(pixels.shape[1] * scale), round(pixels.shape[0] * scale)
    return cv2.resize(pixels, size, interpolation=cv2.INTER_AREA)


def recompressed(pixels, quality):
    """What a JPEG of this quality keeps of a picture."""
    bgr = numpy.ascontiguousarray(pixels[..., ::-1])
    _, data = cv2.imencode(".jpg", bgr, [cv2.IMWRITE_JPEG_QUALITY, quality])
    return numpy.ascontiguousarray(cv2.imdecode(data, cv2.IMREAD_COLOR)[..., ::-1])


def sharpened(values, amount, radius_px):
    return values + amount * (values - blur(values, radius_px))
