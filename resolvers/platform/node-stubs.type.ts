/** The entities of the other domains, as `node` names them: the plan fetches the rest where it lives. */
import { Directive, ObjectType } from 'type-graphql';
import { Node } from '../shared/node.type.ts';

@ObjectType('Article', { description: 'A piece of news as one publisher published it.', implements: [Node], simpleResolvers: true })
@Directive('@key(fields: "id", resolvable: false)')
export class Article extends Node {}

@ObjectType('Source', { description: 'A publisher of articles.', implements: [Node], simpleResolvers: true })
@Directive('@key(fields: "id", resolvable: false)')
export class Source extends Node {}

@ObjectType('Comment', { description: 'What a reader wrote below an article.', implements: [Node], simpleResolvers: true })
@Directive('@key(fields: "id", resolvable: false)')
export class Comment extends Node {}

@ObjectType('Story', {
  description: 'Articles about the same event, as the service holds them together. It grows as articles come in, and two may become one.',
  implements: [Node],
  simpleResolvers: true,
})
@Directive('@key(fields: "id", resolvable: false)')
export class Story extends Node {}

@ObjectType('Feed', {
  description: 'A list of new articles that a publisher keeps, polled from time to time.',
  implements: [Node],
  simpleResolvers: true,
})
@Directive('@key(fields: "id", resolvable: false)')
export class Feed extends Node {}
