declare module "heic-decode" {
  type Decoded = { width: number; height: number; data: Uint8ClampedArray };
  type Image = { width: number; height: number; decode(): Promise<Decoded> };
  export function all(options: { buffer: Uint8Array }): Promise<Image[] & { dispose(): void }>;
}
