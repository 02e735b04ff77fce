import { joinAxes, readAxis, sameSize } from './blob.ts';
import type { Axis, Blob } from './blob.ts';
import { float, floats, int, int64s, scalar, string } from './graph-builder.ts';
import { corrupt, refuse } from './ncnn-layer.ts';
import type { LayerConverter, LayerTask } from './ncnn-layer.ts';
import { arrayParam, numberParam } from './ncnn-param.ts';

/** "To the end" in ncnn's crops. */
const TO_END = -233;
const INT64_FAR = Number.MAX_SAFE_INTEGER;

export const shapeLayers: Readonly<Record<string, LayerConverter>> = {
  Split: ({ bottoms: [bottom] }) => bottom,
  Noop: ({ bottoms: [bottom] }) => bottom,
  Dropout: ({ layer, bottoms: [bottom], graph }) => {
    const scale = numberParam(layer, 0, 1);
    if (scale === 1) return bottom;
    const factor = graph.constant(`${layer.name}.scale`, scalar(scale));
    return { ...bottom, name: graph.node('Mul', { name: layer.name, inputs: [bottom.name, factor] }) };
  },
  Concat: ({ layer, bottoms, graph }) => {
    const axis = numberParam(layer, 0, 0);
    if (axis !== 0 && axis !== -3) throw refuse(layer, 'it joins pictures side by side instead of channels');
    if (!bottoms.every((blob) => sameSize(blob, bottoms[0]))) throw refuse(layer, 'its inputs differ in width or height');
    return {
      name: graph.node('Concat', { name: layer.name, inputs: bottoms.map((blob) => blob.name), attributes: { axis: int(1) } }),
      channels: bottoms.reduce((sum, blob) => sum + blob.channels, 0),
      y: joinAxes(bottoms.map((blob) => blob.y)),
      x: joinAxes(bottoms.map((blob) => blob.x)),
    };
  },
  PixelShuffle: ({ layer, bottoms: [bottom], graph }) => {
    const factor = numberParam(layer, 0, 1);
    const channels = bottom.channels / factor ** 2;
    if (!Number.isInteger(factor) || factor < 1 || !Number.isInteger(channels)) {
      throw corrupt(layer, `it spreads ${bottom.channels} channels over blocks of ${factor}x${factor}`);
    }
    // Mode 0 keeps the elements of a block together (PyTorch's order, ONNX's CRD), mode 1 those of a colour (DCR).
    const mode = string(numberParam(layer, 1, 0) === 0 ? 'CRD' : 'DCR');
    const name = graph.node('DepthToSpace', { name: layer.name, inputs: [bottom.name], attributes: { blocksize: int(factor), mode } });
    return { name, channels, y: enlargedAxis(bottom.y, factor), x: enlargedAxis(bottom.x, factor) };
  },
  Interp: interp,
  Crop: crop,
  Padding: ({ layer, bottoms: [bottom], graph }) => {
    if (numberParam(layer, 6, 0) !== 0 || numberParam(layer, 7, 0) !== 0 || numberParam(layer, 8, 0) !== 0) {
      throw refuse(layer, 'it pads channels, or with a value of their own');
    }
    const [top, bottomEdge, left, right] = [0, 1, 2, 3].map((id) => numberParam(layer, id, 0)) as [number, number, number, number]; // four ids
    const mode = ['constant', 'edge', 'reflect'][numberParam(layer, 4, 0)];
    if (mode === undefined || [top, bottomEdge, left, right].some((side) => !Number.isInteger(side) || side < 0)) {
      throw refuse(layer, 'its padding is not known here');
    }
    const pads = graph.constant(`${layer.name}.pads`, int64s([0, 0, top, left, 0, 0, bottomEdge, right]));
    const value = mode === 'constant' ? [graph.constant(`${layer.name}.value`, scalar(numberParam(layer, 5, 0)))] : [];
    const name = graph.node('Pad', { name: layer.name, inputs: [bottom.name, pads, ...value], attributes: { mode: string(mode) } });
    return { ...bottom, name, y: shiftedAxis(bottom.y, -top, top + bottomEdge), x: shiftedAxis(bottom.x, -left, left + right) };
  },
};

/** Every element becomes `factor` elements. */
function enlargedAxis(axis: Axis, factor: number): Axis {
  return readAxis(axis, { step: 1 / factor, first: -(factor - 1) / factor, last: 0, offset: (old) => old * factor });
}

/** Element i reads element i + by; the axis has `more` elements more. */
function shiftedAxis(axis: Axis, by: number, more: number): Axis {
  return readAxis(axis, { step: 1, first: by, last: by, offset: (old) => old + more });
}

/** What of the neighbours, in source elements, a resampled element reads: before and after its place, of which i / factor is the floor. */
const filters = {
  1: { mode: 'nearest', before: (factor: number) => (Number.isInteger(factor) ? (factor - 1) / factor : 1), after: () => 0 },
  // The place is i / factor + (1 / factor - 1) / 2; its floor and the three elements around are read.
  2: { mode: 'linear', before: (factor: number) => 1.5 - 0.5 / factor, after: (factor: number) => 0.5 + 0.5 / factor },
  3: { mode: 'cubic', before: (factor: number) => 2.5 - 0.5 / factor, after: (factor: number) => 1.5 + 0.5 / factor },
} as const;

function interp({ layer, bottoms, graph }: LayerTask): Blob {
  const [bottom, like] = bottoms;
  const type = numberParam(layer, 0, 0);
  if (type !== 1 && type !== 2 && type !== 3) throw refuse(layer, `its filter ${type} is not known here`);
  if (layer.params.has(9)) throw refuse(layer, 'its size is an expression');
  if (numberParam(layer, 3, 0) !== 0 || numberParam(layer, 4, 0) !== 0) throw refuse(layer, 'it makes a fixed size');
  const factor = like
    ? { y: like.y.scale / bottom.y.scale, x: like.x.scale / bottom.x.scale }
    : { y: numberParam(layer, 1, 1), x: numberParam(layer, 2, 1) };
  if (!(factor.x > 0) || !(factor.y > 0)) throw corrupt(layer, 'it has no proper scale');
  if (like && (like.x.offset !== bottom.x.offset * factor.x || like.y.offset !== bottom.y.offset * factor.y)) {
    throw refuse(layer, 'it resizes to a picture that is not a multiple of its own');
  }

  const filter = filters[type];
  const alignCorners = numberParam(layer, 6, 0) !== 0 && type !== 1;
  if (alignCorners) throw refuse(layer, 'it aligns corners, which depends on the size of the picture and cannot be tiled');
  const scales = graph.constant(`${layer.name}.scales`, floats([1, 1, factor.y, factor.x]));
  const name = graph.node('Resize', {
    name: layer.name,
    inputs: [bottom.name, '', scales],
    attributes: {
      mode: string(filter.mode),
      coordinate_transformation_mode: string(type === 1 ? 'asymmetric' : 'half_pixel'),
      ...(type === 1 ? { nearest_mode: string('floor') } : {}),
      ...(type === 3 ? { cubic_coeff_a: float(-0.75) } : {}),
    },
  });
  const axis = (old: Axis, along: number) =>
    readAxis(old, { step: 1 / along, first: -filter.before(along), last: filter.after(along), offset: (offset) => offset * along });
  return { ...bottom, name, y: axis(bottom.y, factor.y), x: axis(bottom.x, factor.x) };
}

/** Start and end of a cut along channels, y and x; a negative end counts from the end, and INT64_FAR is the end. */
interface Cut {
  readonly start: number;
  readonly end: number;
}

function crop(task: LayerTask): Blob {
  const { layer, bottoms, graph } = task;
  const [bottom] = bottoms;
  if (layer.params.has(19) || layer.params.has(20)) throw refuse(layer, 'its size is an expression');
  const [channels, y, x] = cuts(task);
  const end = channels.end <= 0 ? bottom.channels + channels.end : Math.min(channels.end, bottom.channels);
  if (channels.start < 0 || end <= channels.start || y.start < 0 || x.start < 0) throw corrupt(layer, 'nothing is left after its cut');
  const ends = [end, y.end === 0 ? INT64_FAR : y.end, x.end === 0 ? INT64_FAR : x.end];
  const name = graph.node('Slice', {
    name: layer.name,
    inputs: [
      bottom.name,
      graph.constant(`${layer.name}.starts`, int64s([channels.start, y.start, x.start])),
      graph.constant(`${layer.name}.ends`, int64s(ends)),
      graph.constant(`${layer.name}.axes`, int64s([1, 2, 3])),
    ],
  });
  return {
    name,
    channels: end - channels.start,
    y: shiftedAxis(bottom.y, y.start, y.end - y.start),
    x: shiftedAxis(bottom.x, x.start, x.end - x.start),
  };
}

function cuts({ layer, bottoms }: LayerTask): readonly [Cut, Cut, Cut] {
  const [bottom, like] = bottoms;
  const starts = arrayParam(layer, 9);
  const ends = arrayParam(layer, 10);
  const offsets = [numberParam(layer, 2, 0), numberParam(layer, 1, 0), numberParam(layer, 0, 0)] as const;

  // 1. Cut as NumPy slices, by axis
  if (starts.length > 0 && ends.length > 0) {
    const axes = arrayParam(layer, 11).length > 0 ? arrayParam(layer, 11) : [0, 1, 2];
    const cut = (axis: number): Cut => {
      const index = axes.findIndex((named) => (named < 0 ? named + 3 : named) === axis);
      if (index < 0) return { start: 0, end: 0 };
      const start = starts[index] === TO_END ? 0 : (starts[index] ?? 0);
      const end = ends[index] === TO_END ? 0 : (ends[index] ?? 0);
      if (axis !== 0 && (start < 0 || end > 0)) throw refuse(layer, 'it cuts out a fixed size');
      return { start: start < 0 ? start + bottom.channels : start, end };
    };
    return [cut(0), cut(1), cut(2)];
  }

  // 2. Cut to the size of the second input
  if (like) {
    const cut = (start: number, own: Axis, other: Axis): Cut => {
      const end = start + other.offset - own.offset;
      if (own.scale !== other.scale || end > 0) throw refuse(layer, 'it cuts to a picture that is larger or of another scale');
      return { start, end };
    };
    return [{ start: offsets[0], end: offsets[0] + like.channels }, cut(offsets[1], bottom.y, like.y), cut(offsets[2], bottom.x, like.x)];
  }

  // 3. Cut by so much at each side; a size must be "to the end"
  const cut = (start: number, size: number, atEnd: number): Cut => {
    if (size !== TO_END) throw refuse(layer, 'it cuts out a fixed size');
    return { start, end: -atEnd };
  };
  const channelCount = numberParam(layer, 5, 0);
  const all = bottom.channels - offsets[0] - numberParam(layer, 8, 0);
  const kept = channelCount === TO_END ? all : Math.min(channelCount, all);
  return [
    { start: offsets[0], end: offsets[0] + kept },
    cut(offsets[1], numberParam(layer, 4, 0), numberParam(layer, 7, 0)),
    cut(offsets[2], numberParam(layer, 3, 0), numberParam(layer, 6, 0)),
  ];
}
