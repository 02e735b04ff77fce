import { expect, it } from 'vitest';
import { projectsUsable } from '../../../native/project/project-runtime.ts';

it('opens projects where the database can be loaded', () => {
  expect(projectsUsable()).toEqual({ usable: true, reason: null });
  expect(projectsUsable({ ...process.versions, napi: '10' })).toEqual({ usable: true, reason: null });
});

it('says what is too old elsewhere, and what to do', () => {
  expect(projectsUsable({ ...process.versions, node: '20.18.1', napi: '9', electron: '33.2.1' })).toEqual({
    usable: false,
    reason: expect.stringMatching(/Electron 33\.2\.1 offers Node-API 9.*needs 10.*interweave serve/),
  });
  expect(projectsUsable({ ...process.versions, node: '20.20.0', napi: '9' }).reason).toMatch(/Node 20\.20\.0.*Use Node 22\.14/);
});
