import { commandGroups } from './en/command-groups.ts';
import { analysis } from './en/analysis.ts';
import { app } from './en/app.ts';
import { commands } from './en/commands.ts';
import { common } from './en/common.ts';
import { components } from './en/components.ts';
import { count } from './en/count.ts';
import { engine } from './en/engine.ts';
import { errors } from './en/errors.ts';
import { exchange } from './en/exchange.ts';
import { files } from './en/files.ts';
import { help } from './en/help.ts';
import { jobs } from './en/jobs.ts';
import { keys } from './en/keys.ts';
import { models } from './en/models.ts';
import { project } from './en/project.ts';
import { prompt } from './en/prompt.ts';
import { quantity } from './en/quantity.ts';
import { restore } from './en/restore.ts';
import { results } from './en/results.ts';
import { scatter } from './en/scatter.ts';
import { settings } from './en/settings.ts';
import { shell } from './en/shell.ts';
import { start } from './en/start.ts';
import { timeline } from './en/timeline.ts';
import { tour } from './en/tour.ts';
import { viewer } from './en/viewer.ts';
import { windows } from './en/windows.ts';

/** Every text of the window, by feature. English is the language that keys and values are typed by. */
export const english = {
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
export type English = typeof english;
