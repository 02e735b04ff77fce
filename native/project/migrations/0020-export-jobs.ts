import type { Migration } from '../migrate.ts';

/**
 * Jobs may be exports. The tables stay as they are, but programs of schema 10 would take such a record for a damaged one; by the number
 * they know that the project is newer than they are.
 */
export const exportJobs: Migration = { version: 20, up: () => undefined };
