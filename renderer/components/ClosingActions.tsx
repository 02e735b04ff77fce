import Button from '@mui/material/Button';
import DialogActions from '@mui/material/DialogActions';
import type { ReactNode } from 'react';
import { run } from '../app/run-command.ts';
import { hasDesktop } from '../engine/host.ts';
import { showInFolder } from '../engine/show-in-folder.ts';
import { t } from '../i18n/words.ts';

interface ClosingActionsProps {
  /** The file that the dialog tells of: shown in its folder where there is a desktop. */
  readonly file?: string;
  /** What else can be done before it is closed. */
  readonly children?: ReactNode;
  readonly onClose: () => void;
}

/** The end of a dialog that tells what came of something. Close has the keyboard. */
export function ClosingActions({ file, children, onClose }: ClosingActionsProps) {
  return (
    <DialogActions>
      {file !== undefined && hasDesktop() && (
        <Button variant="outlined" onClick={() => run(() => showInFolder(file))}>
          {t('common.showInFolder')}
        </Button>
      )}
      {children}
      <Button variant="contained" onClick={onClose} autoFocus>
        {t('common.close')}
      </Button>
    </DialogActions>
  );
}
