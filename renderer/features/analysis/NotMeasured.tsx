import ExpandMoreIcon from '@mui/icons-material/ExpandMore';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Collapse from '@mui/material/Collapse';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import { groupedByReason } from '../../../native/contract/index.ts';
import type { MetricFacts, MethodOutput } from '../../../native/contract/index.ts';
import { run as perform } from '../../app/run-command.ts';
import { said } from '../../i18n/said.ts';
import { t, textsOf } from '../../i18n/words.ts';
import { chooseModel } from '../files/choose-paths.ts';
import { importModel } from '../models/install-model.ts';
import { notify } from '../../state/notice-store.ts';
import { resultOf, type NumberedRun } from './run-numbers.ts';

interface NotMeasuredProps {
  readonly list: MethodOutput<'metrics.list'>;
  readonly runs: readonly NumberedRun[];
}

/** What has no number, and why: nothing is made up, and nothing is passed over in silence. */
export function NotMeasured({ list, runs }: NotMeasuredProps) {
  const [shown, setShown] = useState(false);
  const reasons = [...list.metrics.flatMap((facts) => reasonOf(facts, runs)), ...list.missing];
  if (reasons.length === 0) return null;
  return (
    <>
      <Button
        variant="text"
        onClick={() => setShown(!shown)}
        aria-expanded={shown}
        endIcon={<ExpandMoreIcon sx={{ transform: shown ? 'rotate(180deg)' : 'none' }} />}
        sx={{ height: 24, px: 1, ml: -1, fontSize: 12 }}
      >
        {t('analysis.notMeasuredCount', { count: reasons.length })}
      </Button>
      <Collapse in={shown} unmountOnExit>
        <Box role="list" aria-label={t('analysis.notMeasured')} sx={{ display: 'grid', gap: 2, pt: 1 }}>
          {groupedByReason(reasons).map(({ titles, reason }) => (
            <Box key={reason} role="listitem">
              <Typography variant="body2">{titles.map(said).join(', ')}</Typography>
              <Typography variant="caption" component="div" color="textSecondary">
                {said(reason)}
              </Typography>
            </Box>
          ))}
          {list.missing.length > 0 && (
            <Box>
              <Button variant="outlined" onClick={() => perform(addPackage)}>
                {t('analysis.addPackage')}
              </Button>
            </Box>
          )}
        </Box>
      </Collapse>
    </>
  );
}

/** Takes in a package of the user's own; the list of measures is read anew by itself. */
async function addPackage(): Promise<void> {
  const path = await chooseModel();
  if (path === null) return;
  const { name, kind } = await importModel(path);
  notify(
    kind === 'metric'
      ? { severity: 'success', message: t('analysis.readyMeasureRunsAgain', { name }) }
      : { severity: 'info', message: t('analysis.restoresAmongModelsRestore', { name }) },
  );
}

const needs: Readonly<Record<MetricFacts['needs'], string>> = textsOf({
  nothing: 'analysis.notMeasuredYetPress',
  source: 'analysis.notMeasuredYetPress2',
  reference: 'analysis.needsClipAsShould',
  windows: 'analysis.onlyModelsWorkWindows',
});

function reasonOf(facts: MetricFacts, runs: readonly NumberedRun[]): readonly { readonly title: string; readonly reason: string }[] {
  const results = runs.map(({ run }) => resultOf(run, facts.name));
  if (results.some((result) => result !== null && result.value !== null)) return [];
  const note = results.find((result) => result?.note !== null && result !== null)?.note ?? null;
  return [{ title: facts.title, reason: note ?? needs[facts.needs] }];
}
