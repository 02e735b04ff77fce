import fc from 'fast-check';
import { expect, test } from 'vitest';
import { commands } from '../../../renderer/app/commands.ts';
import { keyPresets } from '../../../renderer/app/key-presets.ts';
import { keymapOf, ownerOf, withKeys } from '../../../renderer/app/keymap.ts';
import { sameKeys, shortcutOf, type KeyPress } from '../../../renderer/app/shortcut-text.ts';

const table = [
  { id: 'split', shortcuts: ['s', '$mod+b'] },
  { id: 'swap', shortcuts: ['w'] },
  { id: 'help', shortcuts: ['Shift+?', '?'] },
];

test('a key that the user gives to one command is taken from the others, whatever preset and table say', () => {
  const keymap = keymapOf(table, { swap: ['x'] }, { help: ['x', 'S'] });

  expect(Object.fromEntries(keymap)).toEqual({ help: ['x', 'S'], swap: [], split: ['$mod+b'] });
});

test('an empty list is a command without keys, not one with its own', () => {
  expect(keymapOf(table, {}, { split: [] }).get('split')).toEqual([]);
});

test('a taken key names its owner, whatever way it is written', () => {
  const keymap = keymapOf(table, {}, {});

  expect(ownerOf(keymap, '$mod+KeyB', 'swap')).toBe('split');
  expect(ownerOf(keymap, '?', 'swap')).toBe('help');
  expect(ownerOf(keymap, 's', 'split')).toBeNull();
  expect(ownerOf(keymap, 'Alt+s', 'swap')).toBeNull();
});

test('taking a key over leaves its former owner the other keys, and a reset of one gives back what is free', () => {
  const own = withKeys({}, keymapOf(table, {}, {}), { id: 'swap', shortcuts: ['$mod+b'] });
  expect(own).toEqual({ swap: ['$mod+b'], split: ['s'] });

  const { split: _, ...afterReset } = own;

  expect(Object.fromEntries(keymapOf(table, {}, afterReset))).toEqual({ swap: ['$mod+b'], split: ['s'], help: ['Shift+?', '?'] });
});

test('no press means two commands, whatever was chosen', () => {
  const key = fc.constantFrom('s', 'S', 'KeyS', 'w', '$mod+b', 'Shift+?', '?', '+', 'Shift++', '$mod+Shift+1', 'Shift+$mod+Digit1');
  const bindings = fc.dictionary(fc.constantFrom('split', 'swap', 'help'), fc.array(key, { maxLength: 3 }));
  fc.assert(
    fc.property(bindings, bindings, (preset, own) => {
      const owners = new Map<string, string>();
      for (const [id, shortcuts] of keymapOf(table, preset, own)) {
        for (const shortcut of shortcuts) {
          expect(owners.get(sameKeys(shortcut)) ?? id).toBe(id);
          owners.set(sameKeys(shortcut), id);
        }
      }
    }),
  );
});

test.each(keyPresets)('the preset $name names commands that exist, and each of its keys once', ({ bindings }) => {
  const ids = new Set<string>(commands.map(({ id }) => id));
  const keys = Object.entries(bindings).flatMap(([id, shortcuts]) => [...new Set(shortcuts.map(sameKeys))].map((key) => ({ id, key })));

  expect(Object.keys(bindings).filter((id) => !ids.has(id))).toEqual([]);
  expect(keys.filter(({ key }, index) => keys.findIndex((other) => other.key === key) !== index)).toEqual([]);
});

test.each(keyPresets)('the preset $name leaves no command without a key that has one in the table', ({ bindings }) => {
  const keymap = keymapOf(commands, bindings, {});

  expect(commands.filter(({ id, shortcuts }) => shortcuts.length > 0 && keymap.get(id)?.length === 0).map(({ id }) => id)).toEqual([]);
});

test.each<[string, Partial<KeyPress>, string | null]>([
  ['a letter', { key: 'S', code: 'KeyS', shiftKey: true }, 'Shift+s'],
  ['Ctrl and a letter', { key: 'b', code: 'KeyB', ctrlKey: true }, '$mod+b'],
  ['a shifted digit', { key: '!', code: 'Digit1', shiftKey: true }, 'Shift+Digit1'],
  ['a letter that Alt changes', { key: 'å', code: 'KeyA', altKey: true }, 'Alt+KeyA'],
  ['a sign', { key: '?', code: 'Slash', shiftKey: true }, 'Shift+?'],
  ['the space bar', { key: ' ', code: 'Space' }, 'Space'],
  ['a modifier alone', { key: 'Control', code: 'ControlLeft', ctrlKey: true }, null],
  ['Tab, which goes on', { key: 'Tab', code: 'Tab' }, null],
  ['Escape, which leaves', { key: 'Escape', code: 'Escape' }, null],
  ['Enter, which presses buttons', { key: 'Enter', code: 'Enter' }, null],
])('%s is written as in the table', (_name, press, expected) => {
  const none: KeyPress = { key: '', code: '', ctrlKey: false, metaKey: false, altKey: false, shiftKey: false };

  expect(shortcutOf({ ...none, ...press }, false)).toBe(expected);
});
