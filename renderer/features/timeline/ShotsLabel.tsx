import ExpandMoreIcon from '@mui/icons-material/ExpandMore';
import ButtonBase from '@mui/material/ButtonBase';
import { useState } from 'react';
import { CommandMenu } from '../../components/CommandMenu.tsx';
import { t } from '../../i18n/words.ts';
import type { Shots } from './shot-cuts.ts';

const groups = [
  ['shots.addCut', 'shots.merge', 'segment.splitAtShots'],
  ['shots.toggle', 'shots.asFound'],
] as const;

/** The lane's name, how many there are, and what can be done with them. */
export function ShotsLabel({ shots: { status, cuts } }: { readonly shots: Shots }) {
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const known = status === 'found' || status === 'edited';
  return (
    <>
      <ButtonBase
        aria-haspopup="menu"
        aria-expanded={anchor !== null}
        onClick={(event) => setAnchor(event.currentTarget)}
        sx={(theme) => ({
          ...theme.typography.caption,
          gridColumn: 1,
          justifyContent: 'flex-start',
          gap: 1,
          pl: 3.5,
          pr: 1,
          color: theme.studio.faint,
          borderRight: `1px solid ${theme.studio.line}`,
          '&:hover, &[aria-expanded=true]': { color: theme.studio.text, backgroundColor: theme.studio.hover },
          '& svg': { fontSize: 14, ml: 'auto' },
        })}
      >
        {known ? t('timeline.shots3', { cuts: cuts.length + 1 }) : t('timeline.shots2')}
        <ExpandMoreIcon />
      </ButtonBase>
      <CommandMenu label={t('timeline.shots2')} groups={groups} anchor={anchor} onClose={() => setAnchor(null)} />
    </>
  );
}
