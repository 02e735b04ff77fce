import type { FfmpegTools } from './ffmpeg-tools.ts';
import { runTool, toolFailure } from './ffmpeg-process.ts';
import { writeWhole } from './part-file.ts';

/** Writes SMPTE colour bars as a JPEG of 480x272: a picture that gives nothing away and that any model with vision can name. */
export async function writeTrialPicture(
  tools: FfmpegTools,
  { outputPath, signal }: { readonly outputPath: string; readonly signal: AbortSignal },
): Promise<void> {
  await writeWhole(outputPath, async (path) => {
    const source = ['-f', 'lavfi', '-i', 'smptehdbars=size=480x272:rate=1'];
    const args = ['-nostdin', '-hide_banner', '-v', 'error', '-y', ...source, '-frames:v', '1', '-q:v', '3', '-update', '1', path];
    const { code, stderr } = await runTool(tools.ffmpegPath, args, { signal, onLine: () => undefined });
    if (code !== 0) throw toolFailure(stderr, 'Making a picture of colour bars');
  });
}
