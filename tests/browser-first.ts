import { BaseSequencer, type TestSpecification } from "vitest/node";

/** Begins with the browser tests, which take longest and mostly wait; after them whatever took long the last time. */
export class BrowserFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    return sorted.toSorted((one, other) => rank(one) - rank(other));
  }
}

function rank({ project }: TestSpecification): number {
  return project.name === "e2e" ? 0 : 1;
}
