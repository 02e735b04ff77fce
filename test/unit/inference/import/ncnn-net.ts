/** A small ncnn net as data, from which the files, and by `evaluateNet` the right answer, are made. */
export interface NetLayer {
  readonly type: string;
  readonly name: string;
  readonly bottoms: readonly string[];
  readonly tops: readonly string[];
  readonly params?: Readonly<Record<number, number | readonly number[]>>;
  /** In the order of the bin. */
  readonly blocks?: readonly WeightBlock[];
}

export interface WeightBlock {
  readonly values: Float32Array;
  /** `plain` has no tag: biases and slopes. `table` stores 256 values and a byte each. */
  readonly form: 'plain' | 'float32' | 'flagged32' | 'float16' | 'table';
}

const input: NetLayer = { type: 'Input', name: 'in', bottoms: [], tops: ['data'] };

/** The `.param` text and the `.bin` of a net; `Input` is added in front. */
export function writeNet(layers: readonly NetLayer[]): { readonly param: string; readonly bin: Uint8Array } {
  const all = [input, ...layers];
  const blobs = all.reduce((count, { tops }) => count + tops.length, 0);
  const lines = all.map(({ type, name, bottoms, tops, params = {} }) => {
    const pairs = Object.entries(params).map(([id, value]) => {
      // ncnn takes a number for an integer unless it has a point.
      const write = (item: number) => (floatParams[type]?.includes(Number(id)) ? item.toExponential(6) : String(item));
      if (typeof value === 'number') return `${id}=${write(value)}`;
      return `${-23300 - Number(id)}=${[value.length, ...value.map(write)].join(',')}`;
    });
    return [type.padEnd(16), name.padEnd(10), bottoms.length, tops.length, ...bottoms, ...tops, ...pairs].join(' ');
  });
  const bin = Buffer.concat(layers.flatMap(({ blocks = [] }) => blocks.map(writeBlock)));
  return { param: ['7767517', `${all.length} ${blobs}`, ...lines, ''].join('\n'), bin };
}

const floatParams: Readonly<Record<string, readonly number[]>> = {
  Convolution: [10, 18],
  ConvolutionDepthWise: [10, 18],
  Deconvolution: [10],
  DeconvolutionDepthWise: [10],
  Interp: [1, 2],
  BinaryOp: [2],
  Eltwise: [1],
  ReLU: [0],
  ELU: [0],
  Clip: [0, 1],
  HardSigmoid: [0, 1],
  HardSwish: [0, 1],
  Dropout: [0],
  Padding: [5],
};

const tags = { float32: 0, flagged32: 0x0002c056, float16: 0x01306b47, table: 0x00000001 };

function writeBlock({ values, form }: WeightBlock): Uint8Array {
  if (form === 'plain') return bytesOf(values);
  const tag = bytesOf(Uint32Array.of(tags[form]));
  switch (form) {
    case 'float32':
    case 'flagged32':
      return Buffer.concat([tag, bytesOf(values)]);
    case 'float16':
      return Buffer.concat([tag, padded(bytesOf(Uint16Array.from(values, toFloat16)))]);
    case 'table': {
      const table = [...new Set(values)];
      const bytes = Uint8Array.from(values, (value) => table.indexOf(value));
      return Buffer.concat([tag, bytesOf(Float32Array.from({ length: 256 }, (_, i) => table[i] ?? 0)), padded(bytes)]);
    }
  }
}

const bytesOf = (array: Float32Array | Uint32Array | Uint16Array) => new Uint8Array(array.buffer, array.byteOffset, array.byteLength);

const padded = (bytes: Uint8Array) => Buffer.concat([bytes, new Uint8Array((4 - (bytes.length % 4)) % 4)]);

/** Exact for the values that `numbers` makes, which are multiples of 1/64 below 4. */
function toFloat16(value: number): number {
  if (value === 0) return 0;
  const exponent = Math.floor(Math.log2(Math.abs(value)));
  const fraction = (Math.abs(value) / 2 ** exponent - 1) * 1024;
  return (value < 0 ? 0x8000 : 0) | ((exponent + 15) << 10) | fraction;
}

/** Numbers between -1 and 1 in steps of 1/64, the same on every machine: exact in float16, and no more than 129 different ones. */
export function numbers(count: number, seed: number): Float32Array {
  let state = seed * 2654435761 + 12345;
  return Float32Array.from({ length: count }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) | 0;
    return (((state >>> 16) % 129) - 64) / 64;
  });
}

/** A picture [3,height,width] of values 0..1. */
export function picture(height: number, width: number, seed: number): Float32Array {
  return numbers(3 * height * width, seed).map((value) => (value + 1) / 2);
}

export interface ConvOptions {
  readonly type?: string;
  readonly name: string;
  readonly from: string;
  readonly to: string;
  /** Of the input and the output. */
  readonly channels: readonly [number, number];
  readonly kernel?: number | readonly [width: number, height: number];
  readonly groups?: number;
  readonly form?: WeightBlock['form'];
  /** More ncnn parameters by number. */
  readonly params?: NetLayer['params'];
  readonly seed?: number;
}

/** A convolution or deconvolution with a bias and weights small enough that sums stay around 1. */
export function conv({
  type = 'Convolution',
  name,
  from,
  to,
  channels,
  kernel = 3,
  groups = 1,
  form = 'float32',
  params = {},
  seed = 1,
}: ConvOptions): NetLayer {
  const [inputs, outputs] = channels;
  const [width, height] = typeof kernel === 'number' ? [kernel, kernel] : kernel;
  const count = (inputs / groups) * outputs * width * height;
  const bias = numbers(outputs, seed + 1000);
  return {
    type,
    name,
    bottoms: [from],
    tops: [to],
    params: { 0: outputs, 1: width, 11: height, 5: 1, 6: count, ...(groups > 1 ? { 7: groups } : {}), ...params },
    blocks: [
      { values: numbers(count, seed).map((value) => value / 4), form },
      { values: bias, form: 'plain' },
    ],
  };
}
