import ExpandMoreIcon from '@mui/icons-material/ExpandMore';
import ButtonBase from '@mui/material/ButtonBase';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import { useState } from 'react';
import type { Run, RunId } from '../../../native/contract/index.ts';
import { useRuns } from '../../engine/project-data.ts';
import { t } from '../../i18n/words.ts';
import { useView } from '../../state/view-store.ts';
import type { Place, Size } from './picture-place.ts';
import type { Arrangement } from './view-mode.ts';

interface SideLabelsProps {
  readonly seen: Arrangement;
  /** False before the first picture and while its file is missing: there is nothing to name. */
  readonly sourceSeen: boolean;
  readonly place: Place;
  /** Of one picture's part of the stage. */
  readonly stage: Size;
  readonly run: Run | null;
  readonly base: Run | null;
}

const insetPx = 12;

/** Which side is what, and the choice of it: amber source left, cyan results; in the picture's corners, or the stage's when it is zoomed in. */
export function SideLabels({ seen, sourceSeen, place, stage, run, base }: SideLabelsProps) {
  const runs = useRuns(run?.segmentId ?? null).filter(({ segmentId }) => segmentId !== null);
  const top = Math.max(0, place.top) + insetPx;
  // Counted from the first, as the results list does; a segment's only run needs no number.
  const nameOf = ({ id }: Run) => t('viewer.run', { runs: runs.length - runs.findIndex((other) => other.id === id) });
  const resultText = run === null || runs.length < 2 ? t('viewer.result') : t('viewer.result2', { what: nameOf(run).toLowerCase() });
  const options = runs.map((each) => ({ id: each.id, name: nameOf(each) }));
  const { compareRun, compareWith } = useView.getState();
  return (
    <>
      {seen.a && sourceSeen && (
        <Label
          text={base === null ? t('viewer.source') : nameOf(base)}
          side={base === null ? 'source' : 'result'}
          choice={{
            label: t('viewer.compareWith'),
            selected: base?.id ?? null,
            options: [{ id: null, name: t('viewer.source') }, ...options.filter(({ id }) => id !== run?.id)],
            onChoose: compareWith,
          }}
          style={{ top, left: Math.max(0, place.left) + insetPx }}
        />
      )}
      {seen.b && run !== null && (
        <Label
          text={resultText}
          side="result"
          choice={{
            label: t('viewer.resultShown'),
            selected: run.id,
            options: options.filter(({ id }) => id !== base?.id),
            onChoose: compareRun,
          }}
          style={{ top, right: Math.max(0, stage.width - place.left - place.width) + insetPx }}
        />
      )}
    </>
  );
}

interface Choice {
  readonly label: string;
  readonly selected: RunId | null;
  readonly options: readonly { readonly id: RunId | null; readonly name: string }[];
  readonly onChoose: (id: RunId | null) => void;
}

interface LabelProps {
  readonly text: string;
  readonly side: 'source' | 'result';
  readonly choice: Choice;
  readonly style: React.CSSProperties;
}

function Label({ text, side, choice: { label, selected, options, onChoose }, style }: LabelProps) {
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const choosable = options.length > 1;
  return (
    <>
      <ButtonBase
        disabled={!choosable}
        aria-label={choosable ? `${label}: ${text}` : text}
        aria-haspopup={choosable ? 'menu' : undefined}
        onPointerDown={(event) => choosable && event.stopPropagation()}
        onClick={(event) => setAnchor(event.currentTarget)}
        style={style}
        sx={(theme) => ({
          ...theme.typography.caption,
          position: 'absolute',
          zIndex: 2,
          px: 2,
          py: 0.5,
          borderRadius: 1,
          fontWeight: 600,
          letterSpacing: '0.04em',
          textTransform: 'uppercase',
          // Over the picture, which is dark ground in every theme.
          backgroundColor: 'rgb(0 0 0 / 66%)',
          color: theme.onPicture[side],
          '&:hover': { backgroundColor: 'rgb(0 0 0 / 86%)' },
          '& svg': { fontSize: 14, mr: -1 },
        })}
      >
        {text}
        {choosable && <ExpandMoreIcon />}
      </ButtonBase>
      <Menu
        // To React the stage is its parent, and the stage moves the picture when it is pressed.
        onPointerDown={(event) => event.stopPropagation()}
        open={anchor !== null}
        anchorEl={anchor}
        onClose={() => setAnchor(null)}
        slotProps={{ list: { 'aria-label': label, dense: true } }}
      >
        {options.map(({ id, name }) => (
          <MenuItem
            key={id ?? 'source'}
            selected={id === selected}
            onClick={() => {
              setAnchor(null);
              onChoose(id);
            }}
          >
            {name}
          </MenuItem>
        ))}
      </Menu>
    </>
  );
}
