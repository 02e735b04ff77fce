import CssBaseline from '@mui/material/CssBaseline';
import { ThemeProvider } from '@mui/material/styles';
import useMediaQuery from '@mui/material/useMediaQuery';
import { QueryClientProvider, type QueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Notices } from '../components/Notices.tsx';
import { useConnection } from '../engine/connection.ts';
import { useProject } from '../engine/project-data.ts';
import { ScatterDialog } from '../features/analysis/ScatterDialog.tsx';
import { ExportDialog } from '../features/exchange/ExportDialog.tsx';
import { ReportDialog } from '../features/exchange/ReportDialog.tsx';
import { FileBrowser } from '../features/files/FileBrowser.tsx';
import { AboutDialog } from '../features/help/AboutDialog.tsx';
import { CommandPalette } from '../features/help/CommandPalette.tsx';
import { ShortcutSheet } from '../features/help/ShortcutSheet.tsx';
import { CollectDialog } from '../features/project/CollectDialog.tsx';
import { RelinkDialog } from '../features/project/RelinkDialog.tsx';
import { ExportReportDialog } from '../features/results/ExportReportDialog.tsx';
import { ExportResultsDialog } from '../features/results/ExportResultsDialog.tsx';
import { CaptionDialog } from '../features/settings/CaptionDialog.tsx';
import { SettingsDialog } from '../features/settings/SettingsDialog.tsx';
import { StartScreen } from '../features/start/StartScreen.tsx';
import { TourPopover } from '../features/tour/TourPopover.tsx';
import { i18n } from '../i18n/words.ts';
import { useLayout } from '../state/layout-store.ts';
import { ConnectionBanner, ConnectionPage } from './ConnectionBanner.tsx';
import { Studio } from './Studio.tsx';
import { studioTheme } from './theme.ts';

export function App({ queryClient }: { readonly queryClient: QueryClient }) {
  const chosen = useLayout((layout) => layout.theme);
  const contrastAsked = useMediaQuery('(prefers-contrast: more), (forced-colors: active)', { noSsr: true });
  const themeName = chosen ?? (contrastAsked ? 'contrast' : 'dark');
  // With another language this draws again, and all below it: nothing in the window is memoised by element.
  const { language } = useTranslation(undefined, { i18n }).i18n;
  const theme = useMemo(() => studioTheme(themeName, language), [themeName, language]);
  return (
    <QueryClientProvider client={queryClient}>
      <ThemeProvider theme={theme}>
        <CssBaseline enableColorScheme />
        <Page />
        <FileBrowser />
        <ExportDialog />
        <ReportDialog />
        <ExportResultsDialog />
        <ExportReportDialog />
        <ScatterDialog />
        <RelinkDialog />
        <CollectDialog />
        <CommandPalette />
        <ShortcutSheet />
        <AboutDialog />
        <SettingsDialog />
        <CaptionDialog />
        <Notices />
      </ThemeProvider>
    </QueryClientProvider>
  );
}

function Page() {
  const connection = useConnection();
  const open = useProject();
  if (open !== null) {
    return (
      <>
        <Studio />
        <TourPopover />
        <ConnectionBanner connection={connection} />
      </>
    );
  }
  return connection.status === 'ready' ? <StartScreen /> : <ConnectionPage connection={connection} />;
}
