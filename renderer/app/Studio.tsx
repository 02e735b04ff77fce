import Box from '@mui/material/Box';
import Tab from '@mui/material/Tab';
import Tabs from '@mui/material/Tabs';
import { useShallow } from 'zustand/react/shallow';
import { leaveFocus } from '../components/leave-focus.ts';
import { ResizeHandle } from '../components/ResizeHandle.tsx';
import { AnalysisPanel } from '../features/analysis/AnalysisPanel.tsx';
import { StatusBar } from '../features/jobs/StatusBar.tsx';
import { MediaBin } from '../features/project/MediaBin.tsx';
import { PromptPanel } from '../features/prompt/PromptPanel.tsx';
import { RestorePanel } from '../features/restore/RestorePanel.tsx';
import { ResultsPanel } from '../features/results/ResultsPanel.tsx';
import { Timeline } from '../features/timeline/Timeline.tsx';
import { Viewer } from '../features/viewer/Viewer.tsx';
import { t } from '../i18n/words.ts';
import { timelineHeight, useLayout } from '../state/layout-store.ts';
import { useView, type InspectorTab } from '../state/view-store.ts';
import { TitleBar } from './TitleBar.tsx';

/** The studio: bin, viewer and inspector over the timeline, separated by hairlines that can be dragged. */
export function Studio() {
  const layout = useLayout(
    useShallow(({ binWidth, inspectorWidth, timelineHeight, profileHeight, binShown, inspectorShown, timelineShown }) => ({
      binWidth,
      inspectorWidth,
      timelineHeight,
      profileHeight,
      binShown,
      inspectorShown,
      timelineShown,
    })),
  );
  const profileShown = useView((view) => view.profile.shown);
  const columns = [
    ...(layout.binShown ? [`${layout.binWidth}px`, '1px'] : []),
    'minmax(320px, 1fr)',
    ...(layout.inspectorShown ? ['1px', `${layout.inspectorWidth}px`] : []),
  ];
  const timelineRows = layout.timelineShown ? ` 1px ${timelineHeight(layout, profileShown)}` : '';
  return (
    <Box
      onMouseDown={leaveFocus}
      sx={(theme) => ({
        height: '100%',
        display: 'grid',
        gridTemplateRows: `${theme.sizes.titleBar}px 1px minmax(0, 1fr)${timelineRows} 1px ${theme.sizes.statusBar}px`,
        gridTemplateColumns: 'minmax(0, 1fr)',
        backgroundColor: theme.studio.line,
        containerType: 'inline-size',
        containerName: 'studio',
      })}
    >
      <TitleBar />
      <span />
      <Box component="main" sx={{ display: 'grid', minHeight: 0 }} style={{ gridTemplateColumns: columns.join(' ') }}>
        {layout.binShown && (
          <>
            <MediaBin />
            <ResizeHandle panel="binWidth" label={t('app.widthMediaBin')} side="right" />
          </>
        )}
        <Box sx={{ minWidth: 0, minHeight: 0 }}>
          <Viewer />
        </Box>
        {layout.inspectorShown && (
          <>
            <ResizeHandle panel="inspectorWidth" label={t('app.widthInspector')} side="left" />
            <Inspector />
          </>
        )}
      </Box>
      {layout.timelineShown && (
        <>
          <ResizeHandle panel="timelineHeight" label={t('app.heightTimeline')} side="top" />
          <Box data-tour="timeline" sx={{ minHeight: 0, minWidth: 0 }}>
            <Timeline />
          </Box>
        </>
      )}
      <span />
      <StatusBar />
    </Box>
  );
}

function Inspector() {
  const tab = useView((view) => view.inspectorTab);
  return (
    <Box
      component="aside"
      data-tour="inspector"
      aria-label={t('app.inspector')}
      sx={(theme) => ({ backgroundColor: theme.studio.panel, display: 'flex', flexDirection: 'column', minHeight: 0, minWidth: 0 })}
    >
      <Tabs
        value={tab}
        onChange={(_event, next: InspectorTab) => useView.getState().showInspector(next)}
        aria-label={t('app.inspector')}
        sx={(theme) => ({ px: 2, borderBottom: `1px solid ${theme.studio.line}`, flex: 'none' })}
      >
        <Tab value="restore" label={t('app.restore')} id="tab-restore" aria-controls="panel-restore" />
        <Tab value="prompt" label={t('app.prompt')} id="tab-prompt" aria-controls="panel-prompt" />
        <Tab value="results" label={t('app.results')} id="tab-results" aria-controls="panel-results" data-tour="results" />
        <Tab value="analysis" label={t('app.analysis')} id="tab-analysis" aria-controls="panel-analysis" />
      </Tabs>
      <Box role="tabpanel" id={`panel-${tab}`} aria-labelledby={`tab-${tab}`} sx={{ flex: 1, minHeight: 0, overflow: 'hidden' }}>
        {panelOf(tab)}
      </Box>
    </Box>
  );
}

function panelOf(tab: InspectorTab) {
  switch (tab) {
    case 'restore':
      return <RestorePanel />;
    case 'prompt':
      return <PromptPanel />;
    case 'results':
      return <ResultsPanel />;
    case 'analysis':
      return <AnalysisPanel />;
  }
}
