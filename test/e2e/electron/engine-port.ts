import type { Page } from '@playwright/test';
import type { EngineMethod, MethodInput, MethodOutput } from '../../../native/contract/index.ts';

declare global {
  interface Window {
    /** The test's own line to the engine, beside the page's. */
    testPort?: MessagePort;
  }
}

/** Asks main for a line to the engine, as the page does, and keeps it on the page. */
export async function takeEnginePort(page: Page): Promise<void> {
  await page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        // Before the page's own listener, which would take this line for the one of a restarted engine.
        const take = (event: MessageEvent<unknown>) => {
          if (event.ports[0] === undefined) return;
          event.stopImmediatePropagation();
          window.removeEventListener('message', take, true);
          window.testPort = event.ports[0];
          window.testPort.start();
          resolve();
        };
        window.addEventListener('message', take, true);
        window.postMessage({ type: 'interweave-ready' }, window.origin);
      }),
  );
}

/** One call over that line. Rejects with what the engine answers. */
export async function callEngine<M extends EngineMethod>(page: Page, method: M, input: MethodInput<M>): Promise<MethodOutput<M>> {
  const reply = await page.evaluate(
    ({ method, input }) =>
      new Promise<unknown>((resolve) => {
        const port = window.testPort!;
        const id = Math.floor(Math.random() * 2 ** 40);
        const hear = (event: MessageEvent<{ readonly id?: number }>) => {
          if (event.data.id !== id) return;
          port.removeEventListener('message', hear);
          resolve(event.data);
        };
        port.addEventListener('message', hear);
        port.postMessage({ kind: 'call', id, method, input });
      }),
    { method, input },
  );
  const answer = reply as { readonly kind: string; readonly value: MethodOutput<M> };
  if (answer.kind !== 'value') throw new Error(`${method}: ${JSON.stringify(answer)}`);
  return answer.value;
}
