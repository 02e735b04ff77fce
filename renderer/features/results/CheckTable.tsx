import Box from '@mui/material/Box';
import type { OutputReport } from '../../../native/contract/index.ts';
import { checkWords } from './run-words.ts';
import { said } from '../../i18n/said.ts';
import { t } from '../../i18n/words.ts';

/** What was found in a file when it was read back, and where that differs from what it had to be. */
export function CheckTable({ report, caption }: { readonly report: OutputReport; readonly caption: string }) {
  return (
    <Box component="table" sx={{ borderSpacing: 0, width: '100%', tableLayout: 'fixed' }}>
      <Box component="caption" sx={(theme) => ({ ...theme.typography.heading, textAlign: 'left', pb: 1 })}>
        {caption}
      </Box>
      <tbody>
        {report.checks
          .filter((check) => check.status !== 'not-applicable')
          .map((check) => (
            <Box
              key={check.name}
              component="tr"
              sx={(theme) => ({ ...theme.typography.caption, '& td': { py: 0.5, verticalAlign: 'top' } })}
            >
              <Box component="td" sx={{ color: 'text.secondary', width: 104 }}>
                {checkWords[check.name]}
              </Box>
              <Box component="td" sx={{ overflowWrap: 'anywhere', color: check.status === 'same' ? 'text.primary' : 'warning.main' }}>
                {check.status === 'same'
                  ? said(check.actual)
                  : t('results.expected', { actual: said(check.actual), expected: said(check.expected) })}
              </Box>
            </Box>
          ))}
      </tbody>
    </Box>
  );
}
