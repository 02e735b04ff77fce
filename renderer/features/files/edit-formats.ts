import type { InterchangeFormat } from '../../../native/contract/index.ts';
import { textsOf } from '../../i18n/words.ts';

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
  textsOf(
    { hint: 'files.openTimelineioForDaVinciResolve' },
    { format: 'otio', word: 'OTIO', extension: '.otio', typeName: 'OpenTimelineIO' },
  ),
  textsOf({ hint: 'files.forFinalCutPro', typeName: 'files.finalCutProXML' }, { format: 'fcpxml', word: 'FCPXML', extension: '.fcpxml' }),
  textsOf(
    { hint: 'files.cMX3600ForEverythingElse', typeName: 'files.editDecisionList' },
    { format: 'edl', word: 'EDL', extension: '.edl' },
  ),
  textsOf({ hint: 'files.tableForSpreadsheetsScripts', typeName: 'files.table' }, { format: 'csv', word: 'CSV', extension: '.csv' }),
];
