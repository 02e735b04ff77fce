import { existsSync } from 'node:fs';
import { dirname, join, parse } from 'node:path';
import { AppError } from '../contract/index.ts';
import type { ExportSettings, JobId, MediaInfo, OutputSettings, Run, RunId } from '../contract/index.ts';
import type { NewExport } from '../jobs/job-queue.ts';
import { absolutePath } from './absolute-path.ts';
import type { EngineParts } from './engine-parts.ts';
import type { OpenProjectEntry } from './open-projects.ts';
import { freeOutputPath, outputExtension, plainName } from './output-name.ts';
import { assetFile } from './picture-source.ts';
import { clipOfRun } from './project-assets.ts';
import { takenPlaces } from './taken-places.ts';

interface Wanted {
  readonly ids: readonly RunId[];
  readonly output: ExportSettings;
  /** Null: "<project> exports" beside the project file. */
  readonly directory: string | null;
  readonly signal: AbortSignal;
}

/** Queues a job per result: all of them, or none where one of the files is gone. Each has a name that is free now, and is kept for it. */
export async function queueExports(
  parts: Pick<EngineParts, 'facts' | 'queue'>,
  entry: OpenProjectEntry,
  { ids, output, signal, ...wanted }: Wanted,
): Promise<JobId[]> {
  const directory = wanted.directory === null ? exportsFolder(entry) : absolutePath(wanted.directory);
  const runs = [...new Set(ids)].map((id) => entry.store.run(id));
  for (const { outputPath } of runs) {
    if (existsSync(outputPath)) continue;
    throw new AppError('media-missing', `The result ${outputPath} is not there any more. Restore the segment again.`);
  }
  const requests = [];
  for (const run of runs) requests.push(await requestOf(parts, entry, { run, output: outputOf(run, output), signal }));
  const jobs: JobId[] = [];
  const isTaken = takenPlaces(parts.queue);
  for (const { extension, names, ...request } of requests) {
    const outputPath = freeOutputPath({ directory, ...names, extension, isTaken });
    jobs.push((await parts.queue.add({ ...request, outputPath })).id);
  }
  return jobs;
}

type Request = Omit<NewExport, 'outputPath'> & {
  readonly extension: string;
  readonly names: { readonly assetName: string; readonly segmentName: string };
};

async function requestOf(
  { facts }: Pick<EngineParts, 'facts'>,
  entry: OpenProjectEntry,
  { run, output, signal }: { readonly run: Run; readonly output: OutputSettings; readonly signal: AbortSignal },
): Promise<Request> {
  const copy = sameFile(run.output, output);
  const original = await originalOf({ facts }, entry, { run, signal });
  const extension = copy ? parse(run.outputPath).ext : outputExtension(output, original ?? (await facts.probe(run.outputPath, { signal })));
  const names = namesOf(entry, run);
  return {
    ...{ projectId: entry.id, segmentId: run.segmentId, purpose: 'export', title: names.segmentName, runId: run.id },
    ...{ sourcePath: run.outputPath, originalPath: original?.path ?? null, range: run.range },
    ...{ output, copy, extension, names },
  };
}

/** Null when the segment was deleted, or the file is not where it was. */
async function originalOf(
  { facts }: Pick<EngineParts, 'facts'>,
  { store, path: projectPath }: OpenProjectEntry,
  { run, signal }: { readonly run: Run; readonly signal: AbortSignal },
): Promise<MediaInfo | null> {
  const clip = clipOfRun(store, run);
  const file = clip === null ? null : await assetFile(facts, clip.asset, { projectPath, signal }).catch(() => null);
  signal.throwIfAborted();
  return file?.media ?? null;
}

function outputOf(run: Run, { codec, quality, audio }: ExportSettings): OutputSettings {
  return codec === null ? { ...run.output, audio } : { codec, quality: quality ?? run.output.quality, audio };
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
