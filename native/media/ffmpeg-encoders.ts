import { runTool } from './ffmpeg-process.ts';
import type { FfmpegTools } from './ffmpeg-tools.ts';

/** The names of all encoders that this ffmpeg was built with: distributions differ. */
export async function readEncoders(tools: FfmpegTools, { signal }: { readonly signal: AbortSignal }): Promise<ReadonlySet<string>> {
  const names = new Set<string>();
  await runTool(tools.ffmpegPath, ['-hide_banner', '-v', 'error', '-encoders'], {
    signal,
    onLine: (line) => {
      // ` V....D libx264              libx264 H.264 / ...`
      const name = /^\s[VAS][F.][S.][X.][B.][D.]\s(\S+)/.exec(line)?.[1];
      if (name !== undefined && name !== '=') names.add(name);
    },
  });
  return names;
}
