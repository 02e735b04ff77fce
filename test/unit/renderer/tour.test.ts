import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { commands } from '../../../renderer/app/commands.ts';
import { tourSteps } from '../../../renderer/features/tour/tour-steps.ts';

const renderer = join(import.meta.dirname, '../../../renderer');

test('the tour points at places that are there, and names commands of the table', () => {
  const sources = readdirSync(renderer, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.tsx'));
  const places = new Set(
    sources.flatMap((name) => [...readFileSync(join(renderer, name), 'utf8').matchAll(/data-tour="([^"{]+)"/g)].map(([, place]) => place!)),
  );
  const ids = new Set<string>(commands.map(({ id }) => id));

  const pointed = tourSteps.flatMap(({ anchors, ringed }) => [...anchors, ...ringed]);
  const named = tourSteps.flatMap(({ action }) => action.command ?? []);

  expect(tourSteps).toHaveLength(5);
  expect(pointed.filter((place) => !places.has(place))).toEqual([]);
  expect(named.filter((id) => !ids.has(id))).toEqual([]);
});
