import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import type { ModelCard } from '../../../native/contract/index.ts';
import { run } from '../../app/run-command.ts';
import { ActionButton } from '../../components/ActionButton.tsx';
import { useModelProgress } from '../../engine/model-progress.ts';
import { installModel } from './install-model.ts';
import { ProgressLine } from './ProgressLine.tsx';

/** Under the card of a package that is not ready: what is missing, or how far it is. */
export function InstallProgress({ card }: { readonly card: ModelCard }) {
  const progress = useModelProgress((state) => state.installing.get(card.id));
  if (progress === undefined) {
    return (
      <Box sx={{ mt: 2 }}>
        <Typography variant="body2" color={card.status === 'corrupt' ? 'error' : 'textSecondary'} sx={{ mb: 2 }}>
          {card.status === 'corrupt'
            ? 'A file of this model does not have the content it should have. Install it again.'
            : 'Its weights are fetched once, checked, and converted on this machine.'}
        </Typography>
        <ActionButton variant="outlined" onClick={() => run(() => installModel(card))}>
          {card.status === 'corrupt' ? 'Install again' : 'Install'}
        </ActionButton>
      </Box>
    );
  }
  return <ProgressLine progress={progress} label={`Installing ${card.name}`} />;
}
