/** Several windows, and what a project of the list can be opened in. */
export const windows = {
  browserTab: 'In a browser, open another tab instead.',
  open: 'Open',
  openInNew: 'Open in a new window',
  takeOff: 'Take off this list',
  menuOf: 'Project {{name}}',
} as const;
