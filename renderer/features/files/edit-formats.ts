import type { InterchangeFormat } from '../../../native/contract/index.ts';

export interface EditFormat {
  readonly format: InterchangeFormat;
  readonly word: string;
  /** What it is good for. */
  readonly hint: string;
  /** With its dot. */
  readonly extension: string;
  readonly typeName: string;
}

export const editFormats: readonly EditFormat[] = [
  {
    format: 'otio',
    word: 'OTIO',
    hint: 'OpenTimelineIO, for DaVinci Resolve, Kdenlive, Premiere Pro and others. Holds everything.',
    extension: '.otio',
    typeName: 'OpenTimelineIO',
  },
  {
    format: 'fcpxml',
    word: 'FCPXML',
    hint: 'For Final Cut Pro and DaVinci Resolve. Prompts become notes of the clips.',
    extension: '.fcpxml',
    typeName: 'Final Cut Pro XML',
  },
  {
    format: 'edl',
    word: 'EDL',
    hint: 'CMX3600, for everything else: one track, one frame rate. Prompts become comments.',
    extension: '.edl',
    typeName: 'Edit decision list',
  },
  {
    format: 'csv',
    word: 'CSV',
    hint: 'A table for spreadsheets and scripts, with frames and timecodes.',
    extension: '.csv',
    typeName: 'Table',
  },
];
