import { Job } from '../contract/index.ts';
import type { JobId, ProjectId } from '../contract/index.ts';
import type { ProjectFile } from './project-file.ts';
import { parseStored } from './stored-record.ts';

/** The project's saved jobs. They are not undoable. */
export interface JobTable {
  readonly save: (job: Job) => void;
  /** Does nothing when it is gone already. */
  readonly remove: (id: JobId) => void;
  /** In the order of the queue. */
  readonly list: () => Job[];
}

interface JobRow {
  readonly id: string;
  readonly position: number;
  readonly record: string;
}

export function openJobTable({ database, path, transaction }: ProjectFile, projectId: ProjectId): JobTable {
  const save = database.prepare<JobRow>(`
    INSERT INTO jobs (id, position, record)
    VALUES (@id, @position, @record)
    ON CONFLICT (id) DO UPDATE SET position = @position, record = @record`);
  const remove = database.prepare<{ id: string }>(`
    DELETE FROM jobs
    WHERE id = @id`);
  const list = database.prepare<[], JobRow>(`
    SELECT id, position, record
    FROM jobs
    ORDER BY position, id`);

  return {
    save: (job) => transaction(() => void save.run({ id: job.id, position: job.position, record: JSON.stringify(job) })),
    remove: (id) => transaction(() => void remove.run({ id })),
    // A copied or moved file has another id than when the job was saved.
    list: () =>
      transaction(() => list.all().map(({ id, record }) => ({ ...parseStored(Job, record, { path, what: `job "${id}"` }), projectId }))),
  };
}
