/** How much of bodies this process holds at once, of forms and notices together, in bytes: thousands of ordinary ones, or seven of the largest. */
const MOST_HELD = 100 * 1024 * 1024;
const FIRST_BYTES = 4 * 1024;

/** The bytes of a body as they arrive. In one piece: parts of one byte each would cost more than a hundred bytes each. */
export class HeldBody {
  static #all = new Set<HeldBody>();
  static #bytesOfAll = 0;
  #bytes = Buffer.alloc(0);
  #length = 0;
  #refuse: (() => void) | null;

  /**
   * Begins one body, whoever sends it. When all together are too much, the largest that is not whole yet is let go and its `refuse` called: who sends many
   * large ones is not waited for, and small ones still come through. Whoever begins one lets it go.
   */
  constructor(refuse: () => void) {
    this.#refuse = refuse;
    HeldBody.#all.add(this);
  }

  /** Keeps what arrived, and gives how much there is by now, in bytes; of a body that was let go nothing is kept. */
  keep(part: Uint8Array): number {
    if (!HeldBody.#all.has(this)) return this.#length;
    const length = this.#length + part.length;
    if (length > this.#bytes.length) this.#grow(length);
    this.#bytes.set(part, this.#length);
    this.#length = length;
    while (HeldBody.#bytesOfAll > MOST_HELD && HeldBody.#refuseLargest());
    return length;
  }

  /** The whole body: nothing more of it arrives, and it is not refused any more. */
  whole(): Buffer {
    this.#refuse = null;
    return this.#bytes.subarray(0, this.#length);
  }

  /** Says that it is needed no more; may be said again. */
  letGo(): void {
    if (HeldBody.#all.delete(this)) HeldBody.#bytesOfAll -= this.#bytes.length;
    this.#bytes = Buffer.alloc(0);
  }

  #grow(length: number): void {
    const bytes = Buffer.allocUnsafeSlow(Math.max(length, Math.ceil(1.5 * this.#bytes.length), FIRST_BYTES));
    this.#bytes.copy(bytes, 0, 0, this.#length);
    HeldBody.#bytesOfAll += bytes.length - this.#bytes.length;
    this.#bytes = bytes;
  }

  static #refuseLargest(): boolean {
    const open = [...HeldBody.#all].filter((body) => body.#refuse !== null);
    const [largest] = open.sort((one, other) => other.#bytes.length - one.#bytes.length);
    if (!largest) return false;
    largest.letGo();
    largest.#refuse?.();
    return true;
  }
}
