import ArrowUpwardIcon from '@mui/icons-material/ArrowUpward';
import FilterIcon from '@mui/icons-material/FilterListRounded';
import FilterOffIcon from '@mui/icons-material/FilterListOffRounded';
import FolderIcon from '@mui/icons-material/FolderOutlined';
import HomeIcon from '@mui/icons-material/HomeOutlined';
import InsertDriveFileIcon from '@mui/icons-material/InsertDriveFileOutlined';
import MovieIcon from '@mui/icons-material/MovieOutlined';
import WorkspacesIcon from '@mui/icons-material/VideoLibraryOutlined';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogTitle from '@mui/material/DialogTitle';
import LinearProgress from '@mui/material/LinearProgress';
import List from '@mui/material/List';
import ListItem from '@mui/material/ListItem';
import ListItemButton from '@mui/material/ListItemButton';
import OutlinedInput from '@mui/material/OutlinedInput';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import type { FileEntry } from '../../../native/contract/index.ts';
import { ActionButton, IconAction } from '../../components/ActionButton.tsx';
import { bytesText } from '../../components/quantity-words.ts';
import { errorMessage, useEngineQuery } from '../../engine/engine-client.ts';
import { t } from '../../i18n/words.ts';
import { useFileBrowser, type BrowseFor } from './file-browser-store.ts';
import { editFormats } from './edit-formats.ts';
import { fileNameWith, joinPath, projectFileName } from './paths.ts';

/** Open and save over the folders of the engine's machine, for windows that have no desktop dialogs of it. */
export function FileBrowser() {
  const request = useFileBrowser((state) => state.request);
  return (
    <Dialog
      open={request !== null}
      onClose={() => request?.answer([])}
      aria-labelledby="file-browser-title"
      maxWidth={false}
      slotProps={{ paper: { sx: { width: 680 } } }}
    >
      {request !== null && <Browser key={request.browseFor.type} browseFor={request.browseFor} answer={request.answer} />}
    </Dialog>
  );
}

function Browser({ browseFor, answer }: { readonly browseFor: BrowseFor; readonly answer: (paths: readonly string[]) => void }) {
  const directory = useFileBrowser((state) => state.directory);
  const [picked, setPicked] = useState<readonly string[]>([]);
  const [name, setName] = useState(isSaving(browseFor) ? browseFor.suggestedName : '');
  const [showAll, setShowAll] = useState(false);
  /** How often another folder was gone to: what was typed of a path ends with it. */
  const [moves, setMoves] = useState(0);
  const listing = useEngineQuery('files.list', { directory }, { staleMs: 0, keepPrevious: true });
  const here = listing.data?.directory ?? directory ?? '';

  const go = (to: string | null) => {
    setPicked([]);
    setMoves(moves + 1);
    useFileBrowser.setState({ directory: to });
  };
  const wanted = wantedType(browseFor);
  const entries = (listing.data?.entries ?? []).filter((entry) => entry.type === 'folder' || entry.type === wanted || showAll);
  const saving = isSaving(browseFor);
  const target = saving && name.trim() !== '' ? joinPath(here, fileNameFor(browseFor, name)) : null;
  const taken = target !== null && (listing.data?.entries ?? []).some((entry) => entry.path === target);

  const choose = (entry: FileEntry, keepOthers: boolean) => {
    if (saving) {
      if (entry.type !== 'folder') setName(entry.name);
    } else if (keepOthers && browseFor.type === 'media') {
      setPicked(picked.includes(entry.path) ? picked.filter((path) => path !== entry.path) : [...picked, entry.path]);
    } else {
      setPicked([entry.path]);
    }
  };
  const accept = () => {
    if (saving) answer(target === null ? [] : [target]);
    else if (browseFor.type === 'folder') answer([picked[0] ?? here]);
    else answer(picked);
  };
  const open = (entry: FileEntry) => {
    if (entry.type === 'folder') go(entry.path);
    else if (!saving) answer([entry.path]);
  };

  return (
    <>
      <DialogTitle id="file-browser-title">{titleOf(browseFor)}</DialogTitle>
      <Stack direction="row" sx={{ alignItems: 'center', gap: 1, px: 5, pb: 3 }}>
        <IconAction label={t('files.homeFolder')} onClick={() => go(null)}>
          <HomeIcon />
        </IconAction>
        <IconAction
          label={t('files.folderAbove')}
          reason={(listing.data?.parent ?? null) === null ? t('files.topmost') : null}
          onClick={() => go(listing.data?.parent ?? null)}
        >
          <ArrowUpwardIcon />
        </IconAction>
        <PathField key={moves} path={listing.isFetching ? (directory ?? here) : here} onGo={go} />
        {browseFor.type !== 'folder' && (
          <IconAction label={t('files.showOtherFilesToo')} pressed={showAll} onClick={() => setShowAll(!showAll)}>
            {showAll ? <FilterOffIcon /> : <FilterIcon />}
          </IconAction>
        )}
      </Stack>
      <Box
        sx={(theme) => ({
          height: 340,
          overflow: 'auto',
          borderBlock: `1px solid ${theme.studio.line}`,
          backgroundColor: theme.studio.field,
        })}
      >
        {listing.isFetching && (
          <LinearProgress aria-label={t('files.readingFolder')} sx={{ position: 'absolute', left: 0, right: 0, height: 2 }} />
        )}
        {listing.isError ? (
          <Typography color="error" sx={{ p: 5 }}>
            {errorMessage(listing.error)}
          </Typography>
        ) : (
          <List dense disablePadding aria-label={t('files.contents', { here })}>
            {entries.map((entry) => (
              <EntryRow
                key={entry.path}
                entry={entry}
                selected={picked.includes(entry.path)}
                onChoose={(keepOthers) => choose(entry, keepOthers)}
                onOpen={() => open(entry)}
              />
            ))}
          </List>
        )}
        {listing.isSuccess && entries.length === 0 && (
          <Typography color="textSecondary" sx={{ p: 5, textAlign: 'center' }}>
            {saving || browseFor.type === 'folder' ? t('files.noFoldersHere') : t('files.noHere', { browseFor: wantedWord(browseFor) })}
          </Typography>
        )}
        {listing.data?.truncated === true && (
          <Typography variant="body2" color="textSecondary" sx={{ p: 3, textAlign: 'center' }}>
            {t('files.folderHoldsMoreThan')}
          </Typography>
        )}
      </Box>
      {saving && (
        <Stack direction="row" sx={{ alignItems: 'center', gap: 3, px: 5, pt: 3 }}>
          <Typography component="label" htmlFor="save-name" color="textSecondary">
            {t('files.name')}
          </Typography>
          <OutlinedInput
            id="save-name"
            fullWidth
            autoFocus
            value={name}
            onChange={(event) => setName(event.target.value)}
            onFocus={(event) => event.target.select()}
            onKeyDown={(event) => event.key === 'Enter' && target !== null && (!taken || browseFor.type === 'save-file') && accept()}
          />
        </Stack>
      )}
      <DialogActions sx={{ mt: saving ? 3 : 0, borderTop: saving ? undefined : 0 }}>
        <Typography variant="body2" color={taken ? 'warning' : 'textSecondary'} noWrap sx={{ flex: 1, minWidth: 0 }}>
          {footnote({ browseFor, picked, taken })}
        </Typography>
        <Button variant="outlined" onClick={() => answer([])}>
          {t('common.cancel')}
        </Button>
        <ActionButton variant="contained" reason={acceptReason({ browseFor, picked, target, taken })} onClick={accept}>
          {acceptWord(browseFor, taken)}
        </ActionButton>
      </DialogActions>
    </>
  );
}

function PathField({ path, onGo }: { readonly path: string; readonly onGo: (path: string) => void }) {
  // A folder that is still being read must not take away what is typed meanwhile.
  const [typed, setTyped] = useState<string | null>(null);
  const shown = typed ?? path;
  return (
    <OutlinedInput
      fullWidth
      value={shown}
      onChange={(event) => setTyped(event.target.value)}
      onKeyDown={(event) => event.key === 'Enter' && shown.trim() !== '' && onGo(shown.trim())}
      inputProps={{ 'aria-label': t('files.folder'), spellCheck: false }}
      sx={(theme) => ({ fontFamily: theme.fonts.mono, '& input': { fontSize: 12 } })}
    />
  );
}

interface EntryRowProps {
  readonly entry: FileEntry;
  readonly selected: boolean;
  readonly onChoose: (keepOthers: boolean) => void;
  readonly onOpen: () => void;
}

function EntryRow({ entry, selected, onChoose, onOpen }: EntryRowProps) {
  return (
    <ListItem disablePadding>
      <ListItemButton
        selected={selected}
        onClick={(event) => onChoose(event.ctrlKey || event.metaKey || event.shiftKey)}
        onDoubleClick={onOpen}
        onKeyDown={(event) => {
          if (event.key !== 'Enter') return;
          event.preventDefault();
          onOpen();
        }}
        sx={{ gap: 3, px: 5, height: 30, '&.Mui-focusVisible': { outlineOffset: -2 } }}
      >
        <Box sx={{ color: entry.type === 'folder' ? 'text.secondary' : 'text.disabled', display: 'flex' }}>{iconOf(entry)}</Box>
        <Typography noWrap sx={{ flex: 1, minWidth: 0 }} title={entry.name}>
          {entry.name}
        </Typography>
        {entry.type !== 'folder' && (
          <Typography variant="mono" color="textSecondary">
            {bytesText(entry.sizeBytes)}
          </Typography>
        )}
      </ListItemButton>
    </ListItem>
  );
}

function iconOf(entry: FileEntry) {
  switch (entry.type) {
    case 'folder':
      return <FolderIcon />;
    case 'media':
      return <MovieIcon />;
    case 'project':
      return <WorkspacesIcon />;
    case 'model':
    case 'edit':
    case 'other':
      return <InsertDriveFileIcon />;
  }
}

type SavePlace = Extract<BrowseFor, { readonly type: 'save' | 'save-file' }>;

function isSaving(browseFor: BrowseFor): browseFor is SavePlace {
  return browseFor.type === 'save' || browseFor.type === 'save-file';
}

function fileNameFor(browseFor: BrowseFor, name: string): string {
  return browseFor.type === 'save-file' ? fileNameWith(name, browseFor.extension) : projectFileName(name);
}

function titleOf(browseFor: BrowseFor): string {
  switch (browseFor.type) {
    case 'media':
      return t('files.importMedia');
    case 'relink':
      return t('files.whereNow', { browseFor: browseFor.name });
    case 'project':
      return t('files.openProject');
    case 'model':
      return t('files.importModelNcnnParam');
    case 'edit':
      return t('files.importSegmentsEDLOTIO');
    case 'folder':
    case 'save-file':
      return browseFor.title;
    case 'save':
      return t('files.newProject');
  }
}

function wantedType(browseFor: BrowseFor): FileEntry['type'] {
  switch (browseFor.type) {
    case 'media':
    case 'relink':
      return 'media';
    case 'model':
    case 'edit':
      return browseFor.type;
    case 'project':
    case 'save':
      return 'project';
    case 'folder':
      return 'folder';
    case 'save-file':
      return editFormats.some(({ extension }) => extension === browseFor.extension) ? 'edit' : 'other';
  }
}

function wantedWord(browseFor: BrowseFor): string {
  switch (browseFor.type) {
    case 'media':
    case 'relink':
      return t('files.videos');
    case 'model':
      return t('files.models');
    case 'edit':
      return t('files.editLists');
    default:
      return t('files.projects');
  }
}

function acceptWord(browseFor: BrowseFor, taken: boolean): string {
  switch (browseFor.type) {
    case 'media':
    case 'model':
    case 'edit':
      return t('files.import');
    case 'project':
      return t('files.open');
    case 'folder':
    case 'relink':
      return t('files.choose');
    case 'save':
      return t('files.create');
    case 'save-file':
      return taken ? t('files.replace') : t('files.save');
  }
}

interface Choice {
  readonly browseFor: BrowseFor;
  readonly picked: readonly string[];
  readonly taken: boolean;
}

function footnote({ browseFor, picked, taken }: Choice): string {
  if (taken && browseFor.type === 'save-file') return t('files.thereFileNameWill');
  if (taken) return t('files.thereProjectNameOpen');
  if (browseFor.type === 'media') {
    return picked.length > 1 ? t('files.chosen', { picked: picked.length }) : t('files.folderBringsEverythingCtrl');
  }
  return '';
}

function acceptReason({ browseFor, picked, target, taken }: Choice & { readonly target: string | null }): string | null {
  if (isSaving(browseFor)) {
    if (target === null) return t('files.typeNameFirst');
    return taken && browseFor.type === 'save' ? t('files.thereProjectNameAlready') : null;
  }
  if (browseFor.type === 'folder' || picked.length > 0) return null;
  return t('files.chooseSomethingFromList');
}
