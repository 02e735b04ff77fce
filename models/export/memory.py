"""Measures what a component needs: in a process of its own, because the peak of a process never falls again."""

import json
import math
import re
import subprocess
import sys
from pathlib import Path

import numpy as np
import onnxruntime

# Sides of the pictures, in latent pixels: the larger one tells what a pixel costs. 64 is what a small tile has.
SIDES = (24, 64)


def memory_profile(path):
    """{"fixedBytes", "perPixelBytes"} of one run with a batch of 1 on a CPU, above a process that only has ONNX Runtime."""
    result = subprocess.run([sys.executable, "-m", __name__, str(path)], capture_output=True, text=True, check=True)
    return json.loads(result.stdout.splitlines()[-1])


def measure(path):
    bare = peak_bytes()
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 2
    session = onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])
    small, large = (run(session, side) - bare for side in SIDES)
    pixels = [side**2 for side in SIDES]
    if all(isinstance(size, int) or size == "batch" for value in session.get_inputs() for size in value.shape):
        return {"fixedBytes": round_up(large, 1_000_000), "perPixelBytes": 0}
    per_pixel = (large - small) / (pixels[1] - pixels[0])
    return {"fixedBytes": round_up(max(0, large - per_pixel * pixels[1]), 1_000_000), "perPixelBytes": round_up(per_pixel, 1000)}


def round_up(value, unit):
    """Runs differ by some per cent."""
    return math.ceil(value / unit) * unit


def run(session, side):
    sizes = {"batch": 1, "h": side, "w": side, "4*h": 4 * side, "4*w": 4 * side}
    inputs = {}
    for value in session.get_inputs():
        shape = [sizes.get(size, size) for size in value.shape]
        inputs[value.name] = np.zeros(shape, np.int64) if value.type == "tensor(int64)" else np.zeros(shape, np.float32)
    session.run(None, inputs)
    return peak_bytes()


def peak_bytes():
    """The most physical memory that this process has held."""
    if sys.platform == "linux":
        # Not getrusage: there a child begins with its parent's peak.
        status = Path("/proc/self/status").read_text()
        return int(re.search(r"VmHWM:\s+(\d+) kB", status)[1]) * 1024
    if sys.platform == "darwin":
        import resource

        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return windows_peak_bytes()


def windows_peak_bytes():
    import ctypes
    from ctypes import wintypes

    names = ["peak", "now", "paged_pool_peak", "paged_pool", "pool_peak", "pool", "pagefile", "pagefile_peak"]

    class Counters(ctypes.Structure):
        _fields_ = [("size", wintypes.DWORD), ("faults", wintypes.DWORD)] + [(name, ctypes.c_size_t) for name in names]

    counters = Counters(size=ctypes.sizeof(Counters))
    process = ctypes.windll.kernel32.GetCurrentProcess
    process.restype = wintypes.HANDLE
    ask = ctypes.windll.psapi.GetProcessMemoryInfo
    ask.argtypes = [wintypes.HANDLE, ctypes.c_void_p, wintypes.DWORD]
    ask(process(), ctypes.byref(counters), counters.size)
    return counters.peak


if __name__ == "__main__":
    print(json.dumps(measure(sys.argv[1])))
