import Box from '@mui/material/Box';
import LinearProgress from '@mui/material/LinearProgress';
import Typography from '@mui/material/Typography';
import type { ModelProgress } from '../../engine/model-progress.ts';
import { said } from '../../i18n/said.ts';

/** What is being done with a package, and how far it is. */
export function ProgressLine({ progress, label }: { readonly progress: ModelProgress; readonly label: string }) {
  return (
    <Box sx={{ mt: 2 }} role="status">
      <Typography variant="body2" color="textSecondary" sx={{ mb: 1 }}>
        {said(progress.stage)}
      </Typography>
      <LinearProgress variant="determinate" value={progress.fraction * 100} aria-label={label} />
    </Box>
  );
}
