import { resolve } from 'node:path';
import type { EngineClient, ProjectHead, ProjectItem } from '../../contract/index.ts';
import { allPages } from '../all-pages.ts';
import type { CommandContext } from '../run-command.ts';

/** Opens a project for the length of a command. */
export async function inProject(file: string, context: CommandContext, body: (head: ProjectHead) => Promise<void>): Promise<void> {
  const head = await context.client.call('project.open', { path: resolve(file) }, { signal: context.signal });
  await whileOpen(head, context, body);
}

/** Closes an open project after `body`. */
export async function whileOpen(head: ProjectHead, { client }: CommandContext, body: (head: ProjectHead) => Promise<void>): Promise<void> {
  try {
    await body(head);
  } finally {
    await client.call('project.close', { projectId: head.id });
  }
}

export function allItems(client: EngineClient, { id: projectId }: ProjectHead): Promise<ProjectItem[]> {
  return allPages((cursor) => client.call('project.items', { projectId, cursor }));
}
