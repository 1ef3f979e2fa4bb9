"""Between encoded sRGB and linear light: light adds up in linear values, files and firmware work on encoded ones."""
import numpy

_ENCODED = numpy.arange(256) / 255.0
_LINEAR = numpy.linspace(0, 1, 65536)
_TO_LINEAR = numpy.where(
    _ENCODED <= 0.04045, _ENCODED / 12.92, ((_ENCODED + 0.055) / 1.055) ** 2.4).astype(numpy.float32)
_TO_SRGB = numpy.where(
    _LINEAR <= 0.0031308, _LINEAR * 12.92, 1.055 * _LINEAR ** (1 / 2.4) - 0.055).astype(numpy.float32)
GREY_WEIGHTS = numpy.array([0.299, 0.587, 0.114], numpy.float32)


def linear(encoded):
    """Linear light, 0 to 1, of sRGB bytes."""
    return _TO_LINEAR[encoded]


def linear_colour(colour):
    """Linear light of one colour given as three sRGB bytes."""
    return linear(numpy.array(colour, numpy.uint8))


def srgb(light):
    """Encoded values, 0 to 1, of linear light; what lies outside is clipped."""
    return _TO_SRGB[(numpy.clip(light, 0, 1) * 65535).astype(numpy.uint16)]


def as_bytes(values):
    """Bytes of encoded values from 0 to 1."""
    return numpy.clip(values * 255 + 0.5, 0, 255).astype(numpy.uint8)


def grey(rgb):
    return rgb @ GREY_WEIGHTS
