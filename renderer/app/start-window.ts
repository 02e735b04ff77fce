import { connectByPort, connectBySocket, useConnection } from '../engine/connection.ts';
import { callHost, useHost } from '../engine/host.ts';
import { openProject, projectBeforeReload } from '../engine/project-session.ts';
import { openPaths } from '../features/project/open-paths.ts';
import { t } from '../i18n/words.ts';

/** Finds the engine, connects to it, and opens what the window was asked to open or had open before a reload. */
export async function startWindow(): Promise<void> {
  const bridge = window.app ?? null;
  const asked = bridge === null ? connectAsPage() : await connectAsWindow(bridge);
  await connected();
  if (asked.length > 0) return openPaths(asked);
  const before = projectBeforeReload();
  if (before !== null) await openProject(before);
}

/** In the desktop app: the engine that main forked, or the one elsewhere that it was told of. */
async function connectAsWindow(bridge: NonNullable<Window['app']>): Promise<readonly string[]> {
  useHost.setState({ bridge, engineIsHere: true });
  const { openPath, remoteEngine } = await callHost('host.info', {});
  if (remoteEngine === null) {
    connectByPort(window);
  } else {
    useHost.setState({ engineIsHere: isLoopback(remoteEngine.url) });
    connectBySocket(remoteEngine);
  }
  return openPath === null ? [] : [openPath];
}

/** A path on this machine means the same to an engine that runs on it, whoever started it. */
function isLoopback(url: string): boolean {
  return ['localhost', '127.0.0.1', '[::1]'].includes(new URL(url).hostname);
}

const tokenKey = 'interweave.token';

/** In a browser: the host that served this page. Its token comes behind the # and goes from the address bar into the tab's own storage. */
function connectAsPage(): readonly string[] {
  const parameters = new URLSearchParams(location.hash.slice(1));
  const given = parameters.get('token');
  if (given !== null) sessionStorage.setItem(tokenKey, given);
  if (location.hash !== '') history.replaceState(null, '', location.pathname);
  const token = given ?? sessionStorage.getItem(tokenKey);
  if (token === null) {
    useConnection.setState({ status: 'refused', message: t('app.addressLacksTokenOpen') }, true);
  } else {
    connectBySocket({ url: `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/engine`, token });
  }
  return parameters.getAll('open');
}

function connected(): Promise<void> {
  return new Promise((resolve) => {
    if (useConnection.getState().status === 'ready') return resolve();
    const unsubscribe = useConnection.subscribe(({ status }) => {
      if (status !== 'ready') return;
      unsubscribe();
      resolve();
    });
  });
}
