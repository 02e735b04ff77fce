import { z } from 'zod';
import { MAX_CLIPBOARD_CHARS } from './segment-copy.ts';

const none = z.strictObject({});
const chosen = z.strictObject({ path: z.string().nullable() });

/** `https://api.openai.com`: what a key is for. */
const Origin = z
  .string()
  .max(300)
  .regex(/^https?:\/\/[^/?#\s]+$/);

/** What the shell does for the window: dialogs and the desktop. In a browser only part of it exists. */
export const hostMethods = {
  'host.info': {
    input: none,
    output: z.strictObject({
      /** A path from the command line or the file manager, waiting to be opened. */
      openPath: z.string().nullable(),
      /** Set when the window is attached to an engine elsewhere (`--engine=ws://...`). */
      remoteEngine: z.strictObject({ url: z.string(), token: z.string() }).nullable(),
      platform: z.string(),
    }),
  },
  'dialog.openMedia': { input: none, output: z.strictObject({ paths: z.array(z.string()) }) },
  'dialog.openProject': { input: none, output: chosen },
  'dialog.saveProject': { input: z.strictObject({ suggestedName: z.string() }), output: chosen },
  /** `extensions` without their dots; `typeName` is what such files are called. */
  'dialog.openFile': {
    input: z.strictObject({ title: z.string(), typeName: z.string(), extensions: z.array(z.string()).min(1) }),
    output: chosen,
  },
  /** Asks before a file is replaced. `extension` without its dot; `typeName` is what such files are called. */
  'dialog.saveFile': {
    input: z.strictObject({ title: z.string(), suggestedName: z.string(), extension: z.string(), typeName: z.string() }),
    output: chosen,
  },
  'dialog.chooseFolder': { input: z.strictObject({ title: z.string() }), output: chosen },
  /** Whether a key can be kept here, and whether one is. A key goes in and never comes out: the engine is given it for each request. */
  'captionKey.state': {
    input: z.strictObject({ origin: Origin }),
    output: z.strictObject({ stored: z.boolean(), storable: z.boolean(), reason: z.string().nullable() }),
  },
  'captionKey.set': { input: z.strictObject({ origin: Origin, key: z.string().trim().min(1).max(1000) }), output: none },
  'captionKey.clear': { input: z.strictObject({ origin: Origin }), output: none },
  /** Only what the studio itself put there (see `ClipboardContent`); empty for anything else. */
  'clipboard.read': { input: none, output: z.strictObject({ text: z.string() }) },
  'clipboard.write': { input: z.strictObject({ text: z.string().max(MAX_CLIPBOARD_CHARS) }), output: none },
  'shell.showInFolder': { input: z.strictObject({ path: z.string() }), output: none },
  /** Another window, which opens the path if one is given; where a window shows that project already, it comes to the front instead. */
  'window.open': { input: z.strictObject({ path: z.string().nullable() }), output: none },
  /**
   * Said before a project is opened, and with null when it was closed. Not granted: another window shows the project, and is in front now.
   */
  'window.claimProject': { input: z.strictObject({ path: z.string().nullable() }), output: z.strictObject({ granted: z.boolean() }) },
  /** Whether the projects that were open at the end are opened again at the next start. */
  'session.get': { input: none, output: z.strictObject({ reopens: z.boolean() }) },
  'session.set': { input: z.strictObject({ reopens: z.boolean() }), output: none },
  'window.setTitle': { input: z.strictObject({ title: z.string(), edited: z.boolean() }), output: none },
  /** What the native menu says while this window is in front: the language of all, and what undo and redo would do, in that language. */
  'window.setMenu': {
    input: z.strictObject({ language: z.enum(['en', 'de']), undo: z.string().max(300).nullable(), redo: z.string().max(300).nullable() }),
    output: none,
  },
  /** By the system's notifications, while the window is not in front. */
  'window.notify': { input: z.strictObject({ text: z.string().min(1).max(1000) }), output: none },
  /** -1 takes the bar away; 0..1 shows it. */
  'window.setProgress': { input: z.strictObject({ fraction: z.number().min(-1).max(1) }), output: none },
} as const satisfies Record<string, { readonly input: z.ZodType; readonly output: z.ZodType }>;

export type HostMethods = typeof hostMethods;
export type HostMethod = keyof HostMethods;

/** What main tells the window. */
export const HostEvent = z.discriminatedUnion('type', [
  /** A menu item: the id of a command of `renderer/app/commands.ts`. */
  z.strictObject({ type: z.literal('command'), id: z.string() }),
  z.strictObject({ type: z.literal('open-path'), path: z.string() }),
  z.strictObject({ type: z.literal('engine-restarted'), message: z.string() }),
]);
export type HostEvent = z.infer<typeof HostEvent>;

/** The answer of the one ipc channel. */
export type HostReply =
  { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly code: string; readonly message: string };

/**
 * `window.app`, exposed by the preload script and by nothing else. Its engine port arrives as a
 * `message` event on window: `{ type: 'interweave-engine-port' }` with one transferred MessagePort,
 * after the renderer posted `{ type: 'interweave-ready' }` to itself, and again after an engine restart.
 */
export interface AppBridge {
  readonly call: (method: HostMethod, input: unknown) => Promise<HostReply>;
  readonly onEvent: (listener: (event: HostEvent) => void) => () => void;
  /** The path of a file dropped onto the window (webUtils.getPathForFile). */
  readonly pathForFile: (file: unknown) => string;
}
