"""What the text says of a target, and the targets that are bad on purpose, so that the words mean something."""

import cv2
import numpy as np

from .degrade import bicubic_quarter, jpeg_frame, to_bytes

CLEAN = ["clear", "high quality", "high-resolution", "4K", "sharp", "detailed", "best quality", "clean", "sharp focus", "extremely detailed"]
ANY_BAD = ["low quality", "worst quality", "bad quality"]
BAD = {
    "soft": ["blurry", "unsharp", "over-smoothed", "low-resolution", "blur", "out of focus", "smooth"],
    "noisy": ["noisy", "grainy", "noise", "film grain"],
    "compressed": ["compression artifacts", "blocky", "weird textures", "jpeg artifacts", "artifacts"],
}
BAD_SHARE = 0.3
EMPTY_SHARE = 0.1


def some(rng, words, low, high):
    count = int(rng.integers(low, high + 1))
    return [str(word) for word in rng.permutation(words)[:count]]


def caption(rng, kind, title, words):
    """`kind`: clean, or a key of BAD. The content comes first, as users write it; quality words follow."""
    content = [title] if rng.random() < 0.6 else []
    content += [word for word in words.split(", ") if word and rng.random() < 0.6]
    quality = some(rng, CLEAN, 1, 4) if kind == "clean" else some(rng, BAD[kind], 1, 3) + some(rng, ANY_BAD, 0, 2)
    return ", ".join(content + [str(word) for word in rng.permutation(quality)])


def spoilt(rng, kind, clip):
    """float32 0..1 [T, H, W, 3], spoilt the way that `kind` says."""
    if kind == "soft":
        if rng.random() < 0.4:
            height, width = clip.shape[1:3]
            small = [bicubic_quarter(frame, width // 4, height // 4) for frame in clip]
            return np.stack([cv2.resize(frame, (width, height), interpolation=cv2.INTER_CUBIC) for frame in small])
        sigma = rng.uniform(1.2, 3.0)
        return np.stack([cv2.GaussianBlur(frame, (0, 0), sigma) for frame in clip])
    if kind == "noisy":
        level = np.float32(rng.uniform(8, 28) / 255)
        return clip + rng.standard_normal(clip.shape, dtype=np.float32) * level
    quality = rng.uniform(8, 25)
    return np.stack([jpeg_frame(np.ascontiguousarray(to_bytes(frame).astype(np.float32) / 255), quality) for frame in clip])


def target_and_caption(rng, clip, title, words):
    """(target, caption): mostly the clip itself and praise; sometimes a spoilt clip and blame; the caption left out now and then."""
    kind = str(rng.choice(list(BAD))) if rng.random() < BAD_SHARE else "clean"
    target = clip if kind == "clean" else np.clip(spoilt(rng, kind, clip), 0, 1)
    text = "" if rng.random() < EMPTY_SHARE else caption(rng, kind, title, words)
    return target.astype(np.float32), text
