import ShortTextIcon from '@mui/icons-material/ShortText';
import Box from '@mui/material/Box';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import { useShallow } from 'zustand/react/shallow';
import { promptOf, type ModelCard, type PromptSettings, type Segment } from '../../../native/contract/index.ts';
import { run } from '../../app/run-command.ts';
import { EmptyState } from '../../components/EmptyState.tsx';
import { PanelHeading } from '../../components/PanelHeading.tsx';
import { useEngineQuery } from '../../engine/engine-client.ts';
import { useProject } from '../../engine/project-data.ts';
import { t } from '../../i18n/words.ts';
import { useView } from '../../state/view-store.ts';
import { ParameterField } from '../restore/ParameterField.tsx';
import { limited } from '../restore/recipe-changes.ts';
import { parametersOfPipeline } from '../restore/recipe-parameters.ts';
import { activeSegments } from '../restore/restore-selection.ts';
import { ApplyMenu } from './ApplyMenu.tsx';
import { CaptionSection } from './CaptionSection.tsx';
import { PresetPicker } from './PresetPicker.tsx';
import { PromptHistory } from './PromptHistory.tsx';
import { setPrompts } from './prompt-edits.ts';
import { sourceWords } from './prompt-words.ts';
import { useTokenCounts } from './use-token-counts.ts';
import { WordsField } from './WordsField.tsx';

const guidanceScale = parametersOfPipeline.diffvsr.find(({ key }) => key === 'guidanceScale')!;

/** What is said about the selected segments, and where it came from. A change goes to all of them, as one undo step. */
export function PromptPanel() {
  const open = useProject();
  const selection = useView(useShallow((view) => ({ selectedSegmentIds: view.selectedSegmentIds, selectedAssetId: view.selectedAssetId })));
  const segments = activeSegments(open, selection);
  const first = segments[0];
  if (first === undefined) {
    return (
      <EmptyState icon={<ShortTextIcon />} title={t('prompt.noSegmentSelected')}>
        {t('prompt.selectOneOrMore')}
      </EmptyState>
    );
  }
  return <PromptForm key={segments.map(({ id }) => id).join()} segments={segments} first={first} />;
}

function PromptForm({ segments, first }: { readonly segments: readonly Segment[]; readonly first: Segment }) {
  const card = useEngineQuery('models.list', {}).data?.models.find(({ id }) => id === first.recipe.modelId);
  const ids = segments.map(({ id }) => id);
  const change = (settings: PromptSettings, gesture?: string) => setPrompts(ids, settings, gesture === undefined ? {} : { gesture });
  const one = segments.length === 1;
  return (
    <Box sx={{ height: '100%', display: 'flex', flexDirection: 'column', minHeight: 0 }}>
      <PanelHeading>
        {one ? t('prompt.prompt', { first: first.name }) : t('prompt.promptSegments', { segments: segments.length })}
      </PanelHeading>
      <Stack sx={{ flex: 1, overflow: 'auto', gap: 4, px: 3.5, pb: 4, pt: 1 }}>
        <Words segments={segments} first={first} card={card} change={change} />
        {first.recipe.pipeline === 'diffvsr' && (
          <>
            <PresetPicker
              recipe={first.recipe}
              onPick={(preset) =>
                run(() => change({ promptSuffix: preset?.suffix ?? null, negativePrompt: preset?.negativePrompt ?? null }))
              }
            />
            <ParameterField
              parameter={limited(guidanceScale, first.recipe, card)}
              value={first.recipe.guidanceScale}
              packageDefault={card?.defaults?.['guidanceScale']}
              onChange={(value, gesture) => run(() => change({ guidanceScale: typeof value === 'number' ? value : null }, gesture))}
            />
          </>
        )}
        {one && (
          <Section title={t('prompt.history')}>
            <PromptHistory segment={first} />
          </Section>
        )}
      </Stack>
      {one && (
        <Box sx={(theme) => ({ px: 3.5, py: 3, borderTop: `1px solid ${theme.studio.line}`, '&:empty': { display: 'none' } })}>
          <ApplyMenu segment={first} />
        </Box>
      )}
    </Box>
  );
}

interface WordsProps {
  readonly segments: readonly Segment[];
  readonly first: Segment;
  readonly card: ModelCard | undefined;
  readonly change: (settings: PromptSettings, gesture?: string) => Promise<void>;
}

function Words({ segments, first, card, change }: WordsProps) {
  const counts = useTokenCounts({ segment: first, card });
  const [now] = useState(() => new Date());
  const { prompt, negativePrompt } = promptOf(first);
  const reads = first.recipe.pipeline === 'diffvsr';
  const alike = segments.every((segment) => promptOf(segment).prompt === prompt);
  const alikeNegative = segments.every((segment) => promptOf(segment).negativePrompt === negativePrompt);
  const source = segments.length === 1 ? sourceWords(first.caption, prompt, now) : null;
  const packageNegative = card?.defaults?.['negativePrompt'];
  const different = t('prompt.differentTheseSegmentsWhat');
  return (
    <>
      {!reads && (
        <Typography variant="body2" color="textSecondary" sx={{ textWrap: 'pretty' }}>
          {t('prompt.readsNoPrompts', { model: card?.name ?? first.recipe.modelId })}
        </Typography>
      )}
      <Stack data-tour="prompt" sx={{ gap: 1 }}>
        <WordsField
          title={t('prompt.prompt2')}
          hint={t('prompt.whatSeenPlainWords')}
          value={alike ? prompt : ''}
          placeholder={alike ? t('prompt.whatSeen') : different}
          minRows={3}
          tokens={alike ? counts.prompt.tokens : null}
          unread={alike ? counts.prompt.unread : ''}
          onType={(text, gesture) => change({ prompt: text }, gesture)}
        />
        {source !== null && (
          <Typography variant="caption" component="p" color="textSecondary" sx={{ m: 0, overflowWrap: 'anywhere' }}>
            {source}
          </Typography>
        )}
      </Stack>
      <Box component="section" aria-label={t('prompt.caption')}>
        <CaptionSection segments={segments} first={first} />
      </Box>
      <WordsField
        title={t('prompt.negativePrompt')}
        hint={t('prompt.whatResultShouldNot')}
        value={alikeNegative ? (negativePrompt ?? '') : ''}
        placeholder={
          !alikeNegative
            ? different
            : negativePrompt === null
              ? packageNegative === undefined
                ? t('prompt.nothing')
                : String(packageNegative)
              : t('prompt.nothing')
        }
        minRows={2}
        tokens={alikeNegative ? counts.negative.tokens : null}
        unread={alikeNegative ? counts.negative.unread : ''}
        onReset={reads && negativePrompt !== null ? () => run(() => change({ negativePrompt: null })) : undefined}
        onType={(text, gesture) => change({ negativePrompt: text }, gesture)}
      />
    </>
  );
}

function Section({ title, children }: { readonly title: string; readonly children: React.ReactNode }) {
  return (
    <Box component="section" aria-label={title} sx={(theme) => ({ borderTop: `1px solid ${theme.studio.line}`, pt: 3, mx: -3.5, px: 3.5 })}>
      <Typography variant="heading" component="h3" sx={{ m: 0, mb: 2.5 }}>
        {title}
      </Typography>
      {children}
    </Box>
  );
}
