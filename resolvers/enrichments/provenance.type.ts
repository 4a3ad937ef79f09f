/** What everything machine-made says of itself: whether it is up to date, where it comes from, and what a reader has to be told. */
import { Field, Float, Int, InterfaceType, ObjectType } from 'type-graphql';
import { DateTime, Url } from '../shared/scalars.ts';
import { EnrichmentMethod, EnrichmentStatus } from './enrichment.enums.ts';

@ObjectType('Provenance', { description: 'Where a machine-made text comes from.', simpleResolvers: true })
export class Provenance {
  @Field(() => EnrichmentMethod, { description: 'How it was made.' })
  method!: string;

  @Field(() => String, { description: 'Who made it: `local` is the engine built into this service.' })
  provider!: string;

  @Field(() => String, { description: 'The model or algorithm.' })
  model!: string;

  @Field(() => String, { description: 'Its version.' })
  version!: string;

  @Field(() => String, { description: 'SHA-256 of exactly what was read, in hexadecimal digits.' })
  inputHash!: string;

  @Field(() => Float, { nullable: true, description: 'How sure the method is, 0 to 1; null where it cannot tell.' })
  confidence!: number | null;

  @Field(() => Int, { description: 'How long it took, in milliseconds.' })
  latencyMs!: number;

  @Field(() => DateTime, { description: 'When it was made.' })
  generatedAt!: number;
}

@ObjectType('Disclosure', {
  description: 'What a reader has to be told of a machine-made text (EU AI Act, Article 50).',
  simpleResolvers: true,
})
export class Disclosure {
  @Field(() => Url, { description: 'The IPTC digital source type: https://cv.iptc.org/newscodes/digitalsourcetype/' })
  digitalSourceType!: string;
}

@InterfaceType('Enrichment', { description: 'Anything a machine made of an article.', autoRegisterImplementations: false })
export abstract class Enrichment {
  @Field(() => EnrichmentStatus, { description: 'Is it there, and up to date?', simple: true })
  status!: string;

  @Field(() => Provenance, { description: 'Where it comes from.', simple: true })
  provenance!: Provenance;

  @Field(() => Disclosure, { description: 'What a reader has to be told of it.', simple: true })
  disclosure!: Disclosure;
}
