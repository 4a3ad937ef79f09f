/** The body of an article as a list of blocks. Values carry `__typename`; see article-body.ts, which makes them. */
import { createUnionType, Field, Int, ObjectType } from 'type-graphql';
import { Image } from '../shared/image.type.ts';

@ObjectType('Heading', { description: 'A heading within the text.', simpleResolvers: true })
export class Heading {
  @Field(() => Int, { description: 'Its level: 2 for a section, 3 below it, to 6. The title of the article is 1.' })
  level!: number;

  @Field(() => String, { description: 'Its text.' })
  text!: string;

  @Field(() => String, { description: 'Unique within the article, for a link to this place: the `id` of the element.' })
  anchor!: string;
}

@ObjectType('Paragraph', { description: 'A paragraph.', simpleResolvers: true })
export class Paragraph {
  @Field(() => String, { description: 'Its text, without markup.' })
  text!: string;
}

@ObjectType('List', { description: 'A list.', simpleResolvers: true })
export class List {
  @Field(() => Boolean, { description: 'Are the items numbered?' })
  ordered!: boolean;

  @Field(() => [String], { description: 'The items, without markup.' })
  items!: string[];
}

@ObjectType('Quote', { description: 'A quotation that stands apart.', simpleResolvers: true })
export class Quote {
  @Field(() => String, { description: 'What was said.' })
  text!: string;

  @Field(() => String, { nullable: true, description: 'Who said it, where the publisher says so.' })
  attribution!: string | null;
}

@ObjectType('ImageBlock', { description: 'A picture within the text.', simpleResolvers: true })
export class ImageBlock {
  @Field(() => Image, { description: 'The picture.' })
  image!: Image;

  @Field(() => String, { nullable: true, description: 'What the publisher wrote below it.' })
  caption!: string | null;
}

export const Block = createUnionType({
  name: 'Block',
  description: 'One piece of the body, in reading order.',
  types: () => [Heading, Paragraph, List, Quote, ImageBlock] as const,
});

@ObjectType('OutlineEntry', { description: 'A line of the table of contents.', simpleResolvers: true })
export class OutlineEntry {
  @Field(() => Int, { description: 'The level of the heading, 2 to 6.' })
  level!: number;

  @Field(() => String, { description: 'The text of the heading.' })
  text!: string;

  @Field(() => String, { description: 'The `anchor` of the heading among the blocks.' })
  anchor!: string;
}
