import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { captionKey } from '../../../native/captions/caption-cache.ts';
import { cleanCaption } from '../../../native/captions/clean-caption.ts';
import { spreadFrames } from '../../../native/captions/spread-frames.ts';
import { CaptionSettings, endpointHost, endpointOrigin, isEndpointUrl } from '../../../native/contract/index.ts';

describe('an answer becomes a prompt', () => {
  test.each([
    ['quotation marks', '"Mossy rocks."', 'Mossy rocks.'],
    ['an introduction', 'Here is a short description of the shot: mossy rocks', 'mossy rocks'],
    ['a label', 'Caption: mossy rocks', 'mossy rocks'],
    ['lists and headings', '## Scene\n- mossy rocks\n- clear water', 'Scene mossy rocks clear water'],
    ['emphasis and code', '**Mossy** `rocks`', 'Mossy rocks'],
    ['thinking', '<think>I see\nrocks</think>\nMossy rocks', 'Mossy rocks'],
    ['thinking whose beginning is not shown', 'I see rocks</think>Mossy rocks', 'Mossy rocks'],
    ['thinking that has not ended', '<think>I see', ''],
    ['controls, direction marks and invisible characters', 'Mossy\u0007 \u202Erocks\u200B\u001B[31m', 'Mossy rocks[31m'],
    ['a quotation inside', 'A sign that reads "Open" at night', 'A sign that reads "Open" at night'],
    ['other scripts', '苔むした岩、澄んだ水', '苔むした岩、澄んだ水'],
  ])('%s', (_what, answer, prompt) => {
    expect(cleanCaption(answer)).toBe(prompt);
  });

  test('a long one is cut after a sentence, else after a word', () => {
    expect(cleanCaption('Mossy rocks by the water. '.repeat(40))).toMatch(/^(Mossy rocks by the water\. )+Mossy rocks by the water\.$/);
    expect(cleanCaption('mossy '.repeat(200))).toMatch(/^(mossy )+mossy$/);
  });

  test('whatever comes in, what goes out is one plain line within its bound', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 3000 }), (answer) => {
        const text = cleanCaption(answer);

        expect(text.length).toBeLessThanOrEqual(500);
        expect(text).toBe(text.trim());
        // eslint-disable-next-line no-control-regex
        expect(text).not.toMatch(/[\u0000-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069]/);
        expect(text).not.toMatch(/\p{Cs}/u);
      }),
    );
  });
});

test('frames are spread over the segment, each once', () => {
  expect(spreadFrames({ startFrame: 100, endFrame: 200 }, 4)).toEqual([112, 137, 162, 187]);
  expect(spreadFrames({ startFrame: 7, endFrame: 8 }, 4)).toEqual([7]);
  expect(spreadFrames({ startFrame: 0, endFrame: 3 }, 16)).toEqual([0, 1, 2]);
});

test('a question is known again by its frames, model and words, and by nothing else', () => {
  const settings = CaptionSettings.parse({ model: 'a' });
  const frames = [new Uint8Array([1]), new Uint8Array([2])];
  const key = captionKey(settings, frames);

  expect(captionKey({ ...settings, timeoutSec: 5, enabled: true }, frames)).toBe(key);
  const others = [
    captionKey({ ...settings, model: 'b' }, frames),
    captionKey({ ...settings, systemPrompt: 'x' }, frames),
    captionKey({ ...settings, baseUrl: 'http://elsewhere/v1' }, frames),
    captionKey(settings, [...frames].reverse()),
    captionKey(settings, [new Uint8Array([1])]),
  ];
  expect(new Set([key, ...others]).size).toBe(6);
});

test('an endpoint is an address of the web without secrets in it', () => {
  for (const good of ['http://localhost:11434/v1', 'https://api.openai.com/v1', 'http://[::1]:1234', 'http://192.168.1.5:8000/v1/']) {
    expect([good, isEndpointUrl(good)]).toEqual([good, true]);
  }
  for (const bad of [
    '',
    'localhost:1234',
    'file:///etc/passwd',
    'http://user:secret@host/v1',
    'http://host/v1?key=1',
    'ftp://host',
    'http://a b/',
  ]) {
    expect([bad, isEndpointUrl(bad)]).toEqual([bad, false]);
  }
  expect([endpointHost('HTTP://LocalHost:11434/v1'), endpointOrigin('https://Api.OpenAI.com/v1')]).toEqual([
    'localhost:11434',
    'https://api.openai.com',
  ]);
});
