import { createHash } from 'node:crypto';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import { AppError } from '../contract/index.ts';
import type { FrameUpscalerManifest, TensorSpec } from '../contract/index.ts';
import { convertInThread } from './convert-thread.ts';
import type { Conversion } from './convert-thread.ts';
import { idFrom } from './package-id.ts';
import type { ImportContext, ModelToImport } from './package-import.ts';
import { replaceFolder } from './package-install.ts';
import { measureMemory } from './session-memory.ts';
import type { NcnnWeights } from './weights-tarball.ts';

/** A deep net depends on pixels so far away that tiles with all of them would be mostly halo; beyond this, tiles fade into each other instead. */
const MAX_EXACT_HALO_PX = 64;
const FADING_HALO_PX = 48;

/** Converts a user's own ncnn model and keeps it as a package beside the installed ones. Answers its id. */
export async function importNcnnModel(
  { path, name = basename(path, extname(path)) }: ModelToImport,
  { weightsDir, signal, taken, progress }: ImportContext,
): Promise<string> {
  const id = idFrom(name);
  if (await taken(id)) throw new AppError('conflict', `There is a model package "${id}" already. Give this one another name (--name).`);
  progress({ id, stage: 'Converting the weights', fraction: 0 });
  const converted = await convertInThread({ weights: await readWeights(path), calibration: null }, signal);
  const staging = join(weightsDir, `.importing-${id}-${process.pid}`);
  try {
    await mkdir(staging, { recursive: true });
    const modelPath = join(staging, 'model.onnx');
    await writeFile(modelPath, converted.model, { flush: true });
    progress({ id, stage: 'Measuring its memory', fraction: 0.6 });
    const memory = await measureMemory(modelPath, { sizeBytes: converted.model.length, signal });
    await writeFile(join(staging, 'manifest.json'), JSON.stringify(manifestOf({ id, name, path }, converted, memory), null, 2));
    signal.throwIfAborted();
    await replaceFolder(staging, join(weightsDir, id));
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
  return id;
}

async function readWeights(paramPath: string): Promise<NcnnWeights> {
  const binPath = `${paramPath.slice(0, -'.param'.length)}.bin`;
  const read = async (path: string): Promise<Uint8Array<ArrayBuffer>> => {
    try {
      return new Uint8Array(await readFile(path));
    } catch (error) {
      throw new AppError(
        'not-found',
        `${path} cannot be read. An ncnn model is two files: model.param and model.bin, side by side.`,
        error,
      );
    }
  };
  return { param: await read(paramPath), bin: await read(binPath) };
}

function manifestOf(
  { id, name, path }: { readonly id: string; readonly name: string; readonly path: string },
  { model, scale, parameterCount, ...halo }: Conversion,
  memory: FrameUpscalerManifest['memory'],
): FrameUpscalerManifest {
  const haloExact = halo.haloExact && halo.haloPx <= MAX_EXACT_HALO_PX;
  const tensor = (tensorName: string, height: string, width: string): TensorSpec => ({
    name: tensorName,
    type: 'float32',
    shape: [1, 3, height, width],
  });
  return {
    manifestVersion: 1,
    id,
    name,
    version: '1.0.0',
    summary: `Your own model, ${(parameterCount / 1e6).toFixed(1)} million parameters.`,
    license: 'unknown',
    licenseNotice: '',
    credits: '',
    homepage: null,
    source: { type: 'imported', from: path },
    files: [{ path: 'model.onnx', sha256: createHash('sha256').update(model).digest('hex'), sizeBytes: model.length }],
    kind: 'frame-upscaler',
    scale,
    model: 'model.onnx',
    input: tensor('input', 'h', 'w'),
    output: tensor('output', 'H', 'W'),
    haloPx: haloExact ? halo.haloPx : Math.min(halo.haloPx, FADING_HALO_PX),
    haloExact,
    memory,
    precision: 'fp32',
  };
}
