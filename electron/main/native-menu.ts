import { app, Menu } from 'electron';
import { i18n } from '../../renderer/i18n/words.ts';
import type { Language } from '../../renderer/i18n/words.ts';
import { appMenuTemplate } from './app-menu.ts';
import { tell } from './studio-windows.ts';
import type { StudioWindow, StudioWindows } from './studio-windows.ts';

export interface MenuWords {
  readonly language: Language;
  readonly undo: string | null;
  readonly redo: string | null;
}

/** Until a window has said its language, the system's. */
export function speakSystemLanguage(): void {
  const known = app.getPreferredSystemLanguages().map((tag) => tag.split('-')[0]);
  void i18n.changeLanguage(known.find((language) => language === 'de' || language === 'en') ?? 'en');
}

/** The menu as the window in front wants it. Made anew only where it would say something else. */
export function createNativeMenu(windows: () => StudioWindows): {
  readonly show: () => void;
  readonly heard: (of: StudioWindow, words: MenuWords) => void;
} {
  let shown = '';
  const show = (): void => {
    const { undo = null, redo = null } = windows().front() ?? {};
    const now = JSON.stringify([i18n.language, undo, redo]);
    if (now === shown) return;
    shown = now;
    const sendCommand = (id: string): void => {
      const front = windows().front();
      if (front !== undefined) tell(front, { type: 'command', id });
    };
    Menu.setApplicationMenu(Menu.buildFromTemplate(appMenuTemplate({ sendCommand, isDevelopment: !app.isPackaged, undo, redo })));
  };
  return {
    show,
    heard: (of, { language, undo, redo }) => {
      if (i18n.language !== language) void i18n.changeLanguage(language);
      Object.assign(of, { undo, redo });
      show();
    },
  };
}
