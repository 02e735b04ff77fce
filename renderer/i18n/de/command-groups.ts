import type { commandGroups as english } from '../en/command-groups.ts';
import type { Translated } from '../translated.ts';

export const commandGroups: Translated<typeof english> = {
  Project: 'Projekt',
  Edit: 'Bearbeiten',
  Restore: 'Restaurieren',
  Playback: 'Wiedergabe',
  Timeline: 'Timeline',
  View: 'Ansicht',
  Help: 'Hilfe',
};
