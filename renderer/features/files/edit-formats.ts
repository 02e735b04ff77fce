import type { InterchangeFormat } from '../../../native/contract/index.ts';
import { t } from '../../i18n/words.ts';

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
    get hint() {
      return t('files.openTimelineioForDaVinciResolve');
    },
    extension: '.otio',
    typeName: 'OpenTimelineIO',
  },
  {
    format: 'fcpxml',
    word: 'FCPXML',
    get hint() {
      return t('files.forFinalCutPro');
    },
    extension: '.fcpxml',
    get typeName() {
      return t('files.finalCutProXML');
    },
  },
  {
    format: 'edl',
    word: 'EDL',
    get hint() {
      return t('files.cMX3600ForEverythingElse');
    },
    extension: '.edl',
    get typeName() {
      return t('files.editDecisionList');
    },
  },
  {
    format: 'csv',
    word: 'CSV',
    get hint() {
      return t('files.tableForSpreadsheetsScripts');
    },
    extension: '.csv',
    get typeName() {
      return t('files.table');
    },
  },
];
