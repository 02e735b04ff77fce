import { t } from '../../i18n/words.ts';
/** What of the style sheet an SVG drawing needs to look the same by itself. */
const inherited = [
  'fill',
  'stroke',
  'stroke-width',
  'stroke-dasharray',
  'stroke-opacity',
  'opacity',
  'font-size',
  'text-anchor',
  'dominant-baseline',
];
const scale = 2;
const headPx = 28;

/** A chart as a PNG, with a title and the names of its lines. */
export async function plotPicture(
  plot: HTMLElement,
  { title, lines }: { readonly title: string; readonly lines: readonly string[] },
): Promise<Blob> {
  const place = plot.getBoundingClientRect();
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [place.width * scale, (place.height + headPx) * scale];
  const context = canvas.getContext('2d');
  if (context === null) throw new Error(t('analysis.windowCannotDrawPlot'));
  context.scale(scale, scale);
  context.fillStyle = backgroundOf(plot);
  context.fillRect(0, 0, place.width, place.height + headPx);
  context.fillStyle = getComputedStyle(plot).color;
  context.font = '12px sans-serif';
  context.fillText(`${title} · ${lines.join(', ')}`, 8, 18, place.width - 16);
  for (const svg of plot.querySelectorAll('svg')) {
    const box = svg.getBoundingClientRect();
    if (box.width === 0) continue;
    context.drawImage(await imageOf(svg), box.left - place.left, box.top - place.top + headPx, box.width, box.height);
  }
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob === null ? reject(new Error(t('analysis.windowCannotWritePNG'))) : resolve(blob)), 'image/png');
  });
}

async function imageOf(svg: SVGSVGElement): Promise<HTMLImageElement> {
  const copy = svg.cloneNode(true) as SVGSVGElement;
  const [from, to] = [
    [svg, ...svg.querySelectorAll('*')],
    [copy, ...copy.querySelectorAll('*')],
  ];
  for (const [index, element] of from.entries()) {
    const style = getComputedStyle(element);
    const own = inherited.map((name) => `${name}:${style.getPropertyValue(name)}`).join(';');
    to[index]?.setAttribute('style', `${own};font-family:monospace`);
  }
  const { width, height } = svg.getBoundingClientRect();
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  copy.setAttribute('width', String(width * scale));
  copy.setAttribute('height', String(height * scale));
  copy.setAttribute('viewBox', `0 0 ${width} ${height}`);
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(new XMLSerializer().serializeToString(copy))}`;
  await image.decode();
  return image;
}

/** Of the nearest element that has one. */
function backgroundOf(element: Element | null): string {
  if (element === null) return '#000000';
  const { backgroundColor } = getComputedStyle(element);
  return backgroundColor === 'rgba(0, 0, 0, 0)' ? backgroundOf(element.parentElement) : backgroundColor;
}
