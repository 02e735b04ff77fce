import type { InterchangeFormat, MethodOutput, SegmentId } from '../../../native/contract/index.ts';
import { run } from '../../app/run-command.ts';
import { countText } from '../../components/quantity-words.ts';
import { callEngine } from '../../engine/engine-client.ts';
import { projectNow } from '../../engine/project-data.ts';
import { offerFolder } from '../../engine/show-in-folder.ts';
import { t } from '../../i18n/words.ts';
import { notify } from '../../state/notice-store.ts';
import { useView } from '../../state/view-store.ts';
import { chooseEdit, chooseSavePlace } from '../files/choose-paths.ts';
import { editFormats } from '../files/edit-formats.ts';
import { baseName } from '../files/paths.ts';
import { useExchange } from './exchange-store.ts';

/** Asks for another program's edit and adds its cuts; what was not taken is shown in a dialog. */
export async function importSegments(): Promise<void> {
  const path = await chooseEdit();
  const open = projectNow();
  if (path === null || open === null) return;
  const read = await callEngine('segments.import', { projectId: open.head.id, path });
  const added = projectNow()?.segments.find(({ id }) => id === read.firstId);
  if (added !== undefined) useView.getState().selectSegments([added.id], added.assetId);
  tell({
    ...read,
    done: t('exchange.imported', { counted: countText(read.count, 'segment') }),
    none: t('exchange.noSegmentImported'),
    from: path,
  });
}

interface ExportChoice {
  readonly format: InterchangeFormat;
  readonly of: 'source' | 'restored';
  /** Null: all. */
  readonly segmentIds: readonly SegmentId[] | null;
}

export async function exportSegments({ format, of, segmentIds }: ExportChoice): Promise<void> {
  const open = projectNow();
  const kind = editFormats.find((each) => each.format === format);
  if (open === null || kind === undefined) return;
  const suggestedName = `${open.project.name}${of === 'restored' ? ' restored' : ''}`;
  const path = await chooseSavePlace({
    title: t('exchange.exportSegments'),
    suggestedName,
    extension: kind.extension,
    typeName: kind.typeName,
  });
  if (path === null) return;
  const ids = segmentIds === null ? null : [...segmentIds];
  // The dialog has asked whether a file that is there may be replaced.
  const written = await callEngine('segments.export', { projectId: open.head.id, segmentIds: ids, format, of, path, overwrite: true });
  tell({
    ...written,
    done: t('exchange.exported', { counted: countText(written.count, 'segment') }),
    none: t('exchange.noSegmentExported'),
    from: written.path,
    show: written.path,
  });
}

type Told = Pick<MethodOutput<'segments.export'>, 'count' | 'remarks' | 'moreRemarks'> & {
  readonly done: string;
  readonly none: string;
  readonly from: string;
  readonly show?: string;
};

function tell({ count, remarks, moreRemarks, done, none, from, show }: Told): void {
  const title = count === 0 ? none : done;
  if (remarks.length > 0) {
    useExchange.setState({ report: { title, remarks, moreRemarks } });
    return;
  }
  notify({
    severity: count === 0 ? 'info' : 'success',
    message: `${title}: ${baseName(from)}`,
    ...(show === undefined ? {} : offerFolder(show, run)),
  });
}
