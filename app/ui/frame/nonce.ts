import { createContext } from "react";

/** What the inline scripts of a document carry so that they run (Content-Security-Policy); nothing in the browser, which tells it to no script. */
export const Nonce = createContext<string | undefined>(undefined);
