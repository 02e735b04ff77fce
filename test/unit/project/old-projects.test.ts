import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { migrations } from '../../../native/project/migrations/index.ts';
import { contentsOf } from './project-contents.ts';

const fixtures = fileURLToPath(new URL('../../fixtures/projects/', import.meta.url));

it('has a project of every schema', () => {
  const files = readdirSync(fixtures).filter((name) => name.endsWith('.interweave'));

  expect(files.sort()).toEqual(migrations.map(({ version }) => `schema-${version}.interweave`).sort());
});

it.each(migrations.map(({ version }) => version))(
  'opens a project of schema %i: every item, job, result and step is there',
  async (version) => {
    const expected: unknown = JSON.parse(readFileSync(`${fixtures}schema-${version}.json`, 'utf8'));

    const contents = await contentsOf(`${fixtures}schema-${version}.interweave`);

    expect(contents).toEqual(expected);
  },
);
