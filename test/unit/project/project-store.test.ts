import { copyFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { MAX_MESSAGE_BYTES } from '../../../native/contract/index.ts';
import { createProject, openProject } from '../../../native/project/project-store.ts';
import { temporaryFolder } from '../../fixtures/tiny-clips.ts';
import {
  addSegments,
  allItems,
  allPages,
  assetId,
  makeAsset,
  makeJob,
  makeProject,
  makeProjectWithAsset,
  makeRun,
  makeSegment,
  output,
  presentSchema,
  recipe,
  runId,
  segmentId,
} from './project-fixture.ts';

let folder: { readonly path: string; readonly remove: () => Promise<void> };
beforeEach(async () => (folder = await temporaryFolder()));
afterEach(() => folder.remove());

it('makes a project that is there when it is opened again', () => {
  const made = makeProject(folder.path, 'Film');
  const head = made.head();
  made.close();

  const project = openProject(join(folder.path, 'Film.interweave'));

  expect(project.head()).toEqual(head);
  expect(head).toEqual({
    id: head.id,
    path: join(folder.path, 'Film.interweave'),
    name: 'Film',
    schemaVersion: presentSchema,
    history: { undo: null, redo: null },
    backupPath: null,
  });
  expect(allItems(project)).toEqual([{ kind: 'project', id: 'project', name: 'Film', recipe, output }]);
  project.close();
});

it('is one file when it is closed', () => {
  const project = makeProjectWithAsset(folder.path);
  expect(readdirSync(folder.path).length).toBeGreaterThan(1);

  project.close();
  project.close();

  expect(readdirSync(folder.path)).toEqual(['Film.interweave']);
});

it('refuses a name that cannot be one, and leaves nothing behind', () => {
  const make = (path: string, name = 'Film'): (() => unknown) => {
    return () => createProject({ path: join(folder.path, path), name, recipe, output });
  };

  expect(make('Film.interweave', ' ')).toThrow(expect.objectContaining({ code: 'bad-input' }));
  expect(make('Film.txt')).toThrow(expect.objectContaining({ code: 'bad-input', message: expect.stringContaining('.interweave') }));
  expect(make('nowhere/Film.interweave')).toThrow(expect.objectContaining({ code: 'not-found' }));
  expect(readdirSync(folder.path)).toEqual([]);
});

it('does not make a project over a file', () => {
  makeProject(folder.path).close();

  expect(() => makeProject(folder.path)).toThrow(expect.objectContaining({ code: 'output-exists' }));

  openProject(join(folder.path, 'Film.interweave')).close();
});

it('says that a closed project is closed', () => {
  const project = makeProject(folder.path);
  project.close();

  expect(() => project.undo()).toThrow(expect.objectContaining({ code: 'not-found', message: expect.stringContaining('closed') }));
});

it('finds one item, or null', () => {
  const project = makeProjectWithAsset(folder.path);

  expect(project.item('a')).toEqual(makeAsset('a'));
  expect(project.item('b')).toBeNull();
  project.close();
});

it('lists thousands of segments in pages that fit into a message, each once', () => {
  makeProjectWithAsset(folder.path).close();
  const path = join(folder.path, 'Film.interweave');
  const ids = addSegments(path, 3000);
  const project = openProject(path);

  const sizes: number[] = [];
  const items = allPages((cursor) => {
    const page = project.items(cursor);
    sizes.push(Buffer.byteLength(JSON.stringify({ kind: 'value', id: 1e6, value: page })));
    return page;
  });

  expect(Math.max(...sizes)).toBeLessThanOrEqual(MAX_MESSAGE_BYTES);
  expect(items.map(({ id }) => id).sort()).toEqual(['a', 'project', ...ids].sort());
  project.close();
});

it('gives a record that fills a page a page of its own', () => {
  const project = makeProjectWithAsset(folder.path);
  const prompt = '\u0001'.repeat(4000);
  for (const id of ['s', 't']) {
    const fields = { name: id, inFrame: 0, outFrame: 10, prompt, negativePrompt: prompt };
    project.edit({ type: 'segment.add', id: segmentId(id), assetId: assetId('a'), fields });
  }

  const pages: string[][] = [];
  allPages((cursor) => {
    const page = project.items(cursor);
    pages.push(page.items.map(({ id }) => id));
    expect(Buffer.byteLength(JSON.stringify(page))).toBeLessThan(MAX_MESSAGE_BYTES);
    return page;
  });

  expect(pages).toEqual([['a', 'project', 's'], ['t']]);
  project.close();
});

it('goes on with a listing where it was when items come and go between pages', () => {
  const project = makeProjectWithAsset(folder.path);
  const add = (id: string): unknown =>
    project.edit({
      type: 'segment.add',
      id: segmentId(id),
      assetId: assetId('a'),
      fields: { name: id, inFrame: 0, outFrame: 9, prompt: 'x'.repeat(4000) },
    });
  const ids = Array.from({ length: 40 }, (_, index) => `s${String(index).padStart(2, '0')}`);
  ids.forEach(add);
  const first = project.items(null);

  project.edit({ type: 'segment.remove', ids: [segmentId('s00')] });
  add('s99');
  const rest = allPages((cursor) => project.items(cursor ?? first.nextCursor));

  expect([...first.items, ...rest].map(({ id }) => id)).toEqual(['a', 'project', ...ids, 's99']);
  project.close();
});

it('refuses a cursor that it did not give', () => {
  const project = makeProject(folder.path);

  for (const cursor of ['', 'x', 'bnVsbA', '%%%']) {
    expect(() => project.items(cursor)).toThrow(expect.objectContaining({ code: 'bad-input' }));
    expect(() => project.runs(cursor)).toThrow(expect.objectContaining({ code: 'bad-input' }));
  }
  project.close();
});

it('keeps jobs in the order of the queue', () => {
  const project = makeProject(folder.path);
  const projectId = project.head().id;
  project.saveJob(makeJob('late', { position: 2.5 }));
  project.saveJob(makeJob('early', { position: 2 }));
  project.saveJob(makeJob('gone', { position: 1 }));

  project.saveJob(makeJob('late', { position: 1.5, state: 'running', notes: ['Falls back to smaller tiles.'] }));
  project.deleteJob(makeJob('gone').id);
  project.deleteJob(makeJob('gone').id);
  project.close();
  const again = openProject(join(folder.path, 'Film.interweave'));

  expect(again.jobs()).toEqual([
    makeJob('late', { projectId, position: 1.5, state: 'running', notes: ['Falls back to smaller tiles.'] }),
    makeJob('early', { projectId, position: 2 }),
  ]);
  expect(again.head().history).toEqual({ undo: null, redo: null });
  again.close();
});

it('opens a project and its copy side by side, each with its own jobs', () => {
  const made = makeProject(folder.path);
  made.saveJob(makeJob('j', { projectId: made.head().id }));
  made.close();
  copyFileSync(join(folder.path, 'Film.interweave'), join(folder.path, 'Copy.interweave'));

  const film = openProject(join(folder.path, 'Film.interweave'));
  const copy = openProject(join(folder.path, 'Copy.interweave'));

  expect(copy.head().id).not.toBe(film.head().id);
  expect(copy.jobs()[0]?.projectId).toBe(copy.head().id);
  film.close();
  copy.close();
});

it('keeps runs, newest first, with note and star', () => {
  const project = makeProject(folder.path);
  const runs = Array.from({ length: 300 }, (_, index) =>
    makeRun(`run-${String(index).padStart(3, '0')}`, { createdAt: new Date(Date.UTC(2026, 0, 1, 0, 0, index >> 1)).toISOString() }),
  );
  for (const run of runs) project.saveRun(run);

  const starred = project.updateRun(runId('run-007'), { starred: true });
  const noted = project.updateRun(runId('run-007'), { note: 'the best' });
  const removed = project.removeRun(runId('run-008'));

  expect(starred).toEqual({ ...runs[7], starred: true });
  expect(noted).toEqual({ ...runs[7], starred: true, note: 'the best' });
  expect(project.run(runId('run-007'))).toEqual(noted);
  expect(removed).toEqual(runs[8]);
  expect(project.runs(null).nextCursor).not.toBeNull();
  expect(allPages(project.runs)).toEqual(runs.with(7, noted).toSpliced(8, 1).reverse());
  for (const work of [
    () => project.run(runId('run-008')),
    () => project.removeRun(runId('run-008')),
    () => project.updateRun(runId('x'), {}),
  ]) {
    expect(work).toThrow(expect.objectContaining({ code: 'not-found' }));
  }
  project.close();
});

it('imports assets as one step and relinks them', () => {
  const project = makeProject(folder.path);
  project.putAssets([makeAsset('a'), makeAsset('b')], { label: 'Import 2 files' });
  const moved = { ...makeAsset('a'), path: '/elsewhere/a.mp4', relativePath: null };

  const change = project.putAssets([moved], { label: 'Relink a.mp4' });

  expect(change).toEqual({
    diff: { added: [], updated: [[makeAsset('a'), moved]], removed: [] },
    history: { undo: 'Relink a.mp4', redo: null },
  });
  expect(project.undo().history).toEqual({ undo: 'Import 2 files', redo: 'Relink a.mp4' });
  expect(project.undo().diff.removed).toEqual([makeAsset('a'), makeAsset('b')]);
  project.close();
});

it('does not relink to a file that is too short for its segments', () => {
  const project = makeProjectWithAsset(folder.path);
  const { kind: _kind, id, assetId: of, ...fields } = makeSegment('s', { name: 'The chase', outFrame: 80 });
  project.edit({ type: 'segment.add', id, assetId: of, fields });

  const relink = (frames: number): (() => unknown) => {
    return () => project.putAssets([makeAsset('a', frames)], { label: 'Relink' });
  };

  expect(relink(79)).toThrow(expect.objectContaining({ code: 'bad-input', message: expect.stringMatching(/The chase.*79 frames/) }));
  expect(relink(80)).not.toThrow();
  expect(() => project.putAssets([makeAsset('s')], { label: 'Import' })).toThrow(expect.objectContaining({ code: 'conflict' }));
  project.close();
});
