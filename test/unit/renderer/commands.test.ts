import { expect, test } from 'vitest';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { commands } from '../../../renderer/app/commands.ts';
import { findCommands } from '../../../renderer/features/help/find-commands.ts';

test('ids and shortcuts are given once', () => {
  const ids = commands.map(({ id }) => id);
  const shortcuts = commands.flatMap((command) => command.shortcuts.map((shortcut) => shortcut.toLowerCase()));

  expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
  expect(shortcuts.filter((shortcut, index) => shortcuts.indexOf(shortcut) !== index)).toEqual([]);
});

test('every command of the native menu is in the table', async () => {
  const menu = await readFile(join(import.meta.dirname, '../../../electron/main/app-menu.ts'), 'utf8');
  const ids = new Set<string>(commands.map(({ id }) => id));

  const named = [...menu.matchAll(/command: '([^']+)'/g)].map(([, id]) => id!);

  expect(named.length).toBeGreaterThan(10);
  expect(named.filter((id) => !ids.has(id))).toEqual([]);
});

test('the palette finds by words in any order, best title first', () => {
  expect(findCommands(commands, 'theme light').map(({ id }) => id)).toEqual(['view.themeLight']);
  expect(findCommands(commands, 'undo')[0]?.id).toBe('edit.undo');
  // Others hold these words too, and come before it in the table.
  expect(findCommands(commands, 'show results')[0]?.id).toBe('view.resultsTab');
  expect(findCommands(commands, 'no such thing')).toEqual([]);
  expect(findCommands(commands, '')).toHaveLength(commands.length);
});
