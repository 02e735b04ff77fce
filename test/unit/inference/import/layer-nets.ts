import { conv, numbers, picture } from './ncnn-net.ts';
import type { NetLayer } from './ncnn-net.ts';

/** A layer without weights: `from` and `to` may each be several blobs. */
function plain(type: string, from: string | readonly string[], to: string | readonly string[], params: NetLayer['params'] = {}): NetLayer {
  const list = (names: string | readonly string[]) => (typeof names === 'string' ? [names] : names);
  return { type, name: `${type}-${list(to)[0]!}`, bottoms: list(from), tops: list(to), params };
}

const slopes = (values: readonly number[]): NetLayer => ({
  ...plain('PReLU', 'data', 'out', { 0: values.length }),
  blocks: [{ values: Float32Array.from(values), form: 'plain' }],
});

/** Three channels in and out of a convolution, which is what most settings are tried on. */
const simple = { name: 'conv', from: 'data', to: 'out', channels: [3, 3] } as const;
const same = { 4: 1 };

/** `data` twice. */
const split = plain('Split', 'data', ['one', 'two']);

/** A second picture, of which the values differ from the first. */
const other = conv({ ...simple, name: 'other', from: 'two', to: 'other', params: same, seed: 5 });

/** `data` with two pixels more at each side, `wide`, beside an untouched `two`. */
const widened = [split, plain('Padding', 'one', 'wide', { 0: 2, 1: 2, 2: 2, 3: 2 })];

/** One small net for each layer and each setting that changes what it computes. All are upscalers: RGB in and out. */
export const layerNets: Readonly<Record<string, readonly NetLayer[]>> = {
  'Convolution 3x3': [conv({ ...simple, params: same })],
  'Convolution 1x1 without bias': [
    { ...conv({ ...simple, kernel: 1, params: { 5: 0 } }), blocks: [{ values: numbers(9, 1), form: 'float32' }] },
  ],
  'Convolution 5x3': [conv({ ...simple, kernel: [5, 3], params: { 4: 2, 14: 1 } })],
  'Convolution, dilated': [conv({ ...simple, params: { 2: 2, 4: 2 } })],
  'Convolution, dilated unevenly': [conv({ ...simple, params: { 2: 2, 12: 1, 4: 2, 14: 1 } })],
  'Convolution, padded unevenly': [conv({ ...simple, params: { 4: 2, 15: 0, 14: 0, 16: 2 } })],
  'Convolution, padded with a value': [conv({ ...simple, params: { 4: 1, 18: 0.75 } })],
  'Convolution, SAME_UPPER': [conv({ ...simple, kernel: 4, params: { 4: -233, 14: -233, 15: -233, 16: -233 } })],
  'Convolution, SAME_LOWER': [conv({ ...simple, kernel: 4, params: { 4: -234, 14: -234, 15: -234, 16: -234 } })],
  'Convolution with ReLU': [conv({ ...simple, params: { ...same, 9: 1 } })],
  'Convolution with leaky ReLU': [conv({ ...simple, params: { ...same, 9: 2, 10: [0.25] } })],
  'Convolution with clip': [conv({ ...simple, params: { ...same, 9: 3, 10: [-0.25, 0.5] } })],
  'Convolution with sigmoid': [conv({ ...simple, params: { ...same, 9: 4 } })],
  'Convolution with mish': [conv({ ...simple, params: { ...same, 9: 5 } })],
  'Convolution with hard swish': [conv({ ...simple, params: { ...same, 9: 6, 10: [0.2, 0.5] } })],
  'Convolution, stride 2 behind an enlargement': [
    plain('Interp', 'data', 'large', { 0: 1, 1: 2.0, 2: 2.0 }),
    conv({ ...simple, from: 'large', params: { ...same, 3: 2 } }),
  ],
  'weights in float16': [conv({ ...simple, form: 'float16', params: same })],
  'weights in float16, odd count': [conv({ ...simple, channels: [3, 3], kernel: 1, form: 'float16' })],
  'weights in a table': [conv({ ...simple, form: 'table', params: same })],
  'weights in flagged float32': [conv({ ...simple, form: 'flagged32', params: same })],
  ConvolutionDepthWise: [conv({ ...simple, type: 'ConvolutionDepthWise', groups: 3, params: same })],
  'ConvolutionDepthWise in groups': [
    conv({ ...simple, to: 'six', channels: [3, 6], params: same }),
    conv({ ...simple, type: 'ConvolutionDepthWise', name: 'grouped', from: 'six', to: 'four', channels: [6, 4], groups: 2, params: same }),
    conv({ ...simple, name: 'end', from: 'four', channels: [4, 3], params: same }),
  ],
  Deconvolution: [conv({ ...simple, type: 'Deconvolution', kernel: 4, params: { 3: 2, 4: 1 } })],
  'Deconvolution, more at the end': [conv({ ...simple, type: 'Deconvolution', kernel: 3, params: { 3: 2, 4: 1, 18: 1, 19: 1 } })],
  'Deconvolution from three channels to one and back': [
    conv({ ...simple, type: 'Deconvolution', to: 'grey', channels: [3, 1], kernel: [4, 6], params: { 3: 2, 4: 1, 14: 2, 9: 1 } }),
    conv({ ...simple, name: 'end', from: 'grey', channels: [1, 3], params: same }),
  ],
  DeconvolutionDepthWise: [
    conv({ ...simple, to: 'six', channels: [3, 6], params: same }),
    conv({
      ...simple,
      type: 'DeconvolutionDepthWise',
      name: 'grouped',
      from: 'six',
      channels: [6, 3],
      groups: 3,
      kernel: 4,
      params: { 3: 2, 4: 1 },
    }),
  ],
  'PReLU with slopes below 0 and above 1': [
    plain('BinaryOp', 'data', 'signed', { 0: 1, 1: 1, 2: 0.5 }),
    { ...slopes([-0.5, 0.25, 1.75]), bottoms: ['signed'] },
  ],
  'PReLU with one slope': [plain('BinaryOp', 'data', 'signed', { 0: 1, 1: 1, 2: 0.5 }), { ...slopes([1.5]), bottoms: ['signed'] }],
  ...Object.fromEntries(
    [
      ['ReLU', {}],
      ['ReLU', { 0: 0.125 }],
      ['Sigmoid', {}],
      ['TanH', {}],
      ['ELU', { 0: 0.5 }],
      ['Clip', { 0: -0.25, 1: 0.125 }],
      ['Mish', {}],
      ['Swish', {}],
      ['HardSigmoid', { 0: 1.5, 1: 0.5 }],
      ['HardSwish', { 0: 1.5, 1: 0.5 }],
      ['GELU', { 0: 0 }],
      ['GELU', { 0: 1 }],
      ...[0, 1, 2, 3, 4, 7, 9, 10, 11, 16, 18, 20].map((type) => ['UnaryOp', { 0: type }] as const),
    ].map((entry) => {
      const [type, params] = entry as readonly [string, Record<number, number>]; // built right above
      return [
        `${type} ${JSON.stringify(params)}`,
        [
          plain('BinaryOp', 'data', 'less', { 0: 1, 1: 1, 2: 0.5 }),
          plain('BinaryOp', 'less', 'signed', { 0: 2, 1: 1, 2: 3.0 }),
          plain(type, 'signed', 'out', params),
        ],
      ];
    }),
  ),
  ...Object.fromEntries(
    [5, 6, 8, 15].map((type) => [
      `UnaryOp ${type}, of positive numbers`,
      [plain('BinaryOp', 'data', 'positive', { 0: 0, 1: 1, 2: 0.25 }), plain('UnaryOp', 'positive', 'out', { 0: type })],
    ]),
  ),
  ...Object.fromEntries(
    [0, 1, 2, 3, 4, 5, 6, 7, 8, 9].map((type) => [
      `BinaryOp ${type} with a number`,
      [plain('BinaryOp', 'data', 'positive', { 0: 0, 1: 1, 2: 0.25 }), plain('BinaryOp', 'positive', 'out', { 0: type, 1: 1, 2: 0.75 })],
    ]),
  ),
  ...Object.fromEntries(
    [0, 1, 2, 4, 5, 7].map((type) => [`BinaryOp ${type} of two`, [split, other, plain('BinaryOp', ['one', 'other'], 'out', { 0: type })]]),
  ),
  'BinaryOp with a single channel': [
    split,
    conv({ ...simple, name: 'grey', from: 'two', to: 'grey', channels: [3, 1], params: same }),
    plain('BinaryOp', ['one', 'grey'], 'out', { 0: 2 }),
  ],
  'Eltwise product': [split, other, plain('Eltwise', ['one', 'other'], 'out', { 0: 0 })],
  'Eltwise sum': [split, other, plain('Eltwise', ['one', 'other'], 'out', { 0: 1 })],
  'Eltwise sum with coefficients': [split, other, plain('Eltwise', ['other', 'one'], 'out', { 0: 1, 1: [0.25, 1.0] })],
  'Eltwise maximum of three': [
    plain('Split', 'data', ['one', 'two', 'three']),
    other,
    conv({ ...simple, name: 'third', from: 'three', to: 'third', params: same, seed: 9 }),
    plain('Eltwise', ['one', 'other', 'third'], 'out', { 0: 2 }),
  ],
  Concat: [
    split,
    other,
    plain('Concat', ['other', 'one'], 'six', { 0: 0 }),
    conv({ ...simple, from: 'six', channels: [6, 3], params: same }),
  ],
  PixelShuffle: [conv({ ...simple, to: 'deep', channels: [3, 12], params: same }), plain('PixelShuffle', 'deep', 'out', { 0: 2 })],
  'PixelShuffle by colour': [
    conv({ ...simple, to: 'deep', channels: [3, 27], params: same }),
    plain('PixelShuffle', 'deep', 'out', { 0: 3, 1: 1 }),
  ],
  ...Object.fromEntries(
    [1, 2, 3].flatMap((type) =>
      [2, 3, 4].map((factor) => [
        `Interp ${type} by ${factor}`,
        [plain('Interp', 'data', 'out', { 0: type, 1: factor + 0.0, 2: factor + 0.0 })],
      ]),
    ),
  ),
  ...Object.fromEntries(
    [1, 2, 3].map((type) => [
      `Interp ${type} up by 4 and down by 2`,
      [plain('Interp', 'data', 'large', { 0: type, 1: 4.0, 2: 4.0 }), plain('Interp', 'large', 'out', { 0: type, 1: 0.5, 2: 0.5 })],
    ]),
  ),
  'Interp of one axis after the other': [
    plain('Interp', 'data', 'tall', { 0: 1, 1: 2.0, 2: 1.0 }),
    plain('Interp', 'tall', 'out', { 0: 2, 1: 1.0, 2: 2.0 }),
  ],
  'Interp to the size of another blob': [
    split,
    conv({ ...simple, name: 'deep', from: 'two', to: 'deep', channels: [3, 12], params: same }),
    plain('PixelShuffle', 'deep', 'large', { 0: 2 }),
    plain('Split', 'large', ['large-one', 'large-two']),
    plain('Interp', ['one', 'large-one'], 'resized', { 0: 2, 5: 1 }),
    plain('BinaryOp', ['resized', 'large-two'], 'out', { 0: 0 }),
  ],
  ...Object.fromEntries(
    [0, 1, 2].map((type) => [
      `Padding ${type}`,
      [plain('Padding', 'data', 'wide', { 0: 1, 1: 2, 2: 2, 3: 1, 4: type, 5: 0.25 }), conv({ ...simple, from: 'wide', kernel: 4 })],
    ]),
  ),
  'Crop by so much': [
    plain('Padding', 'data', 'wide', { 0: 3, 1: 1, 2: 1, 3: 2 }),
    plain('Crop', 'wide', 'out', { 0: 1, 1: 3, 3: -233, 4: -233, 5: -233, 6: 2, 7: 1 }),
  ],
  'Crop of channels': [
    conv({ ...simple, to: 'six', channels: [3, 6], params: same }),
    plain('Crop', 'six', 'out', { 2: 2, 3: -233, 4: -233, 5: 3 }),
  ],
  'Crop by axes': [
    ...widened,
    plain('Crop', 'wide', 'cut', { 9: [2, 1], 10: [-2, -3], 11: [1, 2] }),
    plain('BinaryOp', ['cut', 'two'], 'out', { 0: 1 }),
  ],
  'Crop by axes from the end': [
    conv({ ...simple, to: 'six', channels: [3, 6], params: same }),
    plain('Crop', 'six', 'out', { 9: [-4, 0, 0], 10: [-1, -233, -233], 11: [0, -2, -1] }),
  ],
  'Crop to the size of another blob': [
    plain('Split', 'data', ['one', 'two', 'three']),
    plain('Padding', 'one', 'wide', { 0: 2, 1: 2, 2: 2, 3: 2 }),
    plain('Crop', ['wide', 'two'], 'cut', { 0: 1, 1: 3 }),
    plain('BinaryOp', ['cut', 'three'], 'out', { 0: 1 }),
  ],
  'Noop and Dropout': [plain('Noop', 'data', 'same'), plain('Dropout', 'same', 'less', { 0: 0.75 }), plain('Dropout', 'less', 'out')],
};

/** What the nets are tried on. */
export const layerPicture = { height: 5, width: 7, data: picture(5, 7, 7) } as const;
