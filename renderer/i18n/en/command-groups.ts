export const commandGroups = {
  Project: 'Project',
  Edit: 'Edit',
  Restore: 'Restore',
  Playback: 'Playback',
  Timeline: 'Timeline',
  View: 'View',
  Help: 'Help',
} as const;
