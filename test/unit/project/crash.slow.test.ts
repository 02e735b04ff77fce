import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openProject } from '../../../native/project/project-store.ts';
import { temporaryFolder } from '../../fixtures/tiny-clips.ts';
import { assetId, makeProjectWithAsset, presentSchema, segmentId } from './project-fixture.ts';
import { childPath } from './project-child.ts';

let folder: { readonly path: string; readonly remove: () => Promise<void> };
let path: string;
beforeEach(async () => {
  folder = await temporaryFolder();
  path = join(folder.path, 'Film.interweave');
  const project = makeProjectWithAsset(folder.path);
  project.edit({ type: 'segment.add', id: segmentId('s'), assetId: assetId('a'), fields: { inFrame: 0, outFrame: 100 } });
  project.close();
});
afterEach(() => folder.remove());

/** Lets a child edit, kills it after so many answered edits, and returns the number of the last that was answered. */
async function editAndKill(after: number): Promise<number> {
  const child = spawn(process.execPath, [childPath, 'edit', path], { stdio: ['ignore', 'pipe', 'inherit'] });
  let last = 0;
  for await (const line of createInterface({ input: child.stdout })) {
    last = Number(line);
    if (last === after) child.kill('SIGKILL');
  }
  return last;
}

it.each([1, 40, 700])('has every answered edit after a kill at the %ith, and takes the lock over', async (after) => {
  const answered = await editAndKill(after);
  expect(existsSync(`${path}.lock`)).toBe(true);

  const project = openProject(path);

  const segment = project.item('s');
  const found = segment?.kind === 'segment' ? Number(/^edit (\d+)/.exec(segment.prompt)?.[1]) : 0;
  // One more may have been written whose answer the kill cut off.
  expect([answered, answered + 1]).toContain(found);
  expect(project.head().history).toEqual({ undo: 'Change prompt', redo: null });
  while (project.head().history.undo !== 'Add segment') project.undo();
  expect(project.item('s')).toMatchObject({ prompt: '' });
  project.close();
  expect(readdirSync(folder.path)).toEqual(['Film.interweave']);
});

it('is as it was when a migration is killed, and the copy is there', async () => {
  const child = spawn(process.execPath, [childPath, 'migrate', path], { stdio: 'inherit' });
  const [, signal] = await once(child, 'exit');
  expect(signal).toBe('SIGKILL');

  const project = openProject(path);

  expect(project.head()).toMatchObject({ name: 'Film', schemaVersion: presentSchema });
  expect(project.item('s')).not.toBeNull();
  expect(project.runs(null).items).toEqual([]);
  project.close();
  expect(readdirSync(folder.path)).toEqual(['Film.interweave', `Film.schema-${presentSchema}.interweave`]);
});
