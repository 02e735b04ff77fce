import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import type { Asset, MediaMatch } from '../../../native/contract/index.ts';
import { TickBox } from '../../components/TickBox.tsx';
import { t } from '../../i18n/words.ts';

interface MatchRowProps {
  readonly asset: Asset;
  readonly match: MediaMatch | null;
  /** A folder was searched: what has no match was not found in it. */
  readonly searched: boolean;
  readonly chosen: boolean;
  readonly onTurn: () => void;
}

/** A missing clip and the file that was found for it. Green is the same file, amber another one that fits; the words say so too. */
export function MatchRow({ asset, match, searched, chosen, onTurn }: MatchRowProps) {
  return (
    <Box role="listitem" sx={(theme) => ({ '& + &': { borderTop: `1px solid ${theme.studio.line}` } })}>
      <Box
        component="label"
        sx={{
          display: 'grid',
          gridTemplateColumns: '20px minmax(0, 1fr) auto',
          alignItems: 'center',
          columnGap: 3,
          px: 3,
          py: 2.5,
          cursor: match === null ? 'default' : 'pointer',
        }}
      >
        <TickBox label={t('project.link', { asset: asset.name })} checked={chosen} disabled={match === null} onTurn={onTurn} />
        <Box sx={{ minWidth: 0 }}>
          <Typography noWrap sx={{ fontWeight: 500 }} title={asset.name}>
            {asset.name}
          </Typography>
          <PathLine path={match?.path ?? asset.path} label={match === null ? t('project.at') : t('project.foundAt2')} />
        </Box>
        <Typography variant="body2" color={match === null ? 'textSecondary' : match.match === 'same' ? 'success' : 'warning'} noWrap>
          {match === null
            ? searched
              ? t('project.notFound')
              : t('project.missing')
            : match.match === 'same'
              ? t('project.sameFile')
              : t('project.otherContent')}
        </Typography>
        {match?.match === 'alike' && (
          <Typography variant="caption" color="textSecondary" sx={{ gridColumn: '2 / -1' }}>
            {t('project.sameNameLengthPicture')}
          </Typography>
        )}
      </Box>
    </Box>
  );
}

/** Cut at its beginning: the end of a path tells most. */
function PathLine({ path, label }: { readonly path: string; readonly label: string }) {
  return (
    <Typography
      variant="caption"
      component="div"
      color="textSecondary"
      noWrap
      title={path}
      aria-label={`${label} ${path}`}
      sx={{ direction: 'rtl', textAlign: 'left' }}
    >
      <bdi>{path}</bdi>
    </Typography>
  );
}
