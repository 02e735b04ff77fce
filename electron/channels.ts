import type { HostEvent, HostMethod } from '../native/contract/index.ts';

/** The ipc channels between main and preload, and what goes over them. */
export const channels = {
  /** Window to main, answered with a HostReply: `(method: HostMethod, input: unknown)`. */
  host: 'interweave:host',
  /** Main to window: one HostEvent. */
  event: 'interweave:event',
  /** Window to main: "give me a line to the engine". Main to window: here it is, with one transferred port. */
  enginePort: 'interweave:engine-port',
} as const;

export type HostCall = readonly [method: HostMethod, input: unknown];
export type HostEventMessage = readonly [event: HostEvent];
