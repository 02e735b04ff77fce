import { spawn } from 'node:child_process';
import type { ChildProcess, SpawnOptions } from 'node:child_process';
import { once } from 'node:events';
import { constants, setPriority } from 'node:os';
import { createInterface } from 'node:readline';
import { AppError } from '../contract/index.ts';

/** An ffmpeg or ffprobe that runs. Ends at once (SIGKILL) when the signal is aborted. */
export interface ToolProcess<C extends ChildProcess = ChildProcess> {
  readonly child: C;
  /** The last words on stderr so far. */
  readonly stderr: () => string;
  /** Resolves when the process has ended and its output has been read. Rejects if it could not be started. */
  readonly ended: Promise<number | null>;
  readonly kill: () => void;
}

interface ToolOptions {
  readonly stdin: 'ignore' | 'pipe';
  readonly signal: AbortSignal;
  /** True: the line on stderr was meant for the caller and is no word of ffmpeg's. */
  readonly takeErrorLine?: (line: string) => boolean;
}

/** A reader of raw frames, and a writer of them, need pipes with back-pressure: hence a process and not fluent-ffmpeg (decision 0003). */
export function startTool(path: string, args: readonly string[], { stdin, signal, takeErrorLine = () => false }: ToolOptions): ToolProcess {
  signal.throwIfAborted();
  const options: SpawnOptions = { stdio: [stdin, 'pipe', 'pipe'], windowsHide: true, env: { ...process.env, ...NO_CHARSET_MODULES } };
  const child = spawn(path, args, options);
  yieldToInference(child);
  let stderr = '';
  if (child.stderr) {
    createInterface({ input: child.stderr, crlfDelay: Infinity }).on('line', (line) => {
      if (!takeErrorLine(line)) stderr = `${stderr}${line}\n`.slice(-LAST_WORDS);
    });
  }
  // A pipe that the other side closed is told by its exit code and its last words.
  child.stdin?.on('error', () => undefined);
  const kill = (): void => {
    child.kill('SIGKILL');
  };
  signal.addEventListener('abort', kill, { once: true });
  const ended = once(child, 'close')
    .then(([code]) => code as number | null)
    .catch((error: unknown) => {
      throw notStarted(path, error);
    })
    .finally(() => signal.removeEventListener('abort', kill));
  // Whoever waits for it is told; nobody has to.
  ended.catch(() => undefined);
  return { child, stderr: () => stderr, ended, kill };
}

/** Runs a tool to its end and hands each line of its stdout on. Rejects with the signal's reason when aborted. */
export async function runTool(
  path: string,
  args: readonly string[],
  { signal, onLine }: { readonly signal: AbortSignal; readonly onLine: (line: string) => void },
): Promise<{ readonly code: number | null; readonly stderr: string }> {
  const tool = startTool(path, args, { stdin: 'ignore', signal });
  if (tool.child.stdout) createInterface({ input: tool.child.stdout, crlfDelay: Infinity }).on('line', onLine);
  const code = await tool.ended;
  signal.throwIfAborted();
  return { code, stderr: tool.stderr() };
}

/** What ffmpeg's last words mean, in a user's terms. `attempt` is a sentence without its full stop. */
export function toolFailure(stderr: string, attempt: string): AppError {
  if (saysDiskFull(stderr)) {
    return new AppError('disk-full', `${attempt}: the disk is full. Free some space or choose another folder.`);
  }
  if (/Permission denied|Read-only file system/i.test(stderr)) {
    return new AppError('no-permission', `${attempt}: this user may not. Check the permissions of the file and its folder.`);
  }
  const lines = stderr.split('\n').filter((line) => line.trim() !== '');
  const words = lines.slice(-3).map((line) => line.replace(/^\[[^\]]*\] */, '').trim());
  const said = words.length === 0 ? 'It ended without a word; it may have run out of memory.' : `It said: ${words.join(' / ')}`;
  return new AppError('ffmpeg-failed', `${attempt}: ffmpeg could not do it. ${said}`);
}

export function saysDiskFull(stderr: string): boolean {
  return /No space left on device|not enough space on the disk|Disk quota exceeded/i.test(stderr);
}

/** Without an exit code, a tool was killed or crashed: what it said is not the whole. */
export function crashed(toolPath: string, url: string): AppError {
  return new AppError('ffmpeg-failed', `${toolPath} crashed while it read ${url}. Try again, or choose another ffmpeg in the settings.`);
}

/**
 * Statically linked builds (those of ffmpeg-static among them) crash on MPEG-TS, whose service names they convert with
 * modules of the system's C library. Where there is no module, they leave the names as they are.
 */
const NO_CHARSET_MODULES: Readonly<Record<string, string>> = process.platform === 'linux' ? { GCONV_PATH: '/nonexistent' } : {};

const LAST_WORDS = 8192;

function notStarted(path: string, error: unknown): AppError {
  const reason = error instanceof Error ? error.message : String(error);
  return new AppError(
    'ffmpeg-missing',
    `${path} could not be started (${reason}). Install ffmpeg or choose another one in the settings.`,
    error,
  );
}

/** The model's threads come first: decoding and encoding are short of nothing when they take what is left. */
function yieldToInference({ pid }: ChildProcess): void {
  if (pid === undefined) return;
  try {
    setPriority(pid, constants.priority.PRIORITY_BELOW_NORMAL);
  } catch {
    // Not allowed here: then it shares as everything does.
  }
}
