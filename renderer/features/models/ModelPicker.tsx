import CheckIcon from '@mui/icons-material/Check';
import ExpandMoreIcon from '@mui/icons-material/ExpandMore';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import ButtonBase from '@mui/material/ButtonBase';
import Popover from '@mui/material/Popover';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { ModelCard } from '../../../native/contract/index.ts';
import { run } from '../../app/run-command.ts';
import { Heard } from '../../components/Heard.tsx';
import { errorMessage, useEngineQuery } from '../../engine/engine-client.ts';
import { said } from '../../i18n/said.ts';
import { t } from '../../i18n/words.ts';
import { notify } from '../../state/notice-store.ts';
import { chooseModel } from '../files/choose-paths.ts';
import { ImportProgress } from './ImportProgress.tsx';
import { importModel, installModel } from './install-model.ts';
import { InstallProgress } from './InstallProgress.tsx';
import { SpeedPill } from './SpeedPill.tsx';

interface ModelPickerProps {
  readonly modelId: string;
  /** Source megapixels of one frame, so that a card can say seconds per frame; null without a clip. */
  readonly megapixels: number | null;
  readonly onChange: (card: ModelCard) => void;
}

/** The chosen package as a card; all of them behind it. */
export function ModelPicker({ modelId, megapixels, onChange }: ModelPickerProps) {
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const models = useEngineQuery('models.list', {});
  const queryClient = useQueryClient();
  const restoring = (models.data?.models ?? []).filter(({ kind }) => kind !== 'metric');
  const chosen = restoring.find((model) => model.id === modelId);

  const importOwn = () =>
    run(async () => {
      setAnchor(null);
      const path = await chooseModel();
      if (path === null) return;
      const card = await importModel(path);
      await queryClient.invalidateQueries({ queryKey: ['models.list'] });
      if (card.kind === 'metric') {
        notify({ severity: 'success', message: t('models.measuresAnalysisTab', { card: card.name }) });
        return;
      }
      notify({ severity: 'success', message: t('models.readyUse', { card: card.name }) });
      onChange(card);
    });

  return (
    <Box>
      <ButtonBase
        aria-haspopup="dialog"
        aria-expanded={anchor !== null}
        onClick={(event) => setAnchor(event.currentTarget)}
        sx={(theme) => ({
          display: 'flex',
          width: '100%',
          textAlign: 'left',
          gap: 2.5,
          p: 3,
          pr: 2,
          borderRadius: `${theme.sizes.cardRadius}px`,
          border: `1px solid ${theme.studio.line}`,
          backgroundColor: theme.studio.field,
          '&:hover': { borderColor: theme.studio.edge },
        })}
      >
        <Heard>{t('models.model')}</Heard>{' '}
        {models.isError ? (
          <Typography color="error">{errorMessage(models.error)}</Typography>
        ) : (
          <ModelWords card={chosen} fallbackName={modelId} megapixels={megapixels} />
        )}
        <ExpandMoreIcon sx={{ color: 'text.secondary', flex: 'none' }} />
      </ButtonBase>
      {chosen !== undefined && chosen.status !== 'installed' && <InstallProgress card={chosen} />}
      <ImportProgress known={models.data?.models ?? []} />
      <Popover
        open={anchor !== null}
        anchorEl={anchor}
        onClose={() => setAnchor(null)}
        anchorOrigin={{ vertical: 'bottom', horizontal: 'right' }}
        transformOrigin={{ vertical: 'top', horizontal: 'right' }}
        slotProps={{ paper: { role: 'dialog', 'aria-label': t('models.chooseModel'), sx: { width: 420, maxHeight: 520 } } }}
      >
        <Stack role="radiogroup" aria-label={t('models.models')} sx={{ p: 2, gap: 1 }}>
          {restoring.map((card) => (
            <ModelOption
              key={card.id}
              card={card}
              megapixels={megapixels}
              selected={card.id === modelId}
              onSelect={() => {
                setAnchor(null);
                onChange(card);
              }}
            />
          ))}
        </Stack>
        <Box sx={(theme) => ({ borderTop: `1px solid ${theme.studio.line}`, p: 2 })}>
          <Button variant="text" onClick={importOwn}>
            {t('models.importYourOwnModel')}
          </Button>
        </Box>
      </Popover>
    </Box>
  );
}

interface ModelOptionProps {
  readonly card: ModelCard;
  readonly megapixels: number | null;
  readonly selected: boolean;
  readonly onSelect: () => void;
}

function ModelOption({ card, megapixels, selected, onSelect }: ModelOptionProps) {
  return (
    <Box sx={(theme) => ({ borderRadius: `${theme.sizes.radius}px`, backgroundColor: selected ? theme.studio.selected : 'transparent' })}>
      <ButtonBase
        role="radio"
        aria-checked={selected}
        aria-disabled={!card.offered}
        onClick={() => {
          if (!card.offered) return;
          if (card.status !== 'installed') run(() => installModel(card));
          onSelect();
        }}
        sx={(theme) => ({
          display: 'flex',
          width: '100%',
          textAlign: 'left',
          gap: 2.5,
          p: 3,
          borderRadius: `${theme.sizes.radius}px`,
          opacity: card.offered ? 1 : 0.7,
          cursor: card.offered ? 'pointer' : 'default',
          '&:hover': { backgroundColor: selected ? theme.studio.selected : theme.studio.hover },
        })}
      >
        <CheckIcon sx={{ visibility: selected ? 'visible' : 'hidden', color: 'result.main', flex: 'none', alignSelf: 'flex-start' }} />
        <ModelWords card={card} fallbackName={card.id} megapixels={megapixels} inFull />
      </ButtonBase>
    </Box>
  );
}

interface ModelWordsProps {
  readonly card: ModelCard | undefined;
  readonly fallbackName: string;
  readonly megapixels: number | null;
  readonly inFull?: boolean;
}

function ModelWords({ card, fallbackName, megapixels, inFull = false }: ModelWordsProps) {
  return (
    <Box sx={{ flex: 1, minWidth: 0 }}>
      <Stack direction="row" sx={{ alignItems: 'center', gap: 2 }}>
        <Typography noWrap sx={{ fontWeight: 600, flex: 1, minWidth: 0 }}>
          {card?.name ?? fallbackName}
        </Typography>
        {card !== undefined && <SpeedPill card={card} megapixels={megapixels} />}
      </Stack>
      <Typography variant="caption" component="p" color="textSecondary" sx={{ m: 0, mt: 0.5 }}>
        {card === undefined ? t('models.packageNotOnMachine') : said(card.summary)}
      </Typography>
      {card !== undefined && (
        <Typography variant="caption" component="p" color="textDisabled" sx={{ m: 0, mt: 0.5 }}>
          {[`×${card.scale}`, card.precision, card.license, ...(card.status === 'not-installed' ? [t('models.notInstalledYet')] : [])].join(
            ' · ',
          )}
        </Typography>
      )}
      {inFull && typeof card?.notOfferedReason === 'string' && (
        <Typography variant="caption" component="p" color="warning" sx={{ m: 0, mt: 0.5 }}>
          {said(card.notOfferedReason)}
        </Typography>
      )}
    </Box>
  );
}
