import Database from 'better-sqlite3';
import { copyFileSync, mkdirSync, readdirSync, readFileSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, it } from 'vitest';
import type { Migration } from '../../../native/project/migrate.ts';
import { migrations } from '../../../native/project/migrations/index.ts';
import { openProjectFile } from '../../../native/project/project-file.ts';
import { openProject } from '../../../native/project/project-store.ts';
import { temporaryFolder } from '../../fixtures/tiny-clips.ts';
import { addSegments, allItems, makeJob, makeProject, makeProjectWithAsset, makeRun, presentSchema } from './project-fixture.ts';
import { openInChild } from './project-child.ts';

let folder: { readonly path: string; readonly remove: () => Promise<void> };
let path: string;
beforeEach(async () => {
  folder = await temporaryFolder();
  path = join(folder.path, 'Film.interweave');
  return () => folder.remove();
});

/** Changes a closed project past the store, as a fault or another program would. */
function tamper(sql: string): void {
  const database = new Database(path);
  database.exec(sql);
  database.close();
}

function refusal(code: string, message: RegExp): unknown {
  return expect.objectContaining({ code, message: expect.stringMatching(message) });
}

it('refuses a project that is open in this process already, by any path', () => {
  const project = makeProject(folder.path);
  symlinkSync(path, join(folder.path, 'Link.interweave'));

  expect(() => openProject(path)).toThrow(refusal('project-locked', /in this Interweave, since/));
  expect(() => openProject(join(folder.path, 'Link.interweave'))).toThrow(refusal('project-locked', /open already/));

  project.edit({ type: 'project.update', changes: { name: 'Still mine' } });
  project.close();
  openProject(path).close();
});

it('refuses a project that is open in another process, and says in which', async () => {
  const project = makeProject(folder.path);

  const other = await openInChild(path);

  expect(other).toEqual({
    code: 'project-locked',
    message: expect.stringMatching(`another Interweave on this computer \\(process ${process.pid}\\), since`),
  });
  project.close();
  expect(await openInChild(path)).toEqual({ name: 'Film' });
});

it('names the computer when the project is open on another one', () => {
  const project = makeProject(folder.path);
  writeFileSync(`${path}.lock`, JSON.stringify({ pid: 1, host: 'studio-2', openedAt: '2026-01-02T03:04:05.678Z' }));

  expect(() => openProject(path)).toThrow(refusal('project-locked', /on the computer "studio-2", since 2 Jan 2026/));

  project.close();
});

it('speaks of another program when the note is missing, unreadable or of a process that is gone', () => {
  const project = makeProject(folder.path);
  const note = JSON.parse(readFileSync(`${path}.lock`, 'utf8'));

  for (const text of ['', '{}', JSON.stringify({ ...note, pid: 2 ** 30 })]) {
    writeFileSync(`${path}.lock`, text);
    expect(() => openProject(path)).toThrow(refusal('project-locked', /another program/));
  }
  project.close();
});

it('does not mind a note that was left behind', () => {
  makeProject(folder.path).close();
  writeFileSync(`${path}.lock`, JSON.stringify({ pid: 1, host: 'studio-2', openedAt: '2026-01-02T03:04:05.678Z' }));

  openProject(path).close();

  expect(readdirSync(folder.path)).toEqual(['Film.interweave']);
});

it('says that a project is missing', () => {
  mkdirSync(join(folder.path, 'Folder.interweave'));

  expect(() => openProject(path)).toThrow(refusal('project-missing', /no project at .*Film\.interweave/));
  expect(() => openProject(join(path, 'x.interweave'))).toThrow(refusal('project-missing', /no project at/));
  expect(() => openProject(join(folder.path, 'Folder.interweave'))).toThrow(refusal('project-missing', /not a project file/));
});

it('refuses a file that is no project, and leaves it as it is', () => {
  for (const content of [Buffer.alloc(0), Buffer.from('not a database'), Buffer.alloc(100_000, 7)]) {
    writeFileSync(path, content);

    expect(() => openProject(path)).toThrow(refusal('project-corrupt', /damaged: it is (empty|not an Interweave project)\. Open a backup/));

    expect(readFileSync(path).equals(content)).toBe(true);
    expect(readdirSync(folder.path)).toEqual(['Film.interweave']);
  }
});

it('refuses a database of another program, and leaves it as it is', () => {
  tamper('CREATE TABLE notes (text TEXT)');
  const content = readFileSync(path);

  expect(() => openProject(path)).toThrow(refusal('project-corrupt', /not an Interweave project/));

  expect(readFileSync(path).equals(content)).toBe(true);
});

it('refuses a truncated project and names the copy that lies beside it', () => {
  makeProjectWithAsset(folder.path).close();
  addSegments(path, 100);
  copyFileSync(path, join(folder.path, `Film.schema-${presentSchema}.interweave`));
  truncateSync(path, 20_000);
  const content = readFileSync(path);

  expect(() => openProject(path)).toThrow(
    refusal('project-corrupt', /missing or overwritten\. A copy .* lies at .*Film\.schema-\d+\.interweave/),
  );

  expect(readFileSync(path).equals(content)).toBe(true);
});

it('refuses a project with a page overwritten anywhere', () => {
  makeProjectWithAsset(folder.path).close();
  addSegments(path, 100);
  const whole = readFileSync(path);

  // Every page holds something of one table or another; the note of a bad page differs, the refusal does not.
  for (let offset = 0; offset < whole.length; offset += 4096) {
    const damaged = Buffer.from(whole);
    damaged.fill(0xa5, offset, offset + 4096);
    writeFileSync(path, damaged);
    expect(() => openProject(path).close(), `page at ${offset}`).toThrow(refusal('project-corrupt', /Film\.interweave is damaged/));
  }
});

it('refuses a project without its tables or its record', () => {
  makeProject(folder.path).close();
  tamper('ALTER TABLE history RENAME TO past');
  expect(() => openProject(path)).toThrow(refusal('project-corrupt', /tables/));

  tamper('ALTER TABLE past RENAME TO history; DELETE FROM items');
  expect(() => openProject(path)).toThrow(refusal('project-corrupt', /no project record/));
});

it.each([
  [`UPDATE items SET record = '{"kind":"segment"}' WHERE id = 'segment-1'`, /segment "segment-1"/],
  [`UPDATE items SET record = replace(record, '"segment-1"', '"other"') WHERE id = 'segment-1'`, /segment "segment-1"/],
  [`UPDATE items SET record = '[1,' WHERE id = 'a'`, /asset "a"/],
  [`UPDATE jobs SET record = json_set(record, '$.state', 'dancing')`, /job "job-1"/],
  [`UPDATE runs SET record = '{}'`, /result "run-1"/],
  [`UPDATE history SET diff = '{}'`, /history step 1 \("Import"\)/],
])('names the damaged record: %s', (sql, named) => {
  const made = makeProjectWithAsset(folder.path);
  made.saveJob(makeJob('job-1'));
  made.saveRun(makeRun('run-1'));
  made.close();
  addSegments(path, 3);
  tamper(sql);

  const project = openProject(path);
  const read = (): void => {
    allItems(project);
    project.jobs();
    project.runs(null);
    project.undo();
  };

  expect(read).toThrow(refusal('project-corrupt', named));
  // The rest of the project is still there.
  expect(project.head().name).toBe('Film');
  project.edit({ type: 'project.update', changes: { name: 'Rescued' } });
  project.close();
});

it('refuses to undo what does not fit the items, and changes nothing', () => {
  makeProjectWithAsset(folder.path).close();
  tamper(`DELETE FROM items WHERE id = 'a'`);
  const project = openProject(path);

  expect(() => project.undo()).toThrow(refusal('project-corrupt', /history speaks of asset "a"/));

  expect(project.head().history).toEqual({ undo: 'Import', redo: null });
  project.close();
});

it('lists migrations in tens, upwards', () => {
  const versions = migrations.map(({ version }) => version);

  expect(versions).toEqual(versions.map((_, index) => (index + 1) * 10));
  const files = readdirSync(new URL('../../../native/project/migrations/', import.meta.url)).filter((name) => /^\d/.test(name));
  expect(files.sort().map((name) => Number(name.slice(0, 4)))).toEqual(versions);
});

it('refuses a project from a newer version, and leaves it as it is', () => {
  makeProject(folder.path).close();
  tamper('PRAGMA user_version = 9990');
  const content = readFileSync(path);

  expect(() => openProject(path)).toThrow(refusal('project-newer', /schema 9990.*Update Interweave/));

  expect(readFileSync(path).equals(content)).toBe(true);
  expect(readdirSync(folder.path)).toEqual(['Film.interweave']);
});

const addColour: Migration = {
  version: presentSchema + 10,
  up: (database) => database.exec(`ALTER TABLE runs ADD COLUMN colour TEXT DEFAULT 'red'`),
};
const renameAll: Migration = {
  version: presentSchema + 20,
  up: (database) => database.exec(`UPDATE items SET record = json_set(record, '$.name', 'Migrated') WHERE kind = 'project'`),
};

it('migrates an old file in order, and keeps a copy of it first', () => {
  const made = makeProject(folder.path);
  made.saveRun(makeRun('r'));
  made.close();

  const file = openProjectFile(path, { migrations: [...migrations, addColour, renameAll] });

  const backupPath = join(folder.path, `Film.schema-${presentSchema}.interweave`);
  expect(file.backupPath).toBe(backupPath);
  expect(file.database.pragma('user_version', { simple: true })).toBe(presentSchema + 20);
  expect(file.database.prepare('SELECT colour FROM runs').pluck().all()).toEqual(['red']);
  expect(file.database.prepare(`SELECT record ->> 'name' FROM items`).pluck().all()).toEqual(['Migrated']);
  file.close();
  expect(readdirSync(folder.path)).toEqual(['Film.interweave', `Film.schema-${presentSchema}.interweave`]);
  const copy = openProject(backupPath);
  expect(copy.head()).toMatchObject({ name: 'Film', schemaVersion: presentSchema });
  copy.close();
});

it('copies and migrates nothing the second time', () => {
  makeProject(folder.path).close();
  const all = [...migrations, addColour];
  openProjectFile(path, { migrations: all }).close();

  const again = openProjectFile(path, { migrations: all });

  expect(again.backupPath).toBeNull();
  again.close();
});

it('never writes over an earlier copy', () => {
  makeProject(folder.path).close();
  writeFileSync(join(folder.path, `Film.schema-${presentSchema}.interweave`), 'mine');

  const file = openProjectFile(path, { migrations: [...migrations, addColour] });

  expect(file.backupPath).toBe(join(folder.path, `Film.schema-${presentSchema}-2.interweave`));
  expect(readFileSync(join(folder.path, `Film.schema-${presentSchema}.interweave`), 'utf8')).toBe('mine');
  file.close();
});

it('takes everything back when a migration fails', () => {
  makeProject(folder.path).close();
  const content = readFileSync(path);
  const failing: Migration = {
    version: presentSchema + 30,
    up: () => {
      throw new TypeError('undefined is not a record');
    },
  };

  const open = (): unknown => openProjectFile(path, { migrations: [...migrations, addColour, renameAll, failing] });

  expect(open).toThrow(
    refusal(
      'project-corrupt',
      new RegExp(`could not be updated from schema ${presentSchema} to ${presentSchema + 30}\\. The file was not changed`),
    ),
  );
  const project = openProject(path);
  expect(project.head()).toMatchObject({ name: 'Film', schemaVersion: presentSchema });
  project.close();
  expect(readdirSync(folder.path)).toEqual(['Film.interweave']);
  expect(readFileSync(path).length).toBe(content.length);
});
