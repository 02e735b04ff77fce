import type { MenuItemConstructorOptions } from 'electron';
import { afterEach, describe, expect, it } from 'vitest';
import { appMenuTemplate } from '../../../electron/main/app-menu.ts';
import { commands } from '../../../renderer/app/commands.ts';
import { i18n } from '../../../renderer/i18n/words.ts';

const nothing = { undo: null, redo: null };

const itemsOf = (menu: MenuItemConstructorOptions) => (Array.isArray(menu.submenu) ? menu.submenu : []);
const commandItems = (sendCommand: (id: string) => void) =>
  appMenuTemplate({ sendCommand, isDevelopment: false, ...nothing })
    .flatMap(itemsOf)
    .filter((item) => item.click !== undefined);
const click = (item: MenuItemConstructorOptions) => (item.click as (() => void) | undefined)?.();

afterEach(() => i18n.changeLanguage('en'));

describe('native menu', () => {
  it('sends commands that the window has, under the keys that the window has', () => {
    const sent: string[] = [];
    const shown = commandItems((id) => sent.push(id)).map((item) => (click(item), item.accelerator));
    const known = sent.map((id) => commands.find((command) => command.id === id));

    expect(sent.filter((_, index) => known[index] === undefined)).toEqual([]);
    expect(shown.map((keys) => keys ?? null)).toEqual(
      known.map((command, index) => (shown[index] === undefined ? null : electronKeys(command?.shortcuts ?? [], shown[index]))),
    );
  });

  it('shows keys without registering them: the window hears them itself', () => {
    expect(commandItems(() => undefined).filter((item) => item.registerAccelerator !== false)).toEqual([]);
  });

  it('says what undo and redo would do, and offers neither where there is nothing', () => {
    const steps = (undo: string | null, redo: string | null) =>
      appMenuTemplate({ sendCommand: () => undefined, isDevelopment: false, undo, redo })
        .flatMap(itemsOf)
        .filter(({ label }) => /^(Undo|Redo)/.test(label ?? ''))
        .map(({ label, enabled }) => ({ label, enabled }));

    expect(steps('Split segment', null)).toEqual([
      { label: 'Undo: Split segment', enabled: true },
      { label: 'Redo', enabled: false },
    ]);
  });

  it('is German in a German window, to the last item', async () => {
    const labels = () => {
      const menus = appMenuTemplate({ sendCommand: () => undefined, isDevelopment: true, ...nothing });
      return [...menus, ...menus.flatMap(itemsOf)].map(({ label }) => label ?? '');
    };
    const english = labels();

    await i18n.changeLanguage('de');

    const same = labels().filter((label, index) => label !== '' && label === english[index]);
    expect([...new Set(same)]).toEqual(['Timeline']);
    expect(labels()).toContain('Projekt öffnen…');
  });

  it('has developer tools in development only', () => {
    const roles = (isDevelopment: boolean) =>
      appMenuTemplate({ sendCommand: () => undefined, isDevelopment, ...nothing })
        .flatMap(itemsOf)
        .map((item) => item.role);

    expect(roles(true)).toContain('toggleDevTools');
    expect(roles(false)).not.toContain('toggleDevTools');
    expect(roles(false)).not.toContain('reload');
  });
});

/** The one of a command's shortcuts that is written `shown` in Electron's words. */
function electronKeys(shortcuts: readonly string[], shown: string): string {
  const all = shortcuts.map((shortcut) =>
    shortcut.replace('$mod', 'CmdOrCtrl').replace(/(^|\+)([a-z])$/, (_, plus: string, letter: string) => plus + letter.toUpperCase()),
  );
  return all.find((keys) => keys === shown) ?? all.join(' or ');
}
