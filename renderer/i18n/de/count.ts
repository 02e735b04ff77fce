import type { count as english } from '../en/count.ts';
import type { Translated } from '../translated.ts';

export const count: Translated<typeof english> = {
  clip_one: '{{count}} Clip',
  clip_other: '{{count}} Clips',
  'CPU thread_one': '{{count}} CPU-Thread',
  'CPU thread_other': '{{count}} CPU-Threads',
  export_one: '{{count}} Export',
  export_other: '{{count}} Exporte',
  file_one: '{{count}} Datei',
  file_other: '{{count}} Dateien',
  frame_one: '{{count}} Bild',
  frame_other: '{{count}} Bilder',
  'model call_one': '{{count}} Modellaufruf',
  'model call_other': '{{count}} Modellaufrufe',
  result_one: '{{count}} Ergebnis',
  result_other: '{{count}} Ergebnisse',
  segment_one: '{{count}} Segment',
  segment_other: '{{count}} Segmente',
  'selected segment_one': '{{count}} gewähltes Segment',
  'selected segment_other': '{{count}} gewählte Segmente',
  shot_one: '{{count}} Shot',
  shot_other: '{{count}} Shots',
  window_one: '{{count}} Fenster',
  window_other: '{{count}} Fenster',
};
