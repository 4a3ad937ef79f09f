/** People and the app itself. */
import { Directive, Field, ID, ObjectType } from 'type-graphql';
import { Kept, TOLD } from '../shared/caching.ts';
import { Node } from '../shared/node.type.ts';
import { Url } from '../shared/scalars.ts';
import { Role, StorePlatform } from './platform.enums.ts';

@ObjectType('User', { description: 'A person with an account.', implements: [Node], simpleResolvers: true })
@Directive('@key(fields: "id")')
@Kept(TOLD)
export class User extends Node {
  @Field(() => String, { description: 'The name shown beside what the person writes.' })
  name!: string;
}

@Kept(TOLD, 'PRIVATE')
@ObjectType('Viewer', { description: 'Who is asking, by the token of the request.', simpleResolvers: true })
export class Viewer {
  @Field(() => ID, { description: 'The id: `usr_…`.' })
  id!: string;

  @Field(() => String, { description: 'The name in the token.' })
  name!: string;

  @Field(() => [Role], { description: 'What the viewer may do.' })
  roles!: string[];
}

@ObjectType('Store', { description: 'Where the app is to be had, or how to install it.', simpleResolvers: true })
export class Store {
  @Field(() => StorePlatform, { description: 'For what.' })
  platform!: string;

  @Field(() => Url, { description: 'The address.' })
  url!: string;

  @Field(() => String, { description: 'What to write on the link.' })
  label!: string;
}

@ObjectType('AiPromo', { description: 'The card that shows readers the AI features.', simpleResolvers: true })
export class AiPromo {
  @Field(() => String, { description: 'Its heading.' })
  title!: string;

  @Field(() => String, { description: 'Its text.' })
  description!: string;
}

@ObjectType('App', { description: "The news app itself, in the reader's language.", simpleResolvers: true })
export class App {
  @Field(() => String, { description: 'Its name.' })
  name!: string;

  @Field(() => [Store], { description: 'Where it is to be had.' })
  stores!: Store[];

  @Field(() => AiPromo, { description: 'The card that shows readers the AI features.' })
  aiPromo!: AiPromo;
}
