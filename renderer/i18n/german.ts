import { commandGroups } from './de/command-groups.ts';
import { analysis } from './de/analysis.ts';
import { app } from './de/app.ts';
import { commands } from './de/commands.ts';
import { common } from './de/common.ts';
import { components } from './de/components.ts';
import { count } from './de/count.ts';
import { engine } from './de/engine.ts';
import { errors } from './de/errors.ts';
import { exchange } from './de/exchange.ts';
import { files } from './de/files.ts';
import { help } from './de/help.ts';
import { jobs } from './de/jobs.ts';
import { keys } from './de/keys.ts';
import { models } from './de/models.ts';
import { project } from './de/project.ts';
import { prompt } from './de/prompt.ts';
import { quantity } from './de/quantity.ts';
import { restore } from './de/restore.ts';
import { results } from './de/results.ts';
import { scatter } from './de/scatter.ts';
import { settings } from './de/settings.ts';
import { shell } from './de/shell.ts';
import { start } from './de/start.ts';
import { timeline } from './de/timeline.ts';
import { tour } from './de/tour.ts';
import { viewer } from './de/viewer.ts';
import { windows } from './de/windows.ts';
import type { English } from './english.ts';
import type { Translated } from './translated.ts';

type German = { readonly [Feature in keyof English]: Translated<English[Feature]> };

/** Neutral infinitives, the words of the cutting room, nobody addressed. */
export const german: German = {
  commandGroups,
  analysis,
  app,
  commands,
  common,
  components,
  count,
  engine,
  errors,
  exchange,
  files,
  help,
  jobs,
  keys,
  models,
  project,
  prompt,
  quantity,
  restore,
  results,
  scatter,
  settings,
  shell,
  start,
  timeline,
  tour,
  viewer,
  windows,
};
