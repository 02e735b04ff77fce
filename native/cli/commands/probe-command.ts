import { resolve } from 'node:path';
import type { Command } from 'commander';
import type { MediaInfo } from '../../contract/index.ts';
import type { RunCommand } from '../run-command.ts';
import { bytesText } from '../terminal.ts';

export function addProbeCommand(program: Command, run: RunCommand): void {
  program
    .command('probe')
    .description('Say what is in a media file.')
    .argument('<input>', 'the file')
    .option('--json', 'print one JSON object')
    .action((input: string, options: { json?: boolean }) =>
      run(options, async ({ client, terminal, signal }) => {
        const media = await client.call('media.probe', { path: resolve(input) }, { signal });
        for (const line of describe(media)) terminal.line(line);
        terminal.result(media);
      }),
    );
}

function describe({ path, format, sizeBytes, startTimecode, video, audio, subtitles, warnings }: MediaInfo): string[] {
  const rate = `${(video.frameRate.num / video.frameRate.den).toFixed(3)} fps${video.variableFrameRate ? ' (varies)' : ''}`;
  const scan = video.fieldOrder === 'progressive' || video.fieldOrder === 'unknown' ? '' : `, interlaced (${video.fieldOrder})`;
  const { color } = video;
  return [
    `${path}: ${format}, ${bytesText(sizeBytes)}`,
    `  video: ${video.codec}, ${video.width}x${video.height}, ${video.frameCount} frames, ${rate}${scan}, ${video.pixelFormat}, ${video.bitDepth} bit`,
    `  on screen: ${video.displayWidth}x${video.displayHeight}, pixel aspect ${video.sampleAspectRatio.num}:${video.sampleAspectRatio.den}, turned ${video.rotationDeg} degrees`,
    `  colour: range ${color.range ?? '?'}, matrix ${color.matrix ?? '?'}, primaries ${color.primaries ?? '?'}, transfer ${color.transfer ?? '?'}`,
    ...(startTimecode === null ? [] : [`  starts at ${startTimecode}`]),
    ...audio.map(
      (stream) => `  audio: ${stream.codec}, ${stream.sampleRate} Hz, ${stream.channels} channels, ${stream.language ?? 'no language'}`,
    ),
    ...subtitles.map((stream) => `  subtitles: ${stream.codec}, ${stream.language ?? 'no language'}`),
    ...(warnings.length === 0 ? [] : [`  mind: ${warnings.join(', ')}`]),
  ];
}
