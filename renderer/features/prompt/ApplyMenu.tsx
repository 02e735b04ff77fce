import ExpandMoreIcon from '@mui/icons-material/ExpandMore';
import Button from '@mui/material/Button';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import { useState } from 'react';
import type { Segment } from '../../../native/contract/index.ts';
import { promptOf } from '../../../native/contract/index.ts';
import { run } from '../../app/run-command.ts';
import { countText } from '../../components/quantity-words.ts';
import { editor, useProject } from '../../engine/project-data.ts';
import { t } from '../../i18n/words.ts';
import { notify } from '../../state/notice-store.ts';

/** The words of this segment for others too. */
export function ApplyMenu({ segment }: { readonly segment: Segment }) {
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const open = useProject();
  const ofClip = open?.segments.filter(({ assetId }) => assetId === segment.assetId).length ?? 0;
  const ofProject = open?.segments.length ?? 0;
  const apply = (of: { readonly type: 'asset'; readonly id: Segment['assetId'] } | { readonly type: 'project' }, count: number) =>
    run(async () => {
      setAnchor(null);
      const { recipe } = segment;
      const guidance = recipe.pipeline === 'diffvsr' ? { promptSuffix: recipe.promptSuffix, guidanceScale: recipe.guidanceScale } : {};
      await editor.edit({ type: 'segment.prompt', of, settings: { ...promptOf(segment), ...guidance } });
      notify({ severity: 'info', message: t('prompt.haveTheseWordsNow', { counted: countText(count, 'segment') }) });
    });
  if (ofProject < 2) return null;
  return (
    <>
      <Button
        variant="outlined"
        fullWidth
        aria-haspopup="menu"
        aria-expanded={anchor !== null}
        onClick={(event) => setAnchor(event.currentTarget)}
        endIcon={<ExpandMoreIcon />}
      >
        {t('prompt.applyOtherSegments')}
      </Button>
      <Menu open={anchor !== null} anchorEl={anchor} onClose={() => setAnchor(null)}>
        {ofClip > 1 && (
          <MenuItem onClick={() => apply({ type: 'asset', id: segment.assetId }, ofClip)}>
            {t('prompt.allOfClip', { count: ofClip })}
          </MenuItem>
        )}
        {ofProject > ofClip && (
          <MenuItem onClick={() => apply({ type: 'project' }, ofProject)}>{t('prompt.allOfProject', { count: ofProject })}</MenuItem>
        )}
      </Menu>
    </>
  );
}
