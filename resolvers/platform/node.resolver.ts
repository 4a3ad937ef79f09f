/** Anything by its id. Ids say their type by their prefix; the owners of the types answer the rest. */
import { Arg, Ctx, ID, Query, Resolver } from 'type-graphql';
import { badUserInput } from '../shared/bad-user-input.ts';
import { Kept, Tagged, TOLD } from '../shared/caching.ts';
import { Node } from '../shared/node.type.ts';
import type { PlatformContext } from './platform.context.ts';

const MAX_IDS = 100;

const TYPENAMES: Readonly<Record<string, string>> = {
  art: 'Article',
  src: 'Source',
  com: 'Comment',
  usr: 'User',
  fee: 'Feed',
  sty: 'Story',
};

interface NodeStub {
  readonly __typename: string;
  readonly id: string;
}

@Resolver()
export class NodeResolver {
  @Kept(TOLD, 'PUBLIC')
  @Tagged('node:{$args.id}')
  @Query(() => Node, { nullable: true, description: 'Anything by its id; null where there is none.' })
  node(@Arg('id', () => ID, { description: 'The id.' }) id: string, @Ctx() context: PlatformContext): Promise<NodeStub | null> {
    return nodeStub(id, context);
  }

  @Kept(TOLD, 'PUBLIC')
  @Tagged('node:')
  @Query(() => [Node], { nullable: 'itemsAndList', description: 'Many things by their ids, in the order asked; null where there is none.' })
  async nodes(
    @Arg('ids', () => [ID], { description: `The ids: 1 to ${MAX_IDS}.` }) ids: string[],
    @Ctx() context: PlatformContext,
  ): Promise<readonly (NodeStub | null)[]> {
    if (ids.length < 1 || ids.length > MAX_IDS) {
      throw badUserInput(`Argument "ids" must have 1 to ${MAX_IDS} ids, but ${ids.length} were given.`, 'ids');
    }
    return Promise.all(ids.map((id) => nodeStub(id, context)));
  }
}

/** The ledger of subjects says whether the id was ever announced (docs/decisions/0003); a user is this domain's own and is looked up. */
async function nodeStub(id: string, context: PlatformContext): Promise<NodeStub | null> {
  const prefix = id.slice(0, Math.max(0, id.indexOf('_')));
  const __typename = Object.hasOwn(TYPENAMES, prefix) ? TYPENAMES[prefix] : undefined;
  if (__typename === undefined) return null;
  if (__typename === 'User') {
    const user = await context.users.byId.load(id);
    return user && { __typename, ...user };
  }
  return (await context.subjects.known.load(id)) ? { __typename, id } : null;
}
