/** Electron's main process: life cycle, one instance, paths to open. Joins windows, engine process and protocols; knows nothing of video. */
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { app, dialog, ipcMain, nativeTheme, protocol, session as webSession } from 'electron';
import type { BrowserWindow } from 'electron';
import { AppError } from '../../native/contract/index.ts';
import { channels } from '../channels.ts';
import { openCaptionKeys } from './caption-keys.ts';
import { endInOrder, mayClose } from './closing.ts';
import { contentSecurityPolicy, pageOrigin } from './content-policy.ts';
import { giveEnginePort, startEngine } from './engine-lines.ts';
import { answerHostCall, isOurPage, strangerReply } from './host-channel.ts';
import { createHost } from './host.ts';
import type { Host, HostOptions } from './host.ts';
import { readLaunchOptions } from './launch-options.ts';
import type { LaunchOptions } from './launch-options.ts';
import { denyPermissions, keepPagesInside } from './lockdown.ts';
import { openMainWindow, placeOf } from './main-window.ts';
import type { MainWindowOptions } from './main-window.ts';
import { answerMedia } from './media-protocol.ts';
import { createNativeMenu, speakSystemLanguage } from './native-menu.ts';
import { answerPage } from './page-protocol.ts';
import { createSession } from './session.ts';
import type { Studio } from './studio.ts';
import { createStudioWindows, focus } from './studio-windows.ts';
import type { StudioWindow } from './studio-windows.ts';
import { systemVault } from './system-vault.ts';

const appDir = import.meta.dirname;
const pageUrl = `${pageOrigin}/index.html`;

/** Windows that were open again for so long did not bring the studio down. */
const SETTLED_MS = 10_000;

const options = launchOptions();
if (options !== null) launch(options);

/** Null, with the exit code set, when the command line makes no sense. */
function launchOptions(): LaunchOptions | null {
  try {
    return readLaunchOptions(process.argv.slice(1), { folder: process.cwd(), isDefaultApp: process.defaultApp });
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    console.error(error.message);
    // Programs with windows have no terminal there.
    if (process.platform === 'win32') dialog.showErrorBox('Interweave cannot start like this', error.message);
    app.exit(2);
    return null;
  }
}

function launch({ paths, remoteEngine }: LaunchOptions): void {
  // A window on another engine is another instance: it may stand beside the local one.
  if (remoteEngine !== null) {
    const name = createHash('sha256').update(remoteEngine.url).digest('hex').slice(0, 16);
    app.setPath('userData', join(app.getPath('userData'), 'remote', name));
  }
  if (!app.requestSingleInstanceLock({ paths })) {
    app.quit();
    return;
  }
  const menu = createNativeMenu(() => studio.windows);
  const session = createSession(join(app.getPath('userData'), 'session.json'), ({ window, project }: StudioWindow) =>
    project === null || window.isDestroyed() ? null : { project, place: placeOf(window) },
  );
  const studio: Studio = {
    windows: createStudioWindows({
      openWindow: (at) => openWindow(studio, at),
      onChange: () => {
        session.changed(studio.windows.all());
        menu.show();
      },
    }),
    session,
    engine: null,
    paths: [...paths],
    mayEndJobs: remoteEngine !== null,
    quitting: false,
    staysOpen: false,
  };
  app.on('second-instance', (_event, _args, _folder, data) => openPaths(studio, pathsOf(data)));
  app.on('open-file', (event, path) => {
    event.preventDefault();
    openPaths(studio, [path]);
  });
  endInOrder(studio);

  protocol.registerSchemesAsPrivileged([
    { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
    { scheme: 'media', privileges: { standard: true, secure: true, supportFetchAPI: true, corsEnabled: true, stream: true } },
  ]);
  keepPagesInside(pageUrl);
  darkenMenuAndDialogs();
  void app.whenReady().then(() => open(studio, { remoteEngine, menu }));
}

function open(
  studio: Studio,
  { remoteEngine, menu }: Pick<LaunchOptions, 'remoteEngine'> & { readonly menu: ReturnType<typeof createNativeMenu> },
): void {
  // First, because it starts beside the window.
  const captionKeys = openCaptionKeys({ path: join(app.getPath('userData'), 'caption-keys.json'), vault: systemVault });
  const engine = remoteEngine === null ? startEngine(studio, { appDir, captionKeys }) : null;
  studio.engine = engine;
  denyPermissions(webSession.defaultSession);
  const page = { rendererDir: join(appDir, 'renderer'), policy: contentSecurityPolicy(remoteEngine) };
  protocol.handle('app', (request) => answerPage(request, page));
  if (engine !== null) protocol.handle('media', async (request) => answerMedia(request, await engine.cacheDir()));
  speakSystemLanguage();
  menu.show();

  const hosts = new WeakMap<StudioWindow, Host>();
  const hostOf = (of: StudioWindow): Host => {
    const known = hosts.get(of) ?? hostFor(studio, of, { remoteEngine, captionKeys, onMenu: (words) => menu.heard(of, words) });
    hosts.set(of, known);
    return known;
  };
  ipcMain.handle(channels.host, async (event, method: unknown, input: unknown) => {
    const of = studio.windows.ofPage(event.sender.id);
    if (of === undefined || !isOurPage(event, event.sender.id)) return strangerReply;
    const reply = await answerHostCall(hostOf(of), method, input);
    // The first path went with this answer; the others follow.
    if (method === 'host.info') studio.windows.pageReady(of);
    return reply;
  });
  ipcMain.on(channels.enginePort, (event) => {
    const of = studio.windows.ofPage(event.sender.id);
    if (of !== undefined && isOurPage(event, event.sender.id)) giveEnginePort(studio, of);
  });
  openFirstWindows(studio);
}

/** Files that were asked for, or the projects that were open at the end. */
function openFirstWindows({ windows, session, paths }: Studio): void {
  if (paths.length > 0) session.settled();
  const before = paths.length > 0 ? [] : session.begin();
  // The front one last, so that it comes to the front.
  for (const { project, place } of [...before].reverse()) windows.open([project], place);
  if (before.length === 0) windows.open();
  else setTimeout(session.settled, SETTLED_MS).unref();
  if (paths.length > 0) windows.openPaths(paths.splice(0));
}

function openWindow(studio: Studio, at: Pick<MainWindowOptions, 'place' | 'beside'>): BrowserWindow {
  const statePath = join(app.getPath('userData'), 'window-state.json');
  return openMainWindow({ appDir, pageUrl, statePath, ...at, mayClose: (window) => mayClose(studio, window) });
}

function hostFor(studio: Studio, of: StudioWindow, given: Pick<HostOptions, 'remoteEngine' | 'captionKeys' | 'onMenu'>): Host {
  return createHost({
    ...given,
    window: of.window,
    session: studio.session,
    takePath: () => of.waiting.shift() ?? null,
    onProgress: (fraction) => (of.runningFraction = fraction),
    openWindow: (path) => (path === null ? focus(studio.windows.open()) : studio.windows.openInNew(path)),
    claimProject: (path) => studio.windows.claim(of, path),
  });
}

/** They stand beside a dark studio (whose page has a theme of its own). GTK reads its theme's name once, at the start. */
function darkenMenuAndDialogs(): void {
  nativeTheme.themeSource = 'dark';
  if (process.platform !== 'linux' || process.env['GTK_THEME'] !== undefined) return;
  process.env['GTK_THEME'] = 'Adwaita:dark';
  // A file manager that we open later shall look as its user likes it.
  void app.whenReady().then(() => delete process.env['GTK_THEME']);
}

/** Before the first window they wait. A start without a path brings the studio to the front. */
function openPaths({ windows, paths: waiting }: Studio, paths: readonly string[]): void {
  const front = windows.front();
  if (front === undefined) waiting.push(...paths);
  else if (paths.length > 0) windows.openPaths(paths);
  else focus(front);
}

/** What a second instance hands over comes from another process. */
function pathsOf(data: unknown): readonly string[] {
  const paths: unknown = typeof data === 'object' && data !== null && 'paths' in data ? data.paths : [];
  return Array.isArray(paths) ? paths.filter((path): path is string => typeof path === 'string') : [];
}
