import type { ExportJob, Job, JobLogEntry, Run } from '../contract/index.ts';

/** What a job's log holds, so that a job stays below what one message may carry in any script. */
const MAX_ENTRIES = 50;
/** How it began stays when the middle of a long log is dropped. */
const KEPT_FIRST = 15;
const MAX_CHARACTERS = 300;

type Kind = JobLogEntry['kind'];

/** The log with one more line at its end. */
export function withLine(
  log: Job['log'],
  text: string,
  { kind = 'done', at }: { readonly kind?: Kind; readonly at: string },
): JobLogEntry[] {
  const shown = text.length > MAX_CHARACTERS ? `${text.slice(0, MAX_CHARACTERS - 1)}…` : text;
  const whole = [...(log ?? []), { at, kind, text: shown }];
  if (whole.length <= MAX_ENTRIES) return whole;
  return [...whole.slice(0, KEPT_FIRST), ...whole.slice(KEPT_FIRST + whole.length - MAX_ENTRIES)];
}

/** A stage without its numbers: "Restoring frame 41 of 240" is the same work as the frame before. */
export function stageKind(stage: string): string {
  return stage.replace(/\d+/g, '#');
}

/** What a job is going to do, for its first line. */
export function queuedSentence(job: Job): string {
  if (job.purpose !== 'export') {
    return `Queued: frames ${job.range.startFrame} to ${job.range.endFrame - 1} of ${job.sourcePath}`;
  }
  return `Queued: ${job.sourcePath} as ${job.copy ? 'it is' : job.output.codec} into ${job.outputPath}`;
}

/** What an export came to, for the last line. */
export function exportSentence({ outputPath, copy }: ExportJob, { sizeBytes, report, against }: NonNullable<ExportJob['written']>): string {
  const checks = report.checks.filter(({ status }) => status === 'same').length;
  const size = (sizeBytes / 1e6).toPrecision(3);
  return `Done: ${copy ? 'copied' : 'encoded'}, ${size} MB. Read back: ${checks} checks as ${against === 'source' ? 'the source' : 'the result'}. Written to ${outputPath}`;
}

/** What a run came to, for the last line. */
export function runSentence({ frameCount, timing, device, report, outputPath, width, height }: Run): string {
  const seconds = timing.wallMs / 1000;
  const checks = report.checks.filter(({ status }) => status === 'same').length;
  const pace = seconds > 0 ? `, ${(frameCount / seconds).toPrecision(2)} frames per second` : '';
  return `Done on ${device.name}: ${frameCount} frames of ${width}×${height} in ${seconds.toFixed(1)} s${pace}. Read back: ${checks} checks as the source. Written to ${outputPath}`;
}
