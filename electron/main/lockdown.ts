import { app } from 'electron';
import type { Session, WebContents } from 'electron';

/** The one page there is. Every other address is refused, in every window, frame and webview. */
export function keepPagesInside(pageUrl: string): void {
  app.on('web-contents-created', (_, contents: WebContents) => {
    contents.on('will-frame-navigate', (event) => {
      // Only a reload of our own page starts inside the page.
      if (event.url !== pageUrl || !event.isMainFrame) event.preventDefault();
    });
    contents.on('will-redirect', (event) => event.preventDefault());
    contents.on('will-attach-webview', (event) => event.preventDefault());
    contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  });
}

/** Camera, microphone, location, notifications, devices: the studio needs none of them. */
export function denyPermissions(session: Session): void {
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
}
