import { create } from 'zustand';

/** What the dialog is asked for. `save` also asks for a file name. */
export type BrowseFor =
  | { readonly type: 'media' }
  /** Where a clip's file is now. */
  | { readonly type: 'relink'; readonly name: string }
  | { readonly type: 'project' }
  | { readonly type: 'model' }
  /** Another program's edit. */
  | { readonly type: 'edit' }
  | { readonly type: 'folder'; readonly title: string }
  | { readonly type: 'save'; readonly suggestedName: string }
  /** A place for a file that is no project; `extension` with its dot. */
  | { readonly type: 'save-file'; readonly title: string; readonly suggestedName: string; readonly extension: string };

interface FileBrowserState {
  readonly request: { readonly browseFor: BrowseFor; readonly answer: (paths: readonly string[]) => void } | null;
  /** Where the dialog was last, so that it opens there again. */
  readonly directory: string | null;
}

export const useFileBrowser = create<FileBrowserState>()(() => ({ request: null, directory: null }));

/** Shows the folders of the engine's machine; resolves with the chosen paths, none when it was closed. */
export function browseFiles(browseFor: BrowseFor, startIn?: string): Promise<readonly string[]> {
  return new Promise((resolve) => {
    useFileBrowser.getState().request?.answer([]);
    useFileBrowser.setState({
      ...(startIn === undefined ? {} : { directory: startIn }),
      request: {
        browseFor,
        answer: (paths) => {
          useFileBrowser.setState({ request: null });
          resolve(paths);
        },
      },
    });
  });
}
