/** Places in an article's text, each with what stands there. */
import { Field, Int, ObjectType } from 'type-graphql';
import type { ClassType } from 'type-graphql';

export interface TextPlace {
  readonly block: number;
  readonly start: number;
  readonly end: number;
  readonly quote: string;
}

export const Citation = textPlaceType('Citation', {
  description: 'The sentence of the article a machine-made text stands on.',
  quote: 'The sentence itself.',
});

export const EntityMention = textPlaceType('EntityMention', {
  description: 'A place where the article names somebody or something.',
  quote: 'The name as it is written there, without a particle that is written together with it.',
});

function textPlaceType(
  name: string,
  { description, quote: quoteDescription }: { description: string; quote: string },
): ClassType<TextPlace> {
  @ObjectType(name, { description, simpleResolvers: true })
  class Place implements TextPlace {
    @Field(() => Int, { description: "Which of the article's `blocks`, from 0." })
    block!: number;

    @Field(() => Int, {
      description: 'Where it begins in the text of the block, in UTF-16 units; the items of a list count as joined by line breaks.',
    })
    start!: number;

    @Field(() => Int, { description: 'Where it ends, exclusive.' })
    end!: number;

    @Field(() => String, { description: quoteDescription })
    quote!: string;
  }
  return Place;
}
