import { useState } from 'react';

/** What of a side is to be seen. */
export type SidePicture = 'still' | 'canvas' | 'video';

interface Available {
  /** Each is true where it holds the frame that is wanted. */
  readonly inVideo: boolean;
  readonly still: boolean;
  readonly drawn: boolean;
  readonly drawsOn: 'canvas' | 'video';
}

/** The exact picture where it is there, else the proxy's; where neither has the frame yet, what was seen last stays. */
export function useSidePicture({ inVideo, still, drawn, drawsOn }: Available): SidePicture {
  const [last, setLast] = useState<SidePicture>('still');
  const right = inVideo ? 'video' : still ? 'still' : drawn ? drawsOn : null;
  if (right !== null && right !== last) setLast(right);
  return right ?? last;
}
