import { closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import { Kysely, type Migration, Migrator, SqliteDialect } from 'kysely';
import { sessionsMigration } from './migrations/0001-sessions.ts';
import { workTimesMigration } from './migrations/0002-work-times.ts';
import { solutionsAndPredictionsMigration } from './migrations/0003-solutions-and-predictions.ts';
import { recordingChoiceMigration } from './migrations/0004-recording-choice.ts';
import { NodeSqlite } from './node-sqlite.ts';
import type { Tables } from './tables.ts';

export type Store = Kysely<Tables>;

/** In order, by name; a published one never changes. */
const migrations: Record<string, Migration> = {
  '0001-sessions': sessionsMigration,
  '0002-work-times': workTimesMigration,
  '0003-solutions-and-predictions': solutionsAndPredictionsMigration,
  '0004-recording-choice': recordingChoiceMigration,
};

/**
 * Opens the one file that everything kept lives in, and brings its tables up to date.
 * The write-ahead log makes each finished transaction survive the death of this process; `synchronous=NORMAL` spares an
 * fsync per verdict, which would stall every learner's terminal, at the risk of the last moments on a power cut.
 */
export async function openStore(path: string): Promise<Store> {
  createPrivately(path);
  const database = new NodeSqlite(path);
  database.run('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;');
  const store: Store = new Kysely<Tables>({ dialect: new SqliteDialect({ database }) });
  const { error } = await new Migrator({
    db: store,
    provider: { getMigrations: () => Promise.resolve(migrations) },
  }).migrateToLatest();
  if (error !== undefined) {
    await store.destroy();
    throw new Error(`The store ${path} cannot be brought up to date`, { cause: error });
  }
  return store;
}

/** SQLite gives its log files the mode of the database, so the mode is right from the first byte on. */
function createPrivately(path: string): void {
  if (path === ':memory:') return;
  mkdirSync(dirname(path), { recursive: true });
  closeSync(openSync(path, 'a', 0o600));
}
