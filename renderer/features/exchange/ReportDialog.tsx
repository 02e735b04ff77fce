import Box from '@mui/material/Box';
import Dialog from '@mui/material/Dialog';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import Typography from '@mui/material/Typography';
import { ClosingActions } from '../../components/ClosingActions.tsx';
import { said } from '../../i18n/said.ts';
import { t } from '../../i18n/words.ts';
import { useExchange } from './exchange-store.ts';
import type { ExchangeReport } from './exchange-store.ts';

/** What of an edit was not taken, line by line. */
export function ReportDialog() {
  const report = useExchange((state) => state.report);
  const close = () => useExchange.setState({ report: null });
  return (
    <Dialog
      open={report !== null}
      onClose={close}
      aria-labelledby="exchange-report"
      maxWidth={false}
      slotProps={{ paper: { sx: { width: 560 } } }}
    >
      {report !== null && <Report report={report} onClose={close} />}
    </Dialog>
  );
}

function Report({ report: { title, remarks, moreRemarks }, onClose }: { readonly report: ExchangeReport; readonly onClose: () => void }) {
  return (
    <>
      <DialogTitle id="exchange-report">{title}</DialogTitle>
      <DialogContent sx={{ display: 'flex', flexDirection: 'column', minHeight: 0 }}>
        <Typography color="textSecondary" sx={{ mb: 3 }}>
          {t('exchange.notEverythingCouldTaken')}
        </Typography>
        <Box
          component="ul"
          className="selectable"
          tabIndex={0}
          aria-label={t('exchange.whatNotTakenAlong')}
          sx={(theme) => ({
            m: 0,
            p: 0,
            listStyle: 'none',
            maxHeight: 320,
            overflow: 'auto',
            border: `1px solid ${theme.studio.line}`,
            borderRadius: 1,
            backgroundColor: theme.studio.field,
          })}
        >
          {remarks.map(({ where, message }, index) => (
            <Box
              component="li"
              key={`${index} ${where}`}
              sx={(theme) => ({
                display: 'grid',
                gridTemplateColumns: '112px 1fr',
                gap: 3,
                px: 3,
                py: 2,
                borderTop: index === 0 ? 'none' : `1px solid ${theme.studio.line}`,
              })}
            >
              <Typography variant="body2" color="textSecondary" noWrap title={said(where)}>
                {where === '' ? t('exchange.wholeFile') : capital(said(where))}
              </Typography>
              <Typography variant="body2" sx={{ overflowWrap: 'anywhere' }}>
                {said(message)}
              </Typography>
            </Box>
          ))}
        </Box>
        {moreRemarks > 0 && (
          <Typography variant="body2" color="textSecondary" sx={{ mt: 2 }}>
            {t('exchange.andMore', { count: moreRemarks })}
          </Typography>
        )}
      </DialogContent>
      <ClosingActions onClose={onClose} />
    </>
  );
}

function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
