import Box from '@mui/material/Box';
import ButtonBase from '@mui/material/ButtonBase';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import type { Segment } from '../../../native/contract/index.ts';
import { run } from '../../app/run-command.ts';
import { agoText } from '../../components/quantity-words.ts';
import { useEngineQuery } from '../../engine/engine-client.ts';
import { useProject, useRuns } from '../../engine/project-data.ts';
import { t } from '../../i18n/words.ts';
import { setPrompts } from './prompt-edits.ts';
import { promptHistory } from './prompt-words.ts';

/** What runs used and what stood here before. Picking one brings both texts back, as one undo step. */
export function PromptHistory({ segment }: { readonly segment: Segment }) {
  const project = useProject();
  const runs = useRuns(segment.id);
  const past = useEngineQuery('project.pastPrompts', project === null ? null : { projectId: project.head.id, segmentId: segment.id }, {
    keepPrevious: true,
    staleMs: 0,
  }).data?.prompts;
  const [now] = useState(() => new Date());
  const entries = promptHistory({ segment, past: past ?? [], runs });
  if (entries.length === 0) {
    return (
      <Typography variant="body2" color="textSecondary">
        {t('prompt.earlierPromptsSegmentAppear')}
      </Typography>
    );
  }
  return (
    <Box component="ul" aria-label={t('prompt.earlierPrompts')} sx={{ m: 0, p: 0, mx: -1.5, listStyle: 'none' }}>
      {entries.map(({ prompt, negativePrompt, source, usedAt }) => (
        <li key={`${usedAt} ${prompt} ${negativePrompt ?? ''}`}>
          <ButtonBase
            onClick={() => run(() => setPrompts([segment.id], { prompt, negativePrompt }))}
            aria-label={t('prompt.takeBack', { prompt })}
            sx={(theme) => ({
              display: 'block',
              width: '100%',
              textAlign: 'left',
              px: 1.5,
              py: 1.5,
              borderRadius: `${theme.sizes.radius}px`,
              '&:hover': { backgroundColor: theme.studio.hover },
            })}
          >
            <Typography
              variant="body2"
              sx={{ display: '-webkit-box', WebkitLineClamp: 2, WebkitBoxOrient: 'vertical', overflow: 'hidden', overflowWrap: 'anywhere' }}
            >
              {prompt}
            </Typography>
            <Typography variant="caption" component="div" color="textSecondary" noWrap>
              {source} · {agoText(usedAt, now)}
              {negativePrompt === null ? '' : t('prompt.ownNegativePrompt')}
            </Typography>
          </ButtonBase>
        </li>
      ))}
    </Box>
  );
}
