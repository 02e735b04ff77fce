import { join } from 'node:path';
import { app, dialog } from 'electron';
import { said } from '../../renderer/i18n/said.ts';
import { t } from '../../renderer/i18n/words.ts';
import { channels } from '../channels.ts';
import type { CaptionKeys } from './caption-keys.ts';
import { startEngineProcess } from './engine-process.ts';
import type { EngineProcess } from './engine-process.ts';
import { createSleepBlocker } from './sleep-blocker.ts';
import type { Studio } from './studio.ts';
import { tell } from './studio-windows.ts';
import type { StudioWindow } from './studio-windows.ts';

/** The engine of this app, whose windows are told when it had to be started again. */
export function startEngine(
  studio: Studio,
  { appDir, captionKeys }: { readonly appDir: string; readonly captionKeys: CaptionKeys },
): EngineProcess {
  const installed = {
    INTERWEAVE_PACKAGES: join(process.resourcesPath, 'models/packages'),
    INTERWEAVE_SAMPLE: join(process.resourcesPath, 'models/sample/dandelion-meadow.mp4'),
    INTERWEAVE_RESOURCES: process.resourcesPath,
  };
  return startEngineProcess({
    appDir,
    env: { ...(app.isPackaged ? installed : {}), ...environment(), INTERWEAVE_APP_VERSION: app.getVersion() },
    captionKey: captionKeys.read,
    onWorking: createSleepBlocker().set,
    onRestart: (message) => {
      console.error(message);
      for (const each of studio.windows.all()) {
        giveEnginePort(studio, each);
        tell(each, { type: 'engine-restarted', message });
      }
    },
    onGiveUp: (message) => void offerRestart(studio, message),
  });
}

/** A window's line to the engine, which main then forgets. */
export function giveEnginePort({ engine }: Studio, { window }: StudioWindow): void {
  const port = engine?.connect() ?? null;
  if (port !== null) window.webContents.postMessage(channels.enginePort, null, [port]);
}

async function offerRestart(studio: Studio, message: string): Promise<void> {
  console.error(message);
  const box = {
    type: 'error' as const,
    message: t('shell.engineCannotRun'),
    detail: t('shell.projectsAreSafe', { message: said(message) }),
    buttons: [t('shell.tryAgain'), t('shell.quit')],
    defaultId: 0,
  };
  const front = studio.windows.front();
  const { response } = await (front === undefined ? dialog.showMessageBox(box) : dialog.showMessageBox(front.window, box));
  if (response !== 0) return app.quit();
  studio.engine?.start();
  for (const each of studio.windows.all()) giveEnginePort(studio, each);
}

function environment(): Record<string, string> {
  return Object.fromEntries(Object.entries(process.env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
}
