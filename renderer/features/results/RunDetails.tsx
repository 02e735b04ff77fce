import Box from '@mui/material/Box';
import OutlinedInput from '@mui/material/OutlinedInput';
import Stack from '@mui/material/Stack';
import { useState } from 'react';
import type { Run } from '../../../native/contract/index.ts';
import { FactList } from '../../components/FactList.tsx';
import { t } from '../../i18n/words.ts';
import { CheckTable } from './CheckTable.tsx';
import { runSettings } from './run-settings.ts';
import { runPace, stageShares } from './run-words.ts';

interface RunDetailsProps {
  readonly run: Run;
  /** The run of the same segment before it. */
  readonly previous: Run | null;
  readonly onNote: (note: string) => void;
}

/** Note, settings, report and what would make the same bits again. */
export function RunDetails({ run, previous, onNote }: RunDetailsProps) {
  const [typed, setTyped] = useState<string | null>(null);
  const settings = runSettings(run, previous).filter(({ key }) => key !== 'modelId');
  const origin = [
    { name: t('results.took'), value: runPace(run) },
    { name: t('results.timeWentInto'), value: stageShares(run) },
    { name: t('results.model'), value: `${run.model.id} ${run.model.version}` },
    { name: t('results.modelFile'), value: run.model.sha256.slice(0, 16) },
    { name: t('results.frames'), value: run.framesSha256.slice(0, 16) },
    {
      name: t('results.madeBy'),
      value: t('results.interweaveONNXRuntimeFfmpeg', {
        app: run.versions.app,
        onnxruntime: run.versions.onnxruntime,
        ffmpeg: run.versions.ffmpeg,
      }),
    },
    { name: t('results.file'), value: run.outputPath },
  ];
  return (
    <Stack sx={{ gap: 3, px: 3.5, pb: 3.5 }}>
      <OutlinedInput
        multiline
        fullWidth
        minRows={2}
        placeholder={t('results.note')}
        value={typed ?? run.note}
        onChange={(event) => setTyped(event.target.value)}
        onBlur={() => {
          if (typed !== null && typed !== run.note) onNote(typed);
          setTyped(null);
        }}
        inputProps={{ 'aria-label': t('results.note'), maxLength: 2000 }}
      />
      <FactList
        label={t('settings.title')}
        facts={settings.map(({ title, words, before }) => ({
          name: title,
          value: before === null ? words : <Changed words={words} before={before} />,
        }))}
      />
      <CheckTable report={run.report} caption={t('results.readBackAfterWriting')} />
      <FactList label={t('results.origin')} facts={origin} />
    </Stack>
  );
}

function Changed({ words, before }: { readonly words: string; readonly before: string }) {
  return (
    <>
      <Box component="span" sx={{ color: 'result.main' }}>
        {words}
      </Box>
      <Box component="span" sx={{ color: 'text.disabled' }}>{` ${t('results.before', { before })}`}</Box>
    </>
  );
}
