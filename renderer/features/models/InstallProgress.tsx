import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import type { ModelCard } from '../../../native/contract/index.ts';
import { run } from '../../app/run-command.ts';
import { ActionButton } from '../../components/ActionButton.tsx';
import { useModelProgress } from '../../engine/model-progress.ts';
import { t } from '../../i18n/words.ts';
import { installModel } from './install-model.ts';
import { ProgressLine } from './ProgressLine.tsx';

/** Under the card of a package that is not ready: what is missing, or how far it is. */
export function InstallProgress({ card }: { readonly card: ModelCard }) {
  const progress = useModelProgress((state) => state.installing.get(card.id));
  if (progress === undefined) {
    return (
      <Box sx={{ mt: 2 }}>
        <Typography variant="body2" color={card.status === 'corrupt' ? 'error' : 'textSecondary'} sx={{ mb: 2 }}>
          {card.status === 'corrupt' ? t('models.fileModelDoesNot') : t('models.weightsFetchedOnceChecked')}
        </Typography>
        <ActionButton variant="outlined" onClick={() => run(() => installModel(card))}>
          {card.status === 'corrupt' ? t('models.installAgain') : t('models.install')}
        </ActionButton>
      </Box>
    );
  }
  return <ProgressLine progress={progress} label={t('models.installing', { card: card.name })} />;
}
