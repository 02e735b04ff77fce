import ChevronRightIcon from '@mui/icons-material/ChevronRight';
import CropIcon from '@mui/icons-material/ContentCutOutlined';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Collapse from '@mui/material/Collapse';
import OutlinedInput from '@mui/material/OutlinedInput';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import { useShallow } from 'zustand/react/shallow';
import { OutputSettings, type ModelCard, type Recipe, type Segment } from '../../../native/contract/index.ts';
import { run } from '../../app/run-command.ts';
import { ActionButton } from '../../components/ActionButton.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { PanelHeading } from '../../components/PanelHeading.tsx';
import { useEngineQuery } from '../../engine/engine-client.ts';
import { editor, useAsset, useProject } from '../../engine/project-data.ts';
import { newId } from '../../engine/new-id.ts';
import { wholeClip } from '../../engine/project-session.ts';
import { t } from '../../i18n/words.ts';
import { changeLayout, useLayout } from '../../state/layout-store.ts';
import { useView } from '../../state/view-store.ts';
import { ModelPicker } from '../models/ModelPicker.tsx';
import { DevicePicker } from './DevicePicker.tsx';
import { EstimateBox } from './EstimateBox.tsx';
import { ParameterField } from './ParameterField.tsx';
import type { Parameter } from './parameters.ts';
import { PresetRow } from './PresetRow.tsx';
import { limited, withModel, withValue } from './recipe-changes.ts';
import { outputParameters, parametersOfPipeline } from './recipe-parameters.ts';
import { activeSegments } from './restore-selection.ts';

/** How the selected segments will be restored. A change goes to all of them, as one undo step. */
export function RestorePanel() {
  const open = useProject();
  const selection = useView(useShallow((view) => ({ selectedSegmentIds: view.selectedSegmentIds, selectedAssetId: view.selectedAssetId })));
  const segments = activeSegments(open, selection);
  const first = segments[0];
  return first === undefined ? <NothingSelected /> : <RestoreForm key={first.id} segments={segments} first={first} />;
}

function RestoreForm({ segments, first }: { readonly segments: readonly Segment[]; readonly first: Segment }) {
  const asset = useAsset(first.assetId);
  const advancedShown = useLayout((layout) => layout.advancedShown);
  const video = asset?.media.video;

  const card = useEngineQuery('models.list', {}).data?.models.find(({ id }) => id === first.recipe.modelId);
  const recipeParameters = parametersOfPipeline[first.recipe.pipeline].map((parameter) => limited(parameter, first.recipe, card));

  const changeRecipes = (changed: (recipe: Recipe) => Recipe | null, gesture = newId()) =>
    run(async () => {
      for (const { id, recipe: before } of segments) {
        const recipe = changed(before);
        if (recipe !== null) await editor.edit({ type: 'segment.update', id, changes: { recipe } }, gesture);
      }
    });
  const changeModel = (model: ModelCard) => changeRecipes((recipe) => withModel(recipe, model));
  const changeOutputs = (key: string, value: unknown, gesture = newId()) =>
    run(async () => {
      for (const { id, output } of segments) {
        const changes = { output: OutputSettings.parse({ ...output, [key]: value }) };
        await editor.edit({ type: 'segment.update', id, changes }, gesture);
      }
    });
  const recipeField = (parameter: Parameter) => {
    const { key } = parameter;
    if (key === 'modelId') {
      const megapixels = video === undefined ? null : (video.width * video.height) / 1e6;
      return <ModelPicker key={key} modelId={first.recipe.modelId} megapixels={megapixels} onChange={changeModel} />;
    }
    const values: Readonly<Record<string, unknown>> = first.recipe;
    const props = {
      parameter,
      value: values[key],
      packageDefault: card?.defaults?.[key],
      onChange: (value: unknown, gesture?: string) => changeRecipes((recipe) => withValue(recipe, key, value), gesture),
    };
    // What is typed and not yet taken belongs to the model it was typed for.
    const field = `${key} ${first.recipe.pipeline}`;
    return key === 'device' ? <DevicePicker key={field} {...props} /> : <ParameterField key={field} {...props} />;
  };
  const outputField = (parameter: Parameter) => {
    const { key } = parameter;
    const values: Readonly<Record<string, unknown>> = first.output;
    const change = (value: unknown, gesture?: string) => changeOutputs(key, value, gesture);
    return <ParameterField key={key} parameter={parameter} value={values[key]} onChange={change} />;
  };
  const ofLevel = (level: Parameter['level']) => [
    ...recipeParameters.filter((parameter) => parameter.level === level).map(recipeField),
    ...outputParameters.filter((parameter) => parameter.level === level).map(outputField),
  ];
  const advancedTitles = [...recipeParameters, ...outputParameters]
    .filter(({ level }) => level === 'advanced')
    .map(({ title }) => title.toLowerCase());

  return (
    <Box sx={{ height: '100%', display: 'flex', flexDirection: 'column', minHeight: 0 }}>
      {segments.length === 1 ? (
        <SegmentName segment={first} />
      ) : (
        <PanelHeading>{t('restore.segments', { segments: segments.length })}</PanelHeading>
      )}
      <Stack sx={{ flex: 1, overflow: 'auto', gap: 4, px: 3.5, pb: 4, pt: 1 }}>
        <PresetRow modelId={first.recipe.modelId} onChange={changeModel} />
        {ofLevel('basic')}
        <Box>
          <Button
            variant="text"
            aria-expanded={advancedShown}
            onClick={() => changeLayout({ advancedShown: !advancedShown })}
            startIcon={<ChevronRightIcon sx={{ transform: advancedShown ? 'rotate(90deg)' : 'none' }} />}
            sx={{ px: 1, ml: -1, justifyContent: 'flex-start', maxWidth: '100%' }}
          >
            <Typography noWrap component="span" variant="body2">
              {t('restore.advanced')}
              {advancedShown ? '' : `: ${advancedTitles.join(', ')}`}
            </Typography>
          </Button>
          <Collapse in={advancedShown} unmountOnExit onEntered={(drawer) => drawer.scrollIntoView({ block: 'nearest' })}>
            <Stack sx={{ gap: 4, pt: 3 }}>{ofLevel('advanced')}</Stack>
          </Collapse>
        </Box>
      </Stack>
      <Box sx={(theme) => ({ px: 3.5, py: 3, borderTop: `1px solid ${theme.studio.line}` })}>
        <EstimateBox segment={first} />
      </Box>
    </Box>
  );
}

/** The segment's name, typed over in place. */
function SegmentName({ segment }: { readonly segment: Segment }) {
  const [typed, setTyped] = useState<string | null>(null);
  const commit = () => {
    const name = typed?.trim() ?? '';
    setTyped(null);
    if (name !== '' && name !== segment.name) run(() => editor.edit({ type: 'segment.update', id: segment.id, changes: { name } }));
  };
  return (
    <Box sx={{ px: 1.5, pt: 2, pb: 1 }}>
      <OutlinedInput
        fullWidth
        value={typed ?? segment.name}
        onChange={(event) => setTyped(event.target.value)}
        onBlur={commit}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && event.target instanceof HTMLElement) event.target.blur();
          if (event.key === 'Escape') setTyped(null);
        }}
        inputProps={{ 'aria-label': t('restore.segmentName'), maxLength: 200, spellCheck: false }}
        sx={{
          backgroundColor: 'transparent',
          fontWeight: 600,
          '& input': { px: 2, textOverflow: 'ellipsis' },
          '& .MuiOutlinedInput-notchedOutline': { borderColor: 'transparent !important' },
          '&:hover .MuiOutlinedInput-notchedOutline': { borderColor: (theme) => `${theme.studio.line} !important` },
          '&.Mui-focused .MuiOutlinedInput-notchedOutline': { borderColor: (theme) => `${theme.studio.result} !important` },
        }}
      />
    </Box>
  );
}

function NothingSelected() {
  const open = useProject();
  const assetId = useView((view) => view.selectedAssetId);
  const asset = useAsset(assetId);
  if (open === null || open.assets.length === 0) {
    return <EmptyState title={t('restore.nothingRestoreYet')}>{t('restore.importClipSettingsAppear')}</EmptyState>;
  }
  if (asset === null) return <EmptyState title={t('restore.noClipSelected')}>{t('restore.selectClipMediaBin')}</EmptyState>;
  const hasSegments = open.segments.some((segment) => segment.assetId === asset.id);
  return hasSegments ? (
    <EmptyState icon={<CropIcon />} title={t('restore.noSegmentSelected')}>
      {t('restore.selectOneOrMore')}
    </EmptyState>
  ) : (
    <EmptyState
      icon={<CropIcon />}
      title={t('restore.noSegments')}
      action={
        <ActionButton
          variant="outlined"
          onClick={() => {
            const edit = wholeClip(asset);
            run(async () => {
              await editor.edit(edit);
              useView.getState().selectSegments([edit.id], asset.id);
            });
          }}
        >
          {t('restore.makeOneOverWhole')}
        </ActionButton>
      }
    >
      {t('restore.segmentPartClipGets')}
    </EmptyState>
  );
}
