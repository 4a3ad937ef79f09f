/** The diary of `newsgraph ingest`. */
import { basename } from 'node:path';
import { sql } from 'kysely';
import { newRunId } from '../../ids.ts';
import { insertRows, storableText } from '../../parameters.ts';
import type { Procedure } from '../../write-context.ts';

/** Older runs are forgotten when another starts. */
export const MAX_RUNS = 1_000;
const MAX_INPUT_CHARS = 500;

/** Answers the id to finish it with. */
export const startRun: Procedure<{ readonly inputs: readonly string[] }, { readonly id: string }> = async (context, { inputs }) => {
  const { read, now } = context;
  const id = newRunId({ now: () => now });
  const row = {
    id,
    input: storableText(inputText(inputs)),
    started_at: now,
    finished_at: null,
    added: 0,
    updated: 0,
    unchanged: 0,
    rejected: 0,
    reasons: '{}',
    inputs_failed: 0,
  };
  await insertRows(context, 'ingest_runs', [row]).execute(read);
  await sql`
    delete from ingest_runs where (started_at, id) < (select started_at, id from ingest_runs order by started_at desc, id desc limit 1 offset ${sql.lit(MAX_RUNS - 1)})`.execute(
    read,
  );
  return { id };
};

export interface IngestRunFinish {
  readonly id: string;
  readonly counts: { readonly new: number; readonly updated: number; readonly unchanged: number; readonly rejected: number };
  /** Rejections by code. */
  readonly reasons: Readonly<Partial<Record<string, number>>>;
  readonly inputsFailed: number;
}

/** Emits `ingest.finished` {id, new, updated, unchanged, rejected}. False where the run is not known any more. */
export const finishRun: Procedure<IngestRunFinish, { readonly known: boolean }> = async (
  context,
  { id, counts, reasons, inputsFailed },
) => {
  const { numAffectedRows } = await sql`
    update ingest_runs set finished_at = ${context.now}, added = ${counts.new}, updated = ${counts.updated}, unchanged = ${counts.unchanged}, rejected = ${counts.rejected},
      reasons = ${JSON.stringify(reasons)}, inputs_failed = ${inputsFailed} where id = ${id}`.execute(context.read);
  if (Number(numAffectedRows ?? 0) === 0) return { known: false };
  const { new: added, updated, unchanged, rejected } = counts;
  context.emit({ topic: 'ingest.finished', subjectId: id, payload: { id, new: added, updated, unchanged, rejected } });
  return { known: true };
};

/** Clients may read it: folders of this machine, passwords and keys in query strings are none of their business. */
function inputText(inputs: readonly string[]): string {
  const names: string[] = [];
  let chars = 0;
  for (const input of inputs) {
    const name = inputName(input);
    chars += name.length + 2;
    if (chars > MAX_INPUT_CHARS) break;
    names.push(name);
  }
  const left = inputs.length - names.length;
  return left === 0 ? names.join(', ') : `${names.join(', ')}${names.length > 0 ? ', ' : ''}and ${left} more`;
}

function inputName(input: string): string {
  if (!/^[a-z][a-z0-9+.-]+:\/\//i.test(input)) return basename(input);
  const url = URL.parse(input);
  return url === null ? 'an address' : `${url.origin}${url.pathname}`;
}
