import Box from '@mui/material/Box';
import ButtonBase from '@mui/material/ButtonBase';
import Typography from '@mui/material/Typography';
import type { MetricFacts } from '../../../native/contract/index.ts';
import { FieldLabel } from '../../components/FieldLabel.tsx';
import { said } from '../../i18n/said.ts';
import { t } from '../../i18n/words.ts';
import { useView } from '../../state/view-store.ts';
import { showRun } from '../jobs/show-run.ts';
import { seekTo, type Clip } from '../timeline/current-clip.ts';
import { formatTime } from '../timeline/timecode.ts';
import { CurveSwatch } from './CurveSwatch.tsx';
import { frameBetter, metricText } from './run-numbers.ts';
import type { RunSeries } from './use-run-series.ts';
import { worstMoments, type Moment } from './worst-moments.ts';

const shownMoments = 6;

interface WorstMomentsProps {
  readonly clip: Clip;
  readonly facts: MetricFacts;
  readonly series: readonly RunSeries[];
  /** First frames of shots, absolute. */
  readonly cuts: readonly number[];
}

/** Where a run is at its worst: a click goes there. */
export function WorstMoments({ clip, facts, series, cuts }: WorstMomentsProps) {
  const display = useView((view) => view.timeDisplay);
  const moments = momentsOf(series, { clip, facts, cuts });
  if (frameBetter(facts) === 'neither') {
    return (
      <Typography variant="caption" component="p" color="textSecondary" sx={{ m: 0, mt: 2 }}>
        {t('analysis.neitherMoreNorLess')}
      </Typography>
    );
  }
  const goTo = ({ run, frame }: RunMoment) => {
    useView.getState().setPlaying(false);
    showRun(run.id);
    seekTo(frame);
  };
  return (
    <Box sx={{ mt: 2 }}>
      <FieldLabel
        id="worst-moments"
        title={t('analysis.worstMoments')}
        hint={facts.scope === 'pair' ? t('analysis.cutsKnownLeftOut') : ''}
      />
      <Box role="list" aria-labelledby="worst-moments" sx={{ display: 'grid', gridTemplateColumns: '1fr 1fr', columnGap: 2 }}>
        {moments.map((moment) => {
          const time = formatTime(moment.frame, clip.clock, display);
          const value = metricText(moment.value);
          return (
            <Box key={`${moment.run.id} ${moment.frame}`} role="listitem">
              <ButtonBase
                onClick={() => goTo(moment)}
                aria-label={t('analysis.runGoThere', { time, value, frameUnit: said(facts.frameUnit), number: moment.number })}
                sx={(theme) => ({
                  ...theme.typography.mono,
                  fontSize: 11,
                  width: '100%',
                  justifyContent: 'space-between',
                  gap: 1,
                  height: 24,
                  px: 1,
                  borderRadius: 1,
                  color: theme.studio.text,
                  '&:hover': { backgroundColor: theme.studio.hover },
                })}
              >
                {series.length > 1 && <CurveSwatch number={moment.number} />}
                <span>{time}</span>{' '}
                <Box component="span" sx={{ ml: 'auto', color: 'text.secondary' }}>
                  {value}
                </Box>
              </ButtonBase>
            </Box>
          );
        })}
      </Box>
    </Box>
  );
}

/** `frame` is absolute, of the source. */
interface RunMoment extends Moment, Pick<RunSeries, 'run' | 'number'> {}

function momentsOf(
  series: readonly RunSeries[],
  { clip, facts, cuts }: Pick<WorstMomentsProps, 'clip' | 'facts' | 'cuts'>,
): readonly RunMoment[] {
  const better = frameBetter(facts);
  const apart = Math.max(2, Math.round(clip.clock.nominalRate / 4));
  const found = series.flatMap(({ run, number, values }) => {
    const { startFrame } = run.range;
    const without = facts.scope === 'pair' ? new Set(cuts.map((cut) => cut - startFrame)) : new Set<number>();
    const worst = worstMoments(values ?? [], { better, count: shownMoments, apart, without });
    return worst.map(({ frame, value }): RunMoment => ({ run, number, frame: frame + startFrame, value }));
  });
  const sign = better === 'higher' ? 1 : -1;
  return found.sort((a, b) => sign * (a.value - b.value)).slice(0, shownMoments);
}
