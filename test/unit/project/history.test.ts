import Database from 'better-sqlite3';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { openProject } from '../../../native/project/project-store.ts';
import type { OpenProject } from '../../../native/project/project-store.ts';
import { temporaryFolder } from '../../fixtures/tiny-clips.ts';
import { assetId, makeProjectWithAsset, makeSegment, segmentId } from './project-fixture.ts';

let folder: { readonly path: string; readonly remove: () => Promise<void> };
let project: OpenProject;
let count = 0;
beforeAll(async () => void (folder = await temporaryFolder()));
afterAll(() => folder.remove());
beforeEach(() => {
  project = makeProjectWithAsset(folder.path, `Film ${count++}`);
  project.edit({ type: 'segment.add', id: s, assetId: assetId('a'), fields: { inFrame: 10, outFrame: 50 } });
  return () => project.close();
});

const s = segmentId('s');
const segment = makeSegment('s', { inFrame: 10, outFrame: 50 });
const trim = (inFrame: number, gesture?: string): unknown =>
  project.edit({ type: 'segment.update', id: s, changes: { inFrame } }, { gesture });
const rename = (name: string): unknown => project.edit({ type: 'segment.update', id: s, changes: { name } });
const nothing = { added: [], updated: [], removed: [] };

it('undoes and redoes step by step, and survives being closed in between', () => {
  trim(20);
  rename('Rain');

  expect(project.undo()).toEqual({
    diff: {
      ...nothing,
      updated: [
        [
          { ...segment, inFrame: 20, name: 'Rain' },
          { ...segment, inFrame: 20 },
        ],
      ],
    },
    history: { undo: 'Trim segment', redo: 'Rename segment' },
  });
  project.close();
  project = openProject(join(folder.path, `Film ${count - 1}.interweave`));
  expect(project.head().history).toEqual({ undo: 'Trim segment', redo: 'Rename segment' });
  expect(project.undo().history).toEqual({ undo: 'Add segment', redo: 'Trim segment' });
  expect(project.redo().diff.updated).toEqual([[segment, { ...segment, inFrame: 20 }]]);
  expect(project.redo().history).toEqual({ undo: 'Rename segment', redo: null });
  expect(project.redo()).toEqual({ diff: nothing, history: { undo: 'Rename segment', redo: null } });
  expect(project.item('s')).toEqual({ ...segment, inFrame: 20, name: 'Rain' });
});

it('has nothing to undo at the beginning', () => {
  project.undo();
  project.undo();

  expect(project.undo()).toEqual({ diff: nothing, history: { undo: null, redo: 'Import' } });
});

it('forgets what could be redone at a new edit, but not at one that changes nothing or is refused', () => {
  trim(20);
  rename('Rain');
  project.undo();

  trim(20);
  expect(() => trim(60)).toThrow();
  expect(project.head().history.redo).toBe('Rename segment');
  trim(21);

  expect(project.head().history).toEqual({ undo: 'Trim segment', redo: null });
});

it('makes one step of a gesture', () => {
  trim(11, 'drag');
  trim(12, 'drag');
  trim(13, 'drag');

  expect(project.undo()).toEqual({
    diff: { ...nothing, updated: [[{ ...segment, inFrame: 13 }, segment]] },
    history: { undo: 'Add segment', redo: 'Trim segment' },
  });
  expect(project.redo().diff.updated).toEqual([[segment, { ...segment, inFrame: 13 }]]);
});

it('makes no step of a gesture that ends where it began', () => {
  trim(11, 'drag');
  trim(10, 'drag');
  expect(project.head().history).toEqual({ undo: 'Add segment', redo: null });

  trim(12, 'drag');

  expect(project.undo().history).toEqual({ undo: 'Add segment', redo: 'Trim segment' });
});

it('begins a new step for another gesture, and after anything that came between', () => {
  trim(11, 'drag');
  trim(12, 'other drag');
  trim(13, 'drag');
  rename('Rain');
  trim(14, 'drag');
  project.undo();
  project.redo();
  trim(15, 'drag');

  const steps: (string | null)[] = [];
  for (let { undo } = project.head().history; undo !== null; undo = project.undo().history.undo) steps.push(undo);

  expect(steps).toEqual([
    'Trim segment',
    'Trim segment',
    'Rename segment',
    'Trim segment',
    'Trim segment',
    'Trim segment',
    'Add segment',
    'Import',
  ]);
});

it('takes a gesture back without leaving a step to redo', () => {
  trim(11, 'drag');
  project.edit({ type: 'segment.split', id: s, frame: 30, newId: segmentId('t') }, { gesture: 'drag' });
  trim(12, 'drag');

  const { diff, history } = project.cancelGesture('drag');

  expect(diff).toEqual({
    added: [],
    updated: [[{ ...segment, inFrame: 12, outFrame: 30 }, segment]],
    removed: [{ ...segment, id: 't', name: 'Segment 2', inFrame: 30 }],
  });
  expect(history).toEqual({ undo: 'Add segment', redo: null });
  expect(project.item('s')).toEqual(segment);
  expect(project.item('t')).toBeNull();
});

it('takes nothing back when the gesture changed nothing or is not the newest', () => {
  trim(11, 'drag');
  rename('Rain');

  expect(project.cancelGesture('drag')).toEqual({ diff: nothing, history: { undo: 'Rename segment', redo: null } });
  expect(project.cancelGesture('unknown').diff).toEqual(nothing);
  expect(project.item('s')).toEqual({ ...segment, inFrame: 11, name: 'Rain' });
});

it('goes on with a gesture after an edit in it was refused', () => {
  trim(11, 'drag');
  expect(() => trim(50, 'drag')).toThrow();
  trim(12, 'drag');

  expect(project.undo().diff.updated).toEqual([[{ ...segment, inFrame: 12 }, segment]]);
});

it('keeps the last 1000 steps', () => {
  rename('Rain');
  project.close();
  const path = join(folder.path, `Film ${count - 1}.interweave`);
  const database = new Database(path);
  database.exec(`
    WITH RECURSIVE counter (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM counter WHERE n < 1200)
    INSERT INTO history (label, diff, created_at)
    SELECT 'Rename segment', (SELECT diff FROM history ORDER BY step DESC LIMIT 1), '' FROM counter`);
  database.close();
  project = openProject(path);

  trim(20);
  project.close();

  const after = new Database(path, { readonly: true });
  expect(after.prepare('SELECT count(*) FROM history').pluck().get()).toBe(1000);
  after.close();
  project = openProject(path);
  expect(project.undo().diff.updated).toEqual([
    [
      { ...segment, name: 'Rain', inFrame: 20 },
      { ...segment, name: 'Rain' },
    ],
  ]);
  expect(project.undo().history).toEqual({ undo: 'Rename segment', redo: 'Rename segment' });
});
