import type { MenuItemConstructorOptions } from 'electron';
import { describe, expect, it } from 'vitest';
import { appMenuTemplate } from '../../../electron/main/app-menu.ts';
import { commands } from '../../../renderer/app/commands.ts';

const itemsOf = (menu: MenuItemConstructorOptions) => (Array.isArray(menu.submenu) ? menu.submenu : []);
const commandItems = (sendCommand: (id: string) => void) =>
  appMenuTemplate({ sendCommand, isDevelopment: false })
    .flatMap(itemsOf)
    .filter((item) => item.click !== undefined);
const click = (item: MenuItemConstructorOptions) => (item.click as (() => void) | undefined)?.();

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

  it('has developer tools in development only', () => {
    const roles = (isDevelopment: boolean) =>
      appMenuTemplate({ sendCommand: () => undefined, isDevelopment })
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
