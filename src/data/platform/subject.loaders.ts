/** What `node(id)` asks before it answers with a stub. */
import type DataLoader from 'dataloader';
import type { Reader } from '../database.ts';
import { loaderOf } from '../loader-family.ts';
import { knownSubjects } from '../subjects.ts';

export interface SubjectLoaders {
  /** Whether there is, or was, a thing of that id, whatever its domain. */
  readonly known: DataLoader<string, boolean>;
}

export function subjectLoaders(db: Reader): SubjectLoaders {
  return { known: loaderOf((ids) => knownSubjects(db, ids)) };
}
