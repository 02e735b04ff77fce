import { useShortcut } from '../app/keymap-now.ts';
import { Keys } from './Keys.tsx';

/** The key of a command as it is bound now, as key caps; nothing where it has none. */
export function CommandKeys({ id }: { readonly id: string }) {
  const shortcut = useShortcut(id);
  return shortcut === undefined ? null : <Keys shortcut={shortcut} />;
}
