"""Clips made of pictures: a camera that pans, zooms, turns and shakes, and things that move in front of it; and parts of films."""

from dataclasses import dataclass

import cv2
import numpy as np


# Of the clips, where there are films: few, as they show few places.
FILM_SHARE = 0.1
# Pixels of the film per pixel of the clip: compression and noise of the film are averaged away, so that it can be a target.
FILM_SCALES = (1.6, 2.6)


@dataclass(frozen=True)
class Motion:
    """Where the camera is in every frame, in pixels of the picture: centre [T, 2], pixels per output pixel [T], angle [T]."""

    centre: np.ndarray
    scale: np.ndarray
    angle: np.ndarray


def camera_motion(rng, *, frames, size, picture, scale):
    """A path whose views stay within `picture` (height, width) as far as that is possible."""
    height, width = picture
    speed = rng.exponential(2.0) if rng.random() < 0.85 else 0.0
    heading = rng.uniform(0, 2 * np.pi)
    velocity = np.array([np.cos(heading), np.sin(heading)]) * min(speed, 8.0) * scale
    shake = rng.normal(0, rng.choice([0.0, 0.3, 1.0]), (frames, 2)) * scale
    time = np.arange(frames) - (frames - 1) / 2
    zoom = np.exp(time * rng.normal(0, 0.006))
    angle = rng.normal(0, 0.1) + time * rng.normal(0, 0.006)
    # Half the diagonal of a view, so that turning does not leave the picture either.
    reach = size * scale * 0.75 + np.abs(velocity) * frames / 2
    low, high = reach, np.array([width, height]) - reach
    start = np.where(high > low, rng.uniform(low, np.maximum(high, low + 1)), np.array([width, height]) / 2)
    return Motion(start + time[:, None] * velocity + shake, scale * zoom, angle)


def render(picture, motion, size):
    """[T, size, size, 3] uint8. Rendered at twice the size and averaged, so that fine structure does not alias."""
    frames = []
    double = size * 2
    for centre, scale, angle in zip(motion.centre, motion.scale, motion.angle):
        step = scale / 2
        cos, sin = np.cos(angle) * step, np.sin(angle) * step
        middle = (double - 1) / 2
        to_picture = np.array(
            [[cos, -sin, centre[0] - middle * (cos - sin)], [sin, cos, centre[1] - middle * (sin + cos)]], dtype=np.float64
        )
        view = warp(picture, to_picture, double)
        frames.append(cv2.resize(view, (size, size), interpolation=cv2.INTER_AREA))
    return np.stack(frames)


def warp(picture, to_picture, size):
    """warpAffine, from the part that the view sees only (pictures lie in files, and OpenCV bounds the size of what it warps)."""
    corners = np.array([[0, 0, 1], [size, 0, 1], [0, size, 1], [size, size, 1]]) @ to_picture.T
    low = np.maximum(np.floor(corners.min(0)).astype(int) - 3, 0)
    high = np.ceil(corners.max(0)).astype(int) + 4
    height, width = picture.shape[:2]
    low = np.minimum(low, [width - 8, height - 8])
    part = np.ascontiguousarray(picture[low[1] : max(high[1], low[1] + 8), low[0] : max(high[0], low[0] + 8)])
    moved = to_picture.copy()
    moved[:, 2] -= low
    return cv2.warpAffine(part, moved, (size, size), flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP, borderMode=cv2.BORDER_REFLECT_101)


def blob(rng, size):
    """The outline of a thing: a star-shaped polygon around the middle, 0..1, its edge about a pixel wide."""
    count = rng.integers(5, 12)
    angles = np.sort(rng.uniform(0, 2 * np.pi, count))
    radii = rng.uniform(0.15, 0.35) * size * rng.uniform(0.6, 1.3, count)
    points = np.stack([np.cos(angles), np.sin(angles)], axis=1) * radii[:, None] + size / 2
    mask = np.zeros((size * 2, size * 2), np.uint8)
    cv2.fillPoly(mask, [np.round(points * 2).astype(np.int32)], 255)
    return cv2.resize(mask, (size, size), interpolation=cv2.INTER_AREA)


def moving_layer(rng, under, picture, scale):
    """A cut-out of another picture, moving over `under` in a straight line while it turns a little."""
    frames, size = under.shape[:2]
    still = Motion(
        np.repeat(camera_motion(rng, frames=1, size=size, picture=picture.shape[:2], scale=scale).centre, frames, axis=0),
        np.full(frames, scale),
        np.zeros(frames),
    )
    thing = render(picture, Motion(still.centre[:1], still.scale[:1], still.angle[:1]), size)[0]
    thing = np.dstack([thing, blob(rng, size)])
    place = rng.uniform(-0.3, 0.3, 2) * size
    velocity = rng.normal(0, 2.5, 2)
    turn = rng.normal(0, 0.02)
    out = under.copy()
    for t in range(frames):
        shift = place + velocity * (t - frames / 2)
        matrix = cv2.getRotationMatrix2D((size / 2, size / 2), np.degrees(turn * t), 1.0)
        matrix[:, 2] += shift
        moved = cv2.warpAffine(thing, matrix, (size, size), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REFLECT_101)
        alpha = cv2.warpAffine(thing[..., 3], matrix, (size, size), flags=cv2.INTER_LINEAR).astype(np.float32)[..., None] / 255
        out[t] = np.round(moved[..., :3] * alpha + under[t] * (1 - alpha)).astype(np.uint8)
    return out


def pick(rng, pictures):
    number = int(rng.integers(len(pictures)))
    size = int(rng.random() < 0.35)
    return number, pictures.open(number, size)


def busy_enough(clip):
    """Whether there is something to restore: flat sky teaches nothing."""
    return clip[0].astype(np.float32).mean(axis=2).std() > 6 and np.abs(np.diff(clip[0].astype(np.int16), axis=1)).mean() > 1.5


def film_clip(rng, pictures, *, frames, size):
    """A part of a film, the camera as it was: ([T, size, size, 3] uint8, the number of the film). A take has at least `frames` frames."""
    number = int(rng.choice(pictures.films))
    takes = pictures.open(number, 0)
    take = takes[int(rng.integers(len(takes)))][:frames]
    sides = np.array(take.shape[1:3])[::-1]
    scale = float(rng.uniform(*np.minimum(FILM_SCALES, sides.min() / size)))
    centre = rng.uniform(size * scale / 2, sides - size * scale / 2)
    view = Motion(centre[None], np.array([scale]), np.zeros(1))
    return np.concatenate([render(frame, view, size) for frame in take]), number


def make_clip(rng, pictures, *, frames=8, size=192, tries=6):
    """([T, size, size, 3] uint8, the number of the picture or film)."""
    if pictures.films and rng.random() < FILM_SHARE:
        return film_clip(rng, pictures, frames=frames, size=size)
    for _ in range(tries):
        number, picture = pick(rng, pictures)
        scale = float(rng.uniform(0.9, 1.8))
        clip = render(picture, camera_motion(rng, frames=frames, size=size, picture=picture.shape[:2], scale=scale), size)
        if busy_enough(clip):
            break
    if rng.random() < 0.4:
        for _ in range(int(rng.integers(1, 3))):
            clip = moving_layer(rng, clip, pick(rng, pictures)[1], float(rng.uniform(0.9, 1.8)))
    if rng.random() < 0.5:
        clip = clip[:, :, ::-1]
    if rng.random() < 0.5:
        clip = clip[::-1]
    return np.ascontiguousarray(clip), number
