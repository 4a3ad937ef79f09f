/** Why an answer may not be kept, as far as its question tells. */

/**
 * Closed: labels of metrics. `no hint`: nothing says how long the field may be kept. `no time`: it says 0. `too many tags`: more than are looked up with an answer. `nothing said`:
 * neither schema nor rules say how long anything of the subgraph is kept. `switched off`: of the subgraph nothing is kept (`keep: false`, or what it writes cannot be heard of).
 */
export type UnkeptReason = 'no hint' | 'no time' | 'too many tags' | 'nothing said' | 'switched off';

export interface Unkept {
  readonly reason: UnkeptReason;
  /** `Type.field`, where one field is to blame. */
  readonly field: string | null;
}
