import type { RpcError } from '../../native/contract/index.ts';
import { captions } from './de/said/captions.ts';
import { devices } from './de/said/devices.ts';
import { edits } from './de/said/edits.ts';
import { exchange } from './de/said/exchange.ts';
import { jobs } from './de/said/jobs.ts';
import { measures } from './de/said/measures.ts';
import { media } from './de/said/media.ts';
import { models } from './de/said/models.ts';
import { parameters } from './de/said/parameters.ts';
import { projects } from './de/said/projects.ts';
import { shell } from './de/said/shell.ts';
import { createSentences } from './sentences.ts';
import { i18n, t } from './words.ts';

/** What the engine says, by its English sentences (decision 0011). A language that is not here is English. */
const sentences = {
  de: createSentences([captions, devices, edits, exchange, jobs, measures, media, models, parameters, projects, shell]),
};

/** A text of the engine in the window's language: stages, notes, remarks, undo steps, names of parameters and measures. */
export function said(text: string): string {
  return inLanguage(text) ?? text;
}

/** An error of the engine in the window's language: where its sentence is not known here, what its code means stands before it. */
export function errorText({ code, message }: RpcError): string {
  const known = inLanguage(message);
  if (known !== null) return known;
  return [t(`errors.${code}`), message].join(' ').trim();
}

function inLanguage(text: string): string | null {
  if (i18n.language === 'en') return text === '' ? null : text;
  return i18n.language === 'de' ? sentences.de(text) : null;
}
