import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { run } from '../../app/run-command.ts';
import { useEngineQuery } from '../../engine/engine-client.ts';
import { t } from '../../i18n/words.ts';
import { seenTour, startTour } from './start-tour.ts';

/** Offered to who has no projects yet, until it is taken or not wanted; then Help has it. */
export function TourOffer() {
  const settings = useEngineQuery('settings.get', {}).data;
  const recent = useEngineQuery('project.recent', {}, { staleMs: 0 }).data;
  if (settings?.tourSeen !== false || recent?.projects.length !== 0) return null;
  return (
    <Stack
      component="section"
      aria-labelledby="tour-offer"
      direction="row"
      sx={(theme) => ({
        alignItems: 'center',
        gap: 4,
        flexWrap: 'wrap',
        p: 4,
        border: `1px solid ${theme.studio.line}`,
        borderRadius: `${theme.sizes.cardRadius}px`,
        backgroundColor: theme.studio.field,
      })}
    >
      <Box sx={{ flex: '1 1 280px' }}>
        <Typography variant="h2" id="tour-offer">
          {t('tour.offerTitle')}
        </Typography>
        <Typography color="textSecondary">{t('tour.offerText')}</Typography>
      </Box>
      <Stack direction="row" sx={{ gap: 2 }}>
        <Button variant="text" onClick={() => run(seenTour)}>
          {t('tour.notNow')}
        </Button>
        <Button variant="outlined" onClick={() => run(startTour)}>
          {t('tour.take')}
        </Button>
      </Stack>
    </Stack>
  );
}
