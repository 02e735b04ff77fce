import { AppError } from '../../contract/index.ts';

/** Tags that begin a block of weights in ncnn's modelbin.cpp. Anything else that is not zero begins a table of 256 values. */
const FLOAT16 = 0x01306b47;
const INT8 = 0x000d4b38;
const FLOAT32 = 0x0002c056;

/** Reads the weights of an ncnn `.bin` one after the other, in the order of the layers. */
export interface WeightReader {
  /** A block with a tag: float32, float16 or a table of 256 values with one byte each. `owner` is the layer, for messages. */
  readonly weights: (count: number, owner: string) => Float32Array;
  /** A block without a tag, always float32: biases and slopes. */
  readonly plain: (count: number, owner: string) => Float32Array;
  /** Numbers read so far. */
  readonly count: () => number;
  /** Refuses bytes that no layer asked for. */
  readonly finish: () => void;
}

export function openWeights(bin: Uint8Array): WeightReader {
  const view = new DataView(bin.buffer, bin.byteOffset, bin.byteLength);
  let offset = 0;
  let numbers = 0;
  const take = (bytes: number, owner: string): number => {
    const start = offset;
    // Every block is padded to four bytes.
    offset += Math.ceil(bytes / 4) * 4;
    if (offset > bin.byteLength) {
      throw corrupt(`it ends inside the weights of layer "${owner}" (${bin.byteLength} bytes, at least ${offset} needed)`);
    }
    return start;
  };
  const plain = (count: number, owner: string): Float32Array => {
    const start = take(4 * count, owner);
    return numbersOf(count, owner, (i) => view.getFloat32(start + 4 * i, true));
  };
  return {
    count: () => numbers,
    plain: (count, owner) => {
      numbers += count;
      return plain(count, owner);
    },
    weights: (count, owner) => {
      numbers += count;
      const tag = view.getUint32(take(4, owner), true);
      if (tag === 0 || tag === FLOAT32) return plain(count, owner);
      if (tag === INT8) {
        throw new AppError(
          'model-contract',
          `Layer "${owner}" of the ncnn model holds int8 weights. Import the float32 or float16 form of the model.`,
        );
      }
      if (tag === FLOAT16) {
        const start = take(2 * count, owner);
        return numbersOf(count, owner, (i) => fromFloat16(view.getUint16(start + 2 * i, true)));
      }
      const table = plain(256, owner);
      const start = take(count, owner);
      return numbersOf(count, owner, (i) => table[bin[start + i]!]!);
    },
    finish: () => {
      if (offset !== bin.byteLength) {
        throw corrupt(`${bin.byteLength - offset} of its ${bin.byteLength} bytes belong to no layer. Do .param and .bin belong together?`);
      }
    },
  };
}

/** Bytes of another file that are read as weights show up as NaN or infinity sooner or later. */
function numbersOf(count: number, owner: string, read: (index: number) => number): Float32Array {
  const values = new Float32Array(count);
  for (let i = 0; i < count; i += 1) {
    const value = read(i);
    if (!Number.isFinite(value)) throw corrupt(`the weights of layer "${owner}" are not all numbers. Do .param and .bin belong together?`);
    values[i] = value;
  }
  return values;
}

/** IEEE 754 half precision, subnormals included. */
function fromFloat16(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0x1f) return fraction === 0 ? sign * Infinity : NaN;
  return exponent === 0 ? sign * fraction * 2 ** -24 : sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}

function corrupt(what: string): AppError {
  return new AppError('model-corrupt', `The ncnn weights (.bin) cannot be read: ${what}.`);
}
