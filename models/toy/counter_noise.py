"""The product's noise, written a second time in numpy: Philox4x32-10 and algorithm AS241, every bit the same.

A number depends on the seed, what it is for, the frame and its place in the frame (native/util/counter-random.ts and
native/pipelines/diffvsr/frame-noise.ts). test/unit/pipelines/diffvsr/golden-noise.test.ts compares the two.
"""

import math

import numpy as np

STREAMS = {"latents": 1, "low-res": 2, "rescheduling": 3}

CENTRAL_TOP = [2509.0809287301227, 33430.57558358813, 67265.7709270087, 45921.95393154987, 13731.69376550946, 1971.5909503065513, 133.14166789178438, 3.3871328727963665]
CENTRAL_BOTTOM = [5226.495278852854, 28729.085735721943, 39307.89580009271, 21213.794301586597, 5394.196021424751, 687.1870074920579, 42.31333070160091, 1.0]
TAIL_TOP = [0.0007745450142783414, 0.022723844989269184, 0.2417807251774506, 1.2704582524523684, 3.6478483247632045, 5.769497221460691, 4.630337846156546, 1.4234371107496835]
TAIL_BOTTOM = [1.0507500716444169e-9, 0.0005475938084995345, 0.015198666563616457, 0.14810397642748008, 0.6897673349851, 1.6763848301838038, 2.053191626637759, 1.0]


def frame_noise(*, seed, stream, frame, channels, height, width):
    """[channels, height, width] float32, standard normal."""
    count = channels * height * width
    blocks = np.arange(-(-count // 4), dtype=np.uint32)
    bits = philox(blocks, frame, STREAMS[stream], seed).reshape(-1)[:count]
    return to_normal(bits).astype(np.float32).reshape(channels, height, width)


def permutation(*, seed, frame, count):
    """Fisher and Yates, from the last place down; each draw is the first number of the block of its place."""
    order = list(range(count))
    for i in range(count - 1, 0, -1):
        bits = int(philox(np.array([i], np.uint32), frame, STREAMS["rescheduling"], seed)[0, 0])
        j = bits * (i + 1) >> 32
        order[i], order[j] = order[j], order[i]
    return order


def philox(blocks, frame, stream, seed):
    """[n] block numbers -> [n, 4] uint32."""
    mask = np.uint64(0xFFFFFFFF)
    c = [blocks.astype(np.uint64)] + [np.full(len(blocks), value, np.uint64) for value in (frame, stream, 0)]
    k = [seed & 0xFFFFFFFF, seed >> 32]
    for _ in range(10):
        first, second = np.uint64(0xD2511F53) * c[0], np.uint64(0xCD9E8D57) * c[2]
        c = [
            (second >> np.uint64(32)) ^ c[1] ^ np.uint64(k[0]),
            second & mask,
            (first >> np.uint64(32)) ^ c[3] ^ np.uint64(k[1]),
            first & mask,
        ]
        k = [(k[0] + 0x9E3779B9) & 0xFFFFFFFF, (k[1] + 0xBB67AE85) & 0xFFFFFFFF]
    return np.stack(c, axis=1).astype(np.uint32)


def to_normal(bits):
    """The inverse of the normal distribution at (bits + 0.5) / 2^32, in double precision."""
    odd = bits.astype(np.float64) * 2 + 1
    q = odd / 2.0**33 - 0.5
    r = 0.180625 - q * q
    central = q * polynomial(CENTRAL_TOP, r) / polynomial(CENTRAL_BOTTOM, r)
    distance = np.where(q < 0, odd, 2.0**33 - odd)
    r = np.sqrt(-logarithm(distance)) - 1.6
    tail = polynomial(TAIL_TOP, r) / polynomial(TAIL_BOTTOM, r)
    return np.where(np.abs(q) <= 0.425, central, np.where(q < 0, -tail, tail))


def logarithm(odd):
    """ln(odd / 2^33) by additions and multiplications alone, in the order of the TypeScript code."""
    mantissa, exponent = np.frexp(odd)
    mantissa, exponent = mantissa * 2, exponent - 1
    large = mantissa > math.sqrt(2)
    mantissa, exponent = np.where(large, mantissa / 2, mantissa), np.where(large, exponent + 1, exponent)
    s = (mantissa - 1) / (mantissa + 1)
    total = np.zeros_like(s)
    for k in range(23, 0, -2):
        total = total * s * s + 1 / k
    return (exponent - 33) * math.log(2) + 2 * s * total


def polynomial(coefficients, x):
    value = np.zeros_like(x)
    for coefficient in coefficients:
        value = value * x + coefficient
    return value
