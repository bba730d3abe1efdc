/** What a person is told after something they asked for, in a sentence. */
export type Said = { said: string; isRefused: boolean };

/**
 * What a form is answered; `folderId`: the sub-folder to show now, null for the whole queue. `isOutdated`: it was refused because somebody else has
 * changed meanwhile what it is about.
 */
export type FormAnswer = Said & { folderId?: string | null; isOutdated?: boolean };
