import MissingIcon from '@mui/icons-material/LinkOff';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import type { Asset } from '../../../native/contract/index.ts';
import { run } from '../../app/run-command.ts';
import { t } from '../../i18n/words.ts';
import { relink } from '../project/relink.ts';

interface MissingSourceProps {
  readonly asset: Asset;
  /** Where a file that looks like it was found. */
  readonly suggestedPath: string | null;
}

/** In place of the picture: the file is not where it was, and how to bring it back. */
export function MissingSource({ asset, suggestedPath }: MissingSourceProps) {
  return (
    <Stack
      role="status"
      // The stage behind it moves the picture by dragging, and would take the click.
      onPointerDown={(event) => event.stopPropagation()}
      sx={(theme) => ({
        position: 'absolute',
        inset: 0,
        alignItems: 'center',
        justifyContent: 'center',
        gap: 1,
        p: 4,
        textAlign: 'center',
        backgroundColor: theme.studio.picture,
        color: theme.onPicture.dim,
      })}
    >
      <Box sx={{ display: 'flex', '& svg': { fontSize: 28 } }}>
        <MissingIcon />
      </Box>
      <Typography variant="subtitle2" sx={(theme) => ({ color: theme.onPicture.text })}>
        {t('viewer.fileIsMissing', { name: asset.name })}
      </Typography>
      <Typography variant="body2" className="selectable" sx={{ maxWidth: 560, overflowWrap: 'anywhere' }}>
        {t('viewer.wasAt', { path: asset.path })}
      </Typography>
      <Stack direction="row" sx={{ gap: 2, mt: 2 }}>
        {suggestedPath !== null && (
          <Button
            variant="contained"
            title={t('viewer.foundAt', { suggestedPath })}
            onClick={() => run(() => relink(asset, suggestedPath))}
          >
            {t('viewer.useFoundFile')}
          </Button>
        )}
        <Button variant="outlined" onClick={() => run(() => relink(asset, null))} sx={{ color: 'text.primary' }}>
          {t('viewer.relink')}
        </Button>
      </Stack>
    </Stack>
  );
}
