/** What the window says of the engine, where the engine cannot speak for itself. */
export const engine = {
  tooMuch: 'These segments are too much for the clipboard. Select fewer and copy them in turns.',
  nothingCopied: 'There are no segments in the clipboard. Copy some on the timeline first.',
  clipboardUnreadable:
    'The segments in the clipboard cannot be read. They may come from another version of Interweave; copy them again in this one.',
  noConnection: 'There is no connection to the engine at the moment. It is being restored; try again in a few seconds.',
  stopped: 'The engine stopped. It is being started again.',
  tokenRefused:
    "The engine at {{address}} does not accept this page's token. Open the address that `interweave serve` printed, token included.",
  connectionEnded: 'The connection to the engine ended. Trying again; jobs go on meanwhile.',
  noAnswer: 'The engine at {{address}} does not answer. Trying again; start it with `interweave serve` if it is not running.',
  windowFault: 'Something went wrong in the window.',
  windowFaultOf: 'Something went wrong in the window: {{message}}',
  needsDesktop: 'This needs the desktop app; a browser cannot do it.',
  waveformUnreadable: 'The waveform could not be read ({{status}}).',
  noRecord: 'The project {{name}} has no record of its own.',
} as const;
