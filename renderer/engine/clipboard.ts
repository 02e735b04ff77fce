import { create } from 'zustand';
import { AppError, CLIPBOARD_MARK, ClipboardContent, MAX_CLIPBOARD_CHARS } from '../../native/contract/index.ts';
import { callHost, useHost } from './host.ts';
import { t } from '../i18n/words.ts';

/** What this window copied last: pasted where the system's clipboard cannot be read. */
const useLastCopied = create<{ readonly text: string | null }>()(() => ({ text: null }));

/** Puts it into the system's clipboard, where other projects and other windows find it. */
export async function copyContent(content: ClipboardContent): Promise<void> {
  const text = JSON.stringify(content);
  if (text.length > MAX_CLIPBOARD_CHARS) {
    throw new AppError('too-large', t('engine.tooMuch'));
  }
  useLastCopied.setState({ text });
  if (useHost.getState().bridge !== null) await callHost('clipboard.write', { text });
  // Absent on a page from `http://` on another machine, and refused where the browser is told so: this window still has it.
  else
    await clipboardOf(navigator)
      ?.writeText(text)
      .catch(() => undefined);
}

/** What was copied, here or in another window. Rejects with 'bad-input' where the clipboard holds something else. */
export async function copiedContent(): Promise<ClipboardContent> {
  const text = await clipboardText();
  if (!text.startsWith(CLIPBOARD_MARK)) {
    throw new AppError('bad-input', t('engine.nothingCopied'));
  }
  const content = text.length > MAX_CLIPBOARD_CHARS ? null : ClipboardContent.safeParse(parsed(text));
  if (content?.success === true) return content.data;
  throw new AppError('bad-input', t('engine.clipboardUnreadable'));
}

async function clipboardText(): Promise<string> {
  if (useHost.getState().bridge !== null) return (await callHost('clipboard.read', {})).text;
  const { text: own } = useLastCopied.getState();
  const read = clipboardOf(navigator)?.readText();
  return (await read?.catch(() => own)) ?? own ?? '';
}

/** The type says that it is always there; it is not on a page that came over plain http. */
function clipboardOf(of: { readonly clipboard?: Clipboard }): Clipboard | undefined {
  return of.clipboard;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
