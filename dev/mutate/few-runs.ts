import fc from "fast-check";

// Under mutation a property is tried on a few values, the same ones for every fault: a run must be fast, and its score the same again.
fc.configureGlobal({ numRuns: 12, seed: 1023 });
