export const tour = {
  offerTitle: 'New here?',
  offerText: 'Five steps from a clip to a restored one, with a small sample that came along.',
  take: 'Take the tour',
  notNow: 'Not now',
  step: 'Step {{number}} of {{count}}',
  done: 'Done',
  skip: 'Skip the tour',
  end: 'End the tour',
  back: 'Back',
  next: 'Next',
  finish: 'Finish',
  isFirst: 'This is the first step.',
  clipTitle: 'A clip and its timeline',
  clipText:
    'This clip came with Interweave. Drop your own files on Media. Down here a clip is laid out: its shots, its film and sound, and the segments that will be restored.',
  clipAction: 'Play the clip',
  splitTitle: 'Split and trim',
  splitText:
    'A segment has its own prompt and settings. Split it at the playhead, drag its ends to trim it. Every edit is saved, and undone one by one.',
  splitAction: 'Split at the cut',
  modelTitle: 'A model, and words for it',
  modelText:
    'Restore offers ways to restore, from fast to text-guided, each with its own settings. Under Prompt you say what is in the picture, for the models that read it.',
  modelAction: 'Choose and describe',
  previewTitle: 'Preview, then restore',
  previewText:
    'A preview restores the marked frames only, with the same bits as the final run. Restore does whole segments. Both work while you go on, and carry on after a crash.',
  previewAction: 'Preview 8 frames',
  atWork: 'It is at work: the bar at the bottom says how far.',
  compareTitle: 'Compare, and hand on',
  compareText:
    'Look at source and result through the wipe, side by side or as difference. In the temporal profile flicker shows as ragged streaks. What is restored is exported from Results.',
  compareAction: 'Compare them',
  notReady: 'The preview is not ready yet: the bar at the bottom says how far it is.',
  noResult: 'There is no result yet: go back and preview.',
} as const;
