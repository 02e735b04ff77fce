import Box from '@mui/material/Box';
import { useMemo } from 'react';
import { leaveFocus } from '../../components/leave-focus.ts';
import { useElementSize } from '../../components/use-element-size.ts';
import { t } from '../../i18n/words.ts';
import { useView } from '../../state/view-store.ts';
import { useClip, type Clip } from '../timeline/current-clip.ts';
import { Stage } from './Stage.tsx';
import { Transport } from './Transport.tsx';
import { useBaseRun, useComparedRun, useStageFacts } from './viewer-facts.ts';
import { ViewerBar } from './ViewerBar.tsx';

/** The picture, how it is looked at, and the transport below it. */
export function Viewer() {
  const clip = useClip();
  return (
    <Box
      component="section"
      aria-label={t('viewer.viewer')}
      onMouseDown={leaveFocus}
      sx={(theme) => ({
        height: '100%',
        minHeight: 0,
        minWidth: 0,
        display: 'grid',
        gridTemplateRows: `${theme.sizes.toolBar}px minmax(0, 1fr) ${theme.sizes.transport}px`,
        gridTemplateColumns: 'minmax(0, 1fr)',
        backgroundColor: theme.studio.panel,
        containerType: 'inline-size',
      })}
    >
      {clip === null ? <EmptyViewer /> : <ClipViewer key={clip.asset.id} clip={clip} />}
      <Transport clip={clip} />
    </Box>
  );
}

function ClipViewer({ clip }: { readonly clip: Clip }) {
  const { ref, width, height } = useElementSize();
  const run = useComparedRun(clip);
  const base = useBaseRun(clip, run);
  const halved = useView((view) => view.viewerMode === 'side-by-side');
  const stage = useMemo(() => ({ width: halved ? Math.floor(width / 2) : width, height }), [halved, width, height]);
  const facts = useStageFacts(clip, run, stage);
  return (
    <>
      <ViewerBar facts={facts} />
      <Box ref={ref} sx={(theme) => ({ position: 'relative', overflow: 'hidden', backgroundColor: theme.studio.picture })}>
        {width > 0 && <Stage clip={clip} run={run} base={base} facts={facts} />}
      </Box>
    </>
  );
}

function EmptyViewer() {
  return (
    <>
      <Box />
      <Box
        sx={(theme) => ({
          ...theme.typography.body1,
          backgroundColor: theme.studio.picture,
          color: theme.palette.mode === 'light' ? theme.studio.line : theme.studio.faint,
          display: 'grid',
          placeItems: 'center',
        })}
      >
        {t('viewer.clipSelectedMediaBin')}
      </Box>
    </>
  );
}
