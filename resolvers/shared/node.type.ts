/** `interface Node`. The class carries no resolver, so the subgraphs may share it; implementers are listed by each subgraph itself. */
import { Field, ID, InterfaceType } from 'type-graphql';

@InterfaceType('Node', {
  description:
    'Anything with an id of its own. Ids are prefixed by kind (`art_`, `src_`, `com_`, `fee_`, `sty_`, `usr_`) and never change.',
  autoRegisterImplementations: false,
})
export abstract class Node {
  @Field(() => ID, { description: 'The id: stable, prefixed by kind, the same everywhere.', simple: true })
  id!: string;
}
