import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { SetupError } from './setup-step.mjs';

/**
 * Runs `work` with a display: the one of the environment, or an Xvfb that ends with the work.
 * @template T @param {(display: Readonly<Record<string, string>>) => Promise<T>} work gets what to add to the environment
 * @returns {Promise<T>}
 */
export async function withDisplay(work) {
  if (process.platform !== 'linux' || (process.env['DISPLAY'] ?? '') !== '') return work({});
  // Xvfb picks a free display by itself and writes its number to file descriptor 3.
  const server = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1600x1000x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  try {
    const numbers = /** @type {import('node:stream').Readable} */ (server.stdio[3]);
    const failed = once(server, 'exit').then(() => {
      throw new SetupError('Xvfb ended at once.', 'run `Xvfb :99` and see what it says, or set DISPLAY');
    });
    const [number] = /** @type {[Buffer]} */ (await Promise.race([once(numbers, 'data'), failed]));
    failed.catch(() => undefined);
    return await work({ DISPLAY: `:${number.toString().trim()}` });
  } finally {
    server.kill('SIGTERM');
  }
}
