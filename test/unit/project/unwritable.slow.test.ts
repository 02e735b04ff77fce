import { spawnSync } from 'node:child_process';
import { chmodSync, copyFileSync, mkdirSync, readdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { TestContext } from 'vitest';
import type { Migration } from '../../../native/project/migrate.ts';
import { migrations } from '../../../native/project/migrations/index.ts';
import { openProjectFile } from '../../../native/project/project-file.ts';
import { openProject } from '../../../native/project/project-store.ts';
import type { OpenProject } from '../../../native/project/project-store.ts';
import { temporaryFolder } from '../../fixtures/tiny-clips.ts';
import { addSegments, allItems, assetId, makeProject, makeProjectWithAsset, presentSchema, segmentId } from './project-fixture.ts';
import { openInChild } from './project-child.ts';

let folder: { readonly path: string; readonly remove: () => Promise<void> };
beforeEach(async () => void (folder = await temporaryFolder()));
afterEach(() => folder.remove());

const refusal = (code: string): unknown => expect.objectContaining({ code });
const isRoot = process.getuid?.() === 0;
const NOBODY = 65_534;

describe('on a small disk', () => {
  let disk: string;
  let mounted = false;
  beforeEach((context) => {
    disk = join(folder.path, 'disk');
    mkdirSync(disk);
    mounted = mount(context, ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', disk]);
  });
  afterEach(() => {
    if (mounted) spawnSync('umount', [disk]);
  });

  function fillDisk(): string {
    const { bavail, bsize } = statfsSync(disk);
    const filler = join(disk, 'filler');
    if (bavail > 0) writeFileSync(filler, Buffer.alloc(bavail * bsize));
    return filler;
  }

  const add = (project: OpenProject, id: string): unknown =>
    project.edit({
      type: 'segment.add',
      id: segmentId(id),
      assetId: assetId('a'),
      fields: { inFrame: 0, outFrame: 10, prompt: 'x'.repeat(4000) },
    });

  it('says that the disk is full, loses nothing, and goes on when there is room', () => {
    const project = makeProjectWithAsset(disk);
    const filler = fillDisk();
    let added = 0;

    expect(() => {
      for (; added < 1000; added++) add(project, `s${added}`);
    }).toThrow(refusal('disk-full'));
    expect(allItems(project).length).toBe(added + 2);
    project.close();
    const again = openProject(join(disk, 'Film.interweave'));
    expect(allItems(again).length).toBe(added + 2);
    expect(() => again.undo()).not.toThrow(TypeError);

    rmSync(filler);
    add(again, 'later');
    again.close();
    expect(readdirSync(disk)).toEqual(['Film.interweave']);
  });

  it('makes no project on a full disk, and leaves nothing behind', () => {
    const filler = fillDisk();

    expect(() => makeProject(disk)).toThrow(refusal('disk-full'));

    expect(readdirSync(disk)).toEqual(['filler']);
    rmSync(filler);
    makeProject(disk).close();
  });

  it('does not migrate when the copy does not fit', () => {
    makeProjectWithAsset(disk).close();
    const path = join(disk, 'Film.interweave');
    addSegments(path, 100);
    fillDisk();
    const next: Migration = { version: presentSchema + 10, up: (database) => database.exec('DROP TABLE runs') };

    expect(() => openProjectFile(path, { migrations: [...migrations, next] })).toThrow(refusal('disk-full'));

    const project = openProject(path);
    expect(project.runs(null).items).toEqual([]);
    project.close();
    expect(readdirSync(disk).sort()).toEqual(['Film.interweave', 'filler']);
  });

  it('says that a project on a read-only medium cannot be opened for writing', () => {
    makeProject(folder.path).close();
    const path = join(disk, 'Film.interweave');
    copyFileSync(join(folder.path, 'Film.interweave'), path);
    expect(spawnSync('mount', ['-o', 'remount,ro', disk]).status).toBe(0);

    expect(() => openProject(path)).toThrow(
      expect.objectContaining({ code: 'no-permission', message: expect.stringMatching(/Copy it to a folder/) }),
    );
    expect(() => makeProject(disk, 'Other')).toThrow(refusal('no-permission'));
  });
});

describe('without permission', () => {
  // Root may do anything, so root asks somebody else to try.
  const user = isRoot ? { user: NOBODY } : {};

  it('says so for a file, and for a folder in which nothing can be made', async (context) => {
    const path = join(folder.path, 'Film.interweave');
    makeProject(folder.path).close();
    chmodSync(folder.path, 0o777);
    chmodSync(path, 0o666);
    const readable = await openInChild(path, user).catch(() => null);
    if (readable === null) return context.skip('runs as root, and the checkout is not readable for any other user');
    expect(readable).toEqual({ name: 'Film' });
    const refused = { code: 'no-permission', message: expect.stringMatching(/Film\.interweave cannot be opened for writing/) };

    chmodSync(path, 0o444);
    expect(await openInChild(path, user)).toEqual(refused);
    chmodSync(path, 0o000);
    expect(await openInChild(path, user)).toEqual(refused);
    chmodSync(path, 0o666);
    chmodSync(folder.path, 0o555);
    expect(await openInChild(path, user)).toEqual(refused);
    chmodSync(folder.path, 0o700);
    if (isRoot) expect(await openInChild(path, user)).toEqual(refused);

    chmodSync(folder.path, 0o777);
    expect(await openInChild(path, user)).toEqual({ name: 'Film' });
  });
});

function mount(context: TestContext, args: readonly string[]): boolean {
  if (spawnSync('mount', args).status === 0) return true;
  context.skip('mounting a small disk needs root');
  return false;
}
