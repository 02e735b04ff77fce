/** Words that mean the same wherever they stand. */
export const common = {
  close: 'Close',
  cancel: 'Cancel',
  stop: 'Stop',
  showInFolder: 'Show in folder',
} as const;
