"""A pinhole camera with a little barrel distortion, aimed at a sheet; and what a lens does to a picture."""
import cv2
import numpy

SENSOR_35MM = 36  # long side, mm: focal lengths are given as for such a film
NEAREST_MM = 80.0
FARTHEST_MM = 3000.0
DISTANCE_ROUNDS = 50
SURFACE_ROUNDS = 14


class Camera:
    """Pixels of the picture, and rays from them to the desk; all lengths on the desk in mm.

    tilt is counted from straight above, azimuth says to which side, roll turns the camera in its own picture (degrees).
    oversampling says how many pixels there are for each of the finished picture, along one side.
    """

    def __init__(self, width_px, height_px, focal_px, tilt, azimuth, roll):
        self.width_px = width_px
        self.height_px = height_px
        self.focal_px = focal_px
        self.distortion = 0.0
        self.oversampling = 1.0
        self.distance_mm = None
        self._position = None
        self._shift_px = numpy.zeros(2)
        tilt, azimuth, roll = numpy.radians([tilt, azimuth, roll])
        self._towards_camera = numpy.array(
            [numpy.sin(tilt) * numpy.sin(azimuth), -numpy.sin(tilt) * numpy.cos(azimuth), numpy.cos(tilt)])
        forward = -self._towards_camera
        right = numpy.cross(forward, numpy.array([0, 1.0, 0]))
        right /= numpy.linalg.norm(right)
        down = numpy.cross(forward, right)
        cos, sin = numpy.cos(roll), numpy.sin(roll)
        self._axes = numpy.stack([cos * right + sin * down, -sin * right + cos * down, forward])

    def _place(self, distance_mm):
        self.distance_mm = distance_mm
        self._position = self._towards_camera * distance_mm

    def project(self, points):
        """Pixels where points (x, y, z) are seen."""
        seen = (numpy.asarray(points, float) - self._position) @ self._axes.T
        middle = [self.width_px / 2, self.height_px / 2]
        return seen[:, :2] / seen[:, 2:] * self.focal_px + middle + self._shift_px

    def frame(self, width_mm, height_mm, fill, off_middle):
        """Goes so near that the sheet fills this share of the picture.

        off_middle, two numbers from -1 to 1, says where in the room that is left the sheet lies.
        """
        right, top = width_mm / 2, height_mm / 2
        corners = numpy.array([[x, y, 0] for x in (-right, right) for y in (-top, top)])
        size = numpy.array([self.width_px, self.height_px])
        near, far = NEAREST_MM, FARTHEST_MM
        for _ in range(DISTANCE_ROUNDS):
            distance = (near + far) / 2
            self._place(distance)
            share = numpy.ptp(self.project(corners), axis=0) / size
            if share.max() > fill:
                near = distance
            else:
                far = distance
        seen = self.project(corners)
        middle = (seen.min(0) + seen.max(0)) / 2
        room = (size - numpy.ptp(seen, axis=0)) / 2
        self._shift_px = size / 2 - middle + numpy.array(off_middle) * numpy.maximum(room, 0) * 0.8

    def _rays(self, step_px):
        """Directions in which the middle of every block of pixels looks."""
        columns, rows = -(-self.width_px // step_px), -(-self.height_px // step_px)
        to_middle = (step_px - 1) / 2 + 0.5
        x = (numpy.arange(columns) * step_px + to_middle - self.width_px / 2 - self._shift_px[0]) / self.focal_px
        y = (numpy.arange(rows) * step_px + to_middle - self.height_px / 2 - self._shift_px[1]) / self.focal_px
        x, y = numpy.meshgrid(x, y)
        if self.distortion:
            radius = x * x + y * y
            x = x * (1 + self.distortion * radius)
            y = y * (1 + self.distortion * radius)
        axes = self._axes
        return [(axes[0, i] * x + axes[1, i] * y + axes[2, i]).astype(numpy.float32) for i in range(3)]

    def look(self, surface, step_px):
        """For every block of pixels: x and y on the desk without the sheet, then x and y on the sheet's surface."""
        ray_x, ray_y, ray_z = self._rays(step_px)
        ray_z = numpy.minimum(ray_z, -0.02)
        desk_x, desk_y = self._along(ray_x, ray_y, -self._position[2] / ray_z)
        x, y = desk_x, desk_y
        if not surface.flat:
            for _ in range(SURFACE_ROUNDS):
                reach = (surface.height(x, y) - self._position[2]) / ray_z
                next_x, next_y = self._along(ray_x, ray_y, reach)
                x = 0.3 * x + 0.7 * next_x
                y = 0.3 * y + 0.7 * next_y
        return desk_x, desk_y, x, y

    def _along(self, ray_x, ray_y, reach):
        x = (self._position[0] + reach * ray_x).astype(numpy.float32)
        y = (self._position[1] + reach * ray_y).astype(numpy.float32)
        return x, y

    def enlarged(self, blocks, step_px):
        """Values of blocks of pixels as values of pixels."""
        size = blocks.shape[1] * step_px, blocks.shape[0] * step_px
        pixels = cv2.resize(blocks, size, interpolation=cv2.INTER_LINEAR)
        return pixels[:self.height_px, :self.width_px]


def reduced(picture, times):
    if times == 1:
        return picture
    size = int(round(picture.shape[1] / times)), int(round(picture.shape[0] / times))
    return cv2.resize(picture, size, interpolation=cv2.INTER_AREA)


def vignette(picture, amount, off_x_px=0, off_y_px=0):
    """Darkens the picture itself towards its corners; half a diagonal away it loses this amount."""
    height, width = picture.shape[:2]
    half_diagonal = numpy.hypot(height, width) / 2
    y = (numpy.arange(height, dtype=numpy.float32)[:, None] - height / 2 - off_y_px) / half_diagonal
    x = (numpy.arange(width, dtype=numpy.float32)[None] - width / 2 - off_x_px) / half_diagonal
    picture *= (1 - amount * numpy.clip(x * x + y * y, 0, 1.5))[..., None]
    return picture
