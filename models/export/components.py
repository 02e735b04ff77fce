"""The ONNX components of a `diffusion-vsr` package, each from its PyTorch module. The contract of inputs and outputs is here."""

import onnx
import torch
from torch import nn

from .graph import Graph

# Above this the weights go to a file beside the graph: a protobuf ends at 2 GiB, and a file of its own need not be read twice.
INLINE_BYTES = 500_000_000
# Queries of the decoder's attention over pixels go in so many parts; 16 fit any picture of 16 x 16 pixels or more.
ATTENTION_SLICES = 16


def export_denoiser(unet, path, *, precision="fp32"):
    """sample [B, Z, T, h, w], timestep int64 [B], low_res [B, 3, T, h, w], text [B, 77, C], noise_level int64 [B] -> prediction like sample."""
    config, graph = unet.config, new_graph(unet, precision)
    with torch.no_grad():
        prediction = unet(
            graph.input("sample", ["batch", config.latent_channels, config.window, "h", "w"]),
            graph.input("timestep", ["batch"], torch.int64),
            graph.input("low_res", ["batch", 3, config.window, "h", "w"]),
            graph.input("text", ["batch", 77, config.cross_channels]),
            graph.input("noise_level", ["batch"], torch.int64),
        )
        graph.output("prediction", prediction)
    save(graph, "denoiser", path)


def export_vae_decoder(vae, path, *, precision="fp32", slices=ATTENTION_SLICES):
    """latents [F, Z, h, w], divided by the scaling factor -> frames [F, 3, 4h, 4w], about -1 to 1, not clamped."""
    config, graph = vae.config, new_graph(vae, precision)
    with torch.no_grad(), sliced(vae.decoder, slices):
        graph.output("frames", vae.decode(graph.input("latents", [config.frames, config.latent_channels, "h", "w"])))
    save(graph, "vae-decoder", path)


def export_vae_encoder(vae, path, *, precision="fp32", slices=ATTENTION_SLICES):
    """frames [F, 3, H, W] in -1 to 1, H and W multiples of 4 -> latents [F, Z, H/4, W/4]: the mean, not scaled."""
    config, graph = vae.config, new_graph(vae, precision)
    with torch.no_grad(), sliced(vae.encoder, slices):
        mean, _ = vae.encode(graph.input("frames", [config.frames, 3, "4*h", "4*w"]))
        graph.output("latents", mean, [config.frames, config.latent_channels, "h", "w"])
    save(graph, "vae-encoder", path)


def export_text_encoder(text_encoder, path, *, precision="fp32"):
    """tokens int64 [B, 77] -> text [B, 77, C]."""
    graph = new_graph(text_encoder, precision)
    with torch.no_grad():
        graph.output("text", text_encoder(graph.input("tokens", ["batch", text_encoder.config.length], torch.int64)))
    save(graph, "text-encoder", path)


def new_graph(module, precision):
    """`fp32`; `fp16`: arithmetic and weights in half precision; `fp16-stored`: weights in half the bytes, arithmetic in float32."""
    dtype = torch.float16 if precision == "fp16" else torch.float32
    storage = torch.float32 if precision == "fp32" else torch.float16
    graph = Graph(dtype=dtype, storage=storage)
    graph.name_parameters(module)
    return graph


class sliced:
    """While it is open, the attention of `module` goes in slices."""

    def __init__(self, module: nn.Module, slices):
        self.layers, self.slices = [layer for layer in module.modules() if hasattr(layer, "slices")], slices

    def __enter__(self):
        self.before = [layer.slices for layer in self.layers]
        for layer in self.layers:
            layer.slices = self.slices

    def __exit__(self, *_):
        for layer, before in zip(self.layers, self.before):
            layer.slices = before


def save(graph, name, path):
    if graph.stored_bytes() < INLINE_BYTES:
        onnx.save(graph.model(name), path)
        return
    with open(path.with_name(f"{path.name}.data"), "wb") as data_file:
        onnx.save(graph.model(name, data_file), path)
