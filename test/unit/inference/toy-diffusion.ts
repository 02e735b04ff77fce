import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { DiffusionVsrManifest, GraphComponent, TensorSpec } from '../../../native/contract/index.ts';
import { floats, int, int64s, ints, openGraph, scalar, string } from '../../../native/inference/import/graph-builder.ts';
import type { GraphBuilder } from '../../../native/inference/import/graph-builder.ts';
import { elementTypes, encodeNamedGraph } from '../../../native/inference/import/onnx-graph.ts';
import type { GraphEdge } from '../../../native/inference/import/onnx-graph.ts';

const [CHANNELS, WINDOW, TEXT, DECODED, SCALE] = [2, 4, 6, 2, 4];

function spec(name: string, type: 'float32' | 'int64', ...shape: TensorSpec['shape']): TensorSpec & GraphEdge {
  return { name, type, shape };
}

type ToyEdges = Pick<GraphComponent, 'inputs' | 'outputs'>;

const sample = ['B', CHANNELS, WINDOW, 'h', 'w'] as const;
const text = spec('text', 'float32', 'B', 77, TEXT);

/** What the graphs of the toy package take and give. */
export const toyEdges = {
  textEncoder: { inputs: [spec('tokens', 'int64', 'B', 77)], outputs: [text] },
  denoiser: {
    inputs: [
      spec('sample', 'float32', ...sample),
      spec('timestep', 'int64', 'B'),
      spec('low_res', 'float32', 'B', 3, WINDOW, 'h', 'w'),
      text,
      spec('noise_level', 'int64', 'B'),
    ],
    outputs: [spec('prediction', 'float32', ...sample)],
  },
  vaeDecoder: {
    inputs: [spec('latents', 'float32', DECODED, CHANNELS, 'h', 'w')],
    outputs: [spec('frames', 'float32', DECODED, 3, 'H', 'W')],
  },
  vaeEncoder: {
    inputs: [spec('frames', 'float32', DECODED, 3, 'H', 'W')],
    outputs: [spec('latents', 'float32', DECODED, CHANNELS, 'h', 'w')],
  },
} satisfies Record<string, ToyEdges>;

type Role = keyof typeof toyEdges;

/** Graphs of the contract's form that ONNX Runtime opens and that look at each of their inputs, no more. */
export function toyGraph(role: Role, edges: { inputs: readonly GraphEdge[]; outputs: readonly GraphEdge[] } = toyEdges[role]): Uint8Array {
  const names = [...edges.inputs, ...edges.outputs].map(({ name }) => name);
  const graph = openGraph(names);
  const made = fill[role](
    graph,
    edges.inputs.map(({ name }) => name),
  );
  graph.append({ name: 'end', op: 'Identity', inputs: [made], outputs: [edges.outputs[0]!.name], attributes: {} });
  return encodeNamedGraph({ name: role, ...edges, nodes: graph.nodes, initializers: graph.initializers });
}

const toFloat = { to: int(elementTypes.float32) };
const fill: Readonly<Record<Role, (graph: GraphBuilder, inputs: readonly string[]) => string>> = {
  textEncoder: (graph, [tokens = '']) => {
    const values = graph.node('Cast', { name: 'values', inputs: [tokens], attributes: toFloat });
    const column = graph.node('Unsqueeze', { name: 'column', inputs: [values, graph.constant('last', int64s([2]))] });
    return graph.node('Mul', { name: 'embedded', inputs: [column, graph.constant('table', floats([1, 2, 3, 4, 5, 6]))] });
  },
  denoiser: (graph, [video = '', timestep = '', lowRes = '', prompt = '', noiseLevel = '']) => {
    let sum = video;
    const add = (value: string): void => void (sum = graph.node('Add', { name: 'sum', inputs: [sum, value] }));
    add(graph.node('ReduceMean', { name: 'gray', inputs: [lowRes], attributes: { axes: ints(1) } }));
    const perSample = graph.constant('per-sample', int64s([-1, 1, 1, 1, 1]));
    const word = graph.node('ReduceMean', { name: 'word', inputs: [prompt], attributes: { axes: ints(1, 2) } });
    const numbers = [timestep, noiseLevel].map((name) => graph.node('Cast', { name: 'number', inputs: [name], attributes: toFloat }));
    for (const value of [word, ...numbers]) add(graph.node('Reshape', { name: 'spread', inputs: [value, perSample] }));
    return graph.node('Mul', { name: 'quiet', inputs: [sum, graph.constant('quietly', scalar(0.01))] });
  },
  vaeDecoder: (graph, [latents = '']) => {
    const large = 3 * SCALE ** 2;
    const weights = floats(
      Float32Array.from({ length: large * CHANNELS }, (_, i) => Math.sin(i)),
      [large, CHANNELS, 1, 1],
    );
    const places = graph.node('Conv', { name: 'places', inputs: [latents, graph.constant('weights', weights)] });
    return graph.node('DepthToSpace', { name: 'enlarged', inputs: [places], attributes: { blocksize: int(SCALE), mode: string('CRD') } });
  },
  vaeEncoder: (graph, [frames = '']) => {
    const large = 3 * SCALE ** 2;
    const weights = floats(
      Float32Array.from({ length: large * CHANNELS }, (_, i) => Math.cos(i)),
      [CHANNELS, large, 1, 1],
    );
    const places = graph.node('SpaceToDepth', { name: 'places', inputs: [frames], attributes: { blocksize: int(SCALE) } });
    return graph.node('Conv', { name: 'small', inputs: [places, graph.constant('weights', weights)] });
  },
};

/** Contents by the paths that the manifest lists. */
export type ToyFiles = Readonly<Record<string, Uint8Array>>;

export const toyFiles: ToyFiles = {
  'text.onnx': toyGraph('textEncoder'),
  'denoiser.onnx': toyGraph('denoiser'),
  'vae/decoder.onnx': toyGraph('vaeDecoder'),
  'tokenizer.json': new TextEncoder().encode('{}'),
};

export function toyManifest(files: ToyFiles = toyFiles): DiffusionVsrManifest {
  const noise = { numTrainTimesteps: 1000, betaStart: 0.0001, betaEnd: 0.02 };
  const memory = { fixedBytes: 1e6, perPixelBytes: 1000 };
  return {
    manifestVersion: 1,
    ...{ id: 'toy-diffusion', name: 'Toy', version: '1.0.0', summary: 'A toy.' },
    ...{ license: 'Apache-2.0', licenseNotice: '', credits: 'us', homepage: null },
    source: { type: 'bundled' },
    files: Object.entries(files).map(([path, bytes]) => ({ path, sha256: sha256(bytes), sizeBytes: bytes.length })),
    ...{ kind: 'diffusion-vsr', scale: SCALE, precision: 'fp32' },
    components: {
      textEncoder: { model: 'text.onnx', ...toyEdges.textEncoder, memory },
      denoiser: { model: 'denoiser.onnx', ...toyEdges.denoiser, memory },
      vaeDecoder: { model: 'vae/decoder.onnx', ...toyEdges.vaeDecoder, memory },
      vaeEncoder: null,
    },
    tokenizer: { file: 'tokenizer.json', maxTokens: 77, startToken: 1, endToken: 2, padToken: 0 },
    latents: { channels: CHANNELS, scalingFactor: 0.08333, decodeFrames: DECODED },
    window: { length: WINDOW, overlap: 2 },
    scheduler: {
      noise: { ...noise, betaSchedule: 'linear' },
      ...{ predictionType: 'v-prediction', timestepSpacing: 'leading', stepsOffset: 1, setAlphaToOne: false },
    },
    lowResNoise: { noise: { ...noise, betaSchedule: 'scaled-linear' }, maxLevel: 350 },
    defaults: {
      ...{ steps: 50, scheduler: 'ddim', guidanceScale: 5, noiseLevel: 50 },
      ...{ latentTransition: 'paper', colorFix: 'none', promptSuffix: '', negativePrompt: '' },
    },
  };
}

export async function writeDiffusionPackage(root: string, manifest = toyManifest(), files = toyFiles): Promise<string> {
  const directory = join(root, manifest.id);
  for (const [path, bytes] of Object.entries({ ...files, 'manifest.json': new TextEncoder().encode(JSON.stringify(manifest)) })) {
    await mkdir(dirname(join(directory, path)), { recursive: true });
    await writeFile(join(directory, path), bytes);
  }
  return directory;
}

export function sha256(bytes: Uint8Array | string): string {
  return createHash('sha256').update(bytes).digest('hex');
}
