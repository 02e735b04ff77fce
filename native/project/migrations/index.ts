import type { Migration } from '../migrate.ts';
import { firstSchema } from './0010-first-schema.ts';
import { exportJobs } from './0020-export-jobs.ts';

/** Every step from an empty file to the present schema, in order. A released one is never changed; numbers go up in tens. */
export const migrations: readonly Migration[] = [firstSchema, exportJobs];
