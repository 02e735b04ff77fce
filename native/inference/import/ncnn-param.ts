import { AppError } from '../../contract/index.ts';

/** First line of every ncnn text graph since 2017. */
const MAGIC = '7767517';
/** ncnn writes an array as `-(23300 + id)=count,a,b,...`; newer files as `id=a,b,...`. */
const ARRAY_BASE = 23300;

export type ParamValue = number | string | readonly number[];

/** One line of the file: `type name bottomCount topCount bottoms... tops... id=value...`. */
export interface NcnnLayer {
  readonly type: string;
  readonly name: string;
  readonly bottoms: readonly string[];
  readonly tops: readonly string[];
  readonly params: ReadonlyMap<number, ParamValue>;
}

/** The layers of an ncnn `.param` text, in the order of the file, which is the order of the weights. */
export function parseNcnnParam(text: string): readonly NcnnLayer[] {
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '');
  if (lines[0]?.trim() !== MAGIC) {
    throw corrupt(
      `its first line is not ${MAGIC}. Choose the text file that ends in .param; a binary one (.param.bin) has to be exported again`,
    );
  }
  const [layerCount, blobCount] = words(lines[1] ?? '').map(Number);
  const layers = lines.slice(2).map(parseLayer);
  if (layerCount !== layers.length) {
    throw corrupt(`it announces ${String(layerCount)} layers and has ${layers.length}. Is the file complete?`);
  }
  const made = layers.flatMap((layer) => layer.tops);
  if (blobCount !== made.length) {
    throw corrupt(`it announces ${String(blobCount)} blobs and makes ${made.length}. Is the file complete?`);
  }
  checkWiring(layers);
  return layers;
}

function parseLayer(line: string): NcnnLayer {
  const [type = '', name = '', bottomCount, topCount, ...rest] = words(line);
  const bottomEnd = Number(bottomCount);
  const topEnd = bottomEnd + Number(topCount);
  if (!Number.isInteger(bottomEnd) || !Number.isInteger(topEnd) || bottomEnd < 0 || topEnd < bottomEnd || rest.length < topEnd) {
    throw corrupt(`the line of layer "${name}" ("${type}") is cut off or not a layer`);
  }
  const params = new Map(rest.slice(topEnd).map((pair) => parseParam(pair, name)));
  return { type, name, bottoms: rest.slice(0, bottomEnd), tops: rest.slice(bottomEnd, topEnd), params };
}

function parseParam(pair: string, layer: string): [number, ParamValue] {
  const match = /^(-?\d+)=(.+)$/.exec(pair);
  if (!match) throw corrupt(`layer "${layer}" has "${pair}" where a parameter (id=value) should be`);
  const id = Number(match[1]);
  const items = match[2]!.split(',');
  if (id <= -ARRAY_BASE) {
    const [count, ...values] = items;
    if (Number(count) !== values.length) throw corrupt(`layer "${layer}" has an array of ${count} values with ${values.length}`);
    return [-id - ARRAY_BASE, values.map((value) => parseNumber(value, layer))];
  }
  if (/^["a-z]/i.test(match[2]!)) return [id, match[2]!.replaceAll('"', '')];
  return [id, items.length === 1 ? parseNumber(match[2]!, layer) : items.map((value) => parseNumber(value, layer))];
}

function parseNumber(text: string, layer: string): number {
  const value = Number(text);
  if (text === '' || !Number.isFinite(value)) throw corrupt(`layer "${layer}" has "${text}" where a number should be`);
  return value;
}

/** Every blob is made once, and before it is used. */
function checkWiring(layers: readonly NcnnLayer[]): void {
  const made = new Set<string>();
  for (const { name, bottoms, tops } of layers) {
    const missing = bottoms.find((blob) => !made.has(blob));
    if (missing !== undefined) throw corrupt(`layer "${name}" reads "${missing}", which no layer before it makes`);
    for (const top of tops) {
      if (made.has(top)) throw corrupt(`two layers make the blob "${top}"`);
      made.add(top);
    }
  }
}

/** An integer or a float by its id; the default is ncnn's. */
export function numberParam(layer: NcnnLayer, id: number, ifAbsent: number): number {
  const value = layer.params.get(id);
  if (value === undefined) return ifAbsent;
  if (typeof value !== 'number') throw corrupt(`parameter ${id} of layer "${layer.name}" should be one number`);
  return value;
}

export function arrayParam(layer: NcnnLayer, id: number): readonly number[] {
  const value = layer.params.get(id);
  if (typeof value === 'string') throw corrupt(`parameter ${id} of layer "${layer.name}" should be a list of numbers`);
  return value === undefined ? [] : typeof value === 'number' ? [value] : value;
}

const words = (line: string) => line.trim().split(/\s+/);

function corrupt(what: string): AppError {
  return new AppError('model-corrupt', `The ncnn graph (.param) cannot be read: ${what}.`);
}
