import { EndpointError } from './endpoint-error.ts';

/** Many times the longest answer, thinking included; what sends more is no chat endpoint. */
const MAX_ANSWER_BYTES = 8 * 1024 * 1024;

type Fetch = (input: string | URL | Request, init?: RequestInit) => Promise<Response>;

const sentHeaders = ['accept', 'authorization', 'content-type'];

/**
 * fetch for one endpoint: follows no redirect (frames go to the address that was set and nowhere else), sends no headers but those of the
 * protocol (the client adds facts about this machine, and whatever an environment variable says), and reads no more than a bound.
 */
export function boundedFetch(host: string): Fetch {
  return async (input, init = {}) => {
    const given = new Headers(init.headers);
    const headers = new Headers([['user-agent', 'Interweave']]);
    for (const name of sentHeaders) {
      const value = given.get(name);
      if (value !== null) headers.set(name, value);
    }
    const response = await fetch(input, { ...init, headers, redirect: 'manual' });
    if (response.body === null) return response;
    let bytes = 0;
    const bound = new TransformStream<Uint8Array, Uint8Array>({
      transform: (chunk, controller) => {
        bytes += chunk.byteLength;
        if (bytes <= MAX_ANSWER_BYTES) controller.enqueue(chunk);
        else
          controller.error(
            new EndpointError('too-large', `${host} sends more than any description. Check the address in the caption settings.`),
          );
      },
    });
    const { status, statusText, headers: answered } = response;
    return new Response(response.body.pipeThrough(bound), { status, statusText, headers: answered });
  };
}
