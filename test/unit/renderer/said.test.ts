import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ErrorCode } from '../../../native/contract/index.ts';
import { english } from '../../../renderer/i18n/english.ts';
import { german } from '../../../renderer/i18n/german.ts';
import { errorText, said } from '../../../renderer/i18n/said.ts';
import { i18n } from '../../../renderer/i18n/words.ts';

const root = join(import.meta.dirname, '../../..');

/** Rooms whose words no window shows: terminals, reports, builders of models. */
const otherRooms = /^native\/(cli|host|metrics\/(evaluation|degradation)|inference\/import|project\/migrations)\//;
/** Files that speak to a terminal, a model, a tool or a programmer. */
const otherEars = new Set([
  'electron/main/launch-options.ts',
  'native/captions/ask-endpoint.ts',
  'native/contract/caption.ts',
  'native/contract/engine-api.ts',
  'native/contract/media.ts',
  'native/engine/rpc-server.ts',
  'native/inference/session-worker.ts',
  'native/interchange/edl-writer.ts',
  'native/interchange/fcpxml-writer.ts',
  'native/media/frame-writer.ts',
  'native/media/raw-clip.ts',
  'native/media/rotation-box.ts',
  'native/media/nut-stream.ts',
  'native/metrics/alignment.ts',
  'native/metrics/measure-clip.ts',
  'native/metrics/measure-worker.ts',
  'native/metrics/meters.ts',
  'native/pipelines/diffvsr/blended-latents.ts',
]);
/** Three words or more that end like a sentence: pieces that are put together are known by the whole. */
const isSentence = (text: string) => /[A-Za-z]{2,}[ ,:]+\S+ .*[.!?]$/s.test(text) && !/\n|^ /.test(text);

beforeEach(() => i18n.changeLanguage('de'));
afterEach(() => i18n.changeLanguage('en'));

test('every sentence of engine and app is known in German', () => {
  const files = globSync(['native/**/*.ts', 'electron/main/*.ts'], { cwd: root }).filter(
    (file) => !otherRooms.test(file) && !otherEars.has(file),
  );
  const unknown = files
    .flatMap((file) =>
      literalsOf(file)
        .filter(isSentence)
        .map((text) => ({ file, text })),
    )
    .filter(({ text }) => said(withoutAttached(text)) === withoutAttached(text));

  expect(files.length).toBeGreaterThan(200);
  expect(unknown).toEqual([]);
});

test('every error code has a text in both languages, and no other', () => {
  const codes = [...ErrorCode.options].sort();

  expect(Object.keys(english.errors).sort()).toEqual(codes);
  expect(Object.keys(german.errors).sort()).toEqual(codes);
});

test('values go where the German sentence wants them, sentences among them in German too', () => {
  expect(said('The model /a/b. c is not installed. Choose another.')).toBe('Das Modell /a/b. c ist nicht installiert. Ein anderes wählen.');
  expect(
    said(
      'Memory ran out on NVIDIA GPU while denoising; going on with tiles of 64 pixels. It takes longer, and the result is nearly the same.',
    ),
  ).toBe(
    'Der Speicher reichte auf NVIDIA-GPU beim Entrauschen nicht; weiter mit Kacheln von 64 Pixeln. Es dauert länger, und das Ergebnis ist fast dasselbe.',
  );
  expect(said('Writing /out.mp4: ffmpeg could not do it. It said: Invalid argument')).toBe(
    '/out.mp4 schreiben: ffmpeg konnte es nicht. Wortlaut: Invalid argument',
  );
  expect(said('localhost:9 is asked too often. It says: "slow down". Try again in 4 s.')).toBe(
    'localhost:9 wird zu oft gefragt. Wortlaut: „slow down“. In 4 s erneut versuchen.',
  );
});

test('what is not known keeps its words, behind what the code means', () => {
  expect(said('Trim segment')).toBe('Segment trimmen');
  expect(said('my own words')).toBe('my own words');
  expect(errorText({ code: 'disk-full', message: 'Nothing we know.' })).toBe('Die Platte ist voll. Nothing we know.');
});

test('English is said as it comes', async () => {
  await i18n.changeLanguage('en');

  expect(said('Trim segment')).toBe('Trim segment');
  expect(errorText({ code: 'network', message: 'Nothing we know.' })).toBe('Nothing we know.');
  expect(errorText({ code: 'network', message: '' })).toBe('The network did not do its part.');
});

/** A value that stands before a sentence or behind it is a sentence of its own, or nothing. */
function withoutAttached(text: string): string {
  return text.replace(/^\{\d+\} (?=[A-Z])/, '').replaceAll(/\.\{\d+\}/g, '.');
}

/** Texts of a file, with `{0}` where values go. */
function literalsOf(file: string): readonly string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) return;
    if (ts.isExpression(node)) {
      const text = textOf(node);
      if (text !== null) found.push(text.replaceAll(/\{\}/g, () => `{${count++}}`));
      if (text !== null && !ts.isTemplateExpression(node) && !ts.isBinaryExpression(node)) return;
    }
    // A part of a sum of texts is no text of its own.
    ts.forEachChild(node, (child) => (textOf(node) !== null && textOf(child) !== null ? undefined : visit(child)));
  };
  let count = 0;
  visit(ts.createSourceFile(file, readFileSync(join(root, file), 'utf8'), ts.ScriptTarget.Latest, true));
  return found;
}

function textOf(node: ts.Node): string | null {
  if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) return node.text;
  if (ts.isTemplateExpression(node)) return node.head.text + node.templateSpans.map(({ literal }) => `{}${literal.text}`).join('');
  if (!ts.isBinaryExpression(node) || node.operatorToken.kind !== ts.SyntaxKind.PlusToken) return null;
  const [left, right] = [textOf(node.left), textOf(node.right)];
  return left === null || right === null ? null : left + right;
}
