/** What comment mutations take and give. */
import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { Article, Comment } from './comment.type.ts';
import { UserError } from './user-error.type.ts';

@InputType('CommentCreateInput', { description: 'A comment to write.' })
export class CommentCreateInput {
  @Field(() => ID, { description: 'The article: `art_…`.' })
  articleId!: string;

  @Field(() => ID, { nullable: true, description: 'The comment to answer; none for a comment on the article itself.' })
  parentId?: string | null;

  @Field(() => String, { description: 'Plain text of 1 to 4000 characters, after blanks at both ends are cut off.' })
  body!: string;

  @Field(() => String, {
    description:
      'Made up by the client, once per comment: sent again with it, the comment is not written twice. 1 to 100 characters out of `A-Z a-z 0-9 . _ ~ : -`.',
  })
  idempotencyKey!: string;
}

@InputType('CommentDeleteInput', { description: 'A comment to delete.' })
export class CommentDeleteInput {
  @Field(() => ID, { description: 'The comment: `com_…`.' })
  id!: string;
}

@ObjectType('CommentCreatePayload', { description: 'What came of writing a comment.', simpleResolvers: true })
export class CommentCreatePayload {
  @Field(() => Comment, { nullable: true, description: 'The comment; null where it was not written.' })
  comment!: Comment | null;

  @Field(() => Article, {
    nullable: true,
    description: 'The article, to ask its new comment count; null where the comment was not written.',
  })
  article!: Article | null;

  @Field(() => [UserError], { description: 'Why it was not written; empty where it was.' })
  errors!: UserError[];
}

@ObjectType('CommentDeletePayload', { description: 'What came of deleting a comment.', simpleResolvers: true })
export class CommentDeletePayload {
  @Field(() => Comment, { nullable: true, description: 'The comment as it is now; null where it was not deleted.' })
  comment!: Comment | null;

  @Field(() => Article, { nullable: true, description: 'The article, to ask its new comment count; null where nothing was deleted.' })
  article!: Article | null;

  @Field(() => [UserError], { description: 'Why it was not deleted; empty where it was.' })
  errors!: UserError[];
}
