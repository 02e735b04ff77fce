import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname, join, parse } from 'node:path';
import type { MediaInfo, MethodOutput, OutputSettings, Run } from '../contract/index.ts';
import { refuseWithoutRoom } from '../media/copy-media.ts';
import { exportClip } from '../media/export-clip.ts';
import { probeWithTimestamps } from '../media/probe.ts';
import { writeFailure } from '../media/write-failure.ts';
import { absolutePath } from './absolute-path.ts';
import type { EngineParts } from './engine-parts.ts';
import type { OpenProjectEntry } from './open-projects.ts';
import { freeOutputPath, outputExtension, plainName } from './output-name.ts';
import { assetFile } from './picture-source.ts';
import { clipOfRun } from './project-assets.ts';

interface Wanted {
  readonly run: Run;
  readonly output: OutputSettings;
  /** Null: "<project> exports" beside the project file. */
  readonly directory: string | null;
  readonly signal: AbortSignal;
  readonly progress: (stage: string, fraction: number) => void;
}

/**
 * Writes a result into a folder, in the codec and with the sound that are wanted, under a name that is free there. The file is read
 * back and held against the source, or, where that is gone, against the result.
 */
export async function exportRun(
  parts: Pick<EngineParts, 'facts' | 'tools'>,
  entry: OpenProjectEntry,
  { run, output, signal, progress, ...wanted }: Wanted,
): Promise<MethodOutput<'run.export'>> {
  const result = await parts.facts.probe(run.outputPath, { signal });
  const source = await sourceOf(parts, entry, { run, signal });
  const copy = sameFile(run.output, output);
  const directory = wanted.directory === null ? exportsFolder(entry) : absolutePath(wanted.directory);
  if (copy) await refuseWithoutRoom(directory, result.sizeBytes);
  await mkdir(directory, { recursive: true }).catch((error: unknown) => {
    throw writeFailure(directory, error);
  });
  const extension = copy ? parse(run.outputPath).ext : outputExtension(output, source ?? result);
  const outputPath = freeOutputPath({ directory, ...namesOf(entry, run), extension, isTaken: existsSync });

  const tools = await parts.tools();
  progress('Reading the source', 0);
  const against = await probeWithTimestamps(tools, source?.path ?? result.path, { thorough: false, signal });
  const range = source === null ? { startFrame: 0, endFrame: run.frameCount } : run.range;
  const { report, sizeBytes } = await exportClip(tools, {
    ...{ result, source: against.media, framePts: against.framePts, range },
    ...{ output, copy, outputPath, signal, progress },
  });
  return { path: outputPath, sizeBytes, report, copied: copy, against: source === null ? 'result' : 'source' };
}

/** Null when the segment was deleted, or the file is not where it was. */
async function sourceOf(
  { facts }: Pick<EngineParts, 'facts'>,
  { store, path: projectPath }: OpenProjectEntry,
  { run, signal }: { readonly run: Run; readonly signal: AbortSignal },
): Promise<MediaInfo | null> {
  const clip = clipOfRun(store, run);
  const file = clip === null ? null : await assetFile(facts, clip.asset, { projectPath, signal }).catch(() => null);
  signal.throwIfAborted();
  return file?.media ?? null;
}

/** Nothing is encoded again when the file has what is wanted; a folder of pictures is lossless anyway, and is written anew. */
function sameFile(made: OutputSettings, wanted: OutputSettings): boolean {
  return made.codec !== 'png' && made.codec === wanted.codec && made.quality === wanted.quality && made.audio === wanted.audio;
}

function exportsFolder({ path, store }: OpenProjectEntry): string {
  return join(dirname(path), `${plainName(store.head().name)} exports`);
}

function namesOf({ store }: OpenProjectEntry, run: Run): { readonly assetName: string; readonly segmentName: string } {
  const clip = clipOfRun(store, run);
  if (clip !== null) return { assetName: clip.asset.name, segmentName: clip.segment.name };
  const { name } = parse(run.outputPath);
  return { assetName: name, segmentName: name };
}
