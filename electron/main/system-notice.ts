import { Notification } from 'electron';
import type { BrowserWindow } from 'electron';

/** Tells by the system's own notifications, while the window is not in front. A click brings it there. */
export function createSystemNotices(window: BrowserWindow): (text: string) => void {
  // A notification that nothing refers to loses its click.
  let last: Notification | null = null;
  return (text) => {
    if (window.isFocused() || !Notification.isSupported()) return;
    last?.removeAllListeners();
    last = new Notification({ title: 'Interweave', body: text });
    last.on('click', () => {
      if (window.isDestroyed()) return;
      if (window.isMinimized()) window.restore();
      window.focus();
    });
    last.show();
  };
}
