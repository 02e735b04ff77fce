import { PROFILE_FRAMES } from './clip-pictures.ts';
import { escaped } from './html-text.ts';
import type { ShownClip, ShownPicture } from './report-pictures.ts';

/** Width of a profile on the page, which its frames share. */
const PROFILE_WIDTH = 112;

/** Figure 6: the same column of every frame, beside each other from left to right. */
export function profileSheet(clips: readonly ShownClip[]): string {
  const shown = clips.filter(({ profiles }) => profiles.length > 0);
  if (shown.length === 0) return '';
  const rows = shown.map((clip) => {
    const frames = Math.min(PROFILE_FRAMES, clip.frameCount);
    const strips = clip.profiles.map(({ title, uri }) => {
      const alt = `Temporal profile of ${clip.clip}, ${title}`;
      return `<figure class="strip"><img src="${uri}" alt="${escaped(alt)}" width="${PROFILE_WIDTH}" height="240"><figcaption>${escaped(title)}</figcaption></figure>`;
    });
    return `<div class="sheet"><div class="about">${whole(clip, 'line')}<p><b>${escaped(clip.clip)}</b><br>${escaped(clip.dataset)}<br>${frames} frame${frames === 1 ? '' : 's'} →</p></div><div class="row">${strips.join('')}</div></div>`;
  });
  const caption =
    "As the paper's figure 6: one column of the picture (the dashed line), one frame beside the next from left to right. What is steady runs smoothly; what flickers is ragged from left to right. A source is drawn as high as its result.";
  return `${rows.join('')}<p class="caption">${escaped(caption)}</p>`;
}

/** The part of one frame with the most contrast, as every model makes it. */
export function detailSheet(clips: readonly ShownClip[]): string {
  if (clips.length === 0) return '';
  const rows = clips.map((clip) => {
    const pictures = clip.details.map((picture) => detail(clip, picture));
    return `<div class="sheet"><div class="about">${whole(clip, 'box')}<p><b>${escaped(clip.clip)}</b><br>${escaped(clip.dataset)}<br>frame ${clip.view.frame}</p></div><div class="row">${pictures.join('')}</div></div>`;
  });
  return `${rows.join('')}<p class="caption">The part of the frame with the most contrast between neighbours (the box), chosen by the source alone.</p>`;
}

function detail({ clip, view, aspect }: ShownClip, { title, uri }: ShownPicture): string {
  const shape = (aspect * view.width) / view.height;
  return `<figure class="detail"><img src="${uri}" alt="${escaped(`${clip}, ${title}`)}" style="aspect-ratio:${shape.toFixed(4)}"><figcaption>${escaped(title)}</figcaption></figure>`;
}

/** The whole frame, with the place that is shown beside it. */
function whole({ whole: uri, view, aspect, clip }: ShownClip, mark: 'line' | 'box'): string {
  if (uri === null) return '';
  const percent = (fraction: number): string => `${(fraction * 100).toFixed(2)}%`;
  const place =
    mark === 'line'
      ? `left:${percent(view.left + view.width / 2)};top:0;height:100%`
      : `left:${percent(view.left)};top:${percent(view.top)};width:${percent(view.width)};height:${percent(view.height)}`;
  return `<div class="whole" style="aspect-ratio:${aspect.toFixed(4)}"><img src="${uri}" alt="${escaped(`A frame of ${clip}`)}"><span class="${mark}" style="${place}"></span></div>`;
}
