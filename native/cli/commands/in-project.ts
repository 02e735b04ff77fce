import { resolve } from 'node:path';
import type { ProjectHead } from '../../contract/index.ts';
import type { CommandContext } from '../run-command.ts';

/** Opens a project for the length of a command. */
export async function inProject(
  file: string,
  { client, signal }: CommandContext,
  body: (head: ProjectHead) => Promise<void>,
): Promise<void> {
  const head = await client.call('project.open', { path: resolve(file) }, { signal });
  try {
    await body(head);
  } finally {
    await client.call('project.close', { projectId: head.id });
  }
}
