/** What a person is told after something they asked for, in a sentence. */
export type Said = { said: string; isRefused: boolean };
