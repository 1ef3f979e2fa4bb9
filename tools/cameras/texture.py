"""Blur and smooth noise, which paper, wood, cloth and light are made of."""
import cv2
import numpy


def blur(values, sigma_px, sigma_y_px=None):
    if sigma_px <= 0.05 and not sigma_y_px:
        return values
    return cv2.GaussianBlur(values, (0, 0), sigma_px, sigmaY=sigma_y_px or sigma_px, borderType=cv2.BORDER_REFLECT_101)


def smooth_noise(rng, height, width, scale_px, scale_y_px=None):
    """Noise with a standard deviation of 1 whose bumps are scale_px wide: a small grid, drawn larger."""
    scale_y_px = scale_y_px or scale_px
    grid_height, grid_width = int(height / scale_y_px) + 4, int(width / scale_px) + 4
    grid = rng.standard_normal((grid_height, grid_width)).astype(numpy.float32)
    size = int(grid_width * scale_px) + 1, int(grid_height * scale_y_px) + 1
    noise = cv2.resize(grid, size, interpolation=cv2.INTER_CUBIC)
    top, left = int(scale_y_px * 1.2), int(scale_px * 1.2)
    noise = noise[top:top + height, left:left + width]
    if noise.shape != (height, width):
        noise = cv2.resize(noise, (width, height))
    return noise / (noise.std() + 1e-6)


def fractal_noise(rng, height, width, scale_px, octaves=4, gain=0.5):
    """Smooth noise upon coarser smooth noise; standard deviation 1."""
    total = numpy.zeros((height, width), numpy.float32)
    strength = 1.0
    for octave in range(octaves):
        octave_px = scale_px / 2**octave
        if octave_px < 1.5:
            break
        total += strength * smooth_noise(rng, height, width, octave_px)
        strength *= gain
    return total / (total.std() + 1e-6)


def pixel_grid(height, width):
    """Row and column of every pixel."""
    return numpy.mgrid[0:height, 0:width].astype(numpy.float32)
