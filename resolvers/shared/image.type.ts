/** A picture, as several domains show one. A value type without resolvers: shareable in the graph and between the subgraphs' code. */
import { Directive, Field, Int, ObjectType } from 'type-graphql';
import { Url } from './scalars.ts';

@ObjectType('Image', { description: "A picture: a photograph of a story, a publisher's icon.", simpleResolvers: true })
@Directive('@shareable')
export class Image {
  @Field(() => Url, { description: 'Where the picture is: absolute, or a path on this host.' })
  url!: string;

  @Field(() => Int, { nullable: true, description: 'Width in pixels, where known.' })
  width!: number | null;

  @Field(() => Int, { nullable: true, description: 'Height in pixels, where known.' })
  height!: number | null;

  @Field(() => String, { nullable: true, description: 'What is to be seen, for who cannot see it.' })
  alt!: string | null;

  @Field(() => String, { nullable: true, description: 'Who made the picture.' })
  credit!: string | null;
}
