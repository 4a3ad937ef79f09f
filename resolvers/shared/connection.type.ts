/** Makes the connection and edge classes of one node class, per subgraph: type-graphql classes are never shared between subgraphs. */
import { Field, Int, ObjectType } from 'type-graphql';
import type { ClassType } from 'type-graphql';
import { PageInfo } from './page-info.type.ts';
import { Cursor } from './scalars.ts';

/** `name` is the node's GraphQL name, `plural` how descriptions speak of many; `decorators` are for the fields that answer nodes. */
export function connectionType(
  node: () => ClassType<object>,
  name: string,
  plural: string,
  decorators: readonly PropertyDecorator[] = [],
): ClassType<object> {
  const OfNodes: PropertyDecorator = (target, property) => decorators.forEach((decorate) => decorate(target, property));

  @ObjectType(`${name}Edge`, { description: `One of the ${plural} of a connection, with its place.`, simpleResolvers: true })
  class Edge {
    @Field(() => Cursor, { description: 'The place of this edge, to page from.' })
    cursor!: string;

    @OfNodes
    @Field(node, { description: `The ${name.toLowerCase()} itself.` })
    node!: object;
  }

  @ObjectType(`${name}Connection`, { description: `A page of ${plural}: https://relay.dev/graphql/connections.htm`, simpleResolvers: true })
  class Connection {
    @Field(() => [Edge], { description: 'The page with cursors.' })
    edges!: Edge[];

    @OfNodes
    @Field(() => [node()], { description: 'The page without cursors.' })
    nodes!: object[];

    @Field(() => PageInfo, { description: 'Is there more, and from where?' })
    pageInfo!: PageInfo;

    @Field(() => Int, { description: `How many ${plural} there are on all pages. Counted only when asked.` })
    totalCount!: number;
  }
  return Connection;
}
