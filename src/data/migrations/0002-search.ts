/**
 * The search index. On SQLite an FTS5 table without content, on PostgreSQL two text vectors; what goes in is made by src/text/analyse.ts, so neither
 * engine's own idea of language is asked. Articles that are stored already are indexed behind this, in batches (articles.indexStored).
 */
import { sql } from 'kysely';
import type { Engine, Reader } from '../database.ts';
import type { Migration } from './migration.ts';

export const searchTables: Migration = {
  name: '0002-search',
  async up({ engine, read }: Reader) {
    for (const statement of [...shared(TYPES[engine]), ...OWN[engine]]) await sql.raw(statement).execute(read);
  },
};

interface Types {
  readonly text: string;
  readonly integer: string;
  readonly real: string;
  readonly serial: string;
  /** Columns that only one engine has. */
  readonly vectors: string;
  readonly options: string;
}

/** As in 0001. */
const TYPES: Readonly<Record<Engine, Types>> = {
  sqlite: { text: 'text', integer: 'integer', real: 'real', serial: 'integer primary key autoincrement', vectors: '', options: 'strict' },
  postgres: {
    text: 'text collate "C"',
    integer: 'bigint',
    real: 'double precision',
    serial: 'bigint generated always as identity primary key',
    vectors: ', heading tsvector not null, document tsvector not null',
    options: '',
  },
};

const shared = ({ text, integer, real, serial, vectors, options }: Types): readonly string[] => [
  // What searches filter and order by, narrow, beside the index.
  `create table search_documents (
    docid ${serial}, article_id ${text} not null unique, source_id ${text} not null, language ${text} not null, primary_language ${text} not null, published_at ${integer} not null${vectors}) ${options}`,
  `create table article_topics (article_id ${text} not null, code ${text} not null, score ${real} not null, primary key (article_id, code)) ${options}`,
  `create index article_topics_code on article_topics (code, article_id)`,
  // Words of titles, folded, with a spelling to show: what a search box suggests.
  `create table search_terms (term ${text} primary key not null, spelling ${text} not null, documents ${integer} not null) ${options}`,
  // How far the indexing of what was stored before has come; no row where there is nothing left.
  `create table search_backfill (done_to ${text} not null) ${options}`,
  `insert into search_backfill (done_to) select '' where exists (select 1 from articles)`,
];

const OWN: Readonly<Record<Engine, readonly string[]>> = {
  sqlite: [
    // Stems, and spellings (`…_x`), at the same positions. Terms hold letters, marks, digits and points only; `ascii` takes all that is not ASCII as letters.
    `create virtual table article_index using fts5(title, standfirst, body, title_x, standfirst_x, body_x, content='', contentless_delete=1, tokenize="ascii tokenchars '.'")`,
    // Bytes of terms that are gathered before they are written, and parts of the index that are merged at once: a batch is written as one part.
    `insert into article_index (article_index, rank) values ('hashsize', 8388608)`,
    `insert into article_index (article_index, rank) values ('automerge', 8)`,
    `create virtual table article_vocabulary using fts5vocab(article_index, 'row')`,
  ],
  postgres: [
    // Out of line and not compressed: ranking reads whole vectors, and taking pglz apart costs more than reading.
    `alter table search_documents alter column document set storage external`,
    `create index search_documents_heading on search_documents using gin (heading) with (fastupdate = on, gin_pending_list_limit = 8192)`,
    `create index search_documents_document on search_documents using gin (document) with (fastupdate = on, gin_pending_list_limit = 32768)`,
  ],
};
