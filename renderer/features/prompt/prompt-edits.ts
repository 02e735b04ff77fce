import type { Caption, Edit, PromptSettings, SegmentId } from '../../../native/contract/index.ts';
import { editor } from '../../engine/project-data.ts';

type PromptEdit = Extract<Edit, { type: 'segment.prompt' }>;

/** Gives many segments other words, as one undo step. An edit names a thousand segments at most; more share a gesture. */
export async function setPrompts(
  ids: readonly SegmentId[],
  settings: PromptSettings,
  { gesture, caption }: { readonly gesture?: string; readonly caption?: Caption | null } = {},
): Promise<void> {
  const source = caption === undefined ? {} : { caption };
  const together = gesture ?? (ids.length > atOnce ? `prompts-${Date.now()}` : undefined);
  for (let start = 0; start < ids.length; start += atOnce) {
    const of: PromptEdit['of'] = { type: 'segments', ids: ids.slice(start, start + atOnce) };
    await editor.edit({ type: 'segment.prompt', of, settings, ...source }, together);
  }
}

const atOnce = 1000;
