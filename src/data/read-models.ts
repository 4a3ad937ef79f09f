/** The list of read models: tables that a domain keeps of what another one owns. A name can cross into the writer thread, so all are named here. */
import { type ReadModel, readModelWrites as writesOf } from '../events/read-model.ts';
import { articleTopics } from './articles/search/article-topics.read-model.ts';

export const READ_MODELS: readonly ReadModel[] = [articleTopics];

export const readModelWrites = writesOf(READ_MODELS);
