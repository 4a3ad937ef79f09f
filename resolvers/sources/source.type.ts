/** What a publisher is to a reader. Fields without a resolver are read from the record (`SourceRecord`) under the same name. */
import { Directive, Field, ObjectType } from 'type-graphql';
import { Kept, TOLD } from '../shared/caching.ts';
import { connectionType } from '../shared/connection.type.ts';
import { Node } from '../shared/node.type.ts';
import { Locale, Url } from '../shared/scalars.ts';

@ObjectType('Source', { description: 'A publisher of articles.', implements: [Node], simpleResolvers: true })
@Directive('@key(fields: "id")')
@Kept(TOLD)
export class Source extends Node {
  @Field(() => String, { description: 'Readable name for addresses, unique.' })
  slug!: string;

  @Field(() => [String], { description: 'Its host names without `www.`; the first is the main one.' })
  domains!: string[];

  @Field(() => Url, { nullable: true, description: 'Its front page.' })
  homepage!: string | null;

  @Field(() => String, { nullable: true, description: 'Its colour, `#rrggbb`.' })
  color!: string | null;

  @Field(() => String, { nullable: true, description: 'Its country: ISO 3166-1 alpha-2, as `SA`.' })
  country!: string | null;

  @Field(() => Locale, { description: 'The language it mainly publishes in.' })
  language!: string;
}

export const SourceConnection = connectionType(() => Source, 'Source', 'sources');
