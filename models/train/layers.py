"""Layers over time: their beginnings (they change nothing until they have learnt something), and leaving them out while frames are learnt."""

from contextlib import contextmanager

import torch
from torch import nn

from models.export.attention import BasicTransformerBlock, Transformer3DModel
from models.export.blocks import TemporalModule3D
from models.export.vae import SpatioTemporalResBlock, TemporalResnetBlock, VideoAttention


def zero(layer):
    nn.init.zeros_(layer.weight)
    if layer.bias is not None:
        nn.init.zeros_(layer.bias)


def begin_denoiser(unet):
    """TemporalModule3D and attention over time begin at zero by themselves; the other ways through time get the same."""
    for module in unet.modules():
        if isinstance(module, Transformer3DModel):
            zero(module.resblock_temporal.conv2)
            zero(module.proj_out)
        if isinstance(module, BasicTransformerBlock):
            zero(module.attn_temporal.to_out[0])
            if module.multi_scale:
                zero(module.temporal_up_conv)
    nn.init.normal_(unet.class_embedding.weight, std=0.02)
    zero(unet.conv_out)
    return unet


def begin_vae(vae):
    # Latents begin nearly without noise: at a deviation of one it would take hundreds of steps until anything gets through.
    with torch.no_grad():
        vae.quant_conv.bias[vae.config.latent_channels :] = -6
    for module in vae.decoder.modules():
        if isinstance(module, TemporalResnetBlock):
            zero(module.conv2)
        if isinstance(module, VideoAttention):
            block = module.time_mix_block
            for layer in (module.video_time_embed[2], block.ff_in.net[2], block.attn1.to_out[0], block.attn2.to_out[0], block.ff.net[2]):
                zero(layer)
    if vae.decoder.has_time:
        out = vae.decoder.time_conv_out
        zero(out)
        with torch.no_grad():
            for channel in range(3):
                out.weight[channel, channel, 1, 1, 1] = 1
    return vae


def is_temporal(name):
    """Whether a parameter of the denoiser belongs to the layers over time (the published names say so)."""
    return "temporal" in name


def is_decoder_temporal(name):
    return any(part in name for part in ("temporal_res_block", "time_mix", "video_time_embed", "time_conv_out", ".mix_factor"))


def skips(model):
    """[(module, attribute, what replaces it)]: the ways through time, left out."""
    found = []
    for module in model.modules():
        if isinstance(module, TemporalModule3D):
            found.append((module, "forward", lambda x, emb: x))
        if isinstance(module, Transformer3DModel):
            found.append((module.resblock_temporal, "forward", lambda x, emb=None: x))
        if isinstance(module, BasicTransformerBlock):
            found.append((module, "over_time", lambda x, t, h, w: x))
        if isinstance(module, SpatioTemporalResBlock) and module.has_time:
            found.append((module, "forward", lambda x, frames, block=module.spatial_res_block: block(x)))
        if isinstance(module, VideoAttention):
            found.append((module, "forward", lambda x, frames, block=module: spatial_only(block, x)))
    return found


def spatial_only(block, x):
    n, c, h, w = x.shape
    return x + block.proj_out(block.attend(x).transpose(1, 2).reshape(n, c, h, w))


@contextmanager
def frames_only(model):
    """While it holds, `model` treats every frame by itself and computes no layer over time."""
    replaced = skips(model)
    for module, attribute, value in replaced:
        setattr(module, attribute, value)
    try:
        yield model
    finally:
        for module, attribute, _ in replaced:
            delattr(module, attribute)
