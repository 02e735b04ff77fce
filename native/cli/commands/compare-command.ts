import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { InvalidArgumentError, Option } from 'commander';
import type { Command } from 'commander';
import { AppError, BuiltInMetric, groupedByReason } from '../../contract/index.ts';
import type { MediaInfo, MetricFacts, MetricName, MetricResult } from '../../contract/index.ts';
import { probeStated } from '../../media/probe.ts';
import type { MeasuredClip } from '../../metrics/alignment.ts';
import { measurable, measureClip, needWords } from '../../metrics/measure-clip.ts';
import type { Measurement } from '../../metrics/measure-clip.ts';
import type { MeasureRequest } from '../../metrics/measure-request.ts';
import { findMetricPackages } from '../../metrics/metric-packages.ts';
import type { MetricPackages, PackagedMetric } from '../../metrics/metric-packages.ts';
import { seamsOf } from '../../metrics/metric-seam.ts';
import type { SeamPlan } from '../../metrics/metric-seam.ts';
import { factsNamed, metricFacts, versionText } from '../../metrics/registry.ts';
import { seriesCsv } from '../../metrics/series-csv.ts';
import { openModelStore } from '../../inference/model-store.ts';
import { appPaths } from '../../util/app-paths.ts';
import { commandTools } from '../command-tools.ts';
import type { CommandContext, RunCommand } from '../run-command.ts';
import { numberText, tableLines } from '../terminal-table.ts';

interface CompareOptions {
  readonly source?: string;
  readonly reference?: string;
  readonly sourceStart: number;
  readonly referenceStart: number;
  readonly align: 'frames' | 'pts';
  readonly metrics?: readonly MetricName[];
  readonly windowLength?: number;
  readonly windowOverlap: number;
  readonly cuts: readonly number[];
  readonly csv?: string;
  readonly json?: boolean;
}

export function addCompareCommand(program: Command, run: RunCommand): void {
  program
    .command('compare')
    .description('Measure a restored clip: against its source, against the true clip, and against itself over time.')
    .argument('<restored>', 'the clip to measure')
    .option('--source <file>', 'the clip that was restored (mostly smaller)')
    .option('--reference <file>', 'the true clip, as large as the restored one')
    .addOption(frameOption('--source-start <frame>', 'frame of the source at which the restored clip begins'))
    .addOption(frameOption('--reference-start <frame>', 'frame of the reference at which the restored clip begins'))
    .addOption(
      new Option('--align <how>', 'which frames belong together: the first to the first, or those shown at the same time')
        .choices(['frames', 'pts'])
        .default('frames'),
    )
    .addOption(
      new Option(
        '--metrics <list>',
        `what to measure, with commas between (default: all that can be): ${BuiltInMetric.options.join(', ')}, or the id of an installed package of the kind "metric"`,
      ).argParser(parseMetrics),
    )
    .addOption(new Option('--window-length <frames>', "frames of the model's windows (for seam)").argParser(wholeNumber))
    .addOption(frameOption('--window-overlap <frames>', 'frames that a window shares with the next'))
    .addOption(
      new Option('--cuts <frames>', 'first frames of new shots, with commas between (for seam)')
        .argParser(wholeNumbers)
        .default([], 'none'),
    )
    .option('--csv <file>', 'write the numbers of every frame there')
    .option('--json', 'print one JSON object as the last line')
    .action((restored: string, options: CompareOptions) => run(options, (context) => compare(restored, options, context)));
}

async function compare(restored: string, options: CompareOptions, context: CommandContext): Promise<void> {
  const { terminal, signal } = context;
  const packages = await findMetricPackages(openModelStore(appPaths()), { signal });
  const facts = packages.ready.map((metric) => metric.facts);
  for (const name of options.metrics ?? []) refuseMissing(name, packages, facts);
  const tools = await commandTools();
  const measure = async (probe: Probe): Promise<Measured> => {
    const request = await requestFrom({ restored, options, packages: packages.ready }, probe);
    const progress = (done: number, total: number): void => terminal.progress(`Measuring frame ${done} of ${total}`, done / total);
    return { request, measured: await measureClip(tools, request, { signal, progress }) };
  };
  // Measuring counts the frames that decode: to decode for that alone would double the work. Whatever does not fit is looked at in full, and told.
  const trusting = await measure((path) => probeStated(tools, path, { signal })).catch(orNotAsStated);
  const { request, measured } = trusting ?? (await measure((path) => context.client.call('media.probe', { path }, { signal })));
  const [own, names] = [request.restored, request.metrics];
  terminal.progressDone();
  if (options.csv !== undefined) await writeFile(resolve(options.csv), seriesCsv(measured.series));
  for (const line of report(measured, own.media, facts)) terminal.line(line);
  if (options.metrics === undefined) for (const line of notMeasured(names, packages, facts)) terminal.line(line);
  const notMeasurable = packages.missing;
  terminal.result({ restored: own.media.path, frames: measured.frameCount, metrics: measured.results, notMeasurable });
}

/** Errors that are about what a file holds, which counting its packets may have got wrong. */
function orNotAsStated(error: unknown): null {
  const codes: readonly string[] = ['bad-input', 'media-unreadable', 'media-changed', 'media-empty', 'ffmpeg-failed'];
  if (error instanceof AppError && codes.includes(error.code)) return null;
  throw error;
}

type Probe = (path: string) => Promise<MediaInfo>;

interface Measured {
  readonly request: MeasureRequest;
  readonly measured: Measurement;
}

async function requestFrom(
  given: { readonly restored: string; readonly options: CompareOptions; readonly packages: readonly PackagedMetric[] },
  probe: Probe,
): Promise<MeasureRequest> {
  const { options, packages } = given;
  const restored = await clipAt(given.restored, 0, probe);
  const [reference, source] = await Promise.all([
    options.reference === undefined ? null : clipAt(options.reference, options.referenceStart, probe, restored),
    options.source === undefined ? null : clipAt(options.source, options.sourceStart, probe, restored),
  ]);
  const windows = windowsOf(options, restored.media.video.frameCount);
  const facts = packages.map((metric) => metric.facts);
  const metrics = options.metrics ?? measurable({ reference, source, windows }, facts);
  return { restored, reference, source, metrics, packages, windows, align: options.align };
}

/** From `start` on, and as many frames as the restored clip has where they are counted from one that was named. */
async function clipAt(path: string, start: number, probe: Probe, like?: MeasuredClip): Promise<MeasuredClip> {
  const media = await probe(resolve(path));
  const { frameCount } = media.video;
  if (start >= frameCount) {
    throw new AppError('bad-input', `${media.path} has ${frameCount} frames: it cannot begin at frame ${start}. Choose an earlier one.`);
  }
  const wanted = like === undefined || start === 0 ? frameCount : Math.min(frameCount, start + like.media.video.frameCount);
  return { media, range: { startFrame: start, endFrame: wanted } };
}

function windowsOf({ windowLength, windowOverlap, cuts }: CompareOptions, frameCount: number): SeamPlan | null {
  if (windowLength === undefined) return null;
  if (windowLength > windowOverlap) return seamsOf({ length: windowLength, overlap: windowOverlap, cuts }, frameCount);
  throw new AppError('bad-input', `Windows of ${windowLength} frames cannot share ${windowOverlap}. Give a smaller --window-overlap.`);
}

function report({ results, frameCount }: Measurement, { path, video }: MediaInfo, packages: readonly MetricFacts[]): string[] {
  const rows = results.map(({ name, value, unit, note }: MetricResult) => {
    const facts = factsNamed(name, packages);
    const { title, better } = facts;
    const sense = better === 'neither' ? '' : `${better} is better`;
    return [title, value === null ? '-' : numberText(value), unit, sense, `${name} ${versionText(facts)}`, note ?? ''];
  });
  const details = [...new Set(results.map(({ detail }) => detail).filter((detail) => detail !== ''))];
  const told = details.map((detail) => {
    const names = results.filter((result) => result.detail === detail).map(({ name }) => name);
    return `${names.join(', ')}: ${detail}.`;
  });
  return [
    `${path}: ${video.width}x${video.height}, ${frameCount} frames`,
    ...tableLines(['Metric', 'Value', 'Unit', '', 'Name', 'Note'], rows, { right: [1] }),
    ...told,
  ];
}

/** What was left out, and what it would take. */
function notMeasured(measured: readonly MetricName[], { missing }: MetricPackages, packages: readonly MetricFacts[]): string[] {
  const left = metricFacts(packages).filter(({ name }) => !measured.includes(name));
  const needs = [...new Set(left.map((facts) => facts.needs))];
  const lacking = needs.map((need) => {
    const names = left.filter((facts) => facts.needs === need).map(({ name }) => name);
    return `Not measured: ${names.join(', ')}; ${names.length > 1 ? needWords[need].replace('needs', 'need') : needWords[need]}`;
  });
  return [...lacking, ...groupedByReason(missing).map(({ titles, reason }) => `Not measured: ${titles.join('; ')}. ${reason}`)];
}

/** A package that is here and cannot be used says why. */
function refuseMissing(name: MetricName, { faulty }: MetricPackages, packages: readonly MetricFacts[]): void {
  const error = faulty.get(name);
  if (error !== undefined) throw error;
  factsNamed(name, packages);
}

function parseMetrics(text: string): readonly MetricName[] {
  return text.split(',').map((part) => part.trim());
}

function frameOption(flags: string, description: string): Option {
  return new Option(flags, description).argParser(wholeNumber).default(0);
}

function wholeNumbers(text: string): readonly number[] {
  return text.split(',').map(wholeNumber);
}

function wholeNumber(text: string): number {
  if (/^\d+$/.test(text.trim())) return Number(text);
  throw new InvalidArgumentError('It takes a whole number of frames, such as 12.');
}
