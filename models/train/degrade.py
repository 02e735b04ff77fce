"""Degradations of RealBasicVSR (specification 5.3). Every operation draws its parameters once per clip and then lets them walk a little
from frame to frame. Clips are lists of float32 [H, W, 3] in 0..1; every draw comes from the generator that is passed in.
"""

import io
import math

import av
import cv2
import numpy as np

RESIZES = (cv2.INTER_LINEAR, cv2.INTER_AREA, cv2.INTER_CUBIC)
KERNELS = ("iso", "aniso", "generalized-iso", "generalized-aniso", "plateau-iso", "plateau-aniso", "sinc")
KERNEL_SHARES = np.array([0.405, 0.225, 0.108, 0.027, 0.108, 0.027, 0.1])
CODECS = ("libx264", "h264", "mpeg4")


def walk(rng, low, high, step, frames):
    """[frames]: begins anywhere in low..high, moves by at most `step` per frame, never leaves the range."""
    values = np.empty(frames)
    values[0] = rng.uniform(low, high)
    for t in range(1, frames):
        values[t] = np.clip(values[t - 1] + rng.uniform(-step, step), low, high)
    return values


# Blur


def grid(size):
    axis = np.arange(size) - (size - 1) / 2
    return np.meshgrid(axis, axis)


def gaussian_form(size, sigma_x, sigma_y, angle):
    """x' S^-1 x of every tap."""
    x, y = grid(size)
    cos, sin = math.cos(angle), math.sin(angle)
    along, across = cos * x + sin * y, -sin * x + cos * y
    return (along / sigma_x) ** 2 + (across / sigma_y) ** 2


def blur_kernel(kind, size, sigma_x, sigma_y, angle, beta):
    if kind.endswith("-iso") or kind == "iso":
        sigma_y, angle = sigma_x, 0.0
    form = gaussian_form(size, sigma_x, sigma_y, angle)
    if kind.startswith("generalized"):
        kernel = np.exp(-0.5 * form**beta)
    elif kind.startswith("plateau"):
        kernel = 1 / (1 + form**beta)
    else:
        kernel = np.exp(-0.5 * form)
    return kernel / kernel.sum()


def bessel_j1(x):
    """First-order Bessel function of the first kind (its integral form, by the midpoint rule: plenty at these sizes)."""
    angles = (np.arange(256) + 0.5) * np.pi / 256
    return np.cos(angles - np.asarray(x)[..., None] * np.sin(angles)).mean(axis=-1)


def sinc_kernel(size, cutoff):
    x, y = grid(size)
    radius = np.sqrt(x**2 + y**2)
    safe = np.where(radius == 0, 1, radius)
    kernel = np.where(radius == 0, cutoff**2 / (4 * np.pi), cutoff * bessel_j1(cutoff * safe) / (2 * np.pi * safe))
    return kernel / kernel.sum()


def filtered(frame, kernel):
    return cv2.filter2D(frame, -1, kernel.astype(np.float32), borderType=cv2.BORDER_REFLECT_101)


def sinc_blur(rng, clip, low=None):
    size = int(rng.choice(np.arange(7, 22, 2)))
    low = low or (math.pi / 3 if size < 13 else math.pi / 5)
    cutoffs = walk(rng, low, math.pi, 0.0628, len(clip))
    return [filtered(frame, sinc_kernel(size, cutoff)) for frame, cutoff in zip(clip, cutoffs)]


def blur(rng, clip, sigma=(0.2, 3.0)):
    kind = str(rng.choice(KERNELS, p=KERNEL_SHARES))
    if kind == "sinc":
        return sinc_blur(rng, clip)
    size, frames = int(rng.choice(np.arange(7, 22, 2))), len(clip)
    xs, ys = walk(rng, *sigma, 0.02, frames), walk(rng, *sigma, 0.02, frames)
    angles = walk(rng, -math.pi, math.pi, 0.31416, frames)
    betas = walk(rng, 1, 2, 0.1, frames) if kind.startswith("plateau") else walk(rng, 0.5, 4, 0.05, frames)
    return [filtered(frame, blur_kernel(kind, size, *values)) for frame, *values in zip(clip, xs, ys, angles, betas)]


# Size


def even(value):
    return max(2, int(value) // 2 * 2)


def resized(frame, width, height, mode):
    return cv2.resize(frame, (width, height), interpolation=mode)


def random_resize(rng, clip, *, shares, low, high, step):
    """Up, down or not at all, with probabilities `shares`; the factor walks, so sizes may differ between frames."""
    way = rng.choice(3, p=shares)
    if way == 2:
        return clip
    factors = walk(rng, 1.0, high, step, len(clip)) if way == 0 else walk(rng, low, 1.0, step, len(clip))
    mode = int(rng.choice(RESIZES))
    return [resized(f, even(f.shape[1] * factor), even(f.shape[0] * factor), mode) for f, factor in zip(clip, factors)]


def resize_to(rng, clip, width, height):
    mode = int(rng.choice(RESIZES))
    return [resized(frame, width, height, mode) for frame in clip]


# Noise


def noise(rng, clip, *, sigma, poisson):
    gray = rng.random() < 0.4
    if rng.random() < 0.5:
        levels = walk(rng, *sigma, 0.1, len(clip)) / 255
        return [gaussian_noise(rng, frame, level, gray) for frame, level in zip(clip, levels)]
    scales = walk(rng, *poisson, 0.005, len(clip))
    return [poisson_noise(rng, frame, scale, gray) for frame, scale in zip(clip, scales)]


def gaussian_noise(rng, frame, level, gray):
    channels = 1 if gray else 3
    return frame + rng.standard_normal((*frame.shape[:2], channels), dtype=np.float32) * np.float32(level)


def poisson_noise(rng, frame, scale, gray):
    source = np.round(np.clip(frame, 0, 1) * 255) / 255
    if gray:
        source = source @ np.array([[0.299], [0.587], [0.114]])
    values = 2 ** math.ceil(math.log2(max(2, len(np.unique(source)))))
    return (frame + (rng.poisson(source * values) / values - source) * scale).astype(np.float32)


# Compression


def to_bytes(frame):
    return np.round(np.clip(frame, 0, 1) * 255).astype(np.uint8)


def jpeg(rng, clip):
    return [jpeg_frame(frame, quality) for frame, quality in zip(clip, walk(rng, 30, 95, 3, len(clip)))]


def jpeg_frame(frame, quality):
    _, data = cv2.imencode(".jpg", to_bytes(frame)[..., ::-1], [cv2.IMWRITE_JPEG_QUALITY, int(quality)])
    return cv2.imdecode(data, cv2.IMREAD_COLOR)[..., ::-1].astype(np.float32) / 255


def video_compression(rng, clip, bitrate=(1e4, 1e5)):
    """The whole clip through an encoder at one frame per second. All frames get the first one's size, as a codec needs."""
    height, width = even(clip[0].shape[0]), even(clip[0].shape[1])
    frames = [to_bytes(f if f.shape[:2] == (height, width) else resized(f, width, height, cv2.INTER_AREA)) for f in clip]
    return encoded(frames, str(rng.choice(CODECS)), int(rng.integers(int(bitrate[0]), int(bitrate[1]) + 1)))


# With its macroblock tree, x264 now and then answers other bytes for the same frames (5 of 14 clips in six runs each).
REPEATABLE = {"mpeg4": {}, "libx264": {"x264-params": "mbtree=0"}, "h264": {"x264-params": "mbtree=0"}}


def encoded(frames, codec, bitrate):
    file = io.BytesIO()
    with av.open(file, "w", format="mp4") as out:
        stream = out.add_stream(codec, rate=1, options=REPEATABLE[codec])
        stream.height, stream.width = frames[0].shape[:2]
        stream.pix_fmt, stream.bit_rate = "yuv420p", bitrate
        stream.codec_context.thread_count = 1
        for frame in frames:
            out.mux(stream.encode(av.VideoFrame.from_ndarray(np.ascontiguousarray(frame), format="rgb24")))
        out.mux(stream.encode(None))
    file.seek(0)
    with av.open(file, "r", format="mp4") as inp:
        inp.streams.video[0].codec_context.thread_count = 1
        return [frame.to_ndarray(format="rgb24").astype(np.float32) / 255 for frame in inp.decode(video=0)]


# Pipelines: uint8 [T, H, W, 3] -> uint8 [T, H/4, W/4, 3]


def sharpened(frame):
    """The unsharp mask that the low-resolution side starts from."""
    soft = cv2.GaussianBlur(frame, (51, 51), 0)
    residue = frame - soft
    mask = (np.abs(residue) * 255 > 10).astype(np.float32)
    mask = cv2.GaussianBlur(mask, (51, 51), 0)
    return mask * np.clip(frame + 0.5 * residue, 0, 1) + (1 - mask) * frame


def finish(clip):
    return np.stack([to_bytes(frame) for frame in clip])


def blur_and_bicubic(rng, clip):
    """Stage 1: a Gaussian blur and a bicubic quarter."""
    height, width = clip.shape[1] // 4, clip.shape[2] // 4
    sigmas = walk(rng, 0.2, 2.0, 0.02, len(clip))
    floats = [filtered(f.astype(np.float32) / 255, blur_kernel("iso", 13, s, s, 0, 1)) for f, s in zip(clip, sigmas)]
    return finish([bicubic_quarter(frame, width, height) for frame in floats])


def bicubic_quarter(frame, width, height):
    """Bicubic with antialiasing: OpenCV's own has none, so the mean of four pixels stands before it."""
    return cv2.resize(cv2.resize(frame, (width * 2, height * 2), interpolation=cv2.INTER_AREA), (width, height), interpolation=cv2.INTER_CUBIC)


def real_basic_vsr(rng, clip):
    """Stages 2 and 3: blur, size, noise, JPEG and video compression, twice, in RealBasicVSR's order and ranges."""
    height, width = clip.shape[1] // 4, clip.shape[2] // 4
    x = [sharpened(frame.astype(np.float32) / 255) for frame in clip]
    x = blur(rng, x)
    x = random_resize(rng, x, shares=(0.2, 0.7, 0.1), low=0.15, high=1.5, step=0.015)
    x = noise(rng, x, sigma=(1, 30), poisson=(0.05, 3))
    x = jpeg(rng, x)
    x = video_compression(rng, x)
    if rng.random() < 0.8:
        x = blur(rng, x, sigma=(0.2, 1.5))
    x = random_resize(rng, x, shares=(0.3, 0.4, 0.3), low=0.3, high=1.2, step=0.03)
    x = noise(rng, x, sigma=(1, 25), poisson=(0.05, 2.5))
    x = jpeg(rng, x)
    for last in rng.permutation(2):
        if last == 0:
            x = video_compression(rng, x)
        else:
            x = resize_to(rng, x, width, height)
            if rng.random() < 0.8:
                x = sinc_blur(rng, x, low=math.pi / 3)
    if x[0].shape[:2] != (height, width):
        x = [resized(frame, width, height, cv2.INTER_AREA) for frame in x]
    return finish(x)


DEGRADATIONS = {"blur": blur_and_bicubic, "full": real_basic_vsr}
