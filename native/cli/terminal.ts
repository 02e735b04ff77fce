import type { AppError, JobProgress } from '../contract/index.ts';

const LINE_INTERVAL_MS = 1000;
const BAR_WIDTH = 24;

/** Where a command writes. Results go to stdout, progress and remarks to stderr. */
export interface Terminal {
  /** A line of the result for people; nothing with --json. */
  readonly line: (text: string) => void;
  /** The result: with --json the last line of stdout. */
  readonly result: (value: unknown) => void;
  readonly remark: (text: string) => void;
  /** A bar on a terminal, else a plain line at most once a second. */
  readonly progress: (stage: string, fraction: number, rest?: string) => void;
  readonly progressDone: () => void;
  readonly failure: (error: AppError) => void;
}

export function createTerminal({ json }: { readonly json: boolean }): Terminal {
  const { stdout, stderr } = process;
  let barShown = false;
  let lastLineMs = Number.NEGATIVE_INFINITY;
  let lastText = '';
  const clearBar = (): void => {
    if (barShown) stderr.write('\r\u001B[K');
    barShown = false;
  };
  const remark = (text: string): void => {
    clearBar();
    stderr.write(`${text}\n`);
  };
  return {
    line: (text) => {
      if (!json) stdout.write(`${text}\n`);
    },
    result: (value) => {
      if (json) stdout.write(`${JSON.stringify(value)}\n`);
    },
    remark,
    progress: (stage, fraction, rest = '') => {
      const text = `${String(Math.floor(fraction * 100)).padStart(3)} %  ${stage}${rest}`;
      if (stderr.isTTY) {
        const filled = Math.round(fraction * BAR_WIDTH);
        stderr.write(`\r\u001B[K${'█'.repeat(filled)}${'░'.repeat(BAR_WIDTH - filled)} ${text}`.slice(0, stderr.columns + 4));
        barShown = true;
      } else if (performance.now() - lastLineMs >= LINE_INTERVAL_MS && text !== lastText) {
        lastLineMs = performance.now();
        lastText = text;
        stderr.write(`${text}\n`);
      }
    },
    progressDone: clearBar,
    failure: (error) => {
      remark(error.code === 'canceled' ? error.message : `interweave: ${error.message}`);
      if (process.env['INTERWEAVE_DEBUG'] === '1') console.error(error);
      if (json) stdout.write(`${JSON.stringify({ error: { code: error.code, message: error.message } })}\n`);
    },
  };
}

/** ", 2.1 frames/s, 1 min 20 s left" */
export function speedText({ framesPerSec, etaMs }: Pick<JobProgress, 'framesPerSec' | 'etaMs'>): string {
  if (framesPerSec === null || etaMs === null) return '';
  return `, ${framesPerSec.toFixed(framesPerSec < 10 ? 2 : 0)} frames/s, ${durationText(etaMs)} left`;
}

export function durationText(milliseconds: number): string {
  const seconds = Math.round(milliseconds / 1000);
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
  return `${Math.floor(seconds / 3600)} h ${Math.floor((seconds % 3600) / 60)} min`;
}

export function bytesText(bytes: number): string {
  if (bytes < 1e6) return `${(bytes / 1e3).toFixed(0)} kB`;
  return bytes < 1e9 ? `${(bytes / 1e6).toFixed(1)} MB` : `${(bytes / 1e9).toFixed(2)} GB`;
}
