/** Relay's PageInfo: https://relay.dev/graphql/connections.htm#sec-undefined.PageInfo. A value type without resolvers. */
import { Directive, Field, ObjectType } from 'type-graphql';
import { Cursor } from './scalars.ts';

@ObjectType('PageInfo', { description: 'Where a page of a connection stands among the rest.', simpleResolvers: true })
@Directive('@shareable')
export class PageInfo {
  @Field(() => Boolean, { description: 'Is there more after this page?' })
  hasNextPage!: boolean;

  @Field(() => Boolean, { description: 'Is there more before this page?' })
  hasPreviousPage!: boolean;

  @Field(() => Cursor, { nullable: true, description: 'Cursor of the first edge; give it as `before`. Null on an empty page.' })
  startCursor!: string | null;

  @Field(() => Cursor, { nullable: true, description: 'Cursor of the last edge; give it as `after`. Null on an empty page.' })
  endCursor!: string | null;
}
