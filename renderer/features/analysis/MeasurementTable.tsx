import Box from '@mui/material/Box';
import Tooltip from '@mui/material/Tooltip';
import type { SxProps, Theme } from '@mui/material/styles';
import type { MetricFacts, MetricName } from '../../../native/contract/index.ts';
import { Heard } from '../../components/Heard.tsx';
import { said } from '../../i18n/said.ts';
import { t, textsOf } from '../../i18n/words.ts';
import { useView } from '../../state/view-store.ts';
import { CurveSwatch } from './CurveSwatch.tsx';
import { bestRuns, isStale, metricText, resultOf, type NumberedRun } from './run-numbers.ts';

interface MeasurementTableProps {
  readonly metrics: readonly MetricFacts[];
  readonly runs: readonly NumberedRun[];
  readonly plotted: MetricName;
}

/** Numbers of whole runs, side by side, the best of each row marked. A row's name puts it into the plot. */
export function MeasurementTable({ metrics, runs, plotted }: MeasurementTableProps) {
  const rows = metrics.filter(({ name }) => runs.some(({ run }) => resultOf(run, name) !== null));
  return (
    <Box sx={{ overflowX: 'auto' }}>
      <Box component="table" aria-label={t('analysis.numbersWholeRuns')} sx={tableStyle}>
        <thead>
          <tr>
            <th scope="col">
              <Heard>{t('analysis.measure2')}</Heard>
            </th>
            {runs.map(({ run, number }) => (
              <th key={run.id} scope="col">
                <Box sx={{ display: 'flex', flexDirection: 'column', alignItems: 'flex-end', gap: '2px' }}>
                  {t('analysis.run', { number })}
                  {runs.length > 1 && <CurveSwatch number={number} />}
                </Box>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((facts) => (
            <Row key={facts.name} facts={facts} runs={runs} isPlotted={facts.name === plotted} />
          ))}
        </tbody>
      </Box>
    </Box>
  );
}

const arrows = { higher: '↑', lower: '↓', neither: '' } as const;
const arrowWords = textsOf({ higher: 'analysis.higherBetter', lower: 'analysis.lowerBetter', neither: 'analysis.neitherMoreNorLess2' });

function Row({
  facts,
  runs,
  isPlotted,
}: {
  readonly facts: MetricFacts;
  readonly runs: readonly NumberedRun[];
  readonly isPlotted: boolean;
}) {
  const best = bestRuns(runs, facts);
  return (
    <Box component="tr" sx={(theme) => ({ backgroundColor: isPlotted ? theme.studio.selected : 'transparent' })}>
      <th scope="row">
        <Tooltip title={`${said(facts.definition)} ${arrowWords[facts.better]}`} describeChild>
          <button type="button" aria-pressed={isPlotted} onClick={() => useView.getState().plotMetric(facts.name)}>
            <span className="title">{said(facts.title)}</span>
            <span className="unit">{[said(facts.unit), arrows[facts.better]].filter((part) => part !== '').join(' ')}</span>
          </button>
        </Tooltip>
      </th>
      {runs.map(({ run }) => (
        <Cell key={run.id} facts={facts} result={resultOf(run, facts.name)} isBest={best.has(run.id)} />
      ))}
    </Box>
  );
}

interface CellProps {
  readonly facts: MetricFacts;
  readonly result: ReturnType<typeof resultOf>;
  readonly isBest: boolean;
}

function Cell({ facts, result, isBest }: CellProps) {
  if (result === null) return <td className="none">–</td>;
  if (result.value === null) {
    return (
      <Tooltip describeChild title={said(result.note ?? '')}>
        <td className="none">{t('analysis.none')}</td>
      </Tooltip>
    );
  }
  const stale = isStale(result, facts);
  const old = stale ? t('analysis.measuredAnotherWay') : '';
  return (
    <Tooltip describeChild title={[said(result.detail), old].filter((part) => part !== '').join(' ')}>
      <td className={stale ? 'none' : isBest ? 'best' : undefined}>
        <span>
          {metricText(result.value)}
          {stale && ` ${t('analysis.old')}`}
          {isBest && <Heard>{t('analysis.best')}</Heard>}
        </span>
      </td>
    </Tooltip>
  );
}

const tableStyle = ((theme: Theme) => ({
  width: '100%',
  borderCollapse: 'collapse',
  '& thead th': {
    fontSize: 11,
    lineHeight: '16px',
    color: theme.studio.faint,
    textAlign: 'right',
    fontWeight: 500,
    p: theme.spacing(0, 1, 1),
  },
  '& tbody tr': { borderTop: `1px solid ${theme.studio.line}` },
  '& tbody th': { p: 0, textAlign: 'left', width: '100%', maxWidth: 0, minWidth: 128 },
  '& button': {
    display: 'flex',
    alignItems: 'baseline',
    gap: theme.spacing(1.5),
    width: '100%',
    height: 26,
    border: 0,
    p: theme.spacing(1.25, 1),
    font: 'inherit',
    fontSize: 12,
    fontWeight: 400,
    color: theme.studio.text,
    background: 'none',
    cursor: 'pointer',
    textAlign: 'left',
    borderRadius: '4px',
  },
  '& button:hover': { backgroundColor: theme.studio.hover },
  '& button:focus-visible': { outline: `2px solid ${theme.studio.result}`, outlineOffset: -2 },
  '& .title': { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
  '& .unit': { color: theme.studio.faint, fontSize: 11, whiteSpace: 'nowrap' },
  '& td': { fontFamily: theme.fonts.mono, fontSize: 11, textAlign: 'right', p: theme.spacing(0, 1), whiteSpace: 'nowrap' },
  '& td.none': { color: theme.studio.faint },
  // Read out, not seen.
  '& td.best span': { color: theme.studio.result, fontWeight: 700 },
  '& td.best': { boxShadow: `inset 0 -2px 0 ${theme.studio.result}` },
})) satisfies SxProps<Theme>;
