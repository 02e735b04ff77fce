import { AppError, hostMethods } from '../../native/contract/index.ts';
import type { HostMethod, HostReply } from '../../native/contract/index.ts';
import { pageOrigin } from './content-policy.ts';
import type { Host } from './host.ts';

/** Who sends a message: as much of Electron's event as is looked at. */
export interface Sender {
  readonly senderFrame: { readonly origin: string; readonly parent: unknown } | null;
  readonly sender: { readonly id: number };
}

/** Our own page, in the main frame of our own window: nobody else is answered. */
export function isOurPage({ senderFrame, sender }: Sender, windowId: number): boolean {
  return sender.id === windowId && senderFrame !== null && senderFrame.parent === null && senderFrame.origin === pageOrigin;
}

/** Answers one call of the window. Whatever comes in, the answer is a HostReply: ipc would show the window our stack traces. */
export async function answerHostCall(host: Host, method: unknown, input: unknown): Promise<HostReply> {
  if (typeof method !== 'string' || !isHostMethod(method)) {
    return { ok: false, code: 'unknown-method', message: `The app has no method "${String(method).slice(0, 100)}".` };
  }
  const parsed = hostMethods[method].input.safeParse(input);
  if (!parsed.success) {
    const where = parsed.error.issues.map(({ path, message }) => (path.length > 0 ? `${path.join('.')}: ${message}` : message));
    return { ok: false, code: 'bad-input', message: `${method} was called with the wrong input: ${where.slice(0, 2).join('; ')}.` };
  }
  try {
    // The table pairs each method with its own input; the union of all of them does not say so.
    const answer = host[method] as (input: unknown) => Promise<unknown>;
    return { ok: true, value: await answer(parsed.data) };
  } catch (error) {
    if (error instanceof AppError) return { ok: false, code: error.code, message: error.message };
    console.error(error);
    return { ok: false, code: 'internal', message: `The app could not do ${method}. Try again, or start it from a terminal to see why.` };
  }
}

export const strangerReply: HostReply = { ok: false, code: 'forbidden', message: 'Only the studio itself may call the app.' };

function isHostMethod(method: string): method is HostMethod {
  return Object.hasOwn(hostMethods, method);
}
