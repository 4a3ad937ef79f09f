import { abstract } from './abstract.ts';
import { context } from './context.ts';
import { guarded } from './guarded.ts';
import { interfaceObjects } from './interface-objects.ts';
import { keys } from './keys.ts';
import { overlap } from './overlap.ts';
import { provides } from './provides.ts';
import { requires } from './requires.ts';
import type { SupergraphSource } from './supergraph-source.ts';
import { values } from './values.ts';

export const SUPERGRAPHS: readonly SupergraphSource[] = [
  keys,
  values,
  requires,
  provides,
  interfaceObjects,
  abstract,
  overlap,
  context,
  guarded,
];
