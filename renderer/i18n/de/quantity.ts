import type { quantity as english } from '../en/quantity.ts';
import type { Translated } from '../translated.ts';

export const quantity: Translated<typeof english> = {
  underASecond: 'unter 1 s',
  framesPerSec: '{{rate}} fps',
  secPerFrame: '{{sec}} s / Bild',
  justNow: 'gerade eben',
  minAgo: 'vor {{min}} min',
  hoursAgo: 'vor {{hours}} h',
  yesterday: 'gestern',
};
