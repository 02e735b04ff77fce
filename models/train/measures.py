"""What the evaluation measures; clips are float32 [T, H, W, 3] in 0..1."""

import cv2
import numpy as np
from skimage.metrics import structural_similarity


def psnr(a, b):
    return float(-10 * np.log10(np.mean((a - b) ** 2) + 1e-10))


def luma(frame):
    return frame @ np.array([0.299, 0.587, 0.114], dtype=np.float32)


def ssim(a, b):
    scores = [structural_similarity(luma(x), luma(y), data_range=1.0, gaussian_weights=True, sigma=1.5, use_sample_covariance=False) for x, y in zip(a, b)]
    return float(np.mean(scores))


def mean_gradient(clip):
    """Mean length of the luma gradient, in 8-bit steps per pixel."""
    gray = np.stack([luma(frame) for frame in clip]) * 255
    across, down = np.diff(gray, axis=2)[:, :-1], np.diff(gray, axis=1)[:, :, :-1]
    return float(np.sqrt(across**2 + down**2).mean())


def flows(truth):
    """Of each frame to the next and back (DIS), from the ground truth, so that every method is judged along the same paths."""
    dis = cv2.DISOpticalFlow_create(cv2.DISOPTICAL_FLOW_PRESET_MEDIUM)
    gray = [np.round(luma(frame) * 255).astype(np.uint8) for frame in truth]
    return [(dis.calc(a, b, None), dis.calc(b, a, None)) for a, b in zip(gray, gray[1:])]


def pulled_back(image, flow):
    height, width = flow.shape[:2]
    x, y = np.meshgrid(np.arange(width, dtype=np.float32), np.arange(height, dtype=np.float32))
    return cv2.remap(image, x + flow[..., 0], y + flow[..., 1], cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)


def seen(forward, backward):
    """Where a pixel is still visible in the next frame: the way there and back ends where it began."""
    returned = forward + pulled_back(backward, forward)
    lengths = (forward**2).sum(-1) + (pulled_back(backward, forward) ** 2).sum(-1)
    return ((returned**2).sum(-1) <= 0.01 * lengths + 0.5).astype(np.float32)


def warping_error(clip, paths):
    """Mean squared difference along the ground truth's motion, times 1000."""
    errors = []
    for (forward, backward), now, after in zip(paths, clip, clip[1:]):
        mask = seen(forward, backward)[..., None]
        errors.append(((pulled_back(after, forward) - now) ** 2 * mask).sum() / (mask.sum() * 3 + 1e-6))
    return float(np.mean(errors) * 1000)


def flicker(clip, truth):
    """Mean absolute difference between frames, over the ground truth's: 1 is as lively as the truth, more is flicker."""
    return float(np.abs(np.diff(clip, axis=0)).mean() / (np.abs(np.diff(truth, axis=0)).mean() + 1e-6))


def noise(clip):
    """Standard deviation of noise after Immerkaer (1996), of the luma in 8-bit steps: fine texture counts too."""
    kernel = np.array([[1, -2, 1], [-2, 4, -2], [1, -2, 1]], np.float32)
    found = []
    for frame in clip:
        inner = cv2.filter2D(luma(frame) * 255, cv2.CV_32F, kernel)[1:-1, 1:-1]
        found.append(np.sqrt(np.pi / 2) * np.abs(inner).mean() / 6)
    return float(np.mean(found))


def seam(clip, truth, *, window=8, overlap=4):
    """Change of the error where a window begins, over its change elsewhere: 1 means that no seam is to be seen."""
    changes = np.abs(np.diff(clip - truth, axis=0)).mean(axis=(1, 2, 3))
    step = window - overlap
    at = np.zeros(len(changes), bool)
    at[np.arange(step, len(clip), step) - 1] = True
    return float(changes[at].mean() / (changes[~at].mean() + 1e-9)) if at.any() else 1.0
