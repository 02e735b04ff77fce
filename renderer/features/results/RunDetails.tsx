import Box from '@mui/material/Box';
import OutlinedInput from '@mui/material/OutlinedInput';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import type { Run } from '../../../native/contract/index.ts';
import { checkWords, runPace } from './run-words.ts';

/** Note, report and what would make the same bits again. */
export function RunDetails({ run, onNote }: { readonly run: Run; readonly onNote: (note: string) => void }) {
  const [typed, setTyped] = useState<string | null>(null);
  const facts = [
    ['Took', runPace(run)],
    ['Model', `${run.model.id} ${run.model.version}`],
    ['Model file', run.model.sha256.slice(0, 16)],
    ['Frames', run.framesSha256.slice(0, 16)],
    ['Made by', `Interweave ${run.versions.app}, ONNX Runtime ${run.versions.onnxruntime}, ffmpeg ${run.versions.ffmpeg}`],
    ['File', run.outputPath],
  ] as const;
  return (
    <Stack sx={{ gap: 3, px: 3.5, pb: 3.5 }}>
      <OutlinedInput
        multiline
        fullWidth
        minRows={2}
        placeholder="Note"
        value={typed ?? run.note}
        onChange={(event) => setTyped(event.target.value)}
        onBlur={() => {
          if (typed !== null && typed !== run.note) onNote(typed);
          setTyped(null);
        }}
        inputProps={{ 'aria-label': 'Note', maxLength: 2000 }}
      />
      <Box component="table" sx={{ borderSpacing: 0, width: '100%', tableLayout: 'fixed' }}>
        <Box component="caption" sx={(theme) => ({ ...theme.typography.heading, textAlign: 'left', pb: 1 })}>
          Read back after writing
        </Box>
        <tbody>
          {run.report.checks
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
                  {check.status === 'same' ? check.actual : `${check.actual}, expected ${check.expected}`}
                </Box>
              </Box>
            ))}
        </tbody>
      </Box>
      <Box component="dl" className="selectable" sx={{ m: 0, display: 'grid', gridTemplateColumns: '104px 1fr', rowGap: 1 }}>
        {facts.map(([name, value]) => (
          <Box key={name} sx={{ display: 'contents' }}>
            <Typography component="dt" variant="caption" color="textSecondary">
              {name}
            </Typography>
            <Typography component="dd" variant="caption" sx={{ m: 0, overflowWrap: 'anywhere' }}>
              {value}
            </Typography>
          </Box>
        ))}
      </Box>
    </Stack>
  );
}
