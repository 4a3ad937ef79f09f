/**
 * Measures the enrichments on the judged set: `npm run -s bench:enrichment`.
 *
 * The sample and the English articles are always measured. The articles of the archive (SaudiNewsNet, `ingest/saudinewsnet.map.json`) are where `--archive DIR`
 * names a DATA_DIR into which it was ingested. --misses lists what went wrong, but for the articles drawn by lot, --json FILE writes the figures.
 */
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { systemClock } from '../../../src/clock/clock.ts';
import { openDatabase } from '../../../src/data/database.ts';
import { ENTITY_TYPES } from './annotations.ts';
import { type Evaluation, evaluate, type SummaryScores } from './evaluate.ts';
import { archiveArticles, type Judged, ownArticles } from './judged-set.ts';
import { lettersOfBlocks } from './letter-place.ts';
import { NOTHING, plus, ratesOf, type Tally } from './scores.ts';

const { values: options } = parseArgs({
  options: { archive: { type: 'string' }, misses: { type: 'boolean', default: false }, json: { type: 'string' } },
});

const own = ownArticles();
const [archive, random] = options.archive === undefined ? [[], []] : await readArchive(options.archive);
const all = [...own, ...archive, ...random];
const parts: [string, readonly Judged[]][] = [
  ['own, Arabic', own.filter(({ annotation }) => annotation.language === 'ar')],
  ['own, English', own.filter(({ annotation }) => annotation.language === 'en')],
  ['own', own],
];
if (archive.length > 0)
  parts.push(
    ['archive', archive],
    ['archive, drawn by lot', random],
    ['all Arabic', all.filter(({ annotation }) => annotation.language === 'ar')],
    ['all', all],
  );
const results = parts.map(([name, set]) => [name, evaluate(set)] as const);
for (const [name, evaluation] of results) print(name, evaluation);
if (options.misses) say(`\n${evaluate([...own, ...archive]).misses.join('\n')}`);
if (options.json !== undefined) writeFileSync(options.json, JSON.stringify(Object.fromEntries(results), null, 2));

async function readArchive(dataDir: string): Promise<[readonly Judged[], readonly Judged[]]> {
  const database = await openDatabase({ databaseUrl: undefined, dataDir, clock: systemClock });
  try {
    return [unchanged(await archiveArticles(database, 'archive')), unchanged(await archiveArticles(database, 'random'))];
  } finally {
    await database.close();
  }
}

function unchanged(found: readonly Judged[]): readonly Judged[] {
  const kept = found.filter(({ annotation, text }) => lettersOfBlocks(text.blocks) === annotation.letters);
  if (kept.length < found.length) say(`${found.length - kept.length} articles are read otherwise than when they were judged: left out`);
  return kept;
}

function print(name: string, { articles, summaries, lead3, entities, exactNames, topics, related, clusters }: Evaluation): void {
  say(`\n${name}: ${articles} articles${' '.repeat(Math.max(1, 24 - name.length))}P     R     F1`);
  const summary = (label: string, scores: SummaryScores): void => {
    row(`${label}, sentences`, scores.sentences);
    row(`${label}, ROUGE-1`, scores.rouge1);
    row(`${label}, ROUGE-2`, scores.rouge2);
  };
  summary('summary', summaries);
  summary('lead-3', lead3);
  for (const type of ENTITY_TYPES) row(type.toLowerCase(), entities[type]);
  const names = ENTITY_TYPES.map((type) => entities[type]).reduce(plus, NOTHING);
  row('all names', names, `${names.right} right, ${exactNames} of them the whole name and no more`);
  row('topics', topics);
  row('related, five at most', related);
  row('pairs of a story', clusters);
}

function row(label: string, tally: Tally, note = `${tally.right} of ${tally.told} told, ${tally.wanted} wanted`): void {
  const { precision, recall, f1 } = ratesOf(tally);
  say(`  ${label.padEnd(32)} ${precision.toFixed(2)}  ${recall.toFixed(2)}  ${f1.toFixed(2)}  ${note}`);
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
