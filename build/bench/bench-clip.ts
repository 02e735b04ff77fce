import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** A moving, slightly noisy clip with sound, made by ffmpeg. */
export async function makeBenchClip({
  folder,
  width,
  height,
  frames,
}: {
  readonly folder: string;
  readonly width: number;
  readonly height: number;
  readonly frames: number;
}): Promise<string> {
  const path = join(folder, `bench-${width}x${height}-${frames}.mp4`);
  const picture = `testsrc2=size=${width}x${height}:rate=25,noise=alls=6:allf=t`;
  const inputs = ['-f', 'lavfi', '-i', picture, '-f', 'lavfi', '-i', 'sine=frequency=440'];
  const output = ['-frames:v', String(frames), '-t', String(frames / 25), '-c:v', 'libx264', '-pix_fmt', 'yuv420p', '-c:a', 'aac'];
  await promisify(execFile)('ffmpeg', ['-v', 'error', '-y', ...inputs, ...output, path]);
  return path;
}
