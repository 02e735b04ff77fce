export const quantity = {
  underASecond: 'under 1 s',
  framesPerSec: '{{rate}} fps',
  secPerFrame: '{{sec}} s / frame',
  justNow: 'just now',
  minAgo: '{{min}} min ago',
  hoursAgo: '{{hours}} h ago',
  yesterday: 'yesterday',
} as const;
