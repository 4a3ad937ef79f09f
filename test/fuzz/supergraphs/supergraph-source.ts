/** A supergraph of the fuzz: the SDL of its subgraphs, and what it is there to cover. */
export interface SupergraphSource {
  readonly name: string;
  readonly covers: string;
  /** Subgraph name to SDL, Federation 2. */
  readonly subgraphs: Readonly<Record<string, string>>;
}
