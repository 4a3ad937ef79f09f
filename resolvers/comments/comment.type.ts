/** What a comment is to a reader. Fields without a resolver are read from the record (`CommentRecord`) under the same name. */
import { Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import { Kept, TOLD } from '../shared/caching.ts';
import { connectionType } from '../shared/connection.type.ts';
import { Node } from '../shared/node.type.ts';
import { DateTime } from '../shared/scalars.ts';
import { CommentingState, CommentStatus } from './comment.enums.ts';

/** Stub: users live in `platform`. */
@ObjectType('User', { description: 'A person with an account.', simpleResolvers: true })
@Directive('@key(fields: "id", resolvable: false)')
export class User {
  @Field(() => ID, { description: 'The id: `usr_…`.' })
  id!: string;
}

@ObjectType('CommentAuthor', { description: 'Who wrote a comment.', simpleResolvers: true })
export class CommentAuthor {
  @Field(() => String, { description: 'The name when the comment was written.' })
  name!: string;

  @Field(() => User, { nullable: true, description: 'The account, where it still exists.' })
  user!: User | null;
}

@ObjectType('CommentPermissions', {
  description: 'What the viewer may do with a comment. All false without a token.',
  simpleResolvers: true,
})
@Kept(TOLD, 'PRIVATE')
export class CommentPermissions {
  @Field(() => Boolean, { description: 'May the viewer answer it?' })
  reply!: boolean;

  @Field(() => Boolean, { description: 'May the viewer delete it?' })
  delete!: boolean;
}

@ObjectType('Comment', {
  description: 'What a reader wrote below an article. A deleted comment with replies stays as a tombstone.',
  implements: [Node],
  simpleResolvers: true,
})
@Directive('@key(fields: "id")')
@Kept(TOLD, 'PRIVATE')
export class Comment extends Node {
  @Field(() => Int, { description: 'How deep it stands in its thread: 0 for a comment on the article itself.' })
  depth!: number;

  @Field(() => CommentStatus, { description: 'What moderation has said of it.' })
  status!: string;

  @Field(() => DateTime, { description: 'When it was written.' })
  createdAt!: number;

  @Field(() => DateTime, { nullable: true, description: 'When it was last changed, where it was.' })
  editedAt!: number | null;

  @Field(() => Int, { description: 'How many direct replies can be read.' })
  replyCount!: number;
}

/** What is listed is for everybody. */
export const CommentConnection = connectionType(() => Comment, 'Comment', 'comments', [Kept(TOLD, 'PUBLIC')]);

@ObjectType('Commenting', { description: 'Whether and how an article can be commented on.', simpleResolvers: true })
export class Commenting {
  @Field(() => CommentingState, { description: 'Are comments taken?' })
  state!: string;
}

/** This domain's stub: what readers wrote below an article. The article itself lives in `articles`. */
@ObjectType('Article', { description: 'An article, as far as its comments go.', simpleResolvers: true })
@Directive('@key(fields: "id")')
export class Article {
  @Field(() => ID, { description: 'The id: `art_…`.' })
  id!: string;
}
