import type { Migration } from '../migrate.ts';

/**
 * Records are JSON, parsed by the contract's schemas when they are read; the columns beside them are what is
 * searched and sorted by.
 */
export const firstSchema: Migration = {
  version: 10,
  up: (database) => {
    database.exec(`
      -- The project record, its assets and its segments: what undo restores.
      CREATE TABLE items (
        id TEXT PRIMARY KEY,
        kind TEXT NOT NULL,
        asset_id TEXT,
        record TEXT NOT NULL
      ) STRICT;
      CREATE INDEX items_in_order ON items (kind, id);
      CREATE INDEX segments_of_asset ON items (asset_id) WHERE asset_id IS NOT NULL;
      CREATE INDEX segment_names ON items (record ->> 'name') WHERE kind = 'segment';

      -- One row an undo step, oldest first; those undone can be redone.
      CREATE TABLE history (
        step INTEGER PRIMARY KEY,
        label TEXT NOT NULL,
        diff TEXT NOT NULL,
        undone INTEGER NOT NULL DEFAULT 0,
        created_at TEXT NOT NULL
      ) STRICT;

      CREATE TABLE jobs (
        id TEXT PRIMARY KEY,
        position REAL NOT NULL,
        record TEXT NOT NULL
      ) STRICT;

      CREATE TABLE runs (
        id TEXT PRIMARY KEY,
        created_at TEXT NOT NULL,
        record TEXT NOT NULL
      ) STRICT;
      CREATE INDEX runs_in_order ON runs (created_at, id);
    `);
  },
};
