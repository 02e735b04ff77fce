import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { AppError } from '../../../native/contract/index.ts';
import { openProjectFile } from '../../../native/project/project-file.ts';
import { migrations } from '../../../native/project/migrations/index.ts';
import { openProject } from '../../../native/project/project-store.ts';
import { presentSchema, segmentId } from './project-fixture.ts';

/** This file is also the program that runs in the other process. */
export const childPath = fileURLToPath(import.meta.url);

export type ChildAnswer = { readonly name: string } | { readonly code: string; readonly message: string };

/** What another process gets when it opens the project: its name, or the error. `user`: as whom (root may choose). */
export async function openInChild(path: string, { user }: { readonly user?: number } = {}): Promise<ChildAnswer> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [childPath, 'open', path],
    user === undefined ? {} : { uid: user, gid: user },
  );
  return JSON.parse(stdout) as ChildAnswer;
}

const [action, path] = process.argv[1] === childPath ? process.argv.slice(2) : [];
if (action !== undefined && path !== undefined) {
  if (action === 'open') open(path);
  if (action === 'edit') edit(path);
  if (action === 'migrate') migrate(path);
}

function open(of: string): void {
  try {
    const project = openProject(of);
    console.log(JSON.stringify({ name: project.head().name }));
    project.close();
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    console.log(JSON.stringify({ code: error.code, message: error.message }));
  }
}

/** Edits without end, and says after each edit that it was done. */
function edit(of: string): void {
  const project = openProject(of);
  for (let number = 1; ; number++) {
    const gesture = number % 3 === 0 ? null : `gesture ${number >> 4}`;
    project.edit(
      { type: 'segment.update', id: segmentId('s'), changes: { prompt: `edit ${number} ${'x'.repeat(number % 900)}` } },
      { gesture },
    );
    process.stdout.write(`${number}\n`);
  }
}

/** Is killed in the middle of a migration. */
function migrate(of: string): void {
  openProjectFile(of, {
    migrations: [
      ...migrations,
      {
        version: presentSchema + 10,
        up: (database) => {
          database.exec(`DROP TABLE runs; UPDATE items SET record = '{}'`);
          process.kill(process.pid, 'SIGKILL');
        },
      },
    ],
  });
}
