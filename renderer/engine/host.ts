import { create } from 'zustand';
import { AppError, ErrorCode, hostMethods, type AppBridge, type HostMethod, type HostMethods } from '../../native/contract/index.ts';
import { spokenError } from './spoken-errors.ts';
import { t } from '../i18n/words.ts';

type Input<M extends HostMethod> = HostMethods[M]['input']['_zod']['input'];
type Output<M extends HostMethod> = HostMethods[M]['output']['_zod']['output'];

/** What is around the window. */
export interface HostState {
  /** Null in a plain browser. */
  readonly bridge: AppBridge | null;
  /** False when the engine runs on another machine: paths of this one mean nothing to it. */
  readonly engineIsHere: boolean;
}

export const useHost = create<HostState>()(() => ({ bridge: null, engineIsHere: false }));

/** True where the desktop's own dialogs and file paths can be used. */
export function hasDesktop(): boolean {
  const { bridge, engineIsHere } = useHost.getState();
  return bridge !== null && engineIsHere;
}

/** A call to the shell; rejects with AppError. In a browser there is none, so ask `hasDesktop` first. */
export async function callHost<M extends HostMethod>(method: M, input: Input<M>): Promise<Output<M>> {
  const { bridge } = useHost.getState();
  if (bridge === null) throw new AppError('internal', t('engine.needsDesktop'));
  const reply = await bridge.call(method, input);
  if (reply.ok) return hostMethods[method].output.parse(reply.value);
  const code = ErrorCode.safeParse(reply.code);
  throw spokenError({ code: code.success ? code.data : 'internal', message: reply.message });
}

/** True where the app can open another window, whatever machine its engine runs on. */
export function hasWindows(): boolean {
  return useHost.getState().bridge !== null;
}

/** A new window with the project, or the one that shows it already; null: an empty one. */
export async function openWindow(path: string | null): Promise<void> {
  await callHost('window.open', { path });
}

/** Before a project is opened, and with null after it was closed. False: another window shows it, and is in front now. Tabs of a browser may share one. */
export async function claimProject(path: string | null): Promise<boolean> {
  if (useHost.getState().bridge === null) return true;
  return (await callHost('window.claimProject', { path })).granted;
}

/** Where a dropped file lies; null where the window cannot know (a browser, or an engine elsewhere). */
export function pathOfFile(file: File): string | null {
  const { bridge } = useHost.getState();
  if (bridge === null || !hasDesktop()) return null;
  const path = bridge.pathForFile(file);
  return path === '' ? null : path;
}
