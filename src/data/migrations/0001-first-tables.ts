/** The tables of the first release, the same on both engines but for the names of the types. */
import { sql } from 'kysely';
import type { Engine, Reader } from '../database.ts';
import type { Migration } from './migration.ts';

export const firstTables: Migration = {
  name: '0001-first-tables',
  async up({ engine, read }: Reader) {
    for (const statement of statements(TYPES[engine])) await sql.raw(statement).execute(read);
  },
};

interface Types {
  readonly text: string;
  readonly integer: string;
  readonly real: string;
  readonly blob: string;
  /** A primary key that the database numbers upwards and never uses twice. */
  readonly serial: string;
  /** Behind the closing bracket of a table. */
  readonly options: string;
}

const TYPES: Readonly<Record<Engine, Types>> = {
  // Strict: SQLite refuses a value of another type, as PostgreSQL does.
  sqlite: { text: 'text', integer: 'integer', real: 'real', blob: 'blob', serial: 'integer primary key autoincrement', options: 'strict' },
  // "C" orders by bytes, as SQLite does; keysets compare in the database and in JavaScript, and all must agree.
  postgres: {
    text: 'text collate "C"',
    integer: 'bigint',
    real: 'double precision',
    blob: 'bytea',
    serial: 'bigint generated always as identity primary key',
    options: '',
  },
};

const statements = ({ text, integer, real, blob, serial, options }: Types): readonly string[] => [
  `create table sources (
    id ${text} primary key not null, slug ${text} not null, names ${text} not null, descriptions ${text} not null, domains ${text} not null, homepage ${text}, icon ${text}, color ${text},
    country ${text}, language ${text} not null) ${options}`,
  `create unique index sources_slug on sources (slug)`,
  `create table source_domains (domain ${text} not null, source_id ${text} not null references sources (id) on delete cascade, primary key (domain, source_id)) ${options}`,
  `create index source_domains_source on source_domains (source_id)`,

  `create table articles (
    id ${text} primary key not null, slug ${text} not null, url ${text} not null, canonical_url ${text} not null, source_id ${text} not null, title ${text} not null, standfirst ${text}, lead ${text} not null,
    byline ${text}, language ${text} not null, primary_language ${text} not null, direction ${text} not null, kind ${text} not null, state ${text} not null, published_at ${integer} not null, time_precision ${text} not null,
    updated_at ${integer}, first_seen_at ${integer} not null, word_count ${integer} not null, section ${text}, tags ${text} not null, image ${text}, quality_flags ${text} not null,
    content_hash ${text} not null) ${options}`,
  `create unique index articles_slug on articles (slug)`,
  `create index articles_url on articles (url)`,
  `create index articles_canonical_url on articles (canonical_url)`,
  // Lists and counts never show removed articles; queries must say so in these very words to use the indexes.
  `create index articles_time on articles (published_at, id) where state <> 'REMOVED'`,
  `create index articles_source_time on articles (source_id, published_at, id, language) where state <> 'REMOVED'`,
  `create index articles_language_time on articles (primary_language, published_at, id, language, source_id) where state <> 'REMOVED'`,
  `create table article_bodies (article_id ${text} primary key not null references articles (id) on delete cascade, blocks ${text} not null, text ${text} not null) ${options}`,

  `create table comments (
    id ${text} primary key not null, article_id ${text} not null, parent_id ${text}, root_id ${text} not null, depth ${integer} not null, author_id ${text} not null,
    author_name ${text} not null, body ${text} not null, language ${text}, direction ${text} not null, status ${text} not null, created_at ${integer} not null, edited_at ${integer},
    deleted_at ${integer}, reply_count ${integer} not null, listed ${integer} not null) ${options}`,
  `create index comments_roots_time on comments (article_id, created_at, id) where parent_id is null and listed = 1`,
  `create index comments_roots_replies on comments (article_id, reply_count, created_at, id) where parent_id is null and listed = 1`,
  `create index comments_replies_time on comments (parent_id, created_at, id) where listed = 1`,
  `create index comments_replies_replies on comments (parent_id, reply_count, created_at, id) where listed = 1`,
  `create table commenting (article_id ${text} primary key not null, state ${text} not null) ${options}`,
  `create table comment_counts (article_id ${text} primary key not null, total ${integer} not null, roots ${integer} not null) ${options}`,
  `create table idempotency (
    scope ${text} not null, viewer_id ${text} not null, key ${text} not null, request_hash ${text} not null, subject_id ${text} not null, created_at ${integer} not null,
    primary key (scope, viewer_id, key)) ${options}`,
  `create index idempotency_created_at on idempotency (created_at)`,

  `create table enrichments (
    article_id ${text} primary key not null, input_hash ${text} not null, engine_version ${text} not null, language ${text} not null, summary ${text} not null, key_points ${text} not null,
    keywords ${text} not null, sentiment ${text}, generated_at ${integer} not null, latency_ms ${real} not null, requested_at ${integer} not null) ${options}`,
  `create table enrichment_vectors (seq ${serial}, article_id ${text} not null unique, vector ${blob} not null) ${options}`,
  `create table related (article_id ${text} not null, related_id ${text} not null, score ${real} not null, reasons ${text} not null, primary key (article_id, related_id)) ${options}`,
  `create index related_best on related (article_id, score desc, related_id)`,
  `create index related_mirror on related (related_id)`,
  // available_at: while PENDING the time from which the job may be claimed, while RUNNING the end of the lease.
  `create table enrichment_jobs (
    article_id ${text} not null, input_hash ${text} not null, engine_version ${text} not null, state ${text} not null, attempts ${integer} not null, available_at ${integer} not null,
    requested_at ${integer} not null, last_error ${text}, primary key (article_id, input_hash, engine_version)) ${options}`,
  `create index enrichment_jobs_open on enrichment_jobs (available_at, article_id) where state in ('PENDING', 'RUNNING')`,
  `create index enrichment_jobs_state on enrichment_jobs (state)`,

  `create table users (id ${text} primary key not null, name ${text} not null, created_at ${integer} not null, updated_at ${integer} not null) ${options}`,

  `create table outbox (position ${serial}, topic ${text} not null, subject_id ${text} not null, payload ${text} not null, at ${integer} not null) ${options}`,
  // Every id that ever was written: see subjects.ts.
  `create table subjects (id ${text} primary key not null) ${options}`,
  `create table outbox_cursors (consumer ${text} primary key not null, position ${integer} not null) ${options}`,
];
