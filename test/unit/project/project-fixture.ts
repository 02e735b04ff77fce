import Database from 'better-sqlite3';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach } from 'vitest';
import { AssetId, JobId, OutputSettings, ProjectId, RealEsrganRecipe, RunId, SegmentId } from '../../../native/contract/index.ts';
import type { Asset, ExportJob, ProjectItem, RestoreJob, Run, Segment } from '../../../native/contract/index.ts';
import { migrations } from '../../../native/project/migrations/index.ts';
import { createProject } from '../../../native/project/project-store.ts';
import type { OpenProject } from '../../../native/project/project-store.ts';
import { temporaryFolder } from '../../fixtures/tiny-clips.ts';

/** Of a project made now. */
export const presentSchema = migrations.at(-1)?.version ?? 0;

export const recipe = RealEsrganRecipe.parse({ pipeline: 'real-esrgan' });
export const output = OutputSettings.parse({});

export const assetId = (id: string): AssetId => AssetId.parse(id);
export const segmentId = (id: string): SegmentId => SegmentId.parse(id);
export const runId = (id: string): RunId => RunId.parse(id);

export function makeProject(folder: string, name = 'Film'): OpenProject {
  return createProject({ path: join(folder, `${name}.interweave`), name, recipe, output });
}

/** With one asset "a" of 100 frames and nothing to undo but its import. */
export function makeProjectWithAsset(folder: string, name?: string): OpenProject {
  const project = makeProject(folder, name);
  project.putAssets([makeAsset('a')], { label: 'Import' });
  return project;
}

/** Hands over a project of its own before each test of a file, and closes it after. */
export function projectForEachTest(take: (project: OpenProject) => void): void {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let count = 0;
  beforeAll(async () => void (folder = await temporaryFolder()));
  afterAll(() => folder.remove());
  beforeEach(() => {
    const project = makeProjectWithAsset(folder.path, `Film ${count++}`);
    take(project);
    return () => project.close();
  });
}

export function makeAsset(id: string, frameCount = 100): Asset {
  const path = `/media/${id}.mp4`;
  return {
    kind: 'asset',
    id: assetId(id),
    name: `${id}.mp4`,
    path,
    relativePath: `../media/${id}.mp4`,
    fingerprint: { sizeBytes: 12_345, sha256: 'f'.repeat(64) },
    importedAt: '2026-01-02T03:04:05.678Z',
    media: {
      path,
      format: 'mov,mp4,m4a,3gp,3g2,mj2',
      sizeBytes: 12_345,
      durationSec: frameCount / 25,
      startTimecode: null,
      video: {
        index: 0,
        codec: 'h264',
        profile: 'High',
        width: 64,
        height: 48,
        displayWidth: 64,
        displayHeight: 48,
        pixelFormat: 'yuv420p',
        bitDepth: 8,
        hasAlpha: false,
        sampleAspectRatio: { num: 1, den: 1 },
        rotationDeg: 0,
        timeBase: { num: 1, den: 12_800 },
        frameRate: { num: 25, den: 1 },
        frameCount,
        startPts: 0,
        variableFrameRate: false,
        fieldOrder: 'progressive',
        color: { range: 'tv', matrix: 'bt709', primaries: 'bt709', transfer: 'bt709', chromaLocation: 'left' },
      },
      audio: [{ index: 1, codec: 'aac', sampleRate: 48_000, channels: 2, language: 'eng', title: null }],
      subtitles: [],
      warnings: [],
    },
  };
}

export function makeSegment(id: string, fields: Partial<Segment> = {}): Segment {
  return {
    kind: 'segment',
    id: segmentId(id),
    assetId: assetId('a'),
    name: 'Segment 1',
    inFrame: 0,
    outFrame: 100,
    prompt: '',
    negativePrompt: '',
    recipe,
    output,
    ...fields,
  };
}

export function makeJob(id: string, fields: Partial<RestoreJob> = {}): RestoreJob {
  return {
    id: JobId.parse(id),
    projectId: ProjectId.parse('p'),
    segmentId: segmentId('s'),
    purpose: 'restore',
    title: 'Restore Segment 1',
    state: 'queued',
    position: 1,
    sourcePath: '/media/a.mp4',
    range: { startFrame: 0, endFrame: 100 },
    recipe,
    output,
    outputPath: '/media/a restored.mp4',
    progress: null,
    error: null,
    notes: [],
    runId: null,
    createdAt: '2026-01-02T03:04:05.678Z',
    startedAt: null,
    finishedAt: null,
    ...fields,
  };
}

/** Of "run-1". */
export function makeExport(id: string, fields: Partial<ExportJob> = {}): ExportJob {
  const { recipe: _, ...common } = makeJob(id);
  return {
    ...common,
    purpose: 'export',
    sourcePath: common.outputPath,
    originalPath: common.sourcePath,
    outputPath: '/media/exports/a.mov',
    output: { ...output, codec: 'prores' },
    copy: false,
    runId: runId('run-1'),
    written: null,
    ...fields,
  };
}

export function makeRun(id: string, fields: Partial<Run> = {}): Run {
  return {
    id: runId(id),
    segmentId: segmentId('s'),
    jobId: JobId.parse('j'),
    purpose: 'restore',
    range: { startFrame: 0, endFrame: 100 },
    recipe,
    output,
    outputPath: '/media/a restored.mp4',
    outputSizeBytes: 123,
    framesSha256: 'e'.repeat(64),
    frameCount: 100,
    width: 256,
    height: 192,
    report: { ok: true, checks: [{ name: 'frame-count', status: 'same', expected: '100', actual: '100' }] },
    model: { id: 'realesr-general-x4v3', version: '1', sha256: 'd'.repeat(64) },
    device: { provider: 'cpu', name: 'CPU' },
    versions: { app: '0.1.0', onnxruntime: '1.30', ffmpeg: '5.1' },
    timing: { wallMs: 1000, inferenceMs: 900, decodeWaitMs: 1, encodeWaitMs: 2 },
    note: '',
    starred: false,
    createdAt: '2026-01-02T03:04:05.678Z',
    ...fields,
  };
}

/** Every page of a listing. */
export function allPages<T>(page: (cursor: string | null) => { readonly items: readonly T[]; readonly nextCursor: string | null }): T[] {
  const all: T[] = [];
  for (let cursor: string | null = null; ;) {
    const { items, nextCursor }: { readonly items: readonly T[]; readonly nextCursor: string | null } = page(cursor);
    all.push(...items);
    if (nextCursor === null) return all;
    cursor = nextCursor;
  }
}

export function allItems(project: OpenProject): ProjectItem[] {
  return allPages(project.items);
}

export function segmentsIn(project: OpenProject): Segment[] {
  return allItems(project).filter((item) => item.kind === 'segment');
}

/** Puts many segments into a closed project at once, past the store. Returns their ids. */
export function addSegments(path: string, count: number): SegmentId[] {
  const segments = Array.from({ length: count }, (_, index) => makeSegment(`segment-${index}`, { name: `Part ${index}` }));
  const database = new Database(path);
  const insert = database.prepare(`INSERT INTO items (id, kind, asset_id, record) VALUES (?, 'segment', 'a', ?)`);
  database.transaction(() => {
    for (const segment of segments) insert.run(segment.id, JSON.stringify(segment));
  })();
  database.close();
  return segments.map(({ id }) => id);
}
