/** Electron's main process: life cycle, one instance, paths to open. Joins windows, engine process and protocols; knows nothing of video. */
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { app, dialog, ipcMain, Menu, nativeTheme, powerMonitor, protocol, session } from 'electron';
import type { BrowserWindow } from 'electron';
import { AppError } from '../../native/contract/index.ts';
import { channels } from '../channels.ts';
import { appMenuTemplate } from './app-menu.ts';
import { openCaptionKeys } from './caption-keys.ts';
import type { CaptionKeys } from './caption-keys.ts';
import { contentSecurityPolicy, pageOrigin } from './content-policy.ts';
import { startEngineProcess } from './engine-process.ts';
import type { EngineProcess } from './engine-process.ts';
import { answerHostCall, isOurPage, strangerReply } from './host-channel.ts';
import { createHost } from './host.ts';
import type { Host, HostOptions } from './host.ts';
import { readLaunchOptions } from './launch-options.ts';
import type { LaunchOptions } from './launch-options.ts';
import { denyPermissions, keepPagesInside } from './lockdown.ts';
import { confirmsClosing, openMainWindow } from './main-window.ts';
import { answerMedia } from './media-protocol.ts';
import { answerPage } from './page-protocol.ts';
import { createStudioWindows, focus, tell } from './studio-windows.ts';
import type { StudioWindow, StudioWindows } from './studio-windows.ts';
import { systemVault } from './system-vault.ts';

const appDir = import.meta.dirname;
const pageUrl = `${pageOrigin}/index.html`;

/** One engine, and windows that are each joined to it by a line of their own. */
interface Studio {
  readonly windows: StudioWindows;
  engine: EngineProcess | null;
  /** Came before the first window. */
  readonly paths: string[];
  /** Whether jobs go on: they run elsewhere, nobody is there to answer (logout, Ctrl-C), or the user has said that they may end. */
  mayEndJobs: boolean;
  /** All windows are being closed. */
  quitting: boolean;
  /** The user has just said that it shall not end. */
  staysOpen: boolean;
}

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
  const studio: Studio = {
    windows: createStudioWindows((beside) => openWindow(studio, beside)),
    engine: null,
    paths: [...paths],
    mayEndJobs: remoteEngine !== null,
    quitting: false,
    staysOpen: false,
  };
  // A window on another engine is another instance: it may stand beside the local one.
  if (remoteEngine !== null) {
    const name = createHash('sha256').update(remoteEngine.url).digest('hex').slice(0, 16);
    app.setPath('userData', join(app.getPath('userData'), 'remote', name));
  }
  if (!app.requestSingleInstanceLock({ paths })) {
    app.quit();
    return;
  }
  app.on('second-instance', (_event, _args, _folder, data) => openPaths(studio, pathsOf(data)));
  app.on('open-file', (event, path) => {
    event.preventDefault();
    openPaths(studio, [path]);
  });
  app.on('before-quit', () => (studio.quitting = true));
  app.on('window-all-closed', () => app.quit());
  closeEngineBeforeQuitting(studio);
  endWithTheSystem(studio);

  protocol.registerSchemesAsPrivileged([
    { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
    { scheme: 'media', privileges: { standard: true, secure: true, supportFetchAPI: true, corsEnabled: true, stream: true } },
  ]);
  keepPagesInside(pageUrl);
  darkenMenuAndDialogs();
  void app.whenReady().then(() => open(studio, remoteEngine));
}

function open(studio: Studio, remoteEngine: LaunchOptions['remoteEngine']): void {
  // First, because it starts beside the window.
  const captionKeys = openCaptionKeys({ path: join(app.getPath('userData'), 'caption-keys.json'), vault: systemVault });
  const engine = remoteEngine === null ? startEngine(studio, captionKeys) : null;
  studio.engine = engine;
  denyPermissions(session.defaultSession);
  const page = { rendererDir: join(appDir, 'renderer'), policy: contentSecurityPolicy(remoteEngine) };
  protocol.handle('app', (request) => answerPage(request, page));
  if (engine !== null) protocol.handle('media', async (request) => answerMedia(request, await engine.cacheDir()));
  const menu = appMenuTemplate({
    sendCommand: (id) => {
      const front = studio.windows.front();
      if (front !== undefined) tell(front, { type: 'command', id });
    },
    isDevelopment: !app.isPackaged,
  });
  Menu.setApplicationMenu(Menu.buildFromTemplate(menu));

  const hosts = new WeakMap<StudioWindow, Host>();
  const hostOf = (of: StudioWindow): Host => {
    const known = hosts.get(of) ?? hostFor(studio, of, { remoteEngine, captionKeys });
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
  studio.windows.open();
  openPaths(studio, studio.paths.splice(0));
}

function openWindow(studio: Studio, beside: BrowserWindow | null): BrowserWindow {
  const statePath = join(app.getPath('userData'), 'window-state.json');
  return openMainWindow({ appDir, pageUrl, statePath, beside, mayClose: (window) => mayClose(studio, window) });
}

/** The jobs of a window that is closed beside others go on, and its project closes after them; only the end of all interrupts them. */
function mayClose(studio: Studio, window: BrowserWindow): boolean {
  const open = studio.windows.all();
  if (studio.staysOpen) return false;
  const endsAll = studio.quitting || open.length === 1;
  if (studio.mayEndJobs || !endsAll || open.every(({ runningFraction }) => runningFraction < 0)) return true;
  studio.mayEndJobs = confirmsClosing(window);
  if (!studio.mayEndJobs) {
    // Quitting closes all windows in one go, and none shall go, nor ask again.
    studio.staysOpen = true;
    studio.quitting = false;
    setImmediate(() => (studio.staysOpen = false));
  }
  return studio.mayEndJobs;
}

function hostFor(studio: Studio, of: StudioWindow, given: Pick<HostOptions, 'remoteEngine' | 'captionKeys'>): Host {
  return createHost({
    ...given,
    window: of.window,
    takePath: () => of.waiting.shift() ?? null,
    onProgress: (fraction) => (of.runningFraction = fraction),
    openWindow: (path) => (path === null ? focus(studio.windows.open()) : studio.windows.openInNew(path)),
    claimProject: (path) => studio.windows.claim(of, path),
  });
}

function startEngine(studio: Studio, captionKeys: CaptionKeys): EngineProcess {
  const installed = {
    INTERWEAVE_PACKAGES: join(process.resourcesPath, 'models/packages'),
    INTERWEAVE_SAMPLE: join(process.resourcesPath, 'models/sample/dandelion-meadow.mp4'),
    INTERWEAVE_RESOURCES: process.resourcesPath,
  };
  const engine = startEngineProcess({
    appDir,
    env: { ...(app.isPackaged ? installed : {}), ...environment(), INTERWEAVE_APP_VERSION: app.getVersion() },
    captionKey: captionKeys.read,
    onRestart: (message) => {
      console.error(message);
      for (const each of studio.windows.all()) {
        giveEnginePort(studio, each);
        tell(each, { type: 'engine-restarted', message });
      }
    },
    onGiveUp: (message) => void offerRestart(studio, message),
  });
  return engine;
}

async function offerRestart(studio: Studio, message: string): Promise<void> {
  console.error(message);
  const box = {
    type: 'error' as const,
    message: 'The engine cannot be kept running.',
    detail: `${message} Projects are safe: every edit was saved when it was made. Start Interweave from a terminal to see what the engine says.`,
    buttons: ['Try again', 'Quit'],
    defaultId: 0,
  };
  const front = studio.windows.front();
  const { response } = await (front === undefined ? dialog.showMessageBox(box) : dialog.showMessageBox(front.window, box));
  if (response !== 0) return app.quit();
  studio.engine?.start();
  for (const each of studio.windows.all()) giveEnginePort(studio, each);
}

/** A window's line to the engine, which main then forgets. */
function giveEnginePort({ engine }: Studio, { window }: StudioWindow): void {
  const port = engine?.connect() ?? null;
  if (port !== null) window.webContents.postMessage(channels.enginePort, null, [port]);
}

/** They stand beside a dark studio (whose page has a theme of its own). GTK reads its theme's name once, at the start. */
function darkenMenuAndDialogs(): void {
  nativeTheme.themeSource = 'dark';
  if (process.platform !== 'linux' || process.env['GTK_THEME'] !== undefined) return;
  process.env['GTK_THEME'] = 'Adwaita:dark';
  // A file manager that we open later shall look as its user likes it.
  void app.whenReady().then(() => delete process.env['GTK_THEME']);
}

/** Quitting waits until the engine has stopped its jobs and closed its projects. */
function closeEngineBeforeQuitting(studio: Studio): void {
  app.on('will-quit', (event) => {
    const { engine } = studio;
    if (engine === null) return;
    event.preventDefault();
    studio.engine = null;
    void engine.close().finally(() => app.quit());
  });
}

/** Jobs are stopped and projects closed as ever, but nothing is asked. */
function endWithTheSystem(studio: Studio): void {
  const end = (): void => {
    studio.mayEndJobs = true;
    app.quit();
  };
  // Not before: Electron's own handlers, which ask, are set up on the way there.
  void app.whenReady().then(() => {
    process.on('SIGINT', end);
    process.on('SIGTERM', end);
    powerMonitor.on('shutdown', end);
  });
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

function environment(): Record<string, string> {
  return Object.fromEntries(Object.entries(process.env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
}
