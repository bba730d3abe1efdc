import { options } from "preact";

/** As much of a browser's document as Preact and the extensions' tests need: elements with attributes and children, and texts. */
class SmallNode {
  parentNode: SmallNode | null = null;
  childNodes: SmallNode[] = [];
  attributes = new Map<string, string>();
  listeners = new Map<string, (event: object) => void>();
  namespaceURI = "http://www.w3.org/1999/xhtml";
  data: string;
  readonly localName: string;
  readonly nodeType: number;

  constructor(localName: string, data = "") {
    this.localName = localName;
    this.nodeType = localName === "" ? 3 : 1;
    this.data = data;
  }
  get firstChild(): SmallNode | null {
    return this.childNodes[0] ?? null;
  }
  get nextSibling(): SmallNode | null {
    const beside = this.parentNode?.childNodes ?? [];
    return beside[beside.indexOf(this) + 1] ?? null;
  }
  get textContent(): string {
    return this.data + this.childNodes.map((child) => child.textContent).join("");
  }
  insertBefore(child: SmallNode, before: SmallNode | null): SmallNode {
    child.remove();
    child.parentNode = this;
    this.childNodes.splice(before ? this.childNodes.indexOf(before) : this.childNodes.length, 0, child);
    return child;
  }
  appendChild(child: SmallNode): SmallNode {
    return this.insertBefore(child, null);
  }
  removeChild(child: SmallNode): SmallNode {
    this.childNodes = this.childNodes.filter((one) => one !== child);
    child.parentNode = null;
    return child;
  }
  remove(): void {
    this.parentNode?.removeChild(this);
  }
  contains(other: SmallNode | null): boolean {
    return other !== null && (other === this || this.contains(other.parentNode));
  }
  setAttribute(name: string, value: unknown): void {
    this.attributes.set(name, String(value));
  }
  removeAttribute(name: string): void {
    this.attributes.delete(name);
  }
  addEventListener(type: string, listener: (event: object) => void): void {
    this.listeners.set(type, listener);
  }
  removeEventListener(): void {}
  all(): SmallNode[] {
    return [this, ...this.childNodes.flatMap((child) => child.all())];
  }
  toString(): string {
    if (this.nodeType === 3) return this.data;
    const attributes = [...this.attributes].map(([name, value]) => ` ${name}="${value}"`).join("");
    return `<${this.localName}${attributes}>${this.childNodes.join("")}</${this.localName}>`;
  }
}

/** Puts an empty page in the place of the browser's. `seen` gives what stands in it once all that was asked for has arrived, `press` clicks the button of these words. */
export function openSmallPage(): { seen(): Promise<string>; press(words: string): void } {
  const body = new SmallNode("body");
  Object.assign(globalThis, {
    document: {
      body,
      createElementNS: (_: string, name: string) => new SmallNode(name),
      createElement: (name: string) => new SmallNode(name),
      createTextNode: (data: string) => new SmallNode("", data),
    },
  });
  // Effects run in the next turn, instead of after the next frame.
  options.requestAnimationFrame = (next) => setImmediate(next);
  return {
    async seen() {
      for (let turn = 0; turn < 20; turn += 1) await new Promise((next) => setImmediate(next));
      return body.childNodes.join("");
    },
    press(words) {
      const button = body.all().find(({ localName, textContent }) => localName === "s-button" && textContent === words);
      if (!button) throw new Error(`There is no button “${words}”.`);
      for (const [type, listener] of button.listeners) if (/^click$/i.test(type)) listener.call(button, { type });
    },
  };
}
