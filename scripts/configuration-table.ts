/** `npx node scripts/configuration-table.ts` writes the table of docs/operations.md anew, after a variable was changed in src/config/variables.ts. */
import { readFileSync, writeFileSync } from 'node:fs';
import { describeVariables } from '../src/config/variables.ts';

const BETWEEN = /(?<=<!-- configuration -->\n)[\s\S]*?(?=\n<!-- \/configuration -->)/;

/** The document with the table as the variables are declared now. */
export function withConfigurationTable(document: string): string {
  return document.replace(BETWEEN, configurationTable);
}

function configurationTable(): string {
  const rows = describeVariables().map(
    ({ name, fallback, meaning, bounds }) =>
      `| \`${name}\` | ${fallback} | ${meaning} ${bounds[0]?.toUpperCase() ?? ''}${bounds.slice(1)}. |`,
  );
  return ['| variable | default | meaning, legal values |', '| --- | --- | --- |', ...rows].join('\n');
}

if (process.argv[1] === import.meta.filename) {
  const file = new URL('../docs/operations.md', import.meta.url);
  writeFileSync(file, withConfigurationTable(readFileSync(file, 'utf8')));
}
