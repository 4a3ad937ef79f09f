/** Shapes that several domains store. */

export type Direction = 'LTR' | 'RTL';

export interface ImageRecord {
  /** Absolute, or a path on the gateway's own host beginning with `/media/`. */
  readonly url: string;
  readonly width: number | null;
  readonly height: number | null;
  readonly alt: string | null;
  readonly credit: string | null;
}
